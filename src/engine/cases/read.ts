import { Fault } from '../../base/fault.ts';
import { type Words, words } from '../../base/text.ts';
import type { CaseKind, CaseStep } from '../../mechanism/case.ts';
import type { Cells, Field } from '../../mechanism/field.ts';
import { namedBy, namedTypes } from '../../mechanism/named.ts';
import { responsibleRoles } from '../../mechanism/role.ts';
import { mayDo } from './act.ts';
import { devicesOf, eventsOf, type LinkRow, linksOf, readCase } from './case.store.ts';
import { countCases, type KindCount, listCases, type NamedIn } from './list.store.ts';
import type { Actor, CaseOccurrence } from './ports.ts';
import { type CaseRow, type CasesDeps, type EventRow, kindOf, numberOf, stepsFrom, subjectOf } from './shape.ts';
import { waitingAmong } from './waits.store.ts';
import { apartFrom, isAsked, readsAll, waitsForRoles, waitsOf } from './waits.ts';

export interface NamedAccount {
  readonly id: string;
  readonly name: string;
}
export interface ListedCase {
  readonly one: CaseRow;
  readonly kind: CaseKind;
  readonly number: string;
  /** What it waits for, with its date. */
  readonly waiting: readonly CaseOccurrence[];
  /** Who can do the acts that it waits for; empty where it waits for something else. */
  readonly waitsFor: readonly Words[];
  /** Whether it waits for an act of this reader. */
  readonly waitsForMe: boolean;
}
export interface NextStep {
  readonly step: CaseStep;
  readonly fields: readonly Field[];
  /** What this reader can do here; why not, in words, where they cannot. */
  readonly mayDo: boolean;
  readonly because: Words | null;
  readonly occurrence: CaseOccurrence | null;
}
export interface ShownEvent {
  readonly event: EventRow;
  readonly title: Words;
  readonly fields: readonly Field[];
  readonly by: NamedAccount;
  readonly actors: readonly NamedAccount[];
  readonly people: readonly string[];
}
export interface CaseDetail extends ListedCase {
  readonly subject: string;
  readonly next: readonly NextStep[];
  readonly events: readonly ShownEvent[];
  readonly devices: readonly { readonly id: string; readonly name: string }[];
  readonly links: readonly LinkRow[];
  readonly register: { readonly register: string; readonly row: string; readonly title: Words; readonly number: string } | null;
  /** Names of what cells name by id. */
  readonly named: ReadonlyMap<string, string>;
}

/** @throws Fault `not-found`, also where the reader may not know of it */
export async function detail(deps: CasesDeps, id: string, actor: Actor): Promise<CaseDetail> {
  const one = await readCase(deps.pool, id);
  const kind = one === null ? undefined : deps.kinds.get(one.kind);
  if (one === null || kind === undefined) throw new Fault('not-found', { case: id });
  const events = await eventsOf(deps.pool, id);
  if (!(await mayRead(deps, kind, one, events, actor))) throw new Fault('not-found', { case: id });
  const { ports, pool, clock } = deps;
  const [links, devices, waiting, names, described, forMe] = await Promise.all([
    linksOf(pool, id),
    devicesOf(pool, id),
    ports.duties.waiting([id], clock.now()),
    ports.accountNames([...new Set(events.flatMap(({ actors, by }) => [...actors, by]))]),
    one.line === null ? null : ports.register.describe([one.line]),
    waitingForMe(deps, [one], actor),
  ]);
  const shown = events.map((event) => showEvent(deps, kind, event, names));
  const named = await namesIn(deps, shown, devices);
  const line = one.line === null ? undefined : described?.get(one.line);
  const wait = waiting.get(id) ?? [];
  return {
    one,
    kind,
    number: numberOf(kind, one),
    waiting: wait,
    waitsFor: waitsForRoles(kind, one.variant, one.state),
    waitsForMe: forMe.has(id),
    subject: subjectOf(one),
    next: stepsFrom(kind, one.variant, one.state).map((step) => nextOf(deps, kind, step, events, wait, actor)),
    events: shown,
    devices: devices.map((device) => ({ id: device, name: named.get(device) ?? device })),
    links,
    register: line === undefined ? null : { ...line, row: one.line! },
    named,
  };
}

function nextOf(
  deps: CasesDeps,
  kind: CaseKind,
  step: CaseStep,
  events: readonly EventRow[],
  waiting: readonly CaseOccurrence[],
  actor: Actor,
): NextStep {
  const occurrence = step.way.type === 'duty' ? (waiting.find(({ duty }) => duty === (step.way as { duty: string }).duty) ?? null) : null;
  const because = whyNot(kind, step, events, actor);
  return { step, fields: fieldsOf(deps, step), mayDo: step.way.type === 'act' && because === null, because, occurrence };
}

function whyNot(kind: CaseKind, step: CaseStep, events: readonly EventRow[], { accountId, roles }: Actor): Words | null {
  if (step.way.type === 'machine')
    return step.hint ?? words('測定で確かめられると、自動で進みます。', 'It goes on by itself once it was measured.');
  if (accountId === null || !mayDo(step, roles)) return whoDoes(step);
  const apart = apartFrom(kind, step);
  const clash = events.find((event) => apart.includes(event.step) && event.actors.includes(accountId));
  if (clash === undefined) return null;
  const title = kind.steps.find(({ id }) => id === clash.step)?.title ?? words(clash.step, clash.step);
  return words(`あなたは「${title.ja}」をしたため、別の人が行います。`, `You did “${title.en}”, so somebody else does this.`);
}

/** Whose it is, to somebody whose it is not. */
function whoDoes({ by }: CaseStep): Words {
  const roles = by.flatMap((role) => (role === 'employee' ? [] : [responsibleRoles[role]]));
  if (roles.length < by.length || roles.length === 0) return words('かかわる人が行います。', 'Whoever it concerns does this.');
  return words(`${roles.map(({ ja }) => ja).join('か')}が行います。`, `Done by: ${roles.map(({ en }) => en).join(' or ')}.`);
}

/** What the content of a step is made of. */
export function fieldsOf({ ports }: Pick<CasesDeps, 'ports'>, { way, from, fields }: CaseStep): readonly Field[] {
  if (way.type === 'duty') return ports.duties.record(way.duty)?.fields ?? [];
  if (way.type === 'request') {
    const asked = ports.requestForm(way.request);
    return fields.length > 0 ? fields : ((from.length === 0 ? asked?.fields : asked?.assessment) ?? []);
  }
  return fields;
}

function showEvent(deps: CasesDeps, kind: CaseKind, event: EventRow, names: ReadonlyMap<string, string>): ShownEvent {
  const step = kind.steps.find(({ id }) => id === event.step);
  const account = (id: string): NamedAccount => ({ id, name: names.get(id) ?? '' });
  return {
    event,
    title: step?.title ?? words(event.step, event.step),
    fields: step === undefined ? [] : fieldsOf(deps, step),
    by: account(event.by),
    actors: event.actors.map(account),
    people: event.people,
  };
}

/** Names of everything that the history's cells hold by id. */
async function namesIn(
  { ports }: CasesDeps,
  shown: readonly ShownEvent[],
  devices: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const type of namedTypes) {
    const ids = shown.flatMap(({ event: { cells }, fields, people }) => [
      ...namedBy(type, fields, cells).flatMap((named) => named.ids),
      ...(type === 'person' ? people : []),
    ]);
    if (type === 'device') ids.push(...devices);
    if (ids.length === 0) continue;
    for (const [id, { label }] of await ports.named(type, [...new Set(ids)])) found.set(id, label);
  }
  return found;
}

export interface CasesWanted {
  readonly kind?: string | undefined;
  readonly state: 'open' | 'ended' | 'all';
  readonly in?: string | undefined;
  readonly device?: string | undefined;
  readonly mine: boolean;
  /** Only those that wait for an act of the reader, what waits longest first. */
  readonly waiting?: boolean;
  readonly q: string;
  readonly offset: number;
  readonly limit: number;
}

/** By page, what changed last first. Those whom no kind is open to see what they took part in. */
export async function list(
  deps: CasesDeps,
  wanted: CasesWanted,
  actor: Actor,
): Promise<{ readonly total: number; readonly cases: readonly ListedCase[] }> {
  const kinds = wanted.kind === undefined ? [...deps.kinds.values()] : [kindOf(deps, wanted.kind)];
  const open = kinds.filter((kind) => readsAll(kind, actor.roles));
  const own = wanted.mine || (open.length === 0 && wanted.waiting !== true);
  if ((own || wanted.waiting === true) && actor.accountId === null) return { total: 0, cases: [] };
  const { total, rows } = await listCases(deps.pool, {
    ...wanted,
    // Whoever is asked to act may read it, whatever else is open to them.
    kinds: (own || wanted.waiting === true ? kinds : open).map(({ id }) => id),
    of: own ? actor.accountId : null,
    named: own ? await namedIn(deps, kinds, actor.accountId!) : null,
    waits: wanted.waiting === true ? { at: waitsOf(kinds, actor), account: actor.accountId! } : null,
  });
  const goingOn = rows.filter(({ endedAt }) => endedAt === null);
  const [waiting, forMe] = await Promise.all([
    deps.ports.duties.waiting(
      goingOn.map(({ id }) => id),
      deps.clock.now(),
    ),
    waitingForMe(deps, goingOn, actor),
  ]);
  return {
    total,
    cases: rows.map((one) => {
      const kind = kindOf(deps, one.kind);
      return {
        one,
        kind,
        number: numberOf(kind, one),
        waiting: waiting.get(one.id) ?? [],
        waitsFor: waitsForRoles(kind, one.variant, one.state),
        waitsForMe: forMe.has(one.id),
      };
    }),
  };
}

async function waitingForMe(deps: CasesDeps, cases: readonly CaseRow[], actor: Actor): Promise<ReadonlySet<string>> {
  const kinds = [...new Set(cases.map(({ kind }) => kind))].map((id) => kindOf(deps, id));
  return actor.accountId === null
    ? new Set()
    : waitingAmong(
        deps.pool,
        cases.map(({ id }) => id),
        waitsOf(kinds, actor),
        actor.accountId,
      );
}

/** A case as another page names it. */
export interface NamedCase {
  readonly id: string;
  readonly number: string;
  readonly kind: Words;
  readonly label: string;
  /** Whether this reader can open its page. */
  readonly mayRead: boolean;
}

/** How another page names a case; null where there is none. Whoever reads that page may know its number and what it is called. */
export async function named(deps: CasesDeps, id: string, actor: Actor): Promise<NamedCase | null> {
  const one = await readCase(deps.pool, id);
  const kind = one === null ? undefined : deps.kinds.get(one.kind);
  if (one === null || kind === undefined) return null;
  const isOpen = await mayRead(deps, kind, one, await eventsOf(deps.pool, id), actor);
  return { id, number: numberOf(kind, one), kind: kind.title, label: one.label, mayRead: isOpen };
}

/**
 * A step that every employee may do is still done by whoever may read the case: to others there is none.
 * @throws Fault `not-found`
 */
export async function mustRead(deps: CasesDeps, id: string, actor: Actor): Promise<void> {
  const one = await readCase(deps.pool, id);
  const kind = one === null ? undefined : deps.kinds.get(one.kind);
  if (one === null || kind === undefined || !(await mayRead(deps, kind, one, await eventsOf(deps.pool, id), actor)))
    throw new Fault('not-found', { case: id });
}

const mayRead = async (deps: CasesDeps, kind: CaseKind, one: CaseRow, events: readonly EventRow[], actor: Actor): Promise<boolean> =>
  readsAll(kind, actor.roles) || isAsked(kind, one, actor) || (await takesPart(deps, kind, events, actor));

/** Whether a reader did a step, or is named in the history of a kind that its people read. */
async function takesPart(deps: CasesDeps, kind: CaseKind, events: readonly EventRow[], { accountId }: Actor): Promise<boolean> {
  if (accountId === null) return false;
  if (events.some(({ actors }) => actors.includes(accountId))) return true;
  const fields = namingFields(deps, kind);
  const person = fields.length === 0 ? undefined : (await deps.ports.peopleOf([accountId])).get(accountId);
  return person !== undefined && events.some(({ cells }) => fields.some((field) => cells[field] === person));
}

/** The fields that name whoever may read a case; none where only doing a step lets one read it. */
const namingFields = (deps: CasesDeps, kind: CaseKind): string[] =>
  kind.readByNamed !== true
    ? []
    : [...new Set(kind.steps.flatMap((step) => fieldsOf(deps, step).flatMap(({ id, type }) => (type === 'person' ? [id] : []))))];

/** Kinds that a reader sees by being named, as the database looks for it; null where there is nobody to look for. */
async function namedIn(deps: CasesDeps, kinds: readonly CaseKind[], account: string): Promise<NamedIn | null> {
  const fields = new Map(kinds.map((kind) => [kind.id, namingFields(deps, kind)] as const).filter(([, ids]) => ids.length > 0));
  const person = fields.size === 0 ? undefined : (await deps.ports.peopleOf([account])).get(account);
  return person === undefined ? null : { kinds: [...fields.keys()], fields: [...new Set([...fields.values()].flat())], person };
}

export interface KindState {
  readonly kind: CaseKind;
  readonly counts: readonly KindCount[];
  /** Steps with which this reader can open one here, and the kinds of request that open one. */
  readonly opens: readonly { readonly step: CaseStep; readonly fields: readonly Field[] }[];
  readonly requests: readonly { readonly id: string; readonly title: Words }[];
  readonly readsAll: boolean;
}

export async function kindStates(deps: CasesDeps, actor: Actor): Promise<KindState[]> {
  const counts = Map.groupBy(await countCases(deps.pool), ({ kind }) => kind);
  return [...deps.kinds.values()].map((kind) => {
    const opening = kind.steps.filter(({ from }) => from.length === 0);
    const seesAll = readsAll(kind, actor.roles);
    return {
      kind,
      counts: seesAll ? (counts.get(kind.id) ?? []) : [],
      opens: opening
        .filter((step) => step.way.type === 'act' && actor.accountId !== null && mayDo(step, actor.roles))
        .map((step) => ({ step, fields: fieldsOf(deps, step) })),
      requests: opening.flatMap(({ way }) => {
        const found = way.type === 'request' ? deps.ports.requestForm(way.request) : null;
        return found === null || way.type !== 'request' ? [] : [{ id: way.request, title: found.title }];
      }),
      readsAll: seesAll,
    };
  });
}

export type { Cells };
