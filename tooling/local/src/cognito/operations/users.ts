import * as z from 'zod/mini';
import { AwsError } from '../../endpoint/aws-error';
import type { JsonOperation } from '../../endpoint/protocols/json';
import { invalidParameter } from '../errors';
import { checkPassword } from '../password-policy';
import type { PoolContext } from '../pool-context';
import { findUser, requireUser, type User, withUser } from '../pool-state';
import { createVerifier } from '../srp';
import { attributeList, readAttributes, readChangedAttributes } from '../user-attributes';
import { newUser, temporaryPasswordEnd } from '../users';
import { onPool, userInput } from './on-pool';
import { describeUser, summarizeUser } from './user-answer';

/** The administrator's operations on users: AdminCreateUser and its family. */
export const userOperations = (context: PoolContext): Readonly<Record<string, JsonOperation>> => {
  const { state, clock } = context;
  const pool = onPool(context);

  const change = (username: string, next: (user: User) => Partial<User>): Promise<User> =>
    state.update((before) => {
      const user = requireUser(before, username);
      const changed = { ...user, ...next(user), modifiedAt: clock.now() };
      return [withUser(before, changed), changed];
    });

  return {
    AdminCreateUser: pool(
      z.extend(userInput, {
        UserAttributes: z.optional(attributeList),
        TemporaryPassword: z.optional(z.string()),
        MessageAction: z.optional(z.string()),
      }),
      async ({ Username, UserAttributes = [], TemporaryPassword, MessageAction }) => {
        if (MessageAction === 'RESEND') throw invalidParameter('The local stack sends no messages, and none again.');
        const attributes = readAttributes(UserAttributes);
        const user = await state.update((before) => {
          const made = newUser(before, { email: Username, attributes, temporaryPassword: TemporaryPassword }, clock);
          return [withUser(before, made), made];
        });
        return { User: summarizeUser(user) };
      },
    ),
    AdminGetUser: pool(userInput, ({ Username }) => describeUser(requireUser(state.read(), Username))),
    AdminDeleteUser: pool(userInput, ({ Username }) =>
      state.update((before) => {
        const { [requireUser(before, Username).sub]: _, ...users } = before.users;
        return [{ ...before, users }, {}];
      }),
    ),
    AdminSetUserPassword: pool(
      z.extend(userInput, { Password: z.string(), Permanent: z.optional(z.boolean()) }),
      async ({ Username, Password, Permanent = false }) => {
        requireUser(state.read(), Username);
        checkPassword(Password);
        const { poolId } = state.read();
        await change(Username, ({ sub }) => ({
          password: createVerifier(poolId, sub, Password),
          temporaryUntil: Permanent ? null : temporaryPasswordEnd(clock),
        }));
        return {};
      },
    ),
    AdminUpdateUserAttributes: pool(
      z.extend(userInput, { UserAttributes: attributeList }),
      async ({ Username, UserAttributes }) => {
        const attributes = readChangedAttributes(UserAttributes);
        await state.update((before) => {
          const user = requireUser(before, Username);
          const namesake = attributes.email === undefined ? undefined : findUser(before, attributes.email);
          if (namesake && namesake.sub !== user.sub) {
            throw new AwsError('AliasExistsException', 'An account with the given email already exists.');
          }
          // A new address counts as unverified, unless the administrator says otherwise.
          const moved = attributes.email !== undefined && attributes.email !== user.attributes.email;
          const unverified: Record<string, string> = moved ? { email_verified: 'false' } : {};
          const next = {
            ...user,
            attributes: { ...user.attributes, ...unverified, ...attributes },
            modifiedAt: clock.now(),
          };
          return [withUser(before, next), undefined];
        });
        return {};
      },
    ),
    AdminDisableUser: pool(userInput, async ({ Username }) => {
      await change(Username, () => ({ enabled: false, signedOutAt: clock.now() }));
      return {};
    }),
    AdminEnableUser: pool(userInput, async ({ Username }) => {
      await change(Username, () => ({ enabled: true }));
      return {};
    }),
  };
};
