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
    on: [{ type: 'case', kind: 'monitoring/problem', says: words('問題の報告を受けたとき', 'A problem was reported') }],
    within: { businessDays: 5 },
    from: 'event',
    quietMonths: 6,
  },
  shift: 'next',
  steps: [
    words('案件のページで、原因と影響を読みます。', 'Read cause and effect on the page of the case.'),
    words(
      '対策を決め、何をいつまでにするかを書きます。情報システム管理者に、その日を期限とする定期業務が開きます。',
      'Decide what is done and by when. A duty with that date opens for the administrator.',
    ),
    words(
      '業務が止まった、費用がかかる、他社に影響するなどのときは「経営に報告する」を選びます。1枚の報告書ができ、トップマネジメントが読んだことが残ります。',
      'Where business stopped, money is needed or others are affected, choose to tell management: a one-page report is drawn, and that it was read is on record.',
    ),
    words('報告した人とは別の委員が記録します。', 'A member other than whoever reported it records this.'),
  ],
  sheet: { registers: ['monitoring/events'] },
  record: [
    {
      id: 'decision',
      title: words('決定', 'Decision'),
      type: 'choice',
      required: true,
      options: {
        instruct: words('対策を指示する', 'Measures instructed'),
        accept: words('受け入れる(様子を見る)', 'Accepted (left for now)'),
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
      id: 'dueOn',
      title: words('対策の期限', 'Measures due'),
      type: 'date',
      requiredWhen: { field: 'decision', is: ['instruct', 'escalate'] },
    },
    {
      id: 'toManagement',
      title: words('経営に求めること', 'Asked of management'),
      type: 'text',
      requiredWhen: { field: 'decision', is: ['escalate'] },
      hint: words('例: ディスクの増設 40万円の支出の承認', 'For example: 400,000 yen for disks'),
    },
  ],
  file: 'possible',
});
