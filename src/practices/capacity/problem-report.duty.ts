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
    on: [{ type: 'case', kind: 'monitoring/problem', says: words('容量・能力の問題が見つかったとき', 'A problem of capacity is found') }],
    within: { days: reportToCommitteeWithinDays },
    from: 'event',
    quietMonths: 3,
  },
  shift: 'previous',
  steps: [
    words(
      '案件のページで、いつ何が見つかったかを読みます。台帳の行は自動で付いています。',
      'Read on the page of the case what was found and when. Its line in the register is there already.',
    ),
    words(
      '直前に変えたもの、増えたデータ、動いている処理の順に、原因を調べます。分からないときは分かったところまで書きます。',
      'Look for the cause: what was changed last, what data grew, what is running. Write as far as it is known.',
    ),
    words('応急の手当てをし、業務が続けられるようにします。', 'Do what keeps the business going for now.'),
    words(
      '委員会に、何が起き、なぜか、どうしたいかを伝えて記録します。委員会が決める番になり、期限が付きます。',
      'Tell the committee what happened, why, and what you propose, and record it. It is then the committee’s turn, with a date.',
    ),
  ],
  sheet: {
    checks: ['capacity/disk-space', 'capacity/memory', 'capacity/load', 'capacity/response-time', 'capacity/disk-forecast'],
    registers: ['monitoring/events', 'capacity/capacity'],
  },
  record: [
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
