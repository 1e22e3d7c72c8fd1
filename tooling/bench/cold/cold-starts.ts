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

const places = layout(join(__dirname, '..', '..', '..'));

/** The functions, with the environment they have in the local stack: the first request meets the real engine. */
const functionsOf = ({ outputs, awsUrl, manifest }: Stack): LocalFunction[] =>
  localFunctions(manifest(), {
    references: outputs as Record<Reference, string>,
    awsEndpoint: awsUrl,
    dist: places.dist,
  });

interface Contestants {
  readonly ours: () => Promise<ColdStart>;
  readonly floor: () => Promise<ColdStart>;
  readonly defaults: () => Promise<ColdStart>;
  readonly turn?: () => Promise<ColdStart>;
}

const AGAINST: Readonly<Record<Exclude<keyof Contestants, 'ours'>, string>> = {
  floor: 'the document client and one Query',
  turn: "the document client and a turn's calls",
  defaults: "the same, by esbuild's defaults",
};

const contestantsFor = async (
  fn: LocalFunction,
  route: string,
  stack: Stack,
  workshop: Workshop,
): Promise<Contestants> => {
  const environment = instanceEnvironment(fn, LOCAL_ACCOUNT, Date.now());
  // Not with any function's key: only a few calls are granted to those.
  const ungranted = { ...environment, AWS_ACCESS_KEY_ID: 'floor' };
  const child = await workshop.program('cold/child');
  const start = (bundle: string, env: NodeJS.ProcessEnv) => async (): Promise<ColdStart> => {
    const job: ColdStartJob = { bundle, event: firstRequest(route, String(stack.outputs.web_client_id)) };
    const cold = await runProgram<ColdStart>(child, job, env);
    if (cold.status !== 200) throw new Error(`${route} was answered with ${cold.status}`);
    return cold;
  };
  return {
    floor: start(await floorBundle(places, workshop, 'floor'), ungranted),
    ours: start(fn.bundlePath, environment),
    ...(fn.name === 'chat' && { turn: start(await floorBundle(places, workshop, 'turn-floor'), ungranted) }),
    defaults: start(await defaultBundle(places, workshop, fn.name), environment),
  };
};

const rowsOf = (fn: LocalFunction, route: string, results: Readonly<Record<string, readonly ColdStart[]>>): Row[] => {
  const { ours = [], ...others } = results;
  const total = (starts: readonly ColdStart[]): number[] => starts.map(({ totalMs }) => totalMs);
  const imported = median(ours.map(({ importMs }) => importMs)).toFixed(0);
  return Object.entries(AGAINST).flatMap(([name, against], at) => {
    const measure = at === 0 ? `${fn.name}, ${route} (import ${imported})` : '';
    const reference = others[name];
    return reference ? [compare({ group: GROUP, measure, against }, total(ours), total(reference))] : [];
  });
};

/** How long each function takes to give its first answer, next to the least that a function on DynamoDB can take. */
export const coldStarts = async (stack: Stack, workshop: Workshop): Promise<Row[]> => {
  const rows: Row[] = [];
  for (const fn of functionsOf(stack)) {
    const route = firstRoute(stack.manifest(), fn.name);
    if (route === undefined) continue;
    const contestants = { ...(await contestantsFor(fn, route, stack, workshop)) };
    await interleave(1, contestants);
    rows.push(...rowsOf(fn, route, await interleave(ROUNDS, contestants)));
  }
  return rows;
};
