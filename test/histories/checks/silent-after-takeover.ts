import type { Check } from './evidence';
import { reignsOf } from './reigns';

export const silentAfterTakeover: Check = {
  promise: 'no assistant says anything after a takeover was granted, until it is given back',
  against: ({ history }) => {
    const bots = history
      .all('committed')
      .flatMap(({ step, at, messages }) =>
        messages
          .filter(({ message_type }) => message_type === 'bot')
          .map(({ message_id }) => ({ step, at, message_id })),
      );
    return reignsOf(history).flatMap(({ by, from, until }) =>
      bots
        .filter(({ step, at }) => step > from.step && step < until.step && at < until.at)
        .map(({ message_id }) => `${message_id} is stored after ${by} was told that the thread is theirs`),
    );
  },
};
