import { sha256 } from '../../base/hash.ts';
import type { CollectionId, KnownCollection } from '../../facts/collection.ts';
import type { Platform } from '../../facts/kind.ts';
import { type Room, unlimited } from './pace.ts';
import type { AskedValues, Cadence, Question, Row } from './question.ts';

/**
 * How far apart a question is asked of one device. The minute questions go out at every poll: after a time of quick polling
 * the agent waits a whole minute again, and what was not asked at its last quick poll would be two minutes old.
 */
const intervalMs: Record<Cadence, number> = { minute: 4_000, hourly: 3_600_000, daily: 86_400_000 };
/** While a device tells what is asked by the hour and the day, its minute questions come in between no more often than this. */
const minuteWhileTellingMs = 45_000;
/** A refused or unanswered question waits at least this long before it is tried again. */
const retryMs: Record<Cadence, number> = { minute: 600_000, hourly: 3_600_000, daily: 86_400_000 };
/** Questions in one round beside the minute ones, so that one round stays small for the device and for the wire. */
const questionsPerRoundMax = 20;
/** Asked and not answered within this time is a miss; the agent gives up its own call after 16 s and polls every 60 s. */
const answerMaxMs = 180_000;
/** Counted no further: who misses so often is known well enough. */
const missesMax = 10_000;
/** Due since before all times: what somebody waits for goes before what is only due. */
const wantedAt = -1;
/** Seconds of quick polling handed out while more questions wait. */
export const accelerateSeconds = 10;

/** The numbers by which the questions of a platform are told apart; shared by all its devices. */
const indexes = new WeakMap<readonly Question[], ReadonlyMap<string, number>>();
function indexOf(questions: readonly Question[]): ReadonlyMap<string, number> {
  const known = indexes.get(questions);
  if (known) return known;
  const made = new Map(questions.map((question, at) => [question.id, at]));
  indexes.set(questions, made);
  return made;
}

/**
 * What the server asked one device and when it asks again; rebuilt from the facts after a restart. Ten thousand devices with a
 * hundred questions each are a million states: they are columns of numbers, one place for each question.
 */
export class DeviceSchedule {
  readonly #deviceId: string;
  readonly questions: readonly Question[];
  /** The collections that the device told, as they are stored; null between two tellings, when nobody needs them. */
  known: Map<CollectionId, KnownCollection> | null;
  readonly #index: ReadonlyMap<string, number>;
  readonly #nextAt: Float64Array;
  /** 0: not under way. */
  readonly #askedAt: Float64Array;
  /** The round in which it was asked. */
  readonly #rounds: Uint32Array;
  readonly #misses: Uint16Array;
  /** Asked in a round of their own: of an answer that was too large nobody knows whose rows they were. */
  #alone: Set<Question> | null = null;
  readonly #shares: Partial<Record<Cadence, number>> = {};
  /** The query of a person that went out with the last poll, if one did. */
  lastLive: string | null = null;
  #lastWasQuick = false;
  /** It was given room for what is asked by the hour and by the day, and has not told all of it yet. */
  #isTelling = false;
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
    this.#index = indexOf(questions);
    this.#nextAt = new Float64Array(questions.length);
    this.#askedAt = new Float64Array(questions.length);
    this.#rounds = new Uint32Array(questions.length);
    this.#misses = new Uint16Array(questions.length);
    questions.forEach((question, at) => {
      const missed = unanswered.get(question.id);
      const last = seen.get(question.kind.kind);
      this.#nextAt[at] = missed
        ? missed.askedAt.getTime() + retryMs[question.cadence]
        : last
          ? this.#dueAfter(question, last.getTime())
          : 0;
      this.#misses[at] = Math.min(missed?.misses ?? 0, missesMax);
    });
  }

  /**
   * When a question is asked again that was answered at a moment. Each device has a minute of the hour (and one of the day) of its own, so
   * that ten thousand of them are spread over the whole of it, and keep to it. What was answered shortly before its minute waits for the
   * next one: between half an interval and one and a half. All questions of a device share it, and are asked in one spell.
   */
  #dueAfter(question: Question, answeredAt: number): number {
    const every = intervalMs[question.cadence];
    if (question.cadence === 'minute') return answeredAt + every;
    const own = this.#share(question.cadence) * every;
    return Math.ceil((answeredAt + every / 2 - own) / every) * every + own;
  }

  /** A number of the device's own for a cadence: from 0 on, less than 1. */
  #share(cadence: Cadence): number {
    this.#shares[cadence] ??= sha256(`${this.#deviceId} ${cadence}`).readUInt32BE(0) / 2 ** 32;
    return this.#shares[cadence];
  }

  #at(question: Question): number {
    return this.#index.get(question.id)!;
  }

  /**
   * The questions of this round, and whether more wait. The minute questions go alone: among them is the clock, and a round that takes
   * long says little about a clock. The slower ones wait until there is room for all of them.
   */
  next(now: number, room: Room = unlimited): { ask: Question[]; more: boolean; missed: Question[] } {
    const missed: Question[] = [];
    const quick: Question[] = [];
    const slow: Question[] = [];
    let isPressing = false;
    const { isCrowded, isBehind } = room;
    // Each waits a time of its own: those that were asked together are not all asked together again.
    const minuteWaitMs = room.minuteWaitMs * (0.5 + this.#share('minute') / 2);
    this.questions.forEach((question, at) => {
      const askedAt = this.#askedAt[at]!;
      if (askedAt > 0) {
        if (isWithin(askedAt, now)) return;
        this.#askedAt[at] = 0;
        this.#miss(at);
        // The first miss may be a computer that was shut down; after that the question itself is suspect.
        this.#nextAt[at] = this.#misses[at]! > 1 ? now + retryMs[question.cadence] : now;
        missed.push(question);
      }
      const nextAt = this.#nextAt[at]!;
      // Further away than any wait: the server's clock was set back.
      const isFar = nextAt - now > 2 * Math.max(intervalMs[question.cadence], retryMs[question.cadence]);
      if (nextAt > now && !isFar) return;
      if (question.cadence !== 'minute') {
        slow.push(question);
        return;
      }
      // Answered at `nextAt` less its interval; one that never was has waited for ever.
      const ageMs = isFar ? Number.POSITIVE_INFINITY : now - (nextAt - intervalMs.minute);
      if ((isCrowded || isBehind) && ageMs < minuteWaitMs) return;
      isPressing ||= ageMs >= minuteWhileTellingMs;
      quick.push(question);
    });
    if (slow.length > 0 && !isBehind) this.#isTelling ||= room.begins(Math.ceil(slow.length / questionsPerRoundMax));
    // What is not asked now is due at a later poll; more answers than can be stored would only be sent again.
    if (isBehind || !this.#isTelling) slow.length = 0;
    const isWanted = (question: Question) => this.#nextAt[this.#at(question)] === wantedAt;
    if (slow.some(isWanted)) slow.sort((a, b) => Number(isWanted(b)) - Number(isWanted(a)));
    const quickNow = quick.length > 0 && (slow.length === 0 || (isPressing && !this.#lastWasQuick));
    const ask = this.#together(quickNow ? quick : slow);
    const more = slow.length > (quickNow ? 0 : ask.length) || (quickNow && ask.length < quick.length);
    if (!more && !isBehind) this.#isTelling = false;
    this.#lastWasQuick = quickNow;
    this.#round += 1;
    for (const question of ask) {
      this.#askedAt[this.#at(question)] = now;
      this.#rounds[this.#at(question)] = this.#round;
    }
    return { ask, more, missed };
  }

  #together(due: readonly Question[]): Question[] {
    const first = this.#alone && due.find((question) => this.#alone!.has(question));
    return first ? [first] : due.slice(0, due[0]?.cadence === 'minute' ? undefined : questionsPerRoundMax);
  }

  #miss(at: number): void {
    this.#misses[at] = Math.min(this.#misses[at]! + 1, missesMax);
  }

  /** When the question was asked; null where it is not under way (the server was restarted, or a value in it has changed). */
  askedAt(question: Question): Date | null {
    const askedAt = this.#askedAt[this.#at(question)]!;
    return askedAt > 0 ? new Date(askedAt) : null;
  }

  answered(question: Question, now: number): void {
    const at = this.#at(question);
    this.#askedAt[at] = 0;
    this.#misses[at] = 0;
    this.#alone?.delete(question);
    this.#nextAt[at] = this.#dueAfter(question, now);
  }

  /** The agent said no (no such table, denylisted): not asked again at every poll. Returns how often in a row. */
  refused(question: Question, now: number): number {
    const at = this.#at(question);
    this.#askedAt[at] = 0;
    this.#miss(at);
    this.#nextAt[at] = now + retryMs[question.cadence];
    return this.#misses[at]!;
  }

  /**
   * What was asked in the same round as the answered questions and is absent from the answer: the agent skipped it by
   * discovery. Questions of another round may never have reached the agent, and say nothing. An answer without any
   * question belongs to the last round.
   */
  skipped(answered: readonly Question[], now: number): Question[] {
    const underWay = this.questions.filter((_question, at) => isWithin(this.#askedAt[at]!, now));
    const roundOf = (question: Question) => this.#rounds[this.#at(question)]!;
    const rounds = new Set(answered.length === 0 ? [this.#round] : underWay.filter((q) => answered.includes(q)).map(roundOf));
    return underWay.filter((question) => !answered.includes(question) && rounds.has(roundOf(question)));
  }

  /**
   * The answer to what is under way was too large to be taken, and is gone. Each question is asked again by itself, so that only the one
   * whose rows it was stays without an answer: where one alone was under way, that is it, and it is returned.
   */
  tooLarge(now: number): Question | null {
    const underWay = this.questions.filter((_question, at) => isWithin(this.#askedAt[at]!, now));
    if (underWay.length === 1) return underWay[0]!;
    this.#alone = new Set([...(this.#alone ?? []), ...underWay]);
    this.askAgain((question) => underWay.includes(question));
    return null;
  }

  misses(question: Question): number {
    return this.#misses[this.#at(question)]!;
  }

  /** Lets go of what is known of lists, unless one is under way. */
  releaseLists(): void {
    if (!this.questions.some(({ collects }, at) => collects !== undefined && this.#askedAt[at]! > 0)) this.known = null;
  }

  /** The answer could not be stored, or is wanted anew: ask again at the next poll, before what is only due. */
  askAgain(matches: (question: Question) => boolean): void {
    this.questions.forEach((question, at) => {
      if (!matches(question)) return;
      this.#nextAt[at] = wantedAt;
      this.#askedAt[at] = 0;
    });
  }
}

/** Under way: asked, and the answer may still come. Also where the clock was set back since. */
const isWithin = (askedAt: number, now: number): boolean => askedAt > 0 && Math.abs(now - askedAt) < answerMaxMs;

export const forPlatform = (questions: readonly Question[], platform: Platform): Question[] =>
  questions.filter((question) => question.platform === platform);

/** The id under which one part of a question travels. */
export const partId = (question: Question, part: string): string => `${question.id}#${part}`;

/** Gate only with the agent's own registry: one failing discovery query would silently drop the whole round. */
const discoveries = new WeakMap<Question, string>();
function discoveryOf(question: Question): string {
  const known = discoveries.get(question);
  if (known !== undefined) return known;
  const made = discovery(question.tables);
  discoveries.set(question, made);
  return made;
}
function discovery(tables: readonly string[]): string {
  const names = tables.map((table) => `'${table.replaceAll("'", "''")}'`).join(',');
  return `SELECT 1 FROM osquery_registry WHERE registry = 'table' AND active = 1 AND name IN (${names}) GROUP BY registry HAVING COUNT(DISTINCT name) = ${new Set(tables).size}`;
}

/**
 * The body of the answer to distributed/read. Every query has a discovery query: old agents skip those without. A question whose SQL
 * cannot be made of the values is left out and told: it must not keep the others from being asked.
 */
export function asMessage(
  ask: readonly Question[],
  values: AskedValues,
  more: boolean,
  known: ReadonlyMap<CollectionId, KnownCollection> = new Map(),
  onUnaskable: (question: Question, error: unknown) => void = () => {},
): Record<string, unknown> {
  const queries: Record<string, string> = {};
  const gates: Record<string, string> = {};
  for (const question of ask) {
    try {
      const own = Object.entries(question.sql).map(
        ([part, sql]) =>
          [partId(question, part), typeof sql === 'string' ? sql : sql(values, question.collects && known.get(question.collects))] as const,
      );
      for (const [id, sql] of own) {
        queries[id] = sql;
        gates[id] = discoveryOf(question);
      }
    } catch (error) {
      onUnaskable(question, error);
    }
  }
  if (Object.keys(queries).length === 0) return {};
  return { queries, discovery: gates, ...(more ? { accelerate: accelerateSeconds } : {}) };
}

export type Parts = Readonly<Record<string, readonly Row[]>>;
