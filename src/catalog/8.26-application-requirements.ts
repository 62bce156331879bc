import { booleanParam, choiceParam } from '../mechanism/param.ts';
import { rule } from '../mechanism/rule.ts';
import { analysisColumns, assessmentMaxAgeMonths } from '../practices/development/params.ts';
import { developmentProject } from '../practices/development/project.case.ts';
import { projectsRegister } from '../practices/development/projects.register.ts';
import { applicationAssessment, exposedAssessments, protectionAnalysis } from '../practices/development/tools.ts';
import { softwareInstall } from '../practices/software/install.request.ts';
import { acquisitionRequirements } from '../practices/systems/requirements.duty.ts';
import { systemsRegister } from '../practices/systems/systems.register.ts';
import { defineControl } from './control.ts';

const assessmentRequiredBeforeAcquisition = booleanParam({
  id: 'assessmentRequiredBeforeAcquisition',
  title: { ja: 'アプリケーション取得前のリスクアセスメント', en: 'Risk assessment before an application is acquired' },
  origin: 'fixed',
  default: true,
  says: {
    true: {
      ja: '事前にリスクアセスメントを行い、その結果に基づいてセキュリティ要求事項を決める',
      en: 'first carries out a risk assessment and decides the security requirements from its result',
    },
    false: {
      ja: 'リスクアセスメントを行わずにセキュリティ要求事項を決めることができる',
      en: 'may decide the security requirements without a risk assessment',
    },
  },
});
const estimateFields = choiceParam({
  id: 'estimateFields',
  title: { ja: '要求事項について見積もる項目', en: 'What is estimated for each requirement' },
  origin: 'fixed',
  default: 'costTimeComplexity',
  options: {
    costTimeComplexity: { ja: '費用、時間及び複雑さ', en: 'cost, time and complexity' },
    costTimeComplexityUpkeep: { ja: '費用、時間、複雑さ及び運用の手間', en: 'cost, time, complexity and upkeep' },
  },
});
export const applicationRequirements = defineControl({
  id: '8.26',
  title: { ja: 'アプリケーションのセキュリティの要求事項', en: 'Application security requirements' },
  purpose: {
    ja: 'アプリケーションに求めるセキュリティを、導入や開発の前にリスクから割り出し、承認できる形で残す。',
    en: 'To derive from the risks, before an application is bought or built, what security it must offer, and to keep that in a form that can be approved.',
  },
  params: [assessmentRequiredBeforeAcquisition, analysisColumns, estimateFields, assessmentMaxAgeMonths],
  clauses: [
    {
      id: '8.26.a',
      type: 'item',
      text: {
        ja: '情報システム管理者は、アプリケーションを取得するときは、{assessmentRequiredBeforeAcquisition}。必要なときは、情報セキュリティの専門家の支援を受ける。',
        en: 'When an application is to be acquired, the information system administrator {assessmentRequiredBeforeAcquisition}. Where needed, the administrator obtains the support of information security experts.',
      },
      actors: ['administrator'],
      cadence: { type: 'event', on: { ja: 'アプリケーションの取得', en: 'Acquisition of an application' } },
      refs: [
        { to: '8.19.b', why: { ja: 'ソフトウェアの利用許可', en: 'Permission to use software' } },
        { to: '8.21.a', why: { ja: 'ネットワークサービスとしてのクラウド', en: 'Cloud services as network services' } },
      ],
      mechanisms: [applicationAssessment, systemsRegister, softwareInstall, acquisitionRequirements, projectsRegister],
    },
    {
      id: '8.26.b',
      type: 'item',
      heading: true,
      text: {
        ja: '開発担当者は、セキュリティに配慮したシステムを構築する原則として、次の二点を守る。',
        en: 'Developers observe the following two principles when they build secure systems.',
      },
      actors: ['developer'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [rule('システム構築の原則', 'Engineering principles')],
    },
    {
      id: '8.26.b.1',
      type: 'sub',
      text: {
        ja: '開発担当者及び情報システム管理者は、セキュリティ事象の{analysisColumns}に必要な管理策を分析し、その結果を記録する。',
        en: 'Developers and the information system administrator analyse which controls are needed for {analysisColumns} security events, and record the result.',
      },
      actors: ['developer', 'administrator'],
      cadence: { type: 'event', on: { ja: 'システムの企画・設計', en: 'Planning and design of a system' } },
      refs: [],
      mechanisms: [projectsRegister, developmentProject, protectionAnalysis],
    },
    {
      id: '8.26.b.2',
      type: 'sub',
      text: {
        ja: '開発担当者は、セキュリティ要求事項を満たすのに要する{estimateFields}を見積もり、情報セキュリティ委員会は、これを考慮して対応を決める。',
        en: 'Developers estimate the {estimateFields} of meeting the security requirements, and the information security committee takes these into account in deciding what to do.',
      },
      actors: ['developer', 'committee'],
      cadence: { type: 'event', on: { ja: 'システムの企画・設計', en: 'Planning and design of a system' } },
      refs: [],
      mechanisms: [projectsRegister, developmentProject],
    },
    {
      id: '8.26.advice',
      type: 'advice',
      text: {
        ja: 'ネットワークを通じて利用できるアプリケーションはネットワーク上の脅威にさらされるため、情報システム管理者は、リスクアセスメントを行って管理策を決め、少なくとも{assessmentMaxAgeMonths}ごとに見直すことが望ましい。',
        en: 'Applications that can be reached over a network are exposed to its threats; the information system administrator should assess their risks, decide on controls, and review both at least every {assessmentMaxAgeMonths}.',
      },
      actors: ['administrator'],
      cadence: { type: 'periodic', param: 'assessmentMaxAgeMonths' },
      refs: [],
      mechanisms: [exposedAssessments, systemsRegister],
    },
  ],
});
