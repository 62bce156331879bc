// What the company of the pictures keeps, does and asks for: lines of its registers as it would import them, what it requests, and how it
// records its duties. Everything is made up; names of products are those of their makers.

import { dayOf } from './screenshots-site.mjs';

/** Lines as a spreadsheet would bring them. `date(n)`: n days after the day of the pictures. `device`: the measured computer, or null. */
export const registersAt = (date, device) => ({
  'software/allowed': [
    'ソフト名,種類,提供元,用途,使える範囲,使える端末,使える者,認める版,ライセンス数,サポート終了日,許可の期限,備考',
    'Microsoft 365 Apps*,業務ソフト,Microsoft,文書・表計算・メール,全社,,,,42,,,',
    'Google Chrome,業務ソフト,Google,Webの閲覧,全社,,,最新の安定版,,,,自動更新を止めない',
    'Microsoft Edge,業務ソフト,Microsoft,Webの閲覧,全社,,,最新の安定版,,,,',
    'Adobe Acrobat Reader*,業務ソフト,Adobe,PDFの閲覧,全社,,,,,,,',
    `弥生会計 26*,業務ソフト,弥生,会計,特定の者だけ,,山本 葵,,3,${date(400)},,経理部の3台だけに入れる`,
    '勤怠Pit Touch*,業務ソフト,クロノス,出退勤の打刻,全社,,,,40,,,',
    'Zoom Workplace*,業務ソフト,Zoom,取引先との会議,全社,,,6.0以上,,,,画面共有は必要な窓だけ',
    'B2クラウド 印刷*,業務ソフト,ヤマト運輸,送り状の発行,全社,,,,,,,物流部で使用',
    'サクラエディタ,ユーティリティ,Sakura Editor Project,CSVの確認,全社,,,,,,,',
    'WinSCP*,ユーティリティ,Martin Přikryl,取引先へのデータ送付,特定の者だけ,,山田 太郎,6.3以上,,,' +
      date(160) +
      ',送付先は取引先2社に限る',
    `TeamViewer QuickSupport*,特権ユーティリティ,TeamViewer,会計ソフトの保守,${device === null ? '特定の者だけ,,山田 太郎' : `特定の端末だけ,${device},`},,,,${date(24)},保守会社の作業中だけ起動する`,
    'Microsoft Defender*,ウイルス対策ソフト,Microsoft,マルウェアの検査,全社,,,,,,,',
    'EPSON LM-F* ドライバ,ドライバ・周辺機器用,セイコーエプソン,複合機での印刷,全社,,,,,,,',
    `バーコードプリンタ BarTender*,業務ソフト,Seagull Scientific,商品ラベルの印刷,全社,,,2022以上,2,${date(75)},,後継版を検討中`,
  ],
  'devices/devices': [
    '端末名,種類,所有,状態,使用者,置き場所,管理番号,メーカー・機種,製造番号,社外へ持出し,重要情報の保存,保存する理由,点検中の端末',
    ...(device === null
      ? []
      : [`${device},サーバ,会社,使用中,,本社 機械室,SV-2023-01,,,いいえ,業務に必要で保存する,共有の書類を置くため,${device}`]),
    ...['高橋 一郎', '鈴木 恵', '伊藤 健', '渡辺 美咲', '松本 遥', '中村 大輔', '小林 翔'].map(
      (name, at) =>
        `社用スマホ0${at + 1},携帯電話・スマートフォン,リース・レンタル,使用中,${name},,SP-2025-0${at + 1},AQUOS wish4,3562190${at}1188${at}4,はい,保存しない,,`,
    ),
    '社用スマホ08,携帯電話・スマートフォン,リース・レンタル,予備・保管中,,総務部 鍵付き書庫,SP-2025-08,AQUOS wish4,356219081188804,いいえ,保存しない,,',
    '倉庫タブレット01,タブレット,会社,使用中,,横浜倉庫 検品台(共用),TB-2024-01,iPad (第10世代),DMPX10012Q,いいえ,保存しない,,',
    '倉庫タブレット02,タブレット,会社,修理中,,横浜倉庫 検品台(共用),TB-2024-02,iPad (第10世代),DMPX10014Q,いいえ,保存しない,,',
  ],
  'logs/sources': [
    '取得対象,ログの種類,取得する理由,保管先,保存期間(か月),改ざんへの備え,閲覧できる者,点検する者,時刻の同期',
    'fs01(ファイルサーバ),ログイン、ファイル・データの参照,顧客の図面と個人情報があるため,NAS(nas01)へ転送,12,別の機器へ送る,情報システム管理者,山田 太郎,している',
    '本社ファイアウォール,通信・遮断,社外との境目のため,機器の中とnas01,6,別の機器へ送る,情報システム管理者、保守会社,山田 太郎,している',
    'Microsoft 365 監査ログ,ログイン、管理者の操作、メール,社外から使えるため,クラウドの管理画面,6,追記だけできる設定,情報システム管理者,山田 太郎,している',
    '会計サーバ(kaikei-sv),ログイン、業務システム,決算の数字を扱うため,サーバの中,12,権限で制限,情報システム管理者,山田 太郎,している',
  ],
  'monitoring/events': [
    'できごと,気づいた日時,種類,気づいたきっかけ,業務への影響,対応を始めた日時,対応する者,原因,対応,委員会への報告日,対応の期限',
    `取引先を装うメールの添付ファイルを1人が開いた,${date(-33)} 10:20,マルウェア・不審メール,本人の届出,小さい,${date(-33)} 10:40,山田 太郎,差出人の表示名を取引先と見誤った,端末を切り離して検査。検出なし。全員に注意を送った,${date(-30)},`,
    `横浜倉庫の無線が半日つながらない,${date(-19)} 09:05,故障・停止,倉庫からの電話,小さい,${date(-19)} 09:30,山田 太郎,アクセスポイントの電源の故障,予備機に交換,${date(-18)},${date(12)}`,
  ],
  'backup/backups': [
    'バックアップ名,対象,方式,取得の間隔,世代数(世代),保管先,保管場所,元からの距離(km),切離し,暗号化,担当者,最後の復元試験',
    `fs01 毎日,ファイルサーバのD:\\共有,差分・増分,毎日,30,NAS(nas01),本社,0,別の権限で管理,はい,山田 太郎,${date(-13)}`,
    `fs01 外付け,ファイルサーバのD:\\共有,毎回すべて,毎週,4,外付けディスク,横浜倉庫 耐火庫,6,取り外して保管,はい,山田 太郎,${date(-45)}`,
    `会計DB,kaikei-sv の会計データ,書出し(DB・クラウド),毎日,14,クラウド(大阪リージョン),大阪,400,書換え・削除ができない設定,はい,山田 太郎,${date(-76)}`,
  ],
  'exceptions/exceptions': [
    '例外の内容,種類,対象,理由,代わりの対策,残るリスク,責任者,例外の期限',
    `旧・検品端末のOSを年内だけ使い続ける,サポート切れの継続使用,検品端末(横浜倉庫),後継のハンディ端末の納品が12月のため,社内の倉庫の区画からだけ届くようにし、USBとWebを止めた,中,中村 大輔,${date(27)}`,
  ],
  'suppliers/suppliers': [
    '委託先,委託する業務,渡す情報・権限,社内の担当者,状態,最終審査日,審査の点(点),再審査の期限,契約日,契約の終わり,契約にある事項,再委託先',
    `浜風システム株式会社,会計サーバの保守,遠隔操作(作業中だけ),山田 太郎,委託中,${date(-200)},86,${date(165)},${date(-560)},${date(170)},秘密保持、再委託の制限、事故の報告、情報の返却・消去,なし`,
    `株式会社ベイ文書,機密書類の溶解処理,廃棄する書類,佐藤 花子,委託中,${date(-240)},78,${date(125)},${date(-900)},${date(195)},秘密保持、事故の報告、情報の返却・消去,なし`,
  ],
});

/** Registers that are confirmed once their lines stand there; the others still wait for it. */
export const confirmedRegisters = [
  ...['devices/taken-out', 'monitoring/events', 'privileged-access/privileges', 'information/access', 'exceptions/exceptions'],
  ...['software/allowed', 'vulnerabilities/vulnerabilities', 'information/disposal', 'information/secondary-use', 'backup/backups'],
  ...['redundancy/spares', 'logs/sources', 'logs/server-work', 'changes/changes', 'network/connections', 'network/web-filter'],
  ...['cryptography/keys', 'suppliers/suppliers', 'devices/devices', 'audits/audits', 'capacity/capacity', 'systems/systems'],
  ...['information/assets', 'configuration/items', 'network/diagrams', 'awareness/acknowledgements'],
];

/** Asked for and decided in the weeks before. */
export const approvedRequests = ({ today }) => [
  {
    kind: 'devices/take-out',
    people: { holder: '鈴木 恵' },
    form: {
      item: '社用スマホ02',
      purpose: '訪問先での在庫の確認',
      destination: '県内の取引先',
      information: '在庫の数量(社外秘)',
      protection: ['password', 'lock'],
      from: today(),
      until: today(150),
    },
    assessment: { confirmed: 'seen' },
  },
  {
    kind: 'software/install',
    form: {
      name: '7-Zip*',
      kind: 'application',
      purpose: '取引先から届く圧縮ファイルの展開',
      source: 'https://www.7-zip.org/',
      publisher: 'Igor Pavlov',
      data: 'internal',
      scope: 'everyone',
    },
    assessment: { conditions: 'Windows 11で可、無償', requirements: '公式サイトから入れ、更新を月1回確かめる' },
  },
  {
    kind: 'network/open-site',
    form: { name: 'fileshare.example.net', reach: '営業部', reason: '取引先の図面の受渡し', use: 'upload' },
    deny: '無料の転送サイトは使わず、会社のMicrosoft 365の共有リンクで受け渡してください。',
  },
];

/** Waits for a decision when the pictures are taken; the one of the picture first. */
export const waitingRequests = ({ today }) => [
  {
    kind: 'software/install',
    people: { person: '鈴木 恵' },
    form: {
      name: 'Canva',
      kind: 'application',
      purpose: '展示会のチラシと商品案内の作成',
      source: 'https://www.canva.com/ja_jp/',
      publisher: 'Canva Pty Ltd',
      data: 'none',
      scope: 'person',
    },
  },
  {
    kind: 'devices/take-out',
    people: { holder: '鈴木 恵' },
    form: {
      item: '倉庫タブレット01',
      purpose: '展示会での商品の案内',
      destination: '東京ビッグサイト',
      information: '商品カタログ(公開)',
      protection: ['password', 'lock', 'carrying'],
      from: today(8),
      until: today(11),
    },
  },
];

/** The month of the pictures has two duties that nobody did in time. */
export const leftUndone = (duty, dueOn) =>
  ['configuration/drift', 'network/firmware'].includes(duty) && dueOn.slice(0, 7) === dayOf(Date.now()).slice(0, 7);

const none = 'なし';
/** What is written down where a duty was done: what the pictures show is in words, the rest as plain as a short record is. */
const words = {
  'logs/review': { sources: 'fs01、ファイアウォール、Microsoft 365', found: '深夜のサインイン2件。いずれも本人の作業と確認' },
  'software/patching': { servers: 'fs01、kaikei-sv', left: none },
  'capacity/review': { reached: none },
};
const skipped = { 'network/firmware': '機器の入替え(翌月)の直前のため、入替え後に行う。' };
const problems = { 'redundancy/switch-over': '予備の回線に切り替わるまで12分かかった。回線業者に設定の確認を依頼した。' };

/** The record of an occurrence; null where it cannot be filled in yet (a line of a register is missing). */
export async function recordOf(site, person, { duty, kind, sheet }, fields) {
  if (skipped[duty] !== undefined) return { skip: skipped[duty] };
  if (kind === 'quiet') return { result: 'no-case', record: {}, remark: '' };
  const record = {};
  for (const field of fields) {
    const cell = words[duty]?.[field.id] ?? (await cellFor(site, person, field));
    if (cell === null && field.required) return { result: 'no-case', record: {}, remark: '対象となるものがまだありません。' };
    record[field.id] = cell;
  }
  const problem = problems[duty];
  if (problem !== undefined && sheet !== null && sheet.since === null) return { result: 'problem', record, remark: problem };
  return { result: 'in-order', record, remark: '' };
}

async function cellFor(site, person, { type, options, register, min = 0 }) {
  const choices = async (query) => (await site.call(person, 'GET', `/api/choices?${query}`)).choices[0]?.id ?? null;
  switch (type) {
    case 'number':
      return min;
    case 'date':
      return site.today();
    case 'moment':
      return `${site.today()}T10:00`;
    case 'boolean':
      return true;
    case 'choice':
      return options[0].key;
    case 'choices':
      return [options[0].key];
    case 'person':
      return choices(`type=person&q=${encodeURIComponent('山田')}`);
    case 'row':
      return choices(`type=row&register=${encodeURIComponent(register)}&q=`);
    case 'device':
    case 'devices':
      return null;
    default:
      return none;
  }
}
