import { parseKeyRing } from '@frontdesk/tokens';
import { type Change, init, replace, rotate, show } from '../src/commands';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const START = Date.UTC(2026, 0, 15, 9);

const stored = ({ SecretString, ClientRequestToken }: Change) => ({ SecretString, VersionId: ClientRequestToken });

test('two operators who begin with the same version write the same version, so that only one of them succeeds', () => {
  expect(init(START).ClientRequestToken).toBe(init(START + 1).ClientRequestToken);
  const first = stored(init(START));
  const [one, other] = [rotate(first, START), rotate(first, START + MINUTE)];
  expect(one.ClientRequestToken).toBe(other.ClientRequestToken);
  expect(one.SecretString).not.toBe(other.SecretString);
  expect(rotate(stored(one), START).ClientRequestToken).not.toBe(one.ClientRequestToken);
  // Secrets Manager takes 32 to 64 characters.
  expect(one.ClientRequestToken).toHaveLength(64);
});

test('a rotation keeps the old key, says when the new one signs, and drops a key whose time is over', () => {
  const first = init(START);
  const second = rotate(stored(first), START);
  const [old] = parseKeyRing(first.SecretString).keys();
  expect([...parseKeyRing(second.SecretString).keys()]).toEqual([old, expect.any(String)]);
  expect(second.done).toContain('signs from 2026-01-15T09:15:00.000Z on');
  const third = rotate(stored(second), START + 40 * DAY);
  expect([...parseKeyRing(third.SecretString).keys()]).not.toContain(old);
  expect(third.done).toContain('Dropped 1');
});

test('a replacement leaves nothing of the keys before', () => {
  const first = init(START);
  const after = parseKeyRing(replace(START).SecretString);
  const [old] = parseKeyRing(first.SecretString).keys();
  expect(after.size).toBe(1);
  expect(after.has(old ?? '')).toBe(false);
});

test('what is shown says what each key is for, and nothing that could sign', () => {
  const ring = rotate(stored(rotate(stored(init(START)), START)), START + 20 * MINUTE);
  const shown = show(stored(ring), START + 21 * MINUTE);
  expect(shown.split('\n').map((line) => line.split(/ {2,}/)[1])).toEqual([
    'role',
    'signs later',
    'signs',
    'only verifies',
  ]);
  for (const { secret } of parseKeyRing(ring.SecretString).values()) {
    expect(shown).not.toContain(secret.toString('base64url'));
  }
});
