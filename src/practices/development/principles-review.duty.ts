import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';
import { principlesReviewInterval } from './params.ts';

export const principlesReview = defineDuty({
  id: 'development/principles-review',
  title: words('システム構築の原則の見直し', 'Review of the engineering principles'),
  purpose: words(
    '決めた原則が、実際に欠陥を減らしているかを見て、合わなくなったものを改めます。',
    'To see whether the principles really reduce defects, and to change those that no longer fit.',
  ),
  owner: 'committee',
  recurrence: { type: 'every', count: principlesReviewInterval, unit: 'month', on: { day: 20 }, fiscalMonth: 1 },
  shift: 'next',
  steps: [
    words(
      'この1年の受入れ試験、脆弱性試験、運用中の不具合から、多かった欠陥を数えます。',
      'Count the commonest defects of acceptance, vulnerability tests and operation this year.',
    ),
    words(
      'どの原則やコーディング規約を守っていれば防げたかを、開発担当者と話します。',
      'Talk with developers about which principle would have prevented them.',
    ),
    words(
      '守られていない原則は、教育するか、道具で確かめるようにするか、やめるかを決めます。',
      'For principles not followed decide whether to teach, to check by tool or to drop them.',
    ),
    words(
      '新しい攻撃や新しい作り方に合わせて加えるものを決め、手順書を直します。',
      'Add what new attacks and new ways of building need, and revise the procedures.',
    ),
  ],
  sheet: { registers: ['development/projects', 'development/acceptance', 'monitoring/events'] },
  record: [
    {
      id: 'defects',
      title: words('多かった欠陥', 'Commonest defects'),
      type: 'text',
      required: true,
      hint: words('例: 入力の検査漏れ 4件', 'For example: missing checks of input, four'),
    },
    { id: 'effective', title: words('役に立っている原則', 'What helps'), type: 'text', required: true },
    {
      id: 'changes',
      title: words('変えた原則と手順', 'Changed'),
      type: 'longText',
      required: true,
      hint: words('変えないときは「変更なし」と理由。', '“No change” and why.'),
    },
    {
      id: 'members',
      title: words('見直した者', 'Reviewed by'),
      type: 'text',
      required: true,
      hint: words('委員と開発担当者。', 'Members and developers.'),
    },
  ],
  file: 'possible',
});
