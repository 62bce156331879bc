import { sha256 } from '../../base/hash.ts';
import type { CollectionId, KnownCollection } from '../../facts/collection.ts';
import type { Platform } from '../../facts/kind.ts';
import type { AskedValues, Cadence, Question, Row } from './question.ts';

/**
 * How far apart a question is asked of one device. The minute questions go out at every poll: after a time of quick polling
 * the agent waits a whole minute again, and what was not asked at its last quick poll would be two minutes old.
 */
const intervalMs: Record<Cadence, number> = { minute: 4_000, hourly: 3_600_000, daily: 86_400_000 };
/** A refused or unanswered question waits at least this long before it is tried again. */
const retryMs: Record<Cadence, number> = { minute: 600_000, hourly: 3_600_000, daily: 86_400_000 };
/** Questions in one round beside the minute ones, so that one round stays small for the device and for the wire. */
const questionsPerRoundMax = 12;
/** Asked and not answered within this time is a miss; the agent gives up its own call after 16 s and polls every 60 s. */
const answerMaxMs = 180_000;
/** Seconds of quick polling handed out while more questions wait. */
export const accelerateSeconds = 10;

interface State {
  nextAt: number;
  /** 0: not under way. */
  askedAt: number;
  /** The round in which it was asked. */
  round: number;
  misses: number;
}

/** What the server asked one device and when it asks again; rebuilt from the facts after a restart. */
export class DeviceSchedule {
  readonly #deviceId: string;
  readonly questions: readonly Question[];
  /** The collections that the device told, as they are stored. */
  readonly known: Map<CollectionId, KnownCollection>;
  readonly #states = new Map<string, State>();
  #lastWasQuick = false;
  #round = 0;

  constructor(
    deviceId: string,
    questions: readonly Question[],
    seen: ReadonlyMap<string, Date>,
    unanswered: ReadonlyMap<string, { askedAt: Date; misses: number }>,
    known: ReadonlyMap<CollectionId, KnownCollection> = new Map(),
  ) {
    this.known = new Map(known);
    this.#deviceId = deviceId;
    this.questions = questions;
    for (const question of questions) {
      const missed = unanswered.get(question.id);
      const last = seen.get(question.kind.kind);
      const nextAt = missed
        ? missed.askedAt.getTime() + retryMs[question.cadence]
        : last
          ? last.getTime() + intervalMs[question.cadence] + this.#jitter(question)
          : 0;
      this.#states.set(question.id, { nextAt, askedAt: 0, round: 0, misses: missed?.misses ?? 0 });
    }
  }

  /**
   * A device's own share of the interval, so that ten thousand devices do not answer in the same minute. It is the same for
   * all its questions: what is due together is asked in one spell of quick polling.
   */
  #jitter(question: Question): number {
    if (question.cadence === 'minute') return 0;
    return (sha256(`${this.#deviceId} ${question.cadence}`).readUInt32BE(0) / 2 ** 32) * intervalMs[question.cadence] * 0.1;
  }

  /**
   * The questions of this round, and whether more wait. The minute questions go alone: among them is the clock, and a
   * round that takes long says little about a clock. Where slower ones wait, the two take turns.
   */
  next(now: number): { ask: Question[]; more: boolean; missed: Question[] } {
    const missed: Question[] = [];
    const due: Question[] = [];
    for (const question of this.questions) {
      const state = this.#states.get(question.id)!;
      if (state.askedAt > 0) {
        if (isWithin(state.askedAt, now)) continue;
        state.askedAt = 0;
        state.misses += 1;
        // The first miss may be a computer that was shut down; after that the question itself is suspect.
        state.nextAt = state.misses > 1 ? now + retryMs[question.cadence] : now;
        missed.push(question);
      }
      // Further away than any wait: the server's clock was set back.
      const isFar = state.nextAt - now > 2 * Math.max(intervalMs[question.cadence], retryMs[question.cadence]);
      if (state.nextAt <= now || isFar) due.push(question);
    }
    const quick = due.filter((question) => question.cadence === 'minute');
    const slow = due.filter((question) => question.cadence !== 'minute');
    const quickNow = quick.length > 0 && (slow.length === 0 || !this.#lastWasQuick);
    const ask = quickNow ? quick : slow.slice(0, questionsPerRoundMax);
    this.#lastWasQuick = quickNow;
    this.#round += 1;
    for (const question of ask) Object.assign(this.#states.get(question.id)!, { askedAt: now, round: this.#round });
    return { ask, more: slow.length > (quickNow ? 0 : ask.length), missed };
  }

  /** When the question was asked; null where it is not under way (the server was restarted, or a value in it has changed). */
  askedAt(question: Question): Date | null {
    const { askedAt } = this.#states.get(question.id)!;
    return askedAt > 0 ? new Date(askedAt) : null;
  }

  answered(question: Question, now: number): void {
    const state = this.#states.get(question.id)!;
    state.askedAt = 0;
    state.misses = 0;
    state.nextAt = now + intervalMs[question.cadence] + this.#jitter(question);
  }

  /** The agent said no (no such table, denylisted): not asked again at every poll. Returns how often in a row. */
  refused(question: Question, now: number): number {
    const state = this.#states.get(question.id)!;
    state.askedAt = 0;
    state.misses += 1;
    state.nextAt = now + retryMs[question.cadence];
    return state.misses;
  }

  /**
   * What was asked in the same round as the answered questions and is absent from the answer: the agent skipped it by
   * discovery. Questions of another round may never have reached the agent, and say nothing. An answer without any
   * question belongs to the last round.
   */
  skipped(answered: readonly Question[], now: number): Question[] {
    const underWay = this.questions.filter((question) => isWithin(this.#states.get(question.id)!.askedAt, now));
    const roundOf = (question: Question) => this.#states.get(question.id)!.round;
    const rounds = new Set(answered.length === 0 ? [this.#round] : underWay.filter((q) => answered.includes(q)).map(roundOf));
    return underWay.filter((question) => !answered.includes(question) && rounds.has(roundOf(question)));
  }

  misses(question: Question): number {
    return this.#states.get(question.id)!.misses;
  }

  /** The answer could not be stored: ask again at the next poll. */
  askAgain(matches: (question: Question) => boolean): void {
    for (const question of this.questions) {
      if (!matches(question)) continue;
      const state = this.#states.get(question.id)!;
      state.nextAt = 0;
      state.askedAt = 0;
    }
  }
}

/** Under way: asked, and the answer may still come. Also where the clock was set back since. */
const isWithin = (askedAt: number, now: number): boolean => askedAt > 0 && Math.abs(now - askedAt) < answerMaxMs;

export const forPlatform = (questions: readonly Question[], platform: Platform): Question[] =>
  questions.filter((question) => question.platform === platform);

/** The id under which one part of a question travels. */
export const partId = (question: Question, part: string): string => `${question.id}#${part}`;

/** Gate only with the agent's own registry: one failing discovery query would silently drop the whole round. */
function discovery(tables: readonly string[]): string {
  const names = tables.map((table) => `'${table.replaceAll("'", "''")}'`).join(',');
  return `SELECT 1 FROM osquery_registry WHERE registry = 'table' AND active = 1 AND name IN (${names}) GROUP BY registry HAVING COUNT(DISTINCT name) = ${new Set(tables).size}`;
}

/** The body of the answer to distributed/read. Every query has a discovery query: old agents skip those without. */
export function asMessage(
  ask: readonly Question[],
  values: AskedValues,
  more: boolean,
  known: ReadonlyMap<CollectionId, KnownCollection> = new Map(),
): Record<string, unknown> {
  if (ask.length === 0) return {};
  const queries: Record<string, string> = {};
  const discoveries: Record<string, string> = {};
  for (const question of ask) {
    for (const [part, sql] of Object.entries(question.sql)) {
      queries[partId(question, part)] = typeof sql === 'string' ? sql : sql(values, question.collects && known.get(question.collects));
      discoveries[partId(question, part)] = discovery(question.tables);
    }
  }
  return { queries, discovery: discoveries, ...(more ? { accelerate: accelerateSeconds } : {}) };
}

export type Parts = Readonly<Record<string, readonly Row[]>>;
