import { type Words, words } from '../base/text.ts';
import { changesWritten } from './leaflet-operators.ts';

/** Headings of a leaflet in its order, in the words of those who read it. */
export const topics = {
  devices: words('パソコンと携帯電話', 'Computers and phones'),
  signIn: words('ログインと画面', 'Signing in and screens'),
  mail: words('メールとウイルス', 'Mail and viruses'),
  network: words('ネットワークと無線LAN', 'Networks and wireless LAN'),
  software: words('ソフトウェア', 'Software'),
  information: words('情報の扱い', 'Handling information'),
  begin: words('開発を始めるとき', 'Before you develop'),
  build: words('つくるとき', 'While you build'),
  test: words('試すとき・出すとき', 'When you test and release'),
  keep: words('ソースコードと環境', 'Source code and environments'),
  accept: words('受け入れるとき', 'When you accept a system'),
} as const satisfies Record<string, Words>;
type Topic = keyof typeof topics;

const line = (topic: Topic, ja: string, en: string): { readonly topic: Topic; readonly words: Words } => ({ topic, words: words(ja, en) });

const publicWifi = line(
  'network',
  '無料のWi-Fiなど、誰でも使える無線LANにつなぐことは、{openWifiAllowed}決まりです。',
  'Connecting to free or public Wi-Fi {openWifiAllowed}.',
);
const fileSharing = line(
  'software',
  'ファイル共有ソフトなど、感染や侵入のもとになるソフトを使わないでください。禁止ソフトの一覧は手順書にあります。',
  'Do not install or use file-sharing and similar risky software. The procedures list what is forbidden.',
);

/**
 * One plain line for each operative clause in which users, developers or department managers act, and for advice behind a rule; slots as
 * in the clause. What is said to those who run IT stands in `leaflet-operators.ts`.
 */
export const lines: Readonly<Record<string, { readonly topic: Topic; readonly words: Words }>> = {
  '8.1.a': line(
    'devices',
    '{devicePasswordScope}に{minPasswordLength}以上のパスワードを設定し、管理者の確認を受けてから持ち出してください。',
    'Set a login password of at least {minPasswordLength} on {devicePasswordScope}, and have it checked before you take a device outside.',
  ),
  '8.1.b': line(
    'devices',
    '仕事に要らない機密情報や個人情報を、持ち運ぶ機器に入れないでください。要るものは暗号化し、ディスクは{deviceEncryptionRequired}決まりです。',
    'Do not keep confidential or personal data you do not need on devices you carry; encrypt what you need. Their disks {deviceEncryptionRequired}.',
  ),
  '8.1.c': publicWifi,
  '8.1.d.1': line(
    'devices',
    '会社の携帯電話・スマートフォンをなくしたり壊したりしたら、{lossReportWithinHours}以内に情報システム管理者へ知らせてください。',
    'If you lose or break a company phone, tell the information system administrator within {lossReportWithinHours}.',
  ),
  '8.1.d.2': line(
    'devices',
    '会社の携帯電話・スマートフォンを自分のほかは使えないよう、パスワードの設定を{phonePasscodeRequired}決まりです。',
    'You {phonePasscodeRequired} a password on company phones, so that nobody else can use them.',
  ),
  '8.1.d.3': line(
    'devices',
    '携帯電話・スマートフォンは、ストラップを付けるなどして、落としたり盗まれたりしないように持ち歩いてください。',
    'Carry phones so that they are not dropped or stolen, for example on a strap.',
  ),
  '8.1.d.4': line(
    'devices',
    '電車やバスなど人のいる場所では携帯電話の使用を控え、個人情報や機密の話を聞かれないようにしてください。',
    'Hold back from phone calls in trains, buses and other public places, and let nobody overhear personal or confidential matters.',
  ),
  '8.1.d.5': line(
    'devices',
    '私物の携帯電話・スマートフォンを仕事に使うときは、先に{byodApproverRole}の承認を得てください。承認は{byodApprovalValidMonths}有効です。',
    'Get approval from {byodApproverRole} before you use your own phone for work. It is valid for {byodApprovalValidMonths}.',
  ),
  '8.1.e': line(
    'signIn',
    '席を離れても{screenLockMinutes}以内に画面が隠れるよう、スクリーンセーバーを設定してください。解除時のパスワードは{screenLockPasswordRequired}決まりです。',
    'Set your screen saver to start within {screenLockMinutes}. Returning to the screen {screenLockPasswordRequired}.',
  ),
  '8.5.p': line(
    'signIn',
    '{importanceThreshold}へのログインでは、パスワードのほかの確認も使う{minFactors}以上の認証を{mfaRequiredForImportantSystems}決まりです。',
    'For {importanceThreshold}, signing in with at least {minFactors}, not a password alone, {mfaRequiredForImportantSystems}.',
  ),
  '8.7.b': line(
    'mail',
    'ウイルス対策ソフトを止めないでください。リアルタイム検査は{realtimeScan}決まり、受信メールの検査は{mailScan}決まりです。',
    'Never stop the antivirus program. Real-time scanning {realtimeScan}; scanning of incoming mail {mailScan}.',
  ),
  '8.7.e.1': line(
    'mail',
    'メールの添付ファイルやリンクは、差出人に確かめるなどして安全と分かるまで開かないでください。訓練を{phishingDrillInterval}ごとに行います。',
    'Open attachments and links in mail only once you know they are safe, for example by asking the sender. There is a drill every {phishingDrillInterval}.',
  ),
  '8.7.e.2': line(
    'mail',
    'ファイルの拡張子は{showFileExtensions}決まりです。ふだん使わない拡張子({forbiddenAttachmentExtensions}など)の添付ファイルは開かないでください。',
    'File name extensions {showFileExtensions}. Do not open attachments with unusual ones, such as {forbiddenAttachmentExtensions}.',
  ),
  '8.8.b': line(
    'software',
    'OSやアプリの更新は、重大なものは公開から{patchDeadlineDaysCritical}以内、ほかは{patchDeadlineDaysOther}以内に済ませてください。',
    'Install updates of the operating system and applications within {patchDeadlineDaysCritical} of release if critical, else within {patchDeadlineDaysOther}.',
  ),
  '8.10.a': line(
    'information',
    '要らなくなったデータは、{deleteWithinDays}以内に消してください。種類ごとの保存期間は、{retentionByClass}です。',
    'Delete data within {deleteWithinDays} of no longer needing them. How long each kind is kept: {retentionByClass}.',
  ),
  '8.10.b': line(
    'information',
    'USBメモリなどの中身を消すときは、消去用のソフトで復元できないようにしてください(方法: {eraseMethod})。',
    'When you erase a USB stick or other medium, use erasing software so that nothing can be restored ({eraseMethod}).',
  ),
  '8.11.p': line(
    'information',
    '個人情報などを分析に使うときは、誰のことか分からないよう先に加工することを{maskRequiredForSecondaryUse}決まりです。',
    'Before personal or important data are reused, for example in analyses, you {maskRequiredForSecondaryUse} make them unrecognisable.',
  ),
  '8.12.b': fileSharing,
  '8.12.c': line(
    'information',
    '重要な情報を表示している画面は、スクリーンショットも、カメラやスマートフォンでの撮影もしないでください。',
    'Take no screenshots or photos of screens that show important information.',
  ),
  '8.18.a': line(
    'software',
    '使えるユーティリティ(設定の変更や診断のためのソフト)は、原則として{utilityPolicy}だけです。',
    'As a rule, use only utility programs that {utilityPolicy}.',
  ),
  '8.18.b': line(
    'software',
    '認められていないユーティリティを使うときは、先に{utilityApproverRole}の承認を得てください。承認は{utilityApprovalValidDays}有効です。',
    'Get approval from {utilityApproverRole} before you use any other utility program. It is valid for {utilityApprovalValidDays}.',
  ),
  '8.19.b': line(
    'software',
    '使ってよいソフトは、{softwareAllowList}です。ほかのソフトを使うときは、先に{permissionRole}の許可を得てください。',
    'You may use {softwareAllowList}. Get permission from {permissionRole} before you use anything else.',
  ),
  '8.19.d': line(
    'software',
    '許可のないソフトを入れないでください。必要なときは、{installApproverRole}の承認を得てから入れてください。',
    'Do not install software that is not permitted. Get approval from {installApproverRole} first.',
  ),
  '8.19.e': fileSharing,
  '8.20.b': line(
    'network',
    '社内ネットワークにつなぐときは、先に{connectionApproverRole}の承認を得て、指示された手順に従ってください。',
    'Get approval from {connectionApproverRole} before you connect to the company network, and follow the steps you are given.',
  ),
  '8.20.e': line(
    'signIn',
    '他人のIDとパスワードで社内ネットワークに接続しないでください。',
    'Never connect to the company network with someone else’s ID and password.',
  ),
  '8.20.f': line(
    'network',
    '外していたPCは、ウイルス検査をしてからつないでください。{absenceDaysRequiringCheck}以上なら、全ファイルを検査して管理者の確認を受けてください。',
    'Scan a computer for viruses before you reconnect it. After {absenceDaysRequiringCheck} or more, scan all files and have it checked.',
  ),
  '8.20.g': line(
    'network',
    '私物や持込みのPCを社内ネットワークにつなぐことは、{privatePcAllowed}決まりです。つなぐ前にウイルス検査をしてください。',
    'Connecting private or visiting computers to the company network {privatePcAllowed}. Scan them for viruses first.',
  ),
  '8.20.h': line(
    'network',
    '社内の無線LANを使うときは、先に{wlanApproverRole}の承認を得てください。暗号化は{wlanMinSecurity}です。',
    'Get approval from {wlanApproverRole} before you use the wireless LAN. Its protection is {wlanMinSecurity}.',
  ),
  '8.20.i': publicWifi,
  '8.23.p': line(
    'network',
    '仕事に必要なWebサイトが遮断されたときは、情報システム管理者に解除を申請してください。',
    'If a website you need for work is blocked, ask the information system administrator to open it.',
  ),
  '8.32.a.1': line(
    'software',
    'システムの変更を求めるときは、先に{changeAssessmentFields}を確かめ、{changeApproverRole}の承認を得てください。',
    'Before a system is changed at your request, assess {changeAssessmentFields} and get approval from {changeApproverRole}.',
  ),
  '8.32.d': line(
    'software',
    'パッケージソフトのカスタマイズは、{packageCustomizationAllowed}決まりです。必要なときは、情報システム管理者の許可を得てください。',
    'Customising software packages {packageCustomizationAllowed}. Where it is needed, ask the information system administrator.',
  ),
  '8.4.p': line(
    'keep',
    'ソースコードと設計書・仕様書は、アクセスを制御したフォルダに置いてください。',
    'Keep source code, designs and specifications in folders with access control.',
  ),
  '8.19.a': line('keep', '運用中のシステムに、開発用のコードを置かないでください。', 'Leave no development code on production systems.'),
  '8.25.a': line(
    'begin',
    '開発を始めるときに、満たすべきセキュリティ要求事項をはっきりさせてください。',
    'Settle the security requirements when a development begins.',
  ),
  '8.25.b': line('build', '決められた安全な開発環境で開発してください。', 'Develop in the secure environment set up for it.'),
  '8.25.c': line(
    'build',
    '{reviewStages}の各段階で、セキュリティのレビューをしてください。',
    'Review security at each stage: {reviewStages}.',
  ),
  '8.25.d': line(
    'test',
    '脆弱性を試験し、深刻度が{blockReleaseAtSeverity}以上のものが残るあいだは、リリースしないでください。',
    'Test for vulnerabilities, and do not release while any of severity {blockReleaseAtSeverity} or above remains.',
  ),
  '8.25.e': line(
    'keep',
    '仕様書・設計書・テスト仕様書などを見られる人は、必要な人だけにしてください。',
    'Let only those who need them see specifications, designs and test documents.',
  ),
  '8.25.f': line(
    'begin',
    '受託開発や客先常駐では、発注元のセキュリティの方針と規則に従ってください。',
    'When you develop for a client or at their site, follow the client’s security rules.',
  ),
  '8.26.b.1': line(
    'begin',
    'セキュリティ事象の{analysisColumns}に必要な対策を分析し、記録してください。',
    'Analyse and record the measures needed for {analysisColumns} security events.',
  ),
  '8.26.b.2': line(
    'begin',
    'セキュリティ要求事項を満たすのにかかる{estimateFields}を見積もってください。',
    'Estimate the {estimateFields} of meeting the security requirements.',
  ),
  '8.27.a': line(
    'begin',
    '社内用でも社外向けでも、セキュリティに関する事項を要件定義の文書に残してください。',
    'Write security into the requirements, for internal systems as well as for those you deliver.',
  ),
  '8.27.b': line(
    'build',
    'レビューでは、セキュリティの要求事項を満たしていることを段階ごとに確かめてください。',
    'In each review, confirm that the security requirements are met.',
  ),
  '8.27.c': line('test', 'でき上がったシステムに脆弱性がないか、試験で確かめてください。', 'Test the finished system for vulnerabilities.'),
  '8.28.a': line(
    'build',
    '利用者が入力したデータはプログラムで検査し、問題があれば受け付けないようにしてください。',
    'Check what users enter, and reject what is wrong.',
  ),
  '8.28.b': line(
    'build',
    '設計はできるだけ単純にしてください。関数の経路が{maxCyclomaticComplexity}を超えるときは、分けるか、分けない理由を残してください。',
    'Keep designs simple. Split a function with more than {maxCyclomaticComplexity}, or record why not.',
  ),
  '8.28.c': line(
    'build',
    'プログラムが利用者に与える権限と機能は、必要なものだけにしてください。',
    'Give users of a program only the rights and functions they need.',
  ),
  '8.28.d': line(
    'build',
    'ほかのシステムへ送るデータの特殊文字は、無害化(サニタイズ)してください。',
    'Sanitise special characters in data that go to other systems.',
  ),
  '8.28.advice': line(
    'build',
    '書き方がまちまちだと弱点が生じやすいため、安全なコーディングの規則を定め、書き方をそろえるのが望ましいです。',
    'There should be rules for secure coding that everybody writes by: uneven code breeds weaknesses.',
  ),
  '8.29.a': line('test', 'セキュリティ試験は、{securityTestBeforeRelease}決まりです。', 'Security testing {securityTestBeforeRelease}.'),
  '8.29.b.1': line(
    'accept',
    'システムを入れたり直したりしたときは、受け入れる際に動作を確かめてください。',
    'Check that a new or changed system works when you accept it.',
  ),
  '8.29.b.2': line(
    'accept',
    '{testSpecRequiredWhen}は、受入れ部門と開発担当者でテストの仕様書を作り、それに沿って確かめてください。',
    'When {testSpecRequiredWhen}, the accepting department and the developers write a test specification and follow it.',
  ),
  '8.29.b.3': line(
    'test',
    '必要に応じてコード解析ツールや脆弱性スキャナを使い、見つかった欠陥を直してください。',
    'Use code analysers and vulnerability scanners where needed, and fix what they find.',
  ),
  '8.29.b.4': line(
    'accept',
    '受入れ試験の結果は、{acceptanceApprovers}がそれぞれ承認します。一人で二役の承認はできません。',
    'The results are approved by {acceptanceApprovers}, each of them. Nobody approves in two roles.',
  ),
  '8.30.c': line(
    'accept',
    '委託先の成果物は、受入れ試験をして品質と正確さを確かめてください。',
    'Test what suppliers deliver for quality and correctness before you accept it.',
  ),
  '8.31.a': line(
    'keep',
    '開発環境と試験環境を、運用環境から分けてください。',
    'Keep development and test environments apart from production.',
  ),
  '8.31.b.1': line(
    'keep',
    '開発は、開発に携わらない人から分けた場所とシステムで行ってください。',
    'Develop in a place and on systems apart from people who do not develop.',
  ),
  '8.31.b.2': line(
    'keep',
    'ソースコードと設定ファイルに触れる人は、必要な人だけにしてください。',
    'Let only those who need it reach source code and configuration files.',
  ),
  '8.32.a.2': line(
    'test',
    '変更を適用する前に試験をし、情報システムへの影響を確かめてください。',
    'Test a change and its effects before you apply it.',
  ),
  '8.32.advice': line('keep', changesWritten.ja, changesWritten.en),
  '8.33.a': line(
    'test',
    '試験データに個人情報を使うことは、{personalDataInTestAllowed}決まりです。',
    'Using personal data as test data {personalDataInTestAllowed}.',
  ),
  '8.33.b': line(
    'test',
    '試験に実データを使うときは、先に{realDataApproverRole}の承認を得てください。終わったら{deleteWithinHoursAfterTest}に消して報告してください。',
    'Get approval from {realDataApproverRole} before you test with real data. Delete them {deleteWithinHoursAfterTest} of the test and report it.',
  ),
};
