import { acceptanceRegister } from '../practices/development/acceptance.register.ts';
import { principlesReviewInterval } from '../practices/development/params.ts';
import { principlesReview } from '../practices/development/principles-review.duty.ts';
import { developmentProject } from '../practices/development/project.case.ts';
import { projectsRegister } from '../practices/development/projects.register.ts';
import { requirementsFirst } from '../practices/development/requirements-first.tool.ts';
import { stageReview } from '../practices/development/stage-review.duty.ts';
import { stagesReviewed } from '../practices/development/stages-reviewed.tool.ts';
import { vulnerabilityTest } from '../practices/development/vulnerability-test.duty.ts';
import { openVulnerabilities } from '../practices/scanning/open-vulnerabilities.tool.ts';
import { defineControl } from './control.ts';

export const secureArchitecture = defineControl({
  id: '8.27',
  title: {
    ja: 'セキュリティに配慮したシステムアーキテクチャ及びシステム構築の原則',
    en: 'Secure system architecture and engineering principles',
  },
  purpose: {
    ja: 'システムの骨組みを決める段階からセキュリティを要件に含め、要件どおりにできたことを確かめる。',
    en: 'To make security part of the requirements while the structure of a system is still being decided, and to confirm that it was built accordingly.',
  },
  appliesWhenAny: ['developsSoftware', 'outsourcesDevelopment'],
  params: [principlesReviewInterval],
  clauses: [
    {
      id: '8.27.a',
      type: 'item',
      text: {
        ja: '開発担当者は、社内で使うシステムか社外に提供するシステムかを問わず、開発するときはセキュリティに関する事項を明確にし、要件定義として文書に残す。',
        en: 'Whether a system is for use inside the company or for people outside, developers make its security matters explicit when they develop it and record them as a requirement definition.',
      },
      actors: ['developer'],
      cadence: { type: 'event', on: { ja: '開発の開始', en: 'Start of development' } },
      refs: [{ to: '8.25.a', why: { ja: '開発開始時の同じ行為', en: 'The same act at the start of development' } }],
      mechanisms: [projectsRegister, developmentProject, requirementsFirst],
    },
    {
      id: '8.27.b',
      type: 'item',
      text: {
        ja: '開発担当者は、システムの開発の段階ごとにセキュリティのレビューを行い、要求事項が満たされていることを確認する。8.25のcによるレビューは、この項のレビューを兼ねる。',
        en: 'Developers hold a security review at each stage of a system’s development and confirm that the requirements are met. A review under 8.25 item c counts as the review of this item.',
      },
      actors: ['developer'],
      cadence: { type: 'event', on: { ja: '開発の各段階の終わり', en: 'End of each stage of development' } },
      refs: [{ to: '8.25.c', why: { ja: '同じ内容の定め', en: 'The same requirement' } }],
      mechanisms: [stageReview, projectsRegister, developmentProject, stagesReviewed],
    },
    {
      id: '8.27.c',
      type: 'item',
      text: {
        ja: '開発担当者は、でき上がったシステムに脆弱性がないかを試験する。8.25のdによる試験は、この項の試験を兼ねる。',
        en: 'Developers test the finished system for vulnerabilities. A test under 8.25 item d counts as the test of this item.',
      },
      actors: ['developer'],
      cadence: { type: 'event', on: { ja: 'リリースの前', en: 'Before release' } },
      refs: [{ to: '8.25.d', why: { ja: '同じ内容の定め', en: 'The same requirement' } }],
      mechanisms: [openVulnerabilities, vulnerabilityTest, projectsRegister, acceptanceRegister],
    },
    {
      id: '8.27.advice',
      type: 'advice',
      text: {
        ja: '情報セキュリティ委員会及び開発担当者は、システム構築の原則及び手順がセキュリティの向上に実際に役立っているかを、少なくとも{principlesReviewInterval}ごとに見直すことが望ましい。',
        en: 'At least every {principlesReviewInterval}, the information security committee and developers should review whether the engineering principles and procedures really raise security.',
      },
      actors: ['committee', 'developer'],
      cadence: { type: 'periodic', param: 'principlesReviewInterval' },
      refs: [],
      mechanisms: [principlesReview],
    },
  ],
});
