import { count, ok, ordinal, textNumber } from '@frontdesk/core/http';
import * as z from 'zod/mini';
import { announceChange } from '../announce-change';
import { route } from '../deps';
import { csvReader } from '../import/csv-rows';
import { readRows } from '../import/read-rows';
import { writeRows } from '../import/write-rows';

const MAX_BODY_BYTES = 4_000_000;
const MAX_ENTRIES = 5_000;
/** Each entry has four fields and up to 20 tags. */
const MAX_BODY_VALUES = 150_000;

const badRow = z.strictObject({
  row: ordinal,
  /** In a CSV, the line it begins on. */
  line: z.optional(ordinal),
  errors: z.array(z.strictObject({ location: z.string(), message: z.string() })),
  more_errors: z.optional(ordinal),
});

export const importFaq = route({
  method: 'POST',
  path: '/faq/import',
  operation: 'importFaq',
  summary: 'Add or replace many entries',
  description: `JSON (\`{"entries": […]}\`) or CSV (\`question,answer,tags,language\`), in UTF-8, at most 4 MB and ${MAX_ENTRIES} entries. Every good row is taken and every bad one named, in a CSV by its line: one that cannot be read takes no other with it. Sending the same rows again changes nothing. If it has to stop before the end, \`next_row\` says where to go on: send the same body with \`?from_row=\`.`,
  auth: { staff: true, service: true },
  idempotent: true,
  maxBodyBytes: MAX_BODY_BYTES,
  maxBodyValues: MAX_BODY_VALUES,
  bodyReaders: {
    'text/csv': {
      read: csvReader(MAX_ENTRIES),
      example:
        'question,answer,tags,language\nDo you sell vouchers?,"Yes, at the desk and by phone.",prices;gifts,en\n',
    },
  },
  example: {
    entries: [
      { question: 'Do you sell vouchers?', answer: 'Yes, at the desk and by phone.', tags: ['prices', 'gifts'] },
      { question: '英語は通じますか？', answer: 'はい、英語でもご案内できます。', language: 'ja' },
    ],
  },
  query: z.strictObject({ from_row: z._default(textNumber(1, MAX_ENTRIES), 1) }),
  body: z.strictObject({
    entries: z
      .array(z.unknown())
      .check(
        z.minLength(1, 'must have at least one entry'),
        z.maxLength(MAX_ENTRIES, `must have at most ${MAX_ENTRIES} entries`),
      ),
  }),
  responses: {
    200: {
      description: 'What happened to the rows',
      schema: z.strictObject({
        created: count,
        replaced: count,
        unchanged: count,
        failed: z.array(badRow),
        next_row: z.nullable(ordinal),
      }),
    },
  },
  handler: async (request, deps) => {
    const { body, query, admitted, log, remainingMs, settle } = request;
    const { tables, clock, embedders } = deps;
    const tenantTables = tables.forRequest(request);
    const { good, bad } = await readRows(body.entries, query.from_row);
    const {
      nextRow,
      bad: refused,
      ...counts
    } = await writeRows(tenantTables, good, {
      clock,
      log,
      embedder: admitted.then(embedders),
      timeLeft: remainingMs,
    });
    const reported = [...bad, ...refused].filter(({ row }) => nextRow === undefined || row < nextRow);
    const answer = ok({ ...counts, failed: reported.sort((a, b) => a.row - b.row), next_row: nextRow ?? null });
    // The rows were written in many transactions, each of which may be repeated: only the answer is left to store.
    await tenantTables.commit([], settle(answer));
    await announceChange(request, deps);
    return answer;
  },
});
