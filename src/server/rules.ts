import type { Clause } from '../catalog/control.ts';
import { controls } from '../catalog/index.ts';
import { readersOf } from '../catalog/leaflet.ts';
import { judgeRule, type LeafletStanding } from '../leaflets/index.ts';
import { isRule } from '../mechanism/citation.ts';
import type { RuleStanding } from '../overview/index.ts';

const ruledClauses: readonly Clause[] = controls.flatMap((control) => control.clauses.filter((clause) => clause.mechanisms.some(isRule)));
const rank = { pass: 0, unknown: 1, fail: 2 } as const;

/** Where the rule of each clause stands: the worst of the leaflets that say it, and the people of all of them. */
export function ruleStandings(leaflets: readonly LeafletStanding[]): Map<string, RuleStanding> {
  const byAudience = new Map(leaflets.map((standing) => [standing.audience, standing]));
  return new Map(
    ruledClauses.flatMap((clause) => {
      const read = readersOf(clause).flatMap((audience) => byAudience.get(audience) ?? []);
      // A leaflet that nobody at all reads (a company without developers) leaves the clause to the others that say it.
      const concerned = read.some(({ expected }) => expected > 0) ? read.filter(({ expected }) => expected > 0) : read;
      const judged = concerned.map((standing) => ({ standing, ...judgeRule(standing) }));
      const worst = judged.toSorted((a, b) => rank[b.verdict] - rank[a.verdict])[0];
      if (!worst) return [];
      const times = concerned.flatMap(({ confirmedAt }) => (confirmedAt ? [confirmedAt.getTime()] : []));
      const sum = (count: (standing: LeafletStanding) => number) => concerned.reduce((total, standing) => total + count(standing), 0);
      return [
        [
          clause.id,
          {
            verdict: worst.verdict,
            because: worst.because,
            expected: sum(({ expected }) => expected),
            acknowledged: sum(({ acknowledged }) => acknowledged),
            evidenceAt: times.length === 0 ? null : new Date(Math.min(...times)),
          },
        ] as const,
      ];
    }),
  );
}
