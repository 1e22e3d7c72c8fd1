/** The key that the stand-in is given. It belongs to nobody. */
export const STAND_IN_KEY = 'stand-in';

interface ChatRequest {
  readonly messages?: readonly { readonly role?: unknown; readonly content?: unknown }[];
}

/** What the stand-in says if nobody scripted an answer: that it is a stand-in, and what it was asked. */
export const standInAnswer = (body: Readonly<Record<string, unknown>>): string => {
  const { messages = [] } = body as ChatRequest;
  const asked = messages.filter(({ role }) => role === 'user').at(-1)?.content;
  return `(Stand-in for OpenAI: no model was asked.) You said: ${typeof asked === 'string' ? asked : ''}`;
};
