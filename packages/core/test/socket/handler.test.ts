import { lambdaContext } from '@frontdesk/testkit/gateway-event';
import { testPlatform } from '@frontdesk/testkit/test-platform';
import * as z from 'zod/mini';
import { defineFunction, type SocketAuthorizer, type SocketRoute, socket, socketRouteOf } from '../../src/declare';
import { Problem } from '../../src/errors/problem';
import { ConnectionRefused, socketHandler } from '../../src/socket';

const route = socketRouteOf<object>();
const echo = route({
  routeKey: 'echo',
  operation: 'echo',
  summary: 'Answers what it was sent',
  frame: z.strictObject({ action: z.literal('echo'), text: z.string() }),
  answer: z.unknown(),
  handler: async ({ body, tenant, identity }) => ({ action: 'echo', text: body.text, tenant, role: identity.role }),
});
const failing = (error: unknown): SocketRoute<object> =>
  route({
    routeKey: 'fail',
    operation: 'fail',
    summary: '',
    handler: async () => {
      throw error;
    },
  });
const connect = route({
  routeKey: '$connect',
  operation: 'connect',
  summary: '',
  handler: async ({ query }) => {
    if (query.full) throw new Problem('tenant_not_allowed');
  },
});

const handlerOf = (authorizer: SocketAuthorizer<object> | undefined, ...routes: SocketRoute<object>[]) =>
  socketHandler(
    defineFunction<object>({ name: 'chat', description: '', triggers: [socket(authorizer, ...routes)] }),
    testPlatform(),
    {},
  );

const event = (routeKey: string, body?: string, more: object = {}) => ({
  ...(body !== undefined && { body }),
  ...more,
  requestContext: {
    routeKey,
    eventType: routeKey === '$connect' ? ('CONNECT' as const) : ('MESSAGE' as const),
    connectionId: 'c=',
    requestId: 'r1',
    requestTimeEpoch: 0,
    authorizer: { clientId: 'acme', role: 'visitor' },
  },
});

const send = async (body: string, routes: SocketRoute<object>[] = [echo], key = 'echo') => {
  const answer = await handlerOf(undefined, ...routes)(event(key, body), lambdaContext(10_000));
  const { statusCode, body: frame } = answer as { statusCode: number; body?: string };
  return { statusCode, frame: frame === undefined ? undefined : JSON.parse(frame) };
};

test('a frame is answered on its connection, with the identity that was decided when it opened', async () => {
  expect(await send('{"action":"echo","text":"hi"}')).toEqual({
    statusCode: 200,
    frame: { action: 'echo', text: 'hi', tenant: 'acme', role: 'visitor' },
  });
});

test.each([
  ['is no JSON', 'hi', 'malformed_json'],
  ['lacks a field', '{"action":"echo"}', 'invalid_request'],
  ['has a field too many', '{"action":"echo","text":"hi","more":1}', 'invalid_request'],
  ['holds half a surrogate pair', '{"action":"echo","text":"\\ud800"}', 'invalid_request'],
])('a frame that %s is answered by an error frame, and the connection stays', async (_name, body, code) => {
  expect(await send(body)).toMatchObject({ statusCode: 200, frame: { action: 'error', code, requestId: 'r1' } });
});

test('what went wrong on our side is not told to the client', async () => {
  const { statusCode, frame } = await send('{}', [failing(new Error('the password is hunter2'))], 'fail');
  expect(statusCode).toBe(200);
  expect(frame).toMatchObject({ action: 'error', code: 'internal_error' });
  expect(JSON.stringify(frame)).not.toContain('hunter2');
});

test('a refused connection is answered by its status, so that it never opens', async () => {
  const handler = handlerOf(undefined, connect);
  const opening = (query: object) => event('$connect', undefined, { queryStringParameters: query });
  expect(await handler(opening({}), lambdaContext(1_000))).toEqual({ statusCode: 200 });
  expect(await handler(opening({ full: '1' }), lambdaContext(1_000))).toEqual({ statusCode: 403 });
});

describe('the authorizer', () => {
  const methodArn = 'arn:aws:execute-api:us-east-1:000000000000:api/live/$connect';
  const ask = (authorize: SocketAuthorizer<object>['authorize']) =>
    handlerOf({ authorize }, connect)(
      {
        type: 'REQUEST' as const,
        methodArn,
        queryStringParameters: { token: 'secret' },
        requestContext: {
          connectionId: 'c=',
          requestId: 'r',
          requestTimeEpoch: 0,
          identity: { sourceIp: '192.0.2.1' },
        },
      },
      lambdaContext(1_000),
    );
  const policy = (Effect: string) => ({
    Version: '2012-10-17',
    Statement: [{ Action: 'execute-api:Invoke', Effect, Resource: methodArn }],
  });

  test('allows a connection with the identity that every later frame carries', async () => {
    expect(await ask(async () => ({ clientId: 'acme', userId: 'u1' }))).toEqual({
      principalId: 'acme',
      policyDocument: policy('Allow'),
      context: { clientId: 'acme', userId: 'u1' },
    });
  });

  test('denies one that its caller may not have, which API Gateway answers with 403', async () => {
    const denied = ask(async () => {
      throw new ConnectionRefused(403, "another visitor's thread");
    });
    expect(await denied).toEqual({ principalId: 'nobody', policyDocument: policy('Deny') });
  });

  test('refuses a caller who proves nothing with the one error that API Gateway answers with 401', async () => {
    const refused = ask(async () => {
      throw new ConnectionRefused(401, 'the signature does not match');
    });
    await expect(refused).rejects.toThrow(/^Unauthorized$/);
  });

  test('that fails is not taken for a refusal', async () => {
    const failed = ask(async () => {
      throw new Error('the keys cannot be read');
    });
    await expect(failed).rejects.toThrow('the keys cannot be read');
  });
});

test('a frame without a tenant fails', async () => {
  const nobodys = event('echo', '{"action":"echo","text":"hi"}');
  const { authorizer: _, ...requestContext } = nobodys.requestContext;
  await expect(handlerOf(undefined, echo)({ ...nobodys, requestContext }, lambdaContext(1_000))).rejects.toThrow(
    'has no tenant',
  );
});
