import { Fault } from '../../base/fault.ts';
import type { Words } from '../../base/text.ts';
import { localDateOf } from '../../calendar/index.ts';
import type { Duty } from '../../mechanism/duty.ts';
import { isBlank } from '../../mechanism/field.ts';
import { namedIn, namedTypeOf, saidNames } from '../../mechanism/named.ts';
import { type PracticeStanding, practiceKey } from '../../mechanism/standing.ts';
import { type DutiesDeps, intervalAt, withinAt } from './deps.ts';
import { recordableOf } from './event.ts';
import { eventsOf } from './history.store.ts';
import { type ListQuery, listOccurrences, openCounts } from './list.store.ts';
import { earlierOccurrences, readOccurrence } from './occurrence.store.ts';
import type { NamedParty, Occurrence, OccurrenceEvent, OccurrenceState, RecordedOccurrence, ShownSheet } from './occurrence.ts';
import type { Actor, Party } from './ports.ts';
import { saidActs, saidBusinessDays, saidDays, saidHours, saidRecurrence } from './said.ts';
import { layOut, show, withoutLines } from './sheet.ts';
import { dutyStandings } from './standing.ts';
import { Owners, readsAll, whoseOf } from './who.ts';

const earlierMax = 12;

/** A duty as its list shows it. */
export interface DutyState {
  readonly duty: Duty;
  readonly recurrence: Words;
  readonly clauses: readonly string[];
  readonly applies: boolean;
  readonly owner: NamedParty;
  readonly deputy: NamedParty | null;
  readonly revision: number;
  readonly standing: PracticeStanding;
  readonly open: number;
  readonly overdue: number;
  readonly recordable: Words | null;
}

export interface OccurrenceQuery extends Omit<ListQuery, 'whose'> {
  readonly mine: boolean;
}

/** An occurrence as a list shows it, for one reader. */
export interface ListedOccurrence extends Omit<Occurrence, 'owner'> {
  readonly owner: NamedParty;
  readonly deputy: NamedParty | null;
  readonly clauses: readonly string[];
  readonly canAct: boolean;
}

export interface OccurrencePage {
  readonly total: number;
  readonly counts: Readonly<Record<OccurrenceState, number>>;
  readonly occurrences: readonly ListedOccurrence[];
}

export interface OccurrenceDetail extends ListedOccurrence {
  /** Null where this version of the product no longer has it. */
  readonly definition: Duty | null;
  readonly recurrence: Words;
  readonly sheet: ShownSheet | null;
  readonly record: RecordedOccurrence['record'];
  /** How cells that hold an id or a key are said. */
  readonly said: Readonly<Record<string, Words>>;
  readonly remark: string;
  readonly events: readonly (OccurrenceEvent & { readonly says: Words })[];
  readonly earlier: readonly Pick<Occurrence, 'id' | 'about' | 'state' | 'closedAt'>[];
}

/** The rhythm of a duty in words, as the company's values make it now. */
export function recurrenceOf({ ports, clock }: DutiesDeps, duty: Duty): Words {
  const { recurrence } = duty;
  const now = clock.now();
  const fiscalYearStartMonth = ports.fiscalYearStartMonth();
  if (recurrence.type === 'every')
    return saidRecurrence(duty, { count: intervalAt(ports, recurrence, now), fiscalYearStartMonth, within: null });
  const { unit, count } = withinAt(ports, recurrence, now);
  const within = { businessDays: saidBusinessDays, days: saidDays, hours: saidHours }[unit](count);
  return saidRecurrence(duty, { count: 1, fiscalYearStartMonth, within });
}

export async function listDuties(deps: DutiesDeps): Promise<DutyState[]> {
  const now = deps.clock.now();
  const [owners, standings, counts] = await Promise.all([
    Owners.read(deps.pool, deps.ports, deps.definitions),
    dutyStandings(deps, now),
    openCounts(deps.pool, { now, today: localDateOf(now) }),
  ]);
  return Promise.all(
    deps.definitions.map(async (duty): Promise<DutyState> => {
      const { owner, deputy } = owners.of({ duty: duty.id, owner: null });
      return {
        duty,
        recurrence: recurrenceOf(deps, duty),
        clauses: deps.ports.clausesOf(duty.id),
        applies: await deps.ports.applies(duty.id, now),
        owner,
        deputy,
        revision: owners.setting(duty.id).revision,
        standing: standings.get(practiceKey(duty))!,
        open: counts.get(duty.id)?.open ?? 0,
        overdue: counts.get(duty.id)?.overdue ?? 0,
        recordable: recordableOf(duty),
      };
    }),
  );
}

/** A page of what the reader may see: readers of the company everything, others what falls to them. */
export async function pageOf(deps: DutiesDeps, { mine, ...query }: OccurrenceQuery, actor: Actor): Promise<OccurrencePage> {
  const now = deps.clock.now();
  const owners = await Owners.read(deps.pool, deps.ports, deps.definitions);
  const whose = mine || !readsAll(actor) ? whoseOf(owners, actor) : null;
  const { counts, total, rows } = await listOccurrences(deps.pool, { ...query, whose }, { now, today: localDateOf(now) });
  const named = await withNames(deps, owners, rows);
  return { counts, total, occurrences: rows.map((row) => listed(deps, named, row, actor)) };
}

/** Occurrences that fall to somebody of their own bring names that the settings do not have. */
async function withNames(deps: DutiesDeps, owners: Owners, rows: readonly Occurrence[]): Promise<Owners> {
  const own = rows.flatMap(({ owner }): Party[] => (owner === null ? [] : [owner]));
  return own.length === 0 ? owners : Owners.read(deps.pool, deps.ports, deps.definitions, own);
}

function listed({ ports }: DutiesDeps, owners: Owners, one: Occurrence, actor: Actor): ListedOccurrence {
  const { owner, deputy } = owners.of(one);
  const canAct = one.state !== 'completed' && one.state !== 'skipped' && !actor.roles.includes('auditor') && owners.canAct(one, actor);
  return { ...one, owner, deputy, clauses: ports.clausesOf(one.duty), canAct };
}

/**
 * One occurrence with everything that belongs to it. Where it can be done, the sheet is laid out now and remembered as shown.
 * @throws Fault `not-found`, also for what does not concern this reader
 */
export async function occurrenceOf(deps: DutiesDeps, id: string, actor: Actor): Promise<OccurrenceDetail> {
  const at = deps.clock.now();
  const one = await readOccurrence(deps.pool, id);
  if (one === null) throw new Fault('not-found', { occurrence: id });
  const owners = await Owners.read(deps.pool, deps.ports, deps.definitions, [one.owner]);
  if (!readsAll(actor) && !owners.canAct(one, actor)) throw new Fault('not-found', { occurrence: id });
  const definition = deps.definitions.find((duty) => duty.id === one.duty) ?? null;
  const now: RecordedOccurrence = { ...one, state: stateNow(one, at) };
  const [events, earlier, said, sheet] = await Promise.all([
    eventsOf(deps.pool, id),
    earlierOccurrences(deps.pool, one, earlierMax),
    saidCells(deps, definition, one),
    sheetOf(deps, definition, now, {
      confirmer: listed(deps, owners, now, actor).canAct ? actor : null,
      seesLines: owners.seesLines(one, actor),
    }),
  ]);
  return {
    ...listed(deps, owners, now, actor),
    definition,
    recurrence: definition === null ? one.title : recurrenceOf(deps, definition),
    sheet,
    record: one.record,
    said,
    remark: one.remark,
    events: events.map((event) => ({ ...event, says: saidActs[event.act] })),
    earlier,
  };
}

/** As the clock says it stands, be the sweep ever so late. */
function stateNow({ state, dueAt, opensOn }: Occurrence, at: Date): OccurrenceState {
  if (state !== 'waiting' && state !== 'open') return state;
  if (dueAt <= at) return 'overdue';
  return opensOn <= localDateOf(at) ? 'open' : 'waiting';
}

/** As it was confirmed, or as it stands now for what can be done. What was left out has none. */
async function sheetOf(
  deps: DutiesDeps,
  definition: Duty | null,
  one: RecordedOccurrence,
  { confirmer, seesLines }: { readonly confirmer: Actor | null; readonly seesLines: boolean },
): Promise<ShownSheet | null> {
  if (one.sheet !== null) return seesLines ? one.sheet : { ...one.sheet, sections: withoutLines(one.sheet.sections) };
  if (definition === null) return null;
  if (one.state !== 'open' && one.state !== 'overdue') return null;
  const laidOut = await layOut(deps, definition, deps.clock.now(), { seesLines, caseId: one.caseId });
  if (laidOut !== null && confirmer !== null) await show(deps, one, confirmer.actor, laidOut);
  return laidOut?.sheet ?? null;
}

async function saidCells({ ports }: DutiesDeps, definition: Duty | null, { record }: RecordedOccurrence): Promise<Record<string, Words>> {
  const said: Record<string, Words> = {};
  if (record === null || definition === null) return said;
  for (const field of definition.record) {
    const { id, type, options } = field;
    const cell = record[id];
    if (isBlank(cell)) continue;
    if (type === 'choice') said[id] = options?.[cell as string] ?? { ja: String(cell), en: String(cell) };
    if (type === 'choices') {
      const chosen = (cell as readonly string[]).map((key) => options?.[key] ?? { ja: key, en: key });
      said[id] = { ja: chosen.map(({ ja }) => ja).join('、'), en: chosen.map(({ en }) => en).join(', ') };
    }
    const named = namedTypeOf(field);
    if (named !== null) {
      const known = await ports.named(named, namedIn(cell));
      const labels = namedIn(cell).map((each) => known.get(each)?.label ?? each);
      said[id] = saidNames(labels.map((label) => ({ ja: label, en: label })));
    }
  }
  return said;
}
