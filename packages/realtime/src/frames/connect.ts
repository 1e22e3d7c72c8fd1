import * as z from 'zod/mini';

/** The query of the address that clients connect to. All three are required, and the token decides. */
export const connectQuery = z.strictObject({
  /** Of the visitor or the member of the staff whom the token names. */
  userId: z.string(),
  /** A visitor's own thread; for staff any thread of their tenant, or `@inbox` to follow all of them. */
  threadId: z.string(),
  /** A visitor's token of `POST /public/sessions`, or the ID token of a member of the staff. */
  token: z.string(),
});
