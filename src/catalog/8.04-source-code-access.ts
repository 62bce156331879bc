import { planned } from '../mechanism/citation.ts';
import { projectsRegister } from '../practices/development/projects.register.ts';
import { accessRegister } from '../practices/information/access.register.ts';
import { reviewCampaign } from '../practices/reviews/campaign.case.ts';
import { sourceHeldAgainstLists } from '../practices/reviews/held-against-lists.tool.ts';
import { ownAccessReview } from '../practices/reviews/own-access.duty.ts';
import { accessReviewMonths } from '../practices/reviews/params.ts';
import { sourceCodeReview } from '../practices/reviews/source-code.duty.ts';
import { defineControl } from './control.ts';

export const sourceCodeAccess = defineControl({
  id: '8.4',
  title: { ja: 'ソースコードへのアクセス', en: 'Access to source code' },
  purpose: {
    ja: 'ソースコードと設計の文書が、勝手に書き換えられたり持ち出されたりすることを防ぐ。',
    en: 'To keep source code and design documents from being altered or taken away without permission.',
  },
  appliesWhenAny: ['developsSoftware', 'outsourcesDevelopment'],
  params: [accessReviewMonths],
  clauses: [
    {
      id: '8.4.p',
      type: 'para',
      text: {
        ja: '開発担当者は、ソースコード及びこれに関する設計書、仕様書などの文書を、アクセスを制御したフォルダに保管する。情報システム管理者は、そのフォルダのアクセス権を厳重に管理し、{accessReviewMonths}ごとに見直す。',
        en: 'Developers keep source code and the related documents, such as designs and specifications, in folders whose access is controlled. The information system administrator manages the access rights of these folders strictly and reviews them every {accessReviewMonths}.',
      },
      actors: ['developer', 'administrator'],
      cadence: { type: 'continuous' },
      refs: [
        { to: '8.25.e', why: { ja: '開発文書を扱う者の限定', en: 'development documents limited to few people' } },
        {
          to: '8.31.b.2',
          why: { ja: 'ソースコードと構成ファイルを扱う者の限定', en: 'source and configuration files limited to few people' },
        },
      ],
      mechanisms: [projectsRegister, sourceHeldAgainstLists, reviewCampaign, sourceCodeReview, ownAccessReview, accessRegister],
    },
    {
      id: '8.4.advice',
      type: 'advice',
      text: {
        ja: '情報システム管理者及び開発担当者は、許可のない者がソースコードを書き換えたり、開発環境からデータを持ち出したりすることのないよう、読取りと書込みの権限を適切に管理することが望ましい。',
        en: 'The information system administrator and the developers should manage rights to read and to write properly, so that nobody without permission can alter source code or take data out of the development environment.',
      },
      actors: ['administrator', 'developer'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [
        planned.check('ソースコードの読取り・書込み権限とブランチの保護', 'Rights to read and write source code, and branch protection'),
      ],
    },
  ],
});
