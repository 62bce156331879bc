/** A control kept elsewhere, as a person types it and, once nothing is wrong with it, as it is sent. */
export interface RowDraft {
  readonly control: string;
  readonly title: string;
  readonly applicable: boolean;
  readonly reason: string;
  readonly where: string;
}
export type RowFault = 'needControl' | 'wrongControl' | 'twice' | 'needTitle' | 'needReason' | 'needWhere' | 'tooLong';

/** The server's limits, said while typing. */
export const elsewhereRowsMax = 200;
const charsMax = { title: 200, reason: 2000, where: 400 } as const;

export const emptyRow: RowDraft = { control: '', title: '', applicable: true, reason: '', where: '' };

const controlForm = /^A\.[5-7]\.\d{1,2}$/;

/** `Ａ５．１`, `5.1` and `a.5.1` are all A.5.1: people copy from many tables. */
export function controlNumber(typed: string): string {
  const plain = typed.normalize('NFKC').replace(/\s/g, '').toUpperCase();
  const digits = /^A?\.?([5-7])\.0?(\d{1,2})$/.exec(plain);
  return digits ? `A.${digits[1]}.${digits[2]}` : plain;
}

/** What is wrong with a row, null where nothing is. A control stands once. */
export function rowFault(row: RowDraft, all: readonly RowDraft[]): RowFault | null {
  if (row.control === '') return 'needControl';
  if (!controlForm.test(row.control)) return 'wrongControl';
  if (all.filter((other) => other.control === row.control).length > 1) return 'twice';
  if (row.title.trim() === '') return 'needTitle';
  if (!row.applicable && row.reason.trim() === '') return 'needReason';
  if (row.applicable && row.where.trim() === '') return 'needWhere';
  return row.title.length > charsMax.title || row.reason.length > charsMax.reason || row.where.length > charsMax.where ? 'tooLong' : null;
}

export const toRow = (row: RowDraft): RowDraft => ({
  control: row.control,
  title: row.title.trim(),
  applicable: row.applicable,
  reason: row.reason.trim(),
  where: row.where.trim(),
});

export interface Pasted {
  readonly rows: readonly RowDraft[];
  /** Lines that name no control of A.5 to A.7: counted from 1, as the person sees them. */
  readonly faults: readonly { readonly line: number; readonly text: string }[];
}

/**
 * Lines copied from a spreadsheet: number, title, applicable, reason, where; tabs between, a cell with line breaks in quotes.
 * A first line of headings is left out. What names no control is reported, never guessed.
 */
export function readPasted(text: string): Pasted {
  const rows: RowDraft[] = [];
  const faults: { line: number; text: string }[] = [];
  for (const [index, cells] of cellsOf(text).entries()) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    const [control = '', title = '', applicable = '', reason = '', where = ''] = cells.map((cell) => cell.trim());
    const number = controlNumber(control);
    if (controlForm.test(number)) rows.push({ control: number, title, applicable: readApplicable(applicable), reason, where });
    else if (index > 0 || /\d/.test(control)) faults.push({ line: index + 1, text: cells.join(' ').trim().slice(0, 60) });
  }
  return { rows, faults };
}

/** Only a clear no is one: an empty cell or a tick means that the control applies. */
const readApplicable = (cell: string): boolean =>
  !/^(適用外|非適用|適用しない|対象外|除外|否|無|いいえ|×|✕|✗|x|-|－|no|n|false|not applicable|n\/a|0)$/i.test(
    cell.normalize('NFKC').trim(),
  );

/** Cells as a spreadsheet puts them on the clipboard. A quote opens a cell only where it begins one. */
function cellsOf(text: string): string[][] {
  const lines: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const source = text.replaceAll('\r\n', '\n').replace(/\n$/, '');
  for (let at = 0; at < source.length; at += 1) {
    const sign = source[at]!;
    if (quoted && sign === '"' && source[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (quoted && sign === '"') quoted = false;
    else if (!quoted && sign === '"' && cell === '') quoted = true;
    else if (!quoted && (sign === '\t' || sign === '\n')) {
      lines.at(-1)!.push(cell);
      cell = '';
      if (sign === '\n') lines.push([]);
    } else cell += sign;
  }
  lines.at(-1)!.push(cell);
  return lines;
}

/** The pasted rows into those that stand: a control that is there already takes the pasted words. */
export function merge(standing: readonly RowDraft[], pasted: readonly RowDraft[]): RowDraft[] {
  const byControl = new Map(standing.filter((row) => row.control !== '').map((row) => [row.control, row]));
  for (const row of pasted) byControl.set(row.control, row);
  return [...byControl.values()].sort((a, b) => orderOf(a.control) - orderOf(b.control));
}
const orderOf = (control: string): number => {
  const [, chapter = '9', number = '99'] = control.split('.');
  return Number(chapter) * 100 + Number(number);
};
