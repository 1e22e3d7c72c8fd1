import {
  CallerTimeoutError,
  FunctionError,
  LambdaClosedError,
  TooManyRequestsError,
} from '@frontdesk/local/lambda/errors';
import { defaultMaxInstances } from '@frontdesk/local/lambda/function';
import { closeAll, eventually, lambdaOf } from './bundles';

afterEach(closeAll);

/** Answers which instance ran it, how many events that instance had, and how many ran in it at once. */
const COUNTING = `
  const instance = require('node:crypto').randomUUID();
  let events = 0, now = 0, most = 0;
  exports.handler = async ({ ms }) => {
    events += 1; now += 1; most = Math.max(most, now);
    await new Promise((resolve) => setTimeout(resolve, ms));
    now -= 1;
    return { instance, events, most };
  };`;

interface Ran {
  readonly instance: string;
  readonly events: number;
  readonly most: number;
}

const many = async (lambda: ReturnType<typeof lambdaOf>, count: number, ms: number): Promise<Ran[]> =>
  (await Promise.all(Array.from({ length: count }, () => lambda.invoke('f', { ms })))) as Ran[];

const instances = (ran: readonly Ran[]): Set<string> => new Set(ran.map(({ instance }) => instance));

describe('instances', () => {
  test('handle one event at a time and are added on demand', async () => {
    const lambda = lambdaOf({ f: COUNTING });
    const ran = await many(lambda, 4, 50);
    expect(instances(ran).size).toBe(4);
    expect(Math.max(...ran.map(({ most }) => most))).toBe(1);
  });

  test('are reused while warm', async () => {
    const lambda = lambdaOf({ f: COUNTING });
    const ran = [...(await many(lambda, 1, 0)), ...(await many(lambda, 1, 0)), ...(await many(lambda, 1, 0))];
    expect(instances(ran).size).toBe(1);
    expect(ran.map(({ events }) => events)).toEqual([1, 2, 3]);
  });

  test('that were used last are used first', async () => {
    const lambda = lambdaOf({ f: COUNTING });
    await many(lambda, 2, 20);
    const [quick, slow] = (await Promise.all([lambda.invoke('f', { ms: 0 }), lambda.invoke('f', { ms: 80 })])) as Ran[];
    expect(quick?.instance).not.toBe(slow?.instance);
    expect((await many(lambda, 1, 0))[0]?.instance).toBe(slow?.instance);
  });

  test('never exceed their limit', async () => {
    const lambda = lambdaOf({ f: COUNTING }, { maxInstances: 2 });
    const ran = await many(lambda, 12, 5);
    expect(instances(ran).size).toBe(2);
    expect(Math.max(...ran.map(({ most }) => most))).toBe(1);
  });

  test('have a limit even if the function has none of its own', async () => {
    const lambda = lambdaOf({ f: COUNTING });
    const ran = await many(lambda, 8 * defaultMaxInstances(), 5);
    expect(instances(ran).size).toBeLessThanOrEqual(defaultMaxInstances());
  });

  test('serve callers beyond the limit in the order in which they came', async () => {
    const lambda = lambdaOf({ f: COUNTING }, { maxInstances: 1 });
    const ran = await many(lambda, 10, 1);
    expect(ran.map(({ events }) => events)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test('with a limit of zero refuse every invocation', async () => {
    const lambda = lambdaOf({ f: COUNTING }, { maxInstances: 0 });
    await expect(lambda.invoke('f', { ms: 0 })).rejects.toThrow(TooManyRequestsError);
    await expect(lambda.warm()).resolves.toHaveLength(1);
  });

  test('are replaced when a crash ends all that the limit allows', async () => {
    const lambda = lambdaOf(
      { f: 'exports.handler = async ({ n }) => { if (n % 2) process.exit(1); return n; };' },
      { maxInstances: 1 },
    );
    const results = await Promise.allSettled([0, 1, 2, 3, 4].map((n) => lambda.invoke('f', { n })));
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
  });

  test('beyond the first are ended when idle', async () => {
    const lambda = lambdaOf({ f: `${COUNTING} process.on('exit', () => console.log('ended'));` }, {}, { idleMs: 50 });
    const first = instances(await many(lambda, 4, 20));
    await eventually(() => lambda.log.filter((line) => line === 'f: ended').length === 3);
    expect(first).toContain((await many(lambda, 1, 0))[0]?.instance);
  });
});

describe('a caller’s patience', () => {
  test('ends the wait for an answer, while the function keeps running', async () => {
    const lambda = lambdaOf({
      f: "exports.handler = async ({ ms }) => { await new Promise((r) => setTimeout(r, ms)); console.log('ran on'); };",
    });
    await lambda.warm();
    await expect(lambda.invoke('f', { ms: 100 }, { timeoutMs: 20 })).rejects.toThrow(CallerTimeoutError);
    await eventually(() => lambda.log.includes('f: ran on'));
  });

  test('removes the caller from the queue, and its event never runs', async () => {
    const lambda = lambdaOf(
      { f: 'exports.handler = async ({ n, ms }) => { console.log(n); await new Promise((r) => setTimeout(r, ms)); };' },
      { maxInstances: 1 },
    );
    const first = lambda.invoke('f', { n: 'first', ms: 150 });
    await expect(lambda.invoke('f', { n: 'second', ms: 0 }, { timeoutMs: 20 })).rejects.toThrow(CallerTimeoutError);
    await first;
    await lambda.invoke('f', { n: 'third', ms: 0 });
    await eventually(() => lambda.log.includes('f: third'));
    expect(lambda.log).toEqual(['f: first', 'f: third']);
  });

  test('does not matter if a thousand callers are waiting: more are refused at once', async () => {
    const lambda = lambdaOf({ f: COUNTING }, { maxInstances: 1 });
    const waiting = Array.from({ length: 1001 }, () =>
      lambda.invoke('f', { ms: 1000 }).catch((error: unknown) => error),
    );
    await expect(lambda.invoke('f', { ms: 0 })).rejects.toThrow(TooManyRequestsError);
    await lambda.close();
    await Promise.all(waiting);
  });
});

describe('warm()', () => {
  test('starts one instance of each function, which then serves', async () => {
    const lambda = lambdaOf({ f: COUNTING, g: COUNTING });
    const started = await lambda.warm();
    expect(started.map(({ functionName }) => functionName)).toEqual(['f', 'g']);
    for (const { initMs, error } of started) {
      expect(error).toBeUndefined();
      expect(initMs).toBeGreaterThan(0);
    }
    expect(instances(await many(lambda, 1, 0)).size).toBe(1);
  });

  test('reports a bundle that does not load and starts the others', async () => {
    const lambda = lambdaOf({ broken: 'exports.handler = async () => {', f: COUNTING });
    const [broken, fine] = await lambda.warm();
    expect(broken?.error?.errorType).toBe('Runtime.UserCodeSyntaxError');
    expect(fine?.error).toBeUndefined();
    await expect(many(lambda, 1, 0)).resolves.toHaveLength(1);
  });
});

describe('what a function writes', () => {
  test('reaches the log line by line, from both streams, including a last line without an end', async () => {
    const lambda = lambdaOf({
      f: "exports.handler = async () => { console.log('one\\ntwo ü'); console.error('three'); process.stdout.write('four'); };",
    });
    await lambda.invoke('f', {});
    expect(lambda.log).toEqual(['f: one', 'f: two ü', 'f: three']);
    await lambda.close();
    expect(lambda.log).toEqual(['f: one', 'f: two ü', 'f: three', 'f: four']);
  });

  test('keeps a character together that is written in two pieces', async () => {
    const lambda = lambdaOf({
      f: "exports.handler = async () => { for (const byte of Buffer.from('ü\\n')) process.stdout.write(Buffer.from([byte])); };",
    });
    await lambda.invoke('f', {});
    expect(lambda.log).toEqual(['f: ü']);
  });

  test('is there even if the function then never yields', async () => {
    const lambda = lambdaOf(
      { f: "exports.handler = () => { console.log('before'); for (;;); };" },
      { timeoutSeconds: 1 },
    );
    await expect(lambda.invoke('f', {})).rejects.toThrow(FunctionError);
    expect(lambda.log[0]).toBe('f: before');
  });
});

describe('close()', () => {
  test('ends running invocations and refuses waiting and new ones', async () => {
    const lambda = lambdaOf({ f: COUNTING }, { maxInstances: 1 });
    const running = lambda.invoke('f', { ms: 60_000 });
    const waiting = lambda.invoke('f', { ms: 0 });
    const refused = Promise.all([
      expect(running).rejects.toMatchObject({ errorType: 'Runtime.ExitError' }),
      expect(waiting).rejects.toThrow(LambdaClosedError),
    ]);
    await lambda.close();
    await refused;
    await expect(lambda.invoke('f', { ms: 0 })).rejects.toThrow(LambdaClosedError);
  });
});
