import { wrongPassword } from '../errors';
import type { PoolContext } from '../pool-context';
import { type Client, findUser } from '../pool-state';
import { passwordMatches } from '../srp';
import { afterPassword, type Outcome } from './outcome';

/**
 * USER_PASSWORD_AUTH: the password itself is sent. Refusing an unknown user takes as long as refusing a wrong password.
 * @throws AwsError `NotAuthorizedException`
 */
export const signInWithPassword = (
  context: PoolContext,
  client: Client,
  username: string,
  password: string,
): Promise<Outcome> | Outcome => {
  const state = context.state.read();
  const user = findUser(state, username);
  const subject = user ?? context.simulate(username);
  const matches = passwordMatches(state.poolId, subject.sub, password, subject.password);
  if (!user || !matches) throw wrongPassword();
  return afterPassword(context, client, user);
};
