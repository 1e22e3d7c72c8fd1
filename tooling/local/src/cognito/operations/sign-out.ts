import * as z from 'zod/mini';
import { type JsonOperation, operation } from '../../endpoint/protocols/json';
import { requireClient } from '../clients';
import { notAuthorized } from '../errors';
import type { PoolContext } from '../pool-context';
import { requireUser, withUser } from '../pool-state';
import { signedInUser } from '../signed-in-user';
import { onPool, userInput } from './on-pool';

/**
 * Signing out: of one sign-in with its refresh token, or of all of a user's sign-ins with an access token or by an
 * administrator. ID tokens stay valid until they expire, as on AWS: whoever checks them does not ask Cognito.
 */
export const signOutOperations = (context: PoolContext): Readonly<Record<string, JsonOperation>> => {
  const { state, refreshTokens, clock } = context;

  const signOutEverywhere = (username: string): Promise<object> =>
    state.update((before) => [withUser(before, { ...requireUser(before, username), signedOutAt: clock.now() }), {}]);

  return {
    GlobalSignOut: operation(z.object({ AccessToken: z.string() }), async ({ AccessToken }) =>
      signOutEverywhere((await signedInUser(context, AccessToken)).sub),
    ),
    AdminUserGlobalSignOut: onPool(context)(userInput, ({ Username }) => signOutEverywhere(Username)),
    RevokeToken: operation(z.object({ Token: z.string(), ClientId: z.string() }), async ({ Token, ClientId }) => {
      const client = requireClient(state.read(), ClientId);
      const token = await refreshTokens.read(Token);
      if (token.clientId !== client.clientId) throw notAuthorized('Invalid Refresh Token');
      await state.update((before) => {
        const live = Object.entries(before.revoked).filter(([, expiresAt]) => expiresAt > clock.now());
        const revoked = { ...Object.fromEntries(live), [token.signIn.originJti]: token.expiresAt };
        return [{ ...before, revoked }, undefined];
      });
      return {};
    }),
  };
};
