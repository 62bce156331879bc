import { Fault } from '../../base/fault.ts';
import { canonicalJson, sha256Hex } from '../../base/hash.ts';
import type { Duty } from '../../mechanism/duty.ts';
import type { DutiesDeps } from './deps.ts';
import { lastCompletion } from './occurrence.store.ts';
import type { Occurrence, ShownSheet } from './occurrence.ts';
import { shownSince, storeShown } from './shown.store.ts';

/**
 * For so long a person may confirm the sheet they were shown, though the machine would lay out another one by now: whoever fills in
 * a record must not chase figures that move every minute. What is frozen with the record is exactly what they saw.
 */
export const shownMinutes = 30;

export interface LaidOut {
  readonly sheet: ShownSheet;
  readonly bytes: Buffer;
}

/** A sheet for somebody to whom its lines are not open: what it says in all. */
export const withoutLines = (sections: ShownSheet['sections']): ShownSheet['sections'] =>
  sections.map((section) => ({ ...section, rows: [], more: section.more + section.rows.length }));

/** The sheet as it stands now; null where the duty has none. The digest leaves out when it was made: the same content, the same digest. */
export async function layOut(
  { pool, ports }: DutiesDeps,
  { id, sheet }: Duty,
  at: Date,
  { seesLines = true, caseId = null }: { readonly seesLines?: boolean; readonly caseId?: string | null } = {},
): Promise<LaidOut | null> {
  if (sheet === undefined) return null;
  const since = await lastCompletion(pool, id);
  const prepared = await ports.sheet(sheet, since, at, caseId);
  const sections = seesLines ? prepared.sections : withoutLines(prepared.sections);
  const bytes = Buffer.from(canonicalJson({ since, sections }), 'utf8');
  return { bytes, sheet: { sections, since, preparedAt: at, digest: sha256Hex(bytes) } };
}

/** Remembers what a person is looking at, so that it can be confirmed. */
export async function show({ pool }: DutiesDeps, { id }: Pick<Occurrence, 'id'>, actor: string, { sheet, bytes }: LaidOut): Promise<void> {
  await storeShown(pool, { occurrence: id, actor, digest: sheet.digest, bytes, at: sheet.preparedAt });
}

/**
 * The sheet that a person confirms: the one they name, if it is what the machine lays out now or what they were shown in the last
 * half hour. Called before the transaction, because laying out reads much.
 * @throws Fault `not-ready` where they name none, `conflict` where it is another by now
 */
export async function confirmedSheet(
  deps: DutiesDeps,
  duty: Duty,
  occurrence: string,
  {
    digest,
    actor,
    at,
    seesLines = true,
    caseId = null,
  }: { digest: string | null; actor: string; at: Date; seesLines?: boolean; caseId?: string | null },
): Promise<LaidOut | null> {
  if (duty.sheet === undefined) return null;
  if (digest === null) throw new Fault('not-ready', { what: 'sheet' });
  const since = new Date(at.getTime() - shownMinutes * 60_000);
  const shown = await shownSince(deps.pool, { occurrence, actor, digest, since });
  if (shown !== null) return shown;
  const now = await layOut(deps, duty, at, { seesLines, caseId });
  if (now?.sheet.digest === digest) return now;
  throw new Fault('conflict', { what: 'sheet' });
}
