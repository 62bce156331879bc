import type { Row } from '../question.ts';
import { intOf } from '../question.ts';
import { isoOf } from './cells.ts';

/**
 * What `tejun-full-scan` (docs/clamav.md) leaves after each scan of everything by ClamAV: an empty file whose name carries
 * the result, because the agent reads names and times of files but not their text. Only root's own files count, or
 * anybody could write down a scan that never was.
 */
export const scanRecordsSql = `SELECT f.filename, f.uid, f.mode, d.uid AS folder_uid, d.mode AS folder_mode FROM file f
  JOIN file d ON d.path = '/var/lib/tejun/clamav' WHERE f.path LIKE '/var/lib/tejun/clamav/full-scan-%'`;

export interface ScanRecord {
  readonly startedAt: string;
  readonly endedAt: string;
  /** How many infected files it found. */
  readonly found: number;
}

/** `full-scan-<ended>-<started>-<found>`, times in seconds since 1970. */
const recordName = /^full-scan-(\d{9,11})-(\d{9,11})-(\d{1,9})$/;
/** Nobody but the owner may write. */
const onlyOwnerWrites = (mode: string | undefined): boolean => /^[0-7]?[0-7][0145][0145]$/.test(mode ?? '');

export function scanRecords(rows: readonly Row[]): ScanRecord[] {
  return rows.flatMap((row) => {
    const [, ended, started, found] = recordName.exec(row.filename ?? '') ?? [];
    const [endedAt, startedAt] = [isoOf(ended), isoOf(started)];
    const isRoots = row.uid === '0' && row.folder_uid === '0' && onlyOwnerWrites(row.mode) && onlyOwnerWrites(row.folder_mode);
    if (!isRoots || endedAt === null || startedAt === null || startedAt > endedAt) return [];
    return [{ startedAt, endedAt, found: intOf(found) ?? 0 }];
  });
}
