import type { Clock } from '../base/clock.ts';
import { type Words, words } from '../base/text.ts';
import { addMonths, localDateOf, startOfDay } from '../calendar/index.ts';
import type { Pool } from '../db/pool.ts';
import { deviceCounts } from '../devices/index.ts';
import { countsByCheck, statesOfCheck } from '../engine/checks/index.ts';
import type { Registers } from '../engine/registers/index.ts';
import { numberText } from '../engine/registers/line.ts';
import { changedLines, type LineChange, lastComparisonComplete, openDifferences } from '../engine/registers/look.store.ts';
import { countInForce, type LookedAt, type LookGroup, requestsToLookAt } from '../engine/requests/look.store.ts';
import type { Register } from '../mechanism/register.ts';
import { type CheckStanding, citedRequests, overviewOf } from '../overview/index.ts';
import { listPeople } from '../people/account.store.ts';
import { allowedSoftwareRegister } from '../practices/software/allowed.register.ts';
import { reviewNow } from '../software/index.ts';
import type { SheetSources } from './sheets.ts';
import { capacitySections } from './sheets-capacity.ts';
import { caseSections } from './sheets-case.ts';
import { changeSections } from './sheets-changes.ts';
import type { Lines, RegisterLook } from './sheets-registers.ts';
import type { RequestLines, RequestLook } from './sheets-requests.ts';
import { sheetRowsMax } from './sheets-section.ts';
import type { SoftwareLook } from './sheets-software.ts';

interface Wiring {
  readonly pool: Pool;
  readonly registers: Pick<Registers, 'definition' | 'rows' | 'confirmedAt' | 'inForce'>;
}

/** What sheets are made of, read from the rooms that own it. `sweptAt`: when silence was last looked for. */
export const sheetSources = (pool: Pool, clock: Clock, running: () => Omit<Wiring, 'pool'>, sweptAt?: () => Date): SheetSources => ({
  checks: () => checkStandings(pool, clock, sweptAt),
  devices: (check, limit) => statesOfCheck(pool, check, { offset: 0, limit }),
  register: (id, since, at) => registerLook({ pool, ...running() }, id, since, at),
  requests: (kind, since, at) => requestLook(pool, kind, since, at),
  capacity: (since, at) => capacitySections(pool, since, at),
  changes: (since, at) => changeSections(pool, since, at),
  caseDifferences: (caseId) => caseSections(pool, caseId),
  software: (at) => softwareLook({ pool, ...running() }, at),
});

/** What is nowhere for so long is suggested to be taken off the list. */
const unusedMonths = 6;

async function softwareLook({ pool, registers }: Wiring, at: Date): Promise<SoftwareLook> {
  const lines = registers.definition(allowedSoftwareRegister.id) === null ? [] : await registers.inForce(allowedSoftwareRegister.id);
  return {
    ...(await reviewNow(pool)),
    writtenAt: new Map(lines.map(({ id, changedAt }) => [id, changedAt])),
    unusedBefore: startOfDay(addMonths(localDateOf(at), -unusedMonths)),
    months: unusedMonths,
  };
}

/** Their counts only: examples and ages change with every minute, and no sheet holds them. */
async function checkStandings(pool: Pool, clock: Clock, sweptAt?: () => Date): Promise<ReadonlyMap<string, CheckStanding>> {
  const [devices, rows] = await Promise.all([deviceCounts(pool), countsByCheck(pool)]);
  const counts = new Map<string, { pass: number; fail: number; unknown: number }>();
  for (const { checkId, verdict, count } of rows) {
    const sums = counts.get(checkId) ?? { pass: 0, fail: 0, unknown: 0 };
    counts.set(checkId, { ...sums, [verdict]: count });
  }
  const measured = { ...devices, counts, examples: new Map(), oldestByKind: new Map(), ...(sweptAt && { sweptAt: sweptAt() }) };
  return overviewOf(measured, clock.now()).checks;
}

const none: Lines = { total: 0, first: [] };

async function registerLook({ pool, registers }: Wiring, id: string, since: Date | null, at: Date): Promise<RegisterLook> {
  const register = registers.definition(id);
  if (register === null) {
    const title = words(id, id);
    return { title, rows: 0, isConfirmed: false, overdue: none, near: none, differences: null, added: none, changed: none, ended: none };
  }
  const [inForce, confirmedAt, overdue, near, differences, changes] = await Promise.all([
    registers.rows(id, { limit: 1 }),
    registers.confirmedAt(id, at),
    deadlineLines(registers, register, 'overdue'),
    deadlineLines(registers, register, 'near'),
    differencesOf(pool, register, at),
    changedLines(pool, id, since, at, sheetRowsMax),
  ]);
  const changed = (wanted: LineChange): Lines => {
    const lines = changes.filter(({ change }) => change === wanted);
    return {
      total: lines[0]?.total ?? 0,
      first: lines.map(({ number, label, changedAt }) => ({ number: numberText(register, number), label, note: onDay(changedAt) })),
    };
  };
  return {
    title: register.title,
    rows: inForce.total,
    isConfirmed: confirmedAt !== null,
    overdue,
    near,
    differences,
    added: changed('added'),
    changed: changed('changed'),
    ended: changed('ended'),
  };
}

const onDay = (at: Date): Words => words(localDateOf(at), localDateOf(at));

/** By the nearest of its deadlines a line is overdue or near; each deadline that is so stands in its note. */
async function deadlineLines(registers: Wiring['registers'], register: Register, which: 'overdue' | 'near'): Promise<Lines> {
  if (register.deadlines === undefined) return none;
  const { total, rows } = await registers.rows(register.id, { filters: [`deadline:${which}`], limit: sheetRowsMax });
  const titles = new Map(register.columns.map(({ id, title }) => [id, title]));
  return {
    total,
    first: rows.map(({ number, label, cells, flags }) => {
      const wanted = flags.filter(({ overdue }) => overdue === (which === 'overdue'));
      const said = (language: 'ja' | 'en') =>
        wanted.map(({ column }) => `${titles.get(column)?.[language] ?? column} ${String(cells[column]).slice(0, 10)}`);
      return { number, label, note: words(said('ja').join('、'), said('en').join(', ')) };
    }),
  };
}

async function differencesOf(pool: Pool, register: Register, at: Date): Promise<RegisterLook['differences']> {
  const { reconcile } = register;
  if (reconcile === undefined) return null;
  const [open, complete] = await Promise.all([
    openDifferences(pool, register.id, at, sheetRowsMax),
    lastComparisonComplete(pool, register.id, at),
  ]);
  const side = (wanted: 'unregistered' | 'unmeasured') => {
    const lines = open.filter(({ side: of }) => of === wanted);
    return {
      says: reconcile.says[wanted],
      total: lines[0]?.total ?? 0,
      first: lines.map(({ number, label, place }) => ({
        number: number === null ? '－' : numberText(register, number),
        label,
        note: place,
      })),
    };
  };
  return { isKnown: complete === true, unregistered: side('unregistered'), unmeasured: side('unmeasured') };
}

async function requestLook(pool: Pool, kind: string, since: Date | null, at: Date): Promise<RequestLook> {
  const today = localDateOf(at);
  const [found, valid] = await Promise.all([
    requestsToLookAt(pool, kind, { since, at, today, most: sheetRowsMax }),
    countInForce(pool, kind, today),
  ]);
  const names = found.length === 0 ? new Map<string, string>() : await accountNames(pool, at);
  const group = (wanted: LookGroup): RequestLines => {
    const lines = found.filter((each) => each.group === wanted);
    return {
      total: lines[0]?.total ?? 0,
      first: lines.map((line) => ({
        number: line.number,
        about: line.about,
        applicant: names.get(line.applicant) ?? '－',
        date: dateOf(line),
      })),
    };
  };
  return {
    title: citedRequests.find(({ id }) => id === kind)?.title ?? words(kind, kind),
    valid,
    overdue: group('overdue'),
    open: group('open'),
    expiring: group('expiring'),
    approved: group('approved'),
    denied: group('denied'),
    ended: group('ended'),
  };
}

const accountNames = async (pool: Pool, at: Date): Promise<ReadonlyMap<string, string>> =>
  new Map((await listPeople(pool, at)).map(({ id, name }) => [id, name]));

/** The date by which a line of each group is looked at. */
function dateOf({ group, decideBy, validUntil, approvedAt, endedAt }: LookedAt): string | null {
  if (group === 'overdue' || group === 'open') return decideBy;
  if (group === 'expiring') return validUntil;
  const at = group === 'approved' ? approvedAt : endedAt;
  return at === null ? null : localDateOf(at);
}
