import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';
import { deleteWithinHoursAfterTest } from './params.ts';

export const testDataDeletionReport = defineDuty({
  id: 'test-data/deletion-report',
  title: words('試験後の実データの消去と報告', 'Deletion of real data after the test, with report'),
  purpose: words(
    '試験に借りた実データを、終わったらすぐ、写しも残さず消したことを報告します。承認はこの報告で閉じます。',
    'A report that real data borrowed for a test were deleted at once, copies included. It closes the approval.',
  ),
  owner: 'administrator',
  recurrence: {
    type: 'event',
    on: [
      {
        type: 'case',
        kind: 'test-data/use',
        says: words('実データによる試験が終わったとき', 'A test with real data ended'),
      },
    ],
    within: { hours: deleteWithinHoursAfterTest },
    from: 'event',
    quietMonths: 12,
  },
  // The company's value counts hours from the end of the test; a day off does not make them longer.
  shift: 'none',
  steps: [
    words('置き場所のデータベースやフォルダから、実データを消します。', 'Delete the real data from the database or folder where they lay.'),
    words(
      '写しを探して消します。各自の端末、メール、チャット、ログ、試験環境のバックアップを見ます。',
      'Find and delete copies: on devices, in mail and chat, in logs, in backups of the test environment.',
    ),
    words('消した後に検索し、0件であることを確かめます。', 'Search afterwards and see that nothing is left.'),
    words(
      '残っていないことが分かる画面かログを添付します。台帳には自動で載ります。',
      'Attach the screen or log that shows it. The register follows by itself.',
    ),
  ],
  sheet: { registers: ['development/test-data'], requests: ['development/real-data'] },
  record: [
    { id: 'deletedAt', title: words('消した日時', 'Deleted at'), type: 'moment', required: true },
    {
      id: 'deletedBy',
      title: words('消した者', 'Deleted by'),
      type: 'text',
      required: true,
      hint: words('氏名。委託先の人なら会社名も。', 'Name, and the firm of somebody outside.'),
    },
    {
      id: 'method',
      title: words('消し方', 'How'),
      type: 'choice',
      required: true,
      options: {
        dropped: words('表・データベースの削除', 'Tables or database dropped'),
        files: words('ファイルの削除', 'Files deleted'),
        environment: words('環境ごと破棄', 'Whole environment destroyed'),
        overwritten: words('上書き消去', 'Overwritten'),
      },
    },
    {
      id: 'places',
      title: words('消した場所', 'Deleted from'),
      type: 'text',
      required: true,
      hint: words('例: orders_test、\\\\dev01\\data', 'For example: orders_test, \\\\dev01\\data'),
    },
    {
      id: 'copies',
      title: words('見つけた写し', 'Copies found'),
      type: 'text',
      required: true,
      hint: words('消したことも書きます。なければ「なし」。', 'And that they were deleted; “none” where there was none.'),
    },
    {
      id: 'verified',
      title: words('残っていないことの確認', 'How it was verified'),
      type: 'text',
      required: true,
      hint: words('例: 商品コードで検索し0件', 'For example: search by product code found nothing'),
    },
  ],
  file: 'needed',
});
