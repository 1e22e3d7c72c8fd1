import { httpRoutes, triggersOf } from '@frontdesk/core/declare';
import type { AnyFunction } from '../collect/any-function';
import { nameFaults } from './names';
import { queueFaults } from './queues';

const pathVariables = (path: string): string[] =>
  [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name ?? '').sort();

const declaredVariables = (params: unknown): string[] => {
  const shape = (params as { shape?: object } | undefined)?.shape;
  return Object.keys(shape ?? {}).sort();
};

/**
 * In seconds. API Gateway waits 30 seconds for a function behind an HTTP API, and 29 for one behind a WebSocket API.
 */
const API_TIMEOUT = 29;

const functionFaults = (fn: AnyFunction): string[] => [
  ...httpRoutes(fn)
    .filter(({ path, params }) => pathVariables(path).join() !== declaredVariables(params).join())
    .map(
      ({ operation, path }) => `the params schema of ${operation} must name the variables of ${path} and nothing else`,
    ),
  ...httpRoutes(fn)
    .filter(({ body, example }) => (body === undefined) !== (example === undefined))
    .map(({ operation }) => `${operation} must have a body and an example of it, or neither`),
  ...(fn.timeout > API_TIMEOUT && fn.triggers.some(({ kind }) => kind === 'http' || kind === 'socket')
    ? [`function ${fn.name} may run longer than API Gateway waits: its timeout must be ${API_TIMEOUT} seconds or less`]
    : []),
  ...(fn.triggers.length === 0 ? [`function ${fn.name} has no triggers: nothing would ever invoke it`] : []),
];

const socketFaults = (functions: readonly AnyFunction[]): string[] => {
  const triggers = functions.flatMap((fn) => triggersOf(fn, 'socket'));
  const authorizers = triggers.filter(({ authorizer }) => authorizer).length;
  if (triggers.length === 0) return [];
  const has = (key: string): boolean => triggers.some(({ routes }) => routes.some(({ routeKey }) => routeKey === key));
  return [
    ...(authorizers === 1 ? [] : [`the WebSocket API must have one authorizer, and ${authorizers} are declared`]),
    ...(has('$connect') ? [] : ['the WebSocket API has no $connect route: its authorizer would never be asked']),
    ...(has('$default')
      ? []
      : ['the WebSocket API has no $default route: unknown actions would be answered "Forbidden"']),
    ...triggers
      .flatMap(({ routes }) => routes)
      .filter(({ routeKey, answer }) => answer && (routeKey === '$connect' || routeKey === '$disconnect'))
      .map(({ routeKey }) => `${routeKey} cannot answer: the connection is not open`),
  ];
};

/** Returns what is contradictory in the declarations. The build stops if there is anything. */
export const faults = (functions: readonly AnyFunction[]): string[] => [
  ...nameFaults(functions),
  ...queueFaults(functions),
  ...socketFaults(functions),
  ...functions.flatMap(functionFaults),
];
