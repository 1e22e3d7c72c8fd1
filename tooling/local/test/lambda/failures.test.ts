import { FunctionError, TimeoutError } from '@frontdesk/local/lambda/errors';
import { closeAll, eventually, lambdaOf } from './bundles';

afterEach(closeAll);

/** Fails as told, and tells at every answer how many events its instance has had. */
const failing = (how: string): string => `
  let events = 0;
  exports.handler = async (event) => { events += 1; if (event.fail) { ${how} } return events; };`;

const failure = async (run: Promise<unknown>): Promise<FunctionError> => {
  const error = await run.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  if (error instanceof FunctionError) return error;
  throw error;
};

describe('a handler’s failure is a function error', () => {
  test('thrown by an async handler, with type, message and trace', async () => {
    const lambda = lambdaOf({ f: failing("throw new RangeError('too far');") });
    const error = await failure(lambda.invoke('f', { fail: true }));
    expect(error).toMatchObject({ errorType: 'RangeError', errorMessage: 'too far' });
    expect(error.trace[0]).toBe('RangeError: too far');
    expect(error.trace[1]).toContain('index.js');
  });

  test('thrown by a handler that is not async', async () => {
    const lambda = lambdaOf({ f: "exports.handler = () => { throw new TypeError('at once'); };" });
    await expect(failure(lambda.invoke('f', {}))).resolves.toMatchObject({
      errorType: 'TypeError',
      errorMessage: 'at once',
    });
  });

  test('handed to the callback', async () => {
    const lambda = lambdaOf({ f: "exports.handler = (e, c, callback) => callback(new Error('called back'));" });
    await expect(failure(lambda.invoke('f', {}))).resolves.toMatchObject({ errorMessage: 'called back' });
  });

  test('thrown without being an Error', async () => {
    const lambda = lambdaOf({ f: "exports.handler = async () => { throw 'text'; };" });
    await expect(failure(lambda.invoke('f', {}))).resolves.toMatchObject({ errorType: 'string', errorMessage: 'text' });
  });

  test('an answer that is not JSON', async () => {
    const lambda = lambdaOf({ f: 'exports.handler = async () => 1n;' });
    await expect(failure(lambda.invoke('f', {}))).resolves.toMatchObject({
      errorMessage: 'Unable to stringify response body',
    });
  });

  test('and the instance stays in service', async () => {
    const lambda = lambdaOf({ f: failing("throw new Error('once');") });
    await failure(lambda.invoke('f', { fail: true }));
    await expect(lambda.invoke('f', {})).resolves.toBe(2);
  });

  test('and is written to the function’s log', async () => {
    const lambda = lambdaOf({ f: failing("throw new Error('for the log');") });
    await failure(lambda.invoke('f', { fail: true }));
    expect(lambda.log.join('\n')).toMatch(
      /^f: \S+Z\t[0-9a-f-]{36}\tERROR\tInvoke Error\t\{"errorType":"Error","errorMessage":"for the log","stack":\[/m,
    );
  });
});

describe('an instance that ends is replaced, and the invocation it held fails', () => {
  const endings: readonly (readonly [title: string, how: string, type: string, message: string | RegExp])[] = [
    [
      'process.exit',
      'process.exit(3);',
      'Runtime.ExitError',
      /^RequestId: [0-9a-f-]{36} Error: Runtime exited with error: exit status 3$/,
    ],
    ['process.exit(0)', 'process.exit(0);', 'Runtime.ExitError', /Runtime exited without providing a reason$/],
    [
      'an unhandled rejection',
      "Promise.reject(new Error('nobody cares')); await new Promise(() => {});",
      'Runtime.UnhandledPromiseRejection',
      'Error: nobody cares',
    ],
    [
      'an uncaught exception',
      "setImmediate(() => { throw new Error('loose'); }); await new Promise(() => {});",
      'Error',
      'loose',
    ],
    [
      'running out of memory',
      'const held = []; for (;;) held.push(new Array(1e5).fill(held.length));',
      'Runtime.ExitError',
      /Runtime exited with error: signal: killed$/,
    ],
  ];

  test.each(endings)('%s', async (_title, how, errorType, message) => {
    const lambda = lambdaOf({ f: failing(how) }, { memoryMb: 32 });
    await expect(lambda.invoke('f', {})).resolves.toBe(1);
    const error = await failure(lambda.invoke('f', { fail: true }));
    expect(error.errorType).toBe(errorType);
    expect(error.errorMessage).toMatch(message);
    await expect(lambda.invoke('f', {})).resolves.toBe(1);
  });

  test('even when it ends between two events', async () => {
    const lambda = lambdaOf({
      f: `let events = 0;
        exports.handler = async (event) => { events += 1; if (event.later) setTimeout(() => process.exit(1), 1); return events; };`,
    });
    await lambda.invoke('f', { later: true });
    await eventually(async () => (await lambda.invoke('f', {}).catch(() => 0)) === 1);
    await expect(lambda.invoke('f', {})).resolves.toBe(2);
  });
});

const MISSING = { name: 'f', handler: 'index.handler', memoryMb: 128, timeoutSeconds: 10, environment: {} };

describe('a bundle that does not load fails every invocation', () => {
  const broken: readonly (readonly [title: string, source: string, type: string])[] = [
    ['a syntax error', 'exports.handler = async () => {', 'Runtime.UserCodeSyntaxError'],
    ['a missing module', "require('no-such-module');", 'Runtime.ImportModuleError'],
    ['no handler', 'exports.other = 1;', 'Runtime.HandlerNotFound'],
    ['a handler that is no function', 'exports.handler = {};', 'Runtime.HandlerNotFound'],
    ['an error at load', "throw new EvalError('not today');", 'EvalError'],
    ['an exit at load', 'process.exit(4);', 'Runtime.ExitError'],
  ];

  test.each(broken)('%s', async (_title, source, errorType) => {
    const lambda = lambdaOf({ f: source });
    await expect(failure(lambda.invoke('f', {}))).resolves.toMatchObject({ errorType });
    await expect(failure(lambda.invoke('f', {}))).resolves.toMatchObject({ errorType });
  });

  test('a bundle that is not there', async () => {
    const lambda = lambdaOf({}, {}, { functions: [{ ...MISSING, bundlePath: '/nowhere/index.js' }] });
    await expect(failure(lambda.invoke('f', {}))).resolves.toMatchObject({ errorType: 'Runtime.ImportModuleError' });
  });

  test('an exit at load, told with the id of the request', async () => {
    const lambda = lambdaOf({ f: 'process.exit(4);' });
    const { errorMessage } = await failure(lambda.invoke('f', {}));
    expect(errorMessage).toMatch(/^RequestId: [0-9a-f-]{36} Error: Runtime exited with error: exit status 4$/);
  });

  test('until a rebuild fixes it', async () => {
    const lambda = lambdaOf({ f: 'exports.handler = async () => {' });
    await failure(lambda.invoke('f', {}));
    lambda.rebuild('f', "exports.handler = async () => 'mended';");
    lambda.reload('f');
    await expect(lambda.invoke('f', {})).resolves.toBe('mended');
  });
});

describe('a function that takes longer than its timeout', () => {
  const SLOW = 'exports.handler = async (event) => { if (event.fail) await new Promise(() => {}); return 1; };';

  test('is ended and fails with Lambda’s message', async () => {
    const lambda = lambdaOf({ f: SLOW }, { timeoutSeconds: 0.25 });
    const error = await failure(lambda.invoke('f', { fail: true }));
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error.errorType).toBe('Sandbox.Timedout');
    expect(error.errorMessage).toMatch(/^RequestId: [0-9a-f-]{36} Error: Task timed out after 0\.25 seconds$/);
    expect(lambda.log.at(-1)).toMatch(/^f: \S+Z [0-9a-f-]{36} Task timed out after 0\.25 seconds$/);
    await expect(lambda.invoke('f', {})).resolves.toBe(1);
  });

  test('even when it never yields', async () => {
    const lambda = lambdaOf(
      { f: 'exports.handler = async (event) => { while (event.fail); return 1; };' },
      { timeoutSeconds: 0.25 },
    );
    await expect(lambda.invoke('f', { fail: true })).rejects.toThrow(TimeoutError);
    await expect(lambda.invoke('f', {})).resolves.toBe(1);
  });
});
