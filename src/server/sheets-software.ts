import { type Words, words } from '../base/text.ts';
import { localDateOf } from '../calendar/index.ts';
import type { Review, ReviewedLine } from '../software/index.ts';
import { type SheetSection, sheetRowsMax } from './sheets-section.ts';

/** What the review of the list looks at. */
export interface SoftwareLook extends Review {
  /** By row, when the line was written. */
  readonly writtenAt: ReadonlyMap<string, Date>;
  /** What was nowhere since before this moment is suggested to be taken off. */
  readonly unusedBefore: Date;
  /** As months, for the sentence. */
  readonly months: number;
}

/** Use counts of the list, what to take off first; then what waits in no list. Dates and months only, so that tomorrow's sheet is the same. */
export function softwareSections(look: SoftwareLook): SheetSection[] {
  return [linesSection(look), waitingSection(look)];
}

const takeOff = ({ writtenAt, unusedBefore }: SoftwareLook, line: ReviewedLine): boolean =>
  line.devices === 0 && (line.goneAt ?? writtenAt.get(line.row) ?? unusedBefore) < unusedBefore;

function linesSection(look: SoftwareLook): SheetSection {
  const { lines, months } = look;
  const ranked = lines
    .map((line) => ({ line, off: takeOff(look, line) }))
    .sort((a, b) => Number(b.off) - Number(a.off) || a.line.devices - b.line.devices || (a.line.name < b.line.name ? -1 : 1));
  const off = ranked.filter((each) => each.off).length;
  const nowhere = lines.filter(({ devices }) => devices === 0).length;
  return {
    title: words('許可ソフトの使われ方', 'Use of permitted software'),
    to: '/devices/software',
    verdict: off > 0 ? 'fail' : lines.length === 0 ? 'unknown' : 'pass',
    summary: words(
      `許可の行${lines.length}件のうち、どの端末にもないもの${nowhere}件。${months}か月以上どの端末にもなく、外すことを勧めるもの${off}件。最後に使われた月は、macOSのアプリだけが分かります。`,
      `${lines.length} permitting lines; ${nowhere} on no device; ${off} on none for ${months} months, which we suggest to take off. When something was used last is known of apps on macOS only.`,
    ),
    columns: [
      words('番号', 'Number'),
      words('ソフト名', 'Name'),
      words('端末', 'Devices'),
      words('版', 'Versions'),
      words('最後に使われた月', 'Last used'),
      words('提案', 'Suggestion'),
    ],
    rows: ranked
      .slice(0, sheetRowsMax)
      .map(({ line, off: isOff }) => [
        line.label,
        line.name,
        words(`${line.devices}台`, String(line.devices)),
        line.versions.join(', ') || '－',
        line.usedIn ?? words('不明', 'not known'),
        suggestion(line, isOff),
      ]),
    more: Math.max(0, lines.length - sheetRowsMax),
  };
}

function suggestion({ devices, goneAt, wasSeen }: ReviewedLine, isOff: boolean): Words {
  if (isOff)
    return goneAt === null
      ? words('外す(一度も見つかっていません)', 'Take off: never found')
      : words(`外す(${localDateOf(goneAt)}からありません)`, `Take off: nowhere since ${localDateOf(goneAt)}`);
  if (devices > 0) return words('－', '－');
  return wasSeen ? words('今はありません', 'Nowhere now') : words('まだ見つかっていません', 'Not found yet');
}

function waitingSection({ waiting }: SoftwareLook): SheetSection {
  const asked = waiting.filter(({ state }) => state === 'asked').length;
  return {
    title: words('一覧にないソフト', 'Software in no list'),
    to: '/devices/software?state=new',
    verdict: waiting.length === 0 ? 'pass' : 'fail',
    summary: words(
      `許可も禁止もされていないもの${waiting.length}件(うち申請中${asked}件)。`,
      `${waiting.length} neither permitted nor forbidden, of which ${asked} are requested.`,
    ),
    columns: [
      words('ソフト名', 'Name'),
      words('提供元', 'Publisher'),
      words('端末', 'Devices'),
      words('見つかった日', 'Found on'),
      words('状態', 'State'),
    ],
    rows: waiting
      .slice(0, sheetRowsMax)
      .map(({ name, publisher, devices, firstSeenAt, state }) => [
        name,
        publisher || '－',
        words(`${devices}台`, String(devices)),
        localDateOf(firstSeenAt),
        state === 'asked' ? words('申請中', 'Requested') : words('新しい', 'New'),
      ]),
    more: Math.max(0, waiting.length - sheetRowsMax),
  };
}
