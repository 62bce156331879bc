import { words } from '../../base/text.ts';
import { defineRegister } from '../../mechanism/register.ts';
import { acceptanceKinds } from './acceptance-kinds.ts';

export const acceptanceRegister = defineRegister({
  id: 'development/acceptance',
  code: 'R-TEST',
  title: words('試験・受入れ台帳', 'Register of tests and acceptance'),
  purpose: words(
    '新しいシステムと改修を受け入れるときの試験と、その結果を載せます。受入れの案件と申請が行を書きます。',
    'Tests on which new or modified systems are accepted, with their results. Acceptances and requests write the lines.',
  ),
  owner: 'administrator',
  columns: [
    {
      id: 'title',
      title: words('受け入れるもの', 'What is accepted'),
      type: 'text',
      required: true,
      maxChars: 160,
      hint: words('例: 受注管理システム Ver.2.3、新しい複合機', 'For example: order system 2.3, new printer'),
    },
    {
      id: 'kind',
      title: words('種類', 'Kind'),
      type: 'choice',
      required: true,
      options: acceptanceKinds,
    },
    { id: 'system', title: words('情報システム', 'Information system'), type: 'row', register: 'systems/systems' },
    { id: 'project', title: words('開発案件', 'Development project'), type: 'row', register: 'development/projects' },
    { id: 'supplier', title: words('委託先', 'Supplier'), type: 'row', register: 'suppliers/suppliers' },
    { id: 'tester', title: words('試験した者', 'Tested by'), type: 'person' },
    { id: 'openedOn', title: words('受入れの開始日', 'Opened on'), type: 'date' },
    {
      id: 'testedOn',
      title: words('試験の完了日', 'Tests completed on'),
      type: 'date',
      requiredWhen: { field: 'result', is: ['accepted', 'conditional', 'rejected'] },
      hint: words('試験中は空けておきます。', 'Empty while it is tested.'),
    },
    {
      id: 'specification',
      title: words('受入れテスト仕様書', 'Specification'),
      type: 'text',
      hint: words('文書名と版。作らないときはその理由。', 'Name and edition, or why there is none.'),
    },
    { id: 'cases', title: words('試験の項目数', 'Cases'), type: 'number', min: 0, max: 100_000, unit: words('件', 'cases') },
    { id: 'failed', title: words('不合格の項目', 'Failed'), type: 'number', min: 0, max: 100_000, unit: words('件', 'cases') },
    {
      id: 'security',
      title: words('セキュリティ試験', 'Security test'),
      type: 'text',
      requiredWhen: { field: 'result', is: ['accepted', 'conditional', 'rejected'] },
      hint: words(
        '道具、版、結果。例: ZAP 2.16で診断、High 0件 / 権限外の操作が断られることを確認',
        'Tool, version, outcome: ZAP 2.16, no high finding; forbidden acts are refused',
      ),
    },
    {
      id: 'defects',
      title: words('残った欠陥', 'Open defects'),
      type: 'longText',
      maxChars: 1000,
      hint: words('なければ「なし」。残すものは理由と直す期限。', '“None”, or each with the reason and the date by which it is fixed.'),
    },
    {
      id: 'result',
      title: words('合否', 'Result'),
      type: 'choice',
      hint: words('試験中は空けておきます。', 'Empty while it is tested.'),
      options: {
        accepted: words('合格', 'Accepted'),
        conditional: words('条件付き合格', 'Accepted with conditions'),
        rejected: words('不合格', 'Rejected'),
      },
    },
    {
      id: 'liveOn',
      title: words('運用開始日', 'Live from'),
      type: 'date',
      hint: words('試験の完了日より前になってはいけません。', 'Not before the tests are completed.'),
    },
  ],
  key: ['title', 'openedOn', 'testedOn'],
  label: 'title',
  confirmMonths: 12,
});
