// A company for the pictures of the documents, as scripts/screenshots.mjs needs it: its facts, its twelve people, what it changed.
// Everybody in it is made up; example.co.jp belongs to nobody.
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export const company = { name: '株式会社みなと商会', headcount: '12', site: '本社(横浜)' };
export const administrator = { name: '山田 太郎', login: 'yamada@example.co.jp' };
export const member = { name: '佐藤 花子', login: 'sato@example.co.jp' };

/** What small trading companies answer with no in the interview. */
export const notDone = [
  'ソフトウェアを自社で開発している',
  '開発を外部に委託している',
  '社外に公開するサーバがある',
  '受託開発または客先常駐がある',
];

const people = [
  ['0001', '港 誠一', 'ミナト セイイチ', 'minato', '経営企画室', '代表取締役', '経営陣'],
  ['0002', '佐藤 花子', 'サトウ ハナコ', 'sato', '総務部', '部長', '情報セキュリティ委員会'],
  ['0003', '山田 太郎', 'ヤマダ タロウ', 'yamada', '総務部', '主任', '管理者'],
  ['0004', '高橋 一郎', 'タカハシ イチロウ', 'takahashi', '営業部', '部長', '部門の管理者'],
  ['0005', '鈴木 恵', 'スズキ メグミ', 'suzuki', '営業部', '', ''],
  ['0006', '伊藤 健', 'イトウ ケン', 'ito', '営業部', '', ''],
  ['0007', '渡辺 美咲', 'ワタナベ ミサキ', 'watanabe', '営業部', '', ''],
  ['0008', '中村 大輔', 'ナカムラ ダイスケ', 'nakamura', '物流部', '課長', '部門の管理者'],
  ['0009', '小林 翔', 'コバヤシ ショウ', 'kobayashi', '物流部', '', ''],
  ['0010', '加藤 由美', 'カトウ ユミ', 'kato', '物流部', '', ''],
  ['0011', '吉田 直樹', 'ヨシダ ナオキ', '', '物流部', '', ''],
  ['0012', '山本 葵', 'ヤマモト アオイ', 'yamamoto', '経理部', '', ''],
];
const header = ['社員番号', '氏名', 'フリガナ', 'メールアドレス', '部署', '役職', '役割'];
const csv = (rows) =>
  [header, ...rows.map((row) => row.map((cell, i) => (i === 3 && cell !== '' ? `${cell}@example.co.jp` : cell)))]
    .map((row) => row.join(','))
    .join('\r\n');

export const staffList = csv(people);
/** Half a year later: somebody moved, somebody came, somebody is gone. */
export const staffListLater = csv([
  ...people.slice(0, 6),
  ['0007', '渡辺 美咲', 'ワタナベ ミサキ', 'watanabe', '経理部', '主任', ''],
  ...people.slice(7, 11),
  ['0013', '松本 遥', 'マツモト ハルカ', 'matsumoto', '営業部', '', ''],
]);
/** Who has confirmed already when the pictures are taken. */
export const confirmed = ['sato', 'yamada', 'takahashi', 'suzuki', 'watanabe', 'kobayashi', 'yamamoto'];
export const reader = 'kato@example.co.jp';

/** What this company changed in the sample. */
export const changedClauses = {
  '8.1.d.5': { adoption: 'not-applicable', reason: '私有の携帯電話・スマートフォンは業務に使わないため。' },
  '8.12.c': {
    adoption: 'changed',
    text: {
      ja: '利用者は、顧客の個人情報や取引価格が映った画面を、写真に撮ったり、会議で共有したままにしたりしない。',
      en: 'Users neither photograph a screen that shows customers’ personal data or prices, nor leave it shared in a meeting.',
    },
    reason: '当社で漏れると困る情報を、具体的に示すため。',
  },
};
export const laxerValue = { id: 'screenLockMinutes', value: 15, reason: '受付と倉庫では、来客や検品の応対で操作が途切れるため。' };
export const elsewhere = [
  ['A.5.1', '情報セキュリティのための方針群', '情報セキュリティ基本方針(総務部)'],
  ['A.6.3', '情報セキュリティの意識向上、教育及び訓練', '教育計画(総務部)'],
  ['A.7.2', '物理的入退', '入退室管理規程(総務部)'],
].map(([control, title, where]) => ({ control, title, applicable: true, reason: '', where }));

/** A mail server on loopback. `linkTo` waits for the link of a leaflet; null where none came, because mail rests outside business hours. */
export async function openPost() {
  const mails = new Map();
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    disableReverseLookup: true,
    onData: (stream, session, callback) => {
      simpleParser(stream).then((mail) => {
        mails.set(session.envelope.rcptTo[0].address, mail);
        callback(null);
      }, callback);
    },
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: server.server.address().port,
    linkTo: async (address, limitMs = 20_000) => {
      for (const end = performance.now() + limitMs; performance.now() < end; await new Promise((go) => setTimeout(go, 250))) {
        const link = /https?:\/\/\S+\/leaflet#\S+/.exec(mails.get(address)?.text ?? '')?.[0];
        if (link) return link;
      }
      return null;
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
