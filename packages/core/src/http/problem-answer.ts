import { Problem, problemDocument } from '../errors/problem';
import type { Log } from '../observe/log';
import type { Answer } from './answer';

const asProblem = (error: unknown): Problem =>
  error instanceof Problem
    ? error
    : new Problem('internal_error', {
        cause: error,
        detail: 'The request was not completed. Try again; if it keeps happening, report the request_id.',
      });

export const problemDocumentAnswer = (problem: Problem, requestId: string): Answer => ({
  status: problem.status,
  body: problemDocument(problem, requestId),
  headers: { 'content-type': 'application/problem+json', ...problem.options.headers },
});

/** The one place where an error becomes an answer. What the caller may not know goes to the log. */
export const problemAnswer = (error: unknown, requestId: string, log: Log): Answer => {
  const problem = asProblem(error);
  const fields = { code: problem.code, status: problem.status, internal: problem.options.internal };
  if (problem.status >= 500) log.error('request failed', { ...fields, error: problem.options.cause ?? problem });
  else log.info('request refused', fields);
  return problemDocumentAnswer(problem, requestId);
};
