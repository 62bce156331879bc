import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';
import { softwareListReviewInterval } from './params.ts';

export const allowedSoftwareReview = defineDuty({
  id: 'software/allowed-review',
  title: words('許可ソフトウェアの見直し', 'Review of permitted software'),
  purpose: words(
    '使われなくなったもの、サポートの切れたもの、危なくなったものを許可の一覧から外します。',
    'To take off the list what is unused, unsupported or has become dangerous.',
  ),
  owner: 'administrator',
  recurrence: { type: 'every', count: softwareListReviewInterval, unit: 'month', on: { day: 20 }, fiscalMonth: 2 },
  shift: 'next',
  steps: [
    words(
      '台帳で、サポート終了日の過ぎたもの、近いものを見ます。',
      'Look in the register for what is past or near the end of its support.',
    ),
    words(
      '脆弱性台帳に載ったソフトと、この間に供給者が変わったソフトを見ます。',
      'Look at software in the register of vulnerabilities and software whose maker has changed.',
    ),
    words(
      'シートの使用数で、どの端末にもないもの、開かれていないものを外し、入っている端末から削除します。',
      'By the use counts of the sheet take off what is on no device or is not opened, and remove it.',
    ),
    words('どの一覧にもないまま待っているソフトを、許可するか禁止するか決めます。', 'Decide what is in no list yet: permit or forbid it.'),
    words(
      '申請が続いたものは、全社で使えるようにするかを決めます。',
      'Decide whether what is requested again and again is permitted for everybody.',
    ),
    words('直した台帳を「確認済み」にし、変わったことを全員に知らせます。', 'Confirm the register and tell everybody what changed.'),
  ],
  sheet: {
    checks: ['software/unlisted', 'software/forbidden', 'software/utilities-installed', 'software/file-sharing-installed'],
    registers: ['software/allowed', 'software/forbidden', 'vulnerabilities/vulnerabilities'],
    requests: ['software/install', 'software/utility'],
    software: true,
  },
  record: [
    {
      id: 'reviewed',
      title: words('見直した行', 'Lines reviewed'),
      type: 'number',
      required: true,
      min: 0,
      max: 10_000,
      unit: words('行', 'lines'),
    },
    {
      id: 'removed',
      title: words('外したもの', 'Taken off'),
      type: 'text',
      required: true,
      hint: words('例: Flash Player(サポート終了)。なければ「なし」。', 'For example: an unsupported reader; “none” where there is none.'),
    },
    {
      id: 'added',
      title: words('加えたもの', 'Added'),
      type: 'text',
      required: true,
      hint: words('なければ「なし」。', '“None” where there is none.'),
    },
    { id: 'toldOn', title: words('全員に知らせた日', 'Everybody told on'), type: 'date' },
  ],
  file: 'possible',
});
