import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findTools } from './support/tools';

/**
 * `make test-infra`: proves the Terraform by applying it to an emulator. Where the tools for it are missing it says so and
 * passes; in CI (`CI=true`) that is a failure. With `--announce`, at the end of `make test`, it only says where the
 * proof stands, because it takes longer than all other tests together.
 */
const tools = findTools();
if (process.argv.includes('--announce') && !('missing' in tools)) {
  console.log('Not part of this: `make test-infra` proves the deployment, and so does CI.');
} else if ('missing' in tools) {
  const inCi = process.env.CI === 'true';
  console.log(`${inCi ? 'FAILED' : 'Skipped'}: the proof of the deployment needs ${tools.missing.join(', and ')}.`);
  process.exitCode = inCi ? 1 : 0;
} else {
  const { status } = spawnSync(
    join('node_modules', '.bin', 'jest'),
    ['-c', join('test', 'infra', 'jest.config.cjs'), ...process.argv.slice(2)],
    { stdio: 'inherit', env: { ...process.env, INFRA_TOOLS: JSON.stringify(tools) } },
  );
  process.exitCode = status ?? 1;
}
