import { notAuthorized, userDisabled, userNotFound } from './errors';
import type { PoolContext } from './pool-context';
import type { User } from './pool-state';
import { signInRevoked } from './revocation';

/**
 * The user to whom this access token belongs, for what users do for themselves.
 * @throws AwsError `NotAuthorizedException` for a token that is not the pool's, is too old or has been revoked, or
 * whose user is disabled; `UserNotFoundException` for one whose user is gone.
 */
export const signedInUser = async (context: PoolContext, accessToken: string): Promise<User> => {
  const token = await context.tokens.verifyAccessToken(accessToken);
  const state = context.state.read();
  const user = Object.hasOwn(state.users, token.sub) ? state.users[token.sub] : undefined;
  if (!user) throw userNotFound();
  if (signInRevoked(state, user, token)) throw notAuthorized('Access Token has been revoked');
  if (!user.enabled) throw userDisabled();
  return user;
};
