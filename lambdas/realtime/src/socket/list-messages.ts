import { fitting } from '@frontdesk/core/page-room';
import { MAX_FRAME_BYTES } from '@frontdesk/realtime';
import { messageBody, sent } from '@frontdesk/realtime/frames';
import { socketRoute, tablesOf } from '../deps';
import { memberOf } from './member';

const PAGE = 50;

/** What the messages of a page may have as JSON, so that the answer fits one frame. */
const PAGE_BYTES = MAX_FRAME_BYTES - 1024;

/** How a client catches up: with the cursor of the last message it has, it gets every later one, in order. */
export const listMessagesRoute = socketRoute({
  routeKey: 'messages.list',
  operation: 'listMessages',
  summary: "The thread's messages after a cursor",
  frame: sent.listFrame,
  answer: sent.listedFrame,
  handler: async (frame, deps) => {
    const { threadId: named, cursor, limit = PAGE } = frame.body;
    const { threadId } = memberOf(frame, named, deps.clock.now());
    const { tenant } = frame;
    const { messages } = tablesOf(frame, deps);
    const { items, nextCursor } = await messages.list(threadId, { limit, ...(cursor && { cursor }) }, PAGE_BYTES);
    // In a frame they are longer than they are stored: with names, and the addresses of their files.
    const place = { tenant, threadId, uploads: deps.uploads };
    const bodies = await Promise.all(items.map((each) => messageBody(each, place)));
    const shown = fitting(bodies, PAGE_BYTES);
    const last = shown.at(-1);
    const seen = last ? messages.cursorAfter(threadId, last.timestamp) : cursor;
    return {
      action: 'messages' as const,
      threadId,
      messages: [...shown],
      ...(seen !== undefined && { cursor: seen }),
      more: nextCursor !== null || shown.length < items.length,
    };
  },
});
