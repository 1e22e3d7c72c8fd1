import type { ChatModel, ModelEvent, ModelRequest } from '../../src/types';

export const text = (said: string): ModelEvent => ({ type: 'text', text: said });
export const stop: ModelEvent = { type: 'stop', reason: 'stop' };

/** A step of a script: an event, an error to throw, or silence forever. */
export type Step = ModelEvent | Error | 'silence';

export interface ScriptedModel extends ChatModel {
  /** What it was asked, in order. */
  readonly asked: readonly { readonly request: ModelRequest; readonly signal: AbortSignal }[];
}

/** A model that does what it is told, and ignores its signal as the worst vendors do. */
export const scriptedModel = (name: string, steps: readonly Step[], more: Partial<ChatModel> = {}): ScriptedModel => {
  const asked: { request: ModelRequest; signal: AbortSignal }[] = [];
  return {
    name,
    asked,
    ...more,
    async *stream(request, signal) {
      asked.push({ request, signal });
      for (const step of steps) {
        if (step === 'silence') await new Promise(() => {});
        else if (step instanceof Error) throw step;
        else yield step;
      }
    },
  };
};

export const request = (message = 'Is there parking?', more: Partial<ModelRequest> = {}): ModelRequest => ({
  system: 'system',
  messages: [{ role: 'user', text: message }],
  tools: [],
  sources: [],
  language: 'en',
  maxOutputTokens: 100,
  ...more,
});
