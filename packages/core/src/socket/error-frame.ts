import * as z from 'zod/mini';

/** The frame that reports an error. The connection stays open. */
export const errorFrame = z.strictObject({
  action: z.literal('error'),
  /** Stable, for programs: one of the codes that HTTP answers have too. */
  code: z.string(),
  /** For people. */
  message: z.string(),
  requestId: z.string(),
  /** What is wrong with which field. */
  errors: z.optional(z.array(z.strictObject({ location: z.string(), message: z.string() }))),
  /** Of the message that the frame tried to send. */
  messageId: z.optional(z.string()),
});

export type ErrorFrame = z.output<typeof errorFrame>;
