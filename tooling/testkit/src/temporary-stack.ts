import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AccessEntry } from '@frontdesk/local/api-gateway/access-log';
import { type Stack, startStack } from '@frontdesk/local/stack/stack';
import { quietLog } from './quiet-log';

export type { AccessEntry };

export interface TemporaryStack extends Stack {
  /** The data folder; removed with the stack. */
  readonly data: string;
}

export interface TemporaryStackOptions {
  readonly throttling?: boolean;
  readonly openai?: { apiKey: string; baseUrl: string; model: string; embeddingModel?: string };
  readonly bedrock?: { url: string; model: string };
  /** What to run, if not what the build made. */
  readonly dist?: string;
  onFunctionLog?(name: string, line: string): void;
  onAccess?(entry: AccessEntry): void;
}

/** Starts the whole product on free ports with a data folder of its own. */
export const startTemporaryStack = async (options: TemporaryStackOptions = {}): Promise<TemporaryStack> => {
  const data = mkdtempSync(join(tmpdir(), 'frontdesk-test-'));
  const stack = await startStack({
    dist: options.dist ?? join(__dirname, '..', '..', '..', 'dist'),
    data,
    port: 0,
    awsPort: 0,
    throttling: options.throttling ?? false,
    openai: options.openai ?? {},
    bedrock: options.bedrock,
    log: quietLog,
    onFunctionLog: options.onFunctionLog ?? (() => undefined),
    ...(options.onAccess && { onAccess: options.onAccess }),
  });
  return {
    ...stack,
    data,
    close: async () => {
      await stack.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
};
