import type { AdmissibleTenant } from '../identity/admissible-tenant';
import type { Principal } from '../identity/principal';
import type { Log } from '../observe/log';
import type { Answer } from './answer';
import type { Origin, Settling } from './idempotency-store';

/** A request as a handler sees it: parsed, validated, and with its caller decided. */
export interface Request<B, Q, P, T extends AdmissibleTenant = AdmissibleTenant> {
  readonly id: string;
  /** The trace that the request belongs to, for whatever is sent because of it. */
  readonly traceparent: string;
  readonly body: B;
  readonly query: Q;
  readonly params: P;
  /** Names in lower case, as API Gateway sends them. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly method: string;
  readonly path: string;
  /** The address API Gateway saw; never taken from a header. */
  readonly sourceIp: string;
  /** Epoch milliseconds at which API Gateway received the request. */
  readonly receivedAt: number;
  readonly log: Log;
  /**
   * The caller. Reading it on a route for anyone is an error of ours and answers 500.
   */
  readonly principal: Principal;
  /** The tenant of the caller, with the same rule. */
  readonly tenant: string;
  /**
   * The tenant's settings, once the request may have its effect: the caller is allowed, the tenant is within its limit, and
   * the idempotency key, if there is one, is claimed. It rejects with the refusal. Tables that are opened for the request
   * commit nothing before it resolves, and what costs money, such as a model, is only asked with the settings it resolves to.
   */
  readonly admitted: Promise<T>;
  /**
   * On an idempotent route: what all tries of one request have in common, once the request is claimed; immediately
   * `undefined` if the caller sent no `Idempotency-Key`. With it, a retry finds what a failed try left behind.
   */
  readonly origin: Promise<Origin | undefined>;
  /**
   * On an idempotent route: the write that makes a repeat get `answer`, once the request is claimed. It goes into the commit of
   * the request's effect.
   */
  settle(answer: Answer): Settling;
  /** Milliseconds until Lambda ends the invocation. */
  remainingMs(): number;
}
