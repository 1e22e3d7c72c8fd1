import { execFile } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { copyCheckout } from '@frontdesk/testkit/checkout';
import { blocksOf, readGuide, writeFiles } from '@frontdesk/testkit/guide';
import type { Checkout } from './support/checkout';
import { DEV } from './support/numbers';
import { proveEnvironment } from './support/prove-environment';
import { proveReplacedFunction } from './support/prove-replaced-function';

const CALLBACKS = join('lambdas', 'callbacks');
const SWITCHBOARD = join('lambdas', 'switchboard');

/**
 * Follows the guide to a queue, adds the function that everything invokes, and builds the result; the copy to deploy then
 * has their two folders and the build.
 */
const addFunctions = async (copy: Checkout): Promise<void> => {
  const checkout = copyCheckout();
  try {
    const guide = readGuide('add-a-queue.md');
    const others = writeFiles(guide, checkout).filter((file) => !file.startsWith(CALLBACKS));
    if (others.length > 0) throw new Error(`The guide has more than a folder written: ${others.join(', ')}`);
    cpSync(join(__dirname, 'switchboard'), join(checkout.root, SWITCHBOARD, 'src'), { recursive: true });
    for (const command of blocksOf(guide, 'sh'))
      await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', command], { cwd: checkout.root, timeout: 400_000 });
    for (const folder of [CALLBACKS, SWITCHBOARD, 'dist'])
      cpSync(join(checkout.root, folder), copy.path(folder), { recursive: true });
  } finally {
    checkout.remove();
  }
};

describe('envs/dev with the queue that the guide adds, and a function with every kind of trigger', () => {
  proveEnvironment(DEV, { prepare: addFunctions, also: proveReplacedFunction });
});
