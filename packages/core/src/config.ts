import type * as z from 'zod/mini';
import { type Issue, issueText } from './errors/issue-text';

type Source = Readonly<Record<string, string | undefined>>;

/**
 * Reads a function's configuration from its environment, once, at cold start.
 * @throws Error that names every variable that is missing or wrong, so that one deployment can fix them all.
 */
export const readConfig = <S extends z.ZodMiniType>(schema: S, source: Source): z.output<S> => {
  const result = schema.safeParse(source);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `${issue.path.join('.')} ${issueText(issue as Issue, source)}`);
  throw new Error(`The environment is not valid. ${faults.join('; ')}`);
};
