import type { IndexableEntry } from '../types';
import { buildIndex, type FaqIndex } from './faq-index';

export interface IndexCacheOptions {
  /** Entries kept over all tenants; the indexes of the tenants longest not asked for go first. An entry takes about 4 KB beside its text and its embedding. */
  readonly maxEntries?: number;
}

interface Slot {
  readonly version: number;
  readonly index: Promise<FaqIndex>;
  /** Its entries and one for itself; 0 while it is being built. */
  weight: number;
}

/** The tenants' FAQ indexes of one process. An index is rebuilt only when its FAQ's version has changed. */
export class IndexCache {
  /** In order of use, the latest last. */
  readonly #slots = new Map<string, Slot>();
  readonly #maxEntries: number;

  constructor({ maxEntries = 20_000 }: IndexCacheOptions = {}) {
    this.#maxEntries = maxEntries;
  }

  /**
   * The index of a tenant's FAQ at a version. Whoever asks while it is being built waits for the same build. A `load` that
   * fails rejects all of them and is forgotten, so the next caller tries again.
   */
  get(tenant: string, version: number, load: () => Promise<readonly IndexableEntry[]>): Promise<FaqIndex> {
    const slot = this.#slots.get(tenant);
    if (slot?.version === version) {
      this.#slots.delete(tenant);
      this.#slots.set(tenant, slot);
      return slot.index;
    }
    return this.#build(tenant, version, load);
  }

  #build(tenant: string, version: number, load: () => Promise<readonly IndexableEntry[]>): Promise<FaqIndex> {
    const index = (async () => buildIndex(await load()))();
    const slot: Slot = { version, index, weight: 0 };
    this.#slots.delete(tenant);
    this.#slots.set(tenant, slot);
    index.then(
      ({ size }) => {
        slot.weight = size + 1;
        this.#evict();
      },
      () => {
        // A newer version may have taken the place meanwhile.
        if (this.#slots.get(tenant) === slot) this.#slots.delete(tenant);
      },
    );
    return index;
  }

  #evict(): void {
    let kept = 0;
    for (const { weight } of this.#slots.values()) kept += weight;
    for (const [tenant, { weight }] of this.#slots) {
      if (kept <= this.#maxEntries) return;
      if (weight > 0) this.#slots.delete(tenant);
      kept -= weight;
    }
  }
}
