import type { Checkout } from './checkout';
import { READ_BACK, tools } from './emulator';
import { succeed } from './run';

/** Everything the AWS API reports about an environment, as read_back.py reads it. */
export interface Deployed {
  readonly apis: readonly {
    readonly name: string;
    readonly cors: Record<string, unknown> | null;
    readonly authorizers: Readonly<Record<string, { readonly Issuer: string; readonly Audience: readonly string[] }>>;
    readonly routes: readonly DeployedRoute[];
    readonly stages: readonly DeployedStage[];
  }[];
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

export interface DeployedRoute {
  readonly routeKey: string;
  readonly authorizationType: string;
  readonly authorizerId: string | null;
  readonly scopes: readonly string[];
  readonly integration: string;
}

interface RouteSettings {
  readonly ThrottlingBurstLimit: number;
  readonly ThrottlingRateLimit: number;
}

interface DeployedStage {
  readonly name: string;
  readonly defaults: RouteSettings;
  readonly routes: Readonly<Record<string, RouteSettings>>;
  readonly accessLog: Record<string, unknown> | null;
}

interface DeployedFunction {
  readonly live: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
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
