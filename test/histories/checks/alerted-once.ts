import type { History } from '../history';
import type { Check } from './evidence';

/** An alert is sent again where whoever sent it did not live to remember it, or was too slow for its lease. */
const isSmooth = (history: History): boolean =>
  history.steps.every(({ outcome }) => !/lost|reached|not sent/.test(outcome ?? '')) &&
  history.all('killed').length + history.all('unfinished').length === 0 &&
  history
    .all('committed')
    .every(({ before, after }) => !before?.reply || !after.reply || before.reply.holder === after.reply.holder);

export const alertedOnce: Check = {
  promise: 'staff are alerted when a thread wants a person: once, if nothing goes wrong',
  against: ({ history, thread }) => {
    const isGivenUp = history.all('dead letter').length > 0;
    const alerts = history
      .all('published')
      .filter(({ messageType }) => messageType === 'handoff')
      .map(({ body }) => (body as { handoffSince: number }).handoffSince);
    const flagged = history
      .all('committed')
      .filter(({ before, after }) => after.handoff && before?.handoff?.since !== after.handoff.since)
      .map(({ after }) => after.handoff?.since ?? 0);
    return flagged.flatMap((since) => {
      const times = alerts.filter((alert) => alert === since).length;
      if (times === 0)
        return thread?.handoff?.since === since && !isGivenUp
          ? ['the thread wants a person, and nobody was alerted']
          : [];
      return times > 1 && isSmooth(history) ? [`staff were alerted ${times} times of one handoff`] : [];
    });
  },
};
