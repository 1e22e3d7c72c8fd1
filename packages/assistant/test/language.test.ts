import { detectLanguage } from '../src/language';
import { smallTalk } from '../src/small-talk';

describe('language of a message', () => {
  test.each([
    ['営業時間は？', ['en'], 'ja'],
    ['パーマ', ['en'], 'ja'],
    ['予約', ['en'], 'ja'],
    ['予約', ['zh'], 'zh'],
    ['营业时间', ['en'], 'zh'],
    ['请问可以停车吗', ['ja'], 'zh'],
    ['주차 가능한가요?', ['en'], 'ko'],
    ['Do you have parking?', ['ja'], 'en'],
    ['¿Tienen aparcamiento?', ['es', 'en'], 'es'],
    ['Hello', ['ja'], 'en'],
    ['PayPay', ['ja'], 'ja'],
    ['123', ['ja'], 'ja'],
    ['👍', ['ko'], 'ko'],
    ['Есть парковка?', ['en'], 'ru'],
    ['', [], 'en'],
  ])('"%s" to a tenant of %j is answered in %s', (message, languages, expected) => {
    expect(detectLanguage(message, languages)).toBe(expected);
  });
});

describe('small talk', () => {
  test.each([
    ['Hello!', 'greeting', 'en'],
    ['good morning', 'greeting', 'en'],
    ['こんにちは！', 'greeting', 'ja'],
    ['你好', 'greeting', 'zh'],
    ['안녕하세요?', 'greeting', 'ko'],
    ['Thanks a lot!!', 'thanks', 'en'],
    ['ありがとうございました。', 'thanks', 'ja'],
    ['bye', 'farewell', 'en'],
    ['Can I talk to a real person please?', 'human', 'en'],
    ["I'd like to speak with someone from your staff", 'human', 'en'],
    ['put me through to the manager', 'human', 'en'],
    ['agent', 'human', 'en'],
    ['real person', 'human', 'en'],
    ['human agent', 'human', 'en'],
    ['Can I speak to someone?', 'human', 'en'],
    ['Could I speak directly with your team?', 'human', 'en'],
    ['May I have a word with someone?', 'human', 'en'],
    ['Is there someone I can talk to?', 'human', 'en'],
    ['is there a real person there', 'human', 'en'],
    ['担当者につないでください', 'human', 'ja'],
    ['スタッフの方と話したいです', 'human', 'ja'],
    ['スタッフに相談したい', 'human', 'ja'],
    ['担当者に聞きたいことがあります', 'human', 'ja'],
    ['店員さんに代わってください', 'human', 'ja'],
    ['オペレーターを呼んで', 'human', 'ja'],
    ['人と話したい', 'human', 'ja'],
    ['人に相談したいです', 'human', 'ja'],
    ['人につないでください', 'human', 'ja'],
    ['人に代わってもらえますか', 'human', 'ja'],
    ['人を呼んでください', 'human', 'ja'],
    ['ロボットではなく、本物の人と話せますか', 'human', 'ja'],
    ['誰かと話せますか？', 'human', 'ja'],
    ['转人工', 'human', 'zh'],
    ['상담원 연결해 주세요', 'human', 'ko'],
    ['yes please', 'yes', 'en'],
    ['はい、お願いします', 'yes', 'ja'],
    ['no thanks', 'no', 'en'],
    ['いいえ、結構です', 'no', 'ja'],
  ])('"%s" is %s', (message, intent, language) => {
    expect(smallTalk(message)).toEqual({ intent, language });
  });

  test.each([
    'Hello, when do you open?',
    'Thanks, and how much is a filling?',
    'Do you have someone who speaks Spanish?',
    'Is there a staff discount?',
    'こんにちは、予約したいのですが',
    'スタッフの募集はしていますか？',
    '担当者を指名できますか',
    '友人と話しながら施術を受けられますか',
    '人と話すのが苦手なのですが大丈夫ですか',
    '二人に対応できますか',
    '他の人に代わって予約できますか',
    '予約を誰かに代わってもらうことはできますか',
    '2人で相談したいです',
    'When does your team start?',
    'Is there a person limit for group bookings?',
    'Can my agent book for me?',
    '',
    '？？？',
  ])('"%s" is a question', (message) => {
    expect(smallTalk(message)).toBeUndefined();
  });
});
