/** Words as general in Japanese, Chinese and Korean as "tell", "possible" or "way" are in English. */
export const GENERAL_SPELLINGS =
  '教え 知り 願い 欲し 大丈夫 可能 平気 利用 方法 場合 思い 思っ 行って 行っても 行き 行け 来て 来店 お店 店内 当店 方 人 申し訳 出来 持ち 付け 使え 使っ 使い 入れ 请问 可以 需要 告诉 怎么 有没有 請問 告訴 怎麼 있나요 있어요 가능 주세요 알려';

/** Each a list: English words and phrases parted by commas, spellings in other languages by blanks. */
export interface ConceptWords {
  readonly english: string;
  readonly japanese: string;
  readonly others?: string;
}

/**
 * What customers of any small business ask about, in the words they use for it: a paraphrase shares its concept with an
 * entry where it shares no word. General on purpose: no trade's own vocabulary belongs here.
 * English words match by stem, phrases word by word; the others wherever their characters stand.
 */
export const CONCEPTS: Readonly<Record<string, ConceptWords>> = {
  price: {
    english:
      'price, pricing, cost, fee, charge, rate, expensive, cheap, afford, pricey, quote, how much, set me back, pay for',
    japanese: '料金 りょうきん 値段 ねだん 価格 費用 いくら 金額 代金 お金 相場 値上げ',
    others: '价格 价钱 多少钱 费用 收费 價格 價錢 多少錢 費用 收費 가격 얼마 요금 비용',
  },
  hours: {
    english: 'open, opening, close, closing, hours, shut, what time, business hours',
    japanese:
      '営業 えいぎょう 何時 開店 閉店 受付時間 診療時間 開いて 開いている 閉まる 閉まり 閉店 空いてる時間 やってい やってま',
    others: '营业 几点 开门 关门 營業 幾點 開門 關門 영업 몇시 몇 시',
  },
  weekend: {
    english: 'weekend, weekends, saturday, sunday, saturdays, sundays',
    japanese: '土曜 日曜 週末 土日',
    others: '周末 星期六 星期日 周六 周日 週末 주말 토요일 일요일',
  },
  closed: {
    english: 'holiday, holidays, day off, days off, bank holiday, christmas, new year',
    japanese: '定休 休み やすみ 休業 休診 祝日 祝祭日 年末年始 お盆 連休 休ん',
    others: '休息日 节假日 放假 휴무 공휴일 휴일',
  },
  evening: {
    english: 'evening, evenings, night, after work, late night, after hours',
    japanese: '夜 夕方 仕事帰り 遅い時間 遅くまで 仕事終わり',
    others: '晚上 夜间 저녁 밤',
  },
  book: {
    english: 'book, booking, appointment, reserve, reservation, schedule, slot, availability, come in',
    japanese: '予約 よやく 申し込 申込 空き 空いて',
    others: '预约 预订 預約 預訂 예약',
  },
  cancel: {
    english: 'cancel, cancellation, call off, cant make it, not make it, no longer come',
    japanese: 'キャンセル きゃんせる 取り消 取消 行けなく 来られなく 都合が悪',
    others: '取消 취소',
  },
  change: {
    english: 'reschedule, change, move, postpone, swap, another day, different day, different time',
    japanese: '変更 ずらし ずらす ずらせ 変えたい 変えられ 振替 別の日',
    others: '更改 改期 变更 변경',
  },
  late: {
    english: 'late, running late, delay, delayed, stuck in traffic',
    japanese: '遅刻 遅れ 間に合わ 遅くなり',
    others: '迟到 遲到 지각 늦',
  },
  location: {
    english: 'where, location, located, address, direction, map, find you, get there, get to you, how to get',
    japanese: '場所 ばしょ 住所 じゅうしょ どこ 行き方 アクセス 道順 最寄 地図 所在地',
    others: '地址 在哪 哪里 哪裡 位置 怎么走 위치 주소 어디',
  },
  parking: {
    english: 'park, parking, car, drive, driving, garage, vehicle',
    japanese: '駐車 ちゅうしゃ パーキング 車で 車を お車 クルマ マイカー 停め',
    others: '停车 停車 주차',
  },
  transit: {
    english: 'bus, train, station, subway, tube, tram, metro, public transport, public transit',
    japanese: '駅 電車 バス 地下鉄 徒歩',
    others: '地铁 公交 车站 지하철 버스',
  },
  payment: {
    english:
      'pay, paying, payment, card, cash, credit, debit, visa, mastercard, amex, apple pay, google pay, contactless',
    japanese: '支払 しはらい 決済 カード 現金 クレジット 電子マネー 払え 払い キャッシュレス ペイ',
    others: '支付 付款 刷卡 现金 現金 결제 카드 현금',
  },
  instalment: {
    english: 'instalment, installment, financing, payment plan, monthly, spread the cost, pay over time, pay monthly',
    japanese: '分割 ローン 月々',
    others: '分期 할부',
  },
  insurance: {
    english: 'insurance, insured, insurer, coverage, covered, uninsured',
    japanese: '保険',
    others: '保险 保險 보험',
  },
  discount: {
    english: 'discount, coupon, deal, promo, promotion, special offer, money off, concession, cheaper',
    japanese: '割引 わりびき クーポン 学割 キャンペーン 安く 値引 お得',
    others: '折扣 优惠 優惠 할인 쿠폰',
  },
  gift: {
    english: 'gift, voucher, present, gift card, gift certificate',
    japanese: 'ギフト プレゼント 商品券 贈り',
    others: '礼品 禮品 선물',
  },
  child: {
    english: 'child, kid, toddler, baby, infant, son, daughter, little one, teenager, year old, youngster',
    japanese: '子供 子ども こども お子 キッズ 小学生 中学生 息子 娘 赤ちゃん 幼児 園児 子連れ',
    others: '孩子 儿童 小孩 兒童 아이 어린이',
  },
  student: { english: 'student, college, university', japanese: '学生 高校生', others: '学生 학생' },
  senior: { english: 'senior, elderly, pensioner, retired', japanese: 'シニア 高齢 お年寄り', others: '老人 노인' },
  pregnancy: {
    english: 'pregnant, pregnancy, expecting, trimester',
    japanese: '妊娠 妊婦 マタニティ 授乳',
    others: '怀孕 孕妇 임신',
  },
  pet: { english: 'pet, dog, cat, puppy', japanese: 'ペット 犬 猫', others: '宠物 狗 애완동물' },
  accessibility: {
    english:
      'wheelchair, disabled, disability, accessible, accessibility, ramp, elevator, lift, stairs, step free, mobility',
    japanese: '車椅子 車いす バリアフリー エレベーター 段差 階段',
    others: '轮椅 輪椅 휠체어',
  },
  wifi: {
    english: 'wifi, wi fi, internet, wireless',
    japanese: 'ワイファイ インターネット',
    others: '无线网 와이파이',
  },
  duration: {
    english:
      'how long, duration, minutes, how many hours, how many days, how many years, how much time, time consuming',
    japanese: '所要時間 何分 何時間 時間かか 時間がかか 時間はかか 時間はどのくらい 時間はどれくらい',
    others: '多久 多长时间 얼마나 걸',
  },
  pain: {
    english: 'pain, hurt, ache, painful, sore, painless, aching, throbbing',
    japanese: '痛み 痛い 痛く 痛め しみる',
    others: '疼 痛 아프 통증',
  },
  urgent: {
    english: 'emergency, urgent, asap, right away, immediately, straight away, urgently',
    japanese: '緊急 急患 急ぎ 至急 急に',
    others: '紧急 緊急 긴급 응급',
  },
  same_day: {
    english:
      'same day, today, walk in, walk ins, without an appointment, without appointment, without booking, drop in, just turn up, last minute',
    japanese: '当日 飛び込み 予約なし 今日 本日 予約しなくて 予約せず',
    others: '当天 今天 당일 오늘',
  },
  contact: {
    english: 'phone, telephone, email, contact, call you, phone number, get in touch, reach you',
    japanese: '電話 でんわ 連絡 問い合わせ メール',
    others: '电话 電話 联系 전화 연락',
  },
  men: { english: 'man, men, male, gentleman', japanese: '男性 メンズ 男の人 男でも 男子', others: '男士 남성 남자' },
  foreign_language: {
    english: 'english, language, interpreter, translator, spanish, chinese, japanese',
    japanese: '英語 外国語 外国人 中国語 通訳',
    others: '英语 英文 中文 영어',
  },
  refund: { english: 'refund, money back, reimburse', japanese: '返金 払い戻', others: '退款 환불' },
  guarantee: {
    english: 'guarantee, warranty, redo, not happy, unhappy, dissatisfied, not satisfied, fix it',
    japanese: '保証 やり直し お直し 直して 気に入らな 満足でき',
    others: '保修 보증',
  },
  lost: {
    english: 'lost, forgot, left behind, lost property, left my',
    japanese: '忘れ物 落とし物 忘れてき 置き忘れ',
    others: '失物 분실',
  },
  first_visit: {
    english:
      'new patient, new customer, new client, first visit, first time, first appointment, never been, register, sign up, join',
    japanese: '初めて はじめて 初回 初診 新規 初来店',
    others: '第一次 初次 처음',
  },
  bring: {
    english: 'bring, take with me, documents, paperwork, forms',
    japanese: '持ち物 持って 必要なもの',
    others: '携带 준비물',
  },
  sick: {
    english: 'sick, ill, fever, cold, flu, cough, covid, unwell',
    japanese: '体調 熱が 風邪 コロナ 発熱',
    others: '生病 发烧 감기',
  },
  allergy: {
    english: 'allergy, allergic, sensitive skin, reaction, latex',
    japanese: 'アレルギー かぶれ 敏感肌 肌が弱 パッチテスト',
    others: '过敏 過敏 알레르기',
  },
  privacy: {
    english: 'privacy, personal data, personal information, gdpr',
    japanese: '個人情報 プライバシー',
    others: '隐私 개인정보',
  },
  job: {
    english: 'job, hire, hiring, career, vacancy, recruit, work for you, join your team',
    japanese: '求人 採用 働き バイト アルバイト 募集 就職',
    others: '招聘 채용',
  },
  toilet: {
    english: 'restroom, toilet, bathroom, washroom',
    japanese: 'トイレ お手洗い 化粧室',
    others: '厕所 화장실',
  },
  receipt: { english: 'receipt, invoice', japanese: '領収 レシート', others: '发票 영수증' },
  deposit: { english: 'deposit, prepay, upfront, in advance', japanese: '前払い 予約金 前金', others: '定金 예약금' },
  reminder: {
    english: 'reminder, remind, confirmation',
    japanese: 'リマインド 確認メール お知らせ',
    others: '提醒 알림',
  },
  waiting: {
    english: 'waiting room, wait time, waiting list, queue',
    japanese: '待ち時間 待合 待たされ 待つ',
    others: '等候 대기',
  },
  frequency: {
    english: 'how often, frequently, frequency, regularly',
    japanese: '頻度 何か月 何ヶ月 何回',
    others: '多久一次 얼마나 자주',
  },
  worry: {
    english: 'nervous, scared, afraid, anxious, anxiety, fear, frightened, worried, terrified, phobia',
    japanese: '不安 心配 怖い 怖く こわい',
    others: '害怕 担心 무서 걱정',
  },
  repair: {
    english: 'repair, fix, broke, broken, break, snapped, crack, cracked, damaged',
    japanese: '修理 直せ 壊れ',
    others: '修理 维修 수리',
  },
  complaint: {
    english: 'complaint, complain, feedback, manager',
    japanese: 'クレーム 苦情 ご意見 不満',
    others: '投诉 불만',
  },
};
