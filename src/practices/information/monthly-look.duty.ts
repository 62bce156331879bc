import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';

export const sensitiveDataLook = defineDuty({
  id: 'information/monthly-look',
  title: words('不要な重要情報の毎月の確認', 'Monthly look for sensitive information no longer needed'),
  purpose: words(
    '持っているだけで危ない情報を、月に一度探して手放します。',
    'Information that is dangerous to have is looked for once a month and let go.',
  ),
  owner: 'administrator',
  recurrence: { type: 'every', count: 1, unit: 'month', on: { businessDay: 'last' } },
  shift: 'previous',
  steps: [
    words(
      '全員に、ダウンロード、デスクトップ、送信済みメール、名刺や申込書の箱を見るよう知らせます。',
      'Ask everybody to look at downloads, desktop, sent mail, and boxes of cards and forms.',
    ),
    words('共有フォルダで、個人情報の名前の付いた古いファイルを探します。', 'Look in shared folders for old files with personal data.'),
    words(
      '要らないものはその場で消します。まとまった量なら「保存期間を過ぎたデータの消去」を始めます。',
      'Delete what is not needed at once; for larger amounts begin the duty of deletion.',
    ),
  ],
  sheet: { registers: ['information/assets'] },
  record: [
    { id: 'askedOn', title: words('知らせた日', 'Everybody asked on'), type: 'date', required: true },
    {
      id: 'looked',
      title: words('見た場所', 'Looked at'),
      type: 'text',
      required: true,
      hint: words('例: 営業と経理の共有フォルダ', 'For example: shared folders of sales and accounting'),
    },
    {
      id: 'found',
      title: words('見つけて消したもの', 'Found and deleted'),
      type: 'text',
      required: true,
      hint: words('例: 展示会の名刺データ 80件。なければ「なし」。', 'For example: 80 cards of a fair; “none” where there is none.'),
    },
  ],
  file: 'possible',
});
