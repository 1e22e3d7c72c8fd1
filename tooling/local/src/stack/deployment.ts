import { join } from 'node:path';
import type { Log } from '@frontdesk/core/observe';
import { systemClock } from '@frontdesk/core/time';
import type { Manifest } from '@frontdesk/manifest';
import type { AccessEntry } from '../api-gateway/access-log';
import { type HandleRequest, httpApiHandler } from '../api-gateway/http-api';
import type { InvokeFunction } from '../api-gateway/options';
import { WEB_SOCKET_QUOTAS } from '../api-gateway/websocket/quotas';
import { type WebSocketApi, webSocketApi } from '../api-gateway/websocket/web-socket-api';
import { docsPages } from '../docs/docs-page';
import { createEventSources } from '../lambda/event-sources/event-sources';
import { createLambda } from '../lambda/lambda';
import { ENVIRONMENT, LOCAL_ACCOUNT, SOCKET_API } from './account';
import type { Foundation } from './foundation';
import { type Deployment as FunctionPlacement, localFunctions } from './local-functions';
import { type UnderWay, underWay } from './under-way';

export interface DeploymentOptions extends Omit<FunctionPlacement, 'awsEndpoint'> {
  /** False lifts API Gateway's throttles. */
  readonly throttling: boolean;
  readonly log: Pick<Log, 'error'>;
  /** A line that a function logged. */
  onFunctionLog(name: string, line: string): void;
  onAccess?(entry: AccessEntry): void;
}

/** What `terraform apply` would make of a manifest: the functions, and the APIs in front of them. */
export interface Deployment {
  readonly handle: HandleRequest;
  /** Undefined if nothing declares a socket. */
  readonly webSocketApi: WebSocketApi | undefined;
  /** Runs a function as `Lambda.invoke` does. */
  invoke(functionName: string, event: unknown): Promise<unknown>;
  reload(functionName: string): void;
  /** Starts to take messages and events too. */
  start(): void;
  /** How many batches and events are being worked on. */
  underWay(): number;
  /** Takes no further message or event, and resolves once those under way are finished. */
  stop(): Promise<void>;
  /** Ends once the requests, frames and events that it has are answered. Give it no more of them. */
  retire(): Promise<void>;
  /** Ends now. */
  close(): Promise<void>;
}

const counted = (handle: HandleRequest, { begin }: UnderWay): HandleRequest => {
  return (request, response) => {
    response.once('close', begin());
    handle(request, response);
  };
};

const countedApi = (api: WebSocketApi, { during }: UnderWay): WebSocketApi => ({
  connect: (handshake) => during(api.connect(handshake)),
  receive: (peer, body) => during(api.receive(peer, body)),
  disconnect: (peer, ending) => during(api.disconnect(peer, ending)),
});

/**
 * Starts every function, so that the API answers only once everything behind it does.
 * @throws Error in one sentence; then none of it is left running.
 */
export const deploy = async (
  manifest: Manifest,
  { pool, awsUrl, queues }: Foundation,
  options: DeploymentOptions,
): Promise<Deployment> => {
  const lambda = createLambda({
    functions: localFunctions(manifest, { ...options, awsEndpoint: awsUrl }),
    onLog: options.onFunctionLog,
    region: LOCAL_ACCOUNT.region,
    accountId: LOCAL_ACCOUNT.accountId,
  });
  for (const { functionName, error } of await lambda.warm()) {
    if (!error) continue;
    await lambda.close();
    throw new Error(`The function ${functionName} does not start: ${error.message}`);
  }
  const invoke: InvokeFunction = (name, event, invocation) => lambda.invoke(name, event, invocation);
  const { onAccess, throttling } = options;
  const sources = createEventSources({ account: LOCAL_ACCOUNT, manifest, queues, lambda, log: options.log });
  const requests = underWay();
  const handle = counted(
    httpApiHandler({
      routes: manifest.routes,
      stage: manifest.stages.local,
      throttling,
      authorizer: { issuer: pool.issuer, audience: () => pool.clientIds(), keys: pool.keys },
      cors: {
        allowOrigins: ['*'],
        allowMethods: manifest.cors.allow_methods,
        allowHeaders: manifest.cors.allow_headers,
        exposeHeaders: manifest.cors.expose_headers,
        maxAge: manifest.cors.max_age_seconds,
      },
      invoke,
      accountId: LOCAL_ACCOUNT.accountId,
      apiId: ENVIRONMENT,
      clock: systemClock,
      extras: docsPages(join(options.dist, 'local', 'docs')),
      ...(onAccess && { onAccess }),
    }),
    requests,
  );
  const api =
    manifest.socket &&
    webSocketApi({
      socket: manifest.socket,
      place: SOCKET_API,
      throttle: manifest.stages.local.throttle,
      throttling,
      invoke,
      clock: systemClock,
      integrationMs: WEB_SOCKET_QUOTAS.integrationMs,
      ...(onAccess && { onAccess }),
    });
  return {
    handle,
    webSocketApi: api ? countedApi(api, requests) : undefined,
    invoke: (name, event) => lambda.invoke(name, event),
    reload: (name) => lambda.reload(name),
    start: sources.start,
    underWay: sources.underWay,
    stop: sources.stop,
    retire: async () => {
      await Promise.all([requests.idle(), sources.stop()]);
      await lambda.close();
    },
    close: async () => {
      sources.abandon();
      await lambda.close();
      await sources.stop();
    },
  };
};
