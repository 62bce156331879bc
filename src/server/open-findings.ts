import { localDateOf } from '../calendar/index.ts';
import type { Db } from '../db/pool.ts';
import type { Cells } from '../mechanism/field.ts';
import { blockReleaseAtSeverity, maxCyclomaticComplexity } from '../practices/scanning/params.ts';
import { type Severity, severities } from '../scans/index.ts';
import { scansAt, sumsNow, targetsAt } from '../scans/standing.store.ts';
import type { Values } from '../values/index.ts';

/**
 * How many findings that stop a release are open on the targets of some lines of registers. Null where nothing of them is scanned; where
 * one of several targets has no report yet, what is not found on the others is not taken for nothing at all.
 */
export function openFindingsOf(values: Values): (db: Db, lines: readonly string[], at: Date) => Promise<number | null> {
  return async (db, lines, at) => {
    if (lines.length === 0) return null;
    const targets = new Set((await targetsAt(db, at)).flatMap(({ id, line }) => (line !== null && lines.includes(line) ? [id] : [])));
    if (targets.size === 0) return null;
    const limit = severities.indexOf(values.inForce(blockReleaseAtSeverity, at) as Severity);
    const never = { critical: at, high: at, medium: at, low: at };
    const sums = await sumsNow(db, localDateOf(at), never, values.inForce(maxCyclomaticComplexity, at) as number);
    const open = sums
      .filter(({ targetId, severity }) => targets.has(targetId) && severities.indexOf(severity) <= limit)
      .reduce((total, { open }) => total + open, 0);
    if (open > 0) return open;
    const scanned = new Set((await scansAt(db, at)).map(({ targetId }) => targetId));
    return [...targets].every((id) => scanned.has(id)) ? 0 : null;
  };
}

/** The lines of registers that an acceptance is about, of what its opening says. */
export const acceptedLines = (opening: Cells | undefined): string[] =>
  [opening?.system, opening?.project].filter((line) => typeof line === 'string');
