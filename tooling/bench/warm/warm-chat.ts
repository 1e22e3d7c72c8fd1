import { DEMO_PASSWORD } from '@frontdesk/local/seed/tenant-seed';
import type { Stack } from '@frontdesk/local/stack/stack';
import { signIn } from '@frontdesk/testkit/aws';
import { putSettings } from '@frontdesk/testkit/tenant-settings';
import type { Workshop } from '../compile';
import { interleave } from '../interleave';
import { compare, type Row } from '../report/row';
import { runProgram } from '../run-program';
import { quantile } from '../statistics';
import type { Load, LoadJob } from './client';
import { startEcho } from './echo';

const ROUNDS = 5;
const REQUESTS = 100;
const AGAINST = 'a bare node:http echo';
const TENANT = 'acme-dental';

/** The demo tenant's administrator; nothing limits that tenant while it is measured. */
const unlimitedCaller = async (): Promise<string> => {
  await putSettings(TENANT, { limits: { requests_per_minute: 1_000_000 } });
  return (await signIn(`admin@${TENANT}.example`, DEMO_PASSWORD)).id;
};

const rowsOf = (parallel: number, ours: readonly Load[], echo: readonly Load[]): Row[] => {
  const group = `Warm POST /chat through the gateway, offline model, ${parallel === 1 ? 'one request' : `${parallel} requests`} at a time`;
  const row = (measure: string, of: (load: Load) => number): Row =>
    compare({ group, measure, against: AGAINST }, ours.map(of), echo.map(of));
  return [
    row('requests a second', ({ perSecond }) => perSecond),
    row('p50, ms', ({ latencies }) => quantile(latencies, 0.5)),
    row('p95, ms', ({ latencies }) => quantile(latencies, 0.95)),
  ];
};

/** What a turn costs from the caller's side, with gateway, token, function, engine and all, but no language model. */
export const warmChat = async (stack: Stack, workshop: Workshop): Promise<Row[]> => {
  const client = await workshop.program('warm/client');
  const token = await unlimitedCaller();
  const echo = await startEcho();
  const rows: Row[] = [];
  try {
    for (const parallel of [1, 8]) {
      const load = (url: string) => () =>
        runProgram<Load>(client, {
          url,
          headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
          body: JSON.stringify({ message: 'What time do you open on Saturdays?' }),
          warmUp: 20,
          requests: REQUESTS,
          parallel,
        } satisfies LoadJob);
      const contestants = { ours: load(`${stack.apiUrl}/chat`), echo: load(echo.url) };
      await interleave(1, contestants);
      const { ours, echo: bare } = await interleave(ROUNDS, contestants);
      rows.push(...rowsOf(parallel, ours, bare));
    }
  } finally {
    await echo.close();
  }
  return rows;
};
