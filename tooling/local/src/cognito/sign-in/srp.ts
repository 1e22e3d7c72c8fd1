import { invalidParameter, wrongPassword } from '../errors';
import type { PoolContext } from '../pool-context';
import { type Client, findUser } from '../pool-state';
import { type Proof, proofHolds, readPublicValue, startExchange } from '../srp';
import { afterPassword, type Outcome } from './outcome';

/** USER_SRP_AUTH, first message: the server's B, for a real user or a made-up one. */
export const startSrp = (context: PoolContext, client: Client, username: string, publicValue: string): Outcome => {
  const A = readPublicValue(publicValue);
  if (A === undefined) throw invalidParameter('SRP_A is not a number that SRP allows.');
  const { sub, password } = findUser(context.state.read(), username) ?? context.simulate(username);
  const exchange = startExchange(sub, password, A);
  return {
    ChallengeName: 'PASSWORD_VERIFIER',
    ChallengeParameters: {
      SALT: password.salt,
      SRP_B: exchange.B.toString(16),
      SECRET_BLOCK: context.challenges.open({ kind: 'PASSWORD_VERIFIER', clientId: client.clientId, exchange }),
      USERNAME: sub,
      USER_ID_FOR_SRP: sub,
    },
  };
};

/**
 * USER_SRP_AUTH, second message: the client's proof. Each exchange accepts only one.
 * @throws AwsError `NotAuthorizedException`
 */
export const finishSrp = (
  context: PoolContext,
  client: Client,
  username: string,
  proof: Proof,
): Promise<Outcome> | Outcome => {
  const challenge = context.challenges.find(proof.secretBlock);
  context.challenges.close(proof.secretBlock);
  if (challenge?.kind !== 'PASSWORD_VERIFIER' || challenge.clientId !== client.clientId) throw wrongPassword();
  const state = context.state.read();
  const holds = proofHolds(state.poolId, challenge.exchange, proof);
  const user = findUser(state, username);
  if (!holds || user?.sub !== challenge.exchange.userId) throw wrongPassword();
  return afterPassword(context, client, user);
};
