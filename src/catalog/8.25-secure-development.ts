import { planned } from '../mechanism/citation.ts';
import { rule } from '../mechanism/rule.ts';
import { acknowledgementsRegister } from '../practices/awareness/acknowledgements.register.ts';
import { clientRules } from '../practices/awareness/client-rules.duty.ts';
import { acceptanceRegister } from '../practices/development/acceptance.register.ts';
import { environmentsRegister } from '../practices/development/environments.register.ts';
import { reviewStages } from '../practices/development/params.ts';
import { developmentProject } from '../practices/development/project.case.ts';
import { projectEnvironments } from '../practices/development/project-environments.tool.ts';
import { projectsRegister } from '../practices/development/projects.register.ts';
import { requirementsFirst } from '../practices/development/requirements-first.tool.ts';
import { stageReview } from '../practices/development/stage-review.duty.ts';
import { stagesReviewed } from '../practices/development/stages-reviewed.tool.ts';
import { requirementList } from '../practices/development/tools.ts';
import { vulnerabilityTest } from '../practices/development/vulnerability-test.duty.ts';
import { accessRegister } from '../practices/information/access.register.ts';
import { scanImport } from '../practices/scanning/import.tool.ts';
import { openVulnerabilities } from '../practices/scanning/open-vulnerabilities.tool.ts';
import { blockReleaseAtSeverity } from '../practices/scanning/params.ts';
import { defineControl } from './control.ts';

export const secureDevelopment = defineControl({
  id: '8.25',
  title: { ja: 'セキュリティに配慮した開発のライフサイクル', en: 'Secure development life cycle' },
  purpose: {
    ja: '開発の最初から終わりまでセキュリティを組み込み、後から付け足すことによる抜けと手戻りをなくす。',
    en: 'To build security in from the first day of development to the last, so that nothing is missed or patched on afterwards.',
  },
  appliesWhenAny: ['developsSoftware', 'outsourcesDevelopment'],
  params: [reviewStages, blockReleaseAtSeverity],
  clauses: [
    {
      id: '8.25.p',
      type: 'lead',
      text: {
        ja: '開発担当者及び情報システム管理者は、次の各項をセキュリティに配慮した開発の方針とし、すべての開発案件で守る。',
        en: 'Developers and the information system administrator hold to the following items, in every development project, as the policy for secure development.',
      },
      actors: ['developer', 'administrator'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [rule('セキュア開発方針', 'Secure development policy'), projectsRegister, developmentProject],
    },
    {
      id: '8.25.a',
      type: 'item',
      text: {
        ja: '開発担当者は、開発を始めるときに、そのシステムが満たすべきセキュリティ要求事項を明確にする。',
        en: 'When development begins, developers make explicit the security requirements that the system must meet.',
      },
      actors: ['developer'],
      cadence: { type: 'event', on: { ja: '開発の開始', en: 'Start of development' } },
      refs: [
        { to: '8.27.a', why: { ja: '要件定義としての記録', en: 'Recorded as the requirement definition' } },
        { to: '8.26.a', why: { ja: 'アプリケーションを取得する場合', en: 'For applications that are acquired' } },
      ],
      mechanisms: [projectsRegister, developmentProject, requirementsFirst, requirementList],
    },
    {
      id: '8.25.b',
      type: 'item',
      text: {
        ja: '開発担当者は、8.31のbに定める安全な開発環境で開発を行う。',
        en: 'Developers work in a secure development environment as set out in 8.31 item b.',
      },
      actors: ['developer'],
      cadence: { type: 'continuous' },
      refs: [{ to: '8.31.b', why: { ja: '開発環境の定め', en: 'Rules for the development environment' } }],
      mechanisms: [projectEnvironments, developmentProject, environmentsRegister],
    },
    {
      id: '8.25.c',
      type: 'item',
      text: {
        ja: '開発担当者は、開発の各段階({reviewStages})でセキュリティのレビューを行い、要求事項を満たしていることを確認する。',
        en: 'At each stage of development ({reviewStages}), developers hold a security review and confirm that the requirements are met.',
      },
      actors: ['developer'],
      cadence: { type: 'event', on: { ja: '開発の各段階の終わり', en: 'End of each stage of development' } },
      refs: [{ to: '8.27.b', why: { ja: '同じ内容の定め', en: 'The same requirement' } }],
      mechanisms: [stageReview, projectsRegister, developmentProject, stagesReviewed],
    },
    {
      id: '8.25.d',
      type: 'item',
      text: {
        ja: '開発担当者は、開発したシステムの脆弱性を試験する。深刻度が{blockReleaseAtSeverity}以上の脆弱性が残るあいだは、リリースしない。',
        en: 'Developers test the system that they have developed for vulnerabilities. It is not released while a vulnerability rated {blockReleaseAtSeverity} or above remains.',
      },
      actors: ['developer'],
      cadence: { type: 'event', on: { ja: 'リリースの前', en: 'Before release' } },
      refs: [
        { to: '8.27.c', why: { ja: '同じ内容の定め', en: 'The same requirement' } },
        { to: '8.29.a', why: { ja: '運用開始前の試験', en: 'Testing before going live' } },
      ],
      mechanisms: [openVulnerabilities, vulnerabilityTest, scanImport, projectsRegister, acceptanceRegister],
    },
    {
      id: '8.25.e',
      type: 'item',
      text: {
        ja: '開発担当者は、仕様書、設計書、テスト仕様書などの開発文書にアクセスできる者を、必要最小限に限る。',
        en: 'Developers limit access to development documents, such as specifications, designs and test specifications, to the fewest people necessary.',
      },
      actors: ['developer'],
      cadence: { type: 'continuous' },
      refs: [{ to: '8.4.p', why: { ja: 'アクセスを管理するフォルダ', en: 'Folders with controlled access' } }],
      mechanisms: [
        planned.check('開発文書のアクセス権の点検', 'Check of access to development documents'),
        accessRegister,
        projectsRegister,
      ],
    },
    {
      id: '8.25.f',
      type: 'item',
      text: {
        ja: '開発担当者は、受託開発又は客先常駐による開発では、発注元が示すセキュリティの方針及び規則に従う。',
        en: 'In development under contract or at a client’s site, developers follow the security policy and rules that the client gives them.',
      },
      actors: ['developer'],
      cadence: { type: 'event', on: { ja: '受託・常駐の開始', en: 'Start of the contract or assignment' } },
      refs: [],
      appliesWhen: ['worksAtClients'],
      mechanisms: [
        projectsRegister,
        acknowledgementsRegister,
        rule('発注元の規則の適用', 'Application of the client’s rules'),
        clientRules,
      ],
    },
    {
      id: '8.25.advice',
      type: 'advice',
      text: {
        ja: '情報セキュリティ委員会は、ソフトウェア及びシステムをセキュリティに配慮して開発するための規則を定め、すべての開発案件に適用することが望ましい。',
        en: 'The information security committee should set rules for the secure development of software and systems and apply them to every project.',
      },
      actors: ['committee'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [rule('セキュア開発方針', 'Secure development policy')],
    },
  ],
});
