import type { Checkout } from './checkout';
import { READ_BACK, tools } from './emulator';
import { succeed } from './run';

/** Everything the AWS API reports about an environment, as read_back.py reads it. */
export interface Deployed {
  readonly apis: readonly DeployedApi[];
  /** The role by which API Gateway writes the logs of WebSocket APIs: a setting of the whole account and region. */
  readonly logsApisAs: string | null;
  readonly functions: Readonly<Record<string, DeployedFunction>>;
  readonly roles: Readonly<
    Record<string, { readonly statements: readonly Statement[]; readonly attached: readonly string[] }>
  >;
  readonly tables: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly pools: readonly Pool[];
  /** ARNs by logical name. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly alarms: Readonly<Record<string, number>>;
  readonly queues: Readonly<Record<string, unknown>>;
  readonly topics: Readonly<Record<string, unknown>>;
  readonly mappings: readonly unknown[];
  readonly buckets: Readonly<Record<string, unknown>>;
  readonly schedules: Readonly<Record<string, unknown>>;
  readonly budgets: Readonly<
    Record<string, { readonly limit: number; readonly told: Readonly<Record<string, readonly string[]>> }>
  >;
  readonly logGroups: Readonly<Record<string, number | null>>;
}

export interface DeployedApi {
  readonly id: string;
  readonly name: string;
  readonly protocol: 'HTTP' | 'WEBSOCKET';
  /** What finds the route of a WebSocket message. */
  readonly selection: string;
  readonly cors: Record<string, unknown> | null;
  readonly authorizers: Readonly<Record<string, DeployedAuthorizer>>;
  readonly routes: readonly DeployedRoute[];
  readonly stages: readonly DeployedStage[];
}

/** One that checks tokens has an issuer and an audience, one that asks a function has its URI. */
interface DeployedAuthorizer {
  readonly type: 'JWT' | 'REQUEST';
  readonly identity: readonly string[];
  readonly uri: string | null;
  readonly Issuer?: string;
  readonly Audience?: readonly string[];
}

export interface DeployedRoute {
  readonly routeKey: string;
  readonly authorizationType: string;
  readonly authorizerId: string | null;
  readonly scopes: readonly string[];
  readonly integration: string;
  readonly integrationType: string;
  /** The keys of its route responses, without which a WebSocket client gets no answer. */
  readonly answers: readonly string[];
}

interface RouteSettings {
  readonly ThrottlingBurstLimit: number;
  readonly ThrottlingRateLimit: number;
}

interface DeployedStage {
  readonly name: string;
  readonly autoDeploy: boolean;
  readonly defaults: RouteSettings;
  readonly routes: Readonly<Record<string, RouteSettings>>;
  readonly accessLog: Record<string, unknown> | null;
}

interface DeployedFunction {
  readonly live: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly invokers: readonly Invoker[];
  readonly [field: string]: unknown;
}

/** A service that may invoke a function, and on whose behalf. */
export interface Invoker {
  readonly service: string;
  readonly source: string;
  readonly account: string | null;
}

export interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: unknown;
}

export interface Pool {
  readonly id: string;
  readonly name: string;
  readonly adminOnly: boolean;
  readonly deletionProtection: string;
  readonly tenant: { readonly Mutable: boolean } | null;
  readonly groups: readonly string[];
  readonly clients: readonly {
    readonly ClientId: string;
    readonly ClientName: string;
    readonly ClientSecret?: string;
    readonly ExplicitAuthFlows?: readonly string[];
    readonly AllowedOAuthFlows?: readonly string[];
    readonly AllowedOAuthScopes?: readonly string[];
    readonly WriteAttributes?: readonly string[];
  }[];
}

/** Reads an environment back. */
export const readBack = async (copy: Checkout, endpoint: string, prefix: string): Promise<Deployed> =>
  JSON.parse(
    await succeed(tools().python, [READ_BACK, endpoint, prefix], { cwd: copy.root, env: copy.environment(endpoint) }),
  ) as Deployed;
