import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** What a function prints under Lambda's JSON log format, each line as CloudWatch reads it. */
const printed = (): Record<string, unknown>[] =>
  execFileSync(
    process.execPath,
    ['-r', 'tsx/cjs', '-r', join(__dirname, 'json-console.ts'), join(__dirname, 'log-and-measure.ts')],
    { encoding: 'utf8', env: { ...process.env, POWERTOOLS_DEV: undefined }, timeout: 30_000 },
  )
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

test('a metric is a line of its own, which CloudWatch can make a metric of, and a log line keeps its fields', () => {
  const [logged, metric, byTheConsole, ...others] = printed();
  expect(logged).toMatchObject({ level: 'INFO', message: 'a model answered', service: 'chat', model: 'offline' });
  expect(metric).toMatchObject({
    _aws: {
      CloudWatchMetrics: [
        {
          Namespace: 'Frontdesk',
          Dimensions: [expect.arrayContaining(['service', 'environment'])],
          Metrics: [
            { Name: 'InputTokens', Unit: 'Count' },
            { Name: 'ModelLatency', Unit: 'Milliseconds' },
          ],
        },
      ],
    },
    service: 'chat',
    environment: 'dev',
    InputTokens: 12,
    ModelLatency: 34,
  });
  // What the runtime makes of a metric that goes through the console: text in a message, which CloudWatch cannot use.
  expect(byTheConsole).not.toHaveProperty('_aws');
  expect(byTheConsole).toMatchObject({ message: expect.stringContaining('ByTheConsole') });
  expect(others).toEqual([]);
});
