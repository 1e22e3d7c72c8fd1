import type { Recorded } from '../history';
import type { Check, Evidence } from './evidence';

interface Delta {
  readonly action: 'message.delta';
  readonly replyId: string;
  readonly attempt: number;
  readonly seq: number;
}

type Piece = Omit<Recorded<'posted'>, 'frame'> & { readonly frame: Delta };

const piecesOf = ({ history }: Evidence): Piece[] =>
  history.all('posted').filter((post): post is Recorded<'posted'> & Piece => post.frame.action === 'message.delta');

/** Pieces of one attempt, to one connection, come from one writer and in their order. */
const inOrder = (pieces: readonly Piece[]): string[] =>
  pieces.flatMap((piece, i) => {
    const { replyId, attempt, seq } = piece.frame;
    const before = pieces
      .slice(0, i)
      .findLast(({ to, frame }) => to === piece.to && frame.replyId === replyId && frame.attempt === attempt);
    if (!before) return [];
    if (before.by !== piece.by) return [`attempt ${attempt} of ${replyId} is written by ${before.by} and ${piece.by}`];
    return before.frame.seq < seq ? [] : [`piece ${seq} of ${replyId} comes after piece ${before.frame.seq}`];
  });

/** What ends a draft: the reply, that it will not come, or that somebody else speaks now. */
const ends = ({ frame }: Recorded<'posted'>, replyId: string): boolean => {
  const { action, ...more } = frame as {
    action: string;
    replyId?: string;
    message?: { messageType: string };
    thread?: { owner: { kind: string } };
  };
  if (action === 'message') return more.message?.messageType !== 'user';
  if (action === 'message.cancelled') return more.replyId === replyId;
  return action === 'thread.updated' && more.thread?.owner.kind === 'human';
};

/** The reply itself. A client that has it pays no heed to a piece of its draft that comes late. */
const isReply = ({ frame }: Recorded<'posted'>, replyId: string): boolean =>
  (frame as { message?: { messageId: string } }).message?.messageId === replyId;

/**
 * A client that was shown a draft, and stayed, is told what became of it. Only if its writer was cut off while it told that the
 * reply is not wanted any more, nobody does: clients drop a draft that has not grown for half a minute.
 */
const ended = (evidence: Evidence, pieces: readonly Piece[]): string[] => {
  const { history, messages, thread, end } = evidence;
  // Somebody may still come for it.
  if (history.all('dead letter').length > 0 || (thread?.human && thread.human.until > end)) return [];
  const lost = new Set(history.all('lost').map(({ connection }) => connection));
  const staying = history.all('joined').filter(({ connection }) => !lost.has(connection));
  // A member of the staff whose own message ended it is not sent that message, but told that it is stored.
  const ownWords = history
    .all('acknowledged')
    .filter(({ messageId }) => messages.some((each) => each.message_id === messageId && each.message_type === 'human'));
  const cutOff = new Set([...history.all('killed'), ...history.all('unfinished')].map(({ life }) => life));
  return pieces
    .filter(({ by }) => !cutOff.has(by))
    .filter(({ to, step, frame }) => {
      const who = staying.find(({ connection }) => connection === to)?.client;
      const isEnded = history
        .all('posted')
        .filter((post) => post.to === to)
        .some((post) => isReply(post, frame.replyId) || (post.step >= step && ends(post, frame.replyId)));
      return who !== undefined && !isEnded && !ownWords.some((own) => own.by === who && own.step >= step);
    })
    .map(({ to, frame }) => `${to} is left with a draft of ${frame.replyId}`);
};

export const draftsEnd: Check = {
  promise: 'the pieces of a draft come from one writer and in order, and whoever saw them learns what became of it',
  against: (evidence) => {
    const pieces = piecesOf(evidence);
    return [...inOrder(pieces), ...ended(evidence, pieces)];
  },
};
