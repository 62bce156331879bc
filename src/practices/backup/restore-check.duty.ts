import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';
import { restoreCheckIntervalMonths } from './params.ts';

export const restoreCheck = defineDuty({
  id: 'backup/restore-check',
  title: words('バックアップと復元の確認', 'Check of backup and restore'),
  purpose: words(
    'バックアップは、戻せて初めて役に立ちます。取れていることと、実際に戻せることを確かめます。',
    'A backup is worth what can be restored from it. This confirms that it is taken and that it comes back.',
  ),
  owner: 'administrator',
  recurrence: { type: 'every', count: restoreCheckIntervalMonths, unit: 'month', on: { day: 10 } },
  shift: 'next',
  steps: [
    words(
      'シートとバックアップの画面で、台帳の全行について最後に成功した日時を見ます。失敗や取り忘れがあれば直します。',
      'On the sheet and the backup’s own page look up the last success of each line of the register; put failures right.',
    ),
    words('台帳から一つを選びます。毎回違うものにします。', 'Choose one line, another one each time.'),
    words(
      '復元先に元とは別のフォルダを選び、会社の値の数のファイルを戻します。新しいものと古いもの、大きいものと小さいものを混ぜます。',
      'Restore as many files as the company’s value says to a folder other than the original: new and old, large and small.',
    ),
    words(
      '戻したファイルを開き、元のファイルとハッシュ値か大きさと日付を比べます。',
      'Open them, and compare hashes, or size and date, with the originals.',
    ),
    words(
      'かかった時間を書き、戻したファイルを消します。台帳の「最後の復元試験」を直します。',
      'Note how long it took, delete the restored files and update the line.',
    ),
  ],
  sheet: { checks: ['backup/job-scheduled'], registers: ['backup/backups'] },
  record: [
    { id: 'backup', title: words('試したバックアップ', 'Backup tried'), type: 'row', register: 'backup/backups', required: true },
    {
      id: 'takenAt',
      title: words('その取得日時', 'Taken at'),
      type: 'moment',
      required: true,
      hint: words('戻したバックアップが取られた日時。', 'When the restored backup had been taken.'),
    },
    {
      id: 'files',
      title: words('戻したファイル', 'Files restored'),
      type: 'number',
      required: true,
      min: 0,
      max: 10_000_000,
      unit: words('個', 'files'),
    },
    {
      id: 'compared',
      title: words('比べ方', 'How compared'),
      type: 'choice',
      required: true,
      options: {
        hash: words('ハッシュ値', 'By hash'),
        sizeAndDate: words('大きさと日付', 'By size and date'),
        opened: words('開いて目で見た', 'Opened and looked at'),
        application: words('システムを動かした', 'Ran the system from it'),
      },
    },
    {
      id: 'matched',
      title: words('一致したファイル', 'Files that matched'),
      type: 'number',
      required: true,
      min: 0,
      max: 10_000_000,
      unit: words('個', 'files'),
    },
    {
      id: 'minutes',
      title: words('かかった時間', 'Time taken'),
      type: 'number',
      required: true,
      min: 0,
      max: 100_000,
      unit: words('分', 'minutes'),
    },
    { id: 'allTaken', title: words('全行が取れていた', 'Every line was taken'), type: 'boolean', required: true },
    {
      id: 'missing',
      title: words('取れていなかったもの', 'What was not taken'),
      type: 'text',
      requiredWhen: { field: 'allTaken', is: [false] },
      hint: words('何が、いつから、なぜ、どう直したか。', 'What, since when, why, and what was done.'),
    },
  ],
  file: 'possible',
});
