import { type Words, words } from '../base/text.ts';
import { type SheetSection, sheetRowsMax, sinceWords } from './sheets-section.ts';

/** Some lines of a register, and how many there are in all. */
export interface Lines {
  readonly total: number;
  /** The first of them, in an order that stays. `note` says which deadline, where seen, on which day. */
  readonly first: readonly { readonly number: string; readonly label: string; readonly note: Words }[];
}

/** What of a register its keeper looks at. */
export interface RegisterLook {
  readonly title: Words;
  /** Lines in force. */
  readonly rows: number;
  /** Whether its keeper ever confirmed it: an empty one that nobody confirmed says nothing. */
  readonly isConfirmed: boolean;
  readonly overdue: Lines;
  readonly near: Lines;
  /** Unexplained differences from what is measured; null where nothing is measured for it. */
  readonly differences: {
    /** False before the two were first compared, and where not everybody who should have reported did. */
    readonly isKnown: boolean;
    readonly unregistered: Lines & { readonly says: Words };
    readonly unmeasured: Lines & { readonly says: Words };
  } | null;
  /** Since the last time. */
  readonly added: Lines;
  readonly changed: Lines;
  readonly ended: Lines;
}

export function registerSection(id: string, look: RegisterLook, since: Date | null): SheetSection {
  const groups = groupsOf(look);
  const rows = groups
    .flatMap(({ says, lines }) => lines.first.map(({ number, label, note }) => [says, number, label, note]))
    .slice(0, sheetRowsMax);
  return {
    title: words(`台帳「${look.title.ja}」`, `Register “${look.title.en}”`),
    to: `/registers/${id}`,
    verdict: verdictOf(look),
    summary: summaryOf(look, groups, since),
    columns: [words('見るところ', 'What to look at'), words('番号', 'Number'), words('行', 'Line'), words('内容', 'Detail')],
    rows,
    more: groups.reduce((sum, { lines }) => sum + lines.total, 0) - rows.length,
  };
}

interface Group {
  readonly says: Words;
  readonly lines: Lines;
  readonly isChange?: true;
}

const groupsOf = ({ overdue, near, differences, added, changed, ended }: RegisterLook): readonly Group[] => [
  { says: words('期限超過', 'Overdue'), lines: overdue },
  ...(differences === null ? [] : [differences.unregistered, differences.unmeasured].map(({ says, ...lines }) => ({ says, lines }))),
  { says: words('期限が近い', 'Due soon'), lines: near },
  { says: words('追加', 'Added'), lines: added, isChange: true },
  { says: words('変更', 'Changed'), lines: changed, isChange: true },
  { says: words('終了', 'Ended'), lines: ended, isChange: true },
];

function verdictOf({ rows, isConfirmed, overdue, differences }: RegisterLook): 'pass' | 'fail' | 'unknown' {
  if (overdue.total > 0 || (differences !== null && differences.unregistered.total + differences.unmeasured.total > 0)) return 'fail';
  if (rows === 0 && !isConfirmed) return 'unknown';
  return differences === null || differences.isKnown ? 'pass' : 'unknown';
}

function summaryOf({ rows, isConfirmed, differences }: RegisterLook, groups: readonly Group[], since: Date | null): Words {
  const said = (language: 'ja' | 'en', isChange: boolean): string =>
    groups
      .filter((group) => (group.isChange === true) === isChange)
      .map(({ says, lines }) => (language === 'ja' ? `${says.ja}${lines.total}件` : `${says.en.toLowerCase()} ${lines.total}`))
      .join(language === 'ja' ? '、' : ', ');
  const passed = sinceWords(since);
  const unsure = differences !== null && !differences.isKnown;
  const nobody = rows === 0 && !isConfirmed;
  return words(
    `有効な行${rows}件。${said('ja', false)}。${passed.ja}の${said('ja', true)}。${unsure ? '測定がそろっていないため、測定との照合は終わっていません。' : ''}${nobody ? '台帳の確認がまだ一度もないため、該当がないのかどうか分かりません。' : ''}`,
    `${rows} ${rows === 1 ? 'line' : 'lines'} in force; ${said('en', false)}; ${passed.en}: ${said('en', true)}.${unsure ? ' Not everything was measured, so the comparison is not complete.' : ''}${nobody ? ' Nobody has confirmed the register yet, so whether there is nothing is not known.' : ''}`,
  );
}
