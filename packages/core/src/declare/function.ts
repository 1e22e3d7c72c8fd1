import type { DefaultRoute, Route } from './route';
import type { TableGrant } from './table';

/**
 * Names of values that only a deployment knows. Terraform's `envs/*` and the local stack each resolve them, under the
 * names that `terraform output` gives them.
 */
export type Reference =
  | 'name_prefix'
  | 'environment'
  | 'user_pool_id'
  | 'web_client_id'
  | 'openai_base_url'
  | 'openai_model'
  | 'openai_embedding_model';

export type EnvironmentValue = { readonly ref: Reference } | { readonly value: string };
export type Environment = Readonly<Record<string, EnvironmentValue>>;

/** A file that the build lays beside the bundle, made from the declarations. */
export type Asset = 'openapi.json' | 'routes.json';

export interface FunctionSpec<D> {
  /** The folder's name, and the last part of the deployed name: `${app}-${env}-${name}`. */
  readonly name: string;
  readonly description: string;
  /** MiB; also sets the CPU share (https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html). */
  readonly memory?: number;
  /** Seconds; at most 29 behind an HTTP API, whose integrations end at 30. */
  readonly timeout?: number;
  readonly environment?: Environment;
  readonly grants?: readonly TableGrant[];
  /** Logical names of the secrets it may read at run time: `${app}-${env}/<name>` in Secrets Manager. */
  readonly secrets?: readonly string[];
  readonly assets?: readonly Asset[];
  /** Reserved concurrency per environment; `null` leaves it to the account (new accounts have too little to reserve). */
  readonly reservedConcurrency?: number | null;
  readonly routes: readonly Route<D>[];
  readonly defaultRoute?: DefaultRoute<D>;
}

export type FunctionDeclaration<D> = Required<Omit<FunctionSpec<D>, 'defaultRoute'>> &
  Pick<FunctionSpec<D>, 'defaultRoute'>;

/** What every function needs to know of where it runs. */
const COMMON_ENVIRONMENT: Environment = {
  NAME_PREFIX: { ref: 'name_prefix' },
  ENVIRONMENT: { ref: 'environment' },
  WEB_CLIENT_ID: { ref: 'web_client_id' },
};

/** Declares one deployable function. `lambdas/<name>/src/function.ts` exports it as `default`. */
export const defineFunction = <D>(spec: FunctionSpec<D>): FunctionDeclaration<D> => ({
  memory: 512,
  timeout: 29,
  grants: [],
  secrets: [],
  assets: [],
  reservedConcurrency: null,
  ...spec,
  environment: { ...COMMON_ENVIRONMENT, ...spec.environment },
});
