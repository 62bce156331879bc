import { type Words, words } from '../base/text.ts';

/** Headings of the leaflet for those who run IT: administrator, operators, committee. */
export const operatorTopics = {
  devices: words('端末とログイン', 'Devices and signing in'),
  software: words('ウイルス対策とソフトウェア', 'Antivirus and software'),
  information: words('情報と暗号', 'Information and cryptography'),
  projects: words('開発・委託・変更', 'Development, suppliers, changes'),
} as const satisfies Record<string, Words>;
type Topic = keyof typeof operatorTopics;

interface OperatorLine {
  readonly topic: Topic;
  readonly words: Words;
}
const line = (topic: Topic, ja: string, en: string): OperatorLine => ({ topic, words: words(ja, en) });

export const changesWritten = words(
  '開発の初めからその後の保守まで、変更管理の手順を文書にし、そのとおりに行うのが望ましいです。',
  'There should be written change procedures from early design to all later maintenance, and they should be followed.',
);

/**
 * One plain line for each clause that cites a rule and in which the administrator, operators or the committee act: their half of it,
 * slots as in the clause. Advice stays advice: 望ましい, should.
 */
export const operatorLines: Readonly<Record<string, OperatorLine>> = {
  '8.1.a': line(
    'devices',
    '持出しを認める前に、{devicePasswordScope}に{minPasswordLength}以上のパスワードが設定されていることを確かめてください。',
    'Before you allow devices to be taken outside, check that a password of at least {minPasswordLength} is set on {devicePasswordScope}.',
  ),
  '8.1.d': line(
    'devices',
    '携帯電話・スマートフォンを業務に使う人が、手順書の8.1のdを守るようにしてください。',
    'See that everyone who uses a phone for work keeps to 8.1 d of the procedures.',
  ),
  '8.1.d.5': line(
    'devices',
    '私物の携帯電話・スマートフォンは、{byodApproverRole}の承認なしに業務で使わせないでください。承認は{byodApprovalValidMonths}有効です。',
    'Let nobody use a private phone for work without approval from {byodApproverRole}. It is valid for {byodApprovalValidMonths}.',
  ),
  '8.1.advice': line(
    'devices',
    'PCや携帯電話など、業務に使う端末の種類ごとに、取扱いの規則を定めるのが望ましいです。',
    'There should be handling rules for every kind of device used for work, such as computers and phones.',
  ),
  '8.5.p': line(
    'devices',
    '台帳をもとに、{importanceThreshold}を重要と定めてください。そのログインでは、{minFactors}以上の認証を{mfaRequiredForImportantSystems}決まりです。',
    'By the register, treat {importanceThreshold} as important. Signing in to them with at least {minFactors} {mfaRequiredForImportantSystems}.',
  ),
  '8.5.advice': line(
    'devices',
    '多要素認証には、{factorKinds}のうち、異なる{minDistinctFactorKinds}以上を組み合わせるのが望ましいです。',
    'Multi-factor authentication should combine at least {minDistinctFactorKinds} out of {factorKinds}.',
  ),
  '8.20.g': line(
    'devices',
    '持込みや私有のPCを社内ネットワークにつなぐことは、{privatePcAllowed}決まりです。つなぐ前のウイルス検査に使うソフトを指定してください。',
    'Connecting brought-in or private computers to the network {privatePcAllowed}. Name the software that scans them for viruses first.',
  ),
  '8.7.a': line(
    'software',
    'すべてのPCとサーバに、指定したウイルス対策ソフトを入れてください。導入率は{antivirusCoveragePercent}以上を保つ決まりです。',
    'Install the designated antivirus software on every computer and server. At least {antivirusCoveragePercent} of them must have it.',
  ),
  '8.7.e.1': line(
    'software',
    '標的型攻撃メールの訓練を{phishingDrillInterval}ごとに行ってください。',
    'Hold a drill against targeted mail every {phishingDrillInterval}.',
  ),
  '8.8.advice': line(
    'software',
    '修正プログラムは、正規の提供元から入手したものだけを使うのが望ましいです。',
    'Only patches obtained from a legitimate source should be used.',
  ),
  '8.19.a': line(
    'software',
    '運用中のシステムに、開発用のコードを置かないでください。',
    'Leave no development code on production systems.',
  ),
  '8.19.d': line(
    'software',
    '承認なしに入れられたソフトは、{unapprovedInstallAlarmHours}以内に把握し、是正させてください。承認するのは{installApproverRole}です。',
    'Notice software installed without approval by {installApproverRole} within {unapprovedInstallAlarmHours}, and have it put right.',
  ),
  '8.19.advice': line(
    'software',
    '利用者が導入できるソフトの種類を厳しく定め、守らせるのが望ましいです。',
    'The kinds of software that users may install should be laid down strictly, and this should be kept.',
  ),
  '8.32.d': line(
    'software',
    '利用者によるパッケージソフトのカスタマイズは、{packageCustomizationAllowed}決まりです。許可は、影響の検討を確かめてから与えてください。',
    'Customising of software packages by users {packageCustomizationAllowed}. Permit it only once its effects have been considered.',
  ),
  '8.11.advice': line(
    'information',
    '注意して扱うデータは、漏れても内容が分からないよう、マスキング、仮名化、匿名化のいずれかで守るのが望ましいです。',
    'Sensitive data should be masked, pseudonymised or anonymised, so that nobody understands them even if they leak.',
  ),
  '8.12.d': line(
    'information',
    'ファイアウォールなどで、社外からの不正アクセスを防いでください。具体的な手順は、手順書の8.20にあります。',
    'Prevent unauthorised access from outside by a firewall and the like. The details are in 8.20 of the procedures.',
  ),
  '8.24.a': line(
    'information',
    '暗号は、手順書の8.24のaの規則(Webサイトと無線LANの暗号化)に従って使ってください。',
    'Use cryptography as 8.24 a of the procedures says, for the website and the wireless LAN.',
  ),
  '8.24.b': line(
    'information',
    '証明書の秘密鍵と無線アクセスポイントの管理用パスワードは、手順書の8.24のbに従って管理してください。',
    'Manage private keys of certificates and the passwords of access points as 8.24 b of the procedures says.',
  ),
  '8.24.c': line(
    'information',
    '重要なデータの暗号化について、対象、方式、鍵の方針、管理責任者の四つを定めてください。',
    'For the encryption of important data, settle four matters: which data, which ciphers, the policy for keys, who is responsible.',
  ),
  '8.24.c.2': line(
    'information',
    '使う暗号方式を決めてください。使えるのは、{allowedCiphers}です。',
    'Decide which ciphers are used. Those that may be chosen are {allowedCiphers}.',
  ),
  '8.24.c.3': line(
    'information',
    '鍵の生成から廃棄までの方針を定め、委員会の承認を得てください。鍵は、少なくとも{keyRotationInterval}ごとに更新します。',
    'Set a policy for keys from generation to destruction, approved by the committee. Keys are replaced at least every {keyRotationInterval}.',
  ),
  '8.24.advice': line(
    'information',
    '暗号が適切かつ有効に使われていることを、委員会が年に1回確かめるのが望ましいです。',
    'Once a year the committee should confirm that cryptography is used properly and effectively.',
  ),
  '8.25.p': line(
    'projects',
    'すべての開発案件で、手順書の8.25の各項を、セキュリティに配慮した開発の方針として守ってください。',
    'Hold to the items of 8.25 of the procedures in every development project, as the policy for secure development.',
  ),
  '8.25.advice': line(
    'projects',
    'セキュリティに配慮して開発するための規則を委員会が定め、すべての開発案件に適用するのが望ましいです。',
    'The committee should set rules for secure development and apply them to every project.',
  ),
  '8.29.b': line(
    'projects',
    '受入れ試験は、受入れ部門の管理者とともに、手順書の8.29のbのとおりに行ってください。',
    'Carry out acceptance tests as 8.29 b of the procedures says, together with the manager of the accepting department.',
  ),
  '8.30.p': line(
    'projects',
    'システムの開発を外部に委託するときは、手順書の8.30の手順により行い、委託先にも守らせてください。',
    'When system development is outsourced, proceed as 8.30 of the procedures says, and have the supplier do the same.',
  ),
  '8.31.b.1': line('projects', '開発環境を、運用環境から分けてください。', 'Keep the development environment apart from production.'),
  '8.32.a': line(
    'projects',
    'システムの変更は、承認、試験、監査の順に管理してください。',
    'Manage changes of systems in this order: approval, test, audit.',
  ),
  '8.32.advice': line('projects', changesWritten.ja, changesWritten.en),
};
