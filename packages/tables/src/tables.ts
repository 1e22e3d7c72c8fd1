import type { DocumentClient } from '@frontdesk/aws/dynamodb';
import type { Settlement, Settling } from '@frontdesk/core/http';
import { type Clock, ulids } from '@frontdesk/core/time';
import { commit } from './access/commit';
import type { Partition } from './access/partition';
import type { Write } from './access/write';
import type { FaqRepository } from './faq/faq-repository';
import { type IdempotencyRepository, idempotencyRepository } from './idempotency/idempotency-repository';
import type { LogsRepository } from './logs/logs-repository';
import type { PromptsRepository } from './prompts/prompts-repository';
import { type RateLimitCounters, rateLimitCounters } from './rate-limits/counters';
import { type Registry, registry } from './registry/registry';
import type { TasksRepository } from './tasks/tasks-repository';
import type { ConnectionsRepository } from './threads/connections-repository';
import type { MessagesRepository } from './threads/messages-repository';
import type { ThreadsRepository } from './threads/threads-repository';

/** What lies in a tenant's partition of the tables, by the names that functions name it. */
interface Repositories {
  readonly connections: ConnectionsRepository;
  readonly faq: FaqRepository;
  readonly logs: LogsRepository;
  readonly messages: MessagesRepository;
  readonly prompts: PromptsRepository;
  readonly tasks: TasksRepository;
  readonly threads: ThreadsRepository;
}

export type RepositoryName = keyof Repositories;

/** What opens each repository for a tenant: `{ faq, logs }` of this package. */
export type Openers<N extends RepositoryName> = { readonly [K in N]: (partition: Partition) => Repositories[K] };

/** What one tenant has, as far as a function names it. */
export type TenantTables<N extends RepositoryName = RepositoryName> = Pick<Repositories, N> & {
  readonly tenant: string;
  /**
   * Makes all of the writes or none; see `commit`. What settles, from `request.settle(answer)`, stores the answer of a request
   * with an idempotency key together with its effect.
   */
  commit(writes: readonly Write[], settling?: Settling): Promise<void>;
};

/** A request as the tables know it: whose it is, and when it may have its effect. */
export interface OnBehalf {
  readonly tenant: string;
  /** Resolves once the request may have its effect; rejects if it may not. `Request.admitted`, for a route. */
  readonly admitted: Promise<unknown>;
}

/** The tables as a route sees them. */
export interface RequestTables<N extends RepositoryName = RepositoryName> {
  /**
   * The tables of a request's tenant. They read at once, and commit only when the request is admitted: whoever is refused has
   * written nothing, and a route need not think of it.
   */
  forRequest(request: OnBehalf): TenantTables<N>;
}

/** The tables for those who need no admission: the pipeline itself, queues, operators. */
export interface WorkerTables<N extends RepositoryName = RepositoryName> {
  forTenant(tenant: string): TenantTables<N>;
}

export interface Tables<N extends RepositoryName = RepositoryName> extends RequestTables<N>, WorkerTables<N> {
  idempotency(tenant: string): IdempotencyRepository;
  readonly registry: Registry;
  readonly rateLimits: RateLimitCounters;
}

export interface TablesOptions {
  /** A client that can reach the tenant's partitions. Tenant-scoped credentials would go in here. */
  clientFor(tenant: string): DocumentClient;
  /** A client for the tables that belong to no tenant: `-registry` and `-rate-limits`. */
  readonly registryClient: DocumentClient;
  /** `${app}-${env}`: what every table's name begins with. */
  readonly namePrefix: string;
  readonly clock: Clock;
}

/** How a transaction also stores the answer of a request with an idempotency key. */
type Settle = (partition: Partition, settlement: Settlement) => Write;

const opener = <N extends RepositoryName>(
  { clientFor, namePrefix, clock }: Omit<TablesOptions, 'registryClient'>,
  openers: Openers<N>,
) => {
  const table = (name: string): string => `${namePrefix}-${name}`;
  const named = Object.keys(openers) as N[];
  const ids = ulids();
  const partitionOf = (tenant: string): Partition => ({ tenant, client: clientFor(tenant), clock, ids, table });
  const open = (tenant: string, admitted?: Promise<unknown>, settle?: Settle): TenantTables<N> => {
    const partition = partitionOf(tenant);
    const opened = Object.fromEntries(named.map((name) => [name, openers[name](partition)]));
    return {
      ...(opened as Pick<Repositories, N>),
      tenant,
      commit: async (writes, settling) => {
        const [settlement] = await Promise.all([settling, admitted]);
        const answers = settlement && settle ? [settle(partition, settlement)] : [];
        await commit(partition.client, [...writes, ...answers]);
      },
    };
  };
  return { table, partitionOf, open };
};

/** Opens the repositories that are named: a function's bundle carries no others. */
export const openTables = <N extends RepositoryName>(options: TablesOptions, openers: Openers<N>): Tables<N> => {
  const { registryClient } = options;
  const { table, partitionOf, open } = opener(options, openers);
  const settle: Settle = (partition, settlement) => idempotencyRepository(partition).settle(settlement);
  return {
    registry: registry(registryClient, table),
    rateLimits: rateLimitCounters(registryClient, table),
    idempotency: (tenant) => idempotencyRepository(partitionOf(tenant)),
    forTenant: (tenant) => open(tenant, undefined, settle),
    forRequest: ({ tenant, admitted }) => open(tenant, admitted, settle),
  };
};

/** The same for a function that no request invokes: it has no callers to admit, and no answers to keep. */
export const openWorkerTables = <N extends RepositoryName>(
  options: Omit<TablesOptions, 'registryClient'>,
  openers: Openers<N>,
): WorkerTables<N> => {
  const { open } = opener(options, openers);
  return { forTenant: (tenant) => open(tenant) };
};

/** The tables for a function that anyone may call: it counts its callers, knows no services and keeps no answers. */
export interface PublicTables<N extends RepositoryName = RepositoryName> extends WorkerTables<N> {
  readonly rateLimits: RateLimitCounters;
}

export const openPublicTables = <N extends RepositoryName>(
  options: TablesOptions,
  openers: Openers<N>,
): PublicTables<N> => {
  const { table, open } = opener(options, openers);
  return { rateLimits: rateLimitCounters(options.registryClient, table), forTenant: (tenant) => open(tenant) };
};
