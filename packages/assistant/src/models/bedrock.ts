import type { ChatModel, ModelEvent, ModelRequest, StopReason } from '../types';
import { AnswerRoom } from './answer-room';
import { ContentBlocks } from './bedrock-blocks';
import { converseEvents, stopReasonOf, usageOf } from './bedrock-event';
import { converseInput, REASONING_TOKENS } from './bedrock-input';
import { ModelFailure } from './failure';
import { hideReasoning } from './hide-reasoning';
import { readSignals } from './signals';

/** Asks a model of Bedrock by ConverseStream: the events of its answer as they come, with their members parsed. */
export type Converse = (
  modelId: string,
  input: object,
  signal: AbortSignal,
) => AsyncIterable<{ readonly type: string; readonly members: unknown }>;

export interface BedrockOptions {
  readonly converse: Converse;
  /** Bedrock's id of the model: `openai.gpt-oss-120b-1:0`. */
  readonly model: string;
}

async function* streamOf(
  events: ReturnType<Converse>,
  { maxOutputTokens, tools }: ModelRequest,
  name: string,
): AsyncGenerator<ModelEvent> {
  const blocks = new ContentBlocks(new AnswerRoom(maxOutputTokens), REASONING_TOKENS);
  const schemas = converseEvents();
  let stop: StopReason | undefined;
  for await (const { type, members } of events) {
    switch (type) {
      case 'contentBlockStart': {
        const { contentBlockIndex, start } = schemas.start.parse(members);
        if (start.toolUse) blocks.beginCall(contentBlockIndex, start.toolUse.toolUseId, start.toolUse.name);
        break;
      }
      case 'contentBlockDelta': {
        const { contentBlockIndex, delta } = schemas.delta.parse(members);
        if (delta.text) yield { type: 'text', text: delta.text };
        if (delta.toolUse) blocks.addInput(contentBlockIndex, delta.toolUse.input);
        if (delta.reasoningContent) blocks.addReasoning(contentBlockIndex, delta.reasoningContent);
        break;
      }
      case 'messageStop':
        stop = stopReasonOf(schemas.stop.parse(members).stopReason);
        break;
      case 'metadata': {
        const usage = usageOf(schemas.metadata.parse(members));
        if (usage) yield { type: 'usage', ...usage };
        break;
      }
    }
  }
  if (stop === undefined) return;
  if (stop === 'tool_calls' && blocks.calls === 0) {
    throw new ModelFailure('uncalled', 'it stopped for a tool call and made none');
  }
  yield* blocks.events(name, tools);
  yield { type: 'stop', reason: stop };
}

/** A model of Amazon Bedrock. */
export const bedrockModel = ({ converse, model }: BedrockOptions): ChatModel => {
  const name = `bedrock:${model}`;
  return {
    name,
    async *stream(request, signal) {
      const events = converse(model, converseInput(request, { model, name }), signal);
      yield* readSignals(hideReasoning(streamOf(events, request, name)));
    },
  };
};
