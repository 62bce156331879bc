import { Fault } from '../../base/fault.ts';
import { canonicalJson, sha256Hex } from '../../base/hash.ts';
import type { Words } from '../../base/text.ts';
import type { Tx } from '../../db/pool.ts';
import { append, type Json } from '../../ledger/index.ts';
import type { CaseKind, CaseSoFar, CaseStep } from '../../mechanism/case.ts';
import type { Cells } from '../../mechanism/field.ts';
import { insertEvent } from './case.store.ts';
import { mirror } from './mirror.ts';
import { type CaseRow, type CasesDeps, casesLimits, type EventRow, numberOf, soFar, stepsFrom, subjectOf, targetOf } from './shape.ts';

/** A step as it is about to be written: read, checked, and with everybody who did it. */
export interface Going {
  readonly step: CaseStep;
  readonly cells: Cells;
  readonly problem: boolean;
  /** Account, or `system`. */
  readonly by: string;
  readonly actors: readonly string[];
  readonly people: readonly string[];
  readonly at: Date;
  readonly occurrence?: string | null;
  readonly files?: readonly { readonly name: string; readonly hash: string; readonly bytes: number }[];
}

/**
 * Moves a case by one step, in the caller's transaction: ledger, event, mirror, duties of what comes next, news. The case is held.
 * Returns it as it stands after.
 *
 * @throws Fault `same-person` where somebody would hold two roles that are apart, `value-out-of-bounds` for a date out of order
 */
export async function go(
  deps: CasesDeps,
  tx: Tx,
  kind: CaseKind,
  one: CaseRow,
  events: readonly EventRow[],
  going: Going,
): Promise<CaseRow> {
  const { step, cells, by, at } = going;
  if (events.length >= casesLimits.eventsMax)
    throw new Fault('wrong-state', {
      ja: `1つの案件の記録は${casesLimits.eventsMax}件までです。終了して、新しい案件を開いてください。`,
      en: `A case holds at most ${casesLimits.eventsMax} steps. End it and open another.`,
    });
  const to = targetOf(step, cells, going.problem);
  const happenedAt = happenedOf(deps, step, cells, at);
  refuseDoubleRole(kind, step, events, going);
  refuseDisorder(deps, step, events, happenedAt);
  const no = one.revision + 1;
  const from = one.state === '' ? null : one.state;
  const payload = {
    number: numberOf(kind, one),
    variant: one.variant,
    step: step.id,
    from,
    to,
    no,
    actors: [...going.actors],
    people: [...going.people],
    happenedAt: happenedAt.toISOString(),
    content: sha256Hex(canonicalJson(cells)),
    ...(no === 1 && one.lineRevision !== null ? { adopts: { row: one.line, revision: one.lineRevision } } : {}),
    ...(going.occurrence ? { occurrence: going.occurrence } : {}),
    files: (going.files ?? []).map(({ hash, bytes }) => ({ hash, bytes })),
  } satisfies Json;
  const { actors, people } = going;
  const happened = {
    caseId: one.id,
    no,
    step: step.id,
    from,
    to,
    by,
    actors,
    people,
    at,
    happenedAt,
    cells,
    occurrence: going.occurrence ?? null,
  };
  const ended = kind.states[to]?.end !== undefined;
  const after: CaseRow = { ...one, state: to, revision: no, changedAt: at, endedAt: ended ? at : null };
  // Whoever keeps the register takes its lock before the ledger's: so does this, or the two could wait for each other.
  await mirror(deps, tx, kind, after, [...events, { ...happened, ledgerSeq: 0 }], by);
  const ledgerSeq = await append(tx, at, [{ kind: no === 1 ? 'case.opened' : 'case.step', actor: by, subject: subjectOf(one), payload }]);
  const event: EventRow = { ...happened, ledgerSeq };
  await insertEvent(tx, event);
  const so = soFar(after, [...events, event], at);
  await setDuties(deps, tx, kind, after, { so, by, since: happenedAt, opener: (events[0] ?? event).actors[0] ?? null });
  await tell(deps, tx, kind, after, [...events, event], step);
  const number = numberOf(kind, one);
  await deps.ports.onStep?.(tx, {
    case: one.id,
    kind: kind.id,
    number,
    label: one.label,
    step: step.id,
    from,
    to,
    cells,
    so,
    line: one.line,
    by,
    at,
  });
  return after;
}

/** When it was done: by its field, where it has one. A day counts to its end, but never beyond now. */
function happenedOf({ ports }: CasesDeps, { when, fields }: CaseStep, cells: Cells, at: Date): Date {
  const said = when === undefined ? null : cells[when];
  if (typeof said !== 'string') return at;
  const type = fields.find(({ id }) => id === when)?.type ?? (said.length > 10 ? 'moment' : 'date');
  const moment = type === 'moment' ? new Date(`${said}${said.length === 16 ? ':00' : ''}+09:00`) : new Date(`${said}T23:59:59+09:00`);
  if (type === 'date' && said === ports.localDate(at)) return at;
  if (moment > at)
    throw new Fault('value-out-of-bounds', {
      field: when!,
      ja: 'まだ来ていない日時です。実際に行った日時を入れてください。',
      en: 'That is in the future. Enter when it was really done.',
    });
  return moment;
}

/** The database refuses it too; here it is said in words, and who it was. */
function refuseDoubleRole(kind: CaseKind, step: CaseStep, events: readonly EventRow[], { actors, people }: Going): void {
  const apart = new Set([
    ...(step.apart ?? []),
    ...kind.steps.filter(({ apart: others }) => others?.includes(step.id)).map(({ id }) => id),
  ]);
  const clash = events.find(
    (event) => apart.has(event.step) && (event.actors.some((id) => actors.includes(id)) || event.people.some((id) => people.includes(id))),
  );
  if (clash === undefined) return;
  const title: Words = kind.steps.find(({ id }) => id === clash.step)?.title ?? { ja: clash.step, en: clash.step };
  throw new Fault('same-person', {
    step: step.id,
    other: clash.step,
    ja: `「${title.ja}」をした人は「${step.title.ja}」をすることができません。別の人が行ってください。`,
    en: `Whoever did “${title.en}” cannot do “${step.title.en}”. Somebody else must.`,
  });
}

function refuseDisorder({ ports }: CasesDeps, step: CaseStep, events: readonly EventRow[], happenedAt: Date): void {
  if (step.anyTime) return;
  const last = events.reduce<Date | null>(
    (newest, event) => (newest === null || event.happenedAt > newest ? event.happenedAt : newest),
    null,
  );
  if (last === null || ports.localDate(happenedAt) >= ports.localDate(last)) return;
  throw new Fault('value-out-of-bounds', {
    field: step.when ?? 'at',
    ja: `前の手続(${ports.localDate(last)})より前の日付です。順番を確かめてください。`,
    en: `That is before the step that came before it (${ports.localDate(last)}). Check the order.`,
  });
}

/** Opens the duties of the steps that can come next, and leaves out those that cannot any more. */
async function setDuties(
  deps: CasesDeps,
  tx: Tx,
  kind: CaseKind,
  one: CaseRow,
  { so, by, since, opener }: { readonly so: CaseSoFar; readonly by: string; readonly since: Date; readonly opener: string | null },
): Promise<void> {
  const at = one.changedAt;
  const number = numberOf(kind, one);
  const next = dutiesFrom(kind, one, so);
  const reason = `${number}: ${kind.states[one.state]?.title.ja ?? one.state}`;
  await deps.ports.duties.leaveOut(tx, { case: one.id, keep: [...next.keys()], by, at, reason });
  const about = { ja: `${number} ${one.label}`, en: `${number} ${one.label}` };
  const shared = { case: one.id, request: one.request, key: `case:${one.id}:${one.revision}`, about, by, at, since };
  for (const [duty, { falls, ...due }] of next)
    await deps.ports.duties.open(tx, duty, { ...shared, ...due, falls: falls === undefined ? null : opener });
}

interface DueByCase {
  readonly dueOn: string | null;
  readonly leadDays: number;
  readonly falls: 'opener' | undefined;
}
/** What is due in a year is nobody's work today. */
const opensDaysBefore = 30;

/** The duties that a case waits for in its state, each with its day where the case says one. */
function dutiesFrom(kind: CaseKind, one: CaseRow, so: CaseSoFar): ReadonlyMap<string, DueByCase> {
  const next = new Map<string, DueByCase>();
  for (const { way, variants, from, opens } of kind.steps) {
    if (way.type !== 'duty' || next.has(way.duty) || (variants !== undefined && !variants.includes(one.variant))) continue;
    if (!from.includes(one.state) && opens?.in?.includes(one.state) !== true) continue;
    const dueOn = opens?.dueOn === undefined ? undefined : opens.dueOn(so);
    if (dueOn !== null) next.set(way.duty, { dueOn: dueOn ?? null, leadDays: opens?.leadDays ?? opensDaysBefore, falls: way.falls });
  }
  return next;
}

/**
 * Whoever opened it hears of every step of others; whoever can go on by an act hears that it is their turn. Of what everybody may do,
 * whoever took part hears: a mail says what the case is called, and not every employee may know.
 */
async function tell(deps: CasesDeps, tx: Tx, kind: CaseKind, one: CaseRow, events: readonly EventRow[], step: CaseStep): Promise<void> {
  const last = events.at(-1)!;
  const roles = new Set(
    stepsFrom(kind, one.variant, one.state).flatMap(({ way, by, from, to }) =>
      way.type === 'act' && !(from.includes(one.state) && to === one.state) ? by : [],
    ),
  );
  const accounts = await deps.ports.accounts(tx);
  const tookPart = roles.has('employee') ? await partners(deps, kind, accounts, events) : new Set();
  const isTheirs = (account: (typeof accounts)[number]): boolean =>
    tookPart.has(account.id) || account.roles.some((role) => role !== 'employee' && roles.has(role as never));
  const turn = accounts.filter(isTheirs).map(({ id }) => id);
  const to = [...new Set([...(events[0]?.actors ?? []), ...turn])].filter((id) => !last.actors.includes(id));
  if (to.length === 0) return;
  const state = kind.states[one.state]?.title ?? { ja: one.state, en: one.state };
  await deps.ports.tell(tx, one.changedAt, {
    case: one.id,
    number: numberOf(kind, one),
    title: kind.title,
    label: one.label,
    step: step.title,
    state,
    to,
  });
}

/** Accounts that did a step, or are named where that opens the case to them. */
async function partners(
  { ports }: CasesDeps,
  kind: CaseKind,
  accounts: readonly { readonly id: string }[],
  events: readonly EventRow[],
): Promise<ReadonlySet<string>> {
  const acted = events.flatMap(({ actors }) => actors);
  if (kind.readByNamed !== true) return new Set(acted);
  const named = new Set(events.flatMap(({ cells }) => Object.values(cells)));
  const known = await ports.peopleOf(accounts.map(({ id }) => id));
  return new Set([...acted, ...[...known].filter(([, person]) => named.has(person)).map(([id]) => id)]);
}
