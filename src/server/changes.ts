import type { Clock } from '../base/clock.ts';
import { canonicalJson } from '../base/hash.ts';
import { type Words, words } from '../base/text.ts';
import { addDays, localDateOf, localTimeOf, startOfDay } from '../calendar/index.ts';
import { inTransaction, type Pool, type Tx } from '../db/pool.ts';
import { type ApprovedChange, type Drift, type EventListed, eventsByIds, type MatchedEvent, titleOf } from '../drift/index.ts';
import { type CaseOnDevices, type Cases, casesIn, casesMoved, casesOfLines, casesOnDevices, linkedTo } from '../engine/cases/index.ts';
import { approvedLines } from '../engine/registers/look.store.ts';
import { type Cell, type Cells, isBlank } from '../mechanism/field.ts';
import { namedIn } from '../mechanism/named.ts';
import { change } from '../practices/changes/change.case.ts';
import { versionsOf } from './change-versions.ts';
import { nightHours, windowsOf } from './change-windows.ts';

const changesRegister = 'changes/changes';
export const driftLink = 'drift-event';
/** Looked at again behind the last look: what was written at a moment is seen a little after it. */
const overlapMs = 5 * 60_000;
/** How long a change that ended still accounts for what is told late. */
const tellsLateMs = 30 * 86_400_000;
const summaryCharsMax = 1_500;
/** How long what is measured is gathered before it is written into the case again. */
const measuredEveryMs = 10 * 60_000;

interface Wiring {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly cases: Cases;
}

/** Changes as cases, held against what is measured on their devices. */
export interface Changes {
  /** What may happen on devices, and when. */
  approvedChanges(deviceIds: readonly string[], since: Date): Promise<ReadonlyMap<string, readonly ApprovedChange[]>>;
  /** Ties what was matched to its case, in the transaction that matches it. */
  onMatched(tx: Tx, matched: readonly MatchedEvent[]): Promise<void>;
  /** Holds what waits on the devices of cases that moved against them, and writes what was measured of those that were applied. */
  round(drift: Drift): Promise<void>;
}

export function openChanges({ pool, clock, cases }: Wiring): Changes {
  let lookedAt: Date | null = null;
  return {
    approvedChanges: (deviceIds, since) => approvedChanges(pool, deviceIds, since),
    onMatched: async (tx, matched) => {
      const byLine = await casesOfLines(tx, [...new Set(matched.map(({ row }) => row))]);
      await cases.linkAll(
        tx,
        matched.flatMap(({ event, row, title, at }) => {
          const found = byLine.get(row);
          return found === undefined ? [] : [{ case: found, what: driftLink, ref: event, label: title.ja, by: 'system', at }];
        }),
      );
    },
    round: async (drift) => {
      const now = clock.now();
      const moved = await casesMoved(pool, change.id, new Date((lookedAt ?? new Date(now.getTime() - tellsLateMs)).getTime() - overlapMs));
      const devices = [...new Set(moved.flatMap((each) => each.devices))];
      if (devices.length > 0) await drift.matchAnew(devices);
      await measure(pool, cases, now);
      lookedAt = now;
    },
  };
}

/** By the cases of the devices, and by approved lines from before there were cases. */
async function approvedChanges(
  pool: Pool,
  deviceIds: readonly string[],
  since: Date,
): Promise<ReadonlyMap<string, readonly ApprovedChange[]>> {
  const found = new Map<string, ApprovedChange[]>();
  const add = (device: string, approved: ApprovedChange): void => {
    if (approved.until > since) found.set(device, [...(found.get(device) ?? []), approved]);
  };
  const ofCases = await casesOnDevices(pool, change.id, deviceIds, new Date(since.getTime() - tellsLateMs));
  for (const each of ofCases) for (const device of each.devices) for (const window of windowsOf(each)) add(device, window);
  const lines = await approvedLines(pool, changesRegister, { column: 'device', is: deviceIds, calledOff: { outcome: 'cancelled' } });
  const mirrored = await casesOfLines(
    pool,
    lines.map(({ id }) => id),
  );
  for (const { id, cells, approvedAt } of lines) {
    const { device, plannedOn } = cells as { device: Cell; plannedOn?: string };
    if (plannedOn === undefined || mirrored.has(id)) continue;
    const until = new Date(startOfDay(addDays(plannedOn, 1)).getTime() + nightHours * 3_600_000);
    for (const each of namedIn(device)) add(each, { row: id, from: startOfDay(plannedOn), until, approvedAt });
  }
  return found;
}

/** What was seen on the devices of a case and tied to it, the oldest first. */
export const measuredOn = async (pool: Pool, caseId: string): Promise<EventListed[]> =>
  eventsByIds(pool, await linkedTo(pool, caseId, driftLink));

/** パッケージ12件を更新(srv-db01 2026-11-23 02:10〜02:14) */
export function measuredWords({ counts, platform, deviceName, fromAt, at }: EventListed): Words {
  const title = titleOf(counts, platform);
  const span = spanOf({ fromAt, at });
  return words(`${title.ja}(${deviceName} ${span})`, `${title.en} on ${deviceName} ${span}`);
}

export function spanOf({ fromAt, at }: Pick<EventListed, 'fromAt' | 'at'>): string {
  const said = (moment: Date) => `${localDateOf(moment)} ${localTimeOf(moment)}`;
  return `${said(fromAt)}〜${localDateOf(fromAt) === localDateOf(at) ? localTimeOf(at) : said(at)}`;
}

/** Writes into each case that was applied what devices told of it since, where that is new. */
async function measure(pool: Pool, cases: Cases, at: Date): Promise<void> {
  for (const each of await casesIn(pool, change.id, 'applied')) {
    const [cells, last] = [await measuredCells(pool, each), each.events.findLast(({ step }) => step === 'measured')];
    if (cells === null || sameCells(cells, last?.cells)) continue;
    if (last !== undefined && each.devices.length > 1 && isSoon(cells, last, at)) continue;
    await inTransaction(pool, (tx) => cases.byMachine(tx, { id: each.one.id, kind: change.id, step: 'measured', cells, at })).catch(
      // Somebody moved it on meanwhile: then it waits for no measurement any more.
      (error: { code?: string }) => {
        if (error.code !== 'wrong-state') throw error;
      },
    );
  }
}

async function measuredCells(pool: Pool, { one, devices, events }: CaseOnDevices): Promise<Cells | null> {
  const seen = await measuredOn(pool, one.id);
  const versions = await versionsOf(pool, { devices, events });
  if (seen.length === 0 && versions === null) return null;
  const told = new Set(seen.map(({ deviceId }) => deviceId));
  const summary = seen.map((event) => measuredWords(event).ja).join('、');
  return {
    differences: seen.length,
    summary: summary.length > summaryCharsMax ? `${summary.slice(0, summaryCharsMax).toWellFormed()}…` : summary,
    unchanged: listed(devices.filter((device) => !told.has(device))),
    production: versions?.production ?? null,
    testMachine: versions?.testMachine ?? null,
    same: versions?.same ?? null,
    otherVersion: listed(versions?.other ?? []),
    versionUntold: listed(versions?.untold ?? []),
  };
}

/** Many devices tell one after the other: not each of them is an entry of its own, but the one that completes or turns it is. */
const isSoon = (cells: Cells, last: { readonly at: Date; readonly cells: Cells }, at: Date): boolean =>
  Math.abs(at.getTime() - last.at.getTime()) < measuredEveryMs &&
  (cells.unchanged === null) === isBlank(last.cells.unchanged) &&
  cells.same === (last.cells.same ?? null);

const listed = (devices: readonly string[]): Cell => (devices.length === 0 ? null : [...devices].sort());

const sameCells = (a: Cells, b: Cells | undefined): boolean =>
  b !== undefined && Object.keys(a).every((key) => canonicalJson(a[key] ?? null) === canonicalJson(b[key] ?? null));
