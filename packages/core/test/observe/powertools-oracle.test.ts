/** Powertools is the oracle of our log lines and metrics: the same calls make the same lines on the same streams. */
import { assertProperty } from '@frontdesk/testkit/assert-property';
import fc from 'fast-check';
import { createLog, createMetrics, type Log, type Metrics } from '../../src/observe';
import { powertoolsLog, powertoolsMetrics } from './powertools';

afterEach(() => {
  for (const name of ['POWERTOOLS_LOG_LEVEL', 'AWS_LAMBDA_LOG_LEVEL', '_X_AMZN_TRACE_ID']) delete process.env[name];
});

/** What is printed meanwhile, line by line, without the time. */
const printed = (act: () => void): unknown[] => {
  const lines: unknown[] = [];
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    jest.spyOn(process[stream], 'write').mockImplementation((text) => {
      const { timestamp, _aws, ...line } = JSON.parse(String(text)) as Record<string, unknown>;
      lines.push({ stream, line, timed: typeof timestamp, _aws: _aws && { ...(_aws as object), Timestamp: 0 } });
      return true;
    }),
  );
  try {
    act();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return lines;
};

const plain = fc.oneof(fc.string(), fc.double({ noNaN: true }), fc.constantFrom(null, '', 0, false, 12n));
const field = fc.oneof(
  plain,
  fc.jsonValue(),
  fc.string().map((message) => new Error(message)),
  fc.string().map((message) => new TypeError(message, { cause: new Error('inner') })),
);
const name = fc.constantFrom('status', 'tenant', 'question', 'error', 'route', 'nested');
const fields = fc.dictionary(name, field, { maxKeys: 4, noNullPrototype: true });
/** What is kept is plain here: Powertools merges a kept object with a new one of the same name, where ours replaces it. */
const kept = fc.dictionary(name, plain, { maxKeys: 4, noNullPrototype: true });
const message = fc.constantFrom('request', 'a model failed');
const step = fc.oneof(
  fc.tuple(fc.constantFrom('info', 'warn', 'error'), message, fields),
  fc.tuple(fc.constantFrom('append', 'begin', 'child'), kept),
);
type Step = [string, ...unknown[]];

const run = (log: Log, steps: readonly Step[]): void => {
  let current = log;
  for (const [method, ...args] of steps) {
    const next = (current[method as keyof Log] as (...given: unknown[]) => unknown)(...args);
    // Its parent is not used any more: of Powertools' children, what is appended to one is not always its own.
    if (method === 'child') current = next as Log;
  }
};

test.each([undefined, 'INFO', 'WARN', 'ERROR', 'CRITICAL', 'SILENT', 'TRACE', 'loud'])(
  'whatever is logged, at the level %p the same lines are printed',
  (level) => {
    if (level) process.env.POWERTOOLS_LOG_LEVEL = level;
    process.env._X_AMZN_TRACE_ID = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1';
    assertProperty(
      fc.property(fc.array(step, { maxLength: 6 }), (steps) => {
        const oracle = printed(() => run(powertoolsLog('chat'), steps as Step[]));
        expect(printed(() => run(createLog('chat'), steps as Step[]))).toEqual(oracle);
      }),
      { numRuns: 60 },
    );
  },
);

test('a line keeps its own message, level and service, whatever its fields are called', () => {
  // Powertools drops such fields too, and prints a warning about each.
  const secret = 'my knee hurts';
  const lines = printed(() =>
    createLog('chat').info('request', { message: secret, level: 'x', service: 'y', status: 200 }),
  );
  expect(lines).toMatchObject([{ line: { message: 'request', level: 'INFO', service: 'chat', status: 200 } }]);
  expect(JSON.stringify(lines)).not.toContain(secret);
});

test('a field given again replaces the one kept, whatever it held', () => {
  const steps: Step[] = [
    ['append', { nested: { a: 1 } }],
    ['append', { nested: { b: 2 } }],
    ['info', 'request', {}],
    ['info', 'request', { nested: { c: 3 } }],
  ];
  const lines = printed(() => run(createLog('chat'), steps));
  expect(lines).toMatchObject([{ line: { nested: { b: 2 } } }, { line: { nested: { c: 3 } } }]);
  expect(JSON.stringify(lines)).not.toContain('"a"');
});

test("Lambda's own setting of the level comes before Powertools'", () => {
  Object.assign(process.env, { AWS_LAMBDA_LOG_LEVEL: 'ERROR', POWERTOOLS_LOG_LEVEL: 'ERROR' });
  const lines = (log: Log) => printed(() => run(log, [['info', 'a', {}] as Step, ['error', 'b', {}]]));
  expect(lines(createLog('chat'))).toEqual(lines(powertoolsLog('chat')));
  expect(lines(createLog('chat'))).toHaveLength(1);
});

test('whatever is measured, the same metrics are printed', () => {
  const measure = fc.oneof(
    { weight: 30, arbitrary: fc.tuple(fc.constant('count' as const), fc.nat({ max: 120 }), fc.nat()) },
    { weight: 10, arbitrary: fc.tuple(fc.constant('milliseconds' as const), fc.nat({ max: 3 }), fc.nat()) },
  );
  const all = (metrics: Metrics, made: readonly (readonly ['count' | 'milliseconds', number, number])[]) =>
    printed(() => {
      for (const [method, metric, value] of made) metrics[method](`${method}${metric}`, value);
      if (made.length > 0) metrics.flush();
    });
  assertProperty(
    fc.property(fc.array(measure, { maxLength: 99 }), (made) => {
      expect(all(createMetrics('chat', 'dev'), made)).toEqual(all(powertoolsMetrics('chat', 'dev'), made));
    }),
    { numRuns: 60 },
  );
});

test('more than a line may hold is printed in several', () => {
  const metrics = createMetrics('chat', 'dev');
  const lines = printed(() => {
    for (let value = 0; value < 250; value += 1) metrics.milliseconds('Latency', value);
    for (let metric = 0; metric < 120; metric += 1) metrics.count(`Metric${metric}`);
    metrics.flush();
    metrics.flush();
  }) as { line: Record<string, unknown> }[];
  const values = lines.flatMap(({ line }) => line.Latency ?? []);
  expect(values).toEqual(Array.from({ length: 250 }, (_, value) => value));
  expect(new Set(lines.flatMap(({ line }) => Object.keys(line).filter((key) => key.startsWith('Metric')))).size).toBe(
    120,
  );
  for (const { line } of lines) expect(Object.keys(line).length).toBeLessThanOrEqual(102);
});
