import type { Check } from './evidence';
import { reignsOf } from './reigns';

export const oneOwner: Check = {
  promise: 'one person owns a thread at a time',
  against: ({ history }) => {
    const asked = history.all('asked').filter((each) => each.for === 'takeover');
    const granted = history.all('granted').filter((each) => each.for === 'takeover');
    return reignsOf(history).flatMap(({ by, from, until }) =>
      granted
        .filter((other) => other.by !== by && other.step < until.step && other.at < until.at)
        // Not one who was given it before, and told so later: they asked when it was already somebody's.
        .filter((other) => (asked.find((each) => each.by === other.by)?.step ?? 0) > from.step)
        .map((other) => `${other.by} is given the thread that is ${by}'s`),
    );
  },
};
