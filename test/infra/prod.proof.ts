import { proveEnvironment } from './support/prove-environment';

describe('envs/prod', () => {
  proveEnvironment({
    name: 'prod',
    deletionProtection: true,
    logRetentionDays: 90,
    corsOrigins: null,
    tableCeiling: { MaxReadRequestUnits: 4_000, MaxWriteRequestUnits: 2_000 },
    monthlyBudgetUsd: null,
  });
});
