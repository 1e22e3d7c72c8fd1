import type { Consumer } from '../declare/consumer';
import { type Issue, issueText } from '../errors/issue-text';
import type { Kernel } from '../invocation/kernel';
import { observed } from '../invocation/observed';
import type { Message } from './message';
import { logOf, type Received, tenantOf } from './received';
import { RetryLater } from './retry-later';

const MESSAGE = { line: 'message', metric: 'Message' } as const;

/** A message whose body is not what its consumer declares. The error names the fields, never their values. */
export class InvalidMessage extends Error {
  override readonly name = 'InvalidMessage';
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidMessage('the body could not be read as JSON');
  }
};

const read = <D>({ body: schema }: Consumer<D>, text: string): unknown => {
  const value = parse(text);
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues as Issue[];
  throw new InvalidMessage(`body.${issue?.path.join('.')}: ${issue ? issueText(issue, value) : 'is wrong'}`);
};

interface Consuming<D> {
  readonly kernel: Kernel;
  readonly deps: D;
  remainingMs(): number;
  /** Has the message delivered again in so many seconds, unless it is done by then; absent where nobody can. */
  putOff?(seconds: number): Promise<void>;
}

const told = (later: RetryLater | undefined) =>
  later ? { outcome: 'put off', retry_seconds: later.seconds } : { outcome: 'done' };

/**
 * Calls a consumer with one message.
 * @returns what the consumer threw to have the message again later.
 * @throws what else the consumer throws, `InvalidMessage` or `DeadlineExceeded`: the message is then delivered again.
 */
export const consume = <D>(
  consumer: Consumer<D>,
  received: Received,
  { kernel, deps, remainingMs, putOff }: Consuming<D>,
): Promise<RetryLater | undefined> => {
  const invocation = { ...received, log: logOf(kernel.log, received), remainingMs };
  const fields = { consumer: consumer.operation, attempt: received.attempt };
  const hideFor = async (seconds: number): Promise<void> => {
    await putOff?.(seconds).catch((refusal: unknown) =>
      invocation.log.warn("a message comes again after its queue's visibility timeout", { error: refusal }),
    );
  };
  const work = async (): Promise<RetryLater | undefined> => {
    const message: Message<unknown> = {
      ...invocation,
      body: read(consumer, received.body),
      hideFor,
      get tenant() {
        return tenantOf(received);
      },
    };
    try {
      await consumer.handle(message, deps);
      return undefined;
    } catch (error) {
      if (!(error instanceof RetryLater)) throw error;
      await hideFor(error.seconds);
      return error;
    }
  };
  return observed(kernel, MESSAGE, invocation, fields, work, told);
};
