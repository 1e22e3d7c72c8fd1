import type { ScheduledEvent } from '@frontdesk/core/batch';
import { isoTime } from '@frontdesk/core/time';
import type { Manifest } from '@frontdesk/manifest';
import type { Account } from '../endpoint/account';
import { asynchronousQueue } from '../sqs/declared';
import type { Queues } from '../sqs/queues';

/** Has Lambda invoke a schedule's functions. Once this resolves, the event is on disk, to be tried until worked on. */
export const invokeScheduled =
  (account: Account, queues: Queues, manifest: () => Pick<Manifest, 'functions'>) =>
  async (schedule: string, dueAt: number): Promise<void> => {
    const event: ScheduledEvent = { source: 'frontdesk.schedule', schedule, time: isoTime(dueAt) };
    const targets = Object.values(manifest().functions).filter(({ event_sources }) =>
      event_sources.some(({ kind, name }) => kind === 'schedule' && name === schedule),
    );
    await queues.send(
      targets.map(({ name }) => ({ queue: asynchronousQueue(account, name), body: JSON.stringify(event) })),
    );
  };
