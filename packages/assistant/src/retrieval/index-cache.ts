import { Cache } from '@frontdesk/core/cache';
import { type Clock, systemClock } from '@frontdesk/core/time';
import type { FaqIndex } from './faq-index';
import { FollowedIndex } from './following/followed-index';
import type { FaqReader, FaqSource, FaqState } from './following/source';

/** Where the snapshots of large indexes are kept. */
export interface Snapshots {
  /** A tenant's last one; `undefined` if there is none, or it cannot be read now. */
  get(tenant: string): Promise<Uint8Array | undefined>;
  /** Asks for one to be made. Resolves even if that failed. */
  ask(tenant: string): Promise<void>;
}

export interface IndexCacheOptions {
  /**
   * Of memory, over all tenants; the indexes of the tenants longest not asked for go first. Only an index that was just
   * asked for is kept whatever its size: it would be made again for each request.
   */
  readonly maxBytes?: number;
  readonly snapshots?: Snapshots;
  /** The one by which changes get their ids. */
  readonly clock?: Clock;
  /** Is told why an index could not follow its FAQ: whoever asked got it as it was. */
  readonly onFailure?: (error: unknown) => void;
}

const MAX_BYTES = 100_000_000;

/** The tenants' FAQ indexes of one process. An index is made once, and from then on follows what is changed. */
export class IndexCache {
  readonly #indexes: Cache<FollowedIndex>;
  readonly #options: IndexCacheOptions;

  constructor(options: IndexCacheOptions = {}) {
    this.#indexes = new Cache({ maxWeight: options.maxBytes ?? MAX_BYTES, weigh: ({ bytes }) => bytes });
    this.#options = options;
  }

  /**
   * The index of a tenant's FAQ as `FollowedIndex` has it. Whoever asks while it is being made waits for the same work. If
   * the FAQ cannot be read then, all of them are rejected, and the next caller tries again.
   * @param state of the FAQ, read before.
   */
  async get(tenant: string, state: FaqState, reader: FaqReader): Promise<FaqIndex> {
    const { snapshots, clock = systemClock, onFailure = () => undefined } = this.#options;
    const source: FaqSource = {
      ...reader,
      snapshot: async () => snapshots?.get(tenant),
      askForSnapshot: async () => snapshots?.ask(tenant),
      now: () => clock.now(),
    };
    const followed = await this.#indexes.get(tenant, () => FollowedIndex.made(state, source, onFailure));
    const index = await followed.reach(state, source);
    this.#indexes.weighAgain(tenant);
    return index;
  }
}
