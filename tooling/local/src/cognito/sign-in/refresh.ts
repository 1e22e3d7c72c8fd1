import type { PoolContext } from '../pool-context';
import type { Client } from '../pool-state';
import { refreshingUser } from '../refresh-tokens';
import { type Outcome, signedIn } from './outcome';

/** REFRESH_TOKEN_AUTH: new tokens of the same sign-in. @throws AwsError `NotAuthorizedException` */
export const refresh = async (context: PoolContext, client: Client, refreshToken: string): Promise<Outcome> => {
  const token = await context.refreshTokens.read(refreshToken);
  const user = refreshingUser(context.state.read(), client, token);
  return signedIn(context, client, user, token.signIn);
};
