import type { Layout } from '@frontdesk/build/layout';
import { instanceEnvironment } from '@frontdesk/local/lambda/environment';
import type { LocalFunction } from '@frontdesk/local/lambda/function';
import { LOCAL_ACCOUNT } from '@frontdesk/local/stack/account';
import type { Stack } from '@frontdesk/local/stack/stack';
import type { Workshop } from '../compile';
import { localFunctionsOf } from '../local-functions';
import { defaultBundle, floorBundle } from './bundles';
import { firstRequest, firstRoute } from './first-request';

/** Something whose cold start is measured. */
export interface Contestant {
  readonly label: string;
  readonly bundle: string;
  /** Made anew for each start: it says when it was sent. */
  event(): unknown;
  readonly environment: NodeJS.ProcessEnv;
  readonly memoryMb: number;
}

/** A function, the same by esbuild's defaults and, for a turn, the least that its tables allow. */
const ofFunction = async (
  fn: LocalFunction,
  route: string,
  { stack, places, workshop }: { stack: Stack; places: Layout; workshop: Workshop },
): Promise<Contestant[]> => {
  const environment = instanceEnvironment(fn, LOCAL_ACCOUNT, Date.now());
  const event = (): unknown => firstRequest(route, String(stack.outputs.web_client_id));
  const { memoryMb } = fn;
  const contestant = (label: string, bundle: string): Contestant => ({ label, bundle, event, environment, memoryMb });
  const turn = async (): Promise<Contestant> => ({
    ...contestant("  a turn's calls alone", await floorBundle(places, workshop, 'turn-floor')),
    environment: ungranted(environment),
  });
  return [
    contestant(`${fn.name}, ${route}`, fn.bundlePath),
    contestant("  by esbuild's defaults", await defaultBundle(places, workshop, fn.name)),
    ...(fn.name === 'chat' ? [await turn()] : []),
  ];
};

/** Without any function's key: only a few calls are granted to those. */
const ungranted = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...environment,
  AWS_ACCESS_KEY_ID: 'floor',
});

/** The floor first, then each function that has a route. The floor runs as the largest function does. */
export const contestantsOf = async (stack: Stack, places: Layout, workshop: Workshop): Promise<Contestant[]> => {
  const functions = localFunctionsOf(stack, stack.awsUrl);
  const bySize = [...functions].sort((a, b) => b.memoryMb - a.memoryMb);
  const [largest] = bySize;
  if (!largest) throw new Error('The build has no function.');
  const floor: Contestant = {
    label: 'the floor: document client, one Query',
    bundle: await floorBundle(places, workshop, 'floor'),
    event: () => ({}),
    environment: ungranted(instanceEnvironment(largest, LOCAL_ACCOUNT, Date.now())),
    memoryMb: largest.memoryMb,
  };
  const rest = await Promise.all(
    bySize.map((fn) => {
      const route = firstRoute(stack.manifest(), fn.name);
      return route === undefined ? [] : ofFunction(fn, route, { stack, places, workshop });
    }),
  );
  return [floor, ...rest.flat()];
};
