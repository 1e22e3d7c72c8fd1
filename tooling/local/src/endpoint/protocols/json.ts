import type * as z from 'zod/mini';
import { AwsError } from '../aws-error';
import type { Answer, Call, Service } from '../service';

/** One operation of a JSON service: what it takes and what it does. */
export interface JsonOperation {
  run(input: unknown, call: Call): Promise<object>;
}

/**
 * An operation whose input is checked by a schema. Unknown members are ignored, as in AWS.
 * @throws AwsError `InvalidParameterException` that names each wrong member.
 */
export const operation = <S extends z.ZodMiniType>(
  schema: S,
  run: (input: z.output<S>, call: Call) => object | Promise<object>,
): JsonOperation => ({
  run: async (input, call) => {
    const parsed = schema.safeParse(input);
    if (parsed.success) return run(parsed.data, call);
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the input'}: ${message}`);
    throw new AwsError(
      'InvalidParameterException',
      `${faults.length} validation error(s) detected: ${faults.join('; ')}`,
    );
  },
});

type JsonVersion = '1.0' | '1.1';

/** An answer in the AWS JSON protocol (https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html). */
export const jsonAnswer = (version: JsonVersion, status: number, body: object): Answer => ({
  status,
  headers: { 'content-type': `application/x-amz-json-${version}` },
  body: JSON.stringify(body),
});

/** An error in the AWS JSON protocol. The error's name is in `__type` and in a header that some SDKs read first. */
export const jsonRefusal = (version: JsonVersion, { type, message, status }: AwsError): Answer => {
  const answer = jsonAnswer(version, status, { __type: type, message });
  const name = type.slice(type.indexOf('#') + 1);
  return { ...answer, headers: { ...answer.headers, 'x-amzn-errortype': name } };
};

/** Parses a JSON body. An empty body counts as an empty input. @throws AwsError `SerializationException` */
export const parseJson = (text: string): unknown => {
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    throw new AwsError('com.amazon.coral.service#SerializationException', 'The request body is not valid JSON.');
  }
};

export interface JsonServiceOptions extends Pick<Service, 'name' | 'allowsBrowser'> {
  /** The part of `X-Amz-Target` before the dot. */
  readonly target: string;
  readonly version: JsonVersion;
  readonly operations: Readonly<Record<string, JsonOperation>>;
  /**
   * Whether the real service has the operation. If this is left out, every operation that is missing here is reported
   * as unknown.
   */
  isOnAws?(operation: string): boolean;
  /** Checks whether the caller may do this. @throws AwsError if not. */
  authorize(call: Call): void;
}

/**
 * The error for an operation that we do not have. It says whether only the local stack lacks it, or AWS has no such
 * operation either. It is sent before the caller is checked, because an access error would be misleading here.
 */
const missingOperation = ({ name, operations, isOnAws }: JsonServiceOptions, operation: string): AwsError => {
  const has = `It has: ${Object.keys(operations).join(', ')}.`;
  return isOnAws?.(operation)
    ? new AwsError(
        'NotImplementedException',
        `${operation} works on AWS, but not here: the local ${name} has only some of the operations. ${has}`,
      )
    : new AwsError('UnknownOperationException', `The local ${name} has no ${operation}. ${has}`);
};

/** A service whose every operation takes and answers one JSON document. */
export const jsonService = (options: JsonServiceOptions): Service => ({
  name: options.name,
  allowsBrowser: options.allowsBrowser,
  recognise: ({ target }) => (target?.service === options.target ? target.operation : undefined),
  refuse: (error) => jsonRefusal(options.version, error),
  handle: async (call) => {
    const known = Object.hasOwn(options.operations, call.operation) ? options.operations[call.operation] : undefined;
    if (!known) throw missingOperation(options, call.operation);
    options.authorize(call);
    return jsonAnswer(options.version, 200, await known.run(parseJson(await call.text()), call));
  },
});
