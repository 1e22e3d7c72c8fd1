import type { TenantSeed } from './tenant-seed';

const weekday = [{ from: '10:00', to: '20:00' }];

export const sakuraSalon: TenantSeed = {
  tenant: 'sakura-salon',
  displayName: 'サロン さくら',
  language: 'ja',
  timeZone: 'Asia/Tokyo',
  openingHours: {
    tue: weekday,
    wed: weekday,
    thu: weekday,
    fri: weekday,
    sat: [{ from: '09:00', to: '19:00' }],
    sun: [{ from: '09:00', to: '18:00' }],
  },
  systemPrompt: 'あなたは美容室「サロン さくら」の受付です。丁寧な敬語で、短くお答えください。',
  staff: [
    { email: 'admin@sakura-salon.example', groups: ['admin'] },
    { email: 'agent@sakura-salon.example', groups: ['agent'] },
  ],
  reservation: {
    name: 'cut-and-colour',
    resource: 'stylist-yui',
    from: '02:00',
    to: '04:30',
    customer: { name: '田中 葵', contact: '+81312345678' },
    notes: 'カットとカラー。アレルギーの有無を確認する。',
  },
  toDo: { name: 'order-shampoo', notes: 'シャンプーの在庫が残り3本です。' },
  faq: [
    {
      question: '営業時間を教えてください',
      answer:
        '火曜日から金曜日は10時から20時、土曜日は9時から19時、日曜日は9時から18時まで営業しております。月曜日は定休日です。',
      tags: ['営業時間'],
    },
    {
      question: 'カットの料金はいくらですか',
      answer: 'カットは4,950円(税込)です。シャンプーとブローを含みます。学生の方は3,850円です。',
      tags: ['料金'],
    },
    {
      question: 'カラーリングの料金と時間はどのくらいですか',
      answer: 'カラーは7,700円(税込)からで、所要時間は約90分です。髪の長さによって変わります。',
      tags: ['料金', 'カラー'],
    },
    {
      question: 'パーマはできますか',
      answer: 'はい。パーマは8,800円(税込)から、デジタルパーマは13,200円(税込)から承っております。',
      tags: ['パーマ'],
    },
    {
      question: '予約の変更やキャンセルはどうすればいいですか',
      answer: '前日の18時までにお電話またはこのチャットでお知らせください。当日のキャンセルは料金の50%を頂戴します。',
      tags: ['予約'],
    },
    {
      question: '駐車場はありますか',
      answer: '店舗前に2台分の駐車場がございます。満車の場合は近隣のコインパーキングをご利用ください。',
      tags: ['アクセス'],
    },
    {
      question: '最寄り駅からの行き方を教えてください',
      answer: '桜台駅の南口から徒歩3分です。商店街を進み、花屋の角を右に曲がってください。',
      tags: ['アクセス'],
    },
    {
      question: '支払い方法は何がありますか',
      answer: '現金、各種クレジットカード、PayPay、交通系ICカードがご利用いただけます。',
      tags: ['支払い'],
    },
    {
      question: '子どものカットはできますか',
      answer: '3歳以上のお子さまから承っております。キッズカットは2,750円(税込)です。',
      tags: ['子ども', '料金'],
    },
    {
      question: '指名料はかかりますか',
      answer: 'スタイリストのご指名は550円(税込)です。',
      tags: ['料金'],
    },
  ],
};
