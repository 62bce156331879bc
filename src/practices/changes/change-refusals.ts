import { type Words, words } from '../../base/text.ts';
import type { CaseSoFar } from '../../mechanism/case.ts';
import type { Cells } from '../../mechanism/field.ts';

/** A moment as a person writes it (2026-11-22T19:00 on the company's clock), as text that sorts with others of its kind. */
const companyMoment = (at: Date): string => new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 16);

/** Work of an emergency begins before it is done, and not so long before that anything at all would be covered by it. */
export function startsBeforeItEnds(cells: Cells, _so: CaseSoFar): Words | null {
  const [from, to] = [String(cells.startedAt), String(cells.appliedAt)];
  if (from > to) return words('作業を始めた日時が、適用を終えた日時より後です。', 'The work began after it was done.');
  const hours = (Date.parse(`${to}:00Z`) - Date.parse(`${from}:00Z`)) / 3_600_000;
  return hours <= emergencyHoursMax
    ? null
    : words(
        `緊急の作業は${emergencyHoursMax}時間までです。長くかかったものは、分けて記録してください。`,
        `Work of an emergency lasts at most ${emergencyHoursMax} hours. Write down longer work in parts.`,
      );
}

/** What is seen on the device within the work is covered by it, so the work must not be without end. */
export const emergencyHoursMax = 72;

/** A backup that is said to be of tomorrow is none. */
export const backupIsNotAhead = (cells: Cells, { now }: CaseSoFar): Words | null =>
  String(cells.backupAt).slice(0, 16) > companyMoment(now)
    ? words('直前のバックアップが、まだ来ていない日時です。', 'The backup is said to be of a time that has not come.')
    : null;
