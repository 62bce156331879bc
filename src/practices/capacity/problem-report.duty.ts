import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';
import { reportToCommitteeWithinDays } from './params.ts';

export const capacityProblemReport = defineDuty({
  id: 'capacity/problem-report',
  title: words('問題の原因調査と委員会への報告', 'Finding the cause of a problem and reporting to the committee'),
  purpose: words(
    '容量・能力の問題を放置せず、原因を調べて、会社の値の日数のうちに委員会へ伝えます。',
    'A problem of capacity is not left alone: its cause is sought and the committee told within the days of the company’s value.',
  ),
  owner: 'administrator',
  recurrence: {
    type: 'event',
    on: [
      { type: 'recorded', says: words('容量・能力の問題を発見したとき', 'A problem of capacity is found') },
      {
        type: 'measured',
        what: 'capacity',
        says: words('サーバや測定の対象が注意水準に達したとき', 'A server or a target reaches a level that calls for attention'),
      },
    ],
    within: { days: reportToCommitteeWithinDays },
    from: 'event',
    quietMonths: 3,
  },
  shift: 'previous',
  steps: [
    words('検知・問題・対応台帳に、気づいた日時、影響を書きます。', 'Write time and effect into the register of events and problems.'),
    words(
      '直前に変えたもの、増えたデータ、動いている処理の順に、原因を調べます。分からないときは分かったところまで書きます。',
      'Look for the cause: what was changed last, what data grew, what is running. Write as far as it is known.',
    ),
    words('応急の手当てをし、業務が続けられるようにします。', 'Do what keeps the business going for now.'),
    words(
      '委員会に、何が起き、なぜか、どうしたいかを伝え、「問題の報告を受けたとき」のできごととして記録します。委員会の定期業務が始まります。',
      'Tell the committee what happened, why, and what you propose, and record the event; it opens the committee’s duty.',
    ),
  ],
  sheet: {
    checks: ['capacity/disk-space', 'capacity/memory', 'capacity/load', 'capacity/response-time', 'capacity/disk-forecast'],
    registers: ['monitoring/events', 'capacity/capacity'],
  },
  record: [
    { id: 'problem', title: words('台帳の行', 'Line of the problem'), type: 'row', register: 'monitoring/events' },
    { id: 'foundAt', title: words('発見した日時', 'Found at'), type: 'moment', required: true },
    {
      id: 'cause',
      title: words('原因', 'Cause'),
      type: 'longText',
      required: true,
      hint: words('例: 退職者のメールの移行で容量を使い切った', 'For example: moving the mail of leavers used up the space'),
    },
    { id: 'firstAid', title: words('応急の手当て', 'First aid'), type: 'text' },
    { id: 'reportedOn', title: words('委員会への報告日', 'Committee told on'), type: 'date', required: true },
    {
      id: 'reportedTo',
      title: words('伝えた相手と方法', 'To whom and how'),
      type: 'text',
      required: true,
      hint: words('例: 委員長 田中へメール', 'For example: mail to Tanaka, chair'),
    },
  ],
  file: 'possible',
});
