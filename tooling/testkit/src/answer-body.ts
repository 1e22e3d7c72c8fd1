/**
 * An answer's body, as a test reads it: field by field, failing where one is not what it must be. This is the only
 * place with `any`: a separate type for every answer would repeat what the schemas say.
 */
// biome-ignore lint/suspicious/noExplicitAny: see above.
export type AnswerBody = any;
