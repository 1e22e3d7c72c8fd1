import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock } from '@frontdesk/core/time';
import { AwsError } from '../endpoint/aws-error';
import { invalidParameter, resourceNotFound } from './errors';
import { checkPassword, PASSWORD_POLICY } from './password-policy';
import { findUser, GROUPS, type Group, type PoolState, type User } from './pool-state';
import { createVerifier } from './srp';
import { isEmail } from './user-attributes';

const DAY_MS = 24 * 3_600_000;

/** When a temporary password that is set now stops working. Epoch milliseconds. */
export const temporaryPasswordEnd = (clock: Clock): number =>
  clock.now() + PASSWORD_POLICY.TemporaryPasswordValidityDays * DAY_MS;

/** A temporary password for when none is given. Nobody is told what it is: an administrator sets another. */
const inventedPassword = (): string => `${randomBytes(18).toString('base64url')}aA1!`;

export interface NewUser {
  readonly email: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly temporaryPassword: string | undefined;
}

/**
 * Makes a user of the pool, who signs in by email and has a temporary password.
 * @throws AwsError `InvalidParameterException`, `InvalidPasswordException`, `UsernameExistsException`
 */
export const newUser = (state: PoolState, { email, attributes, temporaryPassword }: NewUser, clock: Clock): User => {
  if (!isEmail(email)) throw invalidParameter('Username should be an email.');
  if (findUser(state, email)) throw new AwsError('UsernameExistsException', 'User account already exists');
  const password = temporaryPassword ?? inventedPassword();
  checkPassword(password);
  const sub = randomUUID();
  const now = clock.now();
  return {
    sub,
    attributes: { ...attributes, email },
    groups: [],
    enabled: true,
    password: createVerifier(state.poolId, sub, password),
    temporaryUntil: temporaryPasswordEnd(clock),
    createdAt: now,
    modifiedAt: now,
    signedOutAt: 0,
  };
};

/** @throws AwsError `ResourceNotFoundException` for a group that the pool does not have. */
export const readGroup = (name: string): Group => {
  const group = GROUPS.find((known) => known === name);
  if (!group) throw resourceNotFound('Group not found.');
  return group;
};
