import { Cache } from '@frontdesk/core/cache';
import type { IndexableEntry } from '../types';
import { buildIndex, type FaqIndex } from './faq-index';

export interface IndexCacheOptions {
  /**
   * Of memory, over all tenants; the indexes of the tenants longest not asked for go first. Only an index that was just
   * asked for is kept whatever its size: it would be built again for each request.
   */
  readonly maxBytes?: number;
}

/** The tenants' FAQ indexes of one process. An index is rebuilt only when its FAQ's version has changed. */
export class IndexCache {
  readonly #built: Cache<FaqIndex>;

  constructor({ maxBytes = 100_000_000 }: IndexCacheOptions = {}) {
    this.#built = new Cache({ maxWeight: maxBytes, weigh: ({ bytes }) => bytes });
  }

  /**
   * The index of a tenant's FAQ at a version or a later one. Whoever asks while it is being built waits for the same build. A
   * `load` that fails rejects all of them and is forgotten, so the next caller tries again.
   * @param load reads the entries as they are now: all that the version counts, and perhaps newer ones.
   */
  get(tenant: string, version: number, load: () => Promise<readonly IndexableEntry[]>): Promise<FaqIndex> {
    return this.#built.get(tenant, async () => buildIndex(await load()), version);
  }
}
