import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';
import { deleteWithinDays } from './params.ts';

export const dataDeletion = defineDuty({
  id: 'information/deletion',
  title: words('保存期間を過ぎたデータの消去', 'Deleting data past its retention'),
  purpose: words(
    '持っていなければ漏れません。業務に要らなくなったデータを、会社の値の日数のうちに消します。',
    'What is not kept cannot leak. Data that work no longer needs are deleted within the days of the company’s value.',
  ),
  owner: 'administrator',
  recurrence: {
    type: 'event',
    on: [
      {
        type: 'recorded',
        says: words(
          '業務に要らなくなったデータが出たとき(契約の終了、退職、案件の完了など)',
          'Work no longer needs some data (a contract ended, somebody left, a project was finished)',
        ),
      },
    ],
    within: { days: deleteWithinDays },
    from: 'event',
    quietMonths: 3,
  },
  shift: 'previous',
  steps: [
    words(
      '情報資産台帳で、保存期間と保存先をすべて確かめます。写しやメールの添付、クラウドも忘れずに探します。',
      'Look up retention and every place in the register; do not forget copies, mail attachments and the cloud.',
    ),
    words('持ち主の部門に、消してよいことを尋ねます。', 'Ask the department that owns them.'),
    words(
      '保存先から消し、ごみ箱と版の履歴からも消します。媒体ごと手放すときは廃棄前の消去に進みます。',
      'Delete them, from the bin and earlier versions too. Where the medium goes, turn to erasure before disposal.',
    ),
    words('バックアップに残るものは、いつ世代から消えるかを書きます。', 'For what stays in backups write when it will drop out of them.'),
    words(
      '情報資産台帳の行を直すか終了し、消去・廃棄台帳に書きます。',
      'Correct or end the line of the asset and write it into the register of erasure.',
    ),
  ],
  sheet: { registers: ['information/assets', 'information/disposal'] },
  record: [
    {
      id: 'data',
      title: words('消したデータ', 'Deleted data'),
      type: 'text',
      required: true,
      hint: words('例: 2018年度の応募書類 212件', 'For example: 212 applications of 2018'),
    },
    {
      id: 'places',
      title: words('消した場所', 'Deleted from'),
      type: 'text',
      required: true,
      hint: words('例: \\\\fs01\\人事、メール、Teams', 'For example: \\\\fs01\\personnel, mail, Teams'),
    },
    { id: 'agreedBy', title: words('消すことを認めた者', 'Agreed by'), type: 'person', required: true },
    { id: 'deletedOn', title: words('消した日', 'Deleted on'), type: 'date', required: true },
    { id: 'inBackupsUntil', title: words('バックアップから消える日', 'Gone from backups on'), type: 'date' },
  ],
  file: 'possible',
});
