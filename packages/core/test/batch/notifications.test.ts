import { lambdaContext } from '@frontdesk/testkit/gateway-event';
import { testPlatform } from '@frontdesk/testkit/test-platform';
import * as z from 'zod/mini';
import { type AsynchronousEvent, batchHandler, RetryLater, type StoredObject } from '../../src/batch';
import {
  bucket,
  consumerOf,
  defineBucket,
  defineFunction,
  defineSchedule,
  defineTopic,
  type Job,
  type ObjectHandler,
  schedule,
  topic,
} from '../../src/declare';

const news = defineTopic({ name: 'news', description: 'News' });
const files = defineBucket({ name: 'files', description: 'Files' });
const nightly = defineSchedule({ name: 'nightly', description: 'At night', expression: 'cron(0 3 * * ? *)' });

interface Work {
  readonly onNews?: (text: string, tenant: string) => Promise<void>;
  readonly onObject?: ObjectHandler<object>;
  readonly job?: Job<object>;
}

const invoke = (work: Work, event: unknown): Promise<unknown> => {
  const consumer = consumerOf<object>()({
    operation: 'readNews',
    summary: '',
    body: z.strictObject({ text: z.string() }),
    handle: async ({ body, tenant }) => work.onNews?.(body.text, tenant),
  });
  const fn = defineFunction<object>({
    name: 'reader',
    description: '',
    triggers: [
      topic(news, consumer),
      bucket(files, ['ObjectCreated'], async (object, deps) => work.onObject?.(object, deps)),
      schedule(nightly, async (invocation, deps) => work.job?.(invocation, deps)),
    ],
  });
  const handler = batchHandler(fn, testPlatform(), {});
  return handler(event as AsynchronousEvent, lambdaContext(10_000));
};

const published = (text: string) => ({
  Records: [
    {
      EventSource: 'aws:sns',
      Sns: {
        TopicArn: 'arn:aws:sns:us-east-1:000000000000:app-test-news',
        MessageId: 'm1',
        Message: JSON.stringify({ text }),
        MessageAttributes: { clientId: { Type: 'String', Value: 'acme' } },
        Timestamp: '2026-01-01T00:00:00.000Z',
      },
    },
  ],
});

const stored = (key: string) => ({
  Records: [
    {
      eventSource: 'aws:s3',
      eventName: 'ObjectCreated:Put',
      eventTime: '2026-01-01T00:00:00.000Z',
      s3: { bucket: { name: 'app-test-000000000000-files' }, object: { key, size: 3 } },
    },
  ],
});

test('what a topic delivers reaches its consumer, with its tenant', async () => {
  const seen: string[] = [];
  await invoke({ onNews: async (text, tenant) => void seen.push(`${tenant}: ${text}`) }, published('hello'));
  expect(seen).toEqual(['acme: hello']);
});

test('an invocation whose work failed fails, so that Lambda tries it again', async () => {
  const failing = async () => {
    throw new Error('no');
  };
  await expect(invoke({ onNews: failing }, published('hello'))).rejects.toThrow('no');
  const later = async () => {
    throw new RetryLater(5);
  };
  await expect(invoke({ onNews: later }, published('hello'))).rejects.toThrow('again in 5 s');
  await expect(invoke({ onObject: failing }, stored('a'))).rejects.toThrow('no');
  const event = { source: 'frontdesk.schedule', schedule: 'nightly', time: '2026-01-01T03:00:00Z' };
  await expect(invoke({ job: failing }, event)).rejects.toThrow('no');
});

test("an object's key is read as it was written, and the tenant from its prefix", async () => {
  const seen: StoredObject[] = [];
  await invoke({ onObject: async (object) => void seen.push(object) }, stored('tenant/acme/a+b%2Bc+%E3%81%82.wav'));
  expect(seen[0]).toMatchObject({ key: 'tenant/acme/a b+c あ.wav', event: 'ObjectCreated', size: 3, tenant: 'acme' });
});

test.each(['acme/a.wav', 'tenant/Acme/a.wav', 'tenant/a.wav'])('an object at %s belongs to no tenant', async (key) => {
  await expect(invoke({ onObject: async ({ tenant }) => void tenant }, stored(key))).rejects.toThrow(
    "outside every tenant's prefix",
  );
});

test.each([
  ['a schedule', { source: 'frontdesk.schedule', schedule: 'hourly', time: '2026-01-01T03:00:00Z' }],
  ['a bucket', { Records: [{ s3: { bucket: { name: 'app-prod-000000000000-files' } } }] }],
  ['nothing', { Records: [] }],
])('an event of %s that was not declared is refused', async (_name, event) => {
  await expect(invoke({}, event)).rejects.toThrow('does not declare');
});
