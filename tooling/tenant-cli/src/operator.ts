import type { Clock } from '@frontdesk/core/time';
import type { DocumentClient, Tables } from '@frontdesk/tables';

/** What a command works with: the tables of one environment, and what the person hands in. */
export interface Operator {
  readonly tables: Tables;
  readonly client: DocumentClient;
  readonly clock: Clock;
  /** A table's full name by its logical one. */
  table(name: string): string;
  /** Where the person stands: what a file's path starts from. */
  readonly folder: string;
  /** All of standard input. */
  stdin(): Promise<string>;
}

/** A command that was given something it cannot use. Its message is for the person who typed it. */
export class UsageError extends Error {}

export interface TenantCommand {
  /** What it takes after the tenant; a name in brackets may be left out. */
  readonly value?: string;
  /** @returns what to tell: a sentence that says what was done, or what was asked for. @throws UsageError */
  run(operator: Operator, tenant: string, value: string): Promise<string>;
}
