import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';

export const clientRules = defineDuty({
  id: 'awareness/client-rules',
  title: words('発注元の規則の周知と同意', 'Reading and acknowledgement of the client’s rules'),
  purpose: words(
    '受託や客先常駐で働く人が、発注元の規則を読み、同意してから始めるようにします。',
    'So that people who work for or at a client read and accept its rules before they begin.',
  ),
  owner: 'administrator',
  recurrence: {
    type: 'event',
    on: [
      {
        type: 'recorded',
        says: words('受託開発や客先常駐を始めるとき、規則が改まったとき', 'Work for or at a client begins, or its rules change'),
      },
    ],
    within: { businessDays: 10 },
    from: 'event',
    quietMonths: 12,
  },
  shift: 'next',
  steps: [
    words(
      '発注元から最新の規則をもらい、開発案件台帳の行に添付します。',
      'Get the newest rules of the client and attach them to the line of the project.',
    ),
    words(
      '自社の規則と違うところを書き出し、厳しいほうに従うことを決めます。',
      'List where they differ from ours; the stricter one counts.',
    ),
    words(
      '携わる人全員に読んでもらい、同意を書面かメールで受け取ります。再委託先の人も含みます。',
      'Have all concerned read and accept them in writing, subcontractors too.',
    ),
    words(
      '周知・同意台帳に、規則の名前と版、読んだ人、同意した日を書きます。',
      'Write rules, edition, readers and dates into the register.',
    ),
  ],
  sheet: { registers: ['awareness/acknowledgements', 'development/projects'] },
  record: [
    { id: 'project', title: words('案件', 'Project'), type: 'row', register: 'development/projects', required: true },
    {
      id: 'rule',
      title: words('規則の名前と版', 'Rules and edition'),
      type: 'text',
      required: true,
      hint: words('例: 〇〇社 外部委託セキュリティ規則 第3版', 'For example: security rules of Example Corp., third edition'),
    },
    {
      id: 'people',
      title: words('携わる人数', 'People concerned'),
      type: 'number',
      required: true,
      min: 0,
      max: 10_000,
      unit: words('人', 'people'),
    },
    {
      id: 'agreed',
      title: words('同意した人数', 'Agreed'),
      type: 'number',
      required: true,
      min: 0,
      max: 10_000,
      unit: words('人', 'people'),
    },
    {
      id: 'conflicts',
      title: words('自社の規則との違い', 'Conflicts with our rules'),
      type: 'text',
      required: true,
      hint: words('なければ「なし」。', '“None” where there is none.'),
    },
  ],
  file: 'possible',
});
