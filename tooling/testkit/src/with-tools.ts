import { execFileSync } from 'node:child_process';

const has = (tool: string): boolean => {
  try {
    execFileSync('/bin/sh', ['-c', `command -v ${tool}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/**
 * `describe` for tests that need programs that a plain machine may lack. If one is missing, the tests are skipped with
 * a message that says why; in CI they fail.
 */
export const describeWith = (tools: readonly string[], name: string, tests: () => void): void => {
  const missing = tools.filter((tool) => !has(tool));
  if (missing.length === 0) {
    describe(name, tests);
  } else if (process.env.CI === 'true') {
    test(name, () => {
      throw new Error(`CI must have: ${missing.join(', ')}`);
    });
  } else {
    process.stderr.write(`skipped: ${name} (not on this machine: ${missing.join(', ')})\n`);
    describe.skip(name, tests);
  }
};
