import { type DocumentClient, openAllTables, type Tables } from '@frontdesk/tables';
import { TEST_PREFIX, type TestTables } from '@frontdesk/testkit/test-tables';

/** What happens to a process at one of its transactions. */
export interface Fate {
  /** Which of its transactions, counted from 1. */
  readonly commit: number;
  /** Whether the transaction was made. */
  readonly when: 'before' | 'after';
  /** `'fails'`: it gets an error. `'dies'`: it gets nothing, ever. */
  readonly how: 'fails' | 'dies';
}

export interface MortalTables {
  readonly tables: Tables;
  /** Resolves when that has happened to the process. */
  readonly met: Promise<void>;
}

/** The tables as seen by a process whose commit goes wrong. */
export const mortalTables = ({ client, clock }: TestTables, fate: Fate | null): MortalTables => {
  let commits = 0;
  let meet = (): void => undefined;
  const met = new Promise<void>((resolve) => {
    meet = resolve;
  });
  const befall = (): Promise<never> => {
    meet();
    return fate?.how === 'dies' ? new Promise(() => undefined) : Promise.reject(new Error('DynamoDB is away'));
  };
  const mortal: DocumentClient = {
    ...client,
    send: async (operation, input, options) => {
      const isCommit = operation === 'TransactWriteItems';
      if (isCommit) commits += 1;
      const fated = isCommit && commits === fate?.commit;
      if (fated && fate.when === 'before') return befall();
      const result = await client.send(operation, input, options);
      return fated ? befall() : result;
    },
  };
  const tables = openAllTables({ clientFor: () => mortal, registryClient: client, namePrefix: TEST_PREFIX, clock });
  return { tables, met };
};
