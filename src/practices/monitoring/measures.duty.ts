import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';

/** Due on the day that the committee set; without one, ten business days after its instruction. */
export const problemMeasures = defineDuty({
  id: 'monitoring/measures',
  title: words('指示された対策の実施と報告', 'Carrying out what was instructed, and reporting it'),
  purpose: words(
    '委員会が指示した対策を、決められた日までに終えて、何をしたかを残します。',
    'What the committee instructed is done by the day it set, and what was done is written down.',
  ),
  owner: 'administrator',
  recurrence: {
    type: 'event',
    on: [
      {
        type: 'case',
        kind: 'monitoring/problem',
        says: words('問題への対策が指示されたとき', 'Measures against a problem were instructed'),
      },
    ],
    within: { businessDays: 10 },
    from: 'event',
    quietMonths: 12,
  },
  shift: 'previous',
  steps: [
    words('案件のページで、委員会の指示と期限を読みます。', 'Read the instruction and its date on the page of the case.'),
    words(
      '対策を行います。システムの設定や構成を変えるときは、変更の申請を出してから行います。',
      'Do it. Where a system is changed, ask for the change first.',
    ),
    words(
      '何をしたか、どう確かめたかを書きます。画面の写しなどがあれば添えます。',
      'Write what was done and how it was checked; attach a picture if there is one.',
    ),
    words(
      'できなかったときは「問題あり」で記録し、理由を書きます。委員会がもう一度決めます。',
      'Where it could not be done, record a problem and why. The committee decides again.',
    ),
  ],
  sheet: { registers: ['monitoring/events'] },
  record: [
    { id: 'doneOn', title: words('実施した日', 'Done on'), type: 'date', required: true },
    {
      id: 'measures',
      title: words('行った対策', 'What was done'),
      type: 'longText',
      required: true,
      maxChars: 1000,
      hint: words('例: ディスクを4TBから8TBに増設した', 'For example: the disk was replaced, 4 TB by 8 TB'),
    },
    {
      id: 'checked',
      title: words('効果の確かめ方と結果', 'How it was checked'),
      type: 'text',
      required: true,
      hint: words('例: 使用率が92%から46%に下がった', 'For example: use fell from 92 % to 46 %'),
    },
  ],
  file: 'possible',
});
