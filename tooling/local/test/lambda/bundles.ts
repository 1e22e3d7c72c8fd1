import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LocalFunction } from '@frontdesk/local/lambda/function';
import { createLambda, type Lambda, type LambdaOptions } from '@frontdesk/local/lambda/lambda';

export interface TestLambda extends Lambda {
  /** `<function>: <line>`, as they came. */
  readonly log: string[];
  /** Replaces a function's bundle on disk, as a rebuild does. */
  rebuild(name: string, source: string): void;
  folderOf(name: string): string;
}

const running: { lambda: Lambda; folder: string }[] = [];

/** A Lambda of the given handlers (sources of CommonJS bundles), each with the settings that a test needs. */
export const lambdaOf = (
  sources: Readonly<Record<string, string>>,
  settings: Partial<LocalFunction> = {},
  options: Partial<LambdaOptions> = {},
): TestLambda => {
  const folder = mkdtempSync(path.join(tmpdir(), 'frontdesk-lambda-'));
  const log: string[] = [];
  const folderOf = (name: string): string => path.join(folder, name);
  const rebuild = (name: string, source: string): void => writeFileSync(path.join(folderOf(name), 'index.js'), source);
  const functions = Object.entries(sources).map(([name, source]): LocalFunction => {
    mkdirSync(folderOf(name));
    rebuild(name, source);
    return {
      name,
      bundlePath: path.join(folderOf(name), 'index.js'),
      handler: 'index.handler',
      memoryMb: 128,
      timeoutSeconds: 10,
      environment: {},
      ...settings,
    };
  });
  const lambda = createLambda({ functions, onLog: (name, line) => log.push(`${name}: ${line}`), ...options });
  running.push({ lambda, folder });
  return { ...lambda, log, rebuild, folderOf };
};

/** Ends every Lambda that `lambdaOf` made; for `afterEach`. */
export const closeAll = async (): Promise<void> => {
  for (const { lambda, folder } of running.splice(0)) {
    await lambda.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Waits until the condition holds, for at most five seconds. */
export const eventually = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  const deadline = performance.now() + 5000;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error('it did not come about within 5 s');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};
