import * as z from 'zod/mini';
import { type JsonOperation, operation } from '../../endpoint/protocols/json';
import { redeemCode, sendCode } from '../codes';
import { invalidParameter, unwritableAttribute } from '../errors';
import { deliveryDetails } from '../messages';
import type { PoolContext } from '../pool-context';
import { requireUser, type User, withUser } from '../pool-state';
import { signedInUser } from '../signed-in-user';
import { attributeList, readOwnAttributes, USER_READABLE, USER_WRITABLE, writeAttributes } from '../user-attributes';

const ownInput = z.object({ AccessToken: z.string() });
const namedInput = z.extend(ownInput, { AttributeName: z.string() });

/** The one attribute that a code can verify: the pool has no telephone. @throws AwsError `InvalidParameterException` */
const requireEmail = ({ attributes: { email } }: User, name: string): string => {
  if (name !== 'email' || email === undefined) throw invalidParameter(`The user has no ${name} to verify.`);
  return email;
};

/** What users can do with their own attributes, using an access token. */
export const ownOperations = (context: PoolContext): Readonly<Record<string, JsonOperation>> => {
  const { state, clock } = context;

  const change = (sub: string, next: (user: User) => Partial<User>): Promise<object> =>
    state.update((before) => {
      const user = requireUser(before, sub);
      return [withUser(before, { ...user, ...next(user), modifiedAt: clock.now() }), {}];
    });

  return {
    GetUser: operation(ownInput, async ({ AccessToken }) => {
      const user = await signedInUser(context, AccessToken);
      const shown = writeAttributes(user).filter(({ Name }) => Name === 'sub' || USER_READABLE.has(Name));
      return { Username: user.sub, UserAttributes: shown };
    }),
    UpdateUserAttributes: operation(
      z.extend(ownInput, { UserAttributes: attributeList }),
      async ({ AccessToken, UserAttributes }) => {
        const { sub } = await signedInUser(context, AccessToken);
        const given = readOwnAttributes(UserAttributes);
        await change(sub, ({ attributes }) => ({ attributes: { ...attributes, ...given } }));
        return { CodeDeliveryDetailsList: [] };
      },
    ),
    DeleteUserAttributes: operation(
      z.extend(ownInput, { UserAttributeNames: z.array(z.string()) }),
      async ({ AccessToken, UserAttributeNames }) => {
        const { sub } = await signedInUser(context, AccessToken);
        if (UserAttributeNames.some((name) => !USER_WRITABLE.has(name))) throw unwritableAttribute();
        return change(sub, ({ attributes }) => ({
          attributes: Object.fromEntries(
            Object.entries(attributes).filter(([name]) => !UserAttributeNames.includes(name)),
          ),
        }));
      },
    ),
    GetUserAttributeVerificationCode: operation(namedInput, async ({ AccessToken, AttributeName }) => {
      const user = await signedInUser(context, AccessToken);
      const email = requireEmail(user, AttributeName);
      await sendCode(context, user.sub, 'email');
      return deliveryDetails(email);
    }),
    VerifyUserAttribute: operation(
      z.extend(namedInput, { Code: z.string() }),
      async ({ AccessToken, AttributeName, Code }) => {
        const user = await signedInUser(context, AccessToken);
        requireEmail(user, AttributeName);
        await redeemCode(context, user.sub, 'email', Code, (held) => ({
          ...held,
          attributes: { ...held.attributes, email_verified: 'true' },
        }));
        return {};
      },
    ),
    DeleteUser: operation(ownInput, async ({ AccessToken }) => {
      const { sub } = await signedInUser(context, AccessToken);
      return state.update((before) => {
        const { [sub]: _, ...users } = before.users;
        return [{ ...before, users }, {}];
      });
    }),
  };
};
