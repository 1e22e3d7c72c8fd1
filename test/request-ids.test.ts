import { randomUUID } from 'node:crypto';
import { api } from '@frontdesk/testkit/api';
import { until } from '@frontdesk/testkit/dev-process';
import { startOwnStack } from '@frontdesk/testkit/own-stack';
import type { AccessEntry, TemporaryStack } from '@frontdesk/testkit/temporary-stack';

interface Line {
  readonly message: string;
  readonly request_id: string;
  readonly gateway_request_id: string;
  readonly invocation_id: string;
}

const lines: Line[] = [];
const entries: AccessEntry[] = [];
let stack: TemporaryStack;

beforeAll(async () => {
  stack = await startOwnStack({
    onFunctionLog: (_name, line) => {
      if (line.startsWith('{"level"')) lines.push(JSON.parse(line) as Line);
    },
    onAccess: (entry) => void entries.push(entry),
  });
});
afterAll(() => stack.close());

/** What both logs say about an answer, found by API Gateway's id; each may be written a moment after the answer. */
const loggedOf = (answer: Awaited<ReturnType<typeof api>>) =>
  until(async () => {
    const id = answer.headers.get('apigw-requestid');
    const entry = entries.find(({ requestId }) => requestId === id);
    const own = lines.filter(({ gateway_request_id }) => gateway_request_id === id);
    return entry && own.some(({ message }) => message === 'request') ? { entry, own } : undefined;
  }, 5_000);

describe('a request with its own id', () => {
  test('can be found in the access log by its own id, and the other way round', async () => {
    const id = `order-${randomUUID()}`;
    const answer = await api('GET /nothing/here', { headers: { 'x-request-id': id } });
    expect(answer.body.request_id).toBe(id);
    const { entry, own } = await loggedOf(answer);

    const [line] = lines.filter(({ request_id }) => request_id === id);
    expect(line).toMatchObject({
      gateway_request_id: entry.requestId,
      invocation_id: entry.integrationRequestId,
    });
    expect(own.map(({ message }) => message)).toEqual(['request refused', 'request']);
    expect(new Set(own.map(({ request_id }) => request_id))).toEqual(new Set([id]));
  });

  test('that is sent twice has two lines in the access log, which can be told apart in the function’s log', async () => {
    const id = randomUUID();
    const answers = [];
    for (let time = 0; time < 2; time += 1) answers.push(await api('GET /health', { headers: { 'x-request-id': id } }));
    const logged = await Promise.all(answers.map(loggedOf));
    expect(new Set(logged.map(({ entry }) => entry.requestId)).size).toBe(2);
    expect(lines.filter(({ request_id }) => request_id === id)).toHaveLength(2);
  });
});

test.each([
  ['that does not name itself', undefined],
  ['whose name is malformed', 'two words'],
])('a request %s is known by API Gateway’s id everywhere', async (_what, name) => {
  const answer = await api('GET /health', name === undefined ? {} : { headers: { 'x-request-id': name } });
  const { entry, own } = await loggedOf(answer);
  expect(answer.headers.get('x-request-id')).toBe(entry.requestId);
  expect(own.map(({ request_id }) => request_id)).toEqual([entry.requestId]);
});

test('a request that reaches no function has API Gateway’s id alone', async () => {
  const answer = await api('GET /faq', { headers: { 'x-request-id': 'mine' } });
  expect(answer.status).toBe(401);
  const id = answer.headers.get('apigw-requestid');
  const entry = await until(async () => entries.find(({ requestId }) => requestId === id), 5_000);
  expect(entry.integrationRequestId).toBeUndefined();
});
