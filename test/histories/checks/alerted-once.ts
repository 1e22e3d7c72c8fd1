import type { Check } from './evidence';

/** An alert may be sent again whenever it is not certain that it was sent. */
const isCertain = (outcomes: readonly (string | undefined)[]): boolean =>
  outcomes.every((outcome) => !/lost|reached|not sent|conflict|killed|Timeout/.test(outcome ?? ''));

export const alertedOnce: Check = {
  promise: 'staff are alerted when a thread wants a person: once, unless an answer was lost',
  against: ({ history, thread }) => {
    const alerts = history
      .all('published')
      .filter(({ messageType }) => messageType === 'handoff')
      .map(({ body }) => (body as { handoffSince: number }).handoffSince);
    const flagged = history
      .all('committed')
      .filter(({ before, after }) => after.handoff && before?.handoff?.since !== after.handoff.since)
      .map(({ after }) => after.handoff?.since ?? 0);
    const certain = history.all('killed').length === 0 && isCertain(history.steps.map(({ outcome }) => outcome));
    return flagged.flatMap((since) => {
      const times = alerts.filter((alert) => alert === since).length;
      if (times === 0)
        return thread?.handoff?.since === since ? ['the thread wants a person, and nobody was alerted'] : [];
      return times > 1 && certain ? [`staff were alerted ${times} times of one handoff`] : [];
    });
  },
};
