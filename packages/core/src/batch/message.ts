import type { Invocation } from '../invocation/invocation';

/** One message of a queue or a topic as a consumer sees it: parsed and checked. */
export interface Message<B> extends Invocation {
  readonly body: B;
  /** Message attributes that are strings, by name. */
  readonly attributes: Readonly<Record<string, string>>;
  /** How often it has been received, this time included: 1 at first. Of a topic's message always 1. */
  readonly attempt: number;
  /** The tenant that its sender named. Reading it where there is none fails the message. */
  readonly tenant: string;
}

/** The message attributes that Frontdesk itself sets. */
export const ATTRIBUTES = { tenant: 'clientId', traceparent: 'traceparent' } as const;
