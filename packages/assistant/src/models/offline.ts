import { ANSWER_CONFIDENCE } from '../retrieval/confidence';
import { smallTalk } from '../small-talk';
import type { ChatModel, ModelEvent, ModelRequest, Signal } from '../types';
import { PHRASES, phrasesIn } from './offline-phrases';

interface Reply {
  readonly text: string;
  readonly signal?: Signal;
  /** The entry that was quoted. */
  readonly faqId?: string;
}

const OFFERS = Object.values(PHRASES).map(({ unknown }) => unknown);

/** Whether the assistant's last message offered the customer a person. */
const offeredHuman = ({ messages }: ModelRequest): boolean => {
  const last = messages.findLast(({ role }) => role === 'assistant')?.text ?? '';
  return OFFERS.some((offer) => last.includes(offer));
};

const replyTo = (request: ModelRequest): Reply => {
  const message = request.messages.findLast(({ role }) => role === 'user')?.text ?? '';
  const said = smallTalk(message);
  const phrases = phrasesIn(said?.language ?? request.language);
  switch (said?.intent) {
    case 'human':
      return { text: phrases.handoff, signal: 'handoff' };
    case 'yes':
      if (offeredHuman(request)) return { text: phrases.handoff, signal: 'handoff' };
      break;
    case 'no':
      return { text: phrases.declined };
    case 'greeting':
    case 'thanks':
    case 'farewell':
      return { text: phrases[said.intent] };
  }
  const [best] = request.sources;
  if (best && best.confidence >= ANSWER_CONFIDENCE && best.entry.answer.trim() !== '') {
    return { text: `${phrases.fromFaq}\n${best.entry.answer}`, faqId: best.entry.faq_id };
  }
  return { text: phrases.unknown, signal: 'unanswered' };
};

/** Code points in a chunk: about what a model sends at a time. */
const CHUNK = 12;

function* chunksOf(text: string): Generator<string> {
  const characters = Array.from(text);
  for (let i = 0; i < characters.length; i += CHUNK) yield characters.slice(i, i + CHUNK).join('');
}

/**
 * The offline model: it quotes the FAQ's best entry and says so, or offers a person if no entry is certain enough. It needs no
 * network and cannot fail, so it comes last in any list that must always answer.
 */
export const offlineModel: ChatModel = {
  name: 'offline',
  instant: true,
  async *stream(request): AsyncGenerator<ModelEvent> {
    const { text, signal, faqId } = replyTo(request);
    for (const chunk of chunksOf(text)) yield { type: 'text', text: chunk };
    if (signal) yield { type: 'signal', signal };
    yield { type: 'sources', faq_ids: faqId === undefined ? [] : [faqId] };
    yield { type: 'usage', input_tokens: 0, output_tokens: 0 };
    yield { type: 'stop', reason: 'stop' };
  },
};
