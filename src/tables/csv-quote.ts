/**
 * A cell that begins like this is taken for a formula by spreadsheets, also when it comes from a text file. An apostrophe before it
 * makes it text. Excel in Japanese takes the full-width signs, too.
 */
const dangerous = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** As it is written: cells that already begin with an apostrophe and such a sign get one more, so that reading is exact. */
export const guarded = (cell: string): string => (dangerous.test(cell) ? `'${cell}` : cell);

/** The cell as it was before it was guarded. */
export const unguarded = (cell: string): string => (cell.startsWith("'") && dangerous.test(cell.slice(1)) ? cell.slice(1) : cell);
