import type { Consumer } from '../declare/consumer';
import { type Issue, issueText } from '../errors/issue-text';
import type { Kernel } from '../invocation/kernel';
import { observed } from '../invocation/observed';
import type { Message } from './message';
import { logOf, type Received, tenantOf } from './received';

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

/**
 * Calls a consumer with one message.
 * @throws what the consumer throws, `InvalidMessage` or `DeadlineExceeded`: the message is then delivered again.
 */
export const consume = <D>(
  consumer: Consumer<D>,
  received: Received,
  { kernel, deps, remainingMs }: { readonly kernel: Kernel; readonly deps: D; remainingMs(): number },
): Promise<void> => {
  const invocation = { ...received, log: logOf(kernel.log, received), remainingMs };
  const fields = { consumer: consumer.operation, attempt: received.attempt };
  return observed(kernel, MESSAGE, invocation, fields, async () => {
    const message: Message<unknown> = {
      ...invocation,
      body: read(consumer, received.body),
      get tenant() {
        return tenantOf(received);
      },
    };
    await consumer.handle(message, deps);
  });
};
