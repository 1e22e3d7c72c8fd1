import * as z from 'zod/mini';

const oneOrMore = z.union([z.string(), z.array(z.string())]);

const statement = z.object({ Effect: z.enum(['Allow', 'Deny']), Action: oneOrMore, Resource: oneOrMore });

/** The part of an IAM policy that an authorizer can answer with. */
export const policyDocument = z.object({ Statement: z.union([statement, z.array(statement)]) });

export type PolicyDocument = z.output<typeof policyDocument>;

/** IAM's wildcards: `*` for any characters, `?` for one. */
const matches = (pattern: string, text: string, flags = ''): boolean => {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, `s${flags}`).test(text);
};

const list = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);

/**
 * Whether a policy allows the call: a statement must allow it and none deny it
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html).
 */
export const policyAllows = ({ Statement }: PolicyDocument, action: string, resource: string): boolean => {
  const effects = list(Statement)
    .filter(
      ({ Action, Resource }) =>
        list(Action).some((pattern) => matches(pattern, action, 'i')) &&
        list(Resource).some((pattern) => matches(pattern, resource)),
    )
    .map(({ Effect }) => Effect);
  return effects.includes('Allow') && !effects.includes('Deny');
};
