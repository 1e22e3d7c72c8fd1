import type { PhraseLanguage } from '../small-talk';
import type { Language } from '../types';

export interface Phrases {
  /** Introduces an entry's answer: the customer should know that it is quoted, not generated. */
  readonly fromFaq: string;
  readonly unknown: string;
  readonly handoff: string;
  readonly greeting: string;
  readonly thanks: string;
  readonly farewell: string;
  readonly declined: string;
}

export const PHRASES: Readonly<Record<PhraseLanguage, Phrases>> = {
  en: {
    fromFaq: 'From our FAQ:',
    unknown: "I'm sorry, I don't know the answer to that. Shall I get a member of staff for you?",
    handoff: 'Certainly. I am passing you on to a member of our staff.',
    greeting: 'Hello! How can I help you?',
    thanks: "You're welcome! Is there anything else I can help you with?",
    farewell: 'Goodbye, and thank you for getting in touch.',
    declined: 'All right. Is there anything else I can help you with?',
  },
  ja: {
    fromFaq: 'よくあるご質問からお答えします。',
    unknown: '申し訳ありませんが、わかりません。担当者におつなぎしましょうか？',
    handoff: 'かしこまりました。担当者におつなぎします。',
    greeting: 'こんにちは。どのようなご用件でしょうか？',
    thanks: 'どういたしまして。ほかにご質問はございますか？',
    farewell: 'お問い合わせありがとうございました。',
    declined: 'かしこまりました。ほかにご質問はございますか？',
  },
  zh: {
    fromFaq: '以下内容来自常见问题解答：',
    unknown: '抱歉，这个问题我无法回答。需要为您转接工作人员吗？',
    handoff: '好的，正在为您转接工作人员。',
    greeting: '您好！请问有什么可以帮您？',
    thanks: '不客气！还有什么可以帮您的吗？',
    farewell: '感谢您的咨询，再见！',
    declined: '好的。还有什么可以帮您的吗？',
  },
  ko: {
    fromFaq: '자주 묻는 질문에서 답변드립니다.',
    unknown: '죄송하지만 잘 모르겠습니다. 담당자에게 연결해 드릴까요?',
    handoff: '네, 담당자에게 연결해 드리겠습니다.',
    greeting: '안녕하세요! 무엇을 도와드릴까요?',
    thanks: '천만에요! 더 궁금하신 점이 있으신가요?',
    farewell: '문의해 주셔서 감사합니다. 안녕히 가세요.',
    declined: '알겠습니다. 더 궁금하신 점이 있으신가요?',
  },
};

/** The phrases for a language; English if there are none. */
export const phrasesIn = (language: Language): Phrases =>
  (PHRASES as Readonly<Record<string, Phrases>>)[language] ?? PHRASES.en;
