import { endWorkers, eventually, startWorker, type Worker } from './support';

afterEach(endWorkers);

const NOTES = { kind: 'topic', name: 'notes', filter: null } as const;
const invoke = ({ queues }: Worker, event: object) =>
  queues.send([{ queue: 'app-test-worker:asynchronous', body: JSON.stringify(event) }]);
const left = ({ queues }: Worker) => queues.counts('app-test-worker:asynchronous');

test('an event that succeeds is processed once', async () => {
  const worker = await startWorker('', { source: NOTES });
  await invoke(worker, { n: 1 });
  await eventually(() => worker.events().length === 1 && left(worker).inFlight === 0);
  expect(worker.events()).toEqual([{ n: 1 }]);
  expect(left(worker)).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
});

test('an event that fails is tried three times and then becomes a dead letter that says why', async () => {
  const worker = await startWorker("throw new Error('the printer is on fire');", { source: NOTES });
  await invoke(worker, { n: 1 });
  await eventually(async () => (await worker.deadLetters()).length > 0);
  expect(worker.events()).toHaveLength(3);
  const [letter] = await worker.queues.receive('app-test-worker-invocations-dead-letters', { max: 10 });
  expect(letter).toMatchObject({
    body: '{"n":1}',
    attributes: {
      RequestID: { StringValue: expect.stringMatching(/^[0-9a-f-]{36}$/) },
      ErrorMessage: { StringValue: 'Error: the printer is on fire' },
    },
  });
});

test('an event that was cut off is tried again as if it had not been tried', async () => {
  const worker = await startWorker('await new Promise(() => {});', { source: NOTES });
  await invoke(worker, { n: 1 });
  await eventually(() => worker.events().length === 1);
  worker.sources.abandon();
  await worker.lambda.close();
  await worker.sources.stop();
  expect(await worker.queues.receive('app-test-worker:asynchronous', { max: 1 })).toMatchObject([
    { body: '{"n":1}', receives: 1 },
  ]);
});
