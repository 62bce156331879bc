import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';

export const capacityInstruction = defineDuty({
  id: 'capacity/instruction',
  title: words('問題への対策の指示と経営への報告', 'Instructing on a problem and reporting to management'),
  purpose: words(
    '報告された問題にどう対処するかを委員会が決め、影響が大きいものはトップマネジメントへ伝えます。',
    'The committee decides what is done about a reported problem and tells top management where the effect is large.',
  ),
  owner: 'committee',
  recurrence: {
    type: 'event',
    on: [{ type: 'recorded', says: words('容量・能力の問題の報告を受けたとき', 'A problem of capacity was reported') }],
    within: { businessDays: 5 },
    from: 'event',
    quietMonths: 6,
  },
  shift: 'next',
  steps: [
    words('検知・問題・対応台帳で、原因と影響を読みます。', 'Read cause and effect in the register of events and problems.'),
    words(
      '対策を決め、誰が、いつまでにするかを情報システム管理者に伝えます。台帳の「委員会の指示」と「対応の期限」に書きます。',
      'Decide what is done, by whom and until when, tell the administrator, and enter it in the line.',
    ),
    words(
      '業務が止まった、費用がかかる、他社に影響するなどのときは、トップマネジメントに報告します。',
      'Where business stopped, money is needed or others are affected, report to top management.',
    ),
  ],
  sheet: { registers: ['monitoring/events'] },
  record: [
    { id: 'problem', title: words('台帳の行', 'Line of the problem'), type: 'row', register: 'monitoring/events' },
    {
      id: 'decision',
      title: words('決定', 'Decision'),
      type: 'choice',
      required: true,
      options: {
        instruct: words('対策を指示する', 'Measures instructed'),
        accept: words('様子を見る', 'Left for now'),
        escalate: words('指示し、経営に報告する', 'Instructed, and management told'),
      },
    },
    {
      id: 'instruction',
      title: words('指示の内容', 'Instruction'),
      type: 'longText',
      required: true,
      hint: words('例: 今月中にディスクを増設する。担当 山田', 'For example: add a disk this month; Yamada'),
    },
    { id: 'members', title: words('決めた委員', 'Members who decided'), type: 'text', required: true },
    {
      id: 'managementToldOn',
      title: words('経営への報告日', 'Management told on'),
      type: 'date',
      requiredWhen: { field: 'decision', is: ['escalate'] },
    },
  ],
  file: 'possible',
});
