import { createHmac } from 'node:crypto';
import { assertProperty } from '@frontdesk/testkit/assert-property';
import { testClock } from '@frontdesk/testkit/test-tables';
import fc from 'fast-check';
import { jwtVerify, SignJWT } from 'jose';
import {
  createVisitorKeys,
  createVisitorTokens,
  firstKeyRing,
  formatKeyRing,
  signingKey,
  type VisitorTokens,
} from '../src';
import { ANNA, DAY, HOUR, ISSUER, instanceWith, MINUTE } from './visitors';

const START = Date.UTC(2026, 0, 15, 9);
const clock = testClock(START);
const ring = firstKeyRing(START);
const key = signingKey(ring, START);
const tokens = instanceWith(ring, clock);

beforeEach(() => clock.set(START));

const issued = async (): Promise<string> => (await tokens.issue(ANNA)).token;

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (part = ''): Record<string, unknown> => JSON.parse(Buffer.from(part, 'base64url').toString());

/** A token with any header and claims, signed with our own key: no caller can make one. */
const forge = async (header: object, claims: object, secret = key.secret): Promise<string> => {
  const [head, payload] = (await issued()).split('.');
  const input = `${encode({ ...decode(head), ...header })}.${encode({ ...decode(payload), ...claims })}`;
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
};

test('a token says whose it is, for an hour', async () => {
  const { token, expiresAt } = await tokens.issue(ANNA);
  expect(expiresAt).toBe(START + HOUR);
  clock.set(START + HOUR - 1);
  expect(await tokens.verify(token)).toEqual({ ...ANNA, expiresAt });
  clock.set(START + HOUR);
  expect(await tokens.verify(token)).toBeUndefined();
});

test('a token can be renewed for thirty days after it expired, and no longer', async () => {
  const { token } = await tokens.issue(ANNA);
  clock.set(START + HOUR + 30 * DAY - 1);
  expect(await tokens.verifyForRenewal(token)).toMatchObject(ANNA);
  clock.set(START + HOUR + 30 * DAY);
  expect(await tokens.verifyForRenewal(token)).toBeUndefined();
});

test('the time that tokens are good for is configured, up to a day', async () => {
  const lasting = (tokenSeconds: number): VisitorTokens =>
    createVisitorTokens({
      keys: createVisitorKeys(async () => formatKeyRing(ring), clock),
      issuer: ISSUER,
      clock,
      tokenSeconds,
    });
  expect((await lasting(60).issue(ANNA)).expiresAt).toBe(START + MINUTE);
  for (const wrong of [0, 86_401, Number.NaN]) expect(() => lasting(wrong)).toThrow('1 to 86400 seconds');
});

test('tokens are those of jose, with the same key: each accepts the other’s', async () => {
  const { payload } = await jwtVerify(await issued(), key.secret, {
    algorithms: ['HS256'],
    issuer: ISSUER,
    audience: 'visitor',
    currentDate: new Date(START),
  });
  const theirs = await new SignJWT(payload)
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid: key.kid })
    .sign(key.secret);
  expect(await tokens.verify(theirs)).toMatchObject(ANNA);
});

describe('a token is refused', () => {
  test('if a single character of it is altered, left out or added', async () => {
    const token = await issued();
    const character = fc.constantFrom(...'ABCDabcd0189-_.=+/ \u0000é');
    const place = fc.nat(token.length - 1);
    const altered = fc.oneof(
      fc.tuple(place, character).map(([at, by]) => token.slice(0, at) + by + token.slice(at + 1)),
      place.map((at) => token.slice(0, at) + token.slice(at + 1)),
      fc.tuple(fc.nat(token.length), character).map(([at, by]) => token.slice(0, at) + by + token.slice(at)),
      place.map((end) => token.slice(0, end)),
    );
    await assertProperty(
      fc.asyncProperty(altered, async (other) => {
        fc.pre(other !== token);
        expect(await tokens.verify(other)).toBeUndefined();
        expect(await tokens.verifyForRenewal(other)).toBeUndefined();
      }),
      { numRuns: 2_000 },
    );
  });

  test('whatever claims are put in place of its own, if the signature is the old one', async () => {
    const [head, payload, signature] = (await issued()).split('.');
    const claims = fc.record(
      { tenant: fc.string(), sub: fc.string(), thread: fc.string(), exp: fc.nat(), admin: fc.boolean() },
      { requiredKeys: [] },
    );
    await assertProperty(
      fc.asyncProperty(claims, async (others) => {
        fc.pre(Object.keys(others).length > 0);
        const token = [head, encode({ ...decode(payload), ...others }), signature].join('.');
        expect(await tokens.verify(token)).toBeUndefined();
      }),
    );
  });

  test('if another key signed it, under our key’s id', async () => {
    const strangers = firstKeyRing(START);
    const token = await forge({ kid: key.kid }, {}, signingKey(strangers, START).secret);
    expect(await tokens.verify(token)).toBeUndefined();
    expect(await tokens.verify((await instanceWith(strangers, clock).issue(ANNA)).token)).toBeUndefined();
  });

  test.each<[string, object, object]>([
    ['names no algorithm', { alg: 'none' }, {}],
    ['names another algorithm', { alg: 'HS512' }, {}],
    ['names a public-key algorithm', { alg: 'RS256' }, {}],
    ['has a critical extension', { crit: ['b64'], b64: false }, {}],
    ['brings its own key', { jwk: { kty: 'oct', k: 'AAAA' } }, {}],
    ['has no key id', { kid: undefined }, {}],
    ['has an inherited property for a key id', { kid: '__proto__' }, {}],
    ['is of another environment', {}, { iss: 'frontdesk-prod' }],
    ['is for another audience', {}, { aud: 'staff' }],
    ['has no expiry', {}, { exp: undefined }],
    ['has no time of issue', {}, { iat: undefined }],
    ['was issued in the future', {}, { iat: START / 1_000 + 61, exp: START / 1_000 + 3_600 }],
    ['expired before it was issued', {}, { iat: START / 1_000, exp: START / 1_000 - 1 }],
    ['has a tenant with the key separator', {}, { tenant: 'acme#dental' }],
    ['names the inbox for a thread', {}, { thread: '@inbox' }],
    ['has a claim that we do not know', {}, { admin: true }],
  ])('that %s, even if our key signed it', async (_name, header, claims) => {
    expect(await tokens.verify(await forge({}, {}))).toMatchObject(ANNA);
    const token = await forge(header, claims);
    expect(await tokens.verify(token)).toBeUndefined();
    expect(await tokens.verifyForRenewal(token)).toBeUndefined();
  });

  test.each([
    ['', 'empty'],
    ['..', 'only dots'],
    ['a.b.c', 'no JSON'],
    [`${'a'.repeat(100_000)}.b.c`, 'far too long'],
  ])('that is no token at all: %#', async (token) => {
    expect(await tokens.verify(token)).toBeUndefined();
  });
});
