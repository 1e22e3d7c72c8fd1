import { notAuthorized, userDisabled } from '../errors';
import type { PoolContext } from '../pool-context';
import type { Client, User } from '../pool-state';
import { newSignIn, type SignIn, TOKEN_SECONDS } from '../tokens';

/** What InitiateAuth and RespondToAuthChallenge answer: tokens, or the next challenge. */
export type Outcome =
  | {
      readonly ChallengeParameters: Readonly<Record<string, never>>;
      readonly AuthenticationResult: AuthenticationResult;
    }
  | {
      readonly ChallengeName: 'PASSWORD_VERIFIER' | 'NEW_PASSWORD_REQUIRED';
      readonly Session?: string;
      readonly ChallengeParameters: Readonly<Record<string, string>>;
    };

export interface AuthenticationResult {
  readonly AccessToken: string;
  readonly IdToken: string;
  readonly RefreshToken?: string;
  readonly ExpiresIn: number;
  readonly TokenType: 'Bearer';
}

/** The tokens of a sign-in; a refreshed one gets no further refresh token. */
export const issueTokens = async (
  { tokens, refreshTokens, clock }: PoolContext,
  client: Client,
  user: User,
  refreshed?: SignIn,
): Promise<AuthenticationResult> => {
  const signIn = refreshed ?? newSignIn(clock);
  const [AccessToken, IdToken, RefreshToken] = await Promise.all([
    tokens.accessToken(user, client, signIn),
    tokens.idToken(user, client, signIn),
    refreshed ? undefined : refreshTokens.issue(user, client, signIn),
  ]);
  return {
    AccessToken,
    IdToken,
    ...(RefreshToken !== undefined && { RefreshToken }),
    ExpiresIn: TOKEN_SECONDS,
    TokenType: 'Bearer',
  };
};

/** A sign-in that is complete. */
export const complete = (AuthenticationResult: AuthenticationResult): Outcome => ({
  ChallengeParameters: {},
  AuthenticationResult,
});

/** Signs a user in. */
export const signedIn = async (context: PoolContext, client: Client, user: User): Promise<Outcome> =>
  complete(await issueTokens(context, client, user));

/**
 * What follows once a user has shown that they know the password: tokens, or first choosing their own password. Nobody
 * else is told that a user is disabled.
 * @throws AwsError `NotAuthorizedException`
 */
export const afterPassword = (context: PoolContext, client: Client, user: User): Promise<Outcome> | Outcome => {
  if (!user.enabled) throw userDisabled();
  if (user.temporaryUntil === null) return signedIn(context, client, user);
  if (user.temporaryUntil <= context.clock.now()) {
    throw notAuthorized('Temporary password has expired and must be reset by an administrator.');
  }
  const { email_verified: _, ...attributes } = user.attributes;
  return {
    ChallengeName: 'NEW_PASSWORD_REQUIRED',
    Session: context.challenges.open({
      kind: 'NEW_PASSWORD_REQUIRED',
      clientId: client.clientId,
      sub: user.sub,
    }),
    ChallengeParameters: {
      USER_ID_FOR_SRP: user.sub,
      requiredAttributes: '[]',
      userAttributes: JSON.stringify(attributes),
    },
  };
};
