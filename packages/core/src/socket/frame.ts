import type { Invocation } from '../invocation/invocation';

/** Who is at the other end, as the authorizer decided on `$connect`. API Gateway passes it on as strings. */
export type SocketIdentity = Readonly<Record<string, string>> & {
  /** The tenant. */
  readonly clientId: string;
};

/** A request to open a connection. */
export interface Upgrade extends Invocation {
  readonly query: Readonly<Record<string, string | undefined>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The address API Gateway saw. */
  readonly sourceIp: string;
  readonly connectionId: string;
}

/** One frame of a connection, or its opening or closing, as a handler sees it. */
export interface Frame<F> extends Invocation {
  readonly connectionId: string;
  readonly identity: SocketIdentity;
  readonly tenant: string;
  readonly body: F;
  /** The frame as it came. */
  readonly text: string;
  /** Only on `$connect`. */
  readonly query: Readonly<Record<string, string | undefined>>;
}
