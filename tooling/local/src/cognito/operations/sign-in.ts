import * as z from 'zod/mini';
import { type JsonOperation, operation } from '../../endpoint/protocols/json';
import { requireFlow } from '../clients';
import { invalidParameter } from '../errors';
import type { PoolContext } from '../pool-context';
import { chooseNewPassword } from '../sign-in/new-password';
import { complete, type Outcome } from '../sign-in/outcome';
import { signInWithPassword } from '../sign-in/password';
import { refresh } from '../sign-in/refresh';
import { finishSrp, startSrp } from '../sign-in/srp';
import { onPool, poolInput } from './on-pool';

type Parameters = Readonly<Record<string, string>>;

const parameters = z.record(z.string(), z.string());
const startInput = z.object({ ClientId: z.string(), AuthFlow: z.string(), AuthParameters: z._default(parameters, {}) });
const answerInput = z.object({
  ClientId: z.string(),
  ChallengeName: z.string(),
  Session: z.optional(z.string()),
  ChallengeResponses: z._default(parameters, {}),
});

const refreshInput = z.object({ ClientId: z.string(), RefreshToken: z.string() });

const required = (given: Parameters, name: string): string => {
  const value = Object.hasOwn(given, name) ? given[name] : undefined;
  if (value === undefined || value === '') throw invalidParameter(`Missing required parameter ${name}`);
  return value;
};

/** The flows, and the client setting that each needs. A flow that AWS CLI users know by an older name is here twice. */
const PUBLIC_FLOWS: Readonly<Record<string, string>> = {
  USER_PASSWORD_AUTH: 'ALLOW_USER_PASSWORD_AUTH',
  USER_SRP_AUTH: 'ALLOW_USER_SRP_AUTH',
  REFRESH_TOKEN_AUTH: 'ALLOW_REFRESH_TOKEN_AUTH',
  REFRESH_TOKEN: 'ALLOW_REFRESH_TOKEN_AUTH',
};
const ADMIN_FLOWS: Readonly<Record<string, string>> = {
  ADMIN_USER_PASSWORD_AUTH: 'ALLOW_ADMIN_USER_PASSWORD_AUTH',
  ADMIN_NO_SRP_AUTH: 'ALLOW_ADMIN_USER_PASSWORD_AUTH',
  USER_SRP_AUTH: 'ALLOW_USER_SRP_AUTH',
  REFRESH_TOKEN_AUTH: 'ALLOW_REFRESH_TOKEN_AUTH',
  REFRESH_TOKEN: 'ALLOW_REFRESH_TOKEN_AUTH',
};

/**
 * Signing in: InitiateAuth, RespondToAuthChallenge, and the same two for an administrator's server;
 * GetTokensFromRefreshToken.
 */
export const signInOperations = (context: PoolContext): Readonly<Record<string, JsonOperation>> => {
  const pool = onPool(context);

  const start = async (
    flows: Readonly<Record<string, string>>,
    { ClientId, AuthFlow, AuthParameters }: z.output<typeof startInput>,
  ): Promise<Outcome> => {
    const setting = Object.hasOwn(flows, AuthFlow) ? flows[AuthFlow] : undefined;
    if (setting === undefined) throw invalidParameter('Initiate Auth method not supported.');
    const client = requireFlow(context.state.read(), ClientId, AuthFlow, setting);
    if (AuthFlow === 'USER_SRP_AUTH') {
      return startSrp(context, client, required(AuthParameters, 'USERNAME'), required(AuthParameters, 'SRP_A'));
    }
    if (AuthFlow.startsWith('REFRESH_TOKEN')) {
      return complete(await refresh(context, client, required(AuthParameters, 'REFRESH_TOKEN')));
    }
    return signInWithPassword(
      context,
      client,
      required(AuthParameters, 'USERNAME'),
      required(AuthParameters, 'PASSWORD'),
    );
  };

  const answer = async (input: z.output<typeof answerInput>): Promise<Outcome> => {
    const { ClientId, ChallengeName, ChallengeResponses: given, Session } = input;
    const client = requireFlow(context.state.read(), ClientId);
    switch (ChallengeName) {
      case 'PASSWORD_VERIFIER':
        return finishSrp(context, client, required(given, 'USERNAME'), {
          secretBlock: required(given, 'PASSWORD_CLAIM_SECRET_BLOCK'),
          signature: required(given, 'PASSWORD_CLAIM_SIGNATURE'),
          timestamp: required(given, 'TIMESTAMP'),
        });
      case 'NEW_PASSWORD_REQUIRED':
        required(given, 'NEW_PASSWORD');
        return chooseNewPassword(context, client, Session ?? '', given);
      default:
        throw invalidParameter(`The local user pool has no challenge ${ChallengeName}.`);
    }
  };

  return {
    InitiateAuth: operation(startInput, (input) => start(PUBLIC_FLOWS, input)),
    RespondToAuthChallenge: operation(answerInput, answer),
    // Any client that signs users in may do this: ALLOW_REFRESH_TOKEN_AUTH is about the older way, by InitiateAuth.
    GetTokensFromRefreshToken: operation(refreshInput, async ({ ClientId, RefreshToken }) => {
      const client = requireFlow(context.state.read(), ClientId);
      return { AuthenticationResult: await refresh(context, client, RefreshToken) };
    }),
    AdminInitiateAuth: pool(z.extend(startInput, poolInput.shape), (input) => start(ADMIN_FLOWS, input)),
    AdminRespondToAuthChallenge: pool(z.extend(answerInput, poolInput.shape), answer),
  };
};
