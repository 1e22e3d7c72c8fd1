import fc from 'fast-check';
import type { Behaviour } from './scripted-dynamodb';

export const answers = (body: unknown, status = 200, headers = {}): Behaviour => ({
  kind: 'answers',
  status,
  headers,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

export const exception = (name: string, status: number, headers = {}): Behaviour =>
  answers({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: `it is ${name}` }, status, headers);

/** A call that needs nothing of the service. */
export const GET = { operation: 'GetItem', input: { TableName: 't', Key: { id: 'a' } } } as const;

const REFUSED = { id: { S: 'a' }, count: { N: '7' }, bytes: { B: 'AAE=' }, tags: { SS: ['a'] } };
const REASONS = [{ Code: 'None' }, { Code: 'ConditionalCheckFailed', Message: 'no', Item: REFUSED }];

/** Every way in which an attempt may go wrong, but hanging. */
export const mishap: fc.Arbitrary<Behaviour> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(
        ...['AccessDeniedException', 'ConditionalCheckFailedException', 'ExpiredTokenException', 'InternalServerError'],
        ...['LimitExceededException', 'ProvisionedThroughputExceededException', 'RequestLimitExceeded', 'SlowDown'],
        ...['ResourceNotFoundException', 'ServiceUnavailable', 'ThrottlingException', 'TransactionConflictException'],
        ...['TransactionInProgressException', 'UnrecognizedClientException', 'ValidationException', 'Unheard'],
      ),
      fc.constantFrom(400, 403, 413, 429, 500, 501, 502, 503, 504),
      fc.constantFrom({}, { 'retry-after': '0' }, { 'x-amz-retry-after': '2' }),
    )
    .map(([name, status, headers]) => exception(name, status, headers)),
  fc
    .tuple(fc.constantFrom('', 'not JSON', '<html>', '{}', '{"Message":"capital"}'), fc.constantFrom(400, 500, 503))
    .map(([body, status]) => answers(body, status)),
  fc.constantFrom<Behaviour>(
    answers('not JSON'),
    answers({ __type: 'Bare', message: 'no namespace' }, 400),
    answers({ __type: 'aws#Named:http://internal.amazon.com/coral/', message: 'with a URL' }, 400),
    answers({ message: 'named by a header' }, 400, { 'x-amzn-errortype': 'InHeader:http://a' }),
    answers({ __type: 'x#ConditionalCheckFailedException', message: 'no', Item: REFUSED }, 400),
    answers({ __type: 'x#TransactionCanceledException', message: 'no', CancellationReasons: REASONS }, 400),
    { kind: 'cuts' },
    { kind: 'cuts in the middle', body: '{"Item":{"id":{"S":' },
  ),
);
