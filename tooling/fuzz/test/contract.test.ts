import { readOperations } from '@frontdesk/testkit/operations';
import { contract } from '../src/contract';
import type { FuzzAnswer } from '../src/exchange';

const { faultOf } = contract(readOperations());
const HEALTH = { status: 'ok', environment: 'local', time: '2027-01-01T00:00:00.000Z' };
const PROBLEM = { type: 'urn:x', title: 't', status: 404, detail: 'd', code: 'not_found', request_id: 'r' };

const answer = (over: Partial<FuzzAnswer> & { body?: unknown; type?: string } = {}): FuzzAnswer => ({
  method: 'GET',
  status: 200,
  headers: { 'content-type': over.type ?? 'application/json' },
  text: JSON.stringify(over.body ?? HEALTH),
  cpuMs: 5,
  ...over,
});

test('a documented answer has no fault', () => {
  expect(faultOf('GET /health', answer())).toBeUndefined();
  const missing = { status: 404, type: 'application/problem+json', body: PROBLEM };
  expect(faultOf('$default', answer(missing))).toBeUndefined();
  expect(faultOf('-', answer({ status: 431, body: { message: 'Too large' } }))).toBeUndefined();
});

test.each<[string, string, FuzzAnswer]>([
  ['of ours that failed', 'a 503', answer({ status: 503 })],
  ['that took more than a second of CPU', '1001 ms of CPU', answer({ cpuMs: 1_001 })],
  ['of another status', 'an undocumented 418', answer({ status: 418 })],
  ['of another media type', '200 as text/html', answer({ type: 'text/html' })],
  [
    'that lacks a field',
    "200: data must have required property 'time'",
    answer({ body: { ...HEALTH, time: undefined } }),
  ],
  [
    'with a field that nobody documented',
    '200: data must NOT have additional properties',
    answer({ body: { ...HEALTH, x: 1 } }),
  ],
  ['that is no JSON', '200: data must be object', answer({ text: 'ok' })],
])('an answer %s is a fault', (_what, fault, given) => {
  expect(faultOf('GET /health', given)).toBe(fault);
});

test('a problem whose body states a different status is a fault', () => {
  const given = answer({ status: 400, type: 'application/problem+json', body: PROBLEM });
  expect(faultOf('GET /health', given)).toBe('400 whose body says 404');
});
