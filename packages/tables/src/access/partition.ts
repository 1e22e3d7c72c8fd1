import type { DocumentClient } from '@frontdesk/aws/dynamodb';
import type { Clock, Ids } from '@frontdesk/core/time';

/** One tenant's partition in every table: a repository can reach nothing else. */
export interface Partition {
  readonly tenant: string;
  readonly client: DocumentClient;
  readonly clock: Clock;
  readonly ids: Ids;
  /** A table's deployed name by its logical one. */
  table(name: string): string;
}
