import { join } from 'node:path';
import { layout } from '@frontdesk/build/layout';
import type { Reference } from '@frontdesk/core/declare';
import { instanceEnvironment } from '@frontdesk/local/lambda/environment';
import type { LocalFunction } from '@frontdesk/local/lambda/function';
import { LOCAL_ACCOUNT } from '@frontdesk/local/stack/account';
import { localFunctions } from '@frontdesk/local/stack/local-functions';
import type { Stack } from '@frontdesk/local/stack/stack';
import type { Workshop } from '../compile';
import { interleave } from '../interleave';
import { compare, type Row } from '../report/row';
import { runProgram } from '../run-program';
import { median } from '../statistics';
import { defaultBundle, floorBundle } from './bundles';
import type { ColdStart, ColdStartJob } from './child';
import { firstRequest, firstRoute } from './first-request';

const ROUNDS = 12;
const GROUP = 'Cold start in a fresh process, import and first request, ms';

const places = layout(join(__dirname, '..', '..'));

/** The functions, with the environment they have in the local stack: the first request meets the real engine. */
const functionsOf = ({ outputs, awsUrl, manifest }: Stack): LocalFunction[] =>
  localFunctions(manifest(), {
    references: outputs as Record<Reference, string>,
    awsEndpoint: awsUrl,
    dist: places.dist,
  });

const coldStartsOf = async (fn: LocalFunction, route: string, stack: Stack, workshop: Workshop): Promise<Row[]> => {
  const [child, floor, defaults] = await Promise.all([
    workshop.program('cold/child'),
    floorBundle(places, workshop),
    defaultBundle(places, workshop, fn.name),
  ]);
  const environment = instanceEnvironment(fn, LOCAL_ACCOUNT, Date.now());
  const start = (bundle: string, env: NodeJS.ProcessEnv) => async (): Promise<ColdStart> => {
    const job: ColdStartJob = { bundle, event: firstRequest(route, String(stack.outputs.web_client_id)) };
    const cold = await runProgram<ColdStart>(child, job, env);
    if (cold.status !== 200) throw new Error(`${route} was answered with ${cold.status}`);
    return cold;
  };
  const contestants = {
    // Under no function's key: its one Query is granted to few.
    floor: start(floor, { ...environment, AWS_ACCESS_KEY_ID: 'floor' }),
    ours: start(fn.bundlePath, environment),
    defaults: start(defaults, environment),
  };
  await interleave(1, contestants);
  const results = await interleave(ROUNDS, contestants);
  const total = (which: keyof typeof results): number[] => results[which].map(({ totalMs }) => totalMs);
  const imported = median(results.ours.map(({ importMs }) => importMs)).toFixed(0);
  const measure = `${fn.name}, ${route} (import ${imported})`;
  return [
    compare({ group: GROUP, measure, against: 'the document client and one Query' }, total('ours'), total('floor')),
    compare(
      { group: GROUP, measure: '', against: "the same, by esbuild's defaults" },
      total('ours'),
      total('defaults'),
    ),
  ];
};

/** How long each function takes to its first answer, beside the least that a function on DynamoDB can take. */
export const coldStarts = async (stack: Stack, workshop: Workshop): Promise<Row[]> => {
  const rows: Row[] = [];
  for (const fn of functionsOf(stack)) {
    const route = firstRoute(stack.manifest(), fn.name);
    if (route !== undefined) rows.push(...(await coldStartsOf(fn, route, stack, workshop)));
  }
  return rows;
};
