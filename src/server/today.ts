import type { TodayRouteDeps } from '../api/today.routes.ts';
import type { Clock } from '../base/clock.ts';
import { localDateOf } from '../calendar/index.ts';
import type { Pool } from '../db/pool.ts';
import { deviceSums } from '../devices/index.ts';
import { audienceTitles, leafletOverview, ownLeaflets } from '../leaflets/index.ts';
import { countNotices } from '../notify/index.ts';
import type { OverviewReader } from '../overview/index.ts';
import { type Caller, hasRole } from '../people/index.ts';
import type { Reviews } from '../reviews/index.ts';
import { activePeople } from '../staff/index.ts';
import type { AdministratorSituation, Situation } from '../today/index.ts';
import type { Running } from './running.ts';
import { practiceSituation } from './today-practices.ts';
import type { Writing } from './writing.ts';

interface Wiring {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly writing: Writing;
  readonly overview: OverviewReader;
  readonly silentBefore: () => Date;
  readonly running: Running;
  readonly reviews: Pick<Reviews, 'handedLines'>;
  /** How many devices run an agent that is older than the company allows. */
  readonly oldAgents: () => Promise<number>;
  readonly reasonDueOn: (waitsSince: string) => string;
}

/** Reads what waits for a person from the rooms that own it. */
export const situationReader =
  (wiring: Wiring): TodayRouteDeps['situationOf'] =>
  async (caller) => {
    const [leaflets, decision, practices, administrator] = await Promise.all([
      openLeaflets(wiring, caller),
      hasRole(caller, ['committee', 'management']) ? toDecide(wiring, caller) : null,
      practiceSituation(wiring, caller),
      hasRole(caller, ['administrator']) ? administratorSituation(wiring) : null,
    ]);
    return { date: localDateOf(wiring.clock.now()), leaflets, decision, practices, administrator };
  };

async function openLeaflets({ writing }: Wiring, { accountId }: Caller): Promise<Situation['leaflets']> {
  if (accountId === null) return [];
  const own = await ownLeaflets(writing.leaflets, accountId);
  return own.filter(({ acknowledged }) => acknowledged === null).map(({ title, dueOn }) => ({ title, dueOn }));
}

async function toDecide({ writing }: Wiring, { accountId }: Caller): Promise<Situation['decision']> {
  const waiting = (await writing.procedures.versions()).find(({ state }) => state === 'submitted');
  if (!waiting || waiting.submittedBy === accountId || waiting.decisions.some(({ account }) => account === accountId)) return null;
  return { id: waiting.id, number: waiting.number, effectiveOn: waiting.effectiveOn };
}

async function administratorSituation({ pool, writing, overview, silentBefore, oldAgents }: Wiring): Promise<AdministratorSituation> {
  const { procedures, interview, leaflets } = writing;
  const [asked, draft, versions, recommended, staff, sent, notices, devices, now, old] = await Promise.all([
    interview.state(),
    procedures.draft(),
    procedures.versions(),
    procedures.recommendations(),
    activePeople(pool),
    leafletOverview(leaflets),
    countNotices(pool),
    deviceSums(pool, silentBefore()),
    overview.now(),
    oldAgents(),
  ]);
  const { count: changes } = await procedures.changes(draft);
  return {
    interview: asked.required,
    draft: {
      stops: procedures.problems(draft).filter(({ level }) => level === 'stop').length,
      changes,
      isSubmitted: versions.some(({ state }) => state === 'submitted'),
      isInForce: versions.some(({ state }) => state === 'effective'),
    },
    recommendations: recommended.length,
    staff: staff.length,
    leaflets: sent.leaflets
      .filter(({ standing }) => standing.expected > 0)
      .map(({ audience, standing }) => ({
        title: audienceTitles[audience],
        isToSend: standing.content === 'not-sent' || standing.content === 'changed',
        overdue: standing.overdue,
        newcomers: standing.content === 'sent' ? standing.notAsked : 0,
      })),
    notices: notices.dead + notices.uncertain,
    devices: { conflicts: devices.conflicts, silent: devices.silent, oldAgents: old },
    failingChecks: [...now.checks.values()].filter(({ verdict }) => verdict === 'fail').length,
  };
}
