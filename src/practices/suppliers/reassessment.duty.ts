import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';

export const supplierReassessment = defineDuty({
  id: 'suppliers/reassessment',
  title: words('委託先の再審査と履行状況の監視', 'Reassessment of suppliers and monitoring of performance'),
  purpose: words(
    '選んだときの水準が今も保たれ、契約のとおりに仕事がされていることを確かめます。',
    'That suppliers still are what they were when chosen, and work as the contract says.',
  ),
  owner: 'administrator',
  recurrence: {
    type: 'event',
    on: [
      {
        type: 'case',
        kind: 'suppliers/supplier',
        says: words('前の審査から、再審査の間隔がたつとき', 'The interval since the last assessment passes'),
      },
    ],
    within: { businessDays: 20 },
    from: 'event',
    quietMonths: 12,
  },
  shift: 'next',
  steps: [
    words(
      '案件の画面から委託先審査票を送り、答えを受け取ります。点は自動で付きます。',
      'Send the assessment sheet from the page of the case; its score follows from the answers.',
    ),
    words(
      '答えの裏付け(認証の写し、規程、体制図など)を昨年の答えと並べて見て、続けるかを決めます。',
      'Look at what backs the answers beside those of last year, and decide whether to go on.',
    ),
    words(
      'この期間の納期、品質、事故、再委託を、契約と照らします。',
      'Hold deadlines, quality, incidents and subcontracting against the contract.',
    ),
    words(
      '約束どおりでないところには改善を求め、期限を決めます。改まらなければ委託をやめます。',
      'Ask for improvement by a date; end the work where it does not come.',
    ),
  ],
  sheet: { registers: ['suppliers/suppliers', 'monitoring/events'], requests: ['suppliers/selection'] },
  record: [
    {
      id: 'performance',
      title: words('契約の履行', 'Performance'),
      type: 'longText',
      required: true,
      hint: words('例: 遅れ1回、事故なし、再委託なし', 'For example: one delay, no incident, no subcontractor'),
    },
    {
      id: 'lookedAt',
      title: words('見た資料', 'What was looked at'),
      type: 'text',
      hint: words('例: 月次報告12回分、認証の写し', 'For example: twelve monthly reports, the certificate'),
    },
    {
      id: 'below',
      title: words('求めた改善と期限', 'Improvement asked for'),
      type: 'text',
      required: true,
      hint: words('なければ「なし」。', '“None” where there is none.'),
    },
  ],
  file: 'possible',
});
