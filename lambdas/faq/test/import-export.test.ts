import { api } from '@frontdesk/testkit/api';
import { freshTenant, type StaffTokens, staffOf } from '@frontdesk/testkit/aws';

let staff: StaffTokens;
beforeEach(async () => {
  staff = await staffOf(freshTenant('import'));
});

const importJson = (entries: unknown[], query = '') =>
  api(`POST /faq/import${query}`, { token: staff.id, body: { entries } });
const importCsv = (raw: string | Uint8Array<ArrayBuffer>) =>
  api('POST /faq/import', { token: staff.id, raw, headers: { 'content-type': 'text/csv; charset=utf-8' } });
const entries = (count: number, answer = 'An answer.') =>
  Array.from({ length: count }, (_, i) => ({ question: `Question ${i}?`, answer }));

describe('an import', () => {
  test('imports every good row and names every bad one', async () => {
    const { status, body } = await importJson([
      { question: 'Good?', answer: 'Yes.' },
      { question: '', answer: 'No question.' },
      { question: 'No answer?' },
      { question: 'Good?', answer: 'Again.' },
      'not even an entry',
      { question: 'Unknown?', answer: 'x', colour: 'red' },
      { question: 'Good too?', answer: 'Yes.', tags: ['a'] },
    ]);
    expect(status).toBe(200);
    expect(body).toMatchObject({ created: 2, replaced: 0, unchanged: 0, next_row: null });
    expect(body.failed.map(({ row }: { row: number }) => row)).toEqual([2, 3, 4, 5, 6]);
    expect((await api('GET /faq', { token: staff.id })).body.entries).toHaveLength(2);
  });

  test('sent again changes nothing, and sent again with changes replaces', async () => {
    await importJson(entries(5));
    expect((await importJson(entries(5))).body).toMatchObject({ created: 0, replaced: 0, unchanged: 5 });
    expect((await importJson([...entries(2, 'Another.'), ...entries(5).slice(2)])).body).toMatchObject({
      replaced: 2,
      unchanged: 3,
    });
  });

  test('reads CSV with quotes, line breaks, tags, a byte order mark and Japanese', async () => {
    const { body } = await importCsv(
      '\ufeffquestion,answer,tags,language\r\n"Cut, or colour?","Both.\nAsk us.",hair;price,en\r\n駐車場はありますか,"「はい」, 2台",アクセス|車,ja\r\n',
    );
    expect(body).toMatchObject({ created: 2, failed: [] });
    const listed = (await api('GET /faq', { token: staff.id })).body.entries;
    expect(listed).toMatchObject([
      { question: 'Cut, or colour?', answer: 'Both.\nAsk us.', tags: ['hair', 'price'], language: 'en' },
      { question: '駐車場はありますか', answer: '「はい」, 2台', tags: ['アクセス', '車'], language: 'ja' },
    ]);
  });

  test('of CSV loses no good row to a row with too many or too few cells', async () => {
    const { status, body } = await importCsv(
      'question,answer\nOpen?,Yes.\nClosed?,No, never.\nAlone?\nParking?,Yes.\n',
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({ created: 2, failed: [{ row: 2 }, { row: 3 }] });
    expect(body.failed[0].errors[0]).toMatchObject({ location: 'row', message: expect.stringContaining('3 cells') });
    const { body: list } = await api('GET /faq', { token: staff.id });
    expect(list.entries.map(({ question }: { question: string }) => question)).toEqual(['Open?', 'Parking?']);
  });

  test('of CSV loses no good row to a quote in the wrong place, and names the line of the row that has it', async () => {
    const { status, body } = await importCsv(
      'question,answer\nOpen?,Yes.\n"Closed?,Never.\nParking?,"Yes,\nbehind the house."\n5" pipes?,Yes.\nCard?,"Yes" and cash\nCash?,Yes.\n',
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      created: 4,
      failed: [
        { row: 2, line: 3 },
        { row: 5, line: 7 },
      ],
    });
    const { body: list } = await api('GET /faq', { token: staff.id });
    expect(list.entries.map(({ question }: { question: string }) => question)).toEqual([
      '5" pipes?',
      'Cash?',
      'Open?',
      'Parking?',
    ]);
  });

  test('of many bad rows names every row, with its first faults', async () => {
    const tags = Array.from({ length: 20 }, () => 5);
    const { status, text, body } = await importJson(Array.from({ length: 5_000 }, () => ({ tags })));
    expect(status).toBe(200);
    expect(body.failed).toHaveLength(5_000);
    expect(body.failed[0].errors).toHaveLength(3);
    expect(body.failed[0].more_errors).toBe(19);
    expect(text.length).toBeLessThan(2_000_000);
  });

  test.each([
    ['an unclosed quote in its first line', '"question,answer\nOpen?,x'],
    ['columns that nobody could name', `question,answer${',x'.repeat(50_000)}`],
    ['nothing in it', ''],
    ['a column that is there twice', 'question,answer,answer\na,b,c'],
    ['an unknown column', 'question,answer,colour\na,b,c'],
    ['a missing column', 'question\na'],
  ])('refuses CSV with %s, and says where', async (_name, csv) => {
    const { status, body } = await importCsv(csv);
    expect(status).toBe(400);
    expect(body.code).toBe('malformed_csv');
    expect(body.errors.length).toBeGreaterThan(0);
  });

  test('in Shift_JIS, as Japanese Excel saves CSV, is refused with a hint to use UTF-8', async () => {
    // "question,answer" and a row that begins with 駐車場.
    const raw = Uint8Array.from(Buffer.from('question,answer\n\x92\x93\x8e\xd4\x8f\xea,\x82\xcd\x82\xa2\n', 'latin1'));
    const { status, body } = await importCsv(raw);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'not_utf8', detail: expect.stringContaining('UTF-8') });
  });

  test('refuses what is over its limits', async () => {
    expect((await importJson([])).status).toBe(400);
    expect((await importJson(Array.from({ length: 5_001 }, () => 0))).status).toBe(400);
    const large = await api('POST /faq/import', { token: staff.id, raw: `{"entries":["${'x'.repeat(4_000_000)}"]}` });
    expect(large.body.code).toBe('body_too_large');
  });

  test('of 5,000 entries is complete, is served at once, and is exported as it was imported', async () => {
    const rows = entries(5_000).map((entry, i) => ({ ...entry, answer: `The answer to number ${i}.`, tags: [] }));
    let from: number | null = 1;
    let created = 0;
    while (from !== null) {
      const { body }: { body: { created: number; next_row: number | null } } = await importJson(
        rows,
        `?from_row=${from}`,
      );
      created += body.created;
      from = body.next_row;
    }
    expect(created).toBe(5_000);
    const chat = await api('POST /chat', { token: staff.id, body: { message: 'Question 4321?' } });
    expect(chat.body.reply).toContain('number 4321.');

    const exported: { question: string }[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body } = await api(`GET /faq/export${cursor ? `?cursor=${cursor}` : ''}`, { token: staff.id });
      exported.push(...body.entries);
      cursor = body.next_cursor;
    }
    const byQuestion = (a: { question: string }, b: { question: string }): number => (a.question < b.question ? -1 : 1);
    expect(exported.sort(byQuestion)).toEqual(rows.sort(byQuestion));
  });
});
