import type { ScanRouteDeps } from '../api/scans.routes.ts';
import type { Clock } from '../base/clock.ts';
import type { Words } from '../base/text.ts';
import { localDateOf } from '../calendar/index.ts';
import type { Pool } from '../db/pool.ts';
import type { Registers } from '../engine/registers/index.ts';
import { type PracticeStandings, practiceKey } from '../mechanism/standing.ts';
import { addressGroup, giveBack, takeAttempt } from '../people/index.ts';
import { acceptanceRegister } from '../practices/development/acceptance.register.ts';
import {
  blockReleaseAtSeverity,
  findingLeftDays,
  fixCriticalDays,
  fixHighDays,
  fixLowDays,
  fixMediumDays,
  maxCyclomaticComplexity,
  scanFreshDays,
} from '../practices/scanning/params.ts';
import { type Acceptance, Scans, type Severity } from '../scans/index.ts';
import { readScanInThread } from '../sources/scanners/thread.ts';
import type { Values } from '../values/index.ts';
import type { Lookups } from './lookups.ts';

interface Wiring {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly values: Values;
  readonly registers: Pick<Registers, 'inForce'>;
}

/** Ties scans to the readers of reports, the company's values and the register of acceptance. */
export function openScans({ pool, clock, values, registers }: Wiring): Scans {
  const number = (param: Parameters<Values['inForce']>[0], at: Date) => values.inForce(param, at) as number;
  return new Scans({
    pool,
    clock,
    read: readScanInThread,
    dayOf: localDateOf,
    rulesAt: (at) => ({
      days: {
        critical: number(fixCriticalDays, at),
        high: number(fixHighDays, at),
        medium: number(fixMediumDays, at),
        low: number(fixLowDays, at),
      },
      blocking: values.inForce(blockReleaseAtSeverity, at) as Severity,
      freshDays: number(scanFreshDays, at),
      complexityMax: number(maxCyclomaticComplexity, at),
      acceptMaxDays: number(findingLeftDays, at),
    }),
    acceptances: (at) => acceptancesIn(registers, localDateOf(at)),
  });
}

/** What was accepted by a day, and which lines of other registers it names. */
async function acceptancesIn(registers: Wiring['registers'], day: string): Promise<Acceptance[]> {
  return (await registers.inForce(acceptanceRegister.id)).flatMap(({ cells }) => {
    const { title, result, testedOn, system, project } = cells as Record<string, unknown>;
    const counts = (result === 'accepted' || result === 'conditional') && typeof testedOn === 'string' && testedOn <= day;
    return counts ? [{ label: String(title ?? ''), lines: [system, project].filter((line) => typeof line === 'string') }] : [];
  });
}

/** How the questions that scans answer stood at a moment, by the keys under which clauses cite them. */
export async function scansAt(scans: Scans, at: Date): Promise<PracticeStandings> {
  return new Map([...(await scans.standings(at))].map(([id, standing]) => [practiceKey({ kind: 'tool', id }), standing]));
}

interface RouteWiring {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly scans: Scans;
  readonly lookups: Lookups;
  readonly describeLines: (ids: readonly string[]) => Promise<ReadonlyMap<string, { readonly label: string }>>;
  nameOf(ids: readonly string[]): Promise<ReadonlyMap<string, Words>>;
}

export const scanRouteDeps = ({ pool, clock, scans, lookups, describeLines, nameOf }: RouteWiring): ScanRouteDeps => ({
  scans,
  dayOf: localDateOf,
  nameOf,
  describeLines,
  whoOf: async (caller) => ({
    actor: caller.actor,
    accountId: caller.accountId,
    person: caller.accountId === null ? null : await lookups.personOf(caller.accountId),
    roles: caller.roles,
  }),
  attempts: {
    stranger: {
      take: (address) => takeAttempt(pool, [{ rule: 'address', of: `scan ${addressGroup(address)}` }], clock.now()),
      giveBack: (address) => giveBack(pool, [{ rule: 'address', of: `scan ${addressGroup(address)}` }]),
    },
    // A budget of its own for each token: a pipeline that runs wild stops itself and nobody else.
    token: (id) => takeAttempt(pool, [{ rule: 'link', of: `scan-token ${id}` }], clock.now()),
  },
});
