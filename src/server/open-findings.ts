import { localDateOf } from '../calendar/index.ts';
import type { ReleaseFacts } from '../development/index.ts';
import { blockReleaseAtSeverity, maxCyclomaticComplexity } from '../practices/scanning/params.ts';
import { type Severity, severities } from '../scans/index.ts';
import { sumsNow, targetsAt } from '../scans/standing.store.ts';
import type { Values } from '../values/index.ts';

/** How many findings that stop a release are open on the targets of a project's line; null where nothing of it is scanned. */
export function openFindingsOf(values: Values): ReleaseFacts['openFindings'] {
  return async (tx, { line, at }) => {
    if (line === null) return null;
    const targets = new Set((await targetsAt(tx, at)).flatMap((target) => (target.line === line ? [target.id] : [])));
    if (targets.size === 0) return null;
    const limit = severities.indexOf(values.inForce(blockReleaseAtSeverity, at) as Severity);
    const never = { critical: at, high: at, medium: at, low: at };
    const sums = await sumsNow(tx, localDateOf(at), never, values.inForce(maxCyclomaticComplexity, at) as number);
    return sums
      .filter(({ targetId, severity }) => targets.has(targetId) && severities.indexOf(severity) <= limit)
      .reduce((total, { open }) => total + open, 0);
  };
}
