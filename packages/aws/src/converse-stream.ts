import { eventsOf, type StreamedEvent } from './event-stream/events';
import { EventStreamError } from './event-stream/message';
import { messagesOf } from './event-stream/messages';
import { jsonRefusal } from './protocols/json';
import type { CredentialProvider } from './transport/credentials';
import { percentEncode } from './transport/signature';
import { type Answer, transport } from './transport/transport';

/**
 * Milliseconds. The answer's deadline holds for its first piece and for each further one. There are two attempts and no long wait
 * between them: the SDK's three would take the time in which another model could answer.
 */
const PATIENCE = { connectMs: 2_000, answerMs: 15_000, maxAttempts: 2, baseMs: 100, longestWaitMs: 1_000 };

/** Several times the size of the events of an answer as long as we ask for. */
const LONGEST_STREAM_BYTES = 4_000_000;

const EVENT_STREAM = 'application/vnd.amazon.eventstream';

/**
 * Asks a model of Bedrock (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStream.html), and yields
 * the events of its answer as they come. A call is repeated once if Bedrock throttles or fails before it answers, and never after.
 * @param modelId of a foundation model.
 * @param input the operation's, without the model's id.
 * @throws AwsError if Bedrock refuses, or fails in the middle of its answer; EventStreamError if the answer is damaged or breaks
 * off; `TimeoutError`, `AbortError` after the signal, or what broke the connection.
 */
export type ConverseStream = (modelId: string, input: object, signal: AbortSignal) => AsyncIterable<StreamedEvent>;

export interface ConverseStreamOptions {
  /** Of the model, which need not be the function's own. */
  readonly region: string;
  /** Instead of Bedrock's own address in that Region. */
  readonly endpoint?: string | undefined;
  readonly credentials?: CredentialProvider | undefined;
  readonly environment?: NodeJS.ProcessEnv | undefined;
  /** Milliseconds without a further piece after which an answer is given up, if not 15,000. */
  readonly answerMs?: number;
}

const streamed = ({ stream, ...answer }: Answer): AsyncIterable<StreamedEvent> => {
  if (answer.metadata.httpStatusCode !== 200) throw jsonRefusal(answer);
  if (!stream) throw new EventStreamError('the answer is not an event stream');
  return eventsOf(messagesOf(stream, LONGEST_STREAM_BYTES), answer.metadata);
};

/** The way to Bedrock's models in one Region. A function needs the grant `InvokeModelWithResponseStream` on the model. */
export const createConverseStream = (options: ConverseStreamOptions): ConverseStream => {
  const { environment = process.env, region } = options;
  const bedrock = transport({
    ...PATIENCE,
    ...(options.answerMs !== undefined && { answerMs: options.answerMs }),
    service: 'bedrock',
    region,
    endpoint: options.endpoint ?? environment.AWS_ENDPOINT_URL ?? `https://bedrock-runtime.${region}.amazonaws.com`,
    credentials: options.credentials,
    environment,
  });
  return async function* converse(modelId, input, signal) {
    const call = {
      path: `/model/${percentEncode(modelId)}/converse-stream`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
      streamed: EVENT_STREAM,
    };
    yield* await bedrock.send(call, streamed, signal);
  };
};
