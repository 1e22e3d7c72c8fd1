import { join } from 'node:path';
import { systemClock } from '@frontdesk/core/clock';
import type { Manifest } from '@frontdesk/manifest';
import { docsPages } from '../docs/docs-page';
import type { AccessEntry } from '../gateway/access-log';
import { createHttpApi } from '../gateway/http-api';
import { createLambda } from '../lambda/lambda';
import { ENVIRONMENT, LOCAL_ACCOUNT } from './account';
import { closers } from './closers';
import type { Foundation } from './foundation';
import { type Deployment as FunctionPlacement, localFunctions } from './local-functions';

const HOST = '127.0.0.1';

export interface DeploymentOptions extends Omit<FunctionPlacement, 'awsEndpoint'> {
  /** 0 takes a free one. */
  readonly port: number;
  /** False lifts API Gateway's throttles. */
  readonly throttling: boolean;
  /** A line that a function logged. */
  onFunctionLog(name: string, line: string): void;
  onAccess?(entry: AccessEntry): void;
}

/** What `terraform apply` would make of a manifest: the functions, and the HTTP API before them. */
export interface Deployment {
  readonly port: number;
  reload(functionName: string): void;
  close(): Promise<void>;
}

const portTaken = (error: unknown, port: number): unknown =>
  (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
    ? new Error(`Port ${port} is taken by another program. Stop it, or set PORT to a free port.`)
    : error;

/**
 * Starts every function, and then the API, so that it answers only once everything behind it does.
 * @throws Error in one sentence; nothing of it is left running then.
 */
export const deploy = async (
  manifest: Manifest,
  { pool, awsUrl }: Foundation,
  options: DeploymentOptions,
): Promise<Deployment> => {
  const closing = closers();
  const lambda = createLambda({
    functions: localFunctions(manifest, { ...options, awsEndpoint: awsUrl }),
    onLog: options.onFunctionLog,
    region: LOCAL_ACCOUNT.region,
    accountId: LOCAL_ACCOUNT.accountId,
  });
  closing.add(() => lambda.close());
  try {
    for (const { functionName, error } of await lambda.warm()) {
      if (error) throw new Error(`The function ${functionName} does not start: ${error.message}`);
    }
    const api = createHttpApi({
      routes: manifest.routes,
      stage: manifest.stages.local,
      throttling: options.throttling,
      authorizer: { issuer: pool.issuer, audience: () => pool.clientIds(), keys: pool.keys },
      cors: {
        allowOrigins: ['*'],
        allowMethods: manifest.cors.allow_methods,
        allowHeaders: manifest.cors.allow_headers,
        exposeHeaders: manifest.cors.expose_headers,
        maxAge: manifest.cors.max_age_seconds,
      },
      invoke: (name, event, invocation) => lambda.invoke(name, event, invocation),
      accountId: LOCAL_ACCOUNT.accountId,
      apiId: ENVIRONMENT,
      clock: systemClock,
      extras: docsPages(join(options.dist, 'local', 'docs')),
      ...(options.onAccess && { onAccess: options.onAccess }),
    });
    const { port } = await api.listen(options.port, HOST).catch((error: unknown) => {
      throw portTaken(error, options.port);
    });
    closing.add(() => api.close());
    return { port, reload: (name) => lambda.reload(name), close: () => closing.close() };
  } catch (error) {
    await closing.close();
    throw error;
  }
};
