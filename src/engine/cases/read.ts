import { Fault } from '../../base/fault.ts';
import { type Words, words } from '../../base/text.ts';
import type { CaseKind, CaseStep } from '../../mechanism/case.ts';
import { type Cells, type Field, isBlank } from '../../mechanism/field.ts';
import { mayDo } from './act.ts';
import { devicesOf, eventsOf, type LinkRow, linksOf, readCase } from './case.store.ts';
import { countCases, type KindCount, listCases } from './list.store.ts';
import type { Actor, CaseOccurrence } from './ports.ts';
import { type CaseRow, type CasesDeps, type EventRow, kindOf, numberOf, stepsFrom, subjectOf } from './shape.ts';

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

const readsAll = (kind: CaseKind, roles: readonly string[]): boolean =>
  roles.includes('auditor') || kind.readers.some((role) => roles.includes(role));

/** @throws Fault `not-found`, also where the reader may not know of it */
export async function detail(deps: CasesDeps, id: string, actor: Actor): Promise<CaseDetail> {
  const one = await readCase(deps.pool, id);
  const kind = one === null ? undefined : deps.kinds.get(one.kind);
  if (one === null || kind === undefined) throw new Fault('not-found', { case: id });
  const events = await eventsOf(deps.pool, id);
  const takesPart = actor.accountId !== null && events.some(({ actors }) => actors.includes(actor.accountId!));
  if (!readsAll(kind, actor.roles) && !takesPart) throw new Fault('not-found', { case: id });
  const { ports, pool, clock } = deps;
  const [links, devices, waiting, names, described] = await Promise.all([
    linksOf(pool, id),
    devicesOf(pool, id),
    ports.duties.waiting([id], clock.now()),
    ports.accountNames([...new Set(events.flatMap(({ actors, by }) => [...actors, by]))]),
    one.line === null ? null : ports.register.describe([one.line]),
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
  if (step.way.type === 'machine') return words('測定で確かめられると、自動で進みます。', 'It goes on by itself once it was measured.');
  if (accountId === null || !mayDo(step, roles)) return words('別の役割の人が行います。', 'Somebody with another role does this.');
  const apart = new Set([
    ...(step.apart ?? []),
    ...kind.steps.filter(({ apart: others }) => others?.includes(step.id)).map(({ id }) => id),
  ]);
  const clash = events.find((event) => apart.has(event.step) && event.actors.includes(accountId));
  if (clash === undefined) return null;
  const title = kind.steps.find(({ id }) => id === clash.step)?.title ?? words(clash.step, clash.step);
  return words(`あなたは「${title.ja}」をしたため、別の人が行います。`, `You did “${title.en}”, so somebody else does this.`);
}

/** What the content of a step is made of. */
export function fieldsOf({ ports }: Pick<CasesDeps, 'ports'>, { way, fields }: CaseStep): readonly Field[] {
  if (way.type === 'duty') return ports.duties.record(way.duty)?.fields ?? [];
  if (way.type === 'request') return fields.length > 0 ? fields : (ports.requestForm(way.request)?.fields ?? []);
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
  for (const type of ['person', 'device', 'row'] as const) {
    const ids = shown.flatMap(({ event: { cells }, fields, people }) => [
      ...fields.filter((field) => field.type === type && !isBlank(cells[field.id])).map(({ id }) => cells[id] as string),
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
  const own = wanted.mine || open.length === 0;
  if (own && actor.accountId === null) return { total: 0, cases: [] };
  const { total, rows } = await listCases(deps.pool, {
    ...wanted,
    kinds: (own ? kinds : open).map(({ id }) => id),
    of: own ? actor.accountId : null,
  });
  const waiting = await deps.ports.duties.waiting(
    rows.filter(({ endedAt }) => endedAt === null).map(({ id }) => id),
    deps.clock.now(),
  );
  return {
    total,
    cases: rows.map((one) => {
      const kind = kindOf(deps, one.kind);
      return { one, kind, number: numberOf(kind, one), waiting: waiting.get(one.id) ?? [] };
    }),
  };
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
