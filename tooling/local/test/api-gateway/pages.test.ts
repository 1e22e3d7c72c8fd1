import { apiOf, closeApis, expectRefusal, route } from './api';

afterEach(closeApis);

const docs = {
  method: 'GET',
  path: '/docs',
  handle: async (_request: unknown, response: { end(text: string): void }) => response.end('the API reference'),
};

describe('a local page', () => {
  test('is served before the API’s routes', async () => {
    const api = await apiOf([route('$default')], { extras: [docs] });
    expect(await api.call('/docs?x=1')).toMatchObject({ status: 200, body: 'the API reference' });
    expect(api.invoked).toEqual([]);
  });

  test('answers only its own method and path', async () => {
    const api = await apiOf([route('$default')], { extras: [docs] });
    await api.call('/docs', { method: 'POST' });
    await api.call('/docs/more');
    expect(api.invoked).toHaveLength(2);
  });

  test('that fails is a 500', async () => {
    const broken = { ...docs, handle: () => Promise.reject(new Error('no file')) };
    const api = await apiOf([], { extras: [broken] });
    expectRefusal(await api.call('/docs'), 500, 'Internal Server Error');
  });
});

test('the access log has one entry for each request, without its query', async () => {
  const api = await apiOf([route('GET /faq/{faq_id}')]);
  await api.call('/faq/1?token=secret');
  await api.call('/none');
  expect(api.access).toMatchObject([
    { httpMethod: 'GET', path: '/faq/1', routeKey: 'GET /faq/{faq_id}', status: 200, sourceIp: '127.0.0.1' },
    { path: '/none', routeKey: '-', status: 404 },
  ]);
  expect(JSON.stringify(api.access)).not.toContain('secret');
});
