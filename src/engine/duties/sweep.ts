import { localDateOf } from '../../calendar/index.ts';
import { inTransaction, isUnavailable, type Tx } from '../../db/pool.ts';
import type { Duty } from '../../mechanism/duty.ts';
import { type DutiesDeps, paceAt, withinAt } from './deps.ts';
import { withAct } from './history.store.ts';
import { tell } from './news.ts';
import {
  type HeldOccurrence,
  holdDue,
  holdUndone,
  insertOccurrences,
  storeSkip,
  storeStep,
  undoneDutiesBeside,
} from './occurrence.store.ts';
import type { Occurrence, OccurrenceAct } from './occurrence.ts';
import { holdSchedule, insertPeriods, reached } from './period.store.ts';
import { planned } from './plan.ts';
import { type Happening, plannedPayload, record } from './record.ts';
import { remindBusinessDaysBefore } from './recurrence.ts';
import { systemReasons } from './said.ts';
import { dropShown } from './shown.store.ts';
import { type ClockStep, stepsUntil } from './steps.ts';
import { Owners } from './who.ts';

const batchMax = 100;
const shownLifeMs = 86_400_000;

/**
 * What the timer does: plans what comes, opens, reminds, marks overdue, takes it up. Any number of times and of sweepers at once with
 * the same end, killed wherever it may be: each step is a transaction, and each has its one row. Returns how much it did.
 */
export async function sweepDuties(deps: DutiesDeps): Promise<number> {
  const startedOn = await deps.ports.startedOn();
  let done = 0;
  for (const duty of deps.definitions) done += await guarded(deps, duty.id, () => sweepDuty(deps, duty, startedOn));
  for (const duty of await undoneDutiesBeside(
    deps.pool,
    deps.definitions.map(({ id }) => id),
  ))
    done += await guarded(deps, duty, () => closeUndone(deps, duty, 'gone'));
  for (let held = batchMax; held === batchMax; ) {
    held = await stepBatch(deps);
    done += held;
  }
  await dropShown(deps.pool, new Date(deps.clock.now().getTime() - shownLifeMs));
  return done;
}

/** One duty whose calendar fails (a year whose holidays nobody knows) does not stop the others. */
async function guarded(deps: DutiesDeps, duty: string, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (isUnavailable(error)) throw error;
    deps.log.error({ err: error, duty }, 'a duty could not be planned');
    return 0;
  }
}

async function sweepDuty(deps: DutiesDeps, duty: Duty, startedOn: string | null): Promise<number> {
  const at = deps.clock.now();
  const before = await reached(deps.pool, duty.id, localDateOf(at), at);
  if (startedOn === null) return 0;
  const plan = await planned(deps, duty, { reached: before, startedOn, at });
  let done = 0;
  if (plan.periods.length > 0) {
    const owners = await Owners.read(deps.pool, deps.ports, deps.definitions);
    done += await inTransaction(deps.pool, async (tx) => {
      if (!(await holdSchedule(tx, duty.id))) return 0;
      const now = await reached(tx, duty.id, localDateOf(at), at);
      // Another sweep was faster; what is left comes with the next one.
      if (now.scheduled !== before.scheduled || now.quiet !== before.quiet) return 0;
      await insertPeriods(tx, duty.id, plan.periods, at);
      await openNew(deps, tx, owners, await insertOccurrences(tx, plan.occurrences, at), { by: 'system', at });
      return plan.periods.length;
    });
  }
  return done + ((await deps.ports.applies(duty.id, at)) ? await sayGone(deps, duty) : await closeUndone(deps, duty.id, 'not-applicable'));
}

/** History, ledger and notices of occurrences that have just been written. */
export async function openNew(
  deps: DutiesDeps,
  tx: Tx,
  owners: Owners,
  opened: readonly Occurrence[],
  { by, at }: { readonly by: string; readonly at: Date },
  first: Parameters<typeof record>[3] = [],
): Promise<void> {
  const now = opened.filter(({ state, dueAt }) => state === 'open' && dueAt > at);
  await tell(
    tx,
    at,
    deps.ports,
    owners,
    now.map((occurrence) => ({ occurrence, act: 'opened' as const })),
  );
  await record(
    tx,
    at,
    opened.map((occurrence): Happening => ({ occurrence, act: 'opened', by, payload: plannedPayload(occurrence) })),
    first,
  );
}

/** Says once for each occurrence that whoever should do it has left. */
async function sayGone(deps: DutiesDeps, duty: Duty): Promise<number> {
  const at = deps.clock.now();
  const owners = await Owners.read(deps.pool, deps.ports, deps.definitions);
  const { owner } = owners.of({ duty: duty.id, owner: null });
  if (!owner.gone || !owner.party.startsWith('person:')) return 0;
  return inTransaction(deps.pool, async (tx) => {
    const undone = (await holdUndone(tx, duty.id, localDateOf(at))).filter((one) => one.owner === null && one.state !== 'waiting');
    const told = await withAct(
      tx,
      undone.map(({ id }) => id),
      'owner-gone',
    );
    const fresh = undone.filter(({ id }) => !told.has(id)).map((occurrence) => ({ occurrence, act: 'owner-gone' as const }));
    await tell(tx, at, deps.ports, owners, fresh);
    await record(
      tx,
      at,
      fresh.map((one) => ({ ...one, by: 'system' })),
    );
    return fresh.length;
  });
}

/** Closes what nobody needs to do any more. What a request waits for stays: its record closes that request. */
async function closeUndone(deps: DutiesDeps, duty: string, why: keyof typeof systemReasons): Promise<number> {
  const at = deps.clock.now();
  const reason = systemReasons[why];
  return inTransaction(deps.pool, async (tx) => {
    // What the product does not know at all has no future either: far away is near enough.
    const undone = await holdUndone(tx, duty, why === 'gone' ? '9999-12-31' : localDateOf(at));
    const ids = undone.map(({ id }) => id);
    if (ids.length === 0) return 0;
    await storeSkip(tx, ids, { reason, by: 'system', at });
    await record(
      tx,
      at,
      undone.map(
        (occurrence): Happening => ({ occurrence, act: 'skipped', by: 'system', reason, payload: { why, state: occurrence.state } }),
      ),
    );
    return ids.length;
  });
}

async function stepBatch(deps: DutiesDeps): Promise<number> {
  const at = deps.clock.now();
  return inTransaction(deps.pool, async (tx) => {
    const due = await holdDue(tx, at, batchMax);
    const { happenings } = await advance(deps, tx, due, at);
    await record(tx, at, happenings);
    return due.length;
  });
}

/** What the clock brought to occurrences that are held: as they stand then, with what is still to be recorded, last of all. */
export interface Advanced {
  readonly after: readonly HeldOccurrence[];
  readonly happenings: readonly Happening[];
}

/** Does what the clock says until now, and tells of it. The caller records it. */
export async function advance(deps: DutiesDeps, tx: Tx, held: readonly HeldOccurrence[], at: Date): Promise<Advanced> {
  const calendar = deps.ports.calendar();
  const happenings: Happening[] = [];
  const told: { occurrence: Occurrence; act: OccurrenceAct }[] = [];
  const after: HeldOccurrence[] = [];
  for (const one of held) {
    const { steps, nextAt } = stepsUntil(one, at, calendar, remindDaysOf(deps, one));
    let now = one;
    for (const step of steps) {
      now = { ...now, state: step.state, escalation: step.escalation, reminded: step.reminded };
      await storeStep(tx, one.id, { ...step, nextAt: step === steps.at(-1) ? nextAt : at }, at);
      happenings.push({ occurrence: one, act: step.act, by: 'system', ...stepPayload(one, step) });
      if (step.act !== 'started' || one.dueAt > at) told.push({ occurrence: now, act: step.act });
    }
    if (steps.length === 0) await storeStep(tx, one.id, { ...one, nextAt }, at);
    after.push(now);
  }
  if (told.length > 0) {
    const own = held.map(({ owner }) => owner);
    await tell(tx, at, deps.ports, await Owners.read(tx, deps.ports, deps.definitions, own), told);
  }
  return { after, happenings };
}

function stepPayload({ key, dueOn, dueAt }: Occurrence, { act, escalation }: ClockStep): Pick<Happening, 'payload'> {
  if (act === 'overdue') return { payload: { key, dueOn, dueAt: dueAt.toISOString() } };
  if (act === 'escalated-committee' || act === 'escalated-management')
    return { payload: { key, dueOn, to: act.slice(10), level: escalation } };
  return {};
}

/** How many business days before its due date the owner is reminded. */
function remindDaysOf(deps: DutiesDeps, { duty, kind }: Occurrence): number {
  const recurrence = deps.definitions.find(({ id }) => id === duty)?.recurrence;
  if (recurrence === undefined) return 0;
  if (kind === 'scheduled' && recurrence.type === 'every')
    return remindBusinessDaysBefore[paceAt(deps.ports, recurrence, deps.clock.now())];
  if (kind === 'quiet' || recurrence.type === 'every') return remindBusinessDaysBefore.month;
  const within = withinAt(deps.ports, recurrence, deps.clock.now());
  return within.unit !== 'hours' && within.count > 2 * remindBusinessDaysBefore.month ? remindBusinessDaysBefore.month : 0;
}
