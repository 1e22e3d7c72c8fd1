import type { Context } from 'aws-lambda';
import type { FunctionDeclaration } from '../declare/function';
import { type TriggerKind, unhandled } from '../declare/trigger';

/** How a function is invoked: with an answer that somebody waits for, or in a batch. */
type Entry = 'http' | 'socket' | 'batch';

type LambdaHandler = (event: never, context: Context) => Promise<unknown>;

const entryOf = (kind: TriggerKind): Entry => {
  switch (kind) {
    case 'http':
      return 'http';
    case 'socket':
      return 'socket';
    case 'queue':
    case 'topic':
    case 'bucket':
    case 'schedule':
      return 'batch';
    default:
      return unhandled(kind);
  }
};

/** Tells from an event's shape where it came from. */
const entryOfEvent = (event: object): Entry => {
  if ('methodArn' in event) return 'socket';
  if (!('requestContext' in event)) return 'batch';
  return 'http' in (event.requestContext as object) ? 'http' : 'socket';
};

/**
 * The Lambda handler of a function with more than one sort of trigger: each event goes to the handler for its sort.
 * @throws Error at cold start if the function declares a trigger that no handler is given for.
 */
export const handlerOf = <D>(fn: FunctionDeclaration<D>, handlers: Readonly<Partial<Record<Entry, LambdaHandler>>>) => {
  for (const { kind } of fn.triggers) {
    if (!handlers[entryOf(kind)]) throw new Error(`${fn.name} declares a ${kind} trigger and has no handler for it`);
  }
  return (event: object, context: Context): Promise<unknown> => {
    const handler = handlers[entryOfEvent(event)];
    if (!handler) throw new Error(`${fn.name} has no handler for this event`);
    return handler(event as never, context);
  };
};
