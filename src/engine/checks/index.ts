import type { Log } from '../../base/log.ts';
import type { Words } from '../../base/text.ts';
import type { Tx } from '../../db/pool.ts';
import { allTraits, type DeviceTraits, type Platform } from '../../facts/kind.ts';
import { append, type LedgerEvent } from '../../ledger/index.ts';
import { type Check, isJudgedOn, unknown, type Verdict, type VerdictName } from '../../mechanism/check.ts';
import type { Param, ParamValue } from '../../mechanism/param.ts';
import { Steady } from './steady.ts';
import {
  type CountChange,
  type Flip,
  insertFindings,
  lockVerdicts,
  moveCounts,
  recountStates,
  removeDeviceCounts,
  removeOrphanStates,
  removeStates,
  removeStatesBut,
  type StateRow,
  statesOf,
  upsertStates,
} from './store.ts';

export { countsAt, type PastVerdict, verdictsAt } from './history.ts';
export { readStanding, type Standing } from './reevaluate.store.ts';
export { type Reevaluated, reevaluate, reevaluateDue } from './reevaluate.ts';
export { type CheckedDevice, countsByCheck, exampleBecause, flipsOfDevice, readStale, statesOfCheck, statesOfDevice } from './store.ts';

const noDigest = Buffer.alloc(0);

/** An observation to be judged. */
export interface Observation {
  readonly deviceId: string;
  readonly kind: string;
  readonly factId: number;
  readonly body: unknown;
  readonly unreadable: Words | null;
  readonly observedAt: Date;
  /** SHA-256 over the fact's content: with it in the ledger the fact cannot be changed unseen. */
  readonly digest: Buffer;
}

type Judgeable = Observation & DeviceTraits;

/** The values that the SQL of a question carries: what it answers speaks of them as they were when it was seen. */
export type CarriedValues = (kind: string, platform: Platform) => ReadonlySet<string>;

export interface CheckEngineDeps {
  readonly checks: readonly Check[];
  readonly log: Log;
  readonly inForce: (param: Param, at: Date) => ParamValue;
  /** What the devices are. A retired device is absent: it has no verdicts, whatever its agent still sends. */
  readonly traitsOf: (tx: Tx, deviceIds: readonly string[]) => Promise<ReadonlyMap<string, DeviceTraits>>;
  /** Left out where no question carries a value. */
  readonly carried?: CarriedValues;
  /** Kinds of fact whose verdicts are held in memory (steady.ts). */
  readonly holds?: ReadonlySet<string>;
}

interface Judged {
  readonly check: Check;
  readonly item: Judgeable;
  readonly verdict: Verdict;
  readonly values: Readonly<Record<string, ParamValue>>;
}

/** Judges observations and records each change of a verdict, with its ledger entry, in the caller's transaction. */
export class CheckEngine {
  readonly #deps: CheckEngineDeps;
  readonly #byKind = new Map<string, Check[]>();
  readonly #steady = new Steady();

  constructor(deps: CheckEngineDeps) {
    this.#deps = deps;
    for (const check of deps.checks) {
      const list = this.#byKind.get(check.reads.kind);
      if (list) list.push(check);
      else this.#byKind.set(check.reads.kind, [check]);
    }
  }

  /** Whoever judges looks at the clock behind this lock: a value that came into force while he waited must count. */
  lock(tx: Tx): Promise<void> {
    return lockVerdicts(tx);
  }

  /** How many verdicts changed. */
  async judge(tx: Tx, items: readonly Observation[], now: Date): Promise<number> {
    await lockVerdicts(tx);
    this.#steady.begin();
    const traits = await this.#deps.traitsOf(tx, [...new Set(items.map((item) => item.deviceId))]);
    const judged = items.flatMap((item) => {
      const said = traits.get(item.deviceId);
      return said === undefined ? [] : this.#judgeOne({ ...item, ...said }, now);
    });
    this.#hold(items, traits, judged);
    return this.#record(tx, judged, now, false);
  }

  #hold(items: readonly Observation[], traits: ReadonlyMap<string, DeviceTraits>, judged: readonly Judged[]): void {
    const holds = this.#deps.holds;
    if (!holds) return;
    const verdicts = new Map<string, Map<string, Verdict>>();
    for (const { check, item, verdict } of judged) {
      if (!holds.has(item.kind)) continue;
      const key = `${item.deviceId} ${item.kind}`;
      verdicts.set(key, (verdicts.get(key) ?? new Map<string, Verdict>()).set(check.id, verdict));
    }
    for (const { deviceId, kind, unreadable } of items) {
      const said = traits.get(deviceId);
      const key = `${deviceId} ${kind}`;
      if (said && !unreadable && holds.has(kind)) this.#steady.judged(key, { traits: said, verdicts: verdicts.get(key) ?? new Map() });
    }
  }

  /** What a device is has changed: other checks may concern it. */
  placed(deviceIds: readonly string[]): void {
    this.#steady.disturbed(deviceIds);
  }

  /** What `judge` was given last is committed. */
  settled(): void {
    this.#steady.settled();
  }

  /** Whether a fact that stands, seen again, would leave every verdict and its words as they are. False when that is not known. */
  isSteady(
    { deviceId, kind, factId, body }: { deviceId: string; kind: string; factId: number; body: unknown },
    observedAt: Date,
    now: Date,
  ): boolean {
    const held = this.#steady.get(`${deviceId} ${kind}`);
    if (!held) return false;
    const item = { deviceId, kind, factId, body, unreadable: null, observedAt, digest: noDigest, ...held.traits };
    return this.#judgeOne(item, now).every(({ check, verdict }) => {
      const stood = held.verdicts.get(check.id);
      return stood?.verdict === verdict.verdict && stood.because.ja === verdict.because.ja && stood.because.en === verdict.because.en;
    });
  }

  /**
   * Turns verdicts whose observation is older than its limit to unknown. They come back with the next observation. The
   * caller holds the lock of the verdicts since before it read what is stale.
   */
  async silence(tx: Tx, stale: readonly (Judgeable & { checkId: string; because: Words })[], now: Date): Promise<number> {
    const byId = new Map(this.#deps.checks.map((check) => [check.id, check]));
    const judged = stale.flatMap((item) => {
      const check = byId.get(item.checkId);
      return check ? [{ check, item, verdict: { verdict: 'unknown' as const, because: item.because }, values: {} }] : [];
    });
    this.#steady.disturbed(stale.map(({ deviceId }) => deviceId));
    return this.#record(tx, judged, now, true);
  }

  /**
   * Judges a check's standing facts by the values in force now, without a new observation. The caller holds the lock of the
   * verdicts since before it read them, and leaves out what is silenced. Returns how many verdicts turned.
   */
  async rejudge(tx: Tx, check: Check, standing: readonly Observation[], now: Date): Promise<number> {
    const traits = await this.#deps.traitsOf(
      tx,
      standing.map((item) => item.deviceId),
    );
    const judged = standing.flatMap((item): Judged[] => {
      const said = traits.get(item.deviceId);
      return said && isJudgedOn(check, said) ? [this.#judgeBy(check, { ...item, ...said }, now)] : [];
    });
    this.#steady.disturbed(standing.map(({ deviceId }) => deviceId));
    return this.#record(tx, judged, now, false, true);
  }

  /** A retired device has no verdicts any more; its findings stay in the record. */
  async forget(tx: Tx, deviceId: string): Promise<void> {
    await lockVerdicts(tx);
    this.#steady.disturbed([deviceId]);
    const gone = await removeStates(tx, deviceId);
    if (gone.length > 0)
      await moveCounts(
        tx,
        gone.map((state) => ({ ...state, deviceId, by: -1 as const })),
      );
    await removeDeviceCounts(tx, deviceId);
  }

  /**
   * After what devices are used as changed: drops the verdicts of checks that no longer judge them, with their sums. Their findings
   * stay in the record, and what now concerns them is judged with their next answers. Returns how many fell away.
   */
  async narrow(tx: Tx, deviceIds: readonly string[]): Promise<number> {
    await lockVerdicts(tx);
    const traits = await this.#deps.traitsOf(tx, deviceIds);
    const gone = await removeStatesBut(
      tx,
      [...traits].flatMap(([deviceId, of]) =>
        this.#deps.checks.flatMap((check) => (isJudgedOn(check, of) ? [{ deviceId, checkId: check.id }] : [])),
      ),
      deviceIds,
    );
    if (gone.length > 0)
      await moveCounts(
        tx,
        gone.map((state) => ({ ...state, by: -1 as const })),
      );
    return gone.length;
  }

  /**
   * At the start of the server: drops verdicts that nothing would ever judge again (a check or a platform of it that this
   * version no longer has, a retired device), and counts anew. Returns how many sums were wrong.
   */
  async recount(tx: Tx): Promise<number> {
    await lockVerdicts(tx);
    const judged = this.#deps.checks.flatMap((check) =>
      allTraits.filter((traits) => isJudgedOn(check, traits)).map((traits) => ({ checkId: check.id, ...traits })),
    );
    await removeOrphanStates(tx, judged);
    return recountStates(tx);
  }

  #judgeOne(item: Judgeable, now: Date): Judged[] {
    return (this.#byKind.get(item.kind) ?? []).filter((check) => isJudgedOn(check, item)).map((check) => this.#judgeBy(check, item, now));
  }

  /** By the values in force now; what the question carried is taken as it was when it was answered. */
  #judgeBy(check: Check, item: Judgeable, now: Date): Judged {
    const carried = this.#deps.carried?.(item.kind, item.platform);
    const values = Object.fromEntries(
      Object.entries(check.params as Record<string, Param>).map(([name, param]) => [
        name,
        this.#deps.inForce(param, carried?.has(param.id) ? item.observedAt : now),
      ]),
    );
    return { check, item, values, verdict: this.#verdictOf(check, item, values, now) };
  }

  /** A check that fails on a fact says nothing of it; it must not keep the other facts from being stored either. */
  #verdictOf(check: Check, item: Judgeable, values: Readonly<Record<string, ParamValue>>, now: Date): Verdict {
    if (item.unreadable) return unknown(item.unreadable.ja, item.unreadable.en);
    try {
      return check.judge({ body: item.body, platform: item.platform, observedAt: item.observedAt }, values, now);
    } catch (error) {
      this.#deps.log.error({ err: error, check: check.id, fact: item.factId }, 'a check failed');
      return unknown('点検の処理に失敗したため、判定できません。', 'The check itself failed, so nothing can be told.');
    }
  }

  async #record(tx: Tx, judged: readonly Judged[], now: Date, stale: boolean, reevaluated = false): Promise<number> {
    if (judged.length === 0) return 0;
    const states = new Map<string, StateRow>();
    for (const state of await statesOf(
      tx,
      judged.map((j) => j.check.id),
      judged.map((j) => j.item.deviceId),
    )) {
      states.set(`${state.checkId} ${state.deviceId}`, state);
    }
    const changed: (Judged & { before: VerdictName | null })[] = [];
    const reworded: (Judged & { state: StateRow })[] = [];
    for (const one of judged) {
      const state = states.get(`${one.check.id} ${one.item.deviceId}`);
      if (state?.verdict !== one.verdict.verdict) changed.push({ ...one, before: state?.verdict ?? null });
      else if (
        state.factId !== one.item.factId ||
        state.stale !== stale ||
        state.because.ja !== one.verdict.because.ja ||
        state.because.en !== one.verdict.because.en
      ) {
        reworded.push({ ...one, state });
      }
    }
    const rows: StateRow[] = reworded.map(({ state, item, verdict }) => ({
      ...state,
      because: verdict.because,
      factId: item.factId,
      stale,
    }));
    if (changed.length > 0) {
      const firstSeq = await append(
        tx,
        now,
        changed.map((one) => ledgerEvent(one, reevaluated)),
      );
      const flips: Flip[] = changed.map((one, index) => ({
        checkId: one.check.id,
        deviceId: one.item.deviceId,
        before: one.before,
        verdict: one.verdict.verdict,
        because: one.verdict.because,
        at: now,
        observedAt: one.item.observedAt,
        factId: one.item.factId,
        values: one.values,
        ledgerSeq: firstSeq + index,
      }));
      const ids = await insertFindings(tx, flips);
      changed.forEach((one, index) => {
        rows.push({
          checkId: one.check.id,
          deviceId: one.item.deviceId,
          verdict: one.verdict.verdict,
          because: one.verdict.because,
          since: now,
          findingId: ids[index]!,
          factId: one.item.factId,
          kind: one.check.reads.kind,
          stale,
        });
      });
    }
    if (rows.length > 0) await upsertStates(tx, rows);
    if (changed.length > 0) await moveCounts(tx, changed.flatMap(countChanges));
    return changed.length;
  }
}

const countChanges = ({ check, item, verdict, before }: Judged & { before: VerdictName | null }): CountChange[] => {
  const one = { checkId: check.id, deviceId: item.deviceId };
  return [...(before ? [{ ...one, verdict: before, by: -1 as const }] : []), { ...one, verdict: verdict.verdict, by: 1 }];
};

const ledgerEvent = (
  { check, item, verdict, values, before }: Judged & { before: VerdictName | null },
  reevaluated: boolean,
): LedgerEvent => ({
  kind: 'finding.changed',
  actor: 'system',
  subject: `check:${check.id} device:${item.deviceId}`,
  payload: {
    check: check.id,
    device: item.deviceId,
    before,
    verdict: verdict.verdict,
    because: { ...verdict.because },
    fact: String(item.factId),
    factKind: item.kind,
    factDigest: item.digest.toString('hex'),
    observedAt: item.observedAt.toISOString(),
    values: values as never,
    // The device said nothing new: another value came into force.
    ...(reevaluated && { reevaluated: true }),
  },
});
