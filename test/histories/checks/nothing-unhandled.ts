import type { Check } from './evidence';

export const nothingUnhandled: Check = {
  promise: 'no rejection is left unhandled, which would end the process with everything that it works on',
  against: ({ history }) => history.all('unhandled').map(({ error }) => error),
};
