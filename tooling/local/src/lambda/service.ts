import type { Account } from '../endpoint/account';
import { AwsError, accessDenied, missingToken } from '../endpoint/aws-error';
import { jsonRefusal, parseJson } from '../endpoint/protocols/json';
import type { Answer, Call, RequestHead, Service } from '../endpoint/service';
import { asynchronousQueue, queueName } from '../sqs/declared';
import type { Queues } from '../sqs/queues';
import { FunctionError, RequestTooLargeError, TooManyRequestsError } from './errors';

export interface LambdaServiceOptions {
  readonly account: Account;
  /** Lambda keeps each asynchronous event in a queue until it is worked on. */
  readonly queues: Queues;
  /** Logical names of the functions that are deployed now. */
  functions(): readonly string[];
  /** Runs a function as `Lambda.invoke` does. */
  invoke(functionName: string, event: unknown): Promise<unknown>;
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
const INVOCATIONS = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

const pathName = ({ path }: RequestHead): string | undefined => INVOCATIONS.exec(path)?.[1];

const answer = (status: number, body: string, headers: Answer['headers'] = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json', 'x-amz-executed-version': '$LATEST', ...headers },
  body,
});

const refusalOf = (error: unknown): unknown => {
  if (error instanceof TooManyRequestsError) return new AwsError('TooManyRequestsException', error.message, 429);
  if (error instanceof RequestTooLargeError) return new AwsError('RequestTooLargeException', error.message, 413);
  return error;
};

/** Lambda's Invoke: an administrator runs a function with any event, for example a schedule's before it is due. */
export const createLambdaService = ({ account, queues, functions, invoke }: LambdaServiceOptions): Service => {
  const permit = (full: string, { caller }: Call): void => {
    if (caller.kind === 'anonymous') throw missingToken();
    if (caller.kind === 'administrator') return;
    const arn = `arn:aws:lambda:${account.region}:${account.accountId}:function:${full}`;
    throw accessDenied(account, caller, 'lambda:InvokeFunction', arn);
  };

  const run = async (name: string, event: unknown): Promise<Answer> => {
    try {
      return answer(200, JSON.stringify((await invoke(name, event)) ?? null));
    } catch (error) {
      if (!(error instanceof FunctionError)) throw refusalOf(error);
      const { errorType, errorMessage, trace } = error;
      return answer(200, JSON.stringify({ errorType, errorMessage, trace }), { 'x-amz-function-error': 'Unhandled' });
    }
  };

  return {
    name: 'lambda',
    recognise: (head) => (head.method === 'POST' && pathName(head) !== undefined ? 'Invoke' : undefined),
    refuse: (error) => jsonRefusal('1.1', error),
    handle: async (call) => {
      // The caller may give the function's ARN.
      const full = decodeURIComponent(pathName(call.head) ?? '').replace(/^.*:/, '');
      permit(full, call);
      const name = functions().find((one) => queueName(account, one) === full);
      if (name === undefined) throw new AwsError('ResourceNotFoundException', `Function not found: ${full}`, 404);
      const event = parseJson(await call.text());
      switch (call.head.headers['x-amz-invocation-type'] ?? 'RequestResponse') {
        case 'RequestResponse':
          return run(name, event);
        case 'Event':
          await queues.send([{ queue: asynchronousQueue(account, name), body: JSON.stringify(event) }]);
          return answer(202, '');
        case 'DryRun':
          return answer(204, '');
        default:
          throw new AwsError(
            'InvalidParameterValueException',
            'The invocation type is none of RequestResponse, Event and DryRun.',
          );
      }
    },
  };
};
