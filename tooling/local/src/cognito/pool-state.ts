import { GROUPS as DECLARED_GROUPS, type Group } from '@frontdesk/core/declare';
import { userNotFound } from './errors';
import type { CodePurpose } from './messages';
import type { Verifier } from './srp';

/** The names of the groups that every pool has. */
export const GROUPS = Object.keys(DECLARED_GROUPS) as readonly Group[];
export type { Group };

/** A code that was sent to a user. */
export interface Code {
  readonly text: string;
  /** The e-mail address it was sent to: it proves nothing about any other address. */
  readonly to: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  /** Wrong answers so far. A new code does not clear them, or each new code would allow more guesses. */
  readonly misses: number;
}

export interface User {
  /** Also the user's name: users who sign in by email have no other. */
  readonly sub: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly groups: readonly Group[];
  readonly enabled: boolean;
  readonly password: Verifier;
  /** Epoch milliseconds at which a temporary password stops working; `null` once the user has chosen their own. */
  readonly temporaryUntil: number | null;
  readonly createdAt: number;
  readonly modifiedAt: number;
  /** Tokens from sign-ins up to this time are no longer valid. Epoch milliseconds. */
  readonly signedOutAt: number;
  /** The codes sent and not yet used. */
  readonly codes?: { readonly [P in CodePurpose]?: Code | undefined };
}

export interface Client {
  readonly clientId: string;
  readonly name: string;
  /** `null` for a public client: a page cannot keep a secret. */
  readonly secret: string | null;
  /** `ExplicitAuthFlows`. */
  readonly flows: readonly string[];
  /** The scopes it may ask for by client credentials. */
  readonly scopes: readonly string[];
  readonly createdAt: number;
}

/** Everything that a user pool keeps, except its keys. */
export interface PoolState {
  readonly poolId: string;
  readonly createdAt: number;
  readonly webClientId: string;
  /** By `sub`. */
  readonly users: Readonly<Record<string, User>>;
  /** By client id. */
  readonly clients: Readonly<Record<string, Client>>;
  /** The origin_jti of every revoked refresh token, and the epoch milliseconds at which it would have expired. */
  readonly revoked: Readonly<Record<string, number>>;
}

/** Finds a user by sub, or by email regardless of case. */
export const findUser = ({ users }: PoolState, username: string): User | undefined => {
  if (Object.hasOwn(users, username)) return users[username];
  const email = username.toLowerCase();
  return Object.values(users).find(({ attributes }) => attributes.email?.toLowerCase() === email);
};

/** @throws AwsError `UserNotFoundException` */
export const requireUser = (state: PoolState, username: string): User => {
  const user = findUser(state, username);
  if (!user) throw userNotFound();
  return user;
};

export const withUser = (state: PoolState, user: User): PoolState => ({
  ...state,
  users: { ...state.users, [user.sub]: user },
});

export const withClient = (state: PoolState, client: Client): PoolState => ({
  ...state,
  clients: { ...state.clients, [client.clientId]: client },
});

/** Cognito's names for it. */
export const userStatus = ({ temporaryUntil }: User): 'CONFIRMED' | 'FORCE_CHANGE_PASSWORD' =>
  temporaryUntil === null ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD';
