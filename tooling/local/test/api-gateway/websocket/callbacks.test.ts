import { request } from 'node:http';
import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GetConnectionCommand,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { createConnectionsService } from '@frontdesk/local/api-gateway/websocket/connections-service';
import { WEB_SOCKET_QUOTAS } from '@frontdesk/local/api-gateway/websocket/quotas';
import type { FunctionPrincipal } from '@frontdesk/local/endpoint/account';
import type { Client } from '@frontdesk/testkit/socket-client';
import { accessOf, account, authorization, listen, type RunningEndpoint } from '../../endpoint/support';
import { eventually } from '../../lambda/bundles';
import { closeSocketApis, PLACE, socketApiOf, type TestSocketApi } from './socket-api';

const CONNECTIONS = { kind: 'connections', name: 'connections' } as const;
const principal = (name: string, grants: FunctionPrincipal['grants']): FunctionPrincipal => ({
  kind: 'function',
  secretAccessKey: 'x',
  function: name,
  grants,
});
const granted = principal('responder', [{ resource: CONNECTIONS, actions: ['execute-api:ManageConnections'] }]);
const others = principal('faq', [
  { resource: { kind: 'table', name: 'connections' }, actions: ['execute-api:ManageConnections'] },
]);

let api: TestSocketApi;
let aws: RunningEndpoint;
let client: Client;
let id: string;

beforeEach(async () => {
  api = await socketApiOf({ routes: { $default: 'silent', $disconnect: 'silent' } });
  const { connections } = api;
  const service = createConnectionsService({ account, place: PLACE, connections, quotas: WEB_SOCKET_QUOTAS });
  aws = await listen([service], accessOf(granted, others));
  client = await api.open();
  id = [...connections.keys()][0] ?? '';
});

afterEach(async () => {
  await aws.endpoint.close();
  await closeSocketApis();
});

/** The stock client of a function, at a stage of the API. */
const sdk = (accessKeyId = 'RESPONDER', stage = PLACE.stage): ApiGatewayManagementApiClient =>
  new ApiGatewayManagementApiClient({
    endpoint: `${aws.url}/${stage}`,
    region: PLACE.region,
    credentials: { accessKeyId, secretAccessKey: 'x' },
    maxAttempts: 1,
  });

const post = (text: string, connectionId = id, from = sdk()) =>
  from.send(new PostToConnectionCommand({ ConnectionId: connectionId, Data: Buffer.from(text) }));

const refusal = (name: string, status: number) => ({
  name,
  $metadata: expect.objectContaining({ httpStatusCode: status }),
});

describe('@connections, asked with the AWS SDK', () => {
  test('sends a frame to the one connection that its id names', async () => {
    const other = await api.open();
    await post('{"text":"Grüße"}');
    expect(await client.next()).toBe('{"text":"Grüße"}');
    expect(other.unread).toEqual([]);
  });

  test('sends up to 128 KB, in frames of at most 32 KB, and refuses more with 413', async () => {
    const most = 'x'.repeat(128 * 1024);
    await post(most);
    expect(await client.next()).toBe(most);
    await expect(post(`${most}x`)).rejects.toMatchObject(refusal('PayloadTooLargeException', 413));
  });

  test('tells when a connection was opened, and from where', async () => {
    const before = new Date();
    await post('x');
    const { ConnectedAt, LastActiveAt, Identity } = await sdk().send(new GetConnectionCommand({ ConnectionId: id }));
    expect(Identity).toMatchObject({ SourceIp: '127.0.0.1' });
    expect(ConnectedAt?.getTime()).toBeLessThanOrEqual(before.getTime());
    expect(LastActiveAt?.getTime()).toBeGreaterThanOrEqual(before.getTime());
  });

  test('closes a connection, and $disconnect is called', async () => {
    await sdk().send(new DeleteConnectionCommand({ ConnectionId: id }));
    await expect(post('x')).rejects.toMatchObject(refusal('GoneException', 410));
    expect((await client.closed).code).toBe(1001);
    await eventually(() => api.of('$disconnect').length === 1);
  });

  test('answers 410 for a connection that was closed, or never was', async () => {
    client.socket.close();
    await client.closed;
    for (const gone of [id, 'L0SM9cOFvHcCIhw=']) {
      await expect(post('x', gone)).rejects.toMatchObject(refusal('GoneException', 410));
      const get = sdk().send(new GetConnectionCommand({ ConnectionId: gone }));
      await expect(get).rejects.toMatchObject(refusal('GoneException', 410));
    }
  });

  test('refuses a function without the grant with 403, whatever else it may do', async () => {
    await expect(post('x', id, sdk('FAQ'))).rejects.toMatchObject({
      ...refusal('AccessDeniedException', 403),
      message: expect.stringContaining(
        'is not authorized to perform: execute-api:ManageConnections on resource: arn:aws:execute-api:',
      ),
    });
    expect(client.unread).toEqual([]);
  });

  test('refuses another stage with 403', async () => {
    await expect(post('x', id, sdk('RESPONDER', 'prod'))).rejects.toMatchObject(refusal('ForbiddenException', 403));
  });
});

/** A request as a client of somebody's own would write its path. */
const raw = (path: string, headers: Record<string, string> = {}): Promise<number> =>
  new Promise((resolve, reject) => {
    const asked = request(`${aws.url}${path}`, { method: 'POST', headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.once('error', reject);
    asked.end('hi');
  });

describe('@connections, by its path', () => {
  test('accepts the @ and the = of an id, plain or percent-encoded', async () => {
    const signed = { authorization: authorization('RESPONDER', 'execute-api') };
    const encoded = encodeURIComponent(id);
    expect(encoded).toMatch(/%3D$/);
    for (const path of [`/@connections/${id}`, `/%40connections/${encoded}`, `/@connections/${encoded}`]) {
      expect(await raw(`/${PLACE.stage}${path}`, signed)).toBe(200);
      expect(await client.next()).toBe('hi');
    }
  });

  test('refuses a request that nobody signed', async () => {
    expect(await raw(`/${PLACE.stage}/@connections/${encodeURIComponent(id)}`)).toBe(403);
    expect(client.unread).toEqual([]);
  });
});

test('a client that does not read gets no more than its buffer holds: 429', async () => {
  client.socket.pause();
  const most = 'x'.repeat(128 * 1024);
  const outcomes: string[] = [];
  // What the two kernels take is not bounded by us.
  while (outcomes.length < 1_000 && !outcomes.includes('LimitExceededException')) {
    outcomes.push(
      await post(most).then(
        () => 'sent',
        ({ name }: Error) => name,
      ),
    );
  }
  expect(outcomes.at(-1)).toBe('LimitExceededException');
  client.socket.terminate();
});
