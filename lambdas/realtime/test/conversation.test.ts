import { api } from '@frontdesk/testkit/api';
import { serviceClient, staffOf } from '@frontdesk/testkit/aws';
import { closeAll, openTenant, sessionOf, staffMember, visitor } from './chat';

afterEach(closeAll);

const parking = { question: 'Is there parking?', answer: 'Behind the house.' };

const tenantWithParking = async (): Promise<string> => {
  const tenant = await openTenant();
  const { id: token } = await staffOf(tenant);
  expect((await api('POST /faq', { token, body: parking })).status).toBe(201);
  return tenant;
};

test('what a visitor asks is acknowledged, answered by the assistant piece by piece, and seen by staff', async () => {
  const tenant = await tenantWithParking();
  const customer = await visitor(tenant);
  const inbox = await staffMember(tenant, '@inbox');
  const ack = await customer.say('Is there parking?', { messageId: 'm-1' });
  expect(ack).toMatchObject({ messageId: 'm-1', threadId: customer.threadId, sequence: 1 });
  const delta = await customer.next('message.delta');
  const { message } = (await customer.next('message')) as unknown as { message: Record<string, unknown> };
  expect(message).toMatchObject({ messageType: 'bot', messageId: delta.replyId, sequence: 2 });
  expect(message.text).toContain('Behind the house.');
  await inbox.next('thread.updated', ({ thread }) => (thread as { messages: number }).messages === 2);
  // Sent again, it is the same message, and nobody answers it twice.
  expect(await customer.say('Is there parking?', { messageId: 'm-1' })).toEqual(ack);
  const { messages, more } = await customer.ask({ action: 'messages.list' }, 'messages');
  expect(messages).toHaveLength(2);
  expect(more).toBe(false);
});

test('a takeover silences the assistant, and only the owner can give the thread back', async () => {
  const tenant = await tenantWithParking();
  const customer = await visitor(tenant);
  const owner = await staffMember(tenant, customer.threadId);
  await customer.say('Hello');
  await customer.next('message');
  const path = `POST /threads/${customer.threadId}`;
  const { id: token } = owner.tokens;
  const taken = await api(`${path}/takeover`, { token });
  expect(taken).toMatchObject({ status: 200, body: { owner: { kind: 'human', user_id: owner.userId } } });
  await customer.next('thread.updated', ({ thread }) => (thread as { owner: { kind: string } }).owner.kind === 'human');

  const other = await staffOf(tenant);
  expect((await api(`${path}/takeover`, { token: other.id })).body).toMatchObject({ code: 'thread_owned' });
  expect((await api(`${path}/release`, { token: other.id })).body).toMatchObject({ code: 'thread_owned' });

  await customer.say('Is there parking?');
  await owner.next('message', ({ message }) => (message as { text: string }).text === 'Is there parking?');
  await owner.say('Yes, I am Ann. Behind the house.');
  const heard = await customer.next('message');
  expect(heard).toMatchObject({ message: { messageType: 'human', text: 'Yes, I am Ann. Behind the house.' } });

  expect(await api(`${path}/release`, { token })).toMatchObject({ status: 200, body: { owner: { kind: 'bot' } } });
  await customer.say('Is there parking for two?');
  expect(await customer.next('message')).toMatchObject({ message: { messageType: 'bot' } });
  const listed = await api(`GET /threads/${customer.threadId}/messages`, { token });
  const types = (listed.body as unknown as { messages: { message_type: string }[] }).messages.map(
    (m) => m.message_type,
  );
  expect(types).toEqual(['user', 'bot', 'user', 'human', 'user', 'bot']);
});

test('nobody outside a thread sees it: not its neighbour, and not another tenant that has a thread of the same id', async () => {
  const [tenant, elsewhere] = [await tenantWithParking(), await openTenant('elsewhere')];
  const session = await sessionOf(tenant);
  const [customer, other] = [await visitor(tenant, session), await visitor(tenant)];
  const foreign = await staffMember(elsewhere, session.thread_id);
  const foreignInbox = await staffMember(elsewhere, '@inbox');
  await customer.say('Is there parking?');
  await customer.next('message');
  for (const chatter of [other, foreign, foreignInbox]) {
    const { messages } = await chatter.ask(
      { action: 'messages.list', threadId: chatter.threadId === '@inbox' ? session.thread_id : chatter.threadId },
      'messages',
    );
    expect(messages).toEqual([]);
    expect(chatter.client.unread).toEqual([]);
  }
  const { id: token } = foreign.tokens;
  const [theirs, missing] = [
    await api(`GET /threads/${session.thread_id}/messages`, { token }),
    await api('GET /threads/no-such-thread/messages', { token }),
  ];
  const without = ({ status, body }: typeof theirs) => ({ status, body: { ...(body as object), request_id: '' } });
  expect(without(theirs)).toEqual(without(missing));
  expect(theirs.status).toBe(404);
  expect((await other.ask({ action: 'message.send', threadId: session.thread_id, text: 'x' }, 'error')).code).toBe(
    'thread_not_joined',
  );
});

test('a service speaks to a thread as an assistant, once for each message id, and is silent while a person owns it', async () => {
  const tenant = await openTenant();
  const customer = await visitor(tenant);
  const { id: staff } = await staffOf(tenant);
  const { token } = await serviceClient(tenant);
  const path = `/threads/${customer.threadId}`;
  const post = (body: object, headers = {}) => api(`POST ${path}/messages`, { token, tenant, body, headers });
  const said = { text: 'Your table is ready.', message_id: 'table-1', user_id: 'waiter' };
  const first = await post(said);
  expect(first).toMatchObject({ status: 201, body: { message_type: 'bot', sequence: 1 } });
  expect((await post(said)).body).toEqual(first.body);
  expect(await customer.next('message')).toMatchObject({ message: { messageId: 'table-1', userId: 'waiter' } });
  const keyed = { 'idempotency-key': 'k-1' };
  const [once, again] = [await post({ text: 'And dessert.' }, keyed), await post({ text: 'And dessert.' }, keyed)];
  expect(again.body).toEqual(once.body);
  expect(again.headers.get('idempotency-replayed')).toBe('true');

  expect((await api(`POST ${path}/takeover`, { token: staff })).status).toBe(200);
  expect(await post({ text: 'Anything else?' })).toMatchObject({ status: 409, body: { code: 'thread_owned' } });
  const { body } = await api('GET /threads', { token: staff });
  expect(body).toMatchObject({ threads: [{ thread_id: customer.threadId, messages: 2 }] });
});

test('what typing, reading and coming do is told to those whom it concerns', async () => {
  const tenant = await openTenant();
  const customer = await visitor(tenant);
  const staff = await staffMember(tenant, customer.threadId);
  expect(await customer.ask({ action: 'typing' }, 'done')).toEqual({ action: 'done' });
  expect(await staff.next('typing')).toMatchObject({ role: 'visitor', userId: customer.userId, typing: true });
  const { sequence } = await customer.say('Hello');
  await staff.ask({ action: 'message.read', sequence }, 'done');
  expect(await customer.next('message.read')).toMatchObject({ role: 'staff', sequence });
  const late = await visitor(tenant, undefined);
  expect(await late.ask({ action: 'ping' }, 'pong')).toMatchObject({ action: 'pong' });
  customer.client.socket.close();
  expect(await staff.next('presence')).toMatchObject({ userId: customer.userId, online: false });
});

test('what a service passes on of a visitor elsewhere is answered by the assistant', async () => {
  const tenant = await tenantWithParking();
  const staff = await staffMember(tenant, 'line-4711');
  const { token } = await serviceClient(tenant);
  const body = { text: 'Is there parking?', message_type: 'user', user_id: 'line-user', sender: 'Kenji' };
  expect((await api('POST /threads/line-4711/messages', { token, tenant, body })).status).toBe(201);
  expect(await staff.next('message')).toMatchObject({ message: { messageType: 'user', sender: 'Kenji' } });
  await staff.next('message.delta');
  expect(await staff.next('message')).toMatchObject({ message: { messageType: 'bot' } });
});
