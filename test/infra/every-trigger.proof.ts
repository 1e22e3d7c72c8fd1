import { execFile } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { copyCheckout } from '@frontdesk/testkit/checkout';
import { blocksOf, readGuide, writeFiles } from '@frontdesk/testkit/guide';
import type { Checkout } from './support/checkout';
import { proveEnvironment } from './support/prove-environment';

const FOLDER = join('lambdas', 'callbacks');

/** Follows the guide to a queue and builds the result; the copy to deploy then has its one folder and the build. */
const addQueue = async (copy: Checkout): Promise<void> => {
  const checkout = copyCheckout();
  try {
    const guide = readGuide('add-a-queue.md');
    const others = writeFiles(guide, checkout).filter((file) => !file.startsWith(FOLDER));
    if (others.length > 0) throw new Error(`The guide has more than a folder written: ${others.join(', ')}`);
    for (const command of blocksOf(guide, 'sh'))
      await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', command], { cwd: checkout.root, timeout: 400_000 });
    for (const folder of [FOLDER, 'dist']) cpSync(join(checkout.root, folder), copy.path(folder), { recursive: true });
  } finally {
    checkout.remove();
  }
};

describe('envs/dev with the queue that the guide adds', () => {
  proveEnvironment(
    {
      name: 'dev',
      deletionProtection: false,
      logRetentionDays: 14,
      corsOrigins: ['http://localhost:3000', 'http://localhost:5173'],
      tableCeiling: { MaxReadRequestUnits: 1_000, MaxWriteRequestUnits: 500 },
      monthlyBudgetUsd: null,
    },
    { changes: false, prepare: addQueue },
  );
});
