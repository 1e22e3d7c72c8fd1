import type { ManifestSocket, Throttle } from '../../../tooling/manifest/src/manifest';
import type { DeployedApi } from './deployed';
import { ACCOUNT, REGION } from './expected-events';

const functionIn = (uri: string | null | undefined): string | undefined =>
  /function:([^/]+)\/invocations$/.exec(uri ?? '')?.[1];

/** The WebSocket API as API Gateway should have it: only `$connect` asks the authorizer, and only some routes answer. */
export const declaredSocket = (socket: ManifestSocket, throttle: Throttle, prefix: string) => ({
  selection: '$request.body.action',
  authorizers: [
    {
      type: 'REQUEST',
      identity: ['route.request.querystring.token'],
      function: `${prefix}-${socket.authorizer}:live`,
    },
  ],
  routes: Object.fromEntries(
    socket.routes.map((route) => [
      route.route_key,
      {
        type: route.route_key === '$connect' ? 'CUSTOM' : 'NONE',
        asks: route.route_key === '$connect',
        integration: 'AWS_PROXY',
        function: `${prefix}-${route.function}:live`,
        answers: route.answers ? ['$default'] : [],
      },
    ]),
  ),
  stages: [
    {
      name: 'realtime',
      autoDeploy: true,
      defaults: {
        ThrottlingBurstLimit: throttle.burst,
        ThrottlingRateLimit: throttle.rate,
        DetailedMetricsEnabled: false,
        // Execution logs would show the token, which is in the query.
        DataTraceEnabled: false,
        LoggingLevel: 'OFF',
      },
      routes: {},
      log: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/aws/vendedlogs/apigateway/${prefix}-socket`,
    },
  ],
});

export const deployedSocket = ({ selection, authorizers, routes, stages }: DeployedApi) => ({
  selection,
  authorizers: Object.values(authorizers).map(({ type, identity, uri }) => ({
    type,
    identity,
    function: functionIn(uri),
  })),
  routes: Object.fromEntries(
    routes.map(({ routeKey, authorizationType, authorizerId, integrationType, integration, answers }) => [
      routeKey,
      {
        type: authorizationType,
        asks: authorizerId !== null,
        integration: integrationType,
        function: functionIn(integration),
        answers,
      },
    ]),
  ),
  stages: stages.map(({ accessLog, ...stage }) => ({
    ...stage,
    log: accessLog?.DestinationArn,
  })),
});
