import { AwsError, type ResponseMetadata } from '../transport/aws-error';
import { EventStreamError, type Message } from './message';

/** An event as the service sent it. */
export interface StreamedEvent {
  /** The name of the operation's member: `contentBlockDelta`. */
  readonly type: string;
  /** Parsed JSON. */
  readonly members: unknown;
}

/** @throws EventStreamError that does not quote the payload, which may be a customer's words. */
const jsonOf = (payload: Buffer): Readonly<Record<string, unknown>> => {
  if (payload.length === 0) return {};
  try {
    return JSON.parse(payload.toString()) as Record<string, unknown>;
  } catch {
    throw new EventStreamError('the payload of a message is not JSON');
  }
};

/** Exceptions are named by their member, which begins with a small letter: `throttlingException`. */
const exceptionName = (member: string): string => member.charAt(0).toUpperCase() + member.slice(1);

/**
 * Reads the events out of a stream's messages (https://smithy.io/2.0/aws/amazon-eventstream.html).
 * @throws AwsError for an exception that the service sends in the middle of the stream.
 */
export async function* eventsOf(
  messages: AsyncIterable<Message>,
  metadata: ResponseMetadata,
): AsyncGenerator<StreamedEvent> {
  for await (const { headers, payload } of messages) {
    switch (headers[':message-type']) {
      case 'event':
        yield { type: headers[':event-type'] ?? '', members: jsonOf(payload) };
        break;
      case 'exception': {
        const members = jsonOf(payload);
        const message = String(members.message ?? members.Message ?? 'Unknown');
        throw new AwsError(exceptionName(headers[':exception-type'] ?? 'unknown'), message, metadata, members);
      }
      case 'error':
        throw new AwsError(headers[':error-code'] ?? 'Unknown', headers[':error-message'] || 'UnknownError', metadata);
      default:
        throw new EventStreamError('a message is neither an event nor an exception');
    }
  }
}
