import { booleanParam, choiceParam } from '../mechanism/param.ts';
import { rule } from '../mechanism/rule.ts';
import { changeApproverRole } from '../practices/changes/approvers.ts';
import { changeAudit } from '../practices/changes/audit.duty.ts';
import { change } from '../practices/changes/change.case.ts';
import { changeRequest } from '../practices/changes/change.request.ts';
import { changesRegister } from '../practices/changes/changes.register.ts';
import { customisePackage } from '../practices/changes/customise-package.request.ts';
import { emergencyApproval } from '../practices/changes/emergency-approval.duty.ts';
import { osVerification } from '../practices/changes/os-verification.duty.ts';
import { outcomeAsPlanned } from '../practices/changes/outcome-as-planned.case-check.ts';
import { changeAuditWithinDays, emergencyApprovalWithinDays } from '../practices/changes/params.ts';
import { serverChangeCheck } from '../practices/changes/server-check.duty.ts';
import { serverPrechecked } from '../practices/changes/server-prechecked.case-check.ts';
import { changeTest } from '../practices/changes/test.duty.ts';
import { testedBeforeApplied } from '../practices/changes/tested-before-applied.case-check.ts';
import { versionsAsTested } from '../practices/changes/versions-as-tested.case-check.ts';
import { unexplainedServerChanges } from '../practices/configuration/unexplained-server-changes.check.ts';
import { acceptanceRegister } from '../practices/development/acceptance.register.ts';
import { projectsRegister } from '../practices/development/projects.register.ts';
import { exceptionsRegister } from '../practices/exceptions/exceptions.register.ts';
import { sparesRegister } from '../practices/redundancy/spares.register.ts';
import { defineControl } from './control.ts';

const changeAssessmentFields = choiceParam({
  id: 'changeAssessmentFields',
  title: { ja: '変更の前に評価する事項', en: 'What is assessed before a change' },
  origin: 'fixed',
  default: 'needImpactRisk',
  options: {
    needImpactRisk: {
      ja: '変更の必要性、変更による影響及びリスクの変動',
      en: 'the need for the change, its effects and the change in risk',
    },
    needImpactRiskRollback: {
      ja: '変更の必要性、変更による影響、リスクの変動及び元に戻す方法',
      en: 'the need for the change, its effects, the change in risk and the way back',
    },
  },
});
const rollbackMethod = choiceParam({
  id: 'rollbackMethod',
  title: { ja: 'サーバの不具合を解決する方法', en: 'How trouble on a server is solved' },
  origin: 'fixed',
  default: 'reinstall',
  options: {
    reinstall: { ja: '再インストール', en: 'by reinstalling' },
    restore: { ja: 'バックアップからの復元', en: 'by restoring from backup' },
    snapshot: { ja: 'スナップショットへの切戻し', en: 'by going back to a snapshot' },
    fastest: {
      ja: '再インストール、バックアップからの復元又はスナップショットへの切戻しのうち最も早い方法',
      en: 'by reinstalling, restoring from backup or going back to a snapshot, whichever is fastest',
    },
  },
  hint: {
    ja: '手本は再インストールです。いまはバックアップやスナップショットから戻すほうが早いことが多く、置き換えられます。',
    en: 'The guideline says reinstalling. Today a backup or a snapshot is often faster, and may be chosen instead.',
  },
});
const packageCustomizationAllowed = booleanParam({
  id: 'packageCustomizationAllowed',
  title: { ja: 'パッケージソフトウェアのカスタマイズ', en: 'Customising packaged software' },
  origin: 'fixed',
  default: false,
  says: { true: { ja: '認める', en: 'is allowed' }, false: { ja: '原則として禁止する', en: 'is forbidden in principle' } },
});

const changeProcedure = rule('変更管理手順', 'Change management procedure');

export const changeManagement = defineControl({
  id: '8.32',
  title: { ja: '変更管理', en: 'Change management' },
  purpose: {
    ja: '変更の前に考え、試し、変更の後に確かめることで、変更が事故の原因になるのを防ぐ。',
    en: 'To think and try before a change and to confirm after it, so that changes do not become the cause of incidents.',
  },
  params: [
    changeAssessmentFields,
    changeApproverRole,
    changeAuditWithinDays,
    emergencyApprovalWithinDays,
    rollbackMethod,
    packageCustomizationAllowed,
  ],
  clauses: [
    {
      id: '8.32.a',
      type: 'item',
      heading: true,
      text: {
        ja: '情報システム管理者は、変更を次の承認、試験、監査の順に管理する。',
        en: 'The information system administrator manages changes in this order: approval, test, audit.',
      },
      actors: ['administrator'],
      cadence: { type: 'event', on: { ja: '情報システムの変更', en: 'Change to a system' } },
      refs: [],
      mechanisms: [change, changesRegister, changeProcedure],
    },
    {
      id: '8.32.a.1',
      type: 'sub',
      text: {
        ja: '変更を求める者は、変更に先立って{changeAssessmentFields}を評価し、{changeApproverRole}の承認を得る。情報システム管理者が自ら変更を求めるときは、情報セキュリティ委員会の承認を得る。承認を待てない緊急の変更は、適用の後{emergencyApprovalWithinDays}以内に、適用した者以外の承認を得る。',
        en: 'Before a change, whoever asks for it assesses {changeAssessmentFields}, and obtains the approval of {changeApproverRole}. Where the information system administrator asks for the change, the approval of the information security committee is obtained. A change that cannot wait for approval in an emergency is approved, by somebody who did not apply it, within {emergencyApprovalWithinDays} after it was applied.',
      },
      actors: ['user', 'administrator', 'committee'],
      cadence: { type: 'event', on: { ja: '変更の前', en: 'Before a change' } },
      refs: [],
      mechanisms: [changeRequest, emergencyApproval, change, changesRegister],
    },
    {
      id: '8.32.a.2',
      type: 'sub',
      text: {
        ja: '情報システム管理者及び開発担当者は、変更を適用する前に試験を行い、情報システムへの影響を確認する。',
        en: 'Before a change is applied, the information system administrator and developers test it and confirm its effect on systems.',
      },
      actors: ['administrator', 'developer'],
      cadence: { type: 'event', on: { ja: '変更の適用前', en: 'Before a change is applied' } },
      refs: [],
      mechanisms: [changeTest, changesRegister, testedBeforeApplied, change, acceptanceRegister],
    },
    {
      id: '8.32.a.3',
      type: 'sub',
      text: {
        ja: '監査者は、変更の後{changeAuditWithinDays}以内に、変更が適切に行われたことを監査により確認する。情報システム管理者は、その変更を実施した者以外から監査者を選ぶ。',
        en: 'Within {changeAuditWithinDays} after a change, an auditor confirms by audit that it was done properly. The information system administrator chooses an auditor who did not carry out the change.',
      },
      actors: ['auditor', 'administrator'],
      cadence: { type: 'event', on: { ja: '変更の後', en: 'After a change' } },
      refs: [],
      mechanisms: [changeAudit, change, outcomeAsPlanned, changesRegister],
    },
    {
      id: '8.32.b',
      type: 'item',
      text: {
        ja: '情報システム管理者は、サーバに周辺機器を接続し、又はサービスパックなどの更新を適用するときは、事前に情報を収集して問題がないことを確認する。その後に不具合が起きたときは、{rollbackMethod}により直ちに解決する。',
        en: 'Before a peripheral is attached to a server or a service pack or similar update is applied, the information system administrator gathers information and confirms that there is no problem. If trouble appears afterwards, the administrator solves it at once {rollbackMethod}.',
      },
      actors: ['administrator'],
      cadence: {
        type: 'event',
        on: { ja: 'サーバへの周辺機器の接続、更新の適用', en: 'Peripheral attached to a server, update applied to it' },
      },
      refs: [
        { to: '8.13.a', why: { ja: '元に戻すためのバックアップ', en: 'The way back needs a backup' } },
        { to: '8.8.b', why: { ja: '修正プログラムの適用', en: 'Patching' } },
      ],
      appliesWhen: ['hasOwnServers'],
      mechanisms: [serverChangeCheck, changesRegister, unexplainedServerChanges, serverPrechecked, change],
    },
    {
      id: '8.32.c',
      type: 'item',
      text: {
        ja: '情報システム管理者は、OS又はパッケージソフトウェアを変更するときは、試験機又は予備機を用いて、現行の情報システムがその上で問題なく動作することを検証する。',
        en: 'When the operating system or packaged software is changed, the information system administrator verifies on a test or spare machine that current systems run on it without problems.',
      },
      actors: ['administrator'],
      cadence: { type: 'event', on: { ja: 'OS・パッケージソフトウェアの変更', en: 'Change of the operating system or packaged software' } },
      refs: [
        { to: '8.8.b', why: { ja: '検証の結果による適用の例外', en: 'The result may justify not patching' } },
        { to: '8.31.a', why: { ja: '試験環境', en: 'Test environment' } },
      ],
      mechanisms: [osVerification, changesRegister, versionsAsTested, change, sparesRegister, acceptanceRegister],
    },
    {
      id: '8.32.d',
      type: 'item',
      text: {
        ja: '利用者がパッケージソフトウェアをカスタマイズすることは、{packageCustomizationAllowed}。行う必要があるときは、動作及び供給者による今後のサポートへの影響を検討し、情報システム管理者の許可を得る。',
        en: 'Customisation of packaged software by users {packageCustomizationAllowed}. Where it is necessary, users consider its effects on operation and on the vendor’s future support and obtain the permission of the information system administrator.',
      },
      actors: ['user', 'administrator'],
      cadence: { type: 'event', on: { ja: 'カスタマイズの必要', en: 'Need to customise' } },
      refs: [],
      mechanisms: [
        customisePackage,
        change,
        exceptionsRegister,
        rule('パッケージの改修禁止', 'No customising of packages'),
        changesRegister,
      ],
    },
    {
      id: '8.32.advice',
      type: 'advice',
      text: {
        ja: '情報システム管理者及び開発担当者は、設計の初期からその後のすべての保守まで、開発のライフサイクル全体を通じた変更管理手順を文書化し、実施することが望ましい。',
        en: 'The information system administrator and developers should document and carry out change procedures for the whole development life cycle, from early design to all later maintenance.',
      },
      actors: ['administrator', 'developer'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [changeProcedure, change, changesRegister, projectsRegister],
    },
  ],
});
