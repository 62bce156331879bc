import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';

export const supplierFollowUp = defineDuty({
  id: 'suppliers/follow-up',
  title: words('委託先に付けた条件の確認', 'Look at the conditions set for a supplier'),
  purpose: words(
    '条件を付けて選んだ委託先が、約束した期限までに改めたことを確かめます。',
    'That a supplier chosen with conditions has met them by the date that was set.',
  ),
  owner: 'administrator',
  recurrence: {
    type: 'event',
    on: [{ type: 'case', kind: 'suppliers/supplier', says: words('条件を付けて選定したとき', 'A supplier was chosen with conditions') }],
    within: { businessDays: 20 },
    from: 'event',
    quietMonths: 12,
  },
  shift: 'next',
  steps: [
    words('案件を開き、選定のときに付けた条件と期限を読みます。', 'Open the case and read the conditions and their dates.'),
    words('条件を一つずつ、裏付けとなる資料で確かめます。', 'Look at each condition by what backs it.'),
    words(
      '満たされていないものは「問題あり」とし、次にどうするかを書きます。',
      'Where one is not met record a problem, and what comes next.',
    ),
  ],
  sheet: { registers: ['suppliers/suppliers'] },
  record: [
    {
      id: 'spokeWith',
      title: words('確かめた相手', 'With whom'),
      type: 'text',
      hint: words('例: 品質管理部 鈴木様', 'For example: Ms Suzuki, quality'),
    },
    { id: 'seen', title: words('確かめたこと', 'What was seen'), type: 'longText', required: true },
    {
      id: 'left',
      title: words('残っていること', 'What is left'),
      type: 'text',
      required: true,
      hint: words('なければ「なし」。', '“None” where there is none.'),
    },
  ],
  file: 'possible',
});
