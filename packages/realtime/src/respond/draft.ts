import type { Connection } from '@frontdesk/tables';
import type { RealtimeDeps, ThreadTables } from '../deps';
import { type PushDeps, pushTo } from '../push/broadcast';

/** Milliseconds between two pieces of a draft, at least. */
const LEAST_INTERVAL_MS = 250;
/** Milliseconds that each connection adds, so that one thread posts a hundred pieces a second at most, however large it is. */
const INTERVAL_PER_MEMBER_MS = 10;

/** How long to collect a draft before its next piece is pushed: fewer and larger pieces, the more connections there are. */
export const intervalFor = (members: number): number => Math.max(LEAST_INTERVAL_MS, members * INTERVAL_PER_MEMBER_MS);

export interface DraftOptions {
  readonly threadId: string;
  readonly replyId: string;
  /** Attempts of this draft have higher numbers. */
  readonly attemptsBefore: number;
  /** Asked before each piece: whether the reply is still wanted. */
  isWanted(): Promise<boolean>;
  /** Called once when it is not. */
  onUnwanted(): void;
}

/**
 * Pushes a reply to its thread while it is written, in pieces of what has been written meanwhile. Nothing waits for a piece to
 * arrive. A connection that misses one gets no more of them: its client, which sees the gap, waits for the finished reply.
 */
export class DraftFrames {
  readonly #options: DraftOptions;
  readonly #deps: PushDeps & Pick<RealtimeDeps, 'pause'>;
  readonly #tables: ThreadTables;
  readonly #ended = new AbortController();
  readonly #lagging = new Set<string>();
  #attempt = 0;
  #seq = 0;
  #written = '';
  #pushing: Promise<void> | undefined;

  constructor(options: DraftOptions, deps: PushDeps & Pick<RealtimeDeps, 'pause'>, tables: ThreadTables) {
    this.#options = options;
    this.#deps = deps;
    this.#tables = tables;
  }

  /** Adds what a model wrote. A higher attempt begins anew. */
  add(attempt: number, text: string): void {
    if (attempt !== this.#attempt) {
      this.#attempt = attempt;
      this.#seq = 0;
      this.#written = '';
    }
    this.#written += text;
    this.#pushing ??= this.#push().finally(() => {
      this.#pushing = undefined;
    });
  }

  /** No further piece is begun. Those that are under way arrive before whatever is posted next, if that is done in order. */
  async end(): Promise<void> {
    this.#ended.abort();
    await this.#pushing;
  }

  async #push(): Promise<void> {
    while (this.#written !== '' && !this.#ended.signal.aborted) {
      const found = await this.#look();
      if (found && !found.isWanted) {
        this.#ended.abort();
        this.#options.onUnwanted();
        return;
      }
      if (found) this.#piece(found.members);
      await this.#deps.pause(intervalFor(found?.members.length ?? 0), this.#ended.signal);
    }
  }

  /** `undefined` if it cannot be read now: the next piece is then longer. A draft never fails its reply. */
  async #look(): Promise<{ isWanted: boolean; members: readonly Connection[] } | undefined> {
    const { isWanted, threadId } = this.#options;
    try {
      const [wanted, members] = await Promise.all([isWanted(), this.#tables.connections.members(threadId)]);
      return { isWanted: wanted, members };
    } catch {
      return undefined;
    }
  }

  #piece(members: readonly Connection[]): void {
    const { threadId, replyId, attemptsBefore } = this.#options;
    const text = this.#written;
    this.#written = '';
    this.#seq += 1;
    const attempt = attemptsBefore + this.#attempt;
    const frame = { action: 'message.delta', threadId, replyId, attempt, seq: this.#seq, text } as const;
    const keepingUp = members.filter(({ connection_id }) => !this.#lagging.has(connection_id));
    void pushTo(keepingUp, threadId, frame, this.#deps, this.#tables, (missed) => this.#lagging.add(missed));
  }
}
