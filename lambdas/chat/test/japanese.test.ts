import { api } from '@frontdesk/testkit/api';
import { freshTenant, signInDemo, staffOf } from '@frontdesk/testkit/aws';

let token: string;
beforeAll(async () => {
  token = (await signInDemo('agent@sakura-salon.example')).id;
});

const ask = async (message: string) => (await api('POST /chat', { token, body: { message } })).body;
const DOES_NOT_KNOW = '申し訳ありませんが、わかりません。担当者におつなぎしましょうか？';

describe('the Japanese demo tenant', () => {
  test.each([
    ['車で行きたいのですが、停める場所はありますか？', '駐車場はありますか'],
    ['何時まで営業していますか', '営業時間を教えてください'],
    ['カットっていくら？', 'カットの料金はいくらですか'],
    ['予約をキャンセルしたいです', '予約の変更やキャンセルはどうすればいいですか'],
    ['ﾊﾟｰﾏはやっていますか？', 'パーマはできますか'],
  ])('answers 「%s」 from its own entry', async (message, question) => {
    const body = await ask(message);
    expect(body.sources.map((source: { question: string }) => source.question)).toEqual([question]);
    expect(body.reply).toMatch(/^よくあるご質問からお答えします。\n/);
    expect(body.model).toBe('offline');
  });

  test('says in Japanese that it does not know, offers a person, and keeps the question for the staff', async () => {
    const message = `人工衛星の軌道はどうやって計算しますか（${freshTenant()}）`;
    const body = await ask(message);
    expect(body).toMatchObject({ reply: DOES_NOT_KNOW, sources: [], handoff: false });
    const { body: unanswered } = await api('GET /faq/unanswered', { token });
    expect(unanswered.groups).toContainEqual(expect.objectContaining({ question: message, language: 'ja' }));
  });

  test('passes on a customer who accepts the offer', async () => {
    const { session_id } = await ask('人工衛星の軌道はどうやって計算しますか');
    const { body } = await api('POST /chat', { token, body: { message: 'はい、お願いします', session_id } });
    expect(body).toMatchObject({ reply: 'かしこまりました。担当者におつなぎします。', handoff: true });
  });

  test('keeps its questions to itself', async () => {
    const message = `潮の満ち引きはなぜ起こりますか（${freshTenant()}）`;
    await ask(message);
    const { id: other } = await staffOf(freshTenant('other'));
    const { body } = await api('GET /faq/unanswered', { token: other });
    expect(body.groups).toEqual([]);
  });
});
