import { serviceClient, staffOf } from '@frontdesk/testkit/aws';
import { openClient, RefusedHandshake } from '@frontdesk/testkit/socket-client';
import { address, closeAll, openTenant, sessionOf } from './chat';

afterEach(closeAll);

/** The status with which a handshake is refused, or 101. */
const statusOf = async (query: Readonly<Record<string, string>>): Promise<number> => {
  try {
    (await openClient(address(query))).socket.terminate();
    return 101;
  } catch (error) {
    if (error instanceof RefusedHandshake) return error.status;
    throw error;
  }
};

test('a connection opens only for whoever its token is for, and is refused before it opens', async () => {
  const [tenant, elsewhere] = [await openTenant(), await openTenant('elsewhere')];
  const [mine, neighbour, foreign] = [await sessionOf(tenant), await sessionOf(tenant), await sessionOf(elsewhere)];
  const own = { userId: mine.visitor_id, threadId: mine.thread_id, token: mine.token };
  expect(await statusOf(own)).toBe(101);

  const forged = `${mine.token.slice(0, -4)}AAAA`;
  const { token: service } = await serviceClient(tenant);
  const { access } = await staffOf(tenant);
  const refused: readonly [string, Readonly<Record<string, string>>, number][] = [
    ['no token', { userId: mine.visitor_id, threadId: mine.thread_id }, 401],
    ['an empty token', { ...own, token: '' }, 401],
    ['a forged token', { ...own, token: forged }, 401],
    ['no user', { threadId: mine.thread_id, token: mine.token }, 403],
    ['no thread', { userId: mine.visitor_id, token: mine.token }, 403],
    ['the thread of another visitor', { ...own, threadId: neighbour.thread_id }, 403],
    ['the id of another visitor', { ...own, userId: neighbour.visitor_id }, 403],
    ['the thread of another tenant', { ...own, threadId: foreign.thread_id }, 403],
    ['all threads, as a visitor', { ...own, threadId: '@inbox' }, 403],
    ['a service', { ...own, token: service }, 403],
    ["a staff user's access token", { ...own, token: access }, 403],
  ];
  const seen: [string, number][] = [];
  for (const [what, query] of refused) seen.push([what, await statusOf(query)]);
  expect(seen).toEqual(refused.map(([what, , status]) => [what, status]));
});
