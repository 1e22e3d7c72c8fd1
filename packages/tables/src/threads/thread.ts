import { pick } from '../access/pick';
import type { MessageType } from './message';

/** A person who has taken a thread over. */
export interface HumanOwner {
  readonly user_id: string;
  /** Epoch milliseconds. */
  readonly since: number;
  /** When they last took it over or wrote. Epoch milliseconds. */
  readonly active_at: number;
  /** When the thread goes back to the assistant if the person does nothing more. Epoch milliseconds. */
  readonly until: number;
}

/** A time for which a person owned a thread. Epoch milliseconds. */
export interface Ownership {
  readonly user_id: string;
  readonly from: number;
  readonly to: number;
  /** `absent`: the person did nothing for the set time. */
  readonly ended: 'released' | 'absent';
}

/** The right to write a thread's next reply, until it ends. */
export interface ReplyLease {
  /** Which invocation has it. */
  readonly holder: string;
  /** Epoch milliseconds. */
  readonly until: number;
  /** The message id of the reply that is being written. */
  readonly reply_id: string;
  /** The id of a reply that is stored, and of which everybody is still to be told. */
  readonly said?: string;
}

/** A person is wanted, and none has come yet. */
export interface Handoff {
  /** Epoch milliseconds. */
  readonly since: number;
  /** The message that the thread was handed over with. */
  readonly message_id: string;
  /** Whether staff have been alerted. */
  readonly told?: true;
}

/** One realtime conversation. */
export interface Thread {
  readonly thread_id: string;
  /** Counts its changes, from 1: each is conditional on the one before. */
  readonly version: number;
  /** Epoch milliseconds. */
  readonly created_at: number;
  /** How many messages it has had. */
  readonly messages: number;
  /** When its last message was sent, which is also that message's place. Epoch milliseconds. */
  readonly last_at: number;
  readonly last_message?: { readonly message_id: string; readonly message_type: MessageType; readonly text: string };
  /** Absent while the assistant owns it. */
  readonly human?: HumanOwner;
  /** The latest owners before, oldest first. */
  readonly owners: readonly Ownership[];
  readonly handoff?: Handoff;
  /** The place of the last message of a visitor; 0 before there is one. */
  readonly asked_at: number;
  /** The place of the last message that needs no answer of the assistant any more. */
  readonly answered_to: number;
  readonly reply?: ReplyLease;
  /** Counts those who got the lease. */
  readonly replies: number;
  /** Up to which message each side has read, by `sequence`. */
  readonly read: { readonly visitor: number; readonly staff: number };
}

const THREAD = [
  'thread_id',
  'version',
  'created_at',
  'messages',
  'last_at',
  'last_message',
  'human',
  'owners',
  'handoff',
  'asked_at',
  'answered_to',
  'reply',
  'replies',
  'read',
] as const;

export const threadOf = (item: Readonly<Record<string, unknown>>): Thread => pick<Thread>(item, THREAD);
