import * as z from 'zod/mini';
import { versionedRoutes } from '../versioned/routes';

/** In bytes of UTF-8: with every entry and the history it still leaves a model room to answer. */
const MAX_PROMPT_BYTES = 32 * 1024;

/** `/prompt`: what the assistant is told to be, in the tenant's own words. Data to us: never evaluated as a template. */
export const systemPromptRoutes = versionedRoutes({
  path: '/prompt',
  name: 'SystemPrompt',
  words: 'the system prompt',
  content: z.strictObject({
    prompt: z
      .string()
      .check(
        z.refine<string>(
          (text) => Buffer.byteLength(text) <= MAX_PROMPT_BYTES,
          `must be at most ${MAX_PROMPT_BYTES} bytes of UTF-8`,
        ),
      ),
  }),
  initial: { prompt: '' },
  of: ({ prompts }) => prompts.systemPrompt,
});
