import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';

export const preReleaseTest = defineDuty({
  id: 'development/pre-release-test',
  title: words('運用開始前のセキュリティ試験', 'Security test before going live'),
  purpose: words(
    '新しいシステムや大きな改修を、試験に合格してから運用に移します。',
    'New systems and large changes go live only after they passed.',
  ),
  owner: 'administrator',
  recurrence: {
    type: 'event',
    on: [
      { type: 'recorded', says: words('情報システムの運用を始める前', 'A system is about to go live') },
      {
        type: 'case',
        kind: 'development/project',
        says: words('開発案件の試験のレビューが終わったとき', 'The tests of a project were reviewed'),
      },
    ],
    within: { businessDays: 5 },
    from: 'event',
    quietMonths: 6,
  },
  shift: 'previous',
  steps: [
    words(
      '運用と同じ設定で、ログイン、権限、通信の暗号化、ログの記録、バックアップが働くことを試します。',
      'With operational settings try sign-in, rights, encryption, logging and backup.',
    ),
    words(
      '初期パスワード、試験用のアカウント、開発用のコードが残っていないことを見ます。',
      'See that no first password, test account or development code is left.',
    ),
    words(
      '社外に開いているポートと公開範囲が、決めたとおりであることを外から見ます。',
      'See from outside that ports and exposure are as decided.',
    ),
    words(
      '不合格のものを直して試験し直し、すべて済んだ日を書きます。その日より前に運用を始めません。',
      'Fix and test again; the system does not go live before the day on which all passed.',
    ),
    words('試験・受入れ台帳に完了日と運用開始日を書き、結果を添付します。', 'Enter both dates in the register and attach the results.'),
  ],
  sheet: { checks: ['network/listening-ports', 'logs/recording'], registers: ['development/acceptance', 'systems/systems'] },
  record: [
    { id: 'system', title: words('情報システム', 'System'), type: 'row', register: 'systems/systems' },
    {
      id: 'name',
      title: words('試験したもの', 'What was tested'),
      type: 'text',
      required: true,
      hint: words('例: 受注管理システム Ver.2.3', 'For example: order system 2.3'),
    },
    {
      id: 'items',
      title: words('試験の項目数', 'Cases'),
      type: 'number',
      required: true,
      min: 0,
      max: 100_000,
      unit: words('件', 'cases'),
    },
    {
      id: 'failed',
      title: words('最後まで不合格の項目', 'Failed in the end'),
      type: 'number',
      required: true,
      min: 0,
      max: 100_000,
      unit: words('件', 'cases'),
    },
    { id: 'completedOn', title: words('試験の完了日', 'Completed on'), type: 'date', required: true },
    { id: 'liveOn', title: words('運用開始の予定日', 'To go live on'), type: 'date', required: true },
    { id: 'tester', title: words('試験した者', 'Tested by'), type: 'text', required: true },
  ],
  file: 'needed',
});
