import type { Manifest, ManifestFunction } from '../../../tooling/manifest/src/manifest';
import type { DeployedApi, Invoker } from './deployed';
import { ACCOUNT, bucketName, REGION, topicArn } from './expected-events';

const executionArn = ({ id }: DeployedApi): string => `arn:aws:execute-api:${REGION}:${ACCOUNT}:${id}`;

/** All connections of the WebSocket API. */
export const connectionsArn = (apis: readonly DeployedApi[]): string => {
  const api = apis.find(({ protocol }) => protocol === 'WEBSOCKET');
  return api ? `${executionArn(api)}/realtime/*/@connections/*` : 'no WebSocket API';
};

/** What of an API invokes a function. */
const sourcesIn = (api: DeployedApi, { routes, socket }: Manifest, fn: ManifestFunction): string[] => {
  const serves = (served: readonly { readonly function: string }[] = []): boolean =>
    served.some((route) => route.function === fn.name);
  if (api.protocol === 'HTTP') return serves(routes) ? [`${executionArn(api)}/*/*`] : [];
  return [
    ...(serves(socket?.routes) ? [`${executionArn(api)}/realtime/*`] : []),
    ...(socket?.authorizer === fn.name
      ? Object.keys(api.authorizers).map((id) => `${executionArn(api)}/authorizers/${id}`)
      : []),
  ];
};

export const sorted = (invokers: readonly Invoker[] = []): Invoker[] =>
  [...invokers].sort((a, b) => (a.source < b.source ? -1 : 1));

/** Who may invoke a function by a permission of its own, sorted: the APIs, topics and buckets that it is declared for. */
export const declaredInvokers = (
  manifest: Manifest,
  fn: ManifestFunction,
  prefix: string,
  apis: readonly DeployedApi[],
): Invoker[] => {
  const invoker = (service: string, source: string, account: string | null = null): Invoker => ({
    service: `${service}.amazonaws.com`,
    source,
    account,
  });
  return sorted([
    ...apis.flatMap((api) => sourcesIn(api, manifest, fn)).map((source) => invoker('apigateway', source)),
    ...fn.event_sources.flatMap(({ kind, name }) => {
      if (kind === 'topic') return [invoker('sns', topicArn(prefix, name))];
      // A bucket's ARN does not say whose it is.
      return kind === 'bucket' ? [invoker('s3', `arn:aws:s3:::${bucketName(prefix, name)}`, ACCOUNT)] : [];
    }),
  ]);
};
