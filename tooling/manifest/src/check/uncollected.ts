import type { Consumer, Route, SocketRoute } from '@frontdesk/core/declare';
import { unhandled } from '@frontdesk/core/declare';
import type { AnyFunction, AnyTrigger } from '../collect/any-function';
import { type Declared, declaredBy } from '../collect/declared';

export type Serving = Route<never> | SocketRoute<never> | Consumer<never>;

/** A declaration that a source file exports. */
export interface Found {
  /** Path from the project's root. */
  readonly file: string;
  readonly declaration: Declared | Serving;
}

const served = (trigger: AnyTrigger): readonly unknown[] => {
  switch (trigger.kind) {
    case 'http':
    case 'socket':
      return trigger.routes;
    case 'queue':
    case 'topic':
      return [trigger.consumer];
    case 'bucket':
    case 'schedule':
      return [];
    default:
      return unhandled(trigger);
  }
};

const words = ({ file, declaration }: Found): string => {
  switch (declaration.kind) {
    case 'http-route':
      return `${file} declares ${declaration.method} ${declaration.path}, and no function lists it in its triggers`;
    case 'socket-route':
      return `${file} declares the WebSocket route ${declaration.routeKey}, and no function lists it in its triggers`;
    case 'consumer':
      return `${file} declares the consumer ${declaration.operation}, and no queue or topic is consumed by it`;
    case 'table':
    case 'topic':
    case 'bucket':
    case 'secret':
      return `${file} declares the ${declaration.kind} ${declaration.name}, and no function is granted it`;
    case 'queue':
      return `${file} declares the queue ${declaration.name}, and no function consumes it or is granted it`;
    case 'schedule':
      return `${file} declares the schedule ${declaration.name}, and it runs no function`;
    default:
      return unhandled(declaration);
  }
};

/** Finds declarations that would not be deployed, because no function leads to them. */
export const uncollected = (found: readonly Found[], functions: readonly AnyFunction[]): string[] => {
  const collected = new Set<unknown>([
    ...declaredBy(functions),
    ...functions.flatMap(({ triggers }) => triggers.flatMap(served)),
  ]);
  return found.filter(({ declaration }) => !collected.has(declaration)).map(words);
};
