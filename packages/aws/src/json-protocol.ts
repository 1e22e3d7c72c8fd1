import { AwsError } from './aws-error';
import type { Transport } from './transport';

interface Failure {
  readonly __type?: string;
  readonly message?: string;
  readonly Message?: string;
}

/** AWS's JSON protocols (https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html): which version, and whose target. */
export interface JsonService {
  readonly version: '1.0' | '1.1';
  readonly target: string;
}

/** The body of a refusal. One from a proxy in front of the service may not be JSON. */
const failureOf = (text: string): Failure => {
  try {
    return JSON.parse(text) as Failure;
  } catch {
    return {};
  }
};

/** @throws AwsError if the service refuses; its message quotes nothing that was sent but what the service quotes. */
export const callJson = <T>(
  { send }: Pick<Transport, 'send'>,
  { version, target }: JsonService,
  operation: string,
  input: object,
): Promise<T> =>
  send(
    {
      headers: { 'content-type': `application/x-amz-json-${version}`, 'x-amz-target': `${target}.${operation}` },
      body: JSON.stringify(input),
    },
    (status, text) => {
      if (status === 200) return JSON.parse(text) as T;
      const { __type = '', message, Message } = failureOf(text);
      // `com.amazonaws.sqs#QueueDoesNotExist` is of the SQS namespace.
      throw new AwsError(operation, status, __type.slice(__type.indexOf('#') + 1), message ?? Message ?? '');
    },
  );
