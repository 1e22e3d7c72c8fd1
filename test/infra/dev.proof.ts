import { proveChanges } from './support/prove-changes';
import { proveEnvironment } from './support/prove-environment';

describe('envs/dev', () => {
  proveEnvironment(
    {
      name: 'dev',
      deletionProtection: false,
      logRetentionDays: 14,
      corsOrigins: ['http://localhost:3000', 'http://localhost:5173'],
      tableCeiling: { MaxReadRequestUnits: 1_000, MaxWriteRequestUnits: 500 },
      monthlyBudgetUsd: 50,
    },
    { also: proveChanges },
  );
});
