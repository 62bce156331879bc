import { words } from '../../base/text.ts';
import { defineRegister } from '../../mechanism/register.ts';
import { classificationReviewInterval } from './params.ts';

const level = (three: string, two: string, one: string, en: readonly [string, string, string]) => ({
  '3': words(`3 ${three}`, `3 ${en[0]}`),
  '2': words(`2 ${two}`, `2 ${en[1]}`),
  '1': words(`1 ${one}`, `1 ${en[2]}`),
});

export const informationAssetsRegister = defineRegister({
  id: 'information/assets',
  code: 'R-INFO',
  title: words('情報資産台帳', 'Register of information assets'),
  purpose: words(
    '守るべき情報を、区分、保管先、保存期間、暗号化の要否とともに載せます。IPAの情報資産管理台帳の列に合わせてあります。',
    'Information to be protected, with its class, place, retention and whether it is encrypted. The columns match the sheet that IPA publishes.',
  ),
  owner: 'administrator',
  columns: [
    {
      id: 'name',
      title: words('情報資産の名称', 'Information asset'),
      type: 'text',
      required: true,
      maxChars: 120,
      hint: words('例: 社員名簿、見積書、顧客の図面', 'For example: staff list, quotations, drawings of clients'),
    },
    {
      id: 'category',
      title: words('業務分類', 'Business'),
      type: 'text',
      maxChars: 60,
      hint: words('例: 人事、経理、営業', 'For example: personnel, accounting, sales'),
    },
    {
      id: 'users',
      title: words('利用者範囲', 'Used by'),
      type: 'text',
      hint: words('例: 人事部、全社員', 'For example: personnel department, everybody'),
    },
    { id: 'department', title: words('管理部署', 'Department'), type: 'text', hint: words('例: 人事部', 'For example: personnel') },
    {
      id: 'place',
      title: words('媒体・保存先', 'Medium and place'),
      type: 'text',
      required: true,
      hint: words(
        '例: ファイルサーバ(\\\\fs01\\人事)、書類(鍵付き書庫)',
        'For example: file server (\\\\fs01\\personnel), paper (locked cabinet)',
      ),
    },
    { id: 'system', title: words('情報システム', 'Information system'), type: 'row', register: 'systems/systems' },
    {
      id: 'personalData',
      title: words('個人情報の種類', 'Personal data'),
      type: 'choices',
      options: {
        personal: words('個人情報', 'Personal data'),
        sensitive: words('要配慮個人情報', 'Sensitive personal data'),
        myNumber: words('マイナンバー', 'My Number'),
      },
      hint: words('含まないときは何も選びません。', 'Choose none where there are none.'),
    },
    {
      id: 'classification',
      title: words('区分', 'Class'),
      type: 'text',
      required: true,
      maxChars: 40,
      hint: words('手順書に定めた区分の名をそのまま書きます。例: 極秘、秘、社外秘、公開', 'The name of a class as the procedures give it.'),
    },
    {
      id: 'confidentiality',
      title: words('機密性', 'Confidentiality'),
      type: 'choice',
      options: level('漏れると深刻', '漏れると困る', '影響なし', ['a leak is grave', 'a leak hurts', 'no effect']),
    },
    {
      id: 'integrity',
      title: words('完全性', 'Integrity'),
      type: 'choice',
      options: level('誤りは深刻', '誤りは困る', '影響なし', ['an error is grave', 'an error hurts', 'no effect']),
    },
    {
      id: 'availability',
      title: words('可用性', 'Availability'),
      type: 'choice',
      options: level('使えないと深刻', '使えないと困る', '影響なし', ['a stop is grave', 'a stop hurts', 'no effect']),
    },
    {
      id: 'encryption',
      title: words('保存時の暗号化', 'Encrypted where kept'),
      type: 'choice',
      options: {
        done: words('暗号化している', 'Encrypted'),
        toDo: words('これから暗号化する', 'To be encrypted'),
        notNeeded: words('対象としない', 'Not chosen for it'),
      },
      hint: words('暗号化するデータの選定をここに記します。', 'This is where data are chosen for encryption.'),
    },
    {
      id: 'retention',
      title: words('保存期間', 'Retention'),
      type: 'text',
      hint: words('例: 退職後3年、契約終了後7年', 'For example: three years after leaving, seven years after the contract'),
    },
    {
      id: 'deleteBy',
      title: words('消去の期限', 'Delete by'),
      type: 'date',
      hint: words(
        '終わりの日が決まっているものだけ書きます。消去したら行を終了します。',
        'Only where the day is known. End the line once it is deleted.',
      ),
    },
  ],
  key: ['name', 'place'],
  label: 'name',
  confirmMonths: classificationReviewInterval,
  deadlines: [{ column: 'deleteBy', says: words('消去の期限が過ぎています', 'It should have been deleted') }],
});
