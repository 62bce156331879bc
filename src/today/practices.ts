import { words } from '../base/text.ts';
import { caseLines } from './case-lines.ts';
import { dutyLines, escalatedLines } from './duty-lines.ts';
import { eachMax, type PracticeLine, type PracticeSituation } from './practice.ts';
import { exceptionLines, registerLines } from './register-lines.ts';
import { requestLines } from './request-lines.ts';
import { reviewLines } from './review-lines.ts';
import { scanLines } from './scan-lines.ts';

/** The lines of duties, requests, devices and registers. `date` is today where the company is. */
export const practiceLines = (now: PracticeSituation, date: string): PracticeLine[] => [
  ...dutyLines(now.duties, date),
  ...requestLines(now.requests),
  ...caseLines(now.cases),
  ...reviewLines(now.reviews),
  ...scanLines(now.scans),
  ...now.devices.slice(0, eachMax).map(deviceLine),
  ...changeLines(now.changes),
  ...escalatedLines(now.escalated, date),
  ...exceptionLines(now),
  ...registerLines(now.registers),
  ...reportLines(now.report),
];

const deviceLine = ({ id, name, failing, example }: PracticeSituation['devices'][number]): PracticeLine => ({
  id: `device-${id}`,
  title: words(`あなたの端末 ${name} の設定を直す(${failing}件)`, `Put the settings of your device ${name} right (${failing})`),
  why: example,
  dueOn: null,
  to: `/my-devices#${id}`,
  act: words('直し方を見る', 'See what to do'),
});

/** Until the deadline of the oldest; beyond it the devices fail. */
const changeLines = (changes: PracticeSituation['changes']): PracticeLine[] =>
  changes === null
    ? []
    : [
        {
          id: 'changes',
          title: words(`説明を待つ変更 ${changes.count}件(${changes.devices}台)`, `Changes that wait for a reason (${changes.count})`),
          why: words(
            '承認された変更に当たらない変更が、端末に見つかっています。期限を過ぎると、その端末は不適合です。',
            'Seen on devices, and covered by no approved change. Beyond the deadline the device fails.',
          ),
          dueOn: changes.dueOn,
          to: '/devices/changes',
          act: words('理由を書く', 'Write the reason'),
        },
      ];

const reportLines = (month: string | null): PracticeLine[] =>
  month === null
    ? []
    : [
        {
          id: `report-${month}`,
          title: words(`${Number(month.slice(0, 4))}年${Number(month.slice(5))}月の状況を読む`, `Read the page of ${month}`),
          why: words('遅れ、例外、判断待ちを1ページにまとめています。', 'One page: what is late, excepted, or waits for a decision.'),
          dueOn: null,
          to: `/today/report?month=${month}`,
          act: words('1ページで読む', 'Read one page'),
        },
      ];
