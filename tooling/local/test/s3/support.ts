import { S3Client } from '@aws-sdk/client-s3';
import type { ObjectEvent } from '@frontdesk/local/s3/notifications';
import { type ObjectStore, openObjectStore } from '@frontdesk/local/s3/object-store';
import { createS3 } from '@frontdesk/local/s3/service';
import type { FunctionPrincipal } from '../../src/endpoint/account';
import { accessOf, account, listen, type RunningEndpoint } from '../endpoint/support';
import { temporaryFolder } from '../sqs/support';

export const Bucket = 'app-test-123456789012-recordings';

const principal = (name: string, ...actions: string[]): FunctionPrincipal => ({
  kind: 'function',
  function: name,
  secretAccessKey: 'x',
  grants: [{ resource: { kind: 'bucket', name: 'recordings' }, actions: actions.map((action) => `s3:${action}`) }],
});

export interface TestS3 {
  readonly folder: string;
  readonly store: ObjectStore;
  readonly url: string;
  /** What functions were notified of. */
  readonly events: ObjectEvent[];
  /** Moves S3's clock by so many milliseconds. */
  advance(ms: number): void;
  /** A client whose access key is that one: `ADMIN`, `READER` who may get, or `WRITER` who may put and list. */
  as(accessKeyId?: string, secretAccessKey?: string): S3Client;
  /** Ends it and starts it again over the same folder; `between` is done meanwhile. */
  restart(between?: () => void): Promise<void>;
  /** Removes all objects, and sets the clock right. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** S3 with the bucket `recordings`, at an endpoint of its own. */
export const startS3 = async (): Promise<TestS3> => {
  const folder = temporaryFolder();
  const access = accessOf(principal('reader', 'GetObject'), principal('writer', 'PutObject', 'ListBucket'));
  const events: ObjectEvent[] = [];
  let store: ObjectStore;
  let running: RunningEndpoint;
  let clients: S3Client[] = [];
  let ahead = 0;
  const clock = { now: () => Date.now() + ahead };
  const start = async (): Promise<void> => {
    store = await openObjectStore(folder.path, clock);
    const s3 = createS3({
      account,
      store,
      clock,
      access,
      buckets: () => ['recordings', 'exports'],
      uploadable: () => ['recordings'],
      notify: async (event) => void events.push(event),
    });
    running = await listen([s3], access);
  };
  const stop = async (): Promise<void> => {
    for (const client of clients) client.destroy();
    clients = [];
    await running.endpoint.close();
    await store.close();
  };
  await start();
  return {
    folder: folder.path,
    get store() {
      return store;
    },
    get url() {
      return running.url;
    },
    events,
    advance: (ms) => {
      ahead += ms;
    },
    as: (accessKeyId = 'ADMIN', secretAccessKey = 'x') => {
      const client = new S3Client({
        endpoint: running.url,
        region: 'us-east-1',
        credentials: { accessKeyId, secretAccessKey },
        forcePathStyle: true,
        maxAttempts: 1,
      });
      clients.push(client);
      return client;
    },
    restart: async (between) => {
      await stop();
      between?.();
      await start();
    },
    reset: async () => {
      for (const { key } of store.list(Bucket)) await store.remove(Bucket, key);
      events.length = 0;
      ahead = 0;
    },
    close: async () => {
      await stop();
      folder.remove();
    },
  };
};
