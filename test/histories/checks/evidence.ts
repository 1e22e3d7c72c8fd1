import type { Thread, ThreadMessage } from '@frontdesk/tables';
import type { History, SeenMessage } from '../history';

/** What a run left behind: all that happened, what is stored, and what each client has in the end. */
export interface Evidence {
  readonly history: History;
  /** Epoch milliseconds at which everything had come to rest. */
  readonly end: number;
  readonly thread: Thread | undefined;
  /** Every message of the thread, in the order of its keys. */
  readonly messages: readonly ThreadMessage[];
  readonly views: readonly {
    readonly name: string;
    readonly messages: readonly SeenMessage[];
    /** Whether everything it said was acknowledged. */
    readonly isDone: boolean;
  }[];
}

/** A guarantee: finds what in a run goes against it, in sentences. */
export interface Check {
  /** What is guaranteed. */
  readonly promise: string;
  against(evidence: Evidence): readonly string[];
}
