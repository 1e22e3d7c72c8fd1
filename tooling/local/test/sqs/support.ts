import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Clock } from '@frontdesk/core/time';
import type { QueueDefinition } from '@frontdesk/local/sqs/queue-definition';
import { openQueueSet } from '@frontdesk/local/sqs/queue-set';
import { openQueues, type Queues } from '@frontdesk/local/sqs/queues';
import { createSqs } from '@frontdesk/local/sqs/service';
import type { FunctionPrincipal } from '../../src/endpoint/account';
import { accessOf, account, listen } from '../endpoint/support';

export const queueNamed = (
  name: string,
  visibilityMs = 30_000,
  redrive?: QueueDefinition['redrive'],
): QueueDefinition => ({
  name: `app-test-${name}`,
  arn: `arn:aws:sqs:us-east-1:123456789012:app-test-${name}`,
  visibilityMs,
  retentionMs: 4 * 86_400_000,
  ...(redrive && { redrive }),
});

/** `jobs`, given up after three receives, and `notes`, which never gives up. */
export const DEFINITIONS = [
  queueNamed('jobs', 30_000, { maxReceives: 3, deadLetters: 'app-test-jobs-dead-letters' }),
  queueNamed('jobs-dead-letters'),
  queueNamed('notes'),
];

export interface TestSqs {
  readonly queues: Queues;
  readonly url: string;
  /** A client whose access key is that one: `ADMIN`, or a function's name in capitals. */
  client(accessKeyId?: string): SQSClient;
  urlOf(name: string): string;
  close(): Promise<void>;
}

/** SQS at an endpoint of its own, over a folder that may have been used before. */
export const startSqs = async (
  folder: string,
  clock: Clock,
  functions: readonly FunctionPrincipal[] = [],
): Promise<TestSqs> => {
  const queues = await openQueues(join(folder, 'messages.jsonl'), clock);
  const set = await openQueueSet(join(folder, 'queues.json'), queues);
  set.declare(DEFINITIONS);
  const closing = new AbortController();
  const service = createSqs({ account, queues, set, closing: closing.signal });
  const { url, endpoint } = await listen([service], accessOf(...functions));
  const clients: SQSClient[] = [];
  return {
    queues,
    url,
    urlOf: (name) => `${url}/123456789012/app-test-${name}`,
    client: (accessKeyId = 'ADMIN') => {
      const client = new SQSClient({
        endpoint: url,
        region: 'us-east-1',
        credentials: { accessKeyId, secretAccessKey: 'x' },
        maxAttempts: 1,
      });
      clients.push(client);
      return client;
    },
    close: async () => {
      closing.abort();
      for (const client of clients) client.destroy();
      await endpoint.close();
      await queues.close();
    },
  };
};

/** A folder that is gone after the test. */
export const temporaryFolder = (): { readonly path: string; remove(): void } => {
  const path = mkdtempSync(join(tmpdir(), 'frontdesk-messages-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};
