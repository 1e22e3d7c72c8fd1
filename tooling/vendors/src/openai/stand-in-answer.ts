/** What the stand-in is given for a key. It is nobody's. */
export const STAND_IN_KEY = 'stand-in';

interface ChatRequest {
  readonly messages?: readonly { readonly role?: unknown; readonly content?: unknown }[];
}

/** What the stand-in says where nobody scripted an answer: that it is one, and what it was asked. */
export const standInAnswer = (body: Readonly<Record<string, unknown>>): string => {
  const { messages = [] } = body as ChatRequest;
  const asked = messages.filter(({ role }) => role === 'user').at(-1)?.content;
  return `(Stand-in for OpenAI: no model was asked.) You said: ${typeof asked === 'string' ? asked : ''}`;
};
