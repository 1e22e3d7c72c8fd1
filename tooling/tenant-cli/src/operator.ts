import type { Clock } from '@frontdesk/core/time';
import type { DocumentClient, Tables } from '@frontdesk/tables';

/** What a command needs: the tables of one environment, and what the person typed or piped in. */
export interface Operator {
  readonly tables: Tables;
  readonly client: DocumentClient;
  readonly clock: Clock;
  /** A table's full name, from its logical name. */
  table(name: string): string;
  /** The folder that the person called the script from. Relative file paths start there. */
  readonly folder: string;
  /** All of standard input. */
  stdin(): Promise<string>;
}

/** The person typed something that the command cannot use. The message is for that person. */
export class UsageError extends Error {}

export interface TenantCommand {
  /** The argument after the tenant. If the name is in brackets, the argument is optional. */
  readonly value?: string;
  /** @returns the text to print: a sentence that says what was done, or what was asked for. @throws UsageError */
  run(operator: Operator, tenant: string, value: string): Promise<string>;
}
