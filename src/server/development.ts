import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import { addMonths, localDateOf } from '../calendar/index.ts';
import type { Pool, Tx } from '../db/pool.ts';
import { Development, type EnvironmentLine, type Project, type ReleaseFacts, type SystemKind } from '../development/index.ts';
import type { Cell, Cells } from '../mechanism/field.ts';
import { acceptanceCase } from '../practices/development/acceptance.case.ts';
import { analysisColumns, assessmentMaxAgeMonths, reviewStages } from '../practices/development/params.ts';
import { developmentProject } from '../practices/development/project.case.ts';
import type { Values } from '../values/index.ts';
import { environmentDevices } from './environment-devices.ts';
import { openFindingsOf } from './open-findings.ts';
import type { Running } from './running.ts';

interface Wiring {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly values: Values;
  readonly running: Running;
  /** Open findings that stop a release, of a line of the register of projects; left out: by the scans that were imported. */
  readonly openFindings?: ReleaseFacts['openFindings'];
}

/** Opens the room of development projects and ties it to cases, registers and what devices say. */
export function openDevelopment(wiring: Wiring): Development {
  const { pool, clock, values, running } = wiring;
  const { cases, registers } = running;
  const development = new Development({
    pool,
    clock,
    ports: {
      project: async (id, actor): Promise<Project> => {
        const { one, kind, number, events } = await cases.detail(id, actor);
        if (kind.id !== developmentProject.id) throw new Fault('not-found', { case: id });
        return { id, number, label: one.label, state: one.state, kind: systemKindOf(events[0]?.event.cells), ended: one.endedAt !== null };
      },
      projectsAt: async (at) =>
        (await cases.histories([developmentProject.id], at)).map(({ id, number, label, state, endedAt, events }) => ({
          id,
          number,
          label,
          state,
          kind: systemKindOf(events[0]?.cells),
          ended: endedAt !== null,
        })),
      localDate: localDateOf,
      monthsBefore: (day, months) => addMonths(day, -months),
      assessmentMaxAgeMonths: (at) => values.inForce(assessmentMaxAgeMonths, at) as number,
      needsRecovery: (at) => values.inForce(analysisColumns, at) === 'preventDetectRespondRecover',
      reviewStages: (at) => values.inForce(reviewStages, at) as string,
      systemsAt: async (at) =>
        (await registers.linesAt('systems/systems', at)).map(({ id, label, cells }) => ({
          id,
          label,
          exposed: cells.exposure === 'public' || cells.exposure === 'internet',
          assessedOn: typeof cells.assessedOn === 'string' ? cells.assessedOn : null,
        })),
      writeAssessed: (tx, row, cells, by) => registers.changeWithin(tx, row, cells, by),
      environmentsAt: async (at) =>
        (await registers.linesAt('development/environments', at)).map(({ id, label, cells }) => environmentOf(id, label, cells)),
      // What devices said is kept as it is now; of a past day nothing is claimed.
      devicesNow: async (at) =>
        clock.now().getTime() - at.getTime() < 60_000 ? environmentDevices({ pool, values, registers, at }) : null,
      release: {
        openFindings: wiring.openFindings ?? ((tx, { line, at }) => openFindingsOf(values)(tx, line === null ? [] : [line], at)),
        acceptance: (_tx, { line, at }) => acceptanceOf(running, line, at),
      },
    },
  });
  running.onCaseStep((tx: Tx, done) => development.onStep(tx, { ...done, variant: done.so.variant }));
  running.onStandings((at) => development.standings(at));
  return development;
}

const systemKindOf = (opening: Cells | undefined): SystemKind => (opening?.systemKind ?? 'web') as SystemKind;

const text = (cell: Cell | undefined): string => (typeof cell === 'string' ? cell : '');
const environmentOf = (id: string, label: string, cells: Cells): EnvironmentLine => ({
  id,
  label,
  kind: text(cells.kind) as EnvironmentLine['kind'],
  server: text(cells.server),
  network: text(cells.network),
  database: text(cells.database),
  separation: Array.isArray(cells.separation) ? cells.separation : [],
  device: text(cells.device) || null,
});

/** States of an acceptance in which it is not approved yet. */
const approvedStates = new Set(['approved', 'live']);

/** How the acceptances of a project stand, as committed; called off ones do not count. */
async function acceptanceOf({ cases }: Running, line: string | null, at: Date): Promise<'approved' | 'open' | 'none'> {
  if (line === null) return 'none';
  const of = (await cases.histories([acceptanceCase.id], at)).filter(
    ({ events, state }) => events[0]?.cells.project === line && acceptanceCase.states[state]?.end !== 'called-off',
  );
  if (of.length === 0) return 'none';
  return of.some(({ state }) => !approvedStates.has(state)) ? 'open' : 'approved';
}
