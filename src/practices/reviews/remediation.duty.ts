import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';
import { takeAwayDays } from './params.ts';

export const reviewRemediation = defineDuty({
  id: 'reviews/remediation',
  title: words('見直しで決めた権限の取消し', 'Taking away what a review revoked'),
  purpose: words(
    '見直しで取消し又は縮小と決めた権限を実際に外し、測定で消えたことを確かめます。',
    'What a review decided to take away or to narrow is really taken away, and a measurement shows that it is gone.',
  ),
  owner: 'administrator',
  recurrence: {
    type: 'event',
    on: [
      {
        type: 'case',
        kind: 'reviews/campaign',
        says: words('見直しで取消し又は縮小を決めたとき', 'A review decided to take something away'),
      },
    ],
    within: { days: takeAwayDays },
    from: 'event',
    quietMonths: 12,
  },
  shift: 'previous',
  steps: [
    words('見直しの画面で「取り消すもの」の一覧を開きます。', 'Open the list of what is to be taken away on the page of the review.'),
    words('端末、サービス、フォルダで、実際に権限を外します。', 'Take the rights away on the devices, services and folders themselves.'),
    words(
      '自動で測定できないサービスは、外したあとのアカウント一覧を書き出して取り込みます。',
      'For services that are not measured, export the list of accounts afterwards and import it.',
    ),
    words(
      '測定で消えたことが確かめられると、台帳の行も終了します。すべて消えたら、この業務を記録します。',
      'Once a measurement shows that it is gone its line in the register ends too. When all are gone, record this duty.',
    ),
  ],
  record: [
    {
      id: 'how',
      title: words('どのように外したか', 'How it was taken away'),
      type: 'longText',
      required: true,
      hint: words(
        '例: 会計サーバのAdministratorsから佐藤を外した。',
        'For example: took Sato out of Administrators on the accounting server.',
      ),
    },
    {
      id: 'places',
      title: words('外した場所', 'Where'),
      type: 'choices',
      options: {
        devices: words('端末・サーバ', 'Devices and servers'),
        services: words('サービス', 'Services'),
        folders: words('フォルダ', 'Folders'),
        repositories: words('リポジトリ', 'Repositories'),
      },
    },
    {
      id: 'told',
      title: words('知らせた相手', 'Who was told'),
      type: 'text',
      hint: words('例: 本人と所属の部門長', 'For example: the person and the head of the department'),
    },
  ],
  file: 'possible',
});
