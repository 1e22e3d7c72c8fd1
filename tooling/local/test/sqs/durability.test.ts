import { once } from 'node:events';
import { join } from 'node:path';
import { systemClock } from '@frontdesk/core/time';
import { openQueues } from '@frontdesk/local/sqs/queues';
import { endChildren, startChild } from '@frontdesk/testkit/child-processes';
import { eventually } from '../dynamodb/engine/support';
import { DEFINITIONS, temporaryFolder } from './support';

const folder = temporaryFolder();
afterAll(async () => {
  await endChildren();
  folder.remove();
});

const start = async () => {
  const queues = await openQueues(join(folder.path, 'messages.jsonl'), systemClock);
  queues.define([...DEFINITIONS, { name: 'q', arn: 'q', visibilityMs: 0, retentionMs: Infinity }]);
  return queues;
};

test('acknowledged changes survive kill -9: sent messages are there, deleted ones are not', async () => {
  const sender = startChild(['-r', 'tsx/cjs', join(__dirname, 'sender.ts'), folder.path]);
  let said = '';
  sender.stdout.on('data', (text) => {
    said += text;
  });
  await eventually(() => said.split('\n').length > 100, 20_000);
  sender.kill('SIGKILL');
  await once(sender, 'close');

  const lines = said.split('\n').slice(0, -1);
  const deleted = new Set(lines.filter((line) => line.startsWith('-')).map((line) => line.slice(1)));
  const sent = lines.filter((line) => line.startsWith('+')).map((line) => line.slice(1));
  const queues = await start();
  const bodies = (await queues.receive('q', { max: 10_000 })).map(({ body }) => body);
  // The last one may have been deleted, and the process killed before it could say so.
  const missing = sent.slice(0, -1).filter((id) => !deleted.has(id) && !bodies.includes(id));
  expect(missing).toEqual([]);
  expect(bodies.filter((id) => deleted.has(id))).toEqual([]);
  await queues.close();
});

test('the receipt, the number of receives and the visibility of a message survive the process', async () => {
  const first = await start();
  await first.send([{ queue: 'app-test-jobs', body: 'x' }]);
  const [received] = await first.receive('app-test-jobs', { max: 1 });
  await first.close();

  const second = await start();
  expect(await second.receive('app-test-jobs', { max: 1 })).toEqual([]);
  expect(await second.changeVisibility('app-test-jobs', received?.receipt ?? '', 0)).toBe(true);
  expect(await second.receive('app-test-jobs', { max: 1 })).toMatchObject([{ id: received?.id, receives: 2 }]);
  await second.close();
});

test('a queue that is no longer declared keeps its messages until it is declared again', async () => {
  const first = await start();
  await first.send([{ queue: 'app-test-notes', body: 'kept' }]);
  await first.close();
  const second = await start();
  second.define([]);
  await second.close();
  const third = await start();
  expect(await third.receive('app-test-notes', { max: 1 })).toMatchObject([{ body: 'kept' }]);
  await third.close();
});
