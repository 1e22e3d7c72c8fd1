import * as z from 'zod/mini';
import type { JsonOperation } from '../../endpoint/protocols/json';
import type { PoolContext } from '../pool-context';
import { GROUPS, type Group, requireUser, withUser } from '../pool-state';
import { readGroup } from '../users';
import { onPool, userInput } from './on-pool';

const memberInput = z.extend(userInput, { GroupName: z.string() });

/** Who is in which group. The groups themselves are declared with the pool. */
export const groupOperations = (context: PoolContext): Readonly<Record<string, JsonOperation>> => {
  const { state } = context;
  const pool = onPool(context);

  const change = (username: string, next: (groups: readonly Group[]) => readonly Group[]): Promise<object> =>
    state.update((before) => {
      const user = requireUser(before, username);
      return [withUser(before, { ...user, groups: next(user.groups) }), {}];
    });

  return {
    AdminAddUserToGroup: pool(memberInput, ({ Username, GroupName }) => {
      const group = readGroup(GroupName);
      return change(Username, (groups) => GROUPS.filter((known) => known === group || groups.includes(known)));
    }),
    AdminRemoveUserFromGroup: pool(memberInput, ({ Username, GroupName }) => {
      const group = readGroup(GroupName);
      return change(Username, (groups) => groups.filter((held) => held !== group));
    }),
    AdminListGroupsForUser: pool(userInput, ({ Username, UserPoolId }) => ({
      Groups: requireUser(state.read(), Username).groups.map((GroupName) => ({ GroupName, UserPoolId })),
    })),
  };
};
