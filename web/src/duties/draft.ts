import type { DutyResult } from '../api/duties-types.ts';
import type { AttachmentView, Cells } from '../api/mechanism-types.ts';

/** What somebody is writing into the record of one occurrence. */
export interface RecordDraft {
  readonly result: DutyResult | null;
  readonly record: Cells;
  readonly remark: string;
  /** Files that were sent already and become part of the record with it. */
  readonly pending: readonly AttachmentView[];
  /** The digest of the sheet that was on the screen when the writing began. */
  readonly sheetDigest: string | null;
}

export const emptyDraft = (sheetDigest: string | null): RecordDraft => ({
  result: null,
  record: {},
  remark: '',
  pending: [],
  sheetDigest,
});

/** What of a browser's storage is used. */
export interface Keeping {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** One person's words are never shown to the next one who signs in here: the account is part of the key. */
const keyOf = (account: string, occurrence: string): string => `tejun.duty.${account}.${occurrence}`;

export function readDraft(storage: Keeping | null, account: string, occurrence: string): RecordDraft | null {
  try {
    const read = JSON.parse(storage?.getItem(keyOf(account, occurrence)) ?? 'null') as RecordDraft | null;
    return typeof read?.remark === 'string' && typeof read.record === 'object' && read.record !== null && Array.isArray(read.pending)
      ? read
      : null;
  } catch {
    // What another version of the app left here and cannot be read is as good as nothing.
    return null;
  }
}

export function keepDraft(storage: Keeping | null, account: string, occurrence: string, draft: RecordDraft): void {
  try {
    storage?.setItem(keyOf(account, occurrence), JSON.stringify(draft));
  } catch {
    // A full or forbidden storage costs the copy that survives a reload; what is on the screen stays.
  }
}

export const dropDraft = (storage: Keeping | null, account: string, occurrence: string): void =>
  storage?.removeItem(keyOf(account, occurrence));

/** The storage of this tab; null where the browser forbids it. */
export function tabStorage(): Keeping | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}
