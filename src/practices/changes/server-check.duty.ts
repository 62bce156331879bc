import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';

export const serverChangeCheck = defineDuty({
  id: 'changes/server-check',
  title: words('サーバ変更前の情報収集と確認', 'Information and confirmation before a change to a server'),
  purpose: words(
    'サーバに機器をつないだり更新を当てたりする前に、知られた不具合と戻し方を確かめます。',
    'Before a peripheral or an update comes to a server, known troubles and the way back are looked up.',
  ),
  owner: 'administrator',
  recurrence: {
    type: 'event',
    on: [
      {
        type: 'case',
        kind: 'changes/change',
        says: words('サーバへの周辺機器の接続、更新の適用が承認されたとき', 'A peripheral or an update for a server was approved'),
      },
    ],
    within: { businessDays: 5 },
    from: 'event',
    quietMonths: 3,
  },
  shift: 'previous',
  steps: [
    words(
      '供給者のサイトで、対応するOSの版、知られた不具合、適用の順番を読みます。',
      'Read at the supplier which versions are supported, what troubles are known, and in which order to apply.',
    ),
    words(
      '動いている業務ソフトの供給者が、その更新に対応していると言っているかを確かめます。',
      'See whether the makers of the software on it say that they support it.',
    ),
    words(
      '前日までのバックアップがあり、戻せることを見ます。',
      'See that there is a backup of the day before and that it can be restored.',
    ),
    words('会社の値の方法で元に戻す手順を、手元に置きます。', 'Keep at hand how to go back by the method of the company’s value.'),
    words(
      '進めてよいと言えなければ「問題あり」で記録します。試験には進みません。',
      'Record a problem where it cannot be said that it may go on: it does not come to its test then.',
    ),
  ],
  sheet: {
    checks: ['software/updates-current', 'backup/job-scheduled'],
    registers: ['backup/backups', 'configuration/items'],
  },
  record: [
    {
      id: 'sources',
      title: words('調べた情報', 'Sources'),
      type: 'longText',
      required: true,
      hint: words(
        '例: Microsoftの既知の問題、会計ソフトの対応表',
        'For example: known issues of Microsoft, list of the accounting software',
      ),
    },
    {
      id: 'issues',
      title: words('知られた不具合', 'Known troubles'),
      type: 'text',
      required: true,
      hint: words('なければ「なし」。', '“None” where there is none.'),
    },
    {
      id: 'backupAt',
      title: words('直前のバックアップ', 'Backup of'),
      type: 'moment',
      required: true,
      hint: words('戻せることを確かめた、いちばん新しいもの。', 'The newest one that can be restored.'),
    },
    { id: 'server', title: words('サーバ', 'Server'), type: 'row', register: 'configuration/items' },
  ],
  file: 'possible',
});
