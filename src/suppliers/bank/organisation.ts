import { words } from '../../base/text.ts';
import { inWords, type QuestionGroup, scale } from './question.ts';

export const organisation: QuestionGroup = {
  id: 'org',
  title: words('体制と規程', 'Organisation and rules'),
  questions: [
    scale(
      'org-1',
      3,
      '情報セキュリティの責任者を、役職か氏名で定めていますか。',
      'Is somebody named as responsible for information security?',
      {
        evidence: ['yes'],
        hint: words('体制図や規程の該当ページで示してください。', 'Show it by an organisation chart or the page of a rule.'),
      },
    ),
    scale(
      'org-2',
      3,
      '情報セキュリティの規程を文書にし、直近2年のうちに見直しましたか。',
      'Are the rules for information security written down, and reviewed within two years?',
      {
        evidence: ['yes', 'partly'],
      },
    ),
    scale(
      'org-3',
      2,
      '第三者の認証や宣言(ISMS、プライバシーマーク、SECURITY ACTIONなど)があり、有効期限内ですか。',
      'Is there a certificate or declaration by a known scheme (ISMS, PrivacyMark, SECURITY ACTION) that is still valid?',
      {
        evidence: ['yes'],
        mayNotApply: true,
      },
    ),
    scale(
      'org-4',
      2,
      '年に1回以上、社内の点検や監査を行い、見つかった不備を直していますか。',
      'Do you audit yourselves at least once a year and correct what was found?',
    ),
    inWords(
      'org-5',
      '過去3年の間に起きた情報の漏えい、紛失、不正アクセスを書いてください。なければ「なし」。',
      'Leaks, losses and intrusions of the last three years; “none” where there were none.',
    ),
  ],
};

export const people: QuestionGroup = {
  id: 'people',
  title: words('人', 'People'),
  questions: [
    scale(
      'people-1',
      3,
      '従業員と秘密保持の約束を書面で交わしていますか。退職した後も効力がありますか。',
      'Have all employees signed confidentiality that outlasts their employment?',
      {
        knockOut: true,
      },
    ),
    scale(
      'people-2',
      2,
      '情報セキュリティの教育を、入社時と年1回以上行い、受けた人を記録していますか。',
      'Are people trained when they join and yearly, with a record of who was?',
    ),
    scale(
      'people-3',
      2,
      '当社の仕事をする人を名簿にし、交代があれば事前に知らせることができますか。',
      'Can you list who works for us, and tell us before somebody changes?',
    ),
    scale(
      'people-4',
      2,
      '担当を外れた人と退職者のアカウントや入館証を、その日のうちに止めますか。',
      'Are accounts and passes of leavers stopped the same day?',
    ),
    scale(
      'people-5',
      1,
      '当社の構内で作業するとき、名札、持込み機器、撮影のきまりを守らせる手順がありますか。',
      'Is there a procedure for badges, devices and photographs on our premises?',
      {
        concerns: ['onsite'],
      },
    ),
  ],
};

export const subcontracting: QuestionGroup = {
  id: 'sub',
  title: words('再委託', 'Subcontracting'),
  questions: [
    scale(
      'sub-1',
      3,
      '当社の書面による承諾なしに再委託しないことを約束できますか。',
      'Do you promise not to subcontract without our written consent?',
      { knockOut: true },
    ),
    scale(
      'sub-2',
      2,
      '再委託先にも、貴社が当社と約束するのと同じ義務を負わせていますか。',
      'Are subcontractors bound to the same duties as you are?',
      { mayNotApply: true },
    ),
    scale('sub-3', 1, '再委託先の安全対策を、年に1回以上確かめていますか。', 'Do you look at the safeguards of subcontractors each year?', {
      mayNotApply: true,
    }),
    inWords(
      'sub-4',
      '当社の仕事で使う再委託先と、任せる範囲を書いてください。なければ「なし」。',
      'Subcontractors for our work and what they do; “none” where there are none.',
    ),
  ],
};
