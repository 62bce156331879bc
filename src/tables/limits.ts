/** What a table may be. Each is said in words where it is passed; nothing is cut silently. */
export const tableLimits = {
  fileBytesMax: 20 * 1024 * 1024,
  /** Rows below the header, over all sheets. */
  rowsMax: 20_000,
  columnsMax: 200,
  sheetsMax: 30,
  cellCharsMax: 4_000,
  /** Rows times columns, over all sheets: 20,000 rows of 50 columns. */
  cellsMax: 1_000_000,
  /** What an .xlsx may hold when it is unpacked, and in how many parts. */
  unpackedBytesMax: 200 * 1024 * 1024,
  entriesMax: 2_000,
  /** Problems that are told; the rest is counted. */
  problemsMax: 100,
  /** A file that keeps a thread busy for longer is given up. */
  readingMsMax: 60_000,
  memoryMegabytesMax: 1_024,
} as const;

/** The hidden sheet of our own workbooks on which long lists of choices stand. Nobody needs to hear of it. */
export const choicesSheet = 'tejun-lists';
