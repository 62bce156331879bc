import type { StandingAt } from '../api/procedures-replay.routes.ts';
import type { Words } from '../base/text.ts';
import { clauseById } from '../catalog/index.ts';
import type { Pool } from '../db/pool.ts';
import { deviceCounts } from '../devices/index.ts';
import { type PastVerdict, verdictsAt } from '../engine/checks/index.ts';
import { isCheck } from '../mechanism/citation.ts';
import type { PracticeStandings } from '../mechanism/standing.ts';
import { type Measured, overviewOf, type RuleStanding } from '../overview/index.ts';

export interface ReplayWiring {
  readonly pool: Pool;
  /** Why a clause did not apply at a moment. */
  applicabilityAt(at: Date): Promise<ReadonlyMap<string, Words>>;
  /** How far the rules were confirmed at a moment; left out, a rule counts as put before nobody. */
  rulesAt?(at: Date): Promise<ReadonlyMap<string, RuleStanding>>;
  /** Where registers, duties and requests stood; left out, nothing counts as recorded. */
  practicesAt?(at: Date): Promise<PracticeStandings>;
}

const rank = { fail: 0, unknown: 1, pass: 2 } as const;

/** How one clause stood at a moment: its verdict, and every device behind it, the worst first. */
export function standingReader({ pool, applicabilityAt, rulesAt, practicesAt }: ReplayWiring): StandingAt {
  return async (id, at) => {
    const { clause } = clauseById(id)!;
    const checks = clause.mechanisms.filter(isCheck);
    const ids = checks.map((check) => check.id);
    const [past, devices, notApplicable, rules, practices] = await Promise.all([
      verdictsAt(pool, ids, at),
      deviceCounts(pool, at),
      applicabilityAt(at),
      rulesAt?.(at) ?? new Map<string, RuleStanding>(),
      practicesAt?.(at) ?? (new Map() as PracticeStandings),
    ]);
    const overview = overviewOf({ ...measuredOf(past), ...devices, notApplicable, rules, practices }, at);
    const standing = overview.clauses.get(id)!;
    return {
      verdict: standing.verdict,
      because: standing.because,
      checks: checks.map((check) => {
        const { counts } = overview.checks.get(check.id)!;
        const findings = past
          .filter(({ checkId }) => checkId === check.id)
          .sort((a, b) => rank[a.verdict] - rank[b.verdict])
          .map(({ deviceName, verdict, because, since }) => ({ device: deviceName, verdict, because, since }));
        return { id: check.id, title: check.title, ...counts, findings };
      }),
    };
  };
}

function measuredOf(past: readonly PastVerdict[]): Pick<Measured, 'counts' | 'examples' | 'oldestByKind'> {
  const counts = new Map<string, { pass: number; fail: number; unknown: number }>();
  const examples = new Map<string, PastVerdict>();
  for (const row of past) {
    const sums = counts.get(row.checkId) ?? { pass: 0, fail: 0, unknown: 0 };
    sums[row.verdict] += 1;
    counts.set(row.checkId, sums);
    const example = examples.get(row.checkId);
    if (!example || rank[row.verdict] < rank[example.verdict]) examples.set(row.checkId, row);
  }
  return { counts, examples, oldestByKind: new Map() };
}
