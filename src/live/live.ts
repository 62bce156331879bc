import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import { newId } from '../base/id.ts';
import type { Log } from '../base/log.ts';
import { inTransaction, type Pool } from '../db/pool.ts';
import { append, type Json } from '../ledger/index.ts';
import { type Kept, keptOf, type LiveAnswer, type LiveCost, noCost } from './answer.ts';
import { askedEvent, endedEvent } from './events.ts';
import { liveLimits } from './limits.ts';
import { OneAtATime } from './one-at-a-time.ts';
import { Quick } from './quick.ts';
import { isOpen, newRunning, type Running } from './running.ts';
import { statementOf } from './statement.ts';
import {
  type AskKind,
  type Change,
  type Ended,
  endAsk,
  expireAnswers,
  insertAsk,
  runningAsks,
  saveChanges,
  saveSums,
  type TargetState,
  targetsOf,
} from './store.ts';

export interface LiveDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly log: Log;
  /** The kind of fact that a check reads: what is asked again for it. Null for a check that there is not. */
  readonly kindOf: (checkId: string) => string | null;
  /** After the ledger has grown. */
  readonly afterCommit: () => void;
}

/** Exactly one of `sql`, `checkId`, or neither: then everything that is asked of the device. */
export interface Asking {
  readonly by: string;
  readonly deviceIds: readonly string[];
  readonly sql?: string;
  readonly checkId?: string;
  /** The name of a saved query. */
  readonly name?: string;
  /** How the devices were chosen, for the ledger. */
  readonly chosen: Json;
}

/** What one poll of an agent brings along. */
export interface LiveRound {
  /** A query of a person: it travels alone, so that what it costs and breaks is its own. */
  readonly query: { readonly id: string; readonly sql: string } | null;
  /** Seconds of quick polling; 0 for none. */
  readonly accelerate: number;
}

/** An answer that is under way to the database. */
interface Waiting {
  readonly askId: string;
  readonly deviceId: string;
  readonly state: TargetState;
  readonly at: Date;
  readonly message: string | null;
  readonly cost: LiveCost;
  readonly rows: LiveAnswer['rows'];
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

const changesPerCommitMax = 200;
const messageCharsMax = 500;
const idPrefix = 'live/';
export const liveId = (askId: string): string => idPrefix + askId;

/**
 * Asks devices at once: keeps in memory what each is still to be asked, hands it out once, and stores what comes back. A device
 * is never asked the same twice, whatever happens to the server: that it is asked is stored before the query leaves.
 */
export class Live {
  readonly #deps: LiveDeps;
  readonly #running = new Map<string, Running>();
  /** Which asks are still open for a device. */
  readonly #byDevice = new Map<string, Set<string>>();
  readonly #quick = new Quick();
  readonly #watchers = new Map<string, Set<() => void>>();
  #changes: Waiting[] = [];
  /** Changes are written one after another, so that `seq` rises in the order of the commits. */
  readonly #turns = new OneAtATime();

  private constructor(deps: LiveDeps) {
    this.#deps = deps;
  }

  /** Takes up what was under way when the server stopped. Known questions may be asked again; a person's query never. */
  static async open(deps: LiveDeps): Promise<Live> {
    const live = new Live(deps);
    for (const row of await runningAsks(deps.pool)) {
      const statement = row.sql === null ? null : statementOf(row.sql);
      const targets = await targetsOf(deps.pool, row.id);
      live.#add(
        newRunning(
          row,
          statement?.refused === undefined ? (statement?.sent ?? null) : null,
          live.#kindsOf(row.checkId),
          row.sql === null ? targets.map((each) => (each.state === 'asked' ? { ...each, state: 'waiting' } : each)) : targets,
        ),
      );
    }
    return live;
  }

  /** How many asks are under way. */
  get count(): number {
    return this.#running.size;
  }

  /**
   * Begins to ask. Throws `value-out-of-bounds` with the words for SQL that is refused, `bad-request` without devices or with too
   * many, `too-many-attempts` where enough is under way.
   */
  async ask(asking: Asking): Promise<{ id: string }> {
    const statement = asking.sql === undefined ? null : statementOf(asking.sql);
    if (statement?.refused) throw new Fault('value-out-of-bounds', { value: 'sql', ja: statement.refused.ja, en: statement.refused.en });
    const deviceIds = [...new Set(asking.deviceIds)];
    if (deviceIds.length === 0 || deviceIds.length > liveLimits.devicesMax)
      throw new Fault('bad-request', { problem: 'devices', count: deviceIds.length, max: liveLimits.devicesMax });
    return this.#turns.run(async () => {
      const own = [...this.#running.values()].filter((each) => each.by === asking.by).length;
      if (own >= liveLimits.asksOfOneMax || this.#running.size >= liveLimits.asksMax)
        throw new Fault('too-many-attempts', { retryAfterSeconds: 60 });
      const at = this.#deps.clock.now();
      const kind: AskKind = asking.sql !== undefined ? 'query' : asking.checkId !== undefined ? 'check' : 'device';
      const ask = {
        id: newId(),
        kind,
        by: asking.by,
        at,
        endsAt: new Date(at.getTime() + liveLimits.minutesMax * 60_000),
        sql: asking.sql ?? null,
        name: asking.name ?? null,
        checkId: asking.checkId ?? null,
        deviceIds,
      };
      await inTransaction(this.#deps.pool, async (tx) => {
        await insertAsk(tx, ask);
        await append(tx, at, [askedEvent(ask, asking.chosen)]);
      });
      const targets = deviceIds.map((deviceId) => ({ deviceId, state: 'waiting' as const, askedAt: null }));
      const row = { ...ask, columns: [], rows: 0, bytes: 0 };
      this.#add(newRunning(row, statement?.sent ?? null, this.#kindsOf(ask.checkId), targets));
      this.#quick.hurry(deviceIds, at);
      this.#deps.afterCommit();
      return { id: ask.id };
    });
  }

  /** Ends an ask by a person's word. Throws `wrong-state` where it has ended. */
  async stop(askId: string, by: string): Promise<void> {
    const ask = this.#running.get(askId);
    if (!ask || ask.ending) throw new Fault('wrong-state', { ask: askId });
    await this.#end(ask, 'stopped', by);
  }

  /** Called after each change of an ask, until the returned function is. */
  watch(askId: string, wake: () => void): () => void {
    const all = this.#watchers.get(askId) ?? new Set();
    this.#watchers.set(askId, all.add(wake));
    return () => {
      all.delete(wake);
      if (all.size === 0) this.#watchers.delete(askId);
    };
  }

  /** Whether there is anything to do at a poll of this device: nearly always not. */
  concerns(deviceId: string): boolean {
    return this.#byDevice.has(deviceId) || this.#quick.has(deviceId);
  }

  /**
   * What this poll brings. `renew` makes the questions of these kinds due at once and says which there are; at `gently` those that
   * failed before are left alone. Resolves once it is stored that the device was asked.
   */
  async next(
    deviceId: string,
    now: Date,
    renew: (kinds: ReadonlySet<string> | null, gently: boolean) => readonly string[],
  ): Promise<LiveRound> {
    let query: LiveRound['query'] = null;
    const stored: Promise<void>[] = [];
    for (const askId of this.#byDevice.get(deviceId) ?? []) {
      const ask = this.#running.get(askId)!;
      const target = ask.targets.get(deviceId)!;
      if (target.state !== 'waiting' || ask.ending || (ask.sent !== null && query !== null)) continue;
      if (ask.sent !== null) query = { id: liveId(askId), sql: ask.sent };
      else target.left = new Set(renew(ask.kinds, ask.kind === 'device'));
      target.state = 'asked';
      target.askedAt = now;
      const nothing = target.left?.size === 0;
      stored.push(
        this.#store({ askId, deviceId, state: nothing ? 'answered' : 'asked', at: now, message: null, cost: noCost, rows: null }).catch(
          (error) => {
            // It did not leave: it may be asked at the next poll.
            target.state = 'waiting';
            throw error;
          },
        ),
      );
    }
    await Promise.all(stored);
    return { query, accelerate: this.#quick.secondsFor(deviceId, now) };
  }

  /** Stores a device's answers; resolves after the commit. Returns how many of them nobody had asked it for. */
  async answered(deviceId: string, answers: readonly LiveAnswer[], now: Date): Promise<number> {
    let unasked = 0;
    const stored = answers.map(async ({ askId, rows, message, cost }) => {
      const ask = this.#running.get(askId);
      const target = ask?.targets.get(deviceId);
      // What comes after «no answer» is still an answer, as long as the ask is under way.
      if (!ask || ask.sent === null || !target || (target.state !== 'asked' && target.state !== 'no-answer')) {
        unasked += 1;
        return;
      }
      const state = rows !== null ? 'answered' : message !== null && /denylist/i.test(message) ? 'denylisted' : 'failed';
      await this.#store({
        askId,
        deviceId,
        state,
        at: now,
        message: message?.slice(0, messageCharsMax).toWellFormed() ?? null,
        cost,
        rows,
      });
    });
    await Promise.all(stored);
    return unasked;
  }

  /** Facts of these kinds were stored just now, or the agent refused them: an ask for known questions may be at its end. */
  async observed(deviceId: string, kinds: readonly string[], cost: LiveCost, now: Date): Promise<void> {
    const stored: Promise<void>[] = [];
    for (const askId of this.#byDevice.get(deviceId) ?? []) {
      const target = this.#running.get(askId)!.targets.get(deviceId)!;
      if (target.state !== 'asked' || target.left === null) continue;
      for (const kind of kinds) target.left.delete(kind);
      if (target.left.size === 0)
        stored.push(this.#store({ askId, deviceId, state: 'answered', at: now, message: null, cost, rows: null }));
    }
    await Promise.all(stored);
  }

  /** For a timer: calls «no answer» what was asked long ago, and ends what has come to its time. */
  async tick(): Promise<void> {
    const now = this.#deps.clock.now();
    this.#quick.sweep(now);
    const silentBefore = now.getTime() - liveLimits.answerMinutesMax * 60_000;
    const work: Promise<void>[] = [];
    for (const ask of this.#running.values()) {
      // Further away than any ask lasts: the server's clock was set back.
      const isPast = ask.endsAt.getTime() - now.getTime() > liveLimits.minutesMax * 60_000;
      if (ask.endsAt <= now || isPast) work.push(this.#end(ask, 'time', 'system'));
      else if (ask.open === 0) work.push(this.#end(ask, 'complete', 'system'));
      else
        for (const [deviceId, target] of ask.targets)
          if (target.state === 'asked' && target.askedAt !== null && target.askedAt.getTime() <= silentBefore)
            work.push(this.#store({ askId: ask.id, deviceId, state: 'no-answer', at: now, message: null, cost: noCost, rows: null }));
    }
    await Promise.all(work);
  }

  /** Removes answers that are older than they are kept. */
  expire(): Promise<number> {
    return expireAnswers(this.#deps.pool, new Date(this.#deps.clock.now().getTime() - liveLimits.keptDays * 86_400_000));
  }

  /** Waits until nothing is under way to the database. */
  idle(): Promise<void> {
    return this.#turns.idle();
  }

  #kindsOf(checkId: string | null): ReadonlySet<string> | null {
    if (checkId === null) return null;
    const kind = this.#deps.kindOf(checkId);
    return new Set(kind === null ? [] : [kind]);
  }

  #add(ask: Running): void {
    this.#running.set(ask.id, ask);
    for (const [deviceId, { state }] of ask.targets) {
      if (!isOpen(state)) continue;
      const asks = this.#byDevice.get(deviceId);
      if (asks) asks.add(ask.id);
      else this.#byDevice.set(deviceId, new Set([ask.id]));
    }
  }

  #remove(ask: Running): void {
    this.#running.delete(ask.id);
    for (const deviceId of ask.targets.keys()) this.#settle(ask.id, deviceId);
  }

  #settle(askId: string, deviceId: string): void {
    const asks = this.#byDevice.get(deviceId);
    asks?.delete(askId);
    if (asks?.size === 0) this.#byDevice.delete(deviceId);
  }

  /** Resolves after the commit. Changes that arrive while one is under way share the next. */
  #store(change: Omit<Waiting, 'done' | 'failed'>): Promise<void> {
    return new Promise((done, failed) => {
      this.#changes.push({ ...change, done, failed });
      if (this.#changes.length === 1) void this.#turns.run(() => this.#flush());
    });
  }

  async #flush(): Promise<void> {
    while (this.#changes.length > 0) {
      const batch = this.#changes.splice(0, changesPerCommitMax);
      const touched = new Map<string, { columns: readonly string[]; rows: number; bytes: number }>();
      const changes = batch.flatMap((each): Change[] => {
        const ask = this.#running.get(each.askId);
        if (!ask) return []; // it ended meanwhile
        const sums = touched.get(each.askId) ?? { columns: ask.columns, rows: ask.rows, bytes: ask.bytes };
        const kept = each.rows === null ? null : within(keptOf(each.rows, sums.columns), sums);
        if (kept) touched.set(each.askId, { columns: kept.columns, rows: sums.rows + kept.rows.length, bytes: sums.bytes + kept.bytes });
        const { askId, deviceId, state, at, message, cost } = each;
        return [{ askId, deviceId, state, at, message, cost, kept }];
      });
      try {
        if (changes.length > 0)
          await inTransaction(this.#deps.pool, async (tx) => {
            await saveChanges(tx, changes);
            for (const [askId, sums] of touched) await saveSums(tx, askId, sums);
          });
      } catch (error) {
        for (const each of batch) each.failed(error);
        continue;
      }
      for (const [askId, sums] of touched) Object.assign(this.#running.get(askId)!, sums);
      for (const { askId, deviceId, state } of changes) this.#became(askId, deviceId, state);
      for (const each of batch) each.done();
    }
  }

  #became(askId: string, deviceId: string, state: TargetState): void {
    const ask = this.#running.get(askId)!;
    const target = ask.targets.get(deviceId)!;
    const wasOpen = isOpen(target.state);
    target.state = state;
    if (wasOpen && !isOpen(state)) {
      ask.open -= 1;
      this.#settle(askId, deviceId);
    }
    for (const wake of this.#watchers.get(askId) ?? []) wake();
    const full = ask.rows >= liveLimits.rowsMax || ask.bytes >= liveLimits.bytesMax;
    if (ask.open === 0 || full) this.#end(ask, full ? 'limit' : 'complete', 'system').catch(() => {}); // told below; the next tick tries again
  }

  #end(ask: Running, how: Ended, by: string): Promise<void> {
    ask.ending ??= this.#turns
      .run(async () => {
        await this.#flush();
        const at = this.#deps.clock.now();
        await inTransaction(this.#deps.pool, async (tx) => {
          await endAsk(tx, ask.id, how, at);
          await append(tx, at, [await endedEvent(tx, ask, how, by)]);
        });
        this.#remove(ask);
        this.#deps.afterCommit();
        for (const wake of this.#watchers.get(ask.id) ?? []) wake();
      })
      .catch((error: unknown) => {
        ask.ending = null;
        this.#deps.log.error({ err: error, ask: ask.id }, 'could not end a live ask');
        throw error;
      });
    return ask.ending;
  }
}

/** What still fits into the whole ask. */
function within(kept: Kept, sums: { rows: number; bytes: number }): Kept {
  const room = liveLimits.rowsMax - sums.rows;
  if (kept.rows.length <= room && sums.bytes + kept.bytes <= liveLimits.bytesMax) return kept;
  return { ...keptOf(kept.rows.slice(0, Math.max(0, room)), kept.columns, Math.max(0, liveLimits.bytesMax - sums.bytes)), cut: true };
}
