import type { TableDeclaration } from '@frontdesk/core/declare';
import { type AnyFunction, collectRoutes } from './collect';

const repeated = (names: readonly string[]): string[] => [
  ...new Set(names.filter((name, i) => names.indexOf(name) !== i)),
];

const pathVariables = (path: string): string[] =>
  [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name ?? '').sort();

const declaredVariables = (params: unknown): string[] => {
  const shape = (params as { shape?: object } | undefined)?.shape;
  return Object.keys(shape ?? {}).sort();
};

/**
 * Says what in the declarations contradicts itself: names used twice, grants on tables that do not exist, path parameters
 * without a schema. The build stops at any.
 */
export const faults = (functions: readonly AnyFunction[], tables: readonly TableDeclaration[]): string[] => {
  const routes = collectRoutes(functions);
  const known = new Set(tables.map(({ name }) => name));
  return [
    ...repeated(functions.map(({ name }) => name)).map((name) => `two functions are named ${name}`),
    ...repeated(routes.map((route) => route.route_key)).map((key) => `two routes are ${key}`),
    ...repeated(routes.map(({ operation }) => operation)).map((name) => `two operations are named ${name}`),
    ...repeated(tables.map(({ name }) => name)).map((name) => `two tables are named ${name}`),
    ...functions.flatMap((fn) => [
      ...fn.grants
        .filter(({ table }) => !known.has(table))
        .map(({ table }) => `function ${fn.name} is granted the table ${table}, which is not declared`),
      ...fn.routes
        .filter(({ path, params }) => pathVariables(path).join() !== declaredVariables(params).join())
        .map(({ operation, path }) => `the params schema of ${operation} does not name just the variables of ${path}`),
      ...(fn.timeout > 29 && fn.routes.length > 0 ? [`function ${fn.name} may run longer than API Gateway waits`] : []),
    ]),
  ];
};
