import { Fault } from '../../base/fault.ts';
import { sha256Hex } from '../../base/hash.ts';
import { newId } from '../../base/id.ts';
import { type Words, words } from '../../base/text.ts';
import { addDays, addMonths, type LocalDate, localDateOf, startOfDay } from '../../calendar/index.ts';
import { inTransaction, type Tx } from '../../db/pool.ts';
import type { LedgerEvent } from '../../ledger/index.ts';
import type { Duty, DutyEvent } from '../../mechanism/duty.ts';
import { type DutiesDeps, withinAt } from './deps.ts';
import { bindToCase, insertOccurrences, type NewOccurrence, occurrencesByKey, storeSkip, undoneOfCases } from './occurrence.store.ts';
import type { Actor, Party } from './ports.ts';
import { record } from './record.ts';
import { openNew } from './sweep.ts';
import { Owners } from './who.ts';

/** A recurring duty that an event sets off besides its calendar is done within so many business days. */
export const alsoBusinessDays = 10;
/** What happened longer ago cannot be recorded as an event any more: the date is a slip of the pen. */
export const happenedMonthsMax = 12;

/** Something happened on which duties hang. */
export interface Happened {
  readonly about: Words;
  /** Of the caller's making and permanent: the same key opens nothing twice. */
  readonly key: string;
  readonly at: Date;
  readonly by: string;
  /** Until when what was approved holds, for duties that count from there: 2026-11-22. */
  readonly validUntil?: string | null;
  /** The request that the occurrence's record closes. */
  readonly request?: string | null;
  /** The case whose step the occurrence's record is. */
  readonly caseId?: string | null;
  /** The day by which it is due, where what happened says so, and how many days before it can be done. */
  readonly dueOn?: LocalDate | null;
  readonly leadDays?: number;
  /** Since when hours count, where that is not the moment at which it is written down. */
  readonly since?: Date;
  /** To whom it falls, where that is not the duty's owner: the applicant who reports. */
  readonly owner?: Party | null;
}

export interface Opened {
  readonly id: string;
  readonly duty: string;
}

/** Every event that sets a duty off, beside its calendar or instead of one. */
export const eventsOf = ({ recurrence }: Duty): readonly DutyEvent[] =>
  recurrence.type === 'event' ? recurrence.on : (recurrence.also ?? []);

const sameEvent = (a: DutyEvent, b: DutyEvent): boolean => {
  if (a.type === 'request-approved') return b.type === 'request-approved' && a.request === b.request;
  if (a.type === 'measured') return b.type === 'measured' && a.what === b.what;
  if (a.type === 'row-added') return b.type === 'row-added' && a.register === b.register;
  return a.type === 'organisation-changed' && b.type === 'organisation-changed';
};

/**
 * Opens one occurrence of each duty that hangs on what happened, in the caller's transaction. It appends to the ledger: only the
 * caller's own entries come after it. A duty that does not apply, or counts only later, opens nothing; but where a request waits to be
 * closed by its record, it opens all the same, or that request could never end.
 *
 * @returns occurrence by duty, of those that an earlier call with the same key opened too
 */
export async function openEvent(deps: DutiesDeps, tx: Tx, event: DutyEvent, happened: Happened): Promise<ReadonlyMap<string, string>> {
  const hanging = deps.definitions.filter((duty) => eventsOf(duty).some((each) => sameEvent(each, event)));
  return openFor(deps, tx, hanging, { ...happened, key: `${event.type}:${happened.key}` });
}

/** Opens one occurrence of one duty as the next step of a case, in the caller's transaction; an open one of that case stays the only one. */
export async function openForCase(
  deps: DutiesDeps,
  tx: Tx,
  duty: Duty,
  happened: Happened & { readonly caseId: string },
): Promise<string | null> {
  const open = (await undoneOfCases(tx, [happened.caseId])).find((one) => one.duty === duty.id);
  if (open !== undefined) return open.id;
  return (await openFor(deps, tx, [duty], happened)).get(duty.id) ?? null;
}

/** Makes occurrences that fell due by themselves the steps of a case that is just being opened; what waited for its day can be done at once. */
export async function adoptForCase(
  tx: Tx,
  { occurrences, caseId, at }: { occurrences: readonly string[]; caseId: string; at: Date },
): Promise<void> {
  const opened = await bindToCase(tx, occurrences, caseId, at);
  await record(
    tx,
    at,
    opened.map((occurrence) => ({ occurrence, act: 'started' as const, by: 'system' })),
  );
}

/** Leaves out what a case does not wait for any more, but of the duties to keep. Final, as every occurrence that is left out. */
export async function leaveOutForCase(
  tx: Tx,
  { caseId, keep, by, at, reason }: { caseId: string; keep: readonly string[]; by: string; at: Date; reason: string },
): Promise<void> {
  const undone = (await undoneOfCases(tx, [caseId])).filter(({ duty }) => !keep.includes(duty));
  if (undone.length === 0) return;
  await storeSkip(
    tx,
    undone.map(({ id }) => id),
    { reason, by, at },
  );
  await record(
    tx,
    at,
    undone.map((occurrence) => ({ occurrence, act: 'skipped' as const, by, reason, payload: { why: 'case', state: occurrence.state } })),
  );
}

async function openFor(
  deps: DutiesDeps,
  tx: Tx,
  hanging: readonly Duty[],
  happened: Happened & { readonly happenedOn?: LocalDate },
  first: readonly LedgerEvent[] = [],
): Promise<ReadonlyMap<string, string>> {
  const { at, by, key, owner = null } = happened;
  const startedOn = await deps.ports.startedOn();
  const today = localDateOf(at);
  const due: Duty[] = [];
  for (const duty of hanging) {
    const closes = (happened.request ?? happened.caseId ?? null) !== null;
    if (closes || (startedOn !== null && startedOn <= today && (await deps.ports.applies(duty.id, at)))) due.push(duty);
  }
  const owners = await Owners.read(tx, deps.ports, deps.definitions, [owner]);
  const opened = await insertOccurrences(
    tx,
    due.map((duty) => occurrenceOf(deps, duty, happened)),
    at,
  );
  await openNew(deps, tx, owners, opened, { by, at }, first);
  return occurrencesByKey(
    tx,
    due.map(({ id }) => id),
    key,
  );
}

function occurrenceOf(deps: DutiesDeps, duty: Duty, happened: Happened & { readonly happenedOn?: LocalDate }): NewOccurrence {
  const { about, key, at, owner = null, request = null, caseId = null } = happened;
  const { nominalOn, dueAt } = happened.dueOn ? dueOnDay(happened.dueOn) : dueOfEvent(deps, duty, happened);
  const opensOn = happened.dueOn ? opensBefore(happened.dueOn, happened.leadDays ?? 0, localDateOf(at)) : localDateOf(at);
  return {
    id: newId(),
    duty: duty.id,
    key,
    kind: 'event',
    title: duty.title,
    about,
    owner,
    request,
    caseId,
    nominalOn,
    opensOn,
    dueOn: localDateOf(new Date(dueAt.getTime() - 1)),
    dueAt,
    state: opensOn <= localDateOf(at) ? 'open' : 'waiting',
  };
}

const dueOnDay = (dueOn: LocalDate) => ({ nominalOn: dueOn, dueAt: startOfDay(addDays(dueOn, 1)) });
const opensBefore = (dueOn: LocalDate, leadDays: number, today: LocalDate): LocalDate => {
  const from = addDays(dueOn, -leadDays);
  return from < today ? today : from;
};

/** From the event, or from the end of what was approved: so many business days, days or hours. A day counts to its end. */
function dueOfEvent(
  { ports }: DutiesDeps,
  { recurrence }: Duty,
  { at, validUntil = null, happenedOn, since }: Happened & { readonly happenedOn?: LocalDate },
): { readonly nominalOn: LocalDate; readonly dueAt: Date } {
  const eventOn = happenedOn ?? localDateOf(at);
  const fromEnd = recurrence.type === 'event' && recurrence.from === 'end-of-validity' && validUntil !== null;
  const nominalOn = fromEnd ? validUntil : eventOn;
  const within = recurrence.type === 'event' ? withinAt(ports, recurrence, at) : { unit: 'businessDays' as const, count: alsoBusinessDays };
  const endOf = (date: LocalDate): Date => startOfDay(addDays(date, 1));
  if (within.unit === 'businessDays') return { nominalOn, dueAt: endOf(ports.calendar().addBusinessDays(nominalOn, within.count)) };
  if (within.unit === 'days') return { nominalOn, dueAt: endOf(addDays(nominalOn, within.count)) };
  // Hours run from the moment, where one is known; of a day in the past or the end of a validity it is the day's end.
  const from = since ?? (fromEnd || eventOn !== localDateOf(at) ? endOf(nominalOn) : at);
  const dueAt = from.getTime() + within.count * 3_600_000;
  // What is late already when it is written down is due now.
  return { nominalOn, dueAt: new Date(since === undefined ? dueAt : Math.max(dueAt, at.getTime())) };
}

/** What a person can record as having happened to a duty; null where it hangs on nothing that a person records. */
export function recordableOf(duty: Duty): Words | null {
  const said = eventsOf(duty).flatMap((event) => (event.type === 'recorded' ? [event.says] : []));
  return said.length === 0 ? null : words(said.map(({ ja }) => ja).join('、'), said.map(({ en }) => en).join(', '));
}

/**
 * Records that what a duty hangs on happened. The same words for the same day are the same event.
 * @throws Fault `wrong-state` where the duty hangs on no such event, or does not count now, `value-out-of-bounds` for the date
 */
export async function recordEvent(
  deps: DutiesDeps,
  duty: Duty,
  { about, happenedOn }: { readonly about: string; readonly happenedOn: LocalDate },
  { actor }: Actor,
): Promise<readonly Opened[]> {
  const at = deps.clock.now();
  if (recordableOf(duty) === null) throw new Fault('wrong-state', { duty: duty.id, problem: 'nobody records an event of this duty' });
  checkDay(happenedOn, at);
  const text = readWords(about);
  const happened = {
    about: words(text, text),
    key: `recorded:${happenedOn}:${text.length > 150 ? sha256Hex(text) : text}`,
    at,
    by: actor,
    happenedOn,
  };
  const opened = await inTransaction(deps.pool, (tx) => openFor(deps, tx, [duty], happened));
  if (opened.size === 0) throw new Fault('wrong-state', { duty: duty.id, problem: 'the duty does not apply now' });
  return [...opened].map(([id, occurrence]) => ({ id: occurrence, duty: id }));
}

/** Records a change of the organisation and sets off every duty that hangs on one. @throws Fault `value-out-of-bounds` */
export async function organisationChanged(
  deps: DutiesDeps,
  { what, happenedOn }: { readonly what: string; readonly happenedOn: LocalDate },
  { actor }: Actor,
): Promise<readonly Opened[]> {
  const at = deps.clock.now();
  checkDay(happenedOn, at);
  const text = readWords(what);
  const id = newId();
  const hanging = deps.definitions.filter((duty) => eventsOf(duty).some(({ type }) => type === 'organisation-changed'));
  const short = text.length > 100 ? `${text.slice(0, 99).toWellFormed()}…` : text;
  const opened = await inTransaction(deps.pool, (tx) =>
    openFor(
      deps,
      tx,
      hanging,
      {
        about: words(`組織の変更(${happenedOn}): ${short}`, `Change of the organisation (${happenedOn}): ${short}`),
        key: `organisation-changed:${id}`,
        at,
        by: actor,
        happenedOn,
      },
      [{ kind: 'organisation.changed', actor, subject: `organisation:${id}`, payload: { what: text, happenedOn } }],
    ),
  );
  return [...opened].map(([duty, occurrence]) => ({ id: occurrence, duty }));
}

function checkDay(happenedOn: LocalDate, at: Date): void {
  const today = localDateOf(at);
  if (happenedOn <= today && happenedOn >= addMonths(today, -happenedMonthsMax)) return;
  throw new Fault('value-out-of-bounds', {
    field: 'happenedOn',
    ja: `今日までの、${happenedMonthsMax}か月以内の日付を入れてください。`,
    en: `Enter a date of the last ${happenedMonthsMax} months, until today.`,
  });
}

function readWords(given: string): string {
  const text = given.trim();
  if (text === '') throw new Fault('reason-required');
  if (!text.isWellFormed() || /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/.test(text))
    throw new Fault('value-out-of-bounds', {
      field: 'about',
      ja: '使えない文字(改行や制御文字)が入っています。',
      en: 'It holds characters that cannot be used (line breaks, control characters).',
    });
  return text;
}
