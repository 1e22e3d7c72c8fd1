import * as z from 'zod/mini';
import { type JsonOperation, operation } from '../../endpoint/protocols/json';
import { requireFlow } from '../clients';
import { redeemCode, sendCode } from '../codes';
import { codeMismatch, notAuthorized, wrongPassword } from '../errors';
import { deliveryDetails } from '../messages';
import { checkPassword } from '../password-policy';
import type { PoolContext } from '../pool-context';
import { findUser, requireUser, type User, userStatus, withUser } from '../pool-state';
import { signedInUser } from '../signed-in-user';
import { createVerifier, passwordMatches } from '../srp';

const forgottenInput = z.object({ ClientId: z.string(), Username: z.string() });

const hasVerifiedEmail = ({ attributes }: User): boolean => attributes.email_verified === 'true';

/** Choosing another password: with an access token if the old one is known, with a code if it is forgotten. */
export const passwordOperations = (context: PoolContext): Readonly<Record<string, JsonOperation>> => {
  const { state, clock } = context;

  const withPassword = (user: User, password: string): User => ({
    ...user,
    password: createVerifier(state.read().poolId, user.sub, password),
    temporaryUntil: null,
    modifiedAt: clock.now(),
  });

  return {
    ChangePassword: operation(
      z.object({ AccessToken: z.string(), PreviousPassword: z.string(), ProposedPassword: z.string() }),
      async ({ AccessToken, PreviousPassword, ProposedPassword }) => {
        const { sub } = await signedInUser(context, AccessToken);
        return state.update((before) => {
          const user = requireUser(before, sub);
          if (!passwordMatches(before.poolId, sub, PreviousPassword, user.password)) throw wrongPassword();
          checkPassword(ProposedPassword);
          return [withUser(before, withPassword(user, ProposedPassword)), {}];
        });
      },
    ),
    /**
     * With PreventUserExistenceErrors, the answer for a user who does not exist, is disabled or has no verified e-mail
     * is the same as if a code had been sent
     * (https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html).
     */
    ForgotPassword: operation(forgottenInput, async ({ ClientId, Username }) => {
      requireFlow(state.read(), ClientId, 'Forgot password');
      const user = findUser(state.read(), Username);
      if (!user?.enabled || !hasVerifiedEmail(user)) {
        return deliveryDetails(
          user?.attributes.email ?? (Username.includes('@') ? Username : `${Username}@${Username}`),
        );
      }
      if (userStatus(user) !== 'CONFIRMED') throw notAuthorized('User password cannot be reset in the current state.');
      await sendCode(context, user.sub, 'password');
      return deliveryDetails(user.attributes.email ?? '');
    }),
    ConfirmForgotPassword: operation(
      z.extend(forgottenInput, { ConfirmationCode: z.string(), Password: z.string() }),
      async ({ ClientId, Username, ConfirmationCode, Password }) => {
        requireFlow(state.read(), ClientId, 'Forgot password');
        const user = findUser(state.read(), Username);
        if (!user?.enabled) throw codeMismatch();
        await redeemCode(context, user.sub, 'password', ConfirmationCode, (held) => {
          checkPassword(Password);
          return withPassword(held, Password);
        });
        return {};
      },
    ),
  };
};
