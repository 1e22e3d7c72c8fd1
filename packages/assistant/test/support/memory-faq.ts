import type { FaqReader, FaqSource, FaqState } from '../../src/retrieval';
import type { IndexableEntry } from '../../src/types';
import type { Edit } from './histories';

/** Questions that a change tells by itself; those of a larger one are asked for. */
const TOLD_AT_ONCE = 4;

/** A FAQ in memory, which tells its changes as the tables do. Entries have their questions as ids. */
export const memoryFaq = (first: readonly IndexableEntry[] = []) => {
  const entries = new Map(first.map((entry) => [entry.faq_id, entry]));
  const changes: { readonly id: string; readonly at: number; readonly questions: string[]; lost?: boolean }[] = [];
  let version = first.length === 0 ? 0 : 1;
  let now = 1_000_000;
  let snapshot: { readonly version: number; readonly bytes: Uint8Array | undefined } | undefined;
  let longestLogMs = Number.POSITIVE_INFINITY;
  const reads = { pages: 0, some: 0, log: 0, entries: 0, questions: 0, snapshots: 0, asked: 0 };

  const state = (): FaqState => ({ version, ...(snapshot && { snapshot: snapshot.version }) });
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
      return questions.map((question) => {
        const entry = entries.get(question);
        return { faq_id: question, ...(entry && { entry }) };
      });
    },
    log: async (sinceMs) => {
      reads.log += 1;
      if (now - sinceMs > longestLogMs) return undefined;
      const since = changes.filter(({ at }) => at >= sinceMs);
      const told = since.map(({ id, questions }) => ({
        ...{ id, count: questions.length },
        ...(questions.length <= TOLD_AT_ONCE && { questions }),
      }));
      return { ...state(), changes: told };
    },
    questions: async (ids) => {
      reads.questions += ids.length;
      const asked = changes.filter(({ id }) => ids.includes(id));
      return new Map(asked.filter(({ lost }) => !lost).map(({ id, questions }) => [id, questions]));
    },
  };
  const source: FaqSource = {
    ...reader,
    snapshot: async () => {
      reads.snapshots += 1;
      return snapshot?.bytes;
    },
    askForSnapshot: async () => {
      reads.asked += 1;
    },
    now: () => now,
  };
  return {
    reader,
    source,
    state,
    reads,
    clock: { now: () => now },
    left: () => [...entries.values()],
    pass: (ms: number): void => {
      now += ms;
    },
    /** @param bytes `undefined` if it cannot be read. */
    snapshotMade: (of: number, bytes?: Uint8Array): void => {
      snapshot = { version: of, bytes };
    },
    /** From now on the changes of a longer time than this are too many to be told. */
    tellAtMost: (ms: number): void => {
      longestLogMs = ms;
    },
    /** The questions of all changes that do not tell them are gone. */
    loseQuestions: (): void => {
      for (const change of changes) change.lost = true;
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
