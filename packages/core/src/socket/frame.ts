import type { Invocation } from '../invocation/invocation';

/** Who is at the other end, as the authorizer decided on `$connect`. API Gateway hands it on as strings. */
export type SocketIdentity = Readonly<Record<string, string>> & {
  /** The tenant. */
  readonly clientId: string;
};

/** A connection that asks to be opened. */
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
  /** Of `$connect` alone. */
  readonly query: Readonly<Record<string, string | undefined>>;
}
