import { COMMON_ENVIRONMENT, type Environment } from './environment';
import type { Grant } from './grant';
import type { DefaultRoute, Route } from './route';
import type { Trigger, TriggerKind } from './trigger';

/** A file that the build lays beside the bundle, made from the declarations. */
export type Asset = 'asyncapi.json' | 'openapi.json' | 'routes.json';

export interface FunctionSpec<D> {
  /** The folder's name, and the last part of the deployed name: `${app}-${env}-${name}`. */
  readonly name: string;
  readonly description: string;
  /** MiB; also sets the CPU share (https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html). */
  readonly memory?: number;
  /** Seconds; at most 29 behind an API, whose integrations end at 30 (HTTP) and 29 (WebSocket). */
  readonly timeout?: number;
  readonly environment?: Environment;
  readonly grants?: readonly Grant[];
  readonly assets?: readonly Asset[];
  /** Reserved concurrency per environment; `null` leaves it to the account (new accounts have too little to reserve). */
  readonly reservedConcurrency?: number | null;
  /** Everything that invokes it. */
  readonly triggers: readonly Trigger<D>[];
}

/**
 * What a function needs to find what it is granted. A queue's URL, a topic's ARN and a bucket's name contain the account; an
 * environment may give a topic another name.
 */
const whereabouts = (grants: readonly Grant[]): Environment => {
  const kinds = new Set(grants.map(({ resource }) => resource.kind));
  const needsAccount = kinds.has('queue') || kinds.has('topic') || kinds.has('bucket');
  return {
    ...(needsAccount && { ACCOUNT_ID: { ref: 'account_id' } }),
    ...(kinds.has('topic') && { TOPIC_NAMES: { ref: 'topic_names' } }),
  };
};

export type FunctionDeclaration<D> = Required<FunctionSpec<D>>;

/** Declares one deployable function. `lambdas/<name>/src/function.ts` exports it as `default`. */
export const defineFunction = <D>(spec: FunctionSpec<D>): FunctionDeclaration<D> => ({
  memory: 512,
  timeout: 29,
  grants: [],
  assets: [],
  reservedConcurrency: null,
  ...spec,
  environment: { ...COMMON_ENVIRONMENT, ...whereabouts(spec.grants ?? []), ...spec.environment },
});

/** Its triggers of one kind. */
export const triggersOf = <D, K extends TriggerKind>(
  fn: FunctionDeclaration<D>,
  kind: K,
): Extract<Trigger<D>, { readonly kind: K }>[] =>
  fn.triggers.filter((trigger): trigger is Extract<Trigger<D>, { readonly kind: K }> => trigger.kind === kind);

const isDefault = <D>(route: Route<D> | DefaultRoute<D>): route is DefaultRoute<D> => route.method === '$default';

/** The routes of the HTTP API that it serves. */
export const httpRoutes = <D>(fn: FunctionDeclaration<D>): Route<D>[] =>
  triggersOf(fn, 'http').flatMap(({ routes }) => routes.filter((route): route is Route<D> => !isDefault(route)));

/** Its `$default` route, if it has it. */
export const defaultRoute = <D>(fn: FunctionDeclaration<D>): DefaultRoute<D> | undefined =>
  triggersOf(fn, 'http')
    .flatMap(({ routes }) => routes)
    .find(isDefault);
