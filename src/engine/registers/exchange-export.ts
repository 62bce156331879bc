import { Fault } from '../../base/fault.ts';
import type { Language } from '../../base/text.ts';
import { type CsvEncoding, writeCsv, writeWorkbook } from '../../tables/index.ts';
import { definitionOf, type RegistersDeps } from './deps.ts';
import { exchangeId } from './exchange-id.ts';
import { nameBooks } from './exchange-names.ts';
import { idColumn, sheetColumns, sheetRow, stateColumn, stateWords, usedIds } from './exchange-sheet.ts';
import type { RowState } from './line.ts';
import { rowsOf } from './row.store.ts';

export interface ExportWanted {
  readonly format: 'xlsx' | 'csv';
  /** Of a CSV. */
  readonly encoding: CsvEncoding;
  readonly state: RowState | 'all';
  readonly language: Language;
  /** Write a CSV although some characters are not in its encoding: 〓 stands for them. */
  readonly replace: boolean;
  /** For whoever may import it again: with everybody and everything that could be named, to choose from. Others get what the lines say. */
  readonly forFilling: boolean;
}

/**
 * A register as a file that `previewImport` reads: importing it again changes nothing.
 *
 * @throws Fault `not-found`, `value-out-of-bounds` where CP932 lacks a character and `replace` is not asked for
 */
export async function exportRegister(deps: RegistersDeps, registerId: string, wanted: ExportWanted): Promise<Uint8Array> {
  const register = definitionOf(deps, registerId);
  const { language, forFilling } = wanted;
  const lines = await rowsOf(deps.pool, register.id, wanted.state);
  const known = await nameBooks(
    forFilling ? deps : { ...deps, ports: { ...deps.ports, everyone: async () => [] } },
    register.columns,
    usedIds(
      register.columns,
      lines.map(({ cells }) => cells),
    ),
  );
  const books = forFilling ? known : new Map([...known].map(([key, book]) => [key, { ...book, options: [] }]));
  const withState = wanted.state !== 'current';
  const columns = sheetColumns(register, { language, withState }, books);
  const rows = lines.map((line) => ({
    ...sheetRow(register, line.cells, language, books),
    [idColumn.key]: exchangeId(register, line),
    ...(withState ? { [stateColumn.key]: stateWords[line.state][language] } : {}),
  }));
  if (wanted.format === 'csv') return csvBytes({ columns, rows }, wanted);
  const title = `${register.title[language]}(${register.code})`;
  const at = deps.clock.now();
  const about = aboveTheTable(language, deps.ports.localDate(at), lines.length);
  const sheet = { name: register.title[language], lines: [title, ...about], columns, rows, landscape: true, frozenColumns: 1 };
  return writeWorkbook([sheet], { title, at });
}

const aboveTheTable = (language: Language, today: string, lines: number): string[] =>
  language === 'ja'
    ? [
        `${today} 書き出し・${lines}行`,
        '「行番号」は変えないでください。新しい行は、「行番号」を空けたまま下に書きます。列の順と並びは変えてもかまいません。',
        '並べ替えができないときは、「校閲」の「シート保護の解除」を押してください(パスワードはありません)。',
      ]
    : [
        `Exported ${today}, ${lines} ${lines === 1 ? 'line' : 'lines'}`,
        'Do not change the line numbers. Write new lines below and leave their number empty. Order of columns and lines does not matter.',
        'If sorting is refused, choose Review > Unprotect Sheet (there is no password).',
      ];

function csvBytes(sheet: Parameters<typeof writeCsv>[0], { encoding, replace }: ExportWanted): Uint8Array {
  const { bytes, unwritable, unwritableCount } = writeCsv(sheet, encoding);
  const [first] = unwritable;
  if (first === undefined || replace) return bytes;
  throw new Fault('value-out-of-bounds', {
    why: 'unwritable',
    count: unwritableCount,
    ja: `${first.row}行目「${first.column}」の「${first.character}」など${unwritableCount}文字は Shift_JIS で書けません。UTF-8 か Excel で書き出すか、「〓」に置き換えて書き出してください。`,
    en: `“${first.character}” in row ${first.row} (${first.column}) and others, ${unwritableCount} in all, do not exist in Shift_JIS. Use UTF-8 or Excel, or have them replaced by 〓.`,
  });
}
