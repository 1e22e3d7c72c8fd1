import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { AccessEntry } from '@frontdesk/local/api-gateway/access-log';
import type { HttpApiEvent } from '@frontdesk/local/api-gateway/event';
import { httpApiHandler } from '@frontdesk/local/api-gateway/http-api';
import type { HttpApiOptions, InvokeFunction } from '@frontdesk/local/api-gateway/options';
import { type HttpServer, httpServer } from '@frontdesk/local/api-gateway/server';
import type { ManifestRoute } from '@frontdesk/manifest/manifest';

export const ISSUER = 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_local';

/** A route of the manifest: `GET /faq/{faq_id}`, with a token where scopes are given. */
export const route = (route_key: string, more: Partial<ManifestRoute> = {}): ManifestRoute => ({
  route_key,
  method: route_key === '$default' ? '$default' : 'GET',
  operation: route_key,
  function: 'echo',
  authorizer: 'none',
  authorization_scopes: [],
  callers: { staff: false, service: false },
  throttle: 'default',
  ...more,
});

export const UNTHROTTLED = { throttle: { burst: 1e9, rate: 1e9 }, route_throttles: {} };

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Call {
  readonly method?: string;
  readonly headers?: Record<string, string | string[]>;
  readonly body?: string | Buffer;
}

export interface TestApi extends HttpServer {
  readonly port: number;
  /** What was invoked, in order. */
  readonly invoked: { functionName: string; event: HttpApiEvent }[];
  readonly access: AccessEntry[];
  call(path: string, call?: Call): Promise<Reply>;
}

/** Sends one request on a connection of its own and reads the whole answer. */
export const callPort = (
  port: number,
  path: string,
  { method = 'GET', headers = {}, body }: Call = {},
): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    request.once('error', reject);
    request.end(body);
  });

const running: HttpServer[] = [];

/** A gateway on a free port. Its function answers 200 with `{}` unless the test hands in another. */
export const apiOf = async (
  routes: readonly ManifestRoute[],
  {
    answer = async () => ({ statusCode: 200, body: '{}' }),
    ...options
  }: Partial<HttpApiOptions> & { answer?: InvokeFunction } = {},
): Promise<TestApi> => {
  const invoked: TestApi['invoked'] = [];
  const access: AccessEntry[] = [];
  const api = httpServer(
    httpApiHandler({
      routes,
      stage: UNTHROTTLED,
      throttling: true,
      authorizer: { issuer: ISSUER, audience: () => [], keys: () => Promise.reject(new Error('no keys')) },
      invoke: (functionName, event, integration) => {
        invoked.push({ functionName, event: event as HttpApiEvent });
        return answer(functionName, event, integration);
      },
      accountId: '000000000000',
      apiId: 'local',
      clock: { now: () => Date.now() },
      onAccess: (entry) => access.push(entry),
      ...options,
    }),
  );
  running.push(api);
  const { port } = await api.listen(0, '127.0.0.1');
  return { ...api, port, invoked, access, call: (path, call) => callPort(port, path, call) };
};

/** For `afterEach`. */
export const closeApis = async (): Promise<void> => {
  await Promise.all(running.splice(0).map((api) => api.close()));
};

/** The one event that was invoked. */
export const eventOf = ({ invoked }: TestApi): HttpApiEvent => {
  const [first, more] = invoked;
  if (!first || more) throw new Error(`${invoked.length} invocations where one was expected`);
  return first.event;
};

/** A refusal of the gateway's own: its body, and the header that every answer has. */
export const expectRefusal = (reply: Reply, status: number, message: string): void => {
  expect(reply.status).toBe(status);
  expect(reply.body).toBe(JSON.stringify({ message }));
  expect(reply.headers['content-type']).toBe('application/json');
  expect(reply.headers['apigw-requestid']).toMatch(/^[\w-]{15}=$/);
};
