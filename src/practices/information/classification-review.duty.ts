import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';
import { classificationReviewInterval } from './params.ts';

export const classificationReview = defineDuty({
  id: 'information/classification-review',
  title: words('情報の分類の見直し', 'Review of the classification of information'),
  purpose: words(
    '守るべき情報が台帳に漏れなく載り、区分が今の実情に合うようにします。',
    'So that all information worth protecting is in the register, in a class that fits.',
  ),
  owner: 'administrator',
  recurrence: { type: 'every', count: classificationReviewInterval, unit: 'month', on: { day: 20 }, fiscalMonth: 2 },
  shift: 'next',
  steps: [
    words(
      '部門ごとに情報資産台帳を印刷するか書き出し、増えたもの、なくなったもの、区分の変わったものを尋ねます。',
      'Give each department its lines and ask what is new, gone or changed.',
    ),
    words(
      '個人情報、要配慮個人情報、マイナンバーの有無を一つずつ確かめます。',
      'For each line confirm whether there are personal data, sensitive data or My Number.',
    ),
    words(
      '保存先のフォルダやサービスが今もそこにあるか、暗号化の欄が正しいかを見ます。',
      'See whether places still exist and whether the column on encryption is right.',
    ),
    words(
      '委員会に直した台帳を見せ、区分の確認を得ます。台帳を「確認済み」にします。',
      'Show the committee the corrected register, have the classes confirmed, and confirm the register.',
    ),
  ],
  sheet: { registers: ['information/assets', 'information/access'] },
  record: [
    {
      id: 'departments',
      title: words('尋ねた部門', 'Departments asked'),
      type: 'text',
      required: true,
      hint: words('例: 経理、人事、営業', 'For example: accounting, personnel, sales'),
    },
    {
      id: 'added',
      title: words('加えた行', 'Lines added'),
      type: 'number',
      required: true,
      min: 0,
      max: 10_000,
      unit: words('行', 'lines'),
    },
    {
      id: 'ended',
      title: words('終了した行', 'Lines ended'),
      type: 'number',
      required: true,
      min: 0,
      max: 10_000,
      unit: words('行', 'lines'),
    },
    {
      id: 'reclassified',
      title: words('区分を変えたもの', 'Class changed'),
      type: 'text',
      required: true,
      hint: words('なければ「なし」。', '“None” where there is none.'),
    },
    { id: 'committeeOn', title: words('委員会の確認日', 'Confirmed by the committee on'), type: 'date', required: true },
  ],
  file: 'possible',
});
