import * as z from 'zod/mini';
import { type JsonOperation, operation } from '../../endpoint/protocols/json';
import { requireFlow } from '../clients';
import { notAuthorized } from '../errors';
import type { PoolContext } from '../pool-context';

/** SignUp, which a pool refuses if only administrators may create its users (AllowAdminCreateUserOnly). */
export const signUp = ({ state }: PoolContext): JsonOperation =>
  operation(z.object({ ClientId: z.string() }), ({ ClientId }) => {
    requireFlow(state.read(), ClientId, 'Sign-up');
    throw notAuthorized('SignUp is not permitted for this user pool');
  });
