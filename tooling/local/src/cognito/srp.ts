import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { g, hashToNumber, k, modPow, N, toBytes } from './srp-group';

/** What is stored for a password: enough to check it, not enough to sign in with. Both are numbers in hexadecimal. */
export interface Verifier {
  readonly salt: string;
  readonly verifier: string;
}

const SALT_BYTES = 16;
/** RFC 5054, 2.5.3 and 2.5.4 ask for at least 256 bits. */
const SECRET_BYTES = 32;
const KEY_INFO = 'Caldera Derived Key';
const KEY_BYTES = 16;

const hexNumber = (hex: string): bigint => BigInt(`0x${hex}`);
const randomNumber = (bytes: number): bigint => hexNumber(randomBytes(bytes).toString('hex'));

/** The part of the pool's id after its region: SRP uses only this part. */
export const srpPoolName = (poolId: string): string => poolId.slice(poolId.indexOf('_') + 1);

/** v = g^x, x = H(salt | H(pool name, user id, ":", password)). */
const verifierOf = (poolId: string, userId: string, password: string, salt: bigint): bigint => {
  const identity = createHash('sha256')
    .update(`${srpPoolName(poolId)}${userId}:${password}`)
    .digest();
  return modPow(g, hashToNumber(toBytes(salt), identity));
};

/** Creates what is stored for a new password. */
export const createVerifier = (
  poolId: string,
  userId: string,
  password: string,
  salt = randomNumber(SALT_BYTES),
): Verifier => ({ salt: salt.toString(16), verifier: verifierOf(poolId, userId, password, salt).toString(16) });

const GROUP_HEX_DIGITS = N.toString(16).length;
const fixedLength = (value: bigint): Buffer => Buffer.from(value.toString(16).padStart(GROUP_HEX_DIGITS, '0'), 'hex');

/** Whether this is the password that the verifier was made from. */
export const passwordMatches = (poolId: string, userId: string, password: string, kept: Verifier): boolean =>
  timingSafeEqual(
    fixedLength(verifierOf(poolId, userId, password, hexNumber(kept.salt))),
    fixedLength(hexNumber(kept.verifier)),
  );

/** The server's side of one SRP sign-in, between its two messages. */
export interface Exchange {
  readonly userId: string;
  readonly A: bigint;
  readonly B: bigint;
  readonly b: bigint;
  readonly verifier: bigint;
}

/** Reads the client's A. `undefined` if it is not a number, or is one that RFC 5054, 2.5.4 forbids: A mod N = 0. */
export const readPublicValue = (hex: string): bigint | undefined => {
  if (!/^[0-9a-fA-F]{1,770}$/.test(hex)) return undefined;
  const value = hexNumber(hex);
  return value % N === 0n ? undefined : value;
};

/** Answers the client's A with B = k·v + g^b. */
export const startExchange = (userId: string, kept: Verifier, A: bigint): Exchange => {
  const b = randomNumber(SECRET_BYTES);
  const verifier = hexNumber(kept.verifier);
  return { userId, A, b, B: (k * verifier + modPow(g, b)) % N, verifier };
};

/** HKDF over S = (A · v^u)^b. `undefined` for an S that only a forged A can produce. */
const sessionKey = ({ A, B, b, verifier }: Exchange): Buffer | undefined => {
  const u = hashToNumber(toBytes(A), toBytes(B));
  const base = (A * modPow(verifier, u)) % N;
  if (u === 0n || base < 2n || base > N - 2n) return undefined;
  return Buffer.from(hkdfSync('sha256', toBytes(modPow(base, b)), toBytes(u), KEY_INFO, KEY_BYTES));
};

/** What a client signs to prove that it knows the password. */
export interface Proof {
  /** Base64, as the server made it up. */
  readonly secretBlock: string;
  /** The client's time, as it wrote it. */
  readonly timestamp: string;
  /** Base64. */
  readonly signature: string;
}

/** Whether the proof is that of the exchange's user, i.e. whether the client knew the password. */
export const proofHolds = (poolId: string, exchange: Exchange, proof: Proof): boolean => {
  const key = sessionKey(exchange);
  if (!key) return false;
  const expected = createHmac('sha256', key)
    .update(srpPoolName(poolId))
    .update(exchange.userId)
    .update(Buffer.from(proof.secretBlock, 'base64'))
    .update(proof.timestamp)
    .digest();
  const given = Buffer.from(proof.signature, 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
};
