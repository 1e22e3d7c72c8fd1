import type { Check } from './evidence';

export const oneWriter: Check = {
  promise: 'one invocation at a time writes the reply',
  against: ({ history }) =>
    history.all('committed').flatMap(({ before, after, at, by }) => {
      const held = before?.reply;
      const isTaken = held && after.reply && after.reply.holder !== held.holder;
      return isTaken && held.until > at ? [`${by} takes the reply while ${held.holder} writes it`] : [];
    }),
};
