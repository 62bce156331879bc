import { words } from '../base/text.ts';
import { eachMax, type PracticeLine, type PracticeSituation, type ScanToDo } from './practice.ts';

/** What waits on targets of scans for the developers named there: findings, or a report that is missing. */
export function scanLines(scans: PracticeSituation['scans']): PracticeLine[] {
  const shown = scans.slice(0, scans.length <= eachMax + 1 ? scans.length : eachMax);
  const rest = scans.length - shown.length;
  return [
    ...shown.map(scanLine),
    ...(rest === 0
      ? []
      : [
          {
            id: 'scans-rest',
            title: words(`ほかの担当する診断の対象 ${rest}件`, `${rest} more targets of scans`),
            why: words('指摘が残っているか、新しい診断結果がありません。', 'Findings are open, or there is no recent report.'),
            dueOn: null,
            to: '/scans',
            act: words('診断結果を開く', 'Open the scan results'),
          },
        ]),
  ];
}

const scanLine = ({ id, name, open, overdue, toConfirm }: ScanToDo): PracticeLine =>
  open + toConfirm > 0
    ? {
        id: `scan-${id}`,
        title: words(`「${name}」の診断の指摘に対応する`, `Deal with the findings of “${name}”`),
        why: words(
          [
            `対応が済んでいない指摘が${open}件あります${overdue > 0 ? `(うち期限超過${overdue}件)` : ''}。`,
            ...(toConfirm > 0 ? [`なくなったか、再び見つかったかを確かめる指摘が${toConfirm}件あります。`] : []),
          ].join(''),
          [
            `${open} open${overdue > 0 ? `, ${overdue} of them overdue` : ''}.`,
            ...(toConfirm > 0 ? [`${toConfirm} to confirm, as gone or there again.`] : []),
          ].join(' '),
        ),
        dueOn: null,
        to: `/scans/targets/${id}`,
        act: words('指摘を見る', 'See the findings'),
      }
    : {
        id: `scan-${id}`,
        title: words(`「${name}」の診断結果を取り込む`, `Import scan results of “${name}”`),
        why: words('新しい診断結果がないため、問題なしとは判定されません。', 'Without a recent report nothing is shown to be in order.'),
        dueOn: null,
        to: `/scans/targets/${id}`,
        act: words('診断の対象を開く', 'Open the target'),
      };
