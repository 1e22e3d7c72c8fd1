import { closeAll, openTenant, staffMember, visitor } from './chat';

afterEach(closeAll);

test.each([
  ['text that is no JSON', 'hello', 'malformed_json'],
  ['an unknown action', { action: 'fly' }, 'unknown_action'],
  ['no action', { text: 'x' }, 'unknown_action'],
  ['a missing text', { action: 'message.send', threadId: 't' }, 'invalid_request'],
  ['8,001 characters', { action: 'message.send', threadId: 't', text: 'x'.repeat(8_001) }, 'invalid_request'],
  ['a thread of somebody else', { action: 'message.send', threadId: 't', text: 'x' }, 'thread_not_joined'],
  ['a reply’s id', { action: 'message.send', threadId: 't', text: 'x', messageId: 'reply-1' }, 'invalid_request'],
])('%s is answered by an error frame, and the connection stays open', async (_, frame, code) => {
  const customer = await visitor(await openTenant());
  const error = await customer.ask(frame, 'error');
  expect(error).toMatchObject({ action: 'error', code, requestId: expect.any(String) });
  if (code === 'unknown_action') expect(error.message).toContain('message.send');
  expect(await customer.ask({ action: 'ping' }, 'pong')).toMatchObject({ action: 'pong' });
});

test('a frame of 33 KB is not taken: API Gateway closes the connection', async () => {
  const customer = await visitor(await openTenant());
  customer.client.send({ action: 'message.send', threadId: customer.threadId, text: 'x'.repeat(33 * 1024) });
  expect((await customer.client.closed).code).toBe(1009);
});

test.each([
  ['8,000 characters of four bytes', '🦷'.repeat(8_000)],
  ['a text that grows when it is written as JSON', `a${'\u0001'.repeat(5_350)}`],
])('%s fit their own frame, but not the frame that would carry them: refused, and not stored', async (_, text) => {
  const customer = await visitor(await openTenant());
  const frame = { action: 'message.send', threadId: customer.threadId, text };
  expect(await customer.ask(frame, 'error')).toMatchObject({ code: 'message_too_large' });
  expect((await customer.ask({ action: 'messages.list' }, 'messages')).messages).toEqual([]);
});

test('a page of many small messages fits a frame too, and the next page goes on after it', async () => {
  const tenant = await openTenant();
  const staff = await staffMember(tenant, 'a-thread-with-a-rather-long-id-of-some-fifty-characters');
  for (let i = 0; i < 45; i += 1) await staff.say(`${i} ${'x'.repeat(420)}`, { messageId: `m-${i}` });
  const first = await staff.ask({ action: 'messages.list' }, 'messages');
  expect(Buffer.byteLength(JSON.stringify(first))).toBeLessThanOrEqual(32 * 1024);
  expect(first.more).toBe(true);
  const rest = await staff.ask({ action: 'messages.list', cursor: first.cursor }, 'messages');
  const ids = [first, rest].flatMap(({ messages }) => (messages as { messageId: string }[]).map((m) => m.messageId));
  expect(ids).toEqual(Array.from({ length: 45 }, (_, i) => `m-${i}`));
});

test('a thread of large messages is listed in frames that fit, and nothing is missed or seen twice', async () => {
  const customer = await visitor(await openTenant());
  const { threadId } = customer;
  for (let i = 0; i < 6; i += 1) await customer.say(`${i} ${'x'.repeat(7_900)}`, { messageId: `m-${i}` });
  const seen: string[] = [];
  let cursor: unknown;
  for (let more = true; more; ) {
    const page = await customer.ask(
      { action: 'messages.list', threadId, ...(cursor !== undefined && { cursor }) },
      'messages',
    );
    expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThanOrEqual(32 * 1024);
    seen.push(...(page.messages as { messageId: string }[]).map(({ messageId }) => messageId));
    more = page.more as boolean;
    cursor = page.cursor;
  }
  expect(seen.filter((id) => id.startsWith('m-'))).toEqual(['m-0', 'm-1', 'm-2', 'm-3', 'm-4', 'm-5']);
  expect(new Set(seen).size).toBe(seen.length);
});

test('the older words work: what is sent as data reaches the whole thread', async () => {
  const tenant = await openTenant();
  const customer = await visitor(tenant);
  const staff = await staffMember(tenant, customer.threadId);
  customer.client.send({ action: 'sendMessage', data: { text: 'hello', mood: 'good' } });
  expect(await customer.next('message.ack')).toMatchObject({ sequence: 1 });
  expect(await staff.next('message')).toMatchObject({
    message: { text: 'hello', messageType: 'user' },
    data: { text: 'hello', mood: 'good' },
  });
  const sent = {
    action: 'message.send',
    threadId: customer.threadId,
    text: 'hi',
    sender: 'Ann',
    metadata: { page: '/' },
  };
  await customer.ask(sent, 'message.ack');
  expect(await staff.next('message')).toMatchObject({
    message: { text: 'hi', sender: 'Ann', metadata: { page: '/' } },
  });
});
