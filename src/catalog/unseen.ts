import { type Words, words } from '../base/text.ts';

/** Something a clause asks for that the agent on a device cannot see, and what proves it instead. */
export interface Unseen {
  readonly clause: string;
  readonly what: Words;
  readonly instead: Words;
}

/** Said on the screen, so that nobody takes the checks for more than they are. */
export const unseenByAgents: readonly Unseen[] = [
  {
    clause: '8.1.a',
    what: words('WindowsとmacOSで利用者がパスワードを設定していること', 'That a password is set on Windows and macOS'),
    instead: words(
      '自動サインインと空のパスワードの禁止は点検し、設定そのものは規程としおりの確認によります。',
      'Automatic sign-in and blank passwords are checked; the rest is the rule that people confirm.',
    ),
  },
  {
    clause: '8.1.d',
    what: words('携帯電話・スマートフォンの設定(エージェントは動きません)', 'Settings of phones (no agent runs there)'),
    instead: words(
      '端末管理(MDM)の一覧をこの画面で取り込みます。持ち歩き方や使い方は規程としおりの確認によります。',
      'The list of the device management is imported on this page; how they are carried is a rule that people confirm.',
    ),
  },
  {
    clause: '8.1.e',
    what: words('Linuxの画面ロックと、macOSの解除時のパスワード', 'Screen lock on Linux, password on wake on macOS'),
    instead: words(
      '判定は「不明」になります。macOSは構成プロファイルで配ると見えるようになります。',
      'The verdict is unknown; on macOS a configuration profile makes it visible.',
    ),
  },
  {
    clause: '8.7.b',
    what: words('メールの受信時の検査', 'Scanning of mail on receipt'),
    instead: words(
      'メールサービスの設定を、定期業務で人が確かめて記録します。',
      'A person looks at the settings of the mail service and records it, as a duty.',
    ),
  },
  {
    clause: '8.7',
    what: words(
      '他社のウイルス対策ソフトの定義ファイルの日付と、最後のフルスキャン',
      'Definitions and last full scan of third-party virus protection',
    ),
    instead: words(
      'その管理画面の一覧をこの画面で取り込みます。WindowsとLinuxでは、端末から分からない点検をその一覧で判定します。',
      'Its list is imported on this page. On Windows and Linux it decides the checks in which the device cannot tell.',
    ),
  },
  {
    clause: '8.10',
    what: words('情報が消去されたこと', 'That information was erased'),
    instead: words('「廃棄前の消去」の記録と証明書によります。', 'The record and the certificate of the erasure.'),
  },
  {
    clause: '8.13',
    what: words('復元できること、遠隔地の写し', 'That a backup can be restored, and the copy elsewhere'),
    instead: words('復元の訓練の記録によります。', 'The record of the restore drill.'),
  },
  {
    clause: '8.22',
    what: words('ファイアウォールとスイッチの設定', 'Settings of firewalls and switches'),
    instead: words(
      '端末から見える範囲だけを点検し、機器の設定は人が確かめて記録します。',
      'What devices see is checked; the equipment itself a person looks at and records.',
    ),
  },
];
