/** What tells environments apart. */
export interface Numbers {
  readonly name: 'dev' | 'prod';
  readonly deletionProtection: boolean;
  readonly logRetentionDays: number;
  /** The origins that browsers may call from; null keeps them all out. */
  readonly corsOrigins: readonly string[] | null;
  readonly tableCeiling: Ceiling;
  /** The requested budget, in US dollars a month; null for none. */
  readonly monthlyBudgetUsd: number | null;
}

/** DynamoDB's own names for the request units that a table or an index may serve per second. */
export interface Ceiling {
  readonly MaxReadRequestUnits: number;
  readonly MaxWriteRequestUnits: number;
}
