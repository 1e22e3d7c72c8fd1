import { closeAll, lambdaOf } from './bundles';

afterEach(closeAll);

const version = (n: number): string => `
  exports.handler = async ({ ms }) => { await new Promise((resolve) => setTimeout(resolve, ms)); return ${n}; };`;

describe('reload()', () => {
  test('serves the new bundle at once', async () => {
    const lambda = lambdaOf({ f: version(1) });
    await expect(lambda.invoke('f', { ms: 0 })).resolves.toBe(1);
    lambda.rebuild('f', version(2));
    lambda.reload('f');
    await expect(lambda.invoke('f', { ms: 0 })).resolves.toBe(2);
  });

  test('lets running invocations finish on the old bundle, even if only one instance may run', async () => {
    const lambda = lambdaOf({ f: version(1) }, { maxInstances: 1 });
    await lambda.warm();
    const old = lambda.invoke('f', { ms: 100 });
    lambda.rebuild('f', version(2));
    lambda.reload('f');
    await expect(lambda.invoke('f', { ms: 0 })).resolves.toBe(2);
    await expect(old).resolves.toBe(1);
  });

  test('serves waiting callers with the new bundle', async () => {
    const lambda = lambdaOf({ f: version(1) }, { maxInstances: 1 });
    await lambda.warm();
    const old = lambda.invoke('f', { ms: 100 });
    const waiting = lambda.invoke('f', { ms: 0 });
    lambda.rebuild('f', version(2));
    lambda.reload('f');
    await expect(waiting).resolves.toBe(2);
    await expect(old).resolves.toBe(1);
  });

  test('is needed for a rebuild: until then, instances start from the deployed bundle', async () => {
    const lambda = lambdaOf({ f: version(1) });
    lambda.rebuild('f', 'half writ');
    await expect(lambda.invoke('f', { ms: 0 })).resolves.toBe(1);
    lambda.rebuild('f', version(2));
    lambda.reload('f');
    await expect(lambda.invoke('f', { ms: 0 })).resolves.toBe(2);
  });

  test('loses no request, however often it happens under load', async () => {
    const lambda = lambdaOf({ f: version(0) }, { maxInstances: 3 });
    const answers: Promise<unknown>[] = [];
    let latest = 0;
    for (let n = 1; n <= 8; n += 1) {
      for (let caller = 0; caller < 10; caller += 1) answers.push(lambda.invoke('f', { ms: 2 }));
      lambda.rebuild('f', version(n));
      lambda.reload('f');
      latest = n;
      await answers.at(-1);
    }
    expect(await Promise.all(answers)).toHaveLength(80);
    await expect(lambda.invoke('f', { ms: 0 })).resolves.toBe(latest);
  });
});
