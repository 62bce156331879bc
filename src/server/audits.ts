import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import { addDays, localDateOf } from '../calendar/index.ts';
import { inTransaction, type Pool, type Tx } from '../db/pool.ts';
import type { StandingCase, StepDone } from '../engine/cases/index.ts';
import type { Cells } from '../mechanism/field.ts';
import { closeWindowAccounts, makeWindowAccount, type PeopleDeps } from '../people/index.ts';
import { auditCase } from '../practices/audits/audit.case.ts';
import { outageNoticeDays } from '../practices/audits/params.ts';
import type { Values } from '../values/index.ts';
import { measureDowntime } from './audit-downtime.ts';
import type { Running } from './running.ts';

interface Wiring {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly log: Log;
  readonly running: Pick<Running, 'cases' | 'registers' | 'onCaseStep'>;
  readonly people: Pick<PeopleDeps, 'append'>;
  readonly values: Values;
}

export interface Audits {
  /** Opens windows whose time came and closes those that are over, with their accounts. Any number of times. */
  sweep(): Promise<void>;
}

const kind = auditCase.id;
const waiting = ['agreed', 'noticing', 'noticed'] as const;
/** A system that is still down after its window is waited for so long; then what was measured until then is told. */
const waitForReturnMs = 24 * 3_600_000;

/** Ties audits and planned stops (案件) to accounts, to the company's values and to what was measured. */
export function openAudits(wiring: Wiring): Audits {
  const { running, people, values } = wiring;
  const { cases } = running;
  running.onCaseStep(async (tx: Tx, done: StepDone) => {
    if (done.kind !== kind) return;
    const { case: id, step, to, so, cells, by, at } = done;
    const plan = so.done.get('apply')?.cells ?? {};
    if (step === 'agree' && so.variant === 'outage') {
      const days = values.inForce(outageNoticeDays, at) as number;
      const dueOn = addDays(String(plan.windowFrom).slice(0, 10), -days);
      await cases.byMachine(tx, { id, kind, step: 'noticeDue', cells: { dueOn, days }, at });
    }
    if (step === 'giveAccount' || step === 'giveAccountLate') {
      const { from, closes } = windowOf(plan);
      const [name, login] = [String(cells.name), String(cells.login)];
      const account = await makeWindowAccount(people, tx, { caseId: id, name, login, opensAt: from, closesAt: closes, by, at });
      await cases.link(tx, id, { what: 'account', ref: account, label: name, by, at });
    }
    if (to === 'over' || to === 'cancelled') await closeWindowAccounts(people, tx, { caseId: id, by, why: `${done.number} ${step}`, at });
  });
  return { sweep: () => sweep(wiring) };
}

const momentOf = (cell: unknown): Date => new Date(`${String(cell)}:00+09:00`);
const windowOf = (plan: Cells) => ({ from: momentOf(plan.windowFrom), closes: momentOf(plan.windowTo) });
const companyMoment = (at: Date): string => new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 16);

async function sweep(wiring: Wiring): Promise<void> {
  const { running, log } = wiring;
  // One that cannot go on (the clock was set back) does not keep the others; it is tried again in a minute.
  for (const one of await running.cases.standingIn(kind, [...waiting, 'running']))
    await goOn(wiring, one).catch((error: unknown) => log.error({ err: error, case: one.id }, 'an audit could not go on'));
}

async function goOn({ pool, clock, running }: Wiring, { id, so }: StandingCase): Promise<void> {
  const { cases, registers } = running;
  const plan = so.done.get('apply')?.cells ?? {};
  const { from, closes } = windowOf(plan);
  const at = clock.now();
  if (from > at) return;
  const newest = [...so.done.values()].reduce((last, each) => (each.at > last ? each.at : last), from);
  if (so.state !== 'running')
    await inTransaction(pool, (tx) => cases.byMachine(tx, { id, kind, step: 'begin', cells: { openedAt: companyMoment(newest) }, at }));
  if (closes > at) return;
  const system = typeof plan.system === 'string' ? ((await registers.namedRows([plan.system])).get(plan.system)?.label ?? null) : null;
  const device = typeof plan.device === 'string' ? plan.device : null;
  const measured = await measureDowntime(pool, { system, device, from, to: closes, until: at });
  const isBack = !measured.known || !measured.downtime.isDown;
  if (so.variant === 'outage' && !isBack && at.getTime() - closes.getTime() < waitForReturnMs) return;
  const plannedMinutes = Math.round((closes.getTime() - from.getTime()) / 60_000);
  // Written down later than it closed where the server was away; on another day than it began it may not be.
  const closedAt = localDateOf(newest) > localDateOf(closes) ? newest : closes;
  const cells: Cells = {
    closedAt: companyMoment(closedAt),
    plannedMinutes,
    downMinutes: measured.known ? measured.downtime.downMinutes : null,
    outsideMinutes: measured.known ? measured.downtime.outsideMinutes : null,
    measuredBy: measured.known ? measured.measuredBy : null,
    unknown: measured.known ? null : measured.because.ja,
  };
  await inTransaction(pool, (tx) => cases.byMachine(tx, { id, kind, step: 'end', cells, at }));
}
