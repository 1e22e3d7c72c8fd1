import { notAuthorized, userDisabled } from '../errors';
import { checkPassword } from '../password-policy';
import type { PoolContext } from '../pool-context';
import { type Client, requireUser, withUser } from '../pool-state';
import { createVerifier } from '../srp';
import { readOwnAttributes } from '../user-attributes';
import { type Outcome, signedIn } from './outcome';

/** Responses may carry attributes to set, as `userAttributes.name`. */
const ATTRIBUTE_PREFIX = 'userAttributes.';

const attributesIn = (responses: Readonly<Record<string, string>>): Record<string, string> => {
  const given = Object.entries(responses).filter(([name]) => name.startsWith(ATTRIBUTE_PREFIX));
  return readOwnAttributes(given.map(([name, Value]) => ({ Name: name.slice(ATTRIBUTE_PREFIX.length), Value })));
};

/**
 * NEW_PASSWORD_REQUIRED: the user replaces the temporary password with their own. If the new one breaks the policy, the
 * challenge stays open for another try.
 * @throws AwsError `NotAuthorizedException`, `InvalidPasswordException`
 */
export const chooseNewPassword = async (
  context: PoolContext,
  client: Client,
  session: string,
  responses: Readonly<Record<string, string>>,
): Promise<Outcome> => {
  const { challenges, state, clock } = context;
  const challenge = challenges.find(session);
  if (challenge?.kind !== 'NEW_PASSWORD_REQUIRED' || challenge.clientId !== client.clientId) {
    throw notAuthorized('Invalid session for the user.');
  }
  const password = responses.NEW_PASSWORD ?? '';
  checkPassword(password);
  const attributes = attributesIn(responses);
  challenges.close(session);
  const user = await state.update((before) => {
    const held = requireUser(before, challenge.sub);
    if (!held.enabled) throw userDisabled();
    const next = {
      ...held,
      attributes: { ...held.attributes, ...attributes },
      password: createVerifier(before.poolId, held.sub, password),
      temporaryUntil: null,
      modifiedAt: clock.now(),
    };
    return [withUser(before, next), next];
  });
  return signedIn(context, client, user);
};
