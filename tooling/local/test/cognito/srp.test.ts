import { createDiffieHellman, getDiffieHellman, randomBytes } from 'node:crypto';
import { assertProperty } from '@frontdesk/testkit/assert-property';
import fc from 'fast-check';
import { createVerifier, passwordMatches, proofHolds, readPublicValue, startExchange } from '../../src/cognito/srp';
import { g, k, modPow, N, toBytes } from '../../src/cognito/srp-group';
import { srpClient } from './srp-client';

const POOL = 'us-east-1_AbCdEf123';
const USER = '7d6a5c1e-6e0f-4c3a-9a52-000000000001';

/** One SRP sign-in with a client that is not ours. */
const signIn = (password: string, attempt: string, kept = createVerifier(POOL, USER, password)): boolean => {
  const client = srpClient(POOL);
  const A = readPublicValue(client.publicValue);
  if (A === undefined) throw new Error('the client made no A');
  const exchange = startExchange(USER, kept, A);
  const secretBlock = randomBytes(48).toString('base64');
  const timestamp = 'Mon Jan 5 09:00:00 UTC 2026';
  const challenge = {
    SALT: kept.salt,
    SRP_B: exchange.B.toString(16),
    USER_ID_FOR_SRP: USER,
    SECRET_BLOCK: secretBlock,
  };
  const signature = client.prove(attempt, challenge, timestamp);
  return proofHolds(POOL, exchange, { secretBlock, signature, timestamp });
};

test('whoever knows the password can prove it, for every password', () => {
  assertProperty(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (password) => signIn(password, password)),
    { numRuns: 25 },
  );
});

test('whoever does not know the password cannot prove it', () => {
  assertProperty(
    fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (password, attempt) => {
      fc.pre(password !== attempt);
      return !signIn(password, attempt);
    }),
    { numRuns: 15 },
  );
});

test.each(['1', '7f', '80', '0ff', 'ff00', '123456789abcdef0123456789abcdef'])(
  'a salt of any length and first digit is hashed as clients hash it (%s)',
  (salt) => {
    const kept = createVerifier(POOL, USER, 'Correct-Horse-1', BigInt(`0x${salt}`));
    expect(signIn('Correct-Horse-1', 'Correct-Horse-1', kept)).toBe(true);
  },
);

test('only the right password is recognised, and not for another user or pool', () => {
  const kept = createVerifier(POOL, USER, 'Correct-Horse-1');
  expect(passwordMatches(POOL, USER, 'Correct-Horse-1', kept)).toBe(true);
  expect(passwordMatches(POOL, USER, 'Correct-Horse-2', kept)).toBe(false);
  expect(passwordMatches(POOL, `${USER}0`, 'Correct-Horse-1', kept)).toBe(false);
  expect(passwordMatches('us-east-1_ZZZZZZZZZ', USER, 'Correct-Horse-1', kept)).toBe(false);
});

test('the verifiers of two users with the same password have nothing in common', () => {
  const kept = [1, 2].map(() => createVerifier(POOL, USER, 'Correct-Horse-1'));
  expect(kept[0]?.salt).not.toBe(kept[1]?.salt);
  expect(kept[0]?.verifier).not.toBe(kept[1]?.verifier);
});

test.each(['0', '00', N.toString(16), (N * 2n).toString(16), '', '-1', 'xyz', 'f'.repeat(800)])(
  'an A that makes the secret predictable, or is not a number, is refused (%.10s)',
  (hex) => {
    expect(readPublicValue(hex)).toBeUndefined();
  },
);

test('the shared constants are those of Cognito', () => {
  expect(g).toBe(2n);
  expect(k.toString(16)).toBe('538282c4354742d7cbbde2359fcf67f9f5b3a6b08791e5011b43b8a5b66d9ee6');
  expect(toBytes(255n)).toEqual(Buffer.from([0, 255]));
});

test('powers of the generator are the public keys that OpenSSL makes', () => {
  // Made once: from Node.js 24 on OpenSSL proves the prime each time, which takes seconds.
  const exchange = createDiffieHellman(getDiffieHellman('modp15').getPrime(), 2);
  assertProperty(
    fc.property(fc.bigInt({ min: 2n, max: 1n << 256n }), (exponent) => {
      const hex = exponent.toString(16);
      exchange.setPrivateKey(Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex'));
      expect(modPow(g, exponent)).toBe(BigInt(`0x${exchange.generateKeys('hex')}`));
    }),
    { numRuns: 20 },
  );
});

test('powers add up: (a^x)^y is a^(x·y), for every base', () => {
  const exponent = fc.bigInt({ min: 1n, max: 1n << 128n });
  assertProperty(
    fc.property(fc.bigInt({ min: 2n, max: N - 2n }), exponent, exponent, (base, x, y) => {
      expect(modPow(modPow(base, x), y)).toBe(modPow(base, x * y));
    }),
    { numRuns: 20 },
  );
});
