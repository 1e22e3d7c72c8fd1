import type { SQSEvent } from 'aws-lambda';
import { endWorkers, eventually, startWorker, type Worker } from './support';

afterEach(endWorkers);

const bodies = ({ events }: Worker): string[] =>
  events<SQSEvent>().flatMap(({ Records }) => Records.map(({ body }) => body));
const left = ({ queues }: Worker) => queues.counts('app-test-jobs');
const nothing = { visible: 0, inFlight: 0, delayed: 0 };

test('a function gets the messages of its queue in Lambda’s format, and they are then deleted', async () => {
  const worker = await startWorker('');
  await worker.queues.send([
    {
      queue: 'app-test-jobs',
      body: '{"n":1}',
      attributes: { clientId: { DataType: 'String', StringValue: 'acme-dental' } },
    },
  ]);
  await eventually(() => worker.events().length === 1);
  expect(worker.events()).toMatchObject([
    {
      Records: [
        {
          body: '{"n":1}',
          attributes: { ApproximateReceiveCount: '1', SentTimestamp: expect.stringMatching(/^\d{13}$/) },
          messageAttributes: { clientId: { stringValue: 'acme-dental', dataType: 'String' } },
          md5OfBody: '082c26c8a6bc75226a31da5495cc9292',
          eventSource: 'aws:sqs',
          eventSourceARN: 'arn:aws:sqs:us-east-1:123456789012:app-test-jobs',
          awsRegion: 'us-east-1',
        },
      ],
    },
  ]);
  await eventually(() => left(worker).inFlight === 0);
  expect(left(worker)).toEqual(nothing);
});

test('only the messages that the answer lists as failed come again, and finally become dead letters', async () => {
  const worker = await startWorker(`
    return { batchItemFailures: event.Records.filter(({ body }) => body === 'bad')
      .map(({ messageId }) => ({ itemIdentifier: messageId })) };`);
  await worker.send('good', 'bad', 'fine');
  await eventually(async () => (await worker.deadLetters()).length > 0);
  expect(await worker.deadLetters()).toEqual(['bad']);
  expect(bodies(worker).sort()).toEqual(['bad', 'bad', 'bad', 'fine', 'good']);
  expect(left(worker)).toEqual(nothing);
});

test.each([
  ['a throw', "throw new Error('no');"],
  ['an identifier that is not in the batch', "return { batchItemFailures: [{ itemIdentifier: 'another' }] };"],
  ['an identifier that is null', 'return { batchItemFailures: [{ itemIdentifier: null }] };'],
  ['an answer of another shape', "return { batchItemFailures: 'all' };"],
])('%s fails the whole batch, which comes again after its visibility timeout', async (_, body) => {
  const worker = await startWorker(body);
  await worker.send('a', 'b');
  await eventually(() => bodies(worker).length >= 4);
  expect(bodies(worker).slice(0, 4).sort()).toEqual(['a', 'a', 'b', 'b']);
});

test('an empty answer, or one without failures, fails no message', async () => {
  const worker = await startWorker("return event.Records[0].body === 'a' ? null : { batchItemFailures: [] };", {
    source: { batch_size: 1 },
  });
  await worker.send('a', 'b');
  await eventually(() => bodies(worker).length === 2 && left(worker).inFlight === 0);
  expect(left(worker)).toEqual(nothing);
});

test('a batch never exceeds its size, and no more batches run than allowed', async () => {
  const worker = await startWorker('await new Promise((resolve) => setTimeout(resolve, 20));', {
    source: { batch_size: 3, maximum_concurrency: 2 },
    visibilitySeconds: 30,
  });
  let most = 0;
  const sample = setInterval(() => {
    most = Math.max(most, worker.sources.underWay());
  }, 1);
  await worker.send(...Array.from({ length: 20 }, (_, n) => String(n)));
  await eventually(() => bodies(worker).length === 20);
  clearInterval(sample);
  expect(most).toBe(2);
  expect(Math.max(...worker.events<SQSEvent>().map(({ Records }) => Records.length))).toBe(3);
});

test('a batch with a window waits for more messages, and starts once it is full', async () => {
  const worker = await startWorker('', {
    source: { batch_size: 3, batching_window_seconds: 30 },
    visibilitySeconds: 60,
  });
  for (const body of ['a', 'b', 'c']) await worker.send(body);
  await eventually(() => bodies(worker).length === 3);
  expect(worker.events()).toHaveLength(1);
});

test('stopping it finishes the running batch and starts no other', async () => {
  // Long beside the moment between two events and the stop, however busy the machine.
  const worker = await startWorker("await new Promise((resolve) => setTimeout(resolve, 1_500)); console.log('done');", {
    source: { batch_size: 1, maximum_concurrency: 2 },
    visibilitySeconds: 60,
  });
  await worker.send('a', 'b', 'c', 'd');
  await eventually(() => worker.events().length === 2);
  await worker.sources.stop();
  expect(worker.lambda.log.filter((line) => line.endsWith('done'))).toHaveLength(2);
  expect(left(worker)).toEqual({ visible: 2, inFlight: 0, delayed: 0 });
});

test('messages of a batch that is cut off can be received at once, as if they had not been', async () => {
  const worker = await startWorker('await new Promise(() => {});', { visibilitySeconds: 60 });
  await worker.send('a', 'b');
  await eventually(() => worker.events().length > 0);
  worker.sources.abandon();
  await worker.lambda.close();
  await worker.sources.stop();
  const again = await worker.queues.receive('app-test-jobs', { max: 10 });
  expect(again.map(({ body, receives }) => [body, receives]).sort()).toEqual([
    ['a', 1],
    ['b', 1],
  ]);
});

test('a window that is cut short returns the messages that it had collected', async () => {
  const worker = await startWorker('', { source: { batching_window_seconds: 300 }, visibilitySeconds: 600 });
  await worker.send('a');
  await eventually(() => left(worker).inFlight === 1);
  await worker.sources.stop();
  expect(left(worker)).toEqual({ visible: 1, inFlight: 0, delayed: 0 });
  expect(worker.events()).toEqual([]);
});
