import type { IncomingHttpHeaders } from 'node:http';
import { AwsError, type ResponseMetadata } from '../transport/aws-error';
import type { Answer, Transport } from '../transport/transport';

/** AWS's JSON protocols (https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html): which version, and whose target. */
export interface JsonService {
  readonly version: '1.0' | '1.1';
  readonly target: string;
}

type Members = Readonly<Record<string, unknown>>;

/** `com.amazonaws.sqs#QueueDoesNotExist:http://…` is what SQS calls `QueueDoesNotExist`. */
const bareName = (name: string): string => (name.split(':')[0] ?? '').split('#').at(-1) ?? '';

const refusalOf = (members: Members, headers: IncomingHttpHeaders, metadata: ResponseMetadata): AwsError => {
  const name = members.__type ?? members.code ?? headers['x-amzn-errortype'];
  const message = members.message ?? members.Message ?? 'UnknownError';
  return new AwsError(bareName(String(name ?? 'Unknown')), String(message), metadata, members);
};

/** @throws SyntaxError that does not quote the answer, which may be a customer's words. */
export const membersOf = ({ body }: Pick<Answer, 'body'>): Members => {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString()) as Members;
  } catch {
    throw new SyntaxError('the answer is not JSON');
  }
};

/** The refusal of a service that answers in JSON. @throws SyntaxError if it is not JSON. */
export const jsonRefusal = (answer: Answer): AwsError => refusalOf(membersOf(answer), answer.headers, answer.metadata);

const read = (answer: Answer): Members => {
  if (answer.metadata.httpStatusCode !== 200) throw jsonRefusal(answer);
  return { ...membersOf(answer), $metadata: answer.metadata };
};

/** @throws AwsError if the service refuses; its message quotes nothing that was sent but what the service quotes. */
export const callJson = <T>(
  { send }: Pick<Transport, 'send'>,
  { version, target }: JsonService,
  operation: string,
  input: object,
  signal?: AbortSignal,
): Promise<T> => {
  const headers = { 'content-type': `application/x-amz-json-${version}`, 'x-amz-target': `${target}.${operation}` };
  return send({ headers, body: JSON.stringify(input) }, read, signal) as Promise<T>;
};
