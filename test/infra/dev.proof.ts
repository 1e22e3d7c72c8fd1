import { proveEnvironment } from './support/prove-environment';

describe('envs/dev', () => {
  proveEnvironment(
    {
      name: 'dev',
      deletionProtection: false,
      logRetentionDays: 14,
      corsOrigins: ['http://localhost:3000', 'http://localhost:5173'],
    },
    { changes: true },
  );
});
