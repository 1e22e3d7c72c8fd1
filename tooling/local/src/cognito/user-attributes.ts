import { TENANT_CLAIM } from '@frontdesk/core/declare';
import * as z from 'zod/mini';
import { invalidParameter, unwritableAttribute } from './errors';
import type { User } from './pool-state';

/** `[{ Name, Value }]`, the API's form of attributes. */
export const attributeList = z.array(z.object({ Name: z.string(), Value: z.optional(z.string()) }));
export type AttributeList = z.output<typeof attributeList>;

/** What the web client lets users change about themselves, and what it shows of them. They cannot choose a tenant. */
export const USER_WRITABLE: ReadonlySet<string> = new Set(['locale', 'name']);
export const USER_READABLE: ReadonlySet<string> = new Set([...USER_WRITABLE, TENANT_CLAIM, 'email', 'email_verified']);

/** The tenant is given once, by whoever creates the user. */
const TENANT = TENANT_CLAIM;
const TENANT_LENGTH = { min: 2, max: 63 };

/** The pool's schema: OpenID Connect's standard attributes, which every pool has, and the tenant. */
export const ATTRIBUTES: readonly string[] = [
  'address',
  'birthdate',
  'email',
  'email_verified',
  'family_name',
  'gender',
  'given_name',
  'locale',
  'middle_name',
  'name',
  'nickname',
  'phone_number',
  'phone_number_verified',
  'picture',
  'preferred_username',
  'profile',
  'website',
  'zoneinfo',
  TENANT,
];

const MAX_LENGTH = 2_048;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Whether it has the form of an email address, which is all that Cognito looks at. */
export const isEmail = (text: string): boolean => text.length <= 128 && EMAIL.test(text);

/** @throws AwsError `InvalidParameterException` for what the schema does not have. */
export const readAttributes = (list: AttributeList): Record<string, string> => {
  for (const { Name, Value = '' } of list) {
    if (!ATTRIBUTES.includes(Name)) {
      throw invalidParameter(
        `Attributes did not conform to the schema: Type for attribute {${Name}} could not be determined`,
      );
    }
    if (Value.length > MAX_LENGTH) {
      throw invalidParameter(`Attributes did not conform to the schema: ${Name}: String is too long`);
    }
    if (Name === TENANT && (Value.length < TENANT_LENGTH.min || Value.length > TENANT_LENGTH.max)) {
      throw invalidParameter(`Attributes did not conform to the schema: ${Name}: String has the wrong length`);
    }
    if (Name === 'email' && !isEmail(Value)) throw invalidParameter('Invalid email address format.');
  }
  return Object.fromEntries(list.map(({ Name, Value = '' }) => [Name, Value]));
};

/** The same for changed attributes. @throws AwsError `InvalidParameterException` for one that cannot be changed. */
export const readChangedAttributes = (list: AttributeList): Record<string, string> => {
  if (list.some(({ Name }) => Name === TENANT)) throw invalidParameter(`user.${TENANT}: Attribute cannot be updated.`);
  return readAttributes(list);
};

/**
 * The same for attributes that users change about themselves.
 * @throws AwsError `NotAuthorizedException` for one that they may not choose.
 */
export const readOwnAttributes = (list: AttributeList): Record<string, string> => {
  if (list.some(({ Name }) => !USER_WRITABLE.has(Name))) throw unwritableAttribute();
  return readAttributes(list);
};

/** A user's attributes as the API returns them, including `sub`. */
export const writeAttributes = ({ sub, attributes }: User): AttributeList => [
  { Name: 'sub', Value: sub },
  ...Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
];
