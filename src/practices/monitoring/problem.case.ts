import { words } from '../../base/text.ts';
import { defineCase } from '../../mechanism/case.ts';
import { eventLine, openingSteps, saidIn } from './problem-report.ts';
import { problemSteps } from './problem-steps.ts';

/** From detection to the end: cause, report to the committee, its decision, measures, management where it is needed, and a check. */
export const problemCase = defineCase({
  id: 'monitoring/problem',
  code: 'PRB',
  title: words('問題の対応', 'Problem'),
  purpose: words(
    '見つけた問題を、原因調査、委員会への報告、指示、対策、確認まで追います。重いものは経営へ報告し、読んだことを残します。',
    'A problem from its cause through the report to the committee, its instruction and the measures to the check. What is serious goes to management, and that it was read is on record.',
  ),
  variants: {
    capacity: words('容量・性能の問題', 'Capacity or performance'),
    event: words('異常・事故の届出', 'Anomaly or incident'),
  },
  states: {
    investigating: { title: words('原因の調査中', 'Cause being sought') },
    reported: { title: words('委員会の決定待ち', 'Waiting for the committee') },
    escalated: { title: words('経営への報告の作成中', 'Report to management being drawn') },
    toManagement: { title: words('経営の確認待ち', 'Waiting for management to read') },
    read: { title: words('経営の回答待ち', 'Waiting for management’s answer') },
    instructed: { title: words('対策の実施中', 'Measures under way') },
    verifying: { title: words('解消の確認待ち', 'Waiting for the check') },
    closed: { title: words('解決', 'Solved'), end: 'done' },
    accepted: { title: words('受け入れて終了', 'Accepted'), end: 'done' },
    dismissed: { title: words('問題ではなかった', 'Was no problem'), end: 'called-off' },
  },
  steps: problemSteps,
  label: (opening) => String(opening.title ?? ''),
  variantOf: (opening) => (opening.kind === 'capacity' ? 'capacity' : 'event'),
  devices: ({ device }) => (typeof device === 'string' ? [device] : []),
  mirror: { register: 'monitoring/events', cells: (so) => (saidIn(so, openingSteps, 'title') === null ? null : eventLine(so)) },
  readers: ['administrator', 'committee', 'management'],
});
