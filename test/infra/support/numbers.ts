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

/** What the proofs expect of `envs/dev`, whatever they add to it. */
export const DEV: Numbers = {
  name: 'dev',
  deletionProtection: false,
  logRetentionDays: 14,
  corsOrigins: ['http://localhost:3000', 'http://localhost:5173'],
  tableCeiling: { MaxReadRequestUnits: 1_000, MaxWriteRequestUnits: 500 },
  monthlyBudgetUsd: null,
};
