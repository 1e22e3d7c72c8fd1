import { testClock } from '@frontdesk/testkit/test-tables';
import { createVisitorKeys, firstKeyRing, formatKeyRing, signingKey, withNewKey } from '../src';
import { MINUTE } from './visitors';

const START = Date.UTC(2026, 0, 15, 9);
const SECOND = 1_000;

const setUp = () => {
  const clock = testClock(START);
  const secret = { value: formatKeyRing(firstKeyRing(START)) as string | undefined, broken: false, reads: 0 };
  const read = async (): Promise<string | undefined> => {
    secret.reads += 1;
    if (secret.broken) throw new Error('Secrets Manager does not answer');
    return secret.value;
  };
  return { clock, secret, keys: createVisitorKeys(read, clock) };
};

test('keys are read once, and again after five minutes', async () => {
  const { clock, secret, keys } = setUp();
  const first = await keys.signing();
  const ring = firstKeyRing(START);
  secret.value = formatKeyRing(ring);
  clock.set(START + 5 * MINUTE - 1);
  expect(await keys.signing()).toEqual(first);
  expect(secret.reads).toBe(1);
  clock.set(START + 5 * MINUTE);
  expect((await keys.signing()).kid).toBe(signingKey(ring, START).kid);
  expect(secret.reads).toBe(2);
});

test('an unknown key id is looked up at once, but made-up ones cause a read in ten seconds at most', async () => {
  const { clock, secret, keys } = setUp();
  await keys.signing();
  clock.set(START + 10 * SECOND);
  const ring = firstKeyRing(clock.now());
  secret.value = formatKeyRing(ring);
  const { kid } = signingKey(ring, clock.now());
  expect(await keys.find(kid)).toMatchObject({ kid });
  for (let second = 0; second < 60; second += 1) {
    clock.set(clock.now() + SECOND);
    const found = await Promise.all(Array.from({ length: 20 }, (_, i) => keys.find(`made-up-${second}-${i}`)));
    expect(found).toEqual(Array(20).fill(undefined));
  }
  expect(secret.reads).toBe(2 + 6);
});

test('while the keys cannot be read, the last ones go on for half a day, and an unknown key id is not called a forgery', async () => {
  const { clock, secret, keys } = setUp();
  const { kid } = await keys.signing();
  secret.broken = true;
  clock.set(START + 60 * MINUTE);
  expect(await keys.signing()).toMatchObject({ kid });
  expect(await keys.find(kid)).toMatchObject({ kid });
  await expect(keys.find('perhaps-a-new-one')).rejects.toMatchObject({ code: 'temporarily_unavailable' });
  clock.set(START + 12 * 60 * MINUTE);
  await expect(keys.signing()).rejects.toMatchObject({ code: 'temporarily_unavailable' });
  secret.broken = false;
  clock.set(clock.now() + 10 * SECOND);
  expect(await keys.find('perhaps-a-new-one')).toBeUndefined();
});

test.each([
  ['no value', undefined],
  ['no JSON', 'sk-test'],
  ['no current key', '{"keys":{}}'],
  ['a current key that is not there', '{"current":"a","keys":{}}'],
  ['a current key that is only inherited', '{"current":"constructor","keys":{}}'],
  ['a short key', '{"current":"a","keys":{"a":"c2hvcnQ"}}'],
])('a secret with %s is an outage that says so, and quotes nothing', async (_name, value) => {
  const { clock, secret, keys } = setUp();
  secret.value = value;
  const failure = keys.signing().catch((error: Error) => error);
  expect(await failure).toMatchObject({ code: 'temporarily_unavailable', status: 503 });
  expect(String(((await failure) as Error).cause)).not.toContain('c2hvcnQ');
  secret.value = formatKeyRing(firstKeyRing(START));
  clock.set(START + 10 * SECOND);
  await expect(keys.signing()).resolves.toBeDefined();
});

test('a secret with only the current key and the keys is enough: they sign at once', async () => {
  const { secret, keys } = setUp();
  const [a, b] = ['a', 'b'].map((letter) => Buffer.alloc(32, letter).toString('base64url'));
  secret.value = JSON.stringify({ current: 'a', keys: { a, b } });
  expect(await keys.signing()).toMatchObject({ kid: 'a', secret: Buffer.alloc(32, 'a') });
  expect(await keys.find('b')).toMatchObject({ kid: 'b' });
});

test('a ring that is written is the same when it is read', async () => {
  const { clock, secret, keys } = setUp();
  const ring = withNewKey(withNewKey(firstKeyRing(START), START + 1), START + 2);
  secret.value = formatKeyRing(ring);
  clock.set(START + 60 * MINUTE);
  for (const key of ring.values()) expect(await keys.find(key.kid)).toEqual(key);
  expect(await keys.signing()).toEqual([...ring.values()].at(-1));
});
