import { booleanParam, choiceParam } from '../mechanism/param.ts';
import { rule } from '../mechanism/rule.ts';
import { changesRegister } from '../practices/changes/changes.register.ts';
import { acceptanceCase } from '../practices/development/acceptance.case.ts';
import { acceptanceRegister } from '../practices/development/acceptance.register.ts';
import { acceptanceApproval } from '../practices/development/acceptance.request.ts';
import { acceptanceSpecification } from '../practices/development/acceptance-specification.tool.ts';
import { acceptanceTest } from '../practices/development/acceptance-test.duty.ts';
import { acceptanceApprovers } from '../practices/development/approvers.ts';
import { preReleaseTest } from '../practices/development/pre-release-test.duty.ts';
import { testedBeforeLive } from '../practices/development/tested-before-live.tool.ts';
import { testToolCheck } from '../practices/development/tool-check.duty.ts';
import { findingsReview } from '../practices/scanning/findings-review.duty.ts';
import { scanImport } from '../practices/scanning/import.tool.ts';
import { openAtAcceptance } from '../practices/scanning/open-at-acceptance.tool.ts';
import { findingLeftDays, fixCriticalDays, fixHighDays, fixLowDays, fixMediumDays, scanFreshDays } from '../practices/scanning/params.ts';
import { seededDefect } from '../practices/scanning/seeded-defect.tool.ts';
import { defineControl } from './control.ts';

const securityTestBeforeRelease = booleanParam({
  id: 'securityTestBeforeRelease',
  title: { ja: '運用開始前のセキュリティ試験', en: 'Security testing before going live' },
  origin: 'fixed',
  default: true,
  says: {
    true: { ja: '運用を始める前に済ませる', en: 'is completed before the system goes into operation' },
    false: { ja: '運用を始めた後に行ってもよい', en: 'may be done after the system goes into operation' },
  },
});
const testSpecRequiredWhen = choiceParam({
  id: 'testSpecRequiredWhen',
  title: { ja: '受入れテストの仕様書を必要とする場合', en: 'When an acceptance test specification is needed' },
  origin: 'company',
  default: 'importantOrDelivered',
  options: {
    important: { ja: '重要度の高い情報システムのとき', en: 'the system is of high importance' },
    importantOrDelivered: {
      ja: '重要度の高い情報システムのとき、又は委託先から納品を受けるとき',
      en: 'the system is of high importance or is delivered by a supplier',
    },
    always: { ja: '受入れのすべての場合', en: 'any system is accepted' },
  },
  hint: {
    ja: '手本は「必要に応じて」とし、場合を定めていません。決めておくと監査で説明できます。',
    en: 'The guideline says “where needed” and no more. A fixed rule can be shown to an auditor.',
  },
});

export const securityTesting = defineControl({
  id: '8.29',
  title: { ja: '開発及び受入れにおけるセキュリティ試験', en: 'Security testing in development and acceptance' },
  purpose: {
    ja: '試験に通り、二人の責任者が認めたシステムだけを運用に移す。',
    en: 'To put into operation only systems that have passed their tests and been approved by two responsible people.',
  },
  params: [
    securityTestBeforeRelease,
    testSpecRequiredWhen,
    acceptanceApprovers,
    scanFreshDays,
    fixCriticalDays,
    fixHighDays,
    fixMediumDays,
    fixLowDays,
    findingLeftDays,
  ],
  clauses: [
    {
      id: '8.29.a',
      type: 'item',
      text: {
        ja: '開発担当者及び情報システム管理者が行う情報システムのセキュリティ試験は、{securityTestBeforeRelease}。',
        en: 'Security testing of an information system, by developers and the information system administrator, {securityTestBeforeRelease}.',
      },
      actors: ['developer', 'administrator'],
      cadence: { type: 'event', on: { ja: '運用開始の前', en: 'Before going live' } },
      refs: [],
      mechanisms: [testedBeforeLive, preReleaseTest, acceptanceRegister, changesRegister],
    },
    {
      id: '8.29.b',
      type: 'item',
      heading: true,
      text: {
        ja: '受入れ部門の管理者及び情報システム管理者は、受入れ試験を次のとおり行う。',
        en: 'The manager of the accepting department and the information system administrator carry out acceptance tests as follows.',
      },
      actors: ['departmentManager', 'administrator'],
      cadence: { type: 'event', on: { ja: '情報システムの受入れ', en: 'Acceptance of a system' } },
      refs: [],
      mechanisms: [rule('受入れ試験の手順', 'Acceptance test procedure')],
    },
    {
      id: '8.29.b.1',
      type: 'sub',
      text: {
        ja: '受入れ部門の管理者は、情報システムを導入し、又は改修したときは、受入れの際に動作を確認する。',
        en: 'When a system is introduced or modified, the manager of the accepting department checks its operation at acceptance.',
      },
      actors: ['departmentManager'],
      cadence: { type: 'event', on: { ja: '情報システムの導入・改修', en: 'Introduction or modification of a system' } },
      refs: [],
      mechanisms: [acceptanceCase, acceptanceTest, acceptanceRegister],
    },
    {
      id: '8.29.b.2',
      type: 'sub',
      text: {
        ja: '受入れ部門の管理者は、必要な場合({testSpecRequiredWhen})には、開発担当者とともに受入れテストの仕様書を作成し、それに沿って確認する。',
        en: 'Where needed, that is, when {testSpecRequiredWhen}, the manager of the accepting department writes an acceptance test specification together with the developers and checks the system against it.',
      },
      actors: ['departmentManager', 'developer'],
      cadence: { type: 'as-needed' },
      refs: [],
      mechanisms: [acceptanceRegister, acceptanceSpecification],
    },
    {
      id: '8.29.b.3',
      type: 'sub',
      text: {
        ja: '開発担当者及び委託先は、必要に応じてコード解析ツール、脆弱性スキャナなどの自動化ツールを用い、見つかったセキュリティ上の欠陥を修正する。診断は{scanFreshDays}以内にやり直し、欠陥は、緊急は{fixCriticalDays}、重要は{fixHighDays}、警告は{fixMediumDays}、注意は{fixLowDays}のうちに直す。残すときは、提案した者とは別の者が、理由とともに{findingLeftDays}を限度として決める。',
        en: 'Where needed, developers and suppliers use automated tools such as code analysers and vulnerability scanners, and fix the security defects found. What is scanned is scanned anew within {scanFreshDays}. Defects are fixed within {fixCriticalDays} if critical, {fixHighDays} if high, {fixMediumDays} if medium and {fixLowDays} if low. One is left only by somebody other than who proposed it, with the reason, for {findingLeftDays} at most.',
      },
      actors: ['developer', 'supplier'],
      cadence: { type: 'as-needed' },
      refs: [],
      mechanisms: [openAtAcceptance, scanImport, findingsReview, acceptanceRegister],
    },
    {
      id: '8.29.b.4',
      type: 'sub',
      text: {
        ja: '受入れ試験の結果は、{acceptanceApprovers}がそれぞれ承認する。一人が複数の立場を兼ねるときは代行者を立て、異なる者が承認する。',
        en: 'The result of an acceptance test is approved separately by {acceptanceApprovers}. Where one person holds more than one of these roles, a deputy steps in so that different people approve.',
      },
      actors: ['departmentManager', 'administrator'],
      cadence: { type: 'event', on: { ja: '受入れ試験の終了', en: 'End of the acceptance test' } },
      refs: [],
      mechanisms: [acceptanceCase, acceptanceApproval, acceptanceRegister],
    },
    {
      id: '8.29.advice',
      type: 'advice',
      text: {
        ja: '開発担当者は、試験を効果的なものにするため、試験環境、ツール及び技術そのものについても試験と監視を行うことが望ましい。',
        en: 'To make testing effective, developers should also test and monitor the test environment, the tools and the techniques themselves.',
      },
      actors: ['developer'],
      cadence: { type: 'as-needed' },
      refs: [],
      mechanisms: [testToolCheck, seededDefect],
    },
  ],
});
