import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { Caller } from './account';
import type { AwsError } from './aws-error';
import type { Credential } from './credential';

/** What a service looks at to recognise its requests. */
export interface RequestHead {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The `X-Amz-Target` header of the JSON protocols, such as `DynamoDB_20120810.GetItem`. */
  readonly target: { readonly service: string; readonly operation: string } | undefined;
  /** The body, if it is a form. The Query protocol and OAuth send forms. */
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

/** One AWS service behind the endpoint. To add a service, write one more of these. */
export interface Service {
  /** The service's name in the AWS CLI. Error messages list it. */
  readonly name: string;
  /** The operation that the request asks for; `undefined` if the request is not for this service. */
  recognise(head: RequestHead): string | undefined;
  /** @throws AwsError for every refusal. */
  handle(call: Call): Promise<Answer>;
  /** Turns an error into an answer in this service's protocol. */
  refuse(error: AwsError, requestId: string): Answer;
  /**
   * Whether web pages may call the operation with such a request; if this is left out, they may call none. Every other request with an
   * `Origin` header is refused, so that no web page can reach into the local stack of whoever visits it.
   */
  allowsBrowser?(operation: string, head: RequestHead): boolean;
}
