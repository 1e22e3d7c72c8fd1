import type { Invocation } from '../invocation/invocation';

/** One message of a queue or a topic as a consumer sees it: parsed and checked. */
export interface Message<B> extends Invocation {
  readonly body: B;
  /** Message attributes that are strings, by name. */
  readonly attributes: Readonly<Record<string, string>>;
  /** How often it has been received, including this time: 1 at first. Always 1 for a topic's message. */
  readonly attempt: number;
  /** The tenant that its sender named. Reading it where there is none fails the message. */
  readonly tenant: string;
}

/** The message attributes that Frontdesk itself sets. */
export const ATTRIBUTES = { tenant: 'clientId', traceparent: 'traceparent' } as const;
