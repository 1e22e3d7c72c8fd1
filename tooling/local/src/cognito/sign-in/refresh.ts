import type { PoolContext } from '../pool-context';
import type { Client } from '../pool-state';
import { refreshingUser } from '../refresh-tokens';
import { type AuthenticationResult, issueTokens } from './outcome';

/** New tokens for the same sign-in. @throws AwsError `NotAuthorizedException` */
export const refresh = async (
  context: PoolContext,
  client: Client,
  refreshToken: string,
): Promise<AuthenticationResult> => {
  const token = await context.refreshTokens.read(refreshToken);
  const user = refreshingUser(context.state.read(), client, token);
  return issueTokens(context, client, user, token.signIn);
};
