import { PROBLEMS, type ProblemCode } from './catalog';
import { type InvalidField, MAX_FAULTS } from './faults';

export interface ProblemOptions {
  /** For the caller: what is wrong with this request and how to fix it. Never holds another tenant's data. */
  readonly detail?: string;
  /** The document names the first `MAX_FAULTS` of them and counts the others. */
  readonly errors?: readonly InvalidField[];
  /** How many there are besides `errors`. */
  readonly moreErrors?: number;
  /** Extra headers of the answer, such as `allow` or `retry-after`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Extension members of the problem document (RFC 9457, section 3.2). */
  readonly extensions?: Readonly<Record<string, unknown>>;
  /** Only for the log. */
  readonly internal?: string;
  readonly cause?: unknown;
}

/** An error with a defined answer. Everything thrown that is not a `Problem` is answered as `internal_error`. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly title: string;
  readonly options: ProblemOptions;

  constructor(code: ProblemCode, options: ProblemOptions = {}) {
    const [status, title] = PROBLEMS[code];
    super(options.internal ?? title, { cause: options.cause });
    this.name = 'Problem';
    this.code = code;
    this.status = status;
    this.title = title;
    this.options = options;
  }
}

/**
 * The one answer for what does not exist and for what exists but belongs to another tenant: nothing in it says which.
 */
export const notFound = (internal?: string): Problem =>
  new Problem('not_found', { detail: 'Nothing was found at this address for this tenant.', internal });

const errorMembers = ({ errors, moreErrors = 0 }: ProblemOptions): Record<string, unknown> => {
  if (!errors) return {};
  const more = moreErrors + Math.max(0, errors.length - MAX_FAULTS);
  return { errors: errors.slice(0, MAX_FAULTS), ...(more > 0 && { more_errors: more }) };
};

/** The problem document of RFC 9457 (https://www.rfc-editor.org/rfc/rfc9457), as `application/problem+json`. */
export const problemDocument = (problem: Problem, requestId: string): Record<string, unknown> => ({
  type: `urn:frontdesk:problem:${problem.code}`,
  title: problem.title,
  status: problem.status,
  detail: problem.options.detail ?? problem.title,
  code: problem.code,
  request_id: requestId,
  ...errorMembers(problem.options),
  ...problem.options.extensions,
});
