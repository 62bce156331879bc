// A company for the pictures of the documents, as scripts/screenshots.mjs needs it: its facts, its forty people, what it changed.
// Everybody in it is made up; example.co.jp belongs to nobody.
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export const company = { name: '株式会社みなと商会', headcount: '40', site: '本社(横浜)' };
export const administrator = { name: '山田 太郎', login: 'yamada@example.co.jp' };
export const member = { name: '佐藤 花子', login: 'sato@example.co.jp' };
export const president = { name: '港 誠一', login: 'minato@example.co.jp' };
export const employee = { name: '鈴木 恵', login: 'suzuki@example.co.jp' };

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
  ...[
    ['松本 遥', 'マツモト ハルカ', 'matsumoto', '営業部'],
    ['井上 蓮', 'イノウエ レン', 'inoue', '営業部'],
    ['木村 千尋', 'キムラ チヒロ', 'kimura', '営業部'],
    ['林 拓也', 'ハヤシ タクヤ', 'hayashi', '営業部'],
    ['清水 彩', 'シミズ アヤ', 'shimizu', '営業部'],
    ['山崎 亮', 'ヤマザキ リョウ', 'yamazaki', '営業部'],
    ['阿部 真央', 'アベ マオ', 'abe', '営業部'],
    ['森 健太', 'モリ ケンタ', 'mori', '営業部'],
    ['池田 桃子', 'イケダ モモコ', 'ikeda', '営業部'],
    ['橋本 駿', 'ハシモト シュン', 'hashimoto', '物流部'],
    ['石川 悟', 'イシカワ サトル', 'ishikawa', '物流部'],
    ['前田 香織', 'マエダ カオリ', 'maeda', '物流部'],
    ['藤田 剛', 'フジタ ツヨシ', 'fujita', '物流部'],
    ['後藤 陸', 'ゴトウ リク', 'goto', '物流部'],
    ['岡田 由紀', 'オカダ ユキ', 'okada', '物流部'],
    ['長谷川 浩', 'ハセガワ ヒロシ', 'hasegawa', '物流部'],
    ['村上 圭', 'ムラカミ ケイ', 'murakami', '物流部'],
    ['近藤 明', 'コンドウ アキラ', 'kondo', '物流部'],
    ['石井 沙織', 'イシイ サオリ', 'ishii', '物流部'],
    ['坂本 龍', 'サカモト リュウ', 'sakamoto', '物流部'],
    ['遠藤 恵子', 'エンドウ ケイコ', 'endo', '経理部'],
    ['青木 守', 'アオキ マモル', 'aoki', '経理部'],
    ['藤井 玲奈', 'フジイ レイナ', 'fujii', '経理部'],
    ['西村 洋平', 'ニシムラ ヨウヘイ', 'nishimura', '総務部'],
    ['福田 菜々', 'フクダ ナナ', 'fukuda', '総務部'],
    ['太田 勇', 'オオタ イサム', 'ota', '総務部'],
    ['三浦 詩織', 'ミウラ シオリ', 'miura', '経営企画室'],
    ['岡本 隼人', 'オカモト ハヤト', 'okamoto', '経営企画室'],
  ].map(([name, kana, mail, department], at) => [String(at + 13).padStart(4, '0'), name, kana, mail, department, '', '']),
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
  ...people.slice(12),
  ['0041', '竹内 環', 'タケウチ タマキ', 'takeuchi', '営業部', '', ''],
]);
/** Who has confirmed already when the pictures are taken. */
export const confirmed = people.flatMap(([, , , mail], at) => (mail !== '' && at % 5 !== 4 && mail !== 'kato' ? [mail] : []));
/** And who does so in the days after. */
export const confirmedLater = people.flatMap(([, , , mail], at) =>
  mail !== '' && (at % 5 === 4 || mail === 'kato') ? [`${mail}@example.co.jp`] : [],
);
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

/**
 * A mail server on loopback. `find` waits for what the newest mail to somebody says, `linkTo` for the link of a leaflet; null where none
 * came, because mail rests outside business hours.
 */
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
  const find = async (address, pattern, limitMs = 20_000) => {
    for (const end = performance.now() + limitMs; performance.now() < end; await new Promise((go) => setTimeout(go, 250))) {
      const found = pattern.exec(mails.get(address)?.text ?? '')?.[0];
      if (found) return found;
    }
    return null;
  };
  return {
    port: server.server.address().port,
    linkTo: (address, limitMs) => find(address, /https?:\/\/\S+\/leaflet#\S+/, limitMs),
    find,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
