import { planned } from '../mechanism/citation.ts';
import { booleanParam } from '../mechanism/param.ts';
import { rule } from '../mechanism/rule.ts';
import { realDataApproverRole } from '../practices/development/approvers.ts';
import { environmentsRegister } from '../practices/development/environments.register.ts';
import { realDataInTest } from '../practices/development/real-data.request.ts';
import { testDataRegister } from '../practices/development/test-data.register.ts';
import { deletedInTime } from '../practices/test-data/deleted-in-time.tool.ts';
import { testDataDeletionReport } from '../practices/test-data/deletion-report.duty.ts';
import { deleteWithinHoursAfterTest } from '../practices/test-data/params.ts';
import { testDataUse } from '../practices/test-data/use.case.ts';
import { defineControl } from './control.ts';

const personalDataInTestAllowed = booleanParam({
  id: 'personalDataInTestAllowed',
  title: { ja: '試験データへの個人情報の使用', en: 'Personal information as test data' },
  origin: 'fixed',
  default: false,
  says: { true: { ja: '認める', en: 'is allowed' }, false: { ja: '認めない', en: 'is not allowed' } },
});

export const testInformation = defineControl({
  id: '8.33',
  title: { ja: '試験情報', en: 'Test information' },
  purpose: {
    ja: '試験に使うデータから情報が漏れるのを防ぐ。',
    en: 'To keep information from leaking through the data used in tests.',
  },
  appliesWhenAny: ['developsSoftware', 'outsourcesDevelopment'],
  params: [personalDataInTestAllowed, realDataApproverRole, deleteWithinHoursAfterTest],
  clauses: [
    {
      id: '8.33.a',
      type: 'item',
      text: {
        ja: '開発担当者が試験データに個人情報を使用することは、{personalDataInTestAllowed}。',
        en: 'The use of personal information as test data by developers {personalDataInTestAllowed}.',
      },
      actors: ['developer'],
      cadence: { type: 'continuous' },
      refs: [{ to: '8.11.p', why: { ja: '代わりに使うマスキングしたデータ', en: 'Masking produces the substitute' } }],
      mechanisms: [
        planned.check('試験環境の個人情報の点検', 'Check for personal information in test environments'),
        rule('試験データの規則', 'Rules for test data'),
        planned.tool('試験データのマスキングと生成', 'Masking and generation of test data'),
        testDataRegister,
        environmentsRegister,
      ],
    },
    {
      id: '8.33.b',
      type: 'item',
      text: {
        ja: '開発担当者は、試験に実データを使用するときは、事前に{realDataApproverRole}の承認を得る。試験が終わったときは直ちに({deleteWithinHoursAfterTest})実データを消去し、情報システム管理者に報告する。この承認は、個人情報の使用には及ばない。',
        en: 'Developers who use real data for a test first obtain the approval of {realDataApproverRole}. When the test is over they delete the data at once ({deleteWithinHoursAfterTest}) and report the deletion to the information system administrator. Such an approval does not extend to personal information.',
      },
      actors: ['developer', 'administrator'],
      cadence: { type: 'event', on: { ja: '実データによる試験の前後', en: 'Before and after a test with real data' } },
      refs: [
        { to: '8.10.b', why: { ja: '復元できない方法での消去', en: 'Deletion that cannot be undone' } },
        { to: '8.33.a', why: { ja: '個人情報は承認があっても使えないこと', en: 'Personal information stays forbidden' } },
      ],
      mechanisms: [realDataInTest, testDataUse, testDataRegister, testDataDeletionReport, deletedInTime],
    },
    {
      id: '8.33.advice',
      type: 'advice',
      text: {
        ja: '開発担当者は、試験データを注意深く選び、保護し、管理することが望ましい。',
        en: 'Developers should choose, protect and manage test data with care.',
      },
      actors: ['developer'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [testDataRegister],
    },
  ],
});
