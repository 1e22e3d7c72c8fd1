import { proveEnvironment } from './support/prove-environment';

describe('envs/prod', () => {
  proveEnvironment(
    { name: 'prod', deletionProtection: true, logRetentionDays: 90, corsOrigins: null },
    { changes: false },
  );
});
