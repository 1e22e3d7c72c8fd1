/**
 * An answer's body, as a test reads it: field by field, failing where one is not what it must be. The one place where `any`
 * stands: a type of its own for every answer would be a second list of what the schemas say.
 */
// biome-ignore lint/suspicious/noExplicitAny: see above.
export type AnswerBody = any;
