import { words } from '../../base/text.ts';
import { defineRegister } from '../../mechanism/register.ts';

export const sparesRegister = defineRegister({
  id: 'redundancy/spares',
  code: 'R-SPARE',
  title: words('予備・冗長台帳', 'Register of spares and redundancy'),
  purpose: words(
    '止まっては困るシステムの予備機、予備回線、二重化した構成を、切替えの手順とともに載せます。',
    'Spare equipment, second lines and duplicated parts of the systems that must not stop, with the way to switch over.',
  ),
  owner: 'administrator',
  columns: [
    {
      id: 'name',
      title: words('予備・冗長の名称', 'Spare'),
      type: 'text',
      required: true,
      maxChars: 120,
      hint: words('例: 予備ルータ RTX1220、モバイル回線、UPS(サーバ室)', 'For example: spare router, mobile line, UPS in the server room'),
    },
    { id: 'system', title: words('支えるシステム', 'For which system'), type: 'row', register: 'systems/systems' },
    {
      id: 'kind',
      title: words('種類', 'Kind'),
      type: 'choice',
      required: true,
      options: {
        spare: words('予備の機器', 'Spare equipment'),
        duplicated: words('二重化した機器', 'Duplicated equipment'),
        line: words('予備の回線', 'Second line'),
        power: words('UPS・発電機', 'UPS or generator'),
        cloud: words('クラウドの予備', 'Spare in the cloud'),
        byHand: words('手作業での代替', 'Work by hand'),
      },
    },
    {
      id: 'mode',
      title: words('動かし方', 'How it starts'),
      type: 'choice',
      required: true,
      options: {
        always: words('常時稼働', 'Always running'),
        automatic: words('緊急時に自動で', 'Automatically'),
        manual: words('緊急時に手動で', 'By hand'),
      },
    },
    {
      id: 'requirement',
      title: words('可用性の要求', 'Availability required'),
      type: 'text',
      required: true,
      hint: words('例: 受注は4時間以上止めない', 'For example: orders must not stop for more than four hours'),
    },
    {
      id: 'switchMinutes',
      title: words('切替えの目標', 'Switch within'),
      type: 'number',
      min: 0,
      max: 10_080,
      unit: words('分', 'minutes'),
    },
    {
      id: 'procedure',
      title: words('切替え手順書', 'Instructions'),
      type: 'text',
      hint: words('置き場所。紙でも読める所に。', 'Where they are; also where they can be read without the network.'),
    },
    {
      id: 'place',
      title: words('置き場所', 'Place'),
      type: 'text',
      hint: words('例: 本社サーバ室 棚3', 'For example: server room, shelf 3'),
    },
    {
      id: 'state',
      title: words('状態', 'State'),
      type: 'choice',
      required: true,
      options: {
        ready: words('すぐ使える', 'Ready'),
        inUse: words('使用中(切替え中)', 'In use'),
        broken: words('故障・修理中', 'Broken'),
      },
    },
    { id: 'testedOn', title: words('最後の動作確認', 'Tested on'), type: 'date' },
    { id: 'person', title: words('担当者', 'Person in charge'), type: 'person' },
    {
      id: 'replaceBy',
      title: words('交換・保守の期限', 'Replace by'),
      type: 'date',
      hint: words('例: UPSの電池の交換時期', 'For example: when the battery of the UPS is due'),
    },
  ],
  key: ['name'],
  label: 'name',
  confirmMonths: 12,
  deadlines: [{ column: 'replaceBy', says: words('交換・保守の期限が過ぎています', 'Replacement or maintenance is overdue') }],
});
