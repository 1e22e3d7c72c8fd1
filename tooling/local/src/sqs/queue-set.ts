import { openStateFile } from '../data/state-file';
import type { QueueDefinition } from './queue-definition';
import type { Queues } from './queues';

/** Which queues exist: those that the manifest declares, and those that calls of the API have created besides. */
export interface QueueSet {
  /** Replaces the declared ones. A created one of the same name gives way to it. */
  declare(definitions: readonly QueueDefinition[]): void;
  /** Resolves when the queue is on disk. */
  create(definition: QueueDefinition): Promise<void>;
  /** Deletes a created queue with its messages. @returns false for a declared one, which stays. */
  delete(name: string): Promise<boolean>;
}

/** Opens the created queues, which are as durable as their messages. */
export const openQueueSet = async (path: string, queues: Queues): Promise<QueueSet> => {
  const created = await openStateFile<readonly QueueDefinition[]>(path, () => []);
  let declared: readonly QueueDefinition[] = [];
  // Later definitions win.
  const define = (): void => queues.define([...created.read(), ...declared]);
  define();
  return {
    declare: (definitions) => {
      declared = definitions;
      define();
    },
    create: async (definition) => {
      await created.update((known) => [[...known, definition], undefined]);
      define();
    },
    delete: async (name) => {
      const deleted = await created.update((known) => {
        const kept = known.filter((one) => one.name !== name);
        return kept.length < known.length ? [kept, true] : [known, false];
      });
      if (!deleted) return false;
      define();
      await queues.purge(name);
      return true;
    },
  };
};
