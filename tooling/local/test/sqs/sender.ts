/**
 * A process that opens the queues of the folder it is given, sends message after message, deletes every second one, and
 * prints the number of each that is to be there and of each that is not, once that was acknowledged, until it is killed.
 */
import { join } from 'node:path';
import { systemClock } from '@frontdesk/core/time';
import { openQueues } from '@frontdesk/local/sqs/queues';

const run = async (folder: string): Promise<void> => {
  const queues = await openQueues(join(folder, 'messages.jsonl'), systemClock);
  queues.define([{ name: 'q', arn: 'q', visibilityMs: 0, retentionMs: Infinity }]);
  for (let id = 0; ; id += 1) {
    await queues.send([{ queue: 'q', body: String(id) }]);
    process.stdout.write(`+${id}\n`);
    if (id % 2 === 0) continue;
    const messages = await queues.receive('q', { max: 10_000, visibilityMs: 0 });
    const last = messages.find(({ body }) => body === String(id));
    await queues.delete('q', [last?.receipt ?? '']);
    process.stdout.write(`-${id}\n`);
  }
};

run(process.argv[2] ?? '').catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
