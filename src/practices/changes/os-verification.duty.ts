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
        type: 'recorded',
        says: words('OSやパッケージソフトウェアを変更する前', 'An operating system or packaged software is about to be changed'),
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
      '試験機と運用機の版が同じになることを確かめ、変更申請に結果を付けます。',
      'See that versions will be the same, and attach the result to the request.',
    ),
  ],
  sheet: { registers: ['changes/changes', 'redundancy/spares', 'systems/systems'] },
  record: [
    { id: 'change', title: words('変更', 'Change'), type: 'row', register: 'changes/changes' },
    {
      id: 'machine',
      title: words('使った試験機', 'Test machine'),
      type: 'text',
      required: true,
      hint: words('例: 予備機 spare01(Windows 11 24H2)', 'For example: spare01 (Windows 11 24H2)'),
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
