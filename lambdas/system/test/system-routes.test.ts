import { api, sharedStack } from '@frontdesk/testkit/api';

describe('the routes for anyone', () => {
  test('GET /health says that the API answers, and is never cached', async () => {
    const { status, headers, body } = await api('GET /health');
    expect(status).toBe(200);
    expect(body).toEqual({ status: 'ok', environment: 'local', time: expect.stringMatching(/^\d{4}-.*Z$/) });
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('GET /openapi.json is the document, and names every route', async () => {
    const { status, body } = await api('GET /openapi.json');
    expect(status).toBe(200);
    expect(Object.keys(body.paths)).toEqual(expect.arrayContaining(['/chat', '/faq', '/faq/{faq_id}', '/health']));
  });

  test('GET /openapi.json tells services where to get their tokens from this deployment', async () => {
    const { tokenUrl } = (await api('GET /openapi.json')).body.components.securitySchemes.service.flows
      .clientCredentials;
    expect(tokenUrl).toBe(`${sharedStack().aws_endpoint}/oauth2/token`);
  });

  test('GET /asyncapi.json is the document of the WebSocket API, with the frames that clients send and those that they are sent', async () => {
    const { status, body } = await api('GET /asyncapi.json');
    expect(status).toBe(200);
    expect(body.operations).toMatchObject({
      sendMessage: { action: 'receive' },
      pushMessage: { action: 'send' },
      publishMessage: { action: 'send' },
    });
    const { protocol, host, pathname } = body.servers.realtime;
    expect(`${protocol}://${host}${pathname}`).toBe(sharedStack().realtime_url);
  });
});

describe('what no route matches', () => {
  test.each(['/faq/', '/Faq', '/faq/a/b', '/', '/prompt/versions/1/restore/x'])('%s is 404', async (path) => {
    expect(await api(`GET ${path}`)).toMatchObject({ status: 404, body: { code: 'route_not_found' } });
  });

  test('a static path wins over a variable one, also for its methods', async () => {
    const { status, headers } = await api('DELETE /faq/search');
    // DELETE /faq/{faq_id} takes it: "search" is an address like any other there.
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toContain('Bearer');
  });

  test("a browser's preflight is answered, with API Gateway's CORS headers", async () => {
    const { status, headers } = await api('OPTIONS /chat', {
      headers: { origin: 'http://localhost:5173', 'access-control-request-method': 'POST' },
    });
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-allow-methods')).toContain('POST');
    expect(headers.get('access-control-allow-headers')).toContain('authorization');
  });
});
