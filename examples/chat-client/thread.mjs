const RETRY_MS = [500, 1_000, 2_000, 5_000, 10_000];
/** API Gateway closes a connection on which nothing is said for ten minutes. */
const PING_MS = 4 * 60_000;
/** A message that is not acknowledged for so long is sent again, over a new connection. */
const PATIENCE_MS = 10_000;
/** Refusals that the next try need not meet. */
const PASSING = new Set(['temporarily_unavailable', 'internal_error', 'rate_limited', 'token_expired']);

/**
 * A thread over a WebSocket, for browsers and Node.js: each message once and in order, whatever becomes of the connection.
 * @param session gives `{ url, threadId, userId, token }` with a good token. It is asked before each connection.
 * @param on `message(message)` for each stored message, `draft(text)` for the reply that is being written ('' if none is),
 *   `refused(error)` for what will never be stored, `frame(frame)` for everything else, `offline(reason)`.
 */
export const openThread = (session, on) => {
  const unsent = new Map();
  let [threadId, userId, last, tries, closed] = ['', '', 0, 0, false];
  let socket;
  let cursor;
  let draft;
  let sending;

  const send = (frame) => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
  };
  const catchUp = () => send({ action: 'messages.list', threadId, cursor });
  /** Frames are worked on side by side: to keep their order, a message is sent once the one before it is settled. */
  const sendNext = () => {
    const [[messageId, text] = []] = unsent;
    if (messageId === undefined || messageId === sending || socket?.readyState !== WebSocket.OPEN) return;
    sending = messageId;
    send({ action: 'message.send', threadId, messageId, text });
    const over = socket;
    setTimeout(() => sending === messageId && over.close(), PATIENCE_MS);
  };
  const settle = (messageId) => {
    unsent.delete(messageId);
    sending = undefined;
    sendNext();
  };
  const endDraft = () => {
    draft = undefined;
    on.draft('');
  };
  /** Messages come in the thread's order from lists, and as they happen from pushes: a gap is filled by the list. */
  const take = (message, next, listed = false) => {
    if (message.sequence <= last) return;
    if (!listed && message.sequence !== last + 1) return catchUp();
    [last, cursor] = [message.sequence, next];
    if (message.messageId === draft?.replyId) endDraft();
    on.message(message);
  };
  const handlers = {
    messages: ({ messages, cursor: next, more }) => {
      for (const message of messages) take(message, next, true);
      if (more) catchUp();
    },
    message: ({ message, cursor: next }) => take(message, next),
    'message.ack': ({ messageId, sequence, timestamp, cursor: next }) => {
      const text = unsent.get(messageId);
      settle(messageId);
      if (text !== undefined) take({ messageId, sequence, timestamp, text, userId, threadId }, next);
    },
    'message.delta': ({ replyId, attempt, seq, text }) => {
      if (draft?.replyId !== replyId || attempt > draft.attempt) draft = { replyId, attempt, seq: 0, text: '' };
      if (attempt < draft.attempt || seq !== draft.seq + 1) return;
      draft = { ...draft, seq, text: draft.text + text };
      on.draft(draft.text);
    },
    'message.cancelled': ({ replyId }) => replyId === draft?.replyId && endDraft(),
    error: (error) => {
      if (error.code === 'token_expired') return socket.close();
      if (!unsent.has(error.messageId) || PASSING.has(error.code)) return;
      settle(error.messageId);
      on.refused(error);
    },
  };

  const connect = async () => {
    try {
      const { url, token, ...who } = await session();
      ({ threadId, userId } = who);
      socket = new WebSocket(`${url}?${new URLSearchParams({ userId, threadId, token })}`);
    } catch (error) {
      return retry(error.message);
    }
    socket.onopen = () => {
      tries = 0;
      catchUp();
      sending = undefined;
      sendNext();
    };
    socket.onmessage = ({ data }) => {
      const frame = JSON.parse(data);
      (handlers[frame.action] ?? on.frame)?.(frame);
    };
    socket.onclose = ({ code }) => retry(`closed with ${code}`);
  };
  const retry = (reason) => {
    if (closed) return;
    on.offline?.(reason);
    setTimeout(connect, RETRY_MS[Math.min(tries, RETRY_MS.length - 1)]);
    tries += 1;
  };

  const ping = setInterval(() => send({ action: 'ping' }), PING_MS);
  connect();
  return {
    say: (text, messageId = crypto.randomUUID()) => {
      unsent.set(messageId, text);
      sendNext();
      return messageId;
    },
    send,
    close: () => {
      closed = true;
      clearInterval(ping);
      socket?.close();
    },
  };
};
