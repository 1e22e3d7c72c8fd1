import { DEV } from './support/numbers';
import { proveBots } from './support/prove-bots';
import { proveChanges } from './support/prove-changes';
import { proveEnvironment } from './support/prove-environment';

describe('envs/dev', () => {
  proveEnvironment(
    { ...DEV, monthlyBudgetUsd: 50 },
    {
      also: (proved, numbers) => {
        proveChanges(proved, numbers);
        proveBots(proved);
      },
    },
  );
});
