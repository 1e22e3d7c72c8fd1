import { INBOX } from '@frontdesk/core/identity';
import type { Recorded } from '../history';
import type { Check, Evidence } from './evidence';

/** Who was a member when a message was committed, and still is: a connection that was never lost. */
const membersAt = ({ history }: Evidence, step: number) => {
  const lost = new Set(history.all('lost').map(({ connection }) => connection));
  return history.all('joined').filter((joined) => joined.step < step && !lost.has(joined.connection));
};

/** Whether a frame tells of a message: a later one does too, because the client sees a gap. */
const tellsOf = ({ frame }: Recorded<'posted'>, sequence: number): boolean => {
  const { action, message, thread } = frame as {
    action: string;
    message?: { sequence: number };
    thread?: { messages: number };
  };
  if (action === 'message') return (message?.sequence ?? 0) >= sequence;
  return action === 'thread.updated' && (thread?.messages ?? 0) >= sequence;
};

const pushedToMembers = (evidence: Evidence): string[] => {
  const { history } = evidence;
  const posted = history.all('posted');
  // Of a reply, a later delivery tells; a dead letter has none.
  const isGivenUp = history.all('dead letter').length > 0;
  return history.all('committed').flatMap((committed) =>
    committed.messages
      .filter(({ message_id }) => !(isGivenUp && message_id.startsWith('reply-')))
      .flatMap(({ message_id, sequence, user_id }) =>
        membersAt(evidence, committed.step)
          .filter(({ threadId, client }) => threadId === INBOX || !message_id.startsWith(`${client}-`))
          .filter(({ connection }) => !posted.some((post) => post.to === connection && tellsOf(post, sequence)))
          .map(({ connection }) => `${connection} was never told of ${message_id} of ${user_id}`),
      ),
  );
};

const caughtUp = ({ views, messages }: Evidence): string[] =>
  views.flatMap(({ name, messages: seen }) => {
    const missing = messages.filter(({ message_id }) => !seen.some(({ messageId }) => messageId === message_id));
    return missing.map(({ message_id }) => `${name} has caught up, and does not have ${message_id}`);
  });

export const reachesEverybody: Check = {
  promise: 'a message is offered to everybody in its thread, and whoever catches up has all of them',
  against: (evidence) => [...pushedToMembers(evidence), ...caughtUp(evidence)],
};
