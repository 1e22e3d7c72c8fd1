import { type Issue, issueText } from '@frontdesk/core/errors';
import type * as z from 'zod/mini';

/**
 * Checks variables against a schema.
 * @throws Error that names every one that is missing or wrong, so that all can be mended at once.
 */
export const checkEnvironment = <S extends z.ZodMiniType>(
  schema: S,
  variables: Readonly<Record<string, unknown>>,
): z.output<S> => {
  const result = schema.safeParse(variables);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `${issue.path.join('.')} ${issueText(issue as Issue, variables)}`);
  throw new Error(`The environment is not valid. ${faults.join('; ')}`);
};
