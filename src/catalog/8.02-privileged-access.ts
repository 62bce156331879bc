import { choiceParam } from '../mechanism/param.ts';
import { administratorsCheck } from '../practices/privileged-access/administrators.check.ts';
import { privilegeGrant } from '../practices/privileged-access/grant.request.ts';
import { ownPrivilegeReview } from '../practices/privileged-access/own-review.duty.ts';
import { privilegeHolders, privilegeReviewIntervalMonths, sharedAccountWords } from '../practices/privileged-access/params.ts';
import { privilegesRegister } from '../practices/privileged-access/privileges.register.ts';
import { privilegeReview } from '../practices/privileged-access/review.duty.ts';
import { noSharedAccounts } from '../practices/privileged-access/shared-accounts.check.ts';
import { sudoPassword } from '../practices/privileged-access/sudo-password.check.ts';
import { reviewCampaign } from '../practices/reviews/campaign.case.ts';
import { takeAwayDays } from '../practices/reviews/params.ts';
import { reviewRemediation } from '../practices/reviews/remediation.duty.ts';
import { systemsRegister } from '../practices/systems/systems.register.ts';
import { defineControl } from './control.ts';

const reviewTriggers = choiceParam({
  id: 'reviewTriggers',
  title: { ja: '特権を臨時に見直すきっかけ', en: 'What sets off an extra review of privileges' },
  origin: 'fixed',
  default: 'organisation',
  options: {
    organisation: { ja: '組織の変更', en: 'a change of the organisation' },
    organisationAndPeople: { ja: '組織の変更、異動又は退職', en: 'a change of the organisation, a transfer or a departure' },
  },
  hint: {
    ja: '手本は組織の変更です。人の少ない会社では異動・退職も加えることをお勧めします。',
    en: 'The guideline names changes of the organisation. In a small company we suggest adding transfers and departures.',
  },
});
const reviewCriteria = choiceParam({
  id: 'reviewCriteria',
  title: { ja: '特権を用いる者の適格性を見る観点', en: 'What is looked at in holders of privileges' },
  origin: 'fixed',
  default: 'four',
  options: {
    four: { ja: '職務、役割、責任及び力量', en: 'duties, role, responsibility and competence' },
    fourAndNeed: { ja: '職務、役割、責任、力量及び業務上の必要性', en: 'duties, role, responsibility, competence and business need' },
  },
});

export const privilegedAccess = defineControl({
  id: '8.2',
  title: { ja: '特権的アクセス権', en: 'Privileged access rights' },
  purpose: {
    ja: '情報システムを思いのままに変えられる強い権限を、必要な人だけが、見える形で、確かめられながら使うようにする。',
    en: 'To make sure that the strong rights that can change a system at will are held only by those who need them, openly and under review.',
  },
  params: [privilegeHolders, sharedAccountWords, privilegeReviewIntervalMonths, reviewTriggers, reviewCriteria, takeAwayDays],
  clauses: [
    {
      id: '8.2.a',
      type: 'item',
      text: {
        ja: '情報システム管理者は、特権的アクセス権を特定の者だけに与え、どの情報システムの特権を誰が持つかを台帳に明記する。管理者権限を持ってよいアカウント:{privilegeHolders}。',
        en: 'The information system administrator grants privileged access rights to named persons only, and states in the register which systems are managed and who holds the privileges of each. Accounts that may hold administrator rights: {privilegeHolders}.',
      },
      actors: ['administrator'],
      cadence: { type: 'continuous' },
      refs: [
        { to: '8.2.b', why: { ja: '保有者の見直し', en: 'review of the holders' } },
        { to: '8.28.c', why: { ja: '自社アプリケーションの最小権限', en: 'least privilege in our own applications' } },
      ],
      mechanisms: [privilegesRegister, administratorsCheck, privilegeGrant, systemsRegister],
    },
    {
      id: '8.2.b',
      type: 'item',
      text: {
        ja: '情報システム管理者及び情報セキュリティ委員会は、{privilegeReviewIntervalMonths}ごとに、また{reviewTriggers}があった都度、特権を用いる者を見直し、{reviewCriteria}の面から引き続き適任であることを検証する。自分の持つ特権は、本人以外の者が見直す。取消し又は縮小と決めた特権は{reviewTakeAwayDays}以内に外し、外れたことを測定で確かめる。',
        en: 'Every {privilegeReviewIntervalMonths}, and whenever there is {reviewTriggers}, the information system administrator and the information security committee review the persons who use privileges and verify that their {reviewCriteria} still qualify them. Nobody reviews his or her own privileges. What is to be revoked or narrowed is taken away within {reviewTakeAwayDays}, and a measurement confirms it.',
      },
      actors: ['administrator', 'committee'],
      cadence: {
        type: 'periodic',
        param: 'privilegeReviewIntervalMonths',
        on: { ja: '組織の変更があったとき', en: 'the organisation changes' },
      },
      refs: [{ to: '8.2.a', why: { ja: '見直しの対象となる保有者', en: 'the holders to review' } }],
      mechanisms: [reviewCampaign, privilegeReview, ownPrivilegeReview, reviewRemediation, privilegesRegister, administratorsCheck],
    },
    {
      id: '8.2.advice',
      type: 'advice',
      text: {
        ja: '情報システム管理者は、悪用されれば被害が広がりやすい特権アカウントについて、発行から運用までを厳格な手続のもとで安全に管理することが望ましい。複数の者で使うアカウントは避け、名前に次の語を含むものは共用とみて確かめる:{sharedAccountWords}。',
        en: 'The information system administrator should issue and run privileged accounts safely and under strict procedures, because their misuse easily does wide harm. Accounts that several people use should be avoided; those with these words in their names are looked into as shared: {sharedAccountWords}.',
      },
      actors: ['administrator'],
      cadence: { type: 'continuous' },
      refs: [{ to: '8.5.p', why: { ja: '重要な情報システムの多要素認証', en: 'multi-factor authentication for important systems' } }],
      mechanisms: [privilegeGrant, sudoPassword, privilegesRegister, noSharedAccounts],
    },
  ],
});
