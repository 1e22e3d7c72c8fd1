import { assertProperty } from '@frontdesk/testkit/assert-property';
import { lambdaContext } from '@frontdesk/testkit/gateway-event';
import { testPlatform } from '@frontdesk/testkit/test-platform';
import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import fc from 'fast-check';
import * as z from 'zod/mini';
import { batchHandler, type ChangeVisibility, type Message, RetryLater } from '../../src/batch';
import { consumerOf, defineFunction, defineQueue, queue } from '../../src/declare';

const orders = defineQueue({ name: 'orders', description: 'Orders', deadLetter: { maxReceives: 5 } });
type Order = Message<{ id: string }>;

const neverAsked: ChangeVisibility = async () => {
  throw new Error('no message was to be put off');
};

/** A function that consumes `orders`, and what its consumer is given to do. */
const consuming = (handle: (message: Order) => Promise<void>, changeVisibility: ChangeVisibility = neverAsked) => {
  const consumer = consumerOf<object>()({
    operation: 'takeOrder',
    summary: 'Takes an order',
    body: z.strictObject({ id: z.string() }),
    handle,
  });
  const fn = defineFunction<object>({ name: 'orders', description: '', triggers: [queue(orders, consumer)] });
  const platform = testPlatform({ changeVisibility });
  const handler = batchHandler(fn, platform, {});
  return {
    platform,
    deliver: async (records: readonly SQSRecord[], remainingMs = 10_000): Promise<string[]> => {
      const answer = await handler({ Records: [...records] }, lambdaContext(remainingMs));
      return (answer as SQSBatchResponse).batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    },
  };
};

const record = (messageId: string, body: string, attributes: Record<string, string> = {}, queueName = 'orders') =>
  ({
    messageId,
    receiptHandle: `receipt of ${messageId}`,
    body,
    attributes: { ApproximateReceiveCount: '2', SentTimestamp: '1700000000000' },
    messageAttributes: Object.fromEntries(
      Object.entries(attributes).map(([name, stringValue]) => [name, { dataType: 'String', stringValue }]),
    ),
    eventSource: 'aws:sqs',
    eventSourceARN: `arn:aws:sqs:us-east-1:000000000000:app-test-${queueName}`,
  }) as unknown as SQSRecord;

test('only the messages that failed are delivered again', async () => {
  await assertProperty(
    fc.asyncProperty(
      fc.uniqueArray(fc.tuple(fc.uuid(), fc.boolean()), { selector: ([id]) => id, maxLength: 10, minLength: 1 }),
      async (messages) => {
        const { deliver } = consuming(async ({ body }) => {
          if (messages.some(([id, fails]) => id === body.id && fails)) throw new Error('no');
        });
        const failed = await deliver(messages.map(([id]) => record(id, JSON.stringify({ id }))));
        expect(failed.sort()).toEqual(messages.flatMap(([id, fails]) => (fails ? [id] : [])).sort());
      },
    ),
  );
});

test.each(['not json', '{}', '{"id":1}', '{"id":"a","more":1}'])(
  'a message whose body is %s never reaches its consumer and counts as failed',
  async (body) => {
    const seen: Order[] = [];
    const { deliver, platform } = consuming(async (message) => void seen.push(message));
    expect(await deliver([record('bad', body), record('good', '{"id":"a"}')])).toEqual(['bad']);
    expect(seen.map(({ id }) => id)).toEqual(['good']);
    expect(Object.fromEntries(platform.counted)).toMatchObject({ Messages: 2, MessageErrors: 1 });
  },
);

test('a message that takes too long fails before Lambda ends the invocation, and the others are kept', async () => {
  const { deliver } = consuming(({ body }) => (body.id === 'slow' ? new Promise(() => undefined) : Promise.resolve()));
  expect(await deliver([record('1', '{"id":"slow"}'), record('2', '{"id":"a"}')], 300)).toEqual(['1']);
});

test("the sender's trace goes on, and its tenant is known", async () => {
  const trace = '0af7651916cd43dd8448eb211c80319c';
  let seen: Order | undefined;
  const { deliver } = consuming(async (message) => {
    seen = message;
  });
  await deliver([record('1', '{"id":"a"}', { clientId: 'acme', traceparent: `00-${trace}-b7ad6b7169203331-01` })]);
  expect(seen?.tenant).toBe('acme');
  expect(seen?.traceparent).toMatch(new RegExp(`^00-${trace}-[0-9a-f]{16}-01$`));
  expect(seen?.traceparent).not.toContain('b7ad6b7169203331');
  expect(seen).toMatchObject({ attempt: 2, receivedAt: 1_700_000_000_000 });
});

test.each(['', 'Acme', 'a#b', '../acme'])(
  'a message of the tenant %p fails if its tenant matters',
  async (clientId) => {
    const { deliver } = consuming(async ({ tenant }) => void tenant);
    expect(await deliver([record('1', '{"id":"a"}', { clientId })])).toEqual(['1']);
  },
);

test('messages of a queue that was not declared are refused', async () => {
  const { deliver } = consuming(async () => undefined);
  await expect(deliver([record('1', '{"id":"a"}', {}, 'invoices')])).rejects.toThrow('does not declare');
});

const putsOff = (seconds: number) => async (): Promise<void> => {
  throw new RetryLater(seconds);
};

test('a message that its consumer puts off comes again after the time that it said, and counts as no error', async () => {
  const asked: unknown[] = [];
  const handle = ({ body }: Order) => (body.id === 'early' ? putsOff(7)() : Promise.resolve());
  const { deliver, platform } = consuming(
    handle,
    async (received, seconds) => void asked.push({ ...received, seconds }),
  );
  expect(await deliver([record('1', '{"id":"early"}'), record('2', '{"id":"a"}')])).toEqual(['1']);
  const queueArn = 'arn:aws:sqs:us-east-1:000000000000:app-test-orders';
  expect(asked).toEqual([{ queueArn, receiptHandle: 'receipt of 1', seconds: 7 }]);
  expect(Object.fromEntries(platform.counted)).toEqual({ Messages: 2 });
});

test('a consumer says when its message comes again should it not live to finish it', async () => {
  const asked: number[] = [];
  const { deliver } = consuming(
    (message) => message.hideFor(35),
    async (_received, seconds) => void asked.push(seconds),
  );
  expect(await deliver([record('1', '{"id":"a"}')])).toEqual([]);
  expect(asked).toEqual([35]);
});

test('a message that could not be put off comes again anyway', async () => {
  const { deliver } = consuming(putsOff(7));
  expect(await deliver([record('1', '{"id":"a"}')])).toEqual(['1']);
});

test.each([-1, 0.5, 43_201, Number.NaN])('a message cannot be put off by %p seconds, and fails', async (seconds) => {
  const { deliver, platform } = consuming(putsOff(seconds));
  expect(await deliver([record('1', '{"id":"a"}')])).toEqual(['1']);
  expect(platform.counted.get('MessageErrors')).toBe(1);
});
