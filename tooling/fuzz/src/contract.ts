import type { MediaType, Operation } from '@frontdesk/testkit/operations';
import Ajv, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { FuzzAnswer } from './exchange';

type Content = Readonly<Record<string, MediaType>>;

/** The most CPU time that a request may take, in milliseconds. */
export const MAX_CPU_MS = 1_000;

export interface Contract {
  /**
   * Says in a few words what is wrong with an answer; undefined if it matches the document.
   * @param routeKey the route that API Gateway selected; `-` if it could not read the request.
   */
  faultOf(routeKey: string, answer: FuzzAnswer): string | undefined;
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Checks answers against the OpenAPI document: status, media type and body. */
export const contract = (operations: readonly Operation[]): Contract => {
  const ajv = addFormats(new Ajv({ strict: false, allErrors: false }));
  const compiled = new Map<MediaType, ValidateFunction>();
  const validator = (media: MediaType): ValidateFunction => {
    const known = compiled.get(media) ?? ajv.compile(media.schema);
    compiled.set(media, known);
    return known;
  };

  const byKey = new Map(operations.map((operation) => [`${operation.method} ${operation.path}`, operation]));
  const shared = (status: string): Content | undefined =>
    operations.find(({ answers }) => answers[status])?.answers[status]?.content;
  const problem = shared('404') ?? {};
  /**
   * Answers to requests that reach no operation: unknown paths or methods, preflights, and what API Gateway refuses
   * before it selects a route.
   */
  const elsewhere: Operation['answers'] = {
    204: {},
    400: { content: shared('431') ?? {} },
    404: { content: problem },
    405: { content: problem },
    413: { content: shared('413') ?? {} },
    431: { content: shared('431') ?? {} },
  };

  const bodyFault = (content: Content | undefined, answer: FuzzAnswer): string | undefined => {
    const { method, status, headers, text } = answer;
    if (!content || method === 'HEAD') return text === '' ? undefined : `a body with ${status}`;
    const type = headers['content-type']?.split(';', 1)[0] ?? '';
    const media = content[type];
    if (!media) return `${status} as ${type || 'no media type'}`;
    const body = parsed(text);
    const validate = validator(media);
    if (validate(body)) {
      const said = (body as { status?: unknown }).status;
      return type !== 'application/problem+json' || said === status ? undefined : `${status} whose body says ${said}`;
    }
    return `${status}: ${ajv.errorsText(validate.errors)}`;
  };

  return {
    faultOf: (routeKey, answer) => {
      const { status, cpuMs } = answer;
      if (status >= 500) return `a ${status}`;
      if (cpuMs > MAX_CPU_MS) return `${Math.round(cpuMs)} ms of CPU`;
      const documented = (byKey.get(routeKey)?.answers ?? elsewhere)[String(status)];
      if (!documented) return `an undocumented ${status}`;
      return bodyFault(documented.content, answer);
    },
  };
};
