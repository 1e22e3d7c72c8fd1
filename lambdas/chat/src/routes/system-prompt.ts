import { instructionsFit, PROMPT_BUDGET } from '@frontdesk/assistant';
import * as z from 'zod/mini';
import { versionedRoutes } from '../versioned/routes';

/** Counted as the prompt writes it, with escapes: a longer text would be cut in every turn without anyone being told. */
const TOO_LONG = `must take at most ${PROMPT_BUDGET.instructions} tokens, by an estimate of its JSON: one for four characters of ASCII, one for any other`;

/** `/prompt`: the tenant's instructions to the assistant, in its own words. Only data: never evaluated as a template. */
export const systemPromptRoutes = versionedRoutes({
  path: '/prompt',
  name: 'SystemPrompt',
  words: 'the system prompt',
  content: z.strictObject({
    prompt: z.string().check(z.refine<string>(instructionsFit, TOO_LONG)),
  }),
  example: { prompt: 'You are the front desk of Acme Dental. Be warm and brief, and never give a diagnosis.' },
  initial: { prompt: '' },
  of: ({ prompts }) => prompts.systemPrompt,
});
