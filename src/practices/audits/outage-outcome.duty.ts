import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';
import { actual } from './actual.ts';

export const outageOutcome = defineDuty({
  id: 'audits/outage-outcome',
  title: words('計画停止の実績の記録', 'What came of a planned stop'),
  purpose: words(
    '計画どおりに止めて戻せたかを確かめ、超えたときは次の計画に生かします。',
    'To see whether it stopped and came back as planned, and to plan better where it did not.',
  ),
  owner: 'administrator',
  recurrence: {
    type: 'event',
    on: [{ type: 'case', kind: 'audits/audit', says: words('計画停止の時間帯が終わったとき', 'The window of a planned stop is over') }],
    within: { businessDays: 3 },
    from: 'event',
    quietMonths: 12,
  },
  shift: 'next',
  steps: [
    words('案件のページで、測定された停止時間を計画と比べます。', 'Compare the measured downtime with the plan on the page of the case.'),
    words('実際に止めた時刻と、使えるように戻った時刻を書きます。', 'Write when it really stopped and when it worked again.'),
    words('計画を超えたときは、理由と次に直すことを書きます。', 'Where it took longer, write why and what to do better.'),
  ],
  sheet: { registers: ['audits/audits', 'systems/systems'] },
  record: [
    ...actual,
    {
      id: 'restored',
      title: words('復旧の確かめ方', 'How it was seen to be back'),
      type: 'text',
      required: true,
      hint: words('例: 全員がログインできることを朝礼で確認', 'For example: everybody could log in next morning'),
    },
    {
      id: 'overrun',
      title: words('計画を超えた理由', 'Why it took longer'),
      type: 'text',
      hint: words('計画どおりなら空欄。', 'Empty where it went as planned.'),
    },
  ],
  file: 'possible',
});
