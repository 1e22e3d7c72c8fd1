import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod/mini';

/** A token's parts, whoever made it: nothing in it is proved. */
export interface UnverifiedJwt {
  readonly kid: string;
  /** What the signature is of (RFC 7515, section 5.1). */
  readonly signingInput: string;
  readonly payload: string;
  readonly signature: string;
}

/** Characters. Ours take a few hundred. */
const LONGEST = 2_048;

/** Exactly the header that we write: no other algorithm, no `crit`, no key of the sender's own. */
const header = z.strictObject({
  alg: z.literal('HS256'),
  typ: z.literal('JWT'),
  kid: z.string().check(z.minLength(1), z.maxLength(64)),
});

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const decode = (part: string): unknown => {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString());
  } catch {
    return undefined;
  }
};

const macOf = (signingInput: string, secret: Buffer): string =>
  createHmac('sha256', secret).update(signingInput).digest('base64url');

/** Signs claims as a JWT with HS256 in the compact form (RFC 7519; RFC 7515, section 3.1). */
export const signJwt = (claims: object, key: { readonly kid: string; readonly secret: Buffer }): string => {
  const signingInput = `${encode({ alg: 'HS256', typ: 'JWT', kid: key.kid })}.${encode(claims)}`;
  return `${signingInput}.${macOf(signingInput, key.secret)}`;
};

/** Takes a token apart; `undefined` if it is not of our form. */
export const parseJwt = (token: string): UnverifiedJwt | undefined => {
  if (token.length > LONGEST) return undefined;
  const [head, payload, signature, more] = token.split('.');
  if (!head || !payload || !signature || more !== undefined) return undefined;
  const parsed = header.safeParse(decode(head));
  return parsed.success ? { kid: parsed.data.kid, signingInput: `${head}.${payload}`, payload, signature } : undefined;
};

/**
 * The claims of a token that a key has signed; `undefined` if it has not. Signatures are compared as text, so that no second
 * spelling of the same bytes passes, and in a time that does not depend on where they differ.
 */
export const verifiedClaims = ({ signingInput, payload, signature }: UnverifiedJwt, secret: Buffer): unknown => {
  const expected = Buffer.from(macOf(signingInput, secret));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected) ? decode(payload) : undefined;
};
