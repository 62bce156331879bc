import { choiceParam, numberParam } from '../../mechanism/param.ts';

/** Who approves, as the company says it in its procedures: the routes of requests read these values. */
export const byodApproverRole = choiceParam({
  id: 'byodApproverRole',
  title: { ja: '私有の携帯電話・スマートフォンの業務使用を承認する者', en: 'Who approves the use of private phones for work' },
  origin: 'fixed',
  default: 'administrator',
  options: {
    administrator: { ja: '情報システム管理者', en: 'the information system administrator' },
    committee: { ja: '情報セキュリティ委員会', en: 'the information security committee' },
  },
});
export const byodApprovalValidMonths = numberParam({
  id: 'byodApprovalValidMonths',
  title: { ja: '私有の携帯電話・スマートフォンの承認の有効期間', en: 'How long the approval of a private phone is valid' },
  origin: 'company',
  default: 12,
  min: 1,
  max: 36,
  unit: { ja: 'か月', en: 'months' },
  stricter: 'lower',
  hint: {
    ja: '手本に定めはありません。年1回の見直しをお勧めします。',
    en: 'The guideline fixes none. We suggest looking again once a year.',
  },
});
