import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';

export const capacityAdjustment = defineDuty({
  id: 'capacity/adjustment',
  title: words('資源の割当ての調整と手配', 'Adjusting and securing resources'),
  purpose: words(
    '足りなくなる見込みの資源を、足りなくなる前に割り当て直すか、買い足します。',
    'Resources that will run short are reassigned or bought before they do.',
  ),
  owner: 'administrator',
  recurrence: {
    type: 'event',
    on: [{ type: 'recorded', says: words('資源の不足が見込まれるとき', 'A shortage is expected') }],
    within: { businessDays: 10 },
    from: 'event',
    quietMonths: 6,
  },
  shift: 'next',
  steps: [
    words(
      '容量台帳の「不足の見込み日」と「手配の期限」を決めます。',
      'Settle the day of shortage and the day to arrange by in the register.',
    ),
    words(
      'まず割当てを変えます。古いデータを移す、不要な仮想サーバを止める、使っていないライセンスを回すなどです。',
      'First reassign: move old data, stop virtual servers that are not needed, pass on unused licences.',
    ),
    words(
      'それで足りないときは見積りを取り、納期から逆算して発注日を決めます。',
      'Where that is not enough get a quotation and set the order date back from the delivery time.',
    ),
    words('変更申請が要る作業は、先に申請します。', 'Where the work is a change, request it first.'),
    words(
      '容量台帳に対応を書き、手配が済んだら「手配の期限」を空に戻します。',
      'Write the response into the register and empty the deadline once it is arranged.',
    ),
  ],
  sheet: {
    checks: ['capacity/disk-space', 'capacity/memory', 'capacity/load', 'capacity/response-time', 'capacity/disk-forecast'],
    registers: ['capacity/capacity'],
  },
  record: [
    {
      id: 'resource',
      title: words('対象の資源', 'Resource'),
      type: 'row',
      register: 'capacity/capacity',
      hint: words('容量台帳の行。', 'The line of the register.'),
    },
    {
      id: 'done',
      title: words('行ったこと', 'What was done'),
      type: 'choice',
      required: true,
      options: {
        reassigned: words('割当てを変えた', 'Reassigned'),
        ordered: words('発注・契約変更した', 'Ordered or contract changed'),
        removed: words('不要なものを減らした', 'Removed what was not needed'),
        later: words('様子を見ることにした', 'Decided to wait'),
      },
    },
    {
      id: 'detail',
      title: words('内容と時期', 'What and when'),
      type: 'text',
      required: true,
      hint: words('例: 8TBのディスクを発注、来月10日に増設', 'For example: 8 TB disk ordered, added on the 10th of next month'),
    },
    { id: 'enoughUntil', title: words('足りる見込みの日', 'Enough until'), type: 'date' },
  ],
  file: 'possible',
});
