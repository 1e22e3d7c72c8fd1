import { closeAll, eventually, lambdaOf } from '../lambda/bundles';
import { apiOf, closeApis, expectRefusal, route } from './api';

afterEach(async () => {
  await closeApis();
  await closeAll();
});

const HANDLER = `exports.handler = async (event, context) => {
  const { n, ms, fail } = event.queryStringParameters ?? {};
  if (fail === 'throw') throw new Error('secret');
  if (fail === 'exit') process.exit(1);
  if (fail === 'hang') await new Promise(() => {});
  if (ms) await new Promise((resolve) => setTimeout(resolve, Number(ms)));
  return { statusCode: 200, headers: { 'x-trace': process.env._X_AMZN_TRACE_ID }, body: String(n) };
};`;

describe('the gateway with functions behind it', () => {
  test('answers many callers at once, each with its own answer', async () => {
    const lambda = lambdaOf({ echo: HANDLER }, { maxInstances: 4 });
    const api = await apiOf([route('$default')], { answer: lambda.invoke });
    const replies = await Promise.all(Array.from({ length: 50 }, (_, n) => api.call(`/?n=${n}`)));
    expect(replies.map(({ body }) => body)).toEqual(Array.from({ length: 50 }, (_, n) => String(n)));
  });

  test('hands the caller’s trace to the function', async () => {
    const lambda = lambdaOf({ echo: HANDLER });
    const api = await apiOf([route('$default')], { answer: lambda.invoke });
    const root = 'Root=1-5759e988-bd862e3fe1be46a994272793';
    const reply = await api.call('/', { headers: { 'x-amzn-trace-id': root } });
    expect(reply.headers['x-trace']).toMatch(new RegExp(`^${root};Parent=`));
  });

  test('answers failures as API Gateway does, and goes on', async () => {
    const lambda = lambdaOf({ echo: HANDLER }, { timeoutSeconds: 0.3 });
    const api = await apiOf([route('$default')], { answer: lambda.invoke });
    for (const fail of ['throw', 'exit', 'hang']) {
      expectRefusal(await api.call(`/?fail=${fail}`), 500, 'Internal Server Error');
    }
    expect((await api.call('/?n=1')).body).toBe('1');
  });

  test('gives up before the function does: 503, and a function without instances: 503', async () => {
    const lambda = lambdaOf({ echo: HANDLER });
    const slow = await apiOf([route('$default')], { answer: lambda.invoke, integrationTimeoutMs: 60 });
    expectRefusal(await slow.call('/?ms=2000'), 503, 'Service Unavailable');
    const reserved = lambdaOf({ echo: HANDLER }, { maxInstances: 0 });
    const none = await apiOf([route('$default')], { answer: reserved.invoke });
    expectRefusal(await none.call('/'), 503, 'Service Unavailable');
  });

  test('answers every caller through a reload', async () => {
    const lambda = lambdaOf({ echo: HANDLER }, { maxInstances: 2 });
    const api = await apiOf([route('$default')], { answer: lambda.invoke });
    const replies = Promise.all(Array.from({ length: 30 }, (_, n) => api.call(`/?n=${n}&ms=5`)));
    await eventually(() => api.invoked.length > 5);
    lambda.reload('echo');
    expect(new Set((await replies).map(({ status }) => status))).toEqual(new Set([200]));
  });
});
