import { Cache } from '@frontdesk/core/cache';
import type { IndexableEntry } from '../types';
import { buildIndex, type FaqIndex } from './faq-index';
import { INDEXED_ANSWER_LENGTH } from './postings';

export interface IndexCacheOptions {
  /**
   * Estimated, kept over all tenants; the indexes of the tenants longest not asked for go first. Only an index that was just
   * asked for is kept whatever its size: it would be built again for each request.
   */
  readonly maxBytes?: number;
}

/** Of an entry whatever its length, and of each byte of indexed text: measured on Japanese, which has the most terms. */
const ENTRY_BYTES = 4_096;
const BYTES_PER_INDEXED_BYTE = 6;

/** How much memory an entry takes, rather too much than too little: in English it is a third of this. */
const weigh = ({ question, answer, tags = [], embedding }: IndexableEntry): number => {
  const asked = question + tags.join('');
  const indexed = Buffer.byteLength(asked) + Buffer.byteLength(answer.slice(0, INDEXED_ANSWER_LENGTH));
  const kept = 2 * (asked.length + answer.length) + 4 * (embedding?.vector.length ?? 0);
  return ENTRY_BYTES + BYTES_PER_INDEXED_BYTE * indexed + kept;
};

interface Built {
  readonly index: FaqIndex;
  readonly bytes: number;
}

const build = (entries: readonly IndexableEntry[]): Built => ({
  index: buildIndex(entries),
  bytes: entries.reduce((sum, entry) => sum + weigh(entry), ENTRY_BYTES),
});

/** The tenants' FAQ indexes of one process. An index is rebuilt only when its FAQ's version has changed. */
export class IndexCache {
  readonly #built: Cache<Built>;

  constructor({ maxBytes = 100_000_000 }: IndexCacheOptions = {}) {
    this.#built = new Cache({ maxWeight: maxBytes, weigh: ({ bytes }) => bytes });
  }

  /**
   * The index of a tenant's FAQ at a version or a later one. Whoever asks while it is being built waits for the same build. A
   * `load` that fails rejects all of them and is forgotten, so the next caller tries again.
   * @param load reads the entries as they are now: all that the version counts, and perhaps newer ones.
   */
  async get(tenant: string, version: number, load: () => Promise<readonly IndexableEntry[]>): Promise<FaqIndex> {
    const { index } = await this.#built.get(tenant, async () => build(await load()), version);
    return index;
  }
}
