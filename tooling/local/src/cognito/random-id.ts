import { randomInt, randomUUID } from 'node:crypto';

const LOWER = 'abcdefghijklmnopqrstuvwxyz0123456789';
const MIXED = `${LOWER}ABCDEFGHIJKLMNOPQRSTUVWXYZ`;

const pick = (alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');

/** The forms in which Cognito makes its ids. */
export const newPoolId = (region: string): string => `${region}_${pick(MIXED, 9)}`;
export const newClientId = (): string => pick(LOWER, 26);
export const newClientSecret = (): string => pick(LOWER, 51);

/** A UUID of version 7, which begins with the time (RFC 9562, 5.7). @param now epoch milliseconds. */
export const newTimedId = (now: number): string => {
  const time = now.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
};

/** The epoch milliseconds that such an id begins with. */
export const timeOfId = (id: string): number => Number.parseInt(id.slice(0, 13).replace('-', ''), 16);
