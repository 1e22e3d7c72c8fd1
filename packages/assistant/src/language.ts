import { normalForm } from '@frontdesk/core/text';
import { smallTalk } from './small-talk';
import type { Language } from './types';

const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
const HANGUL = /\p{Script=Hangul}/u;
const HAN = /\p{Script=Han}/u;
/** Characters that Chinese uses all the time and Japanese hardly ever: simplified forms, pronouns, particles. */
const CHINESE_ONLY =
  /[们吗么这哪谁给让说话请问时间业开关门车场钱费预约订单电码邮网链结谢对还过为几吧呢呀你您她怎啦嗎們這說沒點妳]/u;
const OTHER_SCRIPTS: readonly (readonly [RegExp, Language])[] = [
  [/\p{Script=Thai}/u, 'th'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Devanagari}/u, 'hi'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Cyrillic}/u, 'ru'],
];
const LATIN_WORD = /\p{Script=Latin}{2,}/gu;
/** Languages that are not written in Latin letters, so a Latin text is in none of them. */
const NOT_LATIN = new Set(['ja', 'zh', 'ko', ...OTHER_SCRIPTS.map(([, language]) => language)]);

/**
 * The language to answer a message in: the one its characters show, otherwise the tenant's. `languages` are the tenant's, the
 * preferred one first. A text in Latin letters could be in several languages: it is taken for the tenant's first language in
 * Latin letters, otherwise for English. A single Latin word that is not a greeting shows nothing: names and abbreviations
 * occur in all languages.
 */
export const detectLanguage = (message: string, languages: readonly Language[]): Language => {
  const text = normalForm(message, 'NFKC');
  const preferred = languages[0] ?? 'en';
  if (KANA.test(text)) return 'ja';
  if (HANGUL.test(text)) return 'ko';
  if (HAN.test(text)) {
    if (CHINESE_ONLY.test(text)) return 'zh';
    return languages.find((language) => language === 'ja' || language === 'zh') ?? 'ja';
  }
  for (const [script, language] of OTHER_SCRIPTS) if (script.test(text)) return language;
  const words = text.match(LATIN_WORD)?.length ?? 0;
  if (words < 2) return smallTalk(message)?.language ?? preferred;
  return languages.find((language) => !NOT_LATIN.has(language)) ?? 'en';
};
