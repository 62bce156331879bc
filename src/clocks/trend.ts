import type { Clock } from '../base/clock.ts';
import type { Pool } from '../db/pool.ts';
import { inTransaction } from '../db/pool.ts';
import { clockOffset } from '../facts/clock-offset.ts';
import { appendDays, dropDaysBefore, type EstimateRow, keepEstimates } from './trend.store.ts';
import { type ClockWindow, estimateOf, narrowed, windowOf } from './window.ts';

/** One estimate is made of what is measured within this time. It begins with a device's own first look: not all end at once. */
const windowMs = 3_600_000;
/** An estimate that moved by so much is written at once, not at the end of its time. */
const movedMs = 250;
/** Stretches held in memory; beyond it the oldest is dropped. */
const heldMax = 20_000;
const rowsAtOnce = 1_000;
/** Days of trend that are kept. */
export const trendDays = 92;
const dayMs = 86_400_000;

/** What an agent brought, as intake takes it. */
export interface OfferedDraft {
  readonly deviceId: string;
  readonly kind: string;
  readonly observedAt: Date;
  readonly body?: unknown;
}

export interface ClockTrendDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  /** The company's calendar day of a moment: `2026-11-23`. */
  readonly dayOf: (at: Date) => string;
  /** Whether this server's clock is believed so far that what is old by it may be dropped. */
  readonly mayDrop?: () => Promise<boolean>;
}

interface Held {
  window: ClockWindow;
  /** What was last written of this device; null where nothing was since the start. */
  written: number | null;
}
interface Ended {
  readonly deviceId: string;
  readonly day: string;
  readonly offsetMs: number;
}

/** Follows each device's clock over time: memory in between, a few rows an hour in the database. */
export class ClockTrend {
  readonly #deps: ClockTrendDeps;
  readonly #held = new Map<string, Held>();
  #ended: Ended[] = [];
  readonly #moved = new Set<string>();
  #droppedBefore = '';

  constructor(deps: ClockTrendDeps) {
    this.#deps = deps;
  }

  /** Takes what intake has stored. The same measurement twice changes nothing. */
  observed(drafts: readonly OfferedDraft[]): void {
    for (const { deviceId, kind, observedAt, body } of drafts) {
      if (kind !== clockOffset.kind || body === undefined) continue;
      const measured = clockOffset.schema.safeParse(body);
      if (!measured.success) continue;
      const held = this.#held.get(deviceId);
      const isOver = held !== undefined && Math.abs(observedAt.getTime() - held.window.since.getTime()) >= windowMs;
      const next = held === undefined || isOver ? null : narrowed(held.window, measured.data, observedAt);
      if (held !== undefined && next === null) this.#end(deviceId, held.window);
      const window = next ?? windowOf(measured.data, observedAt);
      this.#hold(deviceId, { window, written: held?.written ?? null });
    }
  }

  /** Writes what has ended or moved. */
  async flush(): Promise<void> {
    const { pool, clock, dayOf, mayDrop = async () => true } = this.#deps;
    const ended = this.#ended;
    const moved = [...this.#moved];
    this.#ended = [];
    this.#moved.clear();
    const rows = moved.flatMap((deviceId): EstimateRow[] => {
      const held = this.#held.get(deviceId);
      return held ? [{ deviceId, ...estimateOf(held.window), observedAt: held.window.until }] : [];
    });
    const oldest = dayOf(new Date(clock.now().getTime() - trendDays * dayMs));
    try {
      for (let at = 0; at < Math.max(rows.length, ended.length); at += rowsAtOnce)
        await inTransaction(pool, async (tx) => {
          await keepEstimates(tx, rows.slice(at, at + rowsAtOnce));
          await appendDays(tx, joined(ended.slice(at, at + rowsAtOnce)));
        });
      if (this.#droppedBefore !== oldest && (await mayDrop())) {
        await dropDaysBefore(pool, oldest);
        this.#droppedBefore = oldest;
      }
    } catch (error) {
      // Estimates are written again with the next flush; ended stretches that may have been written are not, for they would count twice.
      for (const { deviceId } of rows) this.#moved.add(deviceId);
      throw error;
    }
    for (const { deviceId, offsetMs } of rows) {
      const held = this.#held.get(deviceId);
      if (held) held.written = offsetMs;
    }
  }

  /** Ends every stretch and writes it: before the server stops. */
  async stop(): Promise<void> {
    for (const [deviceId, { window }] of this.#held) this.#end(deviceId, window);
    await this.flush();
    this.#held.clear();
  }

  #hold(deviceId: string, held: Held): void {
    if (!this.#held.has(deviceId) && this.#held.size >= heldMax) this.#held.delete(this.#held.keys().next().value!);
    this.#held.set(deviceId, held);
    if (held.written === null || Math.abs(estimateOf(held.window).offsetMs - held.written) > movedMs) this.#moved.add(deviceId);
  }

  #end(deviceId: string, window: ClockWindow): void {
    this.#moved.add(deviceId);
    this.#ended.push({ deviceId, day: this.#deps.dayOf(window.until), offsetMs: estimateOf(window).offsetMs });
  }
}

/** One row for each device and day: a statement may touch a row only once. */
function joined(ended: readonly Ended[]): { deviceId: string; day: string; offsetsMs: number[] }[] {
  const rows = new Map<string, { deviceId: string; day: string; offsetsMs: number[] }>();
  for (const { deviceId, day, offsetMs } of ended) {
    const row = rows.get(`${deviceId} ${day}`) ?? { deviceId, day, offsetsMs: [] };
    row.offsetsMs.push(offsetMs);
    rows.set(`${deviceId} ${day}`, row);
  }
  return [...rows.values()];
}
