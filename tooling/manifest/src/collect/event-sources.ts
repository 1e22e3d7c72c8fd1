import { unhandled } from '@frontdesk/core/declare';
import type { ManifestEventSource } from '../manifest';
import type { AnyFunction, AnyTrigger } from './any-function';

const eventSource = (trigger: AnyTrigger): ManifestEventSource[] => {
  switch (trigger.kind) {
    case 'http':
    case 'socket':
      return [];
    case 'queue':
      return [
        {
          kind: 'queue',
          name: trigger.queue.name,
          batch_size: trigger.batchSize,
          batching_window_seconds: trigger.batchingWindow,
          maximum_concurrency: trigger.maximumConcurrency,
        },
      ];
    case 'topic':
      return [{ kind: 'topic', name: trigger.topic.name, filter: trigger.filter ?? null }];
    case 'bucket':
      return [{ kind: 'bucket', name: trigger.bucket.name, events: trigger.events, prefix: trigger.prefix ?? null }];
    case 'schedule':
      return [{ kind: 'schedule', name: trigger.schedule.name }];
    default:
      return unhandled(trigger);
  }
};

/** What invokes a function, except for the two APIs: their routes have lists of their own. */
export const eventSources = ({ triggers }: AnyFunction): ManifestEventSource[] => triggers.flatMap(eventSource);
