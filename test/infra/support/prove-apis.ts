import { declaredRoutes, deployedRoutes } from './expected';
import { ACCOUNT } from './expected-events';
import { declaredSocket, deployedSocket } from './expected-socket';
import type { Numbers } from './numbers';
import type { ProvedEnvironment } from './proved-environment';

/** The HTTP API and, if the manifest declares one, the WebSocket API, as they were at the last look. */
export const proveApis = (proved: () => ProvedEnvironment, numbers: Numbers): void => {
  const { name, corsOrigins } = numbers;
  const prefix = `frontdesk-${name}`;

  test('there is a WebSocket API only if one is declared', () => {
    const names = proved().deployed.apis.map((api) => api.name);
    expect(names.sort()).toEqual([`${prefix}-http`, ...(proved().manifest.socket ? [`${prefix}-socket`] : [])]);
  });

  test('every route has its authorizer, its scopes and its function', () => {
    expect(deployedRoutes(proved().api('HTTP')?.routes ?? [])).toEqual(declaredRoutes(proved().manifest, prefix));
  });

  test('the authorizer accepts only tokens of this pool, for its clients', () => {
    const [pool] = proved().deployed.pools;
    const [authorizer, ...others] = Object.values(proved().api('HTTP')?.authorizers ?? {});
    expect(others).toEqual([]);
    expect(authorizer?.Issuer).toBe(`https://cognito-idp.us-east-1.amazonaws.com/${pool?.id}`);
    expect([...(authorizer?.Audience ?? [])].sort()).toEqual(
      (pool?.clients ?? []).map(({ ClientId }) => ClientId).sort(),
    );
  });

  test('the stage throttles as the manifest says, and keeps an access log', () => {
    const { throttle, route_throttles } = proved().manifest.stages[name];
    const key = (operation: string) =>
      proved().manifest.routes.find((route) => route.operation === operation)?.route_key ?? operation;
    const [stage] = proved().api('HTTP')?.stages ?? [];
    const limits = ({
      ThrottlingBurstLimit: burst,
      ThrottlingRateLimit: rate,
    }: {
      ThrottlingBurstLimit: number;
      ThrottlingRateLimit: number;
    }) => ({ burst, rate });
    expect(limits(stage?.defaults ?? { ThrottlingBurstLimit: 0, ThrottlingRateLimit: 0 })).toEqual(throttle);
    expect(
      Object.fromEntries(Object.entries(stage?.routes ?? {}).map(([route, settings]) => [route, limits(settings)])),
    ).toEqual(Object.fromEntries(Object.entries(route_throttles).map(([operation, own]) => [key(operation), own])));
    expect(stage?.accessLog).toMatchObject({ DestinationArn: expect.stringContaining(`${prefix}-http`) });
  });

  test('the CORS rules are the declared ones, for the origins of the environment', () => {
    const { allow_methods, allow_headers, expose_headers, max_age_seconds } = proved().manifest.cors;
    const cors = proved().api('HTTP')?.cors;
    const sorted = (values: unknown) => [...((values as string[] | undefined) ?? [])].sort();
    expect(
      corsOrigins === null
        ? cors
        : {
            ...cors,
            AllowHeaders: sorted(cors?.AllowHeaders),
            AllowMethods: sorted(cors?.AllowMethods),
            AllowOrigins: sorted(cors?.AllowOrigins),
            ExposeHeaders: sorted(cors?.ExposeHeaders),
          },
    ).toEqual(
      corsOrigins === null
        ? null
        : {
            AllowOrigins: sorted(corsOrigins),
            AllowMethods: sorted(allow_methods),
            AllowHeaders: sorted(allow_headers),
            ExposeHeaders: sorted(expose_headers),
            MaxAge: max_age_seconds,
            AllowCredentials: false,
          },
    );
  });

  test('only $connect of the WebSocket API asks its authorizer, only declared routes answer, and its stage throttles and logs', async () => {
    const { socket, stages } = proved().manifest;
    const api = proved().api('WEBSOCKET');
    expect(api && deployedSocket(api)).toEqual(
      socket ? declaredSocket(socket, stages[name].throttle, prefix) : undefined,
    );

    const { realtime_url, socket_callback_url } = await proved().terraform.outputs();
    const host = api && `${api.id}.execute-api.us-east-1.amazonaws.com`;
    expect({ realtime_url, socket_callback_url }).toEqual({
      realtime_url: host ? `wss://${host}/realtime` : null,
      socket_callback_url: host ? `https://${host}/realtime` : null,
    });
  });

  test('API Gateway writes the logs of a WebSocket API by a role with the policy that AWS has for it', () => {
    const role = `${prefix}-socket-logging`;
    const { logsApisAs, roles } = proved().deployed;
    expect([logsApisAs, roles[role]]).toEqual(
      proved().manifest.socket
        ? [
            `arn:aws:iam::${ACCOUNT}:role/${role}`,
            { statements: [], attached: ['AmazonAPIGatewayPushToCloudWatchLogs'] },
          ]
        : [null, undefined],
    );
  });
};
