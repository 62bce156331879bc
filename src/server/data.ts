import type { Clock } from '../base/clock.ts';
import { localDateOf } from '../calendar/index.ts';
import type { Pool } from '../db/pool.ts';
import type { Development } from '../development/index.ts';
import type { Press } from '../documents/index.ts';
import { leafletStandings } from '../leaflets/index.ts';
import type { Integrator } from '../ledger/index.ts';
import { OverviewReader } from '../overview/index.ts';
import { listPeople, type Person } from '../people/account.store.ts';
import type { PeopleDeps } from '../people/index.ts';
import { addressGroup, giveBack, takeAttempt } from '../people/limits.ts';
import { consoleListMaxDays } from '../practices/devices/params.ts';
import { liveSilenceMinutes } from '../practices/inventory/params.ts';
import { reviewCampaign } from '../practices/reviews/campaign.case.ts';
import type { Reviews } from '../reviews/index.ts';
import { countOldAgents, oldAgents } from './agent-versions.ts';
import type { Capacity } from './capacity.ts';
import { capacityRouteDeps } from './capacity-routes.ts';
import { casePartDeps } from './case-parts.ts';
import { changeRouteDeps } from './change-routes.ts';
import { documentsOf } from './documents.ts';
import type { WatchingDrift } from './drift.ts';
import { driftRouteDeps } from './drift-routes.ts';
import type { Engine } from './engine.ts';
import type { Inventory } from './inventory.ts';
import { liveRouteDeps } from './live.ts';
import { measuredReader } from './measured.ts';
import { nameReader } from './names.ts';
import { standingReader } from './replay.ts';
import { monthlyReport } from './report.ts';
import { retirementRouteDeps } from './retirement-routes.ts';
import { rolloutRouteDeps } from './rollout-routes.ts';
import type { DataRouteDeps } from './routes.ts';
import { ruleStandings } from './rules.ts';
import type { Running } from './running.ts';
import { runningRouteDeps } from './running-routes.ts';
import { scanRouteDeps } from './scans.ts';
import type { Software } from './software.ts';
import { softwareRouteDeps } from './software-routes.ts';
import { supplierRouteDeps } from './supplier-routes.ts';
import { situationReader } from './today.ts';
import type { Writing } from './writing.ts';

interface Wiring {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly engine: Engine;
  readonly writing: Writing;
  readonly running: Running;
  readonly development: Development;
  readonly reviews: Reviews;
  readonly capacity: Capacity;
  readonly watching: WatchingDrift;
  readonly software: Software;
  readonly inventory: Inventory;
  readonly integrator: Integrator;
  readonly verifierKey: string;
  readonly press: Press;
  /** When silence was last looked for; left out where nobody looks by the clock. */
  readonly sweptAt?: () => Date;
  readonly people: PeopleDeps;
  readonly publicUrl: string | undefined;
  readonly agents: DataRouteDeps['agents'];
  readonly packs: DataRouteDeps['packs'];
}

/** What every data route is given, made from the open rooms: one place for the server and for its tests. */
export function dataRouteDeps({
  pool,
  clock,
  engine,
  writing,
  running,
  development,
  reviews,
  capacity,
  watching,
  software,
  inventory,
  integrator,
  verifierKey,
  press,
  sweptAt,
  people,
  publicUrl,
  agents,
  packs,
}: Wiring): DataRouteDeps {
  const { company, interview, procedures, leaflets, settings, sender, quiet, plainSample, companyClauses } = writing;
  const nameOf = nameReader(pool);
  const overview = new OverviewReader(
    measuredReader(pool, clock, {
      ...(sweptAt && { sweptAt }),
      rules: async () => ruleStandings(await leafletStandings(leaflets)),
      practices: () => running.practicesAt(clock.now()),
      notApplicable: () => procedures.applicabilityAt(clock.now()),
    }),
    clock,
  );
  const documents = documentsOf({ procedures, overview, clock, nameOf, press });
  const { values } = engine;
  const silentBefore = () => new Date(clock.now().getTime() - (values.now(liveSilenceMinutes) as number) * 60_000);
  const queued = () => sender.wake();
  const drift = driftRouteDeps({ pool, values, writing, running, watching, nameOf });
  return {
    pool,
    clock,
    values,
    devices: engine.devices,
    overview,
    companyClauses,
    integrator,
    verifierKey,
    silentBefore,
    forget: engine.forget,
    oldAgents: () => oldAgents({ pool, values }),
    consoles: { consoles: running.consoles, now: () => clock.now(), maxDays: () => values.now(consoleListMaxDays) as number, nameOf },
    scans: scanRouteDeps({
      pool,
      clock,
      scans: running.scans,
      lookups: running.lookups,
      describeLines: (ids) => running.registers.describe(ids),
      nameOf,
    }),
    retirement: retirementRouteDeps({ pool, engine, running, nameOf }),
    rollout: rolloutRouteDeps({ pool, clock, engine, nameOf }),
    nameOf,
    agents,
    packs,
    clocks: {
      pool,
      clock,
      limitMs: () => engine.clocks.limitMs(),
      reference: () => engine.clocks.reference.stands(),
      askReference: () => engine.clocks.reference.ask(),
      dayOf: localDateOf,
    },
    inventory: inventory.routes(nameOf),
    drift,
    capacity: capacityRouteDeps({ pool, clock, values, capacity, lookups: running.lookups }),
    company: { clock, company, interview, nameOf },
    procedures: {
      procedures,
      values,
      clock,
      overview,
      nameOf,
      plainSample,
      queued,
      approvers: async (except) => ({
        able: (await listPeople(pool, clock.now())).filter((person) => mayDecide(person) && person.id !== except).length,
        needed: company.facts().approvalsNeeded,
      }),
      standingAt: standingReader({
        pool,
        applicabilityAt: (at) => procedures.applicabilityAt(at),
        rulesAt: writing.rulesAt,
        practicesAt: running.practicesAt,
      }),
    },
    documents,
    development: { development, nameOf },
    reviews: { reviews, words: reviewCampaign, nameOf, reviewers: reviews.reviewers, now: () => clock.now(), queued },
    changes: changeRouteDeps(pool, running.cases),
    caseParts: casePartDeps({ pool, clock, running, writing, press }),
    running: runningRouteDeps({ pool, clock, running, publicUrl, nameOf, silentBefore, queued }),
    today: {
      situationOf: situationReader({
        pool,
        clock,
        writing,
        running,
        reviews,
        overview,
        silentBefore,
        oldAgents: () => countOldAgents({ pool, values }),
        reasonDueOn: drift.dueOn,
      }),
      report: (caller, month) =>
        monthlyReport(
          { pool, clock, writing, running },
          { actor: caller.actor, accountId: caller.accountId, person: null, roles: caller.roles },
          month,
        ),
    },
    staff: { pool, clock, people, publicUrl, nameOf },
    notices: { pool, clock, settings, sender, quiet, ownAddress: (accountId) => ownAddress(pool, accountId) },
    software: softwareRouteDeps({ pool, software, running, values, nameOf }),
    live: liveRouteDeps({ pool, clock, asking: engine.asking, nameOf, silentBefore }),
    leaflets: { ...leaflets, queued, nameOf, pdf: documents.leaflet, attempts: publicAttempts(pool, clock, 'leaflet') },
    supplierSheet: { suppliers: running.suppliers, attempts: publicAttempts(pool, clock, 'supplier'), queued },
    suppliers: supplierRouteDeps({ clock, values, running, nameOf, queued }),
  };
}

const mayDecide = ({ status, roles, expiresAt }: Person): boolean =>
  status === 'active' && expiresAt === null && roles.some((role) => role === 'committee' || role === 'management');

/** A login is a mail address in most companies; where it is not, a test mail has nowhere to go. */
async function ownAddress(pool: Pool, accountId: string): Promise<{ address: string; name: string } | null> {
  const { rows } = await pool.query<{ login: string; name: string }>('SELECT login, name FROM people_account WHERE id = $1', [accountId]);
  const [account] = rows;
  return account ? { address: account.login, name: account.name } : null;
}

/** Each kind of link has buckets of its own. */
function publicAttempts(pool: Pool, clock: Clock, what: 'leaflet' | 'supplier'): DataRouteDeps['leaflets']['attempts'] {
  const limits = (address: string) => [{ rule: 'link', of: `${what} ${addressGroup(address)}` }] as const;
  return {
    take: (address) => takeAttempt(pool, limits(address), clock.now()),
    giveBack: (address) => giveBack(pool, limits(address)),
  };
}
