import { type Words, words } from '../base/text.ts';
import type { Condition } from './control.ts';

/** What is said beside a question: why it is asked, what the answer changes, and a suggestion where there can be one. */
export interface Told {
  readonly key: string;
  readonly title: Words;
  readonly why: Words;
  readonly changes: Words;
  readonly suggestion: number | boolean | string | readonly unknown[] | object | null;
}

const told = (key: string, title: Words, why: Words, changes: Words, suggestion: Told['suggestion'] = null): Told => ({
  key,
  title,
  why,
  changes,
  suggestion,
});

/** The first three are about the company, the rest about its calendar. */
export const companyQuestions: readonly Told[] = [
  told(
    'name',
    words('会社名', 'Company name'),
    words('手順書は会社の文書です。正式な名前を入れてください。', 'The procedures are a document of the company: enter its full name.'),
    words('手順書、適用宣言書、しおりに載ります。', 'It stands on the procedures, the statement and the leaflets.'),
  ),
  told(
    'headcount',
    words('従業員数', 'Number of people'),
    words(
      '役員、パート、派遣の方も含め、手順に従う人の数です。',
      'Everyone who follows the procedures: officers, part-time and agency staff too.',
    ),
    words('配るしおりの数と、社員名簿との照らし合わせに使います。', 'It is compared with the staff list and the leaflets sent.'),
  ),
  told(
    'sites',
    words('事業所', 'Sites'),
    words(
      '本社、支店、倉庫など、情報を扱う場所です。1行に1か所ずつ書きます。',
      'Head office, branches, storehouses: each place where information is handled, one a line.',
    ),
    words('手順書が及ぶ範囲として載ります。', 'They stand in the procedures as their scope.'),
  ),
  told(
    'businessHours',
    words('営業時間', 'Business hours'),
    words(
      '監査の作業や計画停止を、業務の邪魔にならない時間に行うためです。',
      'So that audits and planned outages keep out of working hours.',
    ),
    words('8.34の「営業時間」の値にもなります。', 'It also becomes the value “business hours” of 8.34.'),
    { from: '09:00', to: '18:00' },
  ),
  told(
    'openWeekdays',
    words('営業する曜日', 'Open weekdays'),
    words(
      '期限を営業日で数えます。祝日は別に扱います。',
      'Due dates are counted in business days. National holidays are dealt with apart.',
    ),
    words('期限が休みの日に当たると、次の営業日になります。', 'A due date on a day off moves to the next business day.'),
    [1, 2, 3, 4, 5],
  ),
  told(
    'closures',
    words('会社の休業日', 'Company closures'),
    words(
      '祝日でなくても休む日です。年末年始や夏季休業が当たります。',
      'Days off that are no national holiday, such as the turn of the year and the summer break.',
    ),
    words('この日は営業日に数えず、通知も送りません。', 'They are no business days, and no notice is sent on them.'),
    [
      { name: '年末年始休業', from: '12-29', to: '01-03' },
      { name: '夏季休業', from: '08-13', to: '08-15' },
    ],
  ),
  told(
    'fiscalYearStartMonth',
    words('年度の始まりの月', 'First month of the fiscal year'),
    words('年に1回、半年に1回の業務を、年度に合わせて並べます。', 'Yearly and half-yearly work is laid out along the fiscal year.'),
    words('半期と四半期の区切りが決まります。', 'It fixes the halves and the quarters.'),
    4,
  ),
];

type Said = Pick<Told, 'why' | 'changes' | 'suggestion'>;
const said = (why: Words, changes: Words, suggestion: boolean | null): Said => ({ why, changes, suggestion });

/** What is common is suggested as a yes, which leaves nothing out. The others only the company can know. */
export const conditionQuestions: Readonly<Record<Condition, Said>> = {
  developsSoftware: said(
    words(
      '社内で使う小さなプログラムやマクロの開発を仕事として続けている場合も含みます。',
      'Tools and macros count where writing them is somebody’s regular work.',
    ),
    words('開発の章(8.4、8.25、8.27、8.28、8.31、8.33)の適用を決めます。', 'It decides on the chapters about development.'),
    null,
  ),
  outsourcesDevelopment: said(
    words('Webサイトや業務システムの制作を頼んでいる場合も含みます。', 'Having a website or a business system made counts.'),
    words('8.30(外部委託による開発)と、開発の章の適用を決めます。', 'It decides on 8.30 and on the chapters about development.'),
    null,
  ),
  hasWirelessLan: said(
    words('来客用の無線LANだけの場合も「はい」です。', 'A wireless LAN for guests only counts too.'),
    words(
      '無線LANの暗号化、分離、アクセスポイントの管理の項が加わります。',
      'It adds the clauses on encryption, separation and access points.',
    ),
    true,
  ),
  hasOwnServers: said(
    words('社内のファイルサーバやNASも、自社で管理するサーバに数えます。', 'A file server or a NAS in the office counts.'),
    words(
      'サーバの作業記録と、変更前のバックアップの項が加わります。',
      'It adds the clauses on server work records and on copies before a change.',
    ),
    true,
  ),
  hasPublicServers: said(
    words(
      'クラウド上で自社が管理し、社外から接続できるサーバも数えます。',
      'Servers in a cloud count where you manage them and the outside can reach them.',
    ),
    words(
      '公開サーバを社内のネットワークから分ける項が加わります。',
      'It adds the clause on keeping public servers apart from the internal network.',
    ),
    null,
  ),
  hasPublicWebsite: said(
    words('制作や運用を委託していても、自社のサイトなら「はい」です。', 'Yes, even where somebody else makes or runs it for you.'),
    words('サイトの通信を暗号化する項が加わります。', 'It adds the clause on encrypting the site’s traffic.'),
    true,
  ),
  issuesMobilePhones: said(
    words('会社の支給でも、私物の業務利用でも「はい」です。', 'Yes for company phones and for private phones that are used for work.'),
    words('8.1の携帯電話・スマートフォンの項が加わります。', 'It adds the clauses on phones in 8.1.'),
    true,
  ),
  takesDevicesOut: said(
    words('在宅勤務や出張でPCを持ち出す場合も含みます。', 'Work at home and business trips with a computer count.'),
    words('持出し端末のパスワードの項が加わります。', 'It adds the clause on passwords of devices taken outside.'),
    true,
  ),
  worksAtClients: said(
    words('客先に常駐する人が1人でもいれば「はい」です。', 'Yes if even one person works at a client’s site.'),
    words('客先の規則に従う項が加わります。', 'It adds the clause on following the client’s rules.'),
    null,
  ),
  usesCloud: said(
    words('メールやファイル共有、会計などのクラウドサービスです。', 'Mail, file sharing, accounting and the like as a cloud service.'),
    words(
      '今は項の適用を変えません。手順書の前提として版に残ります。',
      'It leaves nothing out today; it stays in each version as what you based it on.',
    ),
    true,
  ),
};

const value = (whyJa: string, whyEn: string, changesJa: string, changesEn: string): Pick<Told, 'why' | 'changes'> => ({
  why: words(whyJa, whyEn),
  changes: words(changesJa, changesEn),
});

/** Values that matter first, in the order in which they are asked. All have the origin `company`; a test holds that. */
export const firstValues: Readonly<Record<string, Pick<Told, 'why' | 'changes'>>> = {
  minPasswordLength: value(
    '短いパスワードは総当たりで破られます。',
    'Short passwords can be guessed by trying all of them.',
    '端末のパスワードの文と点検に使います。',
    'It stands in the sentence on device passwords and in their check.',
  ),
  fullScanIntervalDays: value(
    '常時の検査をすり抜けたものを、全ファイルの検査で見つけます。',
    'A full scan finds what slipped past the constant one.',
    'この日数より前の検査は「不適合」になります。',
    'A scan older than this is a fail.',
  ),
  patchDeadlineDaysCritical: value(
    '重大な脆弱性は、公表から数日で悪用が始まることがあります。',
    'Grave weaknesses can be exploited within days.',
    '更新の点検が、この日数で遅れを数えます。',
    'The check on updates counts delays by it.',
  ),
  patchDeadlineDaysOther: value(
    'そのほかの更新は、確かめる時間を取ってから当てられます。',
    'Other updates leave time to try them first.',
    '更新の点検が、この日数で遅れを数えます。',
    'The check on updates counts delays by it.',
  ),
  backupMaxAgeHours: value(
    '失ってもやり直せる作業の量で決めます。',
    'It follows from how much work you could do again.',
    'これより古いバックアップは「不適合」になります。',
    'An older copy is a fail.',
  ),
  generationsKept: value(
    '暗号化や改ざんに気づくまでの日数より多く残すと、元に戻せます。',
    'More than the days it takes to notice damage, so that you can go back.',
    'バックアップの文に入ります。',
    'It stands in the sentence on backup.',
  ),
  minOffsiteDistanceKm: value(
    '同じ地震や水害で、原本と複製を同時に失わないためです。',
    'So that one earthquake or flood does not take both copies.',
    '遠隔地の保管の文に入ります。',
    'It stands in the sentence on distant storage.',
  ),
  deleteWithinDays: value(
    '不要な情報を残すほど、漏えいしたときの被害が広がります。',
    'What is kept without need makes a leak worse.',
    '情報の消去の文に入ります。',
    'It stands in the sentence on deletion.',
  ),
  logReviewInterval: value(
    '取っただけのログは役に立ちません。だれが見ても続けられる間隔にします。',
    'Logs that nobody reads are of no use. Choose an interval you can keep up.',
    'ログの点検の予定の間隔になります。',
    'It is the interval of the planned reviews.',
  ),
  logRetentionMonths: value(
    '侵入に気づくまでに数か月かかることがあります。',
    'It can take months to notice an intrusion.',
    'ログを保存する期間の文に入ります。',
    'It stands in the sentence on keeping logs.',
  ),
  cpuWarnPercent: value(
    'これを超える状態が続くと、業務の処理が遅れ始めます。',
    'Above it for long, work begins to wait.',
    'CPUの点検の境目になります。',
    'It is the limit of the check on processors.',
  ),
  memoryWarnPercent: value(
    'メモリが足りなくなると、急に動作が止まることがあります。',
    'Short of memory, a system may stop all at once.',
    'メモリの点検の境目になります。',
    'It is the limit of the check on memory.',
  ),
  diskWarnPercent: value(
    'ディスクが埋まると、記録もバックアップも止まります。',
    'A full disk stops records and copies.',
    'ディスクの点検の境目になります。',
    'It is the limit of the check on disks.',
  ),
  firmwareCheckInterval: value(
    'ルータなどの機器は、更新を知らせてくれないことがあります。',
    'Routers and the like may never tell you of updates.',
    'ファームウェアを確かめる予定の間隔になります。',
    'It is the interval of the planned looks at firmware.',
  ),
  softwareListReviewInterval: value(
    '使わなくなったソフトを一覧から外さないと、穴が残ります。',
    'Software that nobody uses but everybody may install leaves a hole.',
    '許可するソフトウェアの見直しの間隔になります。',
    'It is the interval of the reviews of allowed software.',
  ),
  passScore: value(
    '委託先審査票の点数が何点以上なら委託してよいかを決めます。',
    'It says from which score of the sheet on you may work with a supplier.',
    '委託先を選ぶ文に入ります。',
    'It stands in the sentence on choosing suppliers.',
  ),
};

export const ownerQuestions: readonly Told[] = [
  told(
    'defaultOwner',
    words('手順の項の担当者', 'Owner of the clauses'),
    words('だれの仕事か決まっていない項は、実行されません。', 'A clause that is nobody’s is not carried out.'),
    words('担当者を個別に決めていない、すべての項の担当者になります。', 'They see to every clause for which nobody else is named.'),
    'role:administrator',
  ),
  told(
    'defaultDeputy',
    words('担当者が不在のときの代行者', 'Deputy while the owner is away'),
    words(
      '兼務の管理者が休んでも、期限のある業務が止まらないようにします。',
      'So that dated work goes on while a part-time administrator is away.',
    ),
    words('代行者を個別に決めていない、すべての項の代行者になります。', 'They stand in for every clause for which nobody else is named.'),
    'role:committee',
  ),
  told(
    'approvalsNeeded',
    words('承認に必要な人数', 'Approvals needed'),
    words('草案を提出した人は、自分では承認できません。', 'Whoever submits the draft cannot approve it.'),
    words(
      '手順書の版は、この人数の委員が承認して初めて施行できます。',
      'A version of the procedures counts once so many members have approved it.',
    ),
    1,
  ),
];
