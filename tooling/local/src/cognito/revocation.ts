import type { PoolState, User } from './pool-state';

/** What a token says about the sign-in it comes from. */
export interface SignInTrace {
  readonly originJti: string;
  /** Epoch milliseconds. */
  readonly begunAt: number;
}

/**
 * Whether a sign-in's tokens were revoked: by RevokeToken, which names the sign-in, or by signing the user out
 * everywhere, which ends every sign-in that began up to then.
 */
export const signInRevoked = ({ revoked }: PoolState, user: User, { originJti, begunAt }: SignInTrace): boolean =>
  Object.hasOwn(revoked, originJti) || begunAt <= user.signedOutAt;
