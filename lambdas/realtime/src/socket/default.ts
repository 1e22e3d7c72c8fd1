import { Problem } from '@frontdesk/core/errors';
import * as z from 'zod/mini';
import { socketRoute } from '../deps';

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** Whatever no other route matches, frames that are not JSON among them: API Gateway finds no action in those. */
export const defaultRoute = (actions: readonly string[]) =>
  socketRoute({
    routeKey: '$default',
    operation: 'unknownAction',
    summary: 'Answers every other frame with an error that lists the known actions',
    answer: z.never(),
    handler: async ({ text }) => {
      const known = `The known actions are ${actions.join(', ')}.`;
      throw isJson(text)
        ? new Problem('unknown_action', { detail: known })
        : new Problem('malformed_json', { detail: `The frame could not be read as JSON. ${known}` });
    },
  });
