import { api } from '@frontdesk/testkit/api';
import { freshTenant, type StaffTokens, staffOf } from '@frontdesk/testkit/aws';

let staff: StaffTokens;
beforeEach(async () => {
  staff = await staffOf(freshTenant('faq'));
});

const call = (target: string, body?: unknown) => api(target, { token: staff.id, ...(body !== undefined && { body }) });
const add = (question: string, answer = 'An answer.', more: object = {}) =>
  call('POST /faq', { question, answer, ...more });

describe('FAQ entries', () => {
  test('are created, read, replaced and deleted', async () => {
    const made = await add('Is there Wi-Fi?', 'Yes.', { tags: ['comfort'], language: 'en' });
    expect(made.status).toBe(201);
    expect(made.headers.get('location')).toBe(`/faq/${made.body.faq_id}`);
    const address = `/faq/${made.body.faq_id}`;
    expect((await call(`GET ${address}`)).body).toEqual(made.body);

    const replaced = await call(`PUT ${address}`, { question: 'Is there Wi-Fi?', answer: 'Yes, ask for the key.' });
    expect(replaced.body).toMatchObject({
      answer: 'Yes, ask for the key.',
      version: 2,
      tags: [],
      created_at: made.body.created_at,
    });

    expect((await call(`DELETE ${address}`)).status).toBe(204);
    expect((await call(`GET ${address}`)).status).toBe(404);
    expect((await call(`DELETE ${address}`)).status).toBe(404);
  });

  test('are found at their address, whatever characters the question has', async () => {
    for (const question of [
      'Is 50% / half off?',
      'カットの料金は？',
      'What about "quotes" & #hashes?',
      '../faq',
      'a b+c',
    ]) {
      const { body } = await add(question);
      expect((await call(`GET /faq/${body.faq_id}`)).body.question).toBe(question);
    }
  });

  test('move with their question, and leave the old address empty', async () => {
    const { body: first } = await add('Whn are you open?', 'At nine.');
    const { status, body } = await call(`PUT /faq/${first.faq_id}`, {
      question: 'When are you open?',
      answer: 'At nine.',
    });
    expect(status).toBe(200);
    expect(body.faq_id).not.toBe(first.faq_id);
    expect((await call(`GET /faq/${first.faq_id}`)).status).toBe(404);
    expect((await call(`GET /faq/${body.faq_id}`)).body.answer).toBe('At nine.');
  });

  test('never take the place of another', async () => {
    await add('One?');
    const { body: two } = await add('Two?');
    expect((await add('One?')).body.code).toBe('faq_exists');
    expect((await call(`PUT /faq/${two.faq_id}`, { question: 'One?', answer: 'x' })).body.code).toBe('faq_exists');
    expect((await call(`GET /faq/${two.faq_id}`)).status).toBe(200);
  });

  test('whose questions differ only in the Unicode form of a letter are one entry', async () => {
    await add('Cafe\u0301?');
    expect((await add('Caf\u00e9?')).body.code).toBe('faq_exists');
  });

  test.each([
    ['a question of control characters', { question: '\u0000\u0007\u001b', answer: 'x' }, 'body.question'],
    ['a question of zero-width spaces', { question: '\u200b\u200b', answer: 'x' }, 'body.question'],
    ['an answer that nobody can see', { question: 'x', answer: '\u200b \u2060\u3164' }, 'body.answer'],
    ['a tag that nobody can see', { question: 'x', answer: 'x', tags: ['\ufeff'] }, 'body.tags.0'],
    ['an empty question', { question: '  ', answer: 'x' }, 'body.question'],
    ['a question over 1,024 bytes', { question: 'あ'.repeat(342), answer: 'x' }, 'body.question'],
    ['an empty answer', { question: 'x', answer: '' }, 'body.answer'],
    ['an answer over 16 KiB', { question: 'x', answer: 'x'.repeat(16_385) }, 'body.answer'],
    ['a language that is none', { question: 'x', answer: 'y', language: 'english' }, 'body.language'],
  ])('refuse %s, and name the field', async (_name, body, location) => {
    const answer = await call('POST /faq', body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map((error: { location: string }) => error.location)).toEqual([location]);
  });

  test('with invisible text are refused in an import, and so is a search for it', async () => {
    const { body } = await call('POST /faq/import', {
      entries: [
        { question: '\u200b', answer: 'x' },
        { question: 'Seen?', answer: 'Yes.' },
      ],
    });
    expect(body).toMatchObject({ created: 1, failed: [{ row: 1 }] });
    const { status, body: refusal } = await call('GET /faq/search?q=%E2%80%8B');
    expect([status, refusal.errors]).toEqual([400, [{ location: 'query.q', message: 'must contain visible text' }]]);
  });

  test('are listed and exported in separate pages: the one refuses a cursor of the other', async () => {
    await add('One?');
    await add('Two?');
    const listed = (await call('GET /faq?limit=1')).body.next_cursor;
    const exported = (await call('GET /faq/export?limit=1')).body.next_cursor;
    expect((await call(`GET /faq/export?cursor=${listed}`)).body.code).toBe('invalid_cursor');
    expect((await call(`GET /faq?cursor=${exported}`)).body.code).toBe('invalid_cursor');
    expect((await call(`GET /faq/export?cursor=${exported}`)).body.entries).toHaveLength(1);
  });

  test('are searched as the assistant searches them', async () => {
    await add('Is there parking?', 'Behind the house.');
    await add('Do you serve breakfast?', 'Until ten.');
    const { body } = await call('GET /faq/search?q=where%20can%20I%20park&limit=1');
    expect(body.matches).toHaveLength(1);
    expect(body.matches[0].entry.question).toBe('Is there parking?');
    expect((await call('GET /faq/search?q=%20')).status).toBe(400);
  });

  test.each(['0', '101', 'ten', '-1', '1.5'])('a page of %s is refused', async (limit) => {
    const answer = await call(`GET /faq?limit=${limit}`);
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].location).toBe('query.limit');
  });
});
