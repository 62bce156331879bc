import { type Words, words } from '../base/text.ts';

export const levels = {
  low: words('低', 'Low'),
  medium: words('中', 'Medium'),
  high: words('高', 'High'),
} as const;
export type Level = keyof typeof levels;
export const levelOrder: readonly Level[] = ['low', 'medium', 'high'];

/** What of an application calls for particular requirements, whatever its level. */
export type Factor = 'personal' | 'exposed' | 'public' | 'money' | 'files' | 'links' | 'privileged' | 'supplier' | 'alwaysOn';

export interface Option {
  readonly title: Words;
  /** 0 to 3. */
  readonly points: number;
  /** Never below this, whatever the rest says. */
  readonly atLeast?: Level;
  readonly factors?: readonly Factor[];
}
export interface Question {
  readonly id: string;
  readonly title: Words;
  readonly options: Readonly<Record<string, Option>>;
}

const option = (ja: string, en: string, points: number, more: Omit<Option, 'title' | 'points'> = {}): Option => ({
  title: words(ja, en),
  points,
  ...more,
});
const question = (id: string, ja: string, en: string, options: Readonly<Record<string, Option>>): Question => ({
  id,
  title: words(ja, en),
  options,
});

/** The assessment (リスクの評価): ten questions that whoever knows the business can answer in five minutes. */
export const questions: readonly Question[] = [
  question('data', '扱う情報のうち、最も重いもの', 'The most sensitive information in it', {
    open: option('公開してよい情報だけ', 'Public only', 0),
    internal: option('社外に出さない情報', 'Internal', 1),
    confidential: option('限られた人だけの秘密', 'Confidential', 2, { atLeast: 'medium' }),
    special: option('認証情報・健康・口座など特に重い情報', 'Credentials, health, bank accounts and the like', 3, { atLeast: 'high' }),
  }),
  question('persons', '個人情報の件数', 'People whose data it holds', {
    none: option('扱わない', 'None', 0),
    few: option('千人未満', 'Fewer than a thousand', 1, { factors: ['personal'] }),
    many: option('千人以上', 'A thousand or more', 3, { atLeast: 'medium', factors: ['personal'] }),
  }),
  question('exposure', 'どこから使えるか', 'From where it can be reached', {
    local: option('その端末だけ', 'That computer only', 0),
    inside: option('社内ネットワークだけ', 'The internal network only', 1),
    internet: option('サインインしてインターネットから', 'The internet, after signing in', 2, { atLeast: 'medium', factors: ['exposed'] }),
    open: option('誰でもインターネットから', 'The internet, anybody', 3, { atLeast: 'medium', factors: ['exposed', 'public'] }),
  }),
  question('users', '主な利用者', 'Who mainly uses it', {
    team: option('決まった部署の社員', 'One department', 0),
    staff: option('社員全員', 'All staff', 1),
    partners: option('取引先も', 'Partners too', 2),
    customers: option('顧客・一般の人も', 'Customers or the public', 3),
  }),
  question('money', 'お金・契約を動かす処理', 'Does it move money or contracts?', {
    no: option('ない', 'No', 0),
    prepares: option('元になるデータを作る', 'It prepares data for that', 1),
    decides: option('支払・発注・契約が確定する', 'Payments, orders or contracts become final', 3, {
      atLeast: 'medium',
      factors: ['money'],
    }),
  }),
  question('stop', '止まって困り始めるまで', 'How soon a stop hurts', {
    week: option('1週間くらいは困らない', 'Not within a week', 0),
    days: option('数日', 'Within days', 1),
    day: option('その日のうち', 'The same day', 2, { factors: ['alwaysOn'] }),
    hours: option('数時間以内', 'Within hours', 3, { atLeast: 'medium', factors: ['alwaysOn'] }),
  }),
  question('wrong', '書き換えられたときの影響', 'What tampering would do', {
    noticed: option('すぐ気付いて直せる', 'It is noticed and put right at once', 0),
    work: option('業務がやり直しになる', 'Work has to be done again', 1),
    outside: option('顧客・取引先に損害が出る', 'Customers or partners are harmed', 3, { atLeast: 'medium' }),
    safety: option('人の安全・健康に関わる', 'Safety or health of people', 3, { atLeast: 'high' }),
  }),
  question('links', 'ほかのシステムとのつながり', 'How it is tied to other systems', {
    none: option('つながらない', 'Not at all', 0),
    reads: option('データを受け取る', 'It reads from them', 1, { factors: ['links'] }),
    writes: option('データを書き込む', 'It writes to them', 2, { factors: ['links'] }),
    controls: option('管理者の権限で操作する', 'It acts there with administrator rights', 3, {
      atLeast: 'medium',
      factors: ['links', 'privileged'],
    }),
  }),
  question('foreign', '社外から受け取るもの', 'What it takes from outside', {
    none: option('ない', 'Nothing', 0),
    text: option('文字の入力', 'Text that is typed', 1),
    files: option('ファイルや電子メール', 'Files or mail', 2, { factors: ['files'] }),
  }),
  question('operator', '誰が動かすか', 'Who operates it', {
    own: option('自社', 'We do', 0),
    vendor: option('委託先', 'A supplier', 1, { factors: ['supplier'] }),
    cloud: option('クラウドの事業者', 'A cloud provider', 1, { factors: ['supplier'] }),
  }),
];

export type Answers = Readonly<Record<string, string>>;

export interface Assessed {
  readonly level: Level;
  readonly points: number;
  readonly exposed: boolean;
  readonly factors: readonly Factor[];
  /** Why it is this level: the sum, and every answer that forbids a lower one. */
  readonly because: Words;
}

/** Sums from which on a level is reached. Ten questions give at most 27 points. */
const reached = { medium: 7, high: 14 } as const;

/** Questions that are not answered, or not by an option; empty where all are. */
export const unanswered = (answers: Answers): string[] =>
  questions.filter(({ id, options }) => !Object.hasOwn(options, answers[id] ?? '')).map(({ id }) => id);

/** What the answers come to. Pure; every question must be answered. */
export function assess(answers: Answers): Assessed {
  const chosen = questions.map((asked) => ({ asked, option: asked.options[answers[asked.id]!]! }));
  const points = chosen.reduce((sum, { option: { points: each } }) => sum + each, 0);
  const bySum: Level = points >= reached.high ? 'high' : points >= reached.medium ? 'medium' : 'low';
  const floors = chosen.filter(({ option: { atLeast } }) => atLeast !== undefined);
  const level = levelOrder.findLast((each) => each === bySum || floors.some(({ option: { atLeast } }) => atLeast === each))!;
  const deciding = floors.filter(({ option: { atLeast } }) => atLeast === level);
  const factors = [...new Set(chosen.flatMap(({ option: { factors: each } }) => each ?? []))];
  const sum = words(
    `合計${points}点(中は${reached.medium}点、高は${reached.high}点から)`,
    `${points} points (medium from ${reached.medium}, high from ${reached.high})`,
  );
  const because =
    deciding.length === 0
      ? sum
      : words(
          `${sum.ja}。${deciding.map(({ option: { title } }) => `「${title.ja}」`).join('')}のため「${levels[level].ja}」以上`,
          `${sum.en}; at least ${levels[level].en.toLowerCase()} because of: ${deciding.map(({ option: { title } }) => title.en).join('; ')}`,
        );
  return { level, points, exposed: factors.includes('exposed'), factors, because };
}
