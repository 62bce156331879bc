import { type Words, words } from '../base/text.ts';
import { type SheetSection, sheetRowsMax, sinceWords } from './sheets-section.ts';

/** One request as a sheet names it. */
export interface RequestLine {
  readonly number: number;
  readonly about: string;
  readonly applicant: string;
  /** Decide by, valid until, decided on: 2026-11-22; null where there is none. */
  readonly date: string | null;
}

/** Some requests, and how many there are in all. */
export interface RequestLines {
  readonly total: number;
  readonly first: readonly RequestLine[];
}

/** What of a kind of request is looked at from time to time. */
export interface RequestLook {
  readonly title: Words;
  /** Approvals that hold now. */
  readonly valid: number;
  readonly overdue: RequestLines;
  readonly open: RequestLines;
  /** Approvals that run out within thirty days. */
  readonly expiring: RequestLines;
  /** Since the last time. */
  readonly approved: RequestLines;
  readonly denied: RequestLines;
  readonly ended: RequestLines;
}

const groups = [
  ['overdue', words('決定が遅れている', 'Decision overdue')],
  ['open', words('決定待ち', 'Awaiting a decision')],
  ['expiring', words('承認の期限が近い', 'Approval ends soon')],
  ['approved', words('承認', 'Approved')],
  ['denied', words('却下', 'Denied')],
  ['ended', words('期限切れ・取消し・完了', 'Expired, revoked or closed')],
] as const;
const afterwards: ReadonlySet<string> = new Set(['approved', 'denied', 'ended']);

export function requestSection(kind: string, look: RequestLook, since: Date | null): SheetSection {
  const rows = groups
    .flatMap(([key, says]) =>
      look[key].first.map(({ number, about, applicant, date }) => [says, `${number}`, about, applicant, date ?? '－']),
    )
    .slice(0, sheetRowsMax);
  const said = (language: 'ja' | 'en', isAfter: boolean): string =>
    groups
      .filter(([key]) => afterwards.has(key) === isAfter)
      .map(([key, says]) => (language === 'ja' ? `${says.ja}${look[key].total}件` : `${says.en.toLowerCase()} ${look[key].total}`))
      .join(language === 'ja' ? '、' : ', ');
  const passed = sinceWords(since);
  return {
    title: words(`申請「${look.title.ja}」`, `Requests “${look.title.en}”`),
    to: `/requests?scope=all&kind=${encodeURIComponent(kind)}`,
    // A list of decisions is not judged; only that one is late.
    verdict: look.overdue.total > 0 ? 'fail' : null,
    summary: words(
      `有効な承認${look.valid}件。${said('ja', false)}。${passed.ja}の${said('ja', true)}。`,
      `${look.valid} ${look.valid === 1 ? 'approval holds' : 'approvals hold'}; ${said('en', false)}; ${passed.en}: ${said('en', true)}.`,
    ),
    columns: [
      words('見るところ', 'What to look at'),
      words('番号', 'Number'),
      words('件名', 'Subject'),
      words('申請者', 'Applicant'),
      words('日付', 'Date'),
    ],
    rows,
    more: groups.reduce((sum, [key]) => sum + look[key].total, 0) - rows.length,
  };
}
