import { triggersOf } from '@frontdesk/core/declare';
import type { AnyFunction } from '../collect/any-function';
import { declaredBy, ofKind } from '../collect/declared';
import { collectRoutes, collectSocket } from '../collect/routes';

const repeated = (names: readonly string[]): string[] => [
  ...new Set(names.filter((name, i) => names.indexOf(name) !== i)),
];

/**
 * Queue names are limited (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html);
 * this leaves room for our prefix and suffix.
 */
const LOGICAL_NAME = /^[a-z][a-z0-9-]{1,30}$/;

/** Finds names that are used twice, or that AWS would not accept. */
export const nameFaults = (functions: readonly AnyFunction[]): string[] => {
  const routes = collectRoutes(functions);
  const declared = declaredBy(functions);
  const sockets = collectSocket(functions)?.routes ?? [];
  const consumers = functions.flatMap((fn) =>
    [...triggersOf(fn, 'queue'), ...triggersOf(fn, 'topic')].map(({ consumer }) => consumer.operation),
  );
  const pushes = functions.flatMap((fn) =>
    triggersOf(fn, 'socket').flatMap(({ authorizer }) => Object.values(authorizer?.pushes ?? {})),
  );
  const published = ofKind(declared, 'topic').flatMap(({ messages }) => messages ?? []);
  const operations = [...routes, ...sockets, ...pushes, ...published].map(({ operation }) => operation);
  return [
    ...repeated(functions.map(({ name }) => name)).map((name) => `two functions are named ${name}`),
    ...repeated(routes.map((route) => route.route_key)).map((key) => `two routes are ${key}`),
    ...repeated(sockets.map((route) => route.route_key)).map((key) => `two WebSocket routes are ${key}`),
    ...repeated([...operations, ...consumers]).map((name) => `two operations are named ${name}`),
    ...repeated(declared.map(({ kind, name }) => `${kind}s are named ${name}`)).map((words) => `two ${words}`),
    ...declared
      .filter(({ name }) => !LOGICAL_NAME.test(name))
      .map(
        ({ kind, name }) => `the ${kind} ${name} needs a name of 2 to 31 characters: a-z, 0-9 and -, a letter first`,
      ),
  ];
};
