import { normalForm } from '@frontdesk/core/text';

/** The languages in which the assistant has phrases of its own. */
export type PhraseLanguage = 'en' | 'ja' | 'zh' | 'ko';

/** What a message does besides asking something. `human`: the customer wants a person. */
export type Intent = 'greeting' | 'thanks' | 'farewell' | 'human' | 'yes' | 'no';

export interface SmallTalk {
  readonly intent: Intent;
  readonly language: PhraseLanguage;
}

/**
 * Matched against a message in lower case with its punctuation as single spaces. All but `human` must be the whole message:
 * "Hello, when do you open?" is a question.
 */
const PATTERNS: Readonly<Record<PhraseLanguage, Readonly<Record<Intent, RegExp>>>> = {
  en: {
    greeting:
      /^(hi|hello|hey|hiya|howdy|greetings|good (morning|afternoon|evening|day))( (there|again|everyone|all|team|guys))?$/u,
    thanks:
      /^((ok|okay|great|perfect|cool|nice|awesome|alright) )*(thanks|thank you|thankyou|thx|cheers)( (so much|very much|a lot|a bunch|again|for (your|the) help|for (that|this|everything)))*$/u,
    farewell: /^((ok|okay) )?(bye|goodbye|bye bye|see you( (soon|later|then))?|have a (nice|good|great) day)$/u,
    human:
      /\b(speak|talk|chat|word) (directly )?(to|with) (a |an |the |your |one of your |some )?((real|live|actual|human) )?(human|person|someone|somebody|anyone|anybody|agent|operator|representative|rep|receptionist|reception|staff|staff member|member of (your )?staff|manager|team|people)\b|\b(human|person|someone|somebody|anyone) (i|we) (can|could) (speak|talk|chat) (to|with)\b|\bis there a (real|live|actual) (human|person)\b|\b(connect|transfer|put|pass|hand) me (\w+ ){0,3}(human|person|someone|agent|operator|representative|staff|manager|reception)\b|\b(want|need|prefer|get me|give me|get) (a |an |to .{0,20})?((real|live|actual) (human|person|agent)|human|operator|human (being|agent))\b|^(a )?((real|live|human) )?(human|person|agent|operator|representative|staff)( please)?$/u,
    yes: /^(yes|yeah|yep|yup|sure|ok|okay|please|please do|go ahead|yes please|that would be (great|good|nice))( (please|thanks|thank you|do))*$/u,
    no: /^(no|nope|nah|not now|never mind|nevermind|no need)( (thanks|thank you))?$/u,
  },
  ja: {
    greeting: /^(こんにち[はわ]|こんばん[はわ]|おはよう(ございます)?|はじめまして|初めまして|どうも|もしもし|ハロー)$/u,
    thanks:
      /^((本当に|どうも|了解です|わかりました|なるほど) ?)*(ありがとう(ございま(す|した))?|有難うございま(す|した)|助かりました|サンキュー)$/u,
    farewell: /^(さようなら|さよなら|失礼します|またね|では ?また|バイバイ)$/u,
    human:
      /(担当の?(者|方|人)?|スタッフ|店員|店長|オペレーター|人間|係の?(人|方|者)?|責任者)(の方|さん|の人)?(に|と|へ)(直接)?(お?話し?|つな|繋|代わ|替わ|かわ|取り?次|連絡を?取|電話を?(つな|代)|聞きたい|(相談|質問)(し?たい|させ))|((?<![一-龯々0-9の])人|(本物|生身|本当|店)の人|(誰か|どなたか)(?!に(代|替|か)))((に|と|へ)(直接)?(つな|繋|代わ|替わ|かわって|(お?話し?|会話|相談)(を|が)?(し?たい|し?たく(?!な|あ)|でき|せ[るま]|させ))|を呼[ばびん])|(スタッフ|店員|担当者|オペレーター|係の人)(さん|の方)?を呼|有人(対応|チャット)|人間(に|と)(対応|話)|^(担当者|スタッフ|オペレーター|人間)(に|を|で)?(お願い(します)?)?$/u,
    yes: /^(はい|ええ|うん|そうです|ぜひ|是非)?( ?(お願い(します|いたします)?|おねがい(します)?|頼みます|つないでください))?$/u,
    no: /^(いいえ|いえ|いや)?( ?(今は)?(結構です|けっこうです|大丈夫です|いりません|不要です|いいです))?$/u,
  },
  zh: {
    greeting: /^(你好|您好|大家好|早上好|上午好|下午好|晚上好|早安|晚安|嗨|哈喽|哈囉)(呀|啊)?$/u,
    thanks: /^((好的?|非常|十分|多) ?)*(谢谢|謝謝|感谢|感謝|多谢|多謝)(你|您|啦|了)*$/u,
    farewell: /^(再见|再見|拜拜|回头见)$/u,
    human:
      /(转|轉|接|找|要|联系|聯繫)(到|一下)?人工|人工(客服|服务|服務)|真人|(和|跟|与|與|找|联系)(工作人员|工作人員|客服|店员|店員|负责人|負責人)/u,
    yes: /^(好|好的|是|是的|可以|要|需要|麻烦(你|您)了?|麻煩(你|您)了?|请|請|行|嗯)$/u,
    no: /^(不用|不用了|不用谢谢|不|不要|不需要|没关系|沒關係|算了)$/u,
  },
  ko: {
    greeting: /^(안녕(하세요|하십니까)?|여보세요|반갑습니다|좋은 아침(입니다|이에요)?)$/u,
    thanks: /^(정말 |대단히 )?(감사(합니다|해요|드립니다)|고맙습니다|고마워요?)$/u,
    farewell: /^(안녕히 계세요|안녕히 가세요|수고하세요)$/u,
    human:
      /(상담원|상담사|직원|담당자|사람)(분)?(과|와|이랑|하고|에게|께|한테|으로|로)? ?(연결|통화|상담|이야기|얘기|바꿔|대화|불러)/u,
    yes: /^(네|예|응|그래|그래요|좋아요)?( ?(부탁(드립니다|드려요|해요|합니다)|연결해 주세요))?$/u,
    no: /^(아니요|아니오|아뇨|아니|괜찮(습니다|아요)|됐어요|됐습니다)$/u,
  },
};

const LANGUAGES = ['en', 'ja', 'zh', 'ko'] as const;
const INTENTS = ['human', 'greeting', 'thanks', 'farewell', 'yes', 'no'] as const;

/**
 * What nearly every English message is written in. Patterns for it need none of Unicode's properties, each of which takes V8
 * most of a millisecond to compile when it is first used: a cold start would wait for all of them.
 */
const PLAIN = /^[\s -~]*$/;

const wordsOf = (message: string): string => {
  const text = normalForm(message, 'NFKC').toLowerCase().replace(/['’]/gu, '');
  return (PLAIN.test(text) ? text.replace(/[^a-z0-9]+/g, ' ') : text.replace(/[^\p{L}\p{N}\p{M}ー]+/gu, ' ')).trim();
};

/** What a message says beyond its question, or `undefined` if it only asks. The language is the phrase's own. */
export const smallTalk = (message: string): SmallTalk | undefined => {
  const text = wordsOf(message);
  if (text === '') return undefined;
  // A plain text can be small talk in English alone.
  for (const language of PLAIN.test(text) ? (['en'] as const) : LANGUAGES) {
    for (const intent of INTENTS) if (PATTERNS[language][intent].test(text)) return { intent, language };
  }
  return undefined;
};
