import { Fault } from '../base/fault.ts';
import { type Words, words } from '../base/text.ts';
import { tableLimits } from './limits.ts';

const megabyte = 1024 * 1024;
const refuse = (why: string, { ja, en }: Words): Fault => new Fault('file-unreadable', { why, ja, en });

/** Why a file is not read at all, each with what the person can do about it. */
export const unreadable = {
  empty: () => refuse('empty', words('ファイルが空です。', 'The file is empty.')),
  tooLarge: () =>
    refuse(
      'too-large',
      words(
        `ファイルが大きすぎます。読めるのは${tableLimits.fileBytesMax / megabyte} MBまでです。`,
        `The file is too large: at most ${tableLimits.fileBytesMax / megabyte} MB can be read.`,
      ),
    ),
  unpackedTooLarge: () =>
    refuse(
      'unpacked-too-large',
      words(
        `展開すると大きすぎるファイルです(${tableLimits.unpackedBytesMax / megabyte} MBまで)。展開せずに止めました。`,
        `Unpacked, the file would be too large (at most ${tableLimits.unpackedBytesMax / megabyte} MB). It was not unpacked.`,
      ),
    ),
  tooManyRows: (count: number) =>
    refuse(
      'too-many-rows',
      words(
        `行が${count.toLocaleString('en')}行あります。1回に読めるのは${tableLimits.rowsMax.toLocaleString('en')}行までです。ファイルを分けてください。`,
        `The file has ${count.toLocaleString('en')} rows. At most ${tableLimits.rowsMax.toLocaleString('en')} can be read at once: split it.`,
      ),
    ),
  tooManyColumns: (count: number) =>
    refuse(
      'too-many-columns',
      words(
        `列が${count}列あります。読めるのは${tableLimits.columnsMax}列までです。`,
        `The file has ${count} columns; at most ${tableLimits.columnsMax} can be read.`,
      ),
    ),
  tooManyCells: () =>
    refuse(
      'too-many-cells',
      words(
        `セルが多すぎます(${tableLimits.cellsMax.toLocaleString('en')}個まで)。要らない列を消すか、ファイルを分けてください。`,
        `Too many cells (at most ${tableLimits.cellsMax.toLocaleString('en')}). Remove columns or split the file.`,
      ),
    ),
  tooManySheets: () =>
    refuse(
      'too-many-sheets',
      words(`シートが多すぎます(${tableLimits.sheetsMax}枚まで)。`, `Too many sheets (at most ${tableLimits.sheetsMax}).`),
    ),
  noRows: () => refuse('no-rows', words('見出しの下に値のある行がありません。', 'There is no row with a value below the header.')),
  notWorkbook: () =>
    refuse(
      'not-a-workbook',
      words(
        'Excelのブックではありません。中身は別の種類の圧縮ファイルです(.zipなどの名前を .xlsx に変えただけでは読めません)。',
        'This is no Excel workbook but another kind of archive. Renaming a .zip to .xlsx does not make it one.',
      ),
    ),
  openDocument: () =>
    refuse(
      'open-document',
      words(
        'OpenDocument(.ods)のファイルです。「名前を付けて保存」で .xlsx を選んで保存し直してください。',
        'This is an OpenDocument file (.ods). Save it as .xlsx.',
      ),
    ),
  binaryWorkbook: () =>
    refuse(
      'binary-workbook',
      words(
        'Excelのバイナリ形式(.xlsb)です。「名前を付けて保存」で .xlsx を選んで保存し直してください。',
        'This is a binary workbook (.xlsb). Save it as .xlsx.',
      ),
    ),
  encrypted: () =>
    refuse(
      'encrypted',
      words(
        'パスワードで保護されたファイルです。パスワードを外して保存し直してください。',
        'The file is protected by a password. Save it without one.',
      ),
    ),
  oldExcel: () =>
    refuse(
      'old-excel',
      words(
        '古い形式のExcelファイル(.xls)です。「名前を付けて保存」で .xlsx を選んで保存し直してください。',
        'This is a workbook of the old format (.xls). Save it as .xlsx.',
      ),
    ),
  entities: () =>
    refuse(
      'entities',
      words(
        'ブックの中に、Excelが書かない宣言(DOCTYPE)があります。安全のため読みません。',
        'The workbook holds a declaration that Excel never writes (DOCTYPE). It is not read, for safety.',
      ),
    ),
  brokenArchive: () =>
    refuse(
      'broken-archive',
      words(
        'ファイルが壊れているか、途中で切れています。Excelで開いて保存し直してください。',
        'The file is damaged or incomplete. Open it in Excel and save it again.',
      ),
    ),
  otherDialect: () =>
    refuse(
      'other-dialect',
      words(
        'このブックの書き方は読めません。Excelで開いて「名前を付けて保存」で .xlsx として保存し直してください。',
        'The way this workbook is written cannot be read. Open it in Excel and save it as .xlsx.',
      ),
    ),
  otherKind: () =>
    refuse(
      'other-kind',
      words(
        '表のファイルではありません(PDFや画像など)。.xlsx か .csv を選んでください。',
        'This is no table (a PDF or an image, say). Choose an .xlsx or a .csv file.',
      ),
    ),
  wrongEncoding: (row: number, encoding: string) =>
    refuse(
      'wrong-encoding',
      words(
        `${row}行目に、${encoding} として読めないバイトがあります。文字コードを確かめてください(Excelでは「CSV UTF-8」で保存)。`,
        `Row ${row} has bytes that cannot be read as ${encoding}. Check the encoding (in Excel, save as "CSV UTF-8").`,
      ),
    ),
  unknownEncoding: (utf8Row: number, cp932Row: number) =>
    refuse(
      'unknown-encoding',
      words(
        `文字コードが分かりません。UTF-8 としては${utf8Row}行目、Shift_JIS としては${cp932Row}行目が読めません。「CSV UTF-8」で保存し直してください。`,
        `The encoding is unknown: row ${utf8Row} is no UTF-8, row ${cp932Row} is no Shift_JIS. Save the file as "CSV UTF-8".`,
      ),
    ),
  eucJp: () =>
    refuse(
      'euc-jp',
      words(
        'EUC-JP で保存されたファイルのようです。UTF-8 か Shift_JIS で保存し直してください。',
        'The file seems to be in EUC-JP. Save it as UTF-8 or Shift_JIS.',
      ),
    ),
  brokenQuotes: (row: number) =>
    refuse(
      'broken-quotes',
      words(`${row}行目の引用符(")の閉じ方が正しくありません。`, `The quotation marks (") in row ${row} do not close as they should.`),
    ),
} as const;

/** What is wrong with one cell or row. */
export const wrong = {
  formula: words(
    '数式のセルです。値に置き換えてください(コピーして「値の貼り付け」)。',
    'The cell is a formula. Replace it by its value (copy, then paste as values).',
  ),
  merged: words('結合されたセルです。結合を解除してください。', 'The cell is merged with others. Unmerge it.'),
  error: words('エラー値(#N/A など)のセルです。', 'The cell holds an error such as #N/A.'),
  tooLong: (chars: number) =>
    words(
      `${chars.toLocaleString('en')}文字あります。1つのセルは${tableLimits.cellCharsMax.toLocaleString('en')}文字までです。`,
      `The cell has ${chars.toLocaleString('en')} characters; at most ${tableLimits.cellCharsMax.toLocaleString('en')} are allowed.`,
    ),
  control: words('文字化けした文字か制御文字があります。', 'The cell holds a control character or one that was lost.'),
  tooManyCells: words(
    '見出しのない列に値があります。区切り文字や引用符の抜けがないか確かめてください。',
    'There is a value in a column without a title. Look for a missing quotation mark or one separator too many.',
  ),
} as const;
