import {
  type BucketDeclaration,
  type QueueDeclaration,
  type Resource,
  type ScheduleDeclaration,
  type SecretDeclaration,
  type TableDeclaration,
  type TopicDeclaration,
  unhandled,
} from '@frontdesk/core/declare';
import type { AnyFunction, AnyTrigger } from './any-function';

/** Everything that has its own name in an AWS account. */
export type Declared =
  | TableDeclaration
  | QueueDeclaration
  | TopicDeclaration
  | BucketDeclaration
  | ScheduleDeclaration
  | SecretDeclaration;

export type DeclaredKind = Declared['kind'];
export type Of<K extends DeclaredKind> = Extract<Declared, { readonly kind: K }>;

const withTopics = (queue: QueueDeclaration): Declared[] => [
  queue,
  ...(queue.subscriptions ?? []).map(({ topic }) => topic),
];

const ofTrigger = (trigger: AnyTrigger): Declared[] => {
  switch (trigger.kind) {
    case 'http':
    case 'socket':
      return [];
    case 'queue':
      return withTopics(trigger.queue);
    case 'topic':
      return [trigger.topic];
    case 'bucket':
      return [trigger.bucket];
    case 'schedule':
      return [trigger.schedule];
    default:
      return unhandled(trigger);
  }
};

const ofResource = (resource: Resource): Declared[] => {
  switch (resource.kind) {
    case 'table':
    case 'topic':
    case 'bucket':
    case 'secret':
      return [resource];
    case 'index':
      return [resource.table];
    case 'queue':
      return withTopics(resource);
    case 'connections':
    case 'model':
      return [];
    default:
      return unhandled(resource);
  }
};

/**
 * Everything that invokes the functions or that they may use, each once. A declaration that no function uses would not
 * be deployed, so the build rejects it.
 */
export const declaredBy = (functions: readonly AnyFunction[]): readonly Declared[] => [
  ...new Set(
    functions.flatMap(({ triggers, grants }) => [
      ...triggers.flatMap(ofTrigger),
      ...grants.flatMap(({ resource }) => ofResource(resource)),
    ]),
  ),
];

export const ofKind = <K extends DeclaredKind>(declared: readonly Declared[], kind: K): Of<K>[] =>
  declared.filter((each): each is Of<K> => each.kind === kind);
