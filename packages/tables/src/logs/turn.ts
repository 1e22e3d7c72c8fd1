import type { JsonObject } from '@frontdesk/core/json';

/** One exchange with a customer: what they wrote and what the assistant answered. */
export interface Turn {
  readonly message_id: string;
  readonly session_id: string;
  /** A phone number, or `web:<session>`. */
  readonly contact: string;
  /** ISO 8601. */
  readonly ts: string;
  readonly message: string;
  readonly reply: string;
  readonly model: string;
  readonly sources: readonly { readonly faq_id: string; readonly question: string; readonly score: number }[];
  readonly handoff: boolean;
  /** The assistant had no answer: the question belongs among the unanswered. */
  readonly unanswered: boolean;
  readonly language: string;
  readonly usage: { readonly input_tokens: number; readonly output_tokens: number; readonly cached_tokens?: number };
  readonly metadata?: JsonObject;
}

/** What is known about a session. */
export interface Session {
  readonly session_id: string;
  /** ISO 8601: none of its turns is older. */
  readonly started_at: string;
  /** The contacts its turns are stored under. */
  readonly contacts: ReadonlySet<string>;
  /**
   * Those of them whose whole range is read for the session: `web:<session>`, which holds nothing else, and a phone number
   * whose turns an older version stored without listing them.
   */
  readonly whole: ReadonlySet<string>;
  /** Those of them whose turns in this session are listed, each by an item in the session's own range. */
  readonly listed: ReadonlySet<string>;
  /** Epoch seconds: none of its turns expires later. Absent if one never does. */
  readonly expires_at?: number;
}
