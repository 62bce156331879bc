import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';

export const osVerification = defineDuty({
  id: 'changes/os-verification',
  title: words('OS・パッケージ変更前の検証', 'Verification before a change of operating system or package'),
  purpose: words(
    'OSやパッケージを替えたとたんに業務が止まることのないよう、試験機で今の業務を動かしてみます。',
    'So that business does not stop with a new system or package, today’s work is run on a test machine first.',
  ),
  owner: 'administrator',
  recurrence: {
    type: 'event',
    on: [
      {
        type: 'case',
        kind: 'changes/change',
        says: words('OSやパッケージソフトウェアの変更が承認されたとき', 'A change of operating system or packaged software was approved'),
      },
    ],
    within: { businessDays: 20 },
    from: 'event',
    quietMonths: 6,
  },
  shift: 'previous',
  steps: [
    words(
      '試験機か予備機に、新しいOSやパッケージを入れます。運用機と同じ設定と、加工したデータを使います。',
      'Install it on a test or spare machine with the settings of operation and masked data.',
    ),
    words('情報システム台帳から、その上で動くものをすべて挙げます。', 'List from the register of systems everything that runs on it.'),
    words('一つずつ起動し、入力、印刷、連携、締めまで動かします。', 'Start each and run entry, printing, links and closing.'),
    words(
      '動かないものは供給者に尋ね、対応版、代替、延期のどれにするかを決めます。',
      'Ask suppliers about what fails, and settle on a newer version, a substitute or a delay.',
    ),
    words(
      '変更してよいかを決めます。よくなければ、直してからもう一度検証します。適用の後、運用機の版が試験機と同じかを測定します。',
      'Decide whether it may be changed; if not, it is verified again. After it was applied, the versions of both machines are measured.',
    ),
  ],
  sheet: { registers: ['redundancy/spares', 'systems/systems'] },
  record: [
    {
      id: 'machine',
      title: words('使った試験機', 'Test machine'),
      type: 'text',
      required: true,
      hint: words('例: 予備機 spare01(Windows 11 24H2)', 'For example: spare01 (Windows 11 24H2)'),
    },
    {
      id: 'testDevice',
      title: words('試験機の端末', 'Test machine with an agent'),
      type: 'device',
      hint: words(
        'エージェントを入れた試験機なら選びます。適用の後に、対象の端末の版を1台ずつこれと比べます。',
        'Where it has an agent: the version of each device in operation is compared with its own.',
      ),
    },
    {
      id: 'versions',
      title: words('前と後の版', 'Versions before and after'),
      type: 'text',
      required: true,
      hint: words('例: Windows 11 23H2 → 24H2', 'For example: Windows 11 23H2 to 24H2'),
    },
    { id: 'systems', title: words('動かしたシステム', 'Systems run'), type: 'longText', required: true },
    {
      id: 'failed',
      title: words('動かなかったものと対応', 'Failed, and what is done'),
      type: 'text',
      required: true,
      hint: words('なければ「なし」。', '“None” where there is none.'),
    },
    { id: 'mayChange', title: words('変更してよい', 'May be changed'), type: 'boolean', required: true },
  ],
  file: 'possible',
});
