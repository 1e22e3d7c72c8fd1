import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Clock } from '@frontdesk/core/clock';
import type { Settlement } from '@frontdesk/core/http';
import { commit } from './access/commit';
import type { Partition } from './access/partition';
import type { Write } from './access/write';
import { type FaqRepository, faqRepository } from './faq/faq-repository';
import { type IdempotencyRepository, idempotencyRepository } from './idempotency/idempotency-repository';
import { type LogsRepository, logsRepository } from './logs/logs-repository';
import { type PromptsRepository, promptsRepository } from './prompts/prompts-repository';
import { type RateLimitCounters, rateLimitCounters } from './rate-limits/counters';
import { type Registry, registry } from './registry/registry';
import { type TasksRepository, tasksRepository } from './tasks/tasks-repository';

/** Everything one tenant has. */
export interface TenantTables {
  readonly tenant: string;
  readonly faq: FaqRepository;
  readonly logs: LogsRepository;
  readonly prompts: PromptsRepository;
  readonly tasks: TasksRepository;
  readonly idempotency: IdempotencyRepository;
  /**
   * Makes all of the writes or none; see `commit`. A settlement, from `request.settle(answer)`, stores the answer of a request
   * with an idempotency key together with its effect.
   */
  commit(writes: readonly Write[], settlement?: Settlement): Promise<void>;
}

export interface Tables {
  /** The one door to the repositories: there is no call without a tenant. */
  forTenant(tenant: string): TenantTables;
  readonly registry: Registry;
  readonly rateLimits: RateLimitCounters;
}

export interface TablesOptions {
  /** A client that can reach the tenant's partitions; tenant-scoped credentials go in here. */
  clientFor(tenant: string): DynamoDBDocumentClient;
  /** A client for the tables that belong to no tenant: `-registry` and `-rate-limits`. */
  readonly registryClient: DynamoDBDocumentClient;
  /** `${app}-${env}`: what every table's name begins with. */
  readonly namePrefix: string;
  readonly clock: Clock;
}

export const openTables = ({ clientFor, registryClient, namePrefix, clock }: TablesOptions): Tables => {
  const table = (name: string): string => `${namePrefix}-${name}`;
  return {
    registry: registry(registryClient, table),
    rateLimits: rateLimitCounters(registryClient, table),
    forTenant: (tenant) => {
      const client = clientFor(tenant);
      const partition: Partition = { tenant, client, clock, table };
      const idempotency = idempotencyRepository(partition);
      return {
        tenant,
        faq: faqRepository(partition),
        logs: logsRepository(partition),
        prompts: promptsRepository(partition),
        tasks: tasksRepository(partition),
        idempotency,
        commit: (writes, settlement) =>
          commit(client, settlement ? [...writes, idempotency.settle(settlement)] : writes),
      };
    },
  };
};
