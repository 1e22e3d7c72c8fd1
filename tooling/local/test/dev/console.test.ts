import { accessLine } from '../../src/dev/console';

const entry = (over: object) => ({
  requestId: 'r',
  sourceIp: '127.0.0.1',
  requestTimeEpoch: 0,
  httpMethod: 'GET',
  path: '/',
  routeKey: '$default',
  status: 200,
  responseLatency: 3,
  ...over,
});

describe('the line that a request leaves on the console', () => {
  test('names its route, not its path', () => {
    expect(accessLine(entry({ path: '/tasks/sam-carter', routeKey: 'GET /tasks/{name}' }))).toBe(
      '200 GET    /tasks/{name}  3 ms',
    );
  });

  test.each(['/customers/+12025550123/export', '/nope/my+knee+hurts'])(
    'shows only the beginning of a path without a route: %s',
    (path) => {
      const line = accessLine(entry({ path, status: 404 }));
      expect(line).not.toMatch(/2025550123|knee/);
      expect(line).toContain('/…');
    },
  );
});
