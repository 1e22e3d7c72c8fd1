import { httpHandler } from '@frontdesk/core/http';
import { ulids } from '@frontdesk/core/time';
import { publicPolicy } from '@frontdesk/limits';
import { defaultSettings } from '@frontdesk/tenant';
import { callHandler } from '@frontdesk/testkit/call-handler';
import { testPlatform } from '@frontdesk/testkit/test-platform';
import { testClock } from '@frontdesk/testkit/test-tables';
import { createVisitorKeys, createVisitorTokens, firstKeyRing, formatKeyRing } from '@frontdesk/tokens';
import type { Deps } from '../src/deps';
import declaration from '../src/function';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 0, 15, 9);

/** The function in this process, on a clock that the test sets. */
const setUp = (over: Partial<Deps> = {}) => {
  const clock = testClock(START);
  const platform = testPlatform({ clock });
  const secret: { value: string | undefined } = { value: formatKeyRing(firstKeyRing(START)) };
  const keys = createVisitorKeys(async () => secret.value, clock);
  const call = callHandler(
    httpHandler(declaration, platform, {
      clock,
      ids: ulids(),
      directory: { settings: async () => ({ ...defaultSettings(), public_chat: true }) },
      limiter: platform.limiter,
      policy: publicPolicy('test'),
      visitorTokens: createVisitorTokens({ keys, issuer: 'frontdesk-test', clock }),
      realtimeUrl: 'wss://socket.example/realtime',
      ...over,
    }),
  );
  const sessions = (body: object = {}) =>
    call('POST /public/sessions', { headers: { 'x-client-id': 'acme-dental' }, body: JSON.stringify(body) });
  return { clock, secret, sessions };
};

test('a visitor who comes back within thirty days of the last token goes on, and a later one does not', async () => {
  const { clock, sessions } = setUp();
  const { body: first } = await sessions();
  clock.set(START + HOUR + 30 * DAY - 1);
  const { body: renewed } = await sessions({ token: first.token });
  expect(renewed).toMatchObject({ visitor_id: first.visitor_id, thread_id: first.thread_id });
  clock.set(START + HOUR + 30 * DAY);
  expect(await sessions({ token: first.token })).toMatchObject({
    status: 403,
    body: { code: 'visitor_token_refused' },
  });
  expect((await sessions({ token: renewed.token })).status).toBe(200);
});

test('the answer says where to connect, if there is a WebSocket API', async () => {
  expect((await setUp().sessions()).body.socket_url).toBe('wss://socket.example/realtime');
  expect((await setUp({ realtimeUrl: '' }).sessions()).body).not.toHaveProperty('socket_url');
});

test('without keys nobody gets a token, and everybody is told to come again', async () => {
  const { clock, secret, sessions } = setUp();
  secret.value = undefined;
  const { status, headers, body } = await sessions();
  expect({ status, code: body.code, retryAfter: headers['retry-after'] }).toEqual({
    status: 503,
    code: 'temporarily_unavailable',
    retryAfter: '10',
  });
  secret.value = formatKeyRing(firstKeyRing(START));
  clock.set(START + 10_000);
  expect((await sessions()).status).toBe(200);
});
