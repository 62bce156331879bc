import { words } from '../../base/text.ts';
import { defineRegister } from '../../mechanism/register.ts';

export const testDataRegister = defineRegister({
  id: 'development/test-data',
  code: 'R-TDATA',
  title: words('試験データ台帳', 'Register of test data'),
  purpose: words(
    '試験に使うデータの出どころ、置き場所、終わりの日を載せます。消したら行を終了します。個人情報は使えません。',
    'Where test data come from, where they lie and until when. The line is ended once they are deleted. Personal data are never used.',
  ),
  owner: 'administrator',
  columns: [
    {
      id: 'name',
      title: words('データの名称', 'Data'),
      type: 'text',
      required: true,
      maxChars: 160,
      hint: words('例: 受注試験データ 2026-05、商品マスタの写し', 'For example: orders for testing 2026-05, copy of the product list'),
    },
    {
      id: 'origin',
      title: words('出どころ', 'Origin'),
      type: 'choice',
      required: true,
      options: {
        generated: words('作ったデータ', 'Generated'),
        masked: words('加工した実データ', 'Masked real data'),
        real: words('実データ(個人情報なし)', 'Real data, none personal'),
      },
    },
    { id: 'project', title: words('開発案件', 'Development project'), type: 'row', register: 'development/projects' },
    { id: 'environment', title: words('環境', 'Environment'), type: 'row', register: 'development/environments' },
    {
      id: 'place',
      title: words('置き場所', 'Place'),
      type: 'text',
      required: true,
      hint: words('例: 試験DB orders_test、\\\\dev01\\data', 'For example: database orders_test, \\\\dev01\\data'),
    },
    {
      id: 'content',
      title: words('中身と件数', 'Content and size'),
      type: 'text',
      hint: words('例: 商品コード、単価、8,000件', 'For example: product codes and prices, 8,000 lines'),
    },
    {
      id: 'reason',
      title: words('実データが要る理由', 'Why real data'),
      type: 'text',
      requiredWhen: { field: 'origin', is: ['real'] },
      hint: words('作ったデータや加工したデータで足りない理由。', 'Why generated or masked data do not do.'),
    },
    {
      id: 'masking',
      title: words('加工の方法', 'How it was masked'),
      type: 'text',
      requiredWhen: { field: 'origin', is: ['masked'] },
      hint: words('例: 会社名と住所を置換え、電話番号を削除', 'For example: names and addresses replaced, phone numbers removed'),
    },
    { id: 'person', title: words('使う責任者', 'Person in charge'), type: 'person' },
    {
      id: 'members',
      title: words('使う者', 'Used by'),
      type: 'text',
      hint: words('例: 開発課3名、〇〇システム', 'For example: three developers, Example Systems'),
    },
    { id: 'usedFrom', title: words('使用の開始日', 'From'), type: 'date' },
    {
      id: 'usedUntil',
      title: words('使用の終わり', 'Until'),
      type: 'date',
      requiredWhen: { field: 'origin', is: ['real', 'masked'] },
      hint: words(
        'この日に試験を終え、会社の値の時間内に消します。',
        'The test ends on this day; the data are deleted within the hours of the company’s value.',
      ),
    },
    { id: 'deletedOn', title: words('消去日', 'Deleted on'), type: 'date' },
  ],
  key: ['name', 'usedFrom', 'usedUntil'],
  label: 'name',
  confirmMonths: 6,
  deadlines: [{ column: 'usedUntil', says: words('使用の終わりを過ぎています', 'The use has ended') }],
});
