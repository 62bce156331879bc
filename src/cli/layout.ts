/** Columns on a terminal. Japanese characters take two cells, so padding by the count of characters would not align. */

/** East Asian Wide and Fullwidth (UAX #11) as far as they occur in text; ambiguous ones (○ ×) count one, as terminals draw them. */
const wide: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x2e80, 0x303e],
  [0x3041, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
];
const takesNoCell = /^[\p{Mn}\p{Me}\p{Cf}]$/u;

const cellsOf = (character: string): number => {
  const code = character.codePointAt(0)!;
  if (code < 0x300) return 1;
  if (takesNoCell.test(character)) return 0;
  return wide.some(([from, to]) => code >= from && code <= to) ? 2 : 1;
};

/** How many cells a text takes. */
export const widthOf = (text: string): number => [...text].reduce((sum, character) => sum + cellsOf(character), 0);

export const padEnd = (text: string, cells: number): string => text + ' '.repeat(Math.max(0, cells - widthOf(text)));
export const padStart = (text: string, cells: number): string => ' '.repeat(Math.max(0, cells - widthOf(text))) + text;

/** Characters that would move the cursor, colour the terminal or turn the reading direction: a device's name may hold them. */
const unsafe = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** A text from outside on one line, with what a terminal would obey made visible. */
export const visible = (text: string): string => text.replace(unsafe, escaped);

/** The same for text of several lines. */
export const visibleLines = (text: string): string => text.replace(unsafe, (character) => (character === '\n' ? '\n' : escaped(character)));

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Closing marks that no line begins with (行頭禁則). */
const neverFirst = '、。，．・:：；！？)）」』】〕…ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ％々';

/** Cuts a text into lines of at most `cells`: Latin text between words, Japanese between any two characters that allow it. */
export function wrap(text: string, cells: number): string[] {
  if (!Number.isFinite(cells) || widthOf(text) <= cells) return [text];
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(/[\x21-\x7e\u00a0-\u02ff]+\s*|\s+|./gu) ?? []) {
    if (line !== '' && widthOf(line) + widthOf(piece.trimEnd()) > cells && !neverFirst.includes(piece)) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines;
}

/** Rows under one another, two spaces between; the last column is wrapped at the edge of the terminal. Cells are made visible. */
export function table(
  rows: readonly (readonly string[])[],
  { columns = Number.POSITIVE_INFINITY, indent = 0, right = [] as readonly number[] } = {},
): string {
  const shown = rows.map((row) => row.map(visible));
  const last = Math.max(0, ...shown.map((row) => row.length)) - 1;
  const widths = Array.from({ length: last }, (_, column) => Math.max(0, ...shown.map((row) => widthOf(row[column] ?? ''))));
  const start = indent + widths.reduce((sum, width) => sum + width + 2, 0);
  const lines = shown.flatMap((row) => {
    const head = widths.map((width, column) => `${(right.includes(column) ? padStart : padEnd)(row[column] ?? '', width)}  `).join('');
    const [first = '', ...rest] = wrap(row[last] ?? '', Math.max(24, columns - start));
    return [' '.repeat(indent) + head + first, ...rest.map((line) => ' '.repeat(start) + line)];
  });
  return lines.map((line) => line.trimEnd()).join('\n');
}
