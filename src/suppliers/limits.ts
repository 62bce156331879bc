/** Every limit of this room; what passes one is refused in words. */
export const sheetLimits = {
  /** A link opens so many days beyond the due date: a late answer is better than none. */
  graceDays: 14,
  /** Why, where, how: beside an answer. */
  noteCharsMax: 1_000,
  evidenceBytesMax: 10 * 1024 * 1024,
  evidenceFilesMax: 40,
  evidenceBytesAllMax: 100 * 1024 * 1024,
  excelBytesMax: 2 * 1024 * 1024,
  codeMinutes: 15,
  codeTriesMax: 5,
  /** Codes that one sheet may send in an hour. */
  codesPerHour: 5,
  sessionHours: 8,
  sessionsMax: 20,
  /** Openings that are written down of one sheet; further ones are refused. */
  openingsMax: 2_000,
  /** Of the weight that is asked, so much may be called not applicable. */
  notApplicableShareMax: 0.5,
} as const;
