import * as z from 'zod/mini';
import type { JsonOperation } from '../../endpoint/protocols/json';
import { invalidParameter } from '../errors';
import type { PoolContext } from '../pool-context';
import { type User, userStatus } from '../pool-state';
import { onPool, poolInput } from './on-pool';
import { summarizeUser } from './user-answer';

const MAX_PAGE = 60;

/** `email = "x"` or `email ^= "x"`; quotes inside are escaped. */
const FILTER = /^\s*"?([\w:.]+)"?\s*(\^?=)\s*"((?:[^"\\]|\\.)*)"\s*$/;

const searched = (user: User, name: string): string | undefined => {
  switch (name) {
    case 'sub':
    case 'username':
      return user.sub;
    case 'cognito:user_status':
      return userStatus(user);
    case 'status':
      return user.enabled ? 'Enabled' : 'Disabled';
    default:
      return user.attributes[name];
  }
};

/** Standard attributes can be searched, custom ones cannot (API_ListUsers, Filter). */
const SEARCHABLE = new Set([
  'username',
  'email',
  'phone_number',
  'name',
  'given_name',
  'family_name',
  'cognito:user_status',
  'status',
  'sub',
]);

const readFilter = (filter: string | undefined): ((user: User) => boolean) => {
  if (!filter) return () => true;
  const [, name, operator, quoted] = FILTER.exec(filter) ?? [];
  if (name === undefined || quoted === undefined || !SEARCHABLE.has(name)) {
    throw invalidParameter('Error while parsing filter.');
  }
  const wanted = quoted.replace(/\\(.)/g, '$1').toLowerCase();
  return (user) => {
    const value = searched(user, name)?.toLowerCase();
    return operator === '=' ? value === wanted : value?.startsWith(wanted) === true;
  };
};

/** ListUsers: in the order in which they were created, a page at a time. */
export const listUsers = (context: PoolContext): JsonOperation =>
  onPool(context)(
    z.extend(poolInput, {
      Filter: z.optional(z.string()),
      Limit: z.optional(z.int().check(z.minimum(0), z.maximum(MAX_PAGE))),
      PaginationToken: z.optional(z.string()),
    }),
    ({ Filter, Limit, PaginationToken }) => {
      const order = (user: User): string => `${String(user.createdAt).padStart(15, '0')}#${user.sub}`;
      const found = Object.values(context.state.read().users)
        .filter(readFilter(Filter))
        .sort((a, b) => order(a).localeCompare(order(b)))
        .filter((user) => PaginationToken === undefined || order(user) > PaginationToken);
      const page = found.slice(0, Limit || MAX_PAGE);
      const last = page.at(-1);
      return {
        Users: page.map(summarizeUser),
        ...(last && found.length > page.length && { PaginationToken: order(last) }),
      };
    },
  );
