import * as z from 'zod/mini';
import { type JsonOperation, operation } from '../../endpoint/protocols/json';
import { requireClient } from '../clients';
import { notAuthorized } from '../errors';
import type { PoolContext } from '../pool-context';
import { findUser } from '../pool-state';
import { USER_READABLE, writeAttributes } from '../user-attributes';

/** What users do with tokens of their own: GetUser, RevokeToken. */
export const ownOperations = (context: PoolContext): Readonly<Record<string, JsonOperation>> => {
  const { state, tokens, refreshTokens, clock } = context;
  return {
    GetUser: operation(z.object({ AccessToken: z.string() }), async ({ AccessToken }) => {
      const user = findUser(state.read(), await tokens.verifyAccessToken(AccessToken));
      if (!user?.enabled) throw notAuthorized('Invalid Access Token');
      const shown = writeAttributes(user).filter(({ Name }) => Name === 'sub' || USER_READABLE.has(Name));
      return { Username: user.sub, UserAttributes: shown };
    }),
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
