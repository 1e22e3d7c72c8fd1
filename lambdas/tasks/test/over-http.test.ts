import { api } from '@frontdesk/testkit/api';
import { freshTenant, type StaffTokens, staffOf } from '@frontdesk/testkit/aws';
import { at, reservation } from './support';

let staff: StaffTokens;
beforeEach(async () => {
  staff = await staffOf(freshTenant('tasks'));
});

const call = (target: string, body?: unknown, headers?: Record<string, string>) =>
  api(target, { token: staff.id, headers, ...(body !== undefined && { body }) });

test('the deployed bundle makes, finds, moves and cancels a reservation within its grants', async () => {
  const made = await call('POST /tasks', reservation(at(9), at(10), { name: 'mueller' }));
  expect(made.status).toBe(201);
  expect(made.headers.get('location')).toBe('/tasks/mueller');
  expect(made.headers.get('ratelimit')).toMatch(/^"tenant";r=\d+;t=\d+$/);

  const query = `resource=chair-1&from=${at(8)}&to=${at(12)}`;
  expect((await call(`GET /tasks/availability?${query}`)).body).toMatchObject({
    free: [
      { starts_at: at(8), ends_at: at(9) },
      { starts_at: at(10), ends_at: at(12) },
    ],
  });
  expect((await call('POST /tasks', reservation(at(9, 30), at(11)))).body).toMatchObject({
    code: 'slot_taken',
    conflicts: [{ name: 'mueller' }],
  });

  const etag = made.headers.get('etag') ?? '';
  expect((await call('GET /tasks/mueller', undefined, { 'if-none-match': etag })).status).toBe(304);
  const patch = { 'if-match': etag, 'content-type': 'application/merge-patch+json' };
  expect((await call('PATCH /tasks/mueller', { starts_at: at(11), ends_at: at(12) }, patch)).status).toBe(200);
  expect((await call('PATCH /tasks/mueller', { status: 'cancelled' }, patch)).status).toBe(412);
  expect((await call(`GET /tasks?from=${at(0)}`)).body.tasks).toHaveLength(1);
  expect((await call('DELETE /tasks/mueller')).status).toBe(204);
  expect((await call('GET /tasks/mueller')).status).toBe(404);
});

test('ten requests at once with one Idempotency-Key make one task', async () => {
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => call('POST /tasks', { kind: 'task' }, { 'idempotency-key': 'one' })),
  );
  expect(new Set(answers.filter(({ status }) => status === 201).map(({ text }) => text)).size).toBe(1);
  for (const { status } of answers) expect([201, 409]).toContain(status);
  const again = await call('POST /tasks', { kind: 'task' }, { 'idempotency-key': 'one' });
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  expect((await call('GET /tasks')).body.tasks).toHaveLength(1);
});

test('405 with the allowed methods, for a method that a task does not have', async () => {
  const answer = await call('POST /tasks/mueller', {});
  expect(answer.status).toBe(405);
  expect(answer.headers.get('allow')).toBe('DELETE, GET, PATCH, PUT');
});
