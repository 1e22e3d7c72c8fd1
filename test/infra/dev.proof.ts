import { DEV } from './support/numbers';
import { proveChanges } from './support/prove-changes';
import { proveEnvironment } from './support/prove-environment';

describe('envs/dev', () => {
  proveEnvironment({ ...DEV, monthlyBudgetUsd: 50 }, { also: proveChanges });
});
