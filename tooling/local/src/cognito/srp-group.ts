import { createHash, getDiffieHellman } from 'node:crypto';

const PRIME = getDiffieHellman('modp15').getPrime();

const fromBytes = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);

const evenHex = (value: bigint): string => {
  const hex = value.toString(16);
  return hex.length % 2 === 0 ? hex : `0${hex}`;
};

/**
 * The group of Cognito's SRP: the 3072-bit prime of RFC 5054, appendix A (the same as RFC 3526's group 15), with
 * generator 2 as in RFC 3526, not 5.
 */
export const N = fromBytes(PRIME);
export const g = 2n;

/** A number as bytes in the two's complement of Java's BigInteger, which Cognito hashes numbers in. */
export const toBytes = (value: bigint): Buffer => {
  const hex = evenHex(value);
  return Buffer.from(/^[89a-f]/.test(hex) ? `00${hex}` : hex, 'hex');
};

/** SHA-256 over the parts, one after another, as a number. */
export const hashToNumber = (...parts: readonly Uint8Array[]): bigint => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return fromBytes(hash.digest());
};

/** The multiplier k = H(N | g) of RFC 5054. */
export const k = hashToNumber(toBytes(N), toBytes(g));

/**
 * base^exponent mod N, by squaring: 4 ms for an exponent of 256 bits. OpenSSL's Diffie-Hellman would take 0.6 ms, but
 * from version 3.1 on, for a group that it knows, it refuses every base outside the subgroup of order (N − 1) / 2, and
 * half of SRP's bases are outside it.
 */
export const modPow = (base: bigint, exponent: bigint): bigint => {
  let result = 1n;
  for (const bit of exponent.toString(2)) {
    result = (result * result) % N;
    if (bit === '1') result = (result * base) % N;
  }
  return result;
};
