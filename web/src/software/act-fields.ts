import type { FieldView } from '../api/mechanism-types.ts';

const field = (id: string, ja: string, en: string, more: Partial<FieldView>): FieldView => ({
  id,
  title: { ja, en },
  type: 'text',
  required: false,
  requiredWhen: null,
  hint: null,
  options: null,
  unit: null,
  min: null,
  max: null,
  maxChars: null,
  register: null,
  ...more,
});

/** The columns of the register of permitted software that a program does not tell itself. */
export const permitFields: readonly FieldView[] = [
  field('kind', '種類', 'Kind', {
    type: 'choice',
    required: true,
    options: [
      { key: 'application', title: { ja: '業務ソフト', en: 'Application' } },
      { key: 'utility', title: { ja: 'ユーティリティ', en: 'Utility' } },
      { key: 'privilegedUtility', title: { ja: '特権ユーティリティ', en: 'Privileged utility' } },
      { key: 'antivirus', title: { ja: 'ウイルス対策ソフト', en: 'Antivirus' } },
      { key: 'developmentTool', title: { ja: '開発ツール', en: 'Development tool' } },
      { key: 'driver', title: { ja: 'ドライバ・周辺機器用', en: 'Driver or for a peripheral' } },
    ],
  }),
  field('purpose', '用途', 'Purpose', {
    required: true,
    maxChars: 200,
    hint: { ja: '例: 取引先から届く圧縮ファイルの展開', en: 'For example: opening archives that clients send' },
  }),
  field('scope', '使える範囲', 'Who may use it', {
    type: 'choice',
    required: true,
    options: [
      { key: 'everyone', title: { ja: '全社', en: 'Everybody' } },
      { key: 'device', title: { ja: '特定の端末だけ', en: 'One device only' } },
      { key: 'person', title: { ja: '特定の者だけ', en: 'One person only' } },
    ],
  }),
  field('device', '使える端末', 'On which device', { type: 'device', requiredWhen: { field: 'scope', is: ['device'] } }),
  field('person', '使える者', 'By whom', { type: 'person', requiredWhen: { field: 'scope', is: ['person'] } }),
  field('versions', '認める版', 'Versions', {
    maxChars: 80,
    hint: { ja: '例: 24.09以上、24.*。空欄は、すべての版。', en: '24.09 or newer, 24.*; empty means every version.' },
  }),
];

export const forbidFields: readonly FieldView[] = [
  field('instead', '代わりに使うもの', 'Use instead', { maxChars: 200, hint: { ja: '例: 7-Zip', en: 'For example: 7-Zip' } }),
];

export const linkFields: readonly FieldView[] = [
  field('row', '台帳の行', 'Line of the register', {
    type: 'row',
    required: true,
    register: 'software/allowed',
    hint: { ja: '名前が違っても、この行が認めたものとして扱います。', en: 'It counts as what this line permits, though the names differ.' },
  }),
];
