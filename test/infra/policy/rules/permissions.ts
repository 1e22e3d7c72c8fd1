import type { Resource } from '../../support/terraform';
import { list, type Rule } from '../rule';

interface Statement {
  readonly effect: string;
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

const fromDocument = (json: unknown): Statement[] =>
  typeof json === 'string'
    ? list((JSON.parse(json) as { Statement: unknown }).Statement).map((statement) => {
        const { Effect, Sid, Action, Resource: resource } = statement as Record<string, unknown>;
        return {
          effect: String(Effect),
          sid: String(Sid ?? ''),
          actions: list(Action).map(String),
          resources: list(resource).map(String),
        };
      })
    : [];

/** The statements of a policy, from its document, or where Terraform does not know that yet from what it is made of. */
const statementsOf = ({ type, values }: Resource): Statement[] =>
  type === 'aws_iam_policy_document'
    ? list(values.statement).map((statement) => {
        const { effect, sid, actions, resources } = statement as Record<string, unknown>;
        return {
          effect: String(effect ?? 'Allow'),
          sid: String(sid ?? ''),
          actions: list(actions).map(String),
          resources: list(resources).map(String),
        };
      })
    : fromDocument(values.policy);

const allowed = (resource: Resource): Statement[] => statementsOf(resource).filter(({ effect }) => effect !== 'Deny');

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
];
