import type { DocumentClient, Operation, Thread, ThreadMessage } from '@frontdesk/tables';
import type { History } from '../history';
import { inside } from '../simulation/life';
import type { Random } from '../simulation/random';
import { type Passage, through } from './door';
import type { Faults } from './faults';

interface Put {
  readonly TableName: string;
  readonly Item: Readonly<Record<string, unknown>>;
}

const failure = (name: string, more: object = {}): Error => Object.assign(new Error(name), { name, ...more });

/** As the SDK reports a service that did not answer, after it has given up repeating. */
const timeout = (): Error => failure('TimeoutError');

const putsOf = (input: object): readonly Put[] => {
  const { TransactItems = [] } = input as { TransactItems?: readonly { Put?: Put }[] };
  return TransactItems.flatMap(({ Put }) => (Put ? [Put] : []));
};

/** The thread that a transaction stores, and the messages. */
const storedBy = (input: object) => {
  const puts = putsOf(input);
  const thread = puts.find(({ TableName }) => TableName.endsWith('-threads'))?.Item as Thread | undefined;
  const messages = puts
    .filter(({ TableName, Item }) => TableName.endsWith('-messages') && 'text' in Item)
    .map(({ Item }) => Item as unknown as ThreadMessage);
  return { thread, messages };
};

const shortName = (input: object): string => {
  const { TableName = '' } = input as { TableName?: string };
  return TableName.slice(TableName.lastIndexOf('-') + 1);
};

const labelOf = (operation: Operation, input: object): string => {
  const { thread, messages } = storedBy(input);
  if (!thread) return `${operation} ${shortName(input)}`;
  const said = messages.map(({ message_type, message_id }) => `, ${message_type} message ${message_id}`).join('');
  return `${operation} thread v${thread.version}${said}`;
};

/** How DynamoDB refuses a write that meets another transaction's item. */
const conflict = (operation: Operation, input: object): Error =>
  operation === 'TransactWriteItems'
    ? failure('TransactionCanceledException', {
        CancellationReasons: (input as { TransactItems: readonly object[] }).TransactItems.map(() => ({
          Code: 'TransactionConflict',
        })),
      })
    : failure('TransactionConflictException');

const WRITES: ReadonlySet<Operation> = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'TransactWriteItems']);

/** The client of DynamoDB, each call a step. What it commits of threads is recorded at the moment of its effect. */
export const tablesDoor = (
  client: DocumentClient,
  { history, random, faults }: { readonly history: History; readonly random: Random; faults(): Faults },
): DocumentClient => {
  const known = new Map<string, Thread>();
  const record = (by: string, input: object): void => {
    const { thread, messages } = storedBy(input);
    if (!thread) return;
    history.record({ type: 'committed', by, before: known.get(thread.thread_id), after: thread, messages });
    known.set(thread.thread_id, thread);
  };
  return {
    destroy: () => client.destroy(),
    send: (operation, input, options) => {
      type Output = Awaited<ReturnType<typeof client.send<typeof operation>>>;
      const by = inside()?.life.name ?? '';
      const effect = async (): Promise<Output> => {
        const output = (await client.send(operation, input, options)) as Output;
        record(by, input);
        return output;
      };
      const refuse = (error: Error) => async (): Promise<never> => Promise.reject(error);
      return through(labelOf(operation, input), (): Passage<Output> => {
        const { unreachable, answerLost, conflict: conflicts } = faults();
        if (random.chance(unreachable)) return { fault: 'cannot be reached', effect: refuse(timeout()) };
        if (random.chance(answerLost))
          return { fault: 'done, but the answer is lost', effect: () => effect().then(refuse(timeout())) };
        if (WRITES.has(operation) && random.chance(conflicts)) {
          return { fault: 'conflict', effect: refuse(conflict(operation, input)) };
        }
        return { effect };
      });
    },
  };
};
