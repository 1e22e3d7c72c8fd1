// Follows a CloudWatch log group: follow-log.cjs GROUP SINCE, where SINCE is a number with the unit s, m, h or d. It uses
// `aws logs filter-log-events`, which versions 1 and 2 of the AWS CLI both have.
const { execFile } = require('node:child_process');
const { promisify } = require('node:util');
const { setTimeout: pause } = require('node:timers/promises');

const [group, since = ''] = process.argv.slice(2);
const MILLISECONDS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
/** The pause between two calls. CloudWatch Logs allows five calls per second for the whole account. */
const PAUSE_MS = 2_000;
/** Events may arrive this much later than their timestamp, because functions send them in batches. */
const LATE_MS = 60_000;
const DEADLINE_MS = 60_000;

const [, count, unit] = /^(\d+)([smhd])$/.exec(since) ?? [];
const stop = (message) => {
  console.error(message);
  process.exit(1);
};
if (!count) stop(`SINCE='${since}' is not a time. Give a number of seconds, minutes, hours or days: 30s, 10m, 2h, 1d.`);

const eventsFrom = async (start) => {
  const args = [
    'logs',
    'filter-log-events',
    '--log-group-name',
    group,
    '--start-time',
    String(start),
    '--output',
    'json',
  ];
  const { stdout } = await promisify(execFile)('aws', args, { timeout: DEADLINE_MS, maxBuffer: 2 ** 28 });
  return JSON.parse(stdout).events.sort((a, b) => a.timestamp - b.timestamp);
};

const follow = async () => {
  const began = Date.now() - Number(count) * MILLISECONDS[unit];
  const seen = new Map();
  let from = began;
  for (;;) {
    for (const { eventId, timestamp, message } of await eventsFrom(from)) {
      if (!seen.has(eventId)) console.log(new Date(timestamp).toISOString(), message.trimEnd());
      seen.set(eventId, timestamp);
      from = Math.max(from, timestamp - LATE_MS);
    }
    for (const [eventId, timestamp] of seen) if (timestamp < from) seen.delete(eventId);
    await pause(PAUSE_MS);
  }
};

follow().catch(({ stderr, message }) => stop((stderr || message).trim()));
