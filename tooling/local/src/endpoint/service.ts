import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { Caller } from './account';
import type { AwsError } from './aws-error';
import type { Credential } from './credential';

/** All that a service is recognised by. */
export interface RequestHead {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** `X-Amz-Target`, of the JSON protocols: `DynamoDB_20120810.GetItem`. */
  readonly target: { readonly service: string; readonly operation: string } | undefined;
  /** The body of a form, as the Query protocol and OAuth send one. */
  readonly form: URLSearchParams | undefined;
  readonly credential: Credential | undefined;
}

/** One request to one operation. */
export interface Call {
  readonly operation: string;
  readonly head: RequestHead;
  readonly caller: Caller;
  readonly requestId: string;
  /** The request itself, for a service that streams its body. */
  readonly request: IncomingMessage;
  /** The body as text, at most 16 MiB. @throws AwsError */
  text(): Promise<string>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Uint8Array | Readable;
}

/** One service behind the endpoint. A further one is one more of these. */
export interface Service {
  /** As the AWS CLI calls it; refusals list it. */
  readonly name: string;
  /** The operation that a request asks this service for; `undefined` if the request is not for this service. */
  recognise(head: RequestHead): string | undefined;
  /** @throws AwsError for every refusal. */
  handle(call: Call): Promise<Answer>;
  /** Writes a refusal down as this service's protocol does. */
  refuse(error: AwsError, requestId: string): Answer;
  /**
   * Whether a web page may call the operation. Other requests with an `Origin` are refused, so that no page somebody
   * visits can reach into the local stack. None may where this is left out.
   */
  allowsBrowser?(operation: string): boolean;
}
