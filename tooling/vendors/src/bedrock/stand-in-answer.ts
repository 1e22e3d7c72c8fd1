interface ConverseRequest {
  readonly messages?: readonly { readonly role?: unknown; readonly content?: readonly { readonly text?: unknown }[] }[];
}

/** What the stand-in says if nobody scripted an answer: that it is a stand-in, and what it was asked. */
export const standInAnswer = (body: Readonly<Record<string, unknown>>): string => {
  const { messages = [] } = body as ConverseRequest;
  const asked = messages
    .filter(({ role }) => role === 'user')
    .at(-1)
    ?.content?.at(-1)?.text;
  return `(Stand-in for Bedrock: no model was asked.) You said: ${typeof asked === 'string' ? asked : ''}`;
};
