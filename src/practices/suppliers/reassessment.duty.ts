import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';
import { vendorReassessmentIntervalMonths } from './params.ts';

export const supplierReassessment = defineDuty({
  id: 'suppliers/reassessment',
  title: words('委託先の再審査と履行状況の監視', 'Reassessment of suppliers and monitoring of performance'),
  purpose: words(
    '選んだときの水準が今も保たれ、契約のとおりに仕事がされていることを確かめます。',
    'That suppliers still are what they were when chosen, and work as the contract says.',
  ),
  owner: 'administrator',
  recurrence: { type: 'every', count: vendorReassessmentIntervalMonths, unit: 'month', on: { day: 10 }, fiscalMonth: 1 },
  shift: 'next',
  steps: [
    words(
      '委託先台帳の委託中の全社に、委託先審査票を送って答えてもらいます。',
      'Send the assessment sheet to every supplier who works for us.',
    ),
    words(
      '答えの裏付け(認証の写し、規程、体制図など)を見て点を付けます。',
      'Score the answers against what backs them: certificates, rules, organisation.',
    ),
    words(
      'この期間の納期、品質、事故、再委託を、契約と照らします。',
      'Hold deadlines, quality, incidents and subcontracting against the contract.',
    ),
    words(
      '会社の値の点に届かないところには改善を求め、期限を決めます。改まらなければ委託をやめます。',
      'Where the score falls short ask for improvement by a date; end the work where it does not come.',
    ),
    words(
      '台帳の「最終審査日」「審査の点」「再審査の期限」を直し、台帳を「確認済み」にします。',
      'Update date, score and deadline, and confirm the register.',
    ),
  ],
  sheet: { registers: ['suppliers/suppliers', 'monitoring/events'], requests: ['suppliers/selection'] },
  record: [
    {
      id: 'assessed',
      title: words('再審査した委託先', 'Reassessed'),
      type: 'number',
      required: true,
      min: 0,
      max: 1_000,
      unit: words('社', 'suppliers'),
    },
    {
      id: 'scores',
      title: words('点', 'Scores'),
      type: 'text',
      required: true,
      hint: words('例: 〇〇システム 82、△△ソフト 74', 'For example: Example Systems 82'),
    },
    {
      id: 'below',
      title: words('点に届かない委託先', 'Below the score'),
      type: 'text',
      required: true,
      hint: words('求めた改善と期限も。なければ「なし」。', 'With what was asked and by when; “none” where there is none.'),
    },
    {
      id: 'performance',
      title: words('契約の履行', 'Performance'),
      type: 'longText',
      required: true,
      hint: words('例: 遅れ1回、事故なし、再委託なし', 'For example: one delay, no incident, no subcontractor'),
    },
  ],
  file: 'needed',
});
