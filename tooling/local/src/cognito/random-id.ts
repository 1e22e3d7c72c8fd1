import { randomInt } from 'node:crypto';

const LOWER = 'abcdefghijklmnopqrstuvwxyz0123456789';
const MIXED = `${LOWER}ABCDEFGHIJKLMNOPQRSTUVWXYZ`;

const pick = (alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');

/** The forms in which Cognito makes its ids. */
export const newPoolId = (region: string): string => `${region}_${pick(MIXED, 9)}`;
export const newClientId = (): string => pick(LOWER, 26);
export const newClientSecret = (): string => pick(LOWER, 51);
