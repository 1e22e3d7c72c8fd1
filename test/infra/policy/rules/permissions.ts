import type { Resource } from '../../support/terraform';
import { list, type Rule } from '../rule';

interface Statement {
  readonly effect: string;
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions: readonly Condition[];
}

interface Condition {
  readonly test: string;
  readonly variable: string;
  readonly values: readonly string[];
}

const fromDocument = (json: unknown): Statement[] =>
  typeof json === 'string'
    ? list((JSON.parse(json) as { Statement: unknown }).Statement).map((statement) => {
        const { Effect, Sid, Action, Resource: resource, Condition: condition } = statement as Record<string, unknown>;
        return {
          effect: String(Effect),
          sid: String(Sid ?? ''),
          actions: list(Action).map(String),
          resources: list(resource).map(String),
          conditions: Object.entries((condition ?? {}) as Record<string, Record<string, unknown>>).flatMap(
            ([test, variables]) =>
              Object.entries(variables).map(([variable, values]) => ({
                test,
                variable,
                values: list(values).map(String),
              })),
          ),
        };
      })
    : [];

/** A policy's statements: from its document or, while Terraform does not know that yet, from what it is made of. */
const statementsOf = ({ type, values }: Resource): Statement[] =>
  type === 'aws_iam_policy_document'
    ? list(values.statement).map((statement) => {
        const { effect, sid, actions, resources, condition } = statement as Record<string, unknown>;
        return {
          effect: String(effect ?? 'Allow'),
          sid: String(sid ?? ''),
          actions: list(actions).map(String),
          resources: list(resources).map(String),
          conditions: list(condition) as Condition[],
        };
      })
    : fromDocument(values.policy);

const allowed = (resource: Resource): Statement[] => statementsOf(resource).filter(({ effect }) => effect !== 'Deny');

/** Keys that a statement tests with ForAllValues, which is true for a missing key, without requiring the key. */
const keysThatMayBeMissing = ({ conditions }: Statement): string[] =>
  conditions
    .filter(({ test }) => test.startsWith('ForAllValues:'))
    .map(({ variable }) => variable)
    .filter(
      (variable) =>
        !conditions.some(
          ({ test, variable: asked, values }) => test === 'Null' && asked === variable && values.join() === 'false',
        ),
    );

const POLICIES = ['aws_iam_policy', 'aws_iam_role_policy', 'aws_iam_policy_document'];

export const PERMISSION_RULES: readonly Rule[] = [
  {
    name: 'no permission has a wildcard in its actions',
    types: POLICIES,
    violation: (resource) => {
      const wide = allowed(resource).flatMap(({ actions }) => actions.filter((action) => action.includes('*')));
      return wide.length === 0 ? undefined : wide.join(', ');
    },
  },
  {
    name: 'no permission is for every resource',
    types: POLICIES,
    violation: (resource) => {
      const wide = allowed(resource).filter(({ resources }) => resources.includes('*'));
      return wide.length === 0
        ? undefined
        : wide.map(({ sid, actions }) => `${sid} (${[...actions].sort().join(', ')})`).join('; ');
    },
  },
  {
    name: 'no function may scan a table',
    types: POLICIES,
    violation: (resource) =>
      allowed(resource).some(({ actions }) => actions.includes('dynamodb:Scan')) ? 'allows dynamodb:Scan' : undefined,
  },
  {
    name: 'ForAllValues is asked only of a key that is there',
    types: POLICIES,
    violation: (resource) => {
      const keys = allowed(resource).flatMap(keysThatMayBeMissing);
      return keys.length === 0 ? undefined : `no Null condition on ${keys.join(', ')}`;
    },
  },
];
