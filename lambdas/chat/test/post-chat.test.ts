import { api } from '@frontdesk/testkit/api';
import { freshTenant, type StaffTokens, staffOf } from '@frontdesk/testkit/aws';

let staff: StaffTokens;
beforeAll(async () => {
  staff = await staffOf(freshTenant('chat'));
  for (const [question, answer] of [
    ['Is there parking?', 'Behind the house, free of charge.'],
    ['When are you open?', 'Every day from nine to five.'],
  ]) {
    await api('POST /faq', { token: staff.id, body: { question, answer } });
  }
});

const ask = (message: string, more: object = {}) => api('POST /chat', { token: staff.id, body: { message, ...more } });

describe('POST /chat', () => {
  test("answers from the tenant's FAQ and says which model spoke and which entry it used", async () => {
    const { status, body } = await ask('Where can I park my car?');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      reply: expect.stringContaining('Behind the house'),
      session_id: expect.any(String),
      message_id: expect.any(String),
      sources: [{ question: 'Is there parking?' }],
      tool_calls: [],
      handoff: false,
      model: 'offline',
      usage: { input_tokens: 0, output_tokens: 0 },
    });
  });

  test('answers from an entry as soon as it is written, and no longer once it is deleted', async () => {
    const { body: entry } = await api('POST /faq', {
      token: staff.id,
      body: { question: 'Do you allow dogs?', answer: 'Dogs are welcome on a lead.' },
    });
    expect((await ask('Do you allow dogs?')).body.reply).toContain('on a lead');
    await api(`DELETE /faq/${entry.faq_id}`, { token: staff.id });
    expect((await ask('Do you allow dogs?')).body.reply).not.toContain('on a lead');
  });

  test('says that it does not know, and offers a person, if no entry fits', async () => {
    const { body } = await ask('Which football team won the cup in 1987?');
    expect(body.sources).toEqual([]);
    expect(body.reply).toMatch(/don.t know|not sure/i);
  });

  test('continues a session that exists, and starts one that does not', async () => {
    const first = await ask('Is there parking?', { session_id: 'my-own-session' });
    expect(first.body.session_id).toBe('my-own-session');
    await ask('When are you open?', { session_id: 'my-own-session' });
    const { body } = await api('GET /chat/sessions/my-own-session/messages', { token: staff.id });
    expect(
      body.messages.map(({ role, text }: { role: string; text: string }) => `${role}: ${text.split('\n').at(-1)}`),
    ).toEqual([
      'user: Is there parking?',
      'assistant: Behind the house, free of charge.',
      'user: When are you open?',
      'assistant: Every day from nine to five.',
    ]);
    expect(body.next_cursor).toBeNull();
  });

  test('keeps all turns when many are sent to one session at the same time', async () => {
    const session_id = 'crowded';
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, i) => ask(`Question number ${i}`, { session_id })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(200));
    const { body } = await api('GET /chat/sessions/crowded/messages?limit=100', { token: staff.id });
    const asked = body.messages.filter(({ role }: { role: string }) => role === 'user');
    expect(new Set(asked.map(({ text }: { text: string }) => text)).size).toBe(12);
  });

  test('stores one turn for an idempotency key, and repeats its answer word for word', async () => {
    const session_id = 'repeated';
    const send = () =>
      api('POST /chat', {
        token: staff.id,
        body: { message: 'Is there parking?', session_id },
        headers: { 'idempotency-key': 'turn-1' },
      });
    const answers = await Promise.all(Array.from({ length: 10 }, send));
    const done = answers.filter(({ status }) => status === 200);
    expect(answers.filter(({ status }) => status !== 200).map(({ body }) => body.code)).toEqual(
      Array(answers.length - done.length).fill('idempotency_in_flight'),
    );
    const again = await send();
    expect(new Set([...done, again].map(({ text }) => text)).size).toBe(1);
    const { body } = await api('GET /chat/sessions/repeated/messages', { token: staff.id });
    expect(body.messages).toHaveLength(2);
  });

  test('keeps metadata as it was sent, numbers of any size and fields of any name, and answers a repeat with it', async () => {
    const nested = `${'['.repeat(29)}1e-131${']'.repeat(29)}`;
    const metadata = `{"order":9007199254740993,"constructor":{"__proto__":1e400},"nested":${nested}}`;
    const send = () =>
      api('POST /chat', {
        token: staff.id,
        raw: `{"message":"Is there parking?","session_id":"tagged","metadata":${metadata}}`,
        headers: { 'idempotency-key': 'tagged-1' },
      });
    const answer = await send();
    expect(answer.status).toBe(200);
    expect(await send()).toMatchObject({ status: 200, text: answer.text });
    const { text } = await api('GET /chat/sessions/tagged/messages', { token: staff.id });
    expect(text).toContain(`"metadata":${metadata}`);
  });

  test('pages through a session without losing or repeating a message', async () => {
    const session_id = 'paged';
    for (let i = 0; i < 5; i += 1) await ask(`Message ${i}`, { session_id });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const { body } = await api(`GET /chat/sessions/paged/messages?limit=2${cursor ? `&cursor=${cursor}` : ''}`, {
        token: staff.id,
      });
      seen.push(
        ...body.messages
          .filter(({ role }: { role: string }) => role === 'user')
          .map(({ text }: { text: string }) => text),
      );
      cursor = body.next_cursor;
    } while (cursor);
    expect(seen).toEqual([0, 1, 2, 3, 4].map((i) => `Message ${i}`));
  });

  test.each([
    ['a phone number not in E.164', { phone_number: '090-1234-5678' }, 'body.phone_number'],
    ['a session id with the key separator', { session_id: 'a#b' }, 'body.session_id'],
    ['too much metadata', { metadata: { note: 'x'.repeat(5_000) } }, 'body.metadata'],
    ['a message that nobody can see', { message: '\u200b\u0000 \u2060' }, 'body.message'],
  ])('refuses %s, and names the field', async (_name, more, location) => {
    const { status, body } = await ask('hello', more);
    expect(status).toBe(400);
    expect(body.errors).toEqual([{ location, message: expect.any(String) }]);
  });

  test('lists the questions that it could not answer, with those that ask the same in one group', async () => {
    const { id: token } = await staffOf(freshTenant('gaps'));
    const put = (message: string) => api('POST /chat', { token, body: { message } });
    await put('Do you sell gift vouchers?');
    await put('Can I buy a gift voucher?');
    await put('Is there a piano in the waiting room?');
    const { body } = await api('GET /faq/unanswered', { token });
    expect(body.groups[0]).toMatchObject({
      count: 2,
      question: 'Can I buy a gift voucher?',
      examples: ['Do you sell gift vouchers?'],
    });
    expect(body.groups).toHaveLength(2);

    await api('POST /faq', { token, body: { question: 'Do you sell gift vouchers?', answer: 'Yes, from $20.' } });
    const after = await api('GET /faq/unanswered', { token });
    expect(after.body.groups.map(({ question }: { question: string }) => question)).toEqual([
      'Is there a piano in the waiting room?',
    ]);
  });
});
