import type { FaqReader, FaqState } from '../../src/retrieval';
import type { IndexableEntry } from '../../src/types';
import type { Edit } from './histories';

/** A FAQ in memory, which tells its changes as the tables do. Entries have their questions as ids. */
export const memoryFaq = (first: readonly IndexableEntry[] = []) => {
  const entries = new Map(first.map((entry) => [entry.faq_id, entry]));
  const changes: { readonly id: string; readonly at: number; readonly questions: string[] }[] = [];
  let version = first.length === 0 ? 0 : 1;
  let now = 1_000_000;
  let snapshot: number | undefined;
  const reads = { pages: 0, some: 0, log: 0, entries: 0 };

  const state = (): FaqState => ({ version, ...(snapshot !== undefined && { snapshot }) });
  const reader: FaqReader = {
    async *pages(limit = 1_000) {
      const all = [...entries.values()];
      for (let i = 0; i < Math.max(1, all.length); i += limit) {
        reads.pages += 1;
        reads.entries += Math.min(limit, all.length - i);
        yield all.slice(i, i + limit);
      }
    },
    read: async (questions) => {
      reads.some += 1;
      reads.entries += questions.length;
      const written = questions.flatMap((question) => entries.get(question) ?? []);
      return { written, removed: questions.filter((question) => !entries.has(question)) };
    },
    log: async (sinceMs) => {
      reads.log += 1;
      return { ...state(), changes: changes.filter(({ at }) => at >= sinceMs) };
    },
  };
  return {
    reader,
    state,
    reads,
    clock: { now: () => now },
    left: () => [...entries.values()],
    pass: (ms: number): void => {
      now += ms;
    },
    snapshotMade: (of: number): void => {
      snapshot = of;
    },
    /** @param told whether the log tells it; a log whose item is not there is one that a reader must not trust. */
    edit: ({ removed, written }: Edit, told = true): void => {
      for (const id of removed) entries.delete(id);
      for (const entry of written) entries.set(entry.faq_id, entry);
      version += 1;
      const questions = [...removed, ...written.map(({ faq_id }) => faq_id)];
      if (told) changes.push({ id: `change-${version}`, at: now, questions });
    },
  };
};

export type MemoryFaq = ReturnType<typeof memoryFaq>;
