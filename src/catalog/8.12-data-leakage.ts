import { planned } from '../mechanism/citation.ts';
import { listParam } from '../mechanism/param.ts';
import { rule } from '../mechanism/rule.ts';
import { diskEncryptionCheck } from '../practices/endpoint/disk-encryption.check.ts';
import { informationAssetsRegister } from '../practices/information/assets.register.ts';
import { classificationReview } from '../practices/information/classification-review.duty.ts';
import { dataVolumesEncrypted } from '../practices/information/data-volumes-encrypted.check.ts';
import {
  classificationReviewInterval,
  importantDataVolumes,
  removableStorageRule,
  screenCaptureBlocked,
} from '../practices/information/params.ts';
import { removableStorageUnused } from '../practices/information/removable-storage.check.ts';
import { screenCaptureSettings } from '../practices/information/screen-capture.check.ts';
import { hostFirewallCheck } from '../practices/network/host-firewall.check.ts';
import { fileSharingInstalled } from '../practices/software/file-sharing-installed.check.ts';
import { fileSharingRunning } from '../practices/software/file-sharing-running.check.ts';
import { fileSharingTraces } from '../practices/software/file-sharing-traces.check.ts';
import { forbiddenSoftware } from '../practices/software/params.ts';
import { defineControl } from './control.ts';

const classes = listParam({
  id: 'classes',
  title: { ja: '情報の区分', en: 'Classes of information' },
  origin: 'company',
  default: ['極秘', '秘', '社外秘', '公開'],
  maxItems: 10,
  maxItemChars: 20,
  whenEmpty: { ja: '未定', en: 'not decided yet' },
  hint: {
    ja: '手本に区分の定めはありません。重いものから順に、3〜4段階をお勧めします。',
    en: 'The guideline names no classes. We suggest three or four, the most sensitive first.',
  },
});

export const dataLeakage = defineControl({
  id: '8.12',
  title: { ja: 'データ漏えいの防止', en: 'Data leakage prevention' },
  purpose: {
    ja: '守るべき情報を明らかにし、人の不注意や不正、システムへの侵入によって社外に漏れることを防ぐ。',
    en: 'To know which information must be protected, and to keep it from leaving the company by carelessness, wrongdoing or intrusion.',
  },
  params: [classes, classificationReviewInterval, forbiddenSoftware, screenCaptureBlocked, importantDataVolumes, removableStorageRule],
  clauses: [
    {
      id: '8.12.a',
      type: 'item',
      text: {
        ja: '情報システム管理者は、漏えいから守るべき情報を洗い出し、情報セキュリティ委員会の確認を得て、会社の定める区分({classes})に分類する。洗い出しと分類は、{classificationReviewInterval}に1回以上見直す。',
        en: 'The information system administrator identifies the information that must be kept from leaking and, with the agreement of the information security committee, assigns it to the classes of the company ({classes}). The list and the classification are reviewed at least once every {classificationReviewInterval}.',
      },
      actors: ['administrator', 'committee'],
      cadence: { type: 'periodic', param: 'classificationReviewInterval' },
      refs: [
        { to: '8.3.a', why: { ja: '区分に応じてアクセスを制限する', en: 'the class decides how access is limited' } },
        { to: '8.24.c.1', why: { ja: '暗号化する情報を決める', en: 'the class decides what to encrypt' } },
        { to: '8.11.p', why: { ja: 'マスキングする情報を決める', en: 'the class decides what to mask' } },
      ],
      mechanisms: [informationAssetsRegister, classificationReview],
    },
    {
      id: '8.12.b',
      type: 'item',
      text: {
        ja: '利用者は、ファイル共有ソフト(不特定の相手とファイルを直接やり取りするソフトウェアをいい、会社が認めたクラウドストレージを含まない。)を使用してはならない。名称を挙げて禁じるソフトウェアは、次のとおりとする:{forbiddenSoftware}。',
        en: 'Users must not use file-sharing software, that is, software that exchanges files directly with unspecified people; cloud storage approved by the company is not meant. Software forbidden by name: {forbiddenSoftware}.',
      },
      actors: ['user'],
      cadence: { type: 'continuous' },
      refs: [{ to: '8.19.e', why: { ja: '同じソフトウェアの導入を禁じる', en: 'forbids installing the same software' } }],
      mechanisms: [
        fileSharingRunning,
        fileSharingInstalled,
        fileSharingTraces,
        rule('ファイル共有ソフト等の禁止', 'Ban on file-sharing and similar software'),
      ],
    },
    {
      id: '8.12.c',
      type: 'item',
      text: {
        ja: '利用者は、重要な情報を画面に表示している間、スクリーンショットを取ったり、カメラやスマートフォン等で画面を撮影したりしてはならない。会社の端末では、画面の取得を禁じる設定を{screenCaptureBlocked}。',
        en: 'While important information is on the screen, users must not take screenshots or photograph the screen with a camera, phone or the like. On the company’s devices, screen capture {screenCaptureBlocked}.',
      },
      actors: ['user'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [rule('重要な情報の画面の撮影禁止', 'Ban on capturing screens that show important information'), screenCaptureSettings],
    },
    {
      id: '8.12.d',
      type: 'item',
      text: {
        ja: '情報システム管理者は、ファイアウォール、侵入検知システム(IDS)、侵入防止システム(IPS)等によって、社外からの不正アクセスを防止する。具体的な手順は、8.20「ネットワークのセキュリティ」の定めによる。',
        en: 'The information system administrator prevents unauthorised access by means such as a firewall, an intrusion detection system (IDS) and an intrusion prevention system (IPS). The details are laid down in 8.20, Networks security.',
      },
      actors: ['administrator'],
      cadence: { type: 'continuous' },
      refs: [
        { to: '8.20', why: { ja: '具体的な手順を定める', en: 'lays down the details' } },
        { to: '8.16.a', why: { ja: 'これらの機器のログを監視する', en: 'the logs of these devices are watched' } },
      ],
      mechanisms: [
        hostFirewallCheck,
        planned.check('境界の防御の点検', 'Check of the protection at the boundary'),
        rule('8.20に従う不正アクセスの防止', 'Prevention of unauthorised access according to 8.20'),
      ],
    },
    {
      id: '8.12.e',
      type: 'item',
      text: {
        ja: '情報システム管理者は、重要なデータを閲覧または編集できる者を、8.3「情報へのアクセス制限」の定めに従って制限する。',
        en: 'The information system administrator limits who can view or edit important data, following 8.3, Information access restriction.',
      },
      actors: ['administrator'],
      cadence: { type: 'continuous' },
      refs: [{ to: '8.3', why: { ja: '制限のしかたを定める', en: 'lays down how access is limited' } }],
      mechanisms: [planned.check('重要なデータへのアクセス権の点検', 'Check of access rights to important data')],
    },
    {
      id: '8.12.f',
      type: 'item',
      text: {
        ja: '情報システム管理者は、重要なデータを、8.24「暗号の使用」の定めに従って暗号化して保存する。重要なデータを保存するドライブは、次のとおりとする:{importantDataVolumes}。',
        en: 'The information system administrator keeps important data in encrypted form, following 8.24, Use of cryptography. Drives that hold important data: {importantDataVolumes}.',
      },
      actors: ['administrator'],
      cadence: { type: 'continuous' },
      refs: [
        { to: '8.24', why: { ja: '暗号の使い方を定める', en: 'lays down how cryptography is used' } },
        { to: '8.24.c', why: { ja: '対象のデータと暗号の方式を決める', en: 'decides which data and which cipher' } },
      ],
      mechanisms: [diskEncryptionCheck, dataVolumesEncrypted],
    },
    {
      id: '8.12.advice',
      type: 'advice',
      text: {
        ja: '情報システム管理者は、人またはシステムによって情報が許可なく開示されたり取り出されたりすることを検知し、防止することが望ましい。USBメモリ等の記憶装置を端末に接続することは、{removableStorageRule}。',
        en: 'The information system administrator should detect and prevent information being disclosed or extracted without permission by people or by systems. Connecting USB storage to a device {removableStorageRule}.',
      },
      actors: ['administrator'],
      cadence: { type: 'continuous' },
      refs: [{ to: '8.16.a', why: { ja: '検知したことを同じ窓口で扱う', en: 'what is detected is handled at the same desk' } }],
      mechanisms: [
        removableStorageUnused,
        planned.check('重要な情報の持ち出しの検知', 'Detection of important information leaving the company'),
      ],
    },
  ],
});
