import { booleanParam, listParam, numberParam } from '../../mechanism/param.ts';

export const privilegeHolders = listParam({
  id: 'privilegeHolders',
  title: { ja: '管理者権限を持ってよいアカウント名', en: 'Account names that may hold administrator rights' },
  origin: 'company',
  default: [],
  maxItems: 500,
  maxItemChars: 104,
  whenEmpty: { ja: '未登録', en: 'none listed yet' },
  hint: {
    ja: '特権の台帳ができるまでの名簿です。空のあいだ、点検は「不明」になります。',
    en: 'A list that serves until the register of privileges exists. While it is empty the check stays unknown.',
  },
});

export const anonymousAccessAllowed = booleanParam({
  id: 'anonymousAccessAllowed',
  title: { ja: '匿名・ゲストでのアクセス', en: 'Anonymous or guest access' },
  origin: 'fixed',
  default: false,
  says: { true: { ja: '認める', en: 'is allowed' }, false: { ja: '認めない', en: 'is not allowed' } },
});
export const privilegeReviewIntervalMonths = numberParam({
  id: 'privilegeReviewIntervalMonths',
  title: { ja: '特権の見直しの間隔', en: 'Interval of the review of privileges' },
  origin: 'fixed',
  default: 6,
  min: 1,
  max: 24,
  unit: { ja: 'か月', en: 'months' },
  stricter: 'lower',
  hint: {
    ja: '手本は半年ごとです。これより長くするときは理由が要ります。',
    en: 'The guideline says every half year. A longer interval needs a reason.',
  },
});
export const sharedAccountWords = listParam({
  id: 'sharedAccountWords',
  title: { ja: '共用とみなすアカウント名の語', en: 'Words in account names that mean a shared account' },
  origin: 'company',
  default: ['share', 'shared', 'common', 'kyoyo', 'kyouyou', 'everyone', 'office', 'test', 'temp', '共有', '共用', '事務所'],
  maxItems: 60,
  maxItemChars: 40,
  whenEmpty: { ja: '定めなし', en: 'none' },
  hint: {
    ja: '「soumu-shared」のように語が独立しているときに当てはまります。日本語の語は、名前の一部でも当てはまります。',
    en: 'A word counts where it stands apart, as in soumu-shared. Japanese words count anywhere in a name.',
  },
});
