import type { Invocation } from '../invocation/invocation';

/** One message of a queue or a topic as a consumer sees it: parsed and checked. */
export interface Message<B> extends Invocation {
  readonly body: B;
  /** Message attributes that are strings, by name. */
  readonly attributes: Readonly<Record<string, string>>;
  /** How often it has been received, including this time: 1 at first. Always 1 for a topic's message. */
  readonly attempt: number;
  /**
   * Says when the message is delivered again if this invocation does not live to finish it: so many seconds from now, and not
   * after its queue's visibility timeout, six times as long as the function may take. Never rejects; does nothing for a topic.
   */
  hideFor(seconds: number): Promise<void>;
  /** The tenant that its sender named. Reading it where there is none fails the message. */
  readonly tenant: string;
}

/** The message attributes that Frontdesk itself sets. */
export const ATTRIBUTES = { tenant: 'clientId', traceparent: 'traceparent' } as const;
