import {
  createDocumentClient,
  type Openers,
  openWorkerTables,
  type RepositoryName,
  type WorkerTables,
} from '@frontdesk/tables';
import { type Base, createBase } from './base';

export interface WorkerRuntime<N extends RepositoryName> {
  readonly base: Base;
  readonly tables: WorkerTables<N>;
}

/** What a function that no request invokes is made of: a queue's consumer, a schedule's job. */
export const workerRuntime = <N extends RepositoryName>(
  functionName: string,
  openers: Openers<N>,
): WorkerRuntime<N> => {
  const base = createBase(functionName);
  const client = createDocumentClient();
  const { namePrefix, clock } = base;
  return { base, tables: openWorkerTables({ clientFor: () => client, namePrefix, clock }, openers) };
};
