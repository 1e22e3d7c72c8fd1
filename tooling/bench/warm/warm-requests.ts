import { DEMO_PASSWORD } from '@frontdesk/local/seed/tenant-seed';
import { signIn } from '@frontdesk/testkit/aws';
import { putSettings } from '@frontdesk/testkit/tenant-settings';
import type { Bench } from '../bench';
import { interleave } from '../interleave';
import { compare, type Row } from '../report/row';
import { table } from '../report/table';
import { runProgram } from '../run-program';
import { quantile } from '../statistics';
import { startEcho } from './echo';
import type { Load, LoadJob } from './load';

const ROUNDS = 5;
const AGAINST = 'a bare node:http echo';
const TENANT = 'acme-dental';
const MESSAGE = JSON.stringify({ message: 'What time do you open on Saturdays?' });
const ROUTES = ['GET /health', 'GET /faq', 'POST /chat'] as const;

/** The demo tenant's administrator; nothing limits that tenant while it is measured. */
const unlimitedCaller = async (): Promise<string> => {
  await putSettings(TENANT, { limits: { requests_per_minute: 1_000_000 } });
  return (await signIn(`admin@${TENANT}.example`, DEMO_PASSWORD)).id;
};

const rowsOf = (route: string, connections: number, ours: readonly Load[], echo: readonly Load[]): Row[] => {
  const group = `Warm ${route} through the gateway, ${connections === 1 ? 'one connection' : `${connections} connections`}`;
  const row = (measure: string, of: (load: Load) => number): Row =>
    compare({ group, measure, against: AGAINST }, ours.map(of), echo.map(of));
  return [
    row('requests a second', ({ perSecond }) => perSecond),
    row('p50, ms', ({ latencies }) => quantile(latencies, 0.5)),
    row('p95, ms', ({ latencies }) => quantile(latencies, 0.95)),
  ];
};

/**
 * What a request costs from the caller's side, with gateway, token, function, engine and all; for a turn, the offline model
 * answers.
 */
export const warmRequests = async ({ stack, workshop }: Bench): Promise<string> => {
  const { apiUrl } = await stack();
  const program = await workshop.program('warm/load');
  const authorization = `Bearer ${await unlimitedCaller()}`;
  const load = (origin: string, route: string, connections: number) => (): Promise<Load> => {
    const [method, path] = route.split(' ') as ['GET' | 'POST', string];
    return runProgram<Load>(program, {
      url: origin + path,
      method,
      headers: { authorization, ...(method === 'POST' && { 'content-type': 'application/json' }) },
      ...(method === 'POST' && { body: MESSAGE }),
      connections,
      warmUpMs: 300,
      seconds: 1,
    } satisfies LoadJob);
  };
  const echo = await startEcho(workshop);
  try {
    const rows: Row[] = [];
    for (const connections of [1, 8]) {
      const contestants = {
        echo: load(echo.url, 'POST /', connections),
        ...Object.fromEntries(ROUTES.map((route) => [route, load(apiUrl, route, connections)])),
      };
      await interleave(1, contestants);
      const { echo: bare = [], ...ours } = await interleave<Record<string, () => Promise<Load>>>(ROUNDS, contestants);
      rows.push(...ROUTES.flatMap((route) => rowsOf(route, connections, ours[route] ?? [], bare)));
    }
    return table(rows);
  } finally {
    await echo.close();
  }
};
