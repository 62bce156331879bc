import { words } from '../../base/text.ts';
import { defineRegister } from '../../mechanism/register.ts';

export const changesRegister = defineRegister({
  id: 'changes/changes',
  code: 'R-CHG',
  title: words('変更台帳', 'Register of changes'),
  purpose: words(
    '情報システムと開発・運用環境の変更を、承認、試験、適用、監査の順に載せます。変更の案件から書かれ、監査まで済むと終了します。',
    'Changes to systems and environments in the order of approval, test, application and audit. Written by the case of each change and ended with its audit.',
  ),
  owner: 'administrator',
  columns: [
    {
      id: 'title',
      title: words('変更の内容', 'Change'),
      type: 'text',
      required: true,
      maxChars: 160,
      hint: words(
        '例: 本社ルータのファームウェア更新、会計ソフトの年次更新',
        'For example: firmware of the router, yearly update of the accounting software',
      ),
    },
    {
      id: 'kind',
      title: words('種類', 'Kind'),
      type: 'choice',
      required: true,
      options: {
        update: words('更新', 'Update'),
        serverUpdate: words('サーバの更新・サービスパック', 'Update or service pack of a server'),
        osOrPackage: words('OS・パッケージの変更', 'Operating system or package'),
        peripheral: words('サーバへの周辺機器の接続', 'Peripheral on a server'),
        network: words('ネットワーク機器・設定', 'Network equipment or settings'),
        application: words('自社開発・委託のソフト', 'Software of our own'),
        environment: words('開発・運用環境', 'Development or operational environment'),
        customisation: words('パッケージの改修', 'Customised package'),
        setting: words('その他の設定', 'Other settings'),
      },
    },
    { id: 'system', title: words('情報システム', 'Information system'), type: 'row', register: 'systems/systems' },
    { id: 'item', title: words('構成管理台帳の行', 'Configuration item'), type: 'row', register: 'configuration/items' },
    {
      id: 'reason',
      title: words('必要な理由', 'Why it is needed'),
      type: 'text',
      required: true,
      hint: words('例: 公開された脆弱性の修正', 'For example: fix of a published vulnerability'),
    },
    {
      id: 'impact',
      title: words('影響とリスクの変動', 'Effect and change in risk'),
      type: 'longText',
      maxChars: 1000,
      hint: words('止まる時間、使えなくなる機能、リスクが増えるか減るか。', 'Downtime, features lost, whether the risk grows or shrinks.'),
    },
    {
      id: 'rollback',
      title: words('元に戻す方法', 'Way back'),
      type: 'text',
      hint: words('例: 前日のバックアップから復元(約1時間)', 'For example: restore yesterday’s backup (about an hour)'),
    },
    { id: 'plannedOn', title: words('適用の予定日', 'Planned for'), type: 'date' },
    {
      id: 'device',
      title: words('対象の端末', 'Devices'),
      type: 'devices',
      hint: words(
        '承認された変更は、予定日にこれらの端末で見つかった変更に結び付きます。',
        'An approved change is tied to what is seen on these devices on the planned day.',
      ),
    },
    { id: 'testedOn', title: words('試験した日', 'Tested on'), type: 'date' },
    {
      id: 'testResult',
      title: words('試験の結果', 'Outcome of the test'),
      type: 'text',
      hint: words('どこで何を試し、どうだったか。', 'Where, what was tried and what came of it.'),
    },
    {
      id: 'appliedAt',
      title: words('適用した日時', 'Applied at'),
      type: 'moment',
      hint: words('承認と試験より後になります。', 'After approval and test.'),
    },
    { id: 'implementer', title: words('適用した者', 'Applied by'), type: 'person' },
    { id: 'auditedOn', title: words('監査した日', 'Audited on'), type: 'date' },
    {
      id: 'outcome',
      title: words('結果', 'Outcome'),
      type: 'choice',
      options: {
        asPlanned: words('計画どおり', 'As planned'),
        deviated: words('計画と違うところあり', 'Not as planned'),
        undone: words('元に戻した', 'Undone'),
        cancelled: words('中止', 'Called off'),
      },
    },
  ],
  key: ['title', 'plannedOn'],
  label: 'title',
  confirmMonths: 6,
});
