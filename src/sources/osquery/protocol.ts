import type { Clock } from '../../base/clock.ts';
import { sameSecret } from '../../base/hash.ts';
import type { Log } from '../../base/log.ts';
import type { CollectionFact, CollectionId, KnownCollection } from '../../facts/collection.ts';
import type { Platform } from '../../facts/kind.ts';
import { type AgentPath, keyIn, nodeInvalid, pathOf } from './agent-paths.ts';
import { answeredIn, translateAnswer, type Write } from './answers.ts';
import type { AgentBook, Emission, EmittedDraft, EmittedSamples, Quarantinable, Unanswered } from './book.ts';
import { agentConfig, detailsQuery, ownIntervals } from './config.ts';
import { draftOf, tooLargeDraft, unaskableDraft } from './drafts.ts';
import { plainLine, readEnrolment } from './enrolment.ts';
import { readLines } from './lines.ts';
import { type LiveAnswer, type LivePort, liveAnswersIn, liveMessage, observedIn } from './live.ts';
import type { Room } from './pace.ts';
import type { AskedValues, Question } from './question.ts';
import { asMessage, DeviceSchedule, forPlatform } from './schedule.ts';

export type { AgentBook, Emission, EmittedDraft, EmittedSamples, Quarantinable, Unanswered } from './book.ts';

export interface AgentProtocolDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly book: AgentBook;
  readonly questions: readonly Question[];
  /** Stores; resolves after the commit. The agent is answered only then. */
  readonly emit: (emission: Emission) => Promise<void>;
  /** The secrets that are good now: the current one, and the one before it while it is being replaced. */
  readonly enrolSecrets: () => readonly string[];
  /** Which secret it is, counted from 1. Left out where they are not counted. */
  readonly secretGeneration?: (secret: string) => number | null;
  readonly values: () => AskedValues;
  /** What there is room for, so that devices are asked no more than can be stored. Left out: for everything. */
  readonly room?: Room;
  /** What persons ask at once; left out where nobody can. */
  readonly live?: LivePort;
}

interface Caller {
  readonly address: string;
  readonly authorization: string | undefined;
  readonly receivedAt: Date;
  /** The version of the bundle whose flags called; left out where the path does not tell it. */
  readonly bundle?: number;
}

/** Schedules held in memory; beyond it the oldest are rebuilt from the facts. */
const schedulesHeldMax = 20_000;
const wordsCharsMax = 300;
/** A line from a time to come, or older than an agent keeps it, says that the device's clock is wrong. It is kept, with both times. */
const isOfAnotherTime = (at: Date, receivedAt: Date): boolean =>
  at.getTime() > receivedAt.getTime() + 86_400_000 || at.getTime() < receivedAt.getTime() - 366 * 86_400_000;

/** The agent's protocol, free of HTTP: one method a path, JSON object in, JSON object out. */
export class AgentProtocol {
  readonly #deps: AgentProtocolDeps;
  readonly #schedules = new Map<string, DeviceSchedule>();
  readonly #byPlatform: Record<Platform, Question[]>;
  readonly #paths: Readonly<Record<AgentPath, (body: Record<string, unknown>, caller: Caller) => Promise<object>>>;
  #counts: Record<string, number> = {};

  constructor(deps: AgentProtocolDeps) {
    this.#deps = deps;
    const { questions } = deps;
    this.#byPlatform = {
      linux: forPlatform(questions, 'linux'),
      macos: forPlatform(questions, 'macos'),
      windows: forPlatform(questions, 'windows'),
    };
    this.#paths = {
      '/enroll': (body, caller) => this.#enrol(body, caller),
      '/config': (body, caller) => this.#asNode(body, caller, async ({ deviceId }) => agentConfig(ownIntervals(deviceId))),
      '/log': (body, caller) => this.#asNode(body, caller, (node) => this.#log(node.deviceId, body, caller)),
      '/distributed/read': (body, caller) => this.#asNode(body, caller, (node) => this.#read(node, caller)),
      '/distributed/write': (body, caller) => this.#asNode(body, caller, (node) => this.#write(node, body as Write, caller)),
      '/carve/init': async () => ({ error: 'files are not collected here' }),
      '/carve/block': async () => ({ error: 'files are not collected here' }),
    };
  }

  /** What was kept of the lists that came: only for that may the agent answer by a digest from now on. */
  async #learn(deviceId: string, schedule: DeviceSchedule, drafts: readonly EmittedDraft[]): Promise<void> {
    if (drafts.every(({ collected }) => collected === undefined)) return;
    const stored = await this.#deps.book.knownCollections?.(deviceId);
    for (const { collected, body } of drafts) {
      if (!collected) continue;
      const known = stored ? stored.get(collected.collection) : { ...(body as CollectionFact), token: collected.token };
      if (known) schedule.known?.set(collected.collection, known);
    }
  }

  /** What is known of a device's lists is read while it tells them: in the hour between, ten thousand devices would hold it for nothing. */
  async #lists(
    deviceId: string,
    schedule: DeviceSchedule,
    concerned: readonly Question[],
  ): Promise<ReadonlyMap<CollectionId, KnownCollection>> {
    if (!concerned.some(({ collects }) => collects !== undefined)) return new Map();
    schedule.known ??= new Map(await this.#deps.book.knownCollections?.(deviceId));
    return schedule.known;
  }

  /** `path` is one that agents call. */
  answer(path: string, body: Record<string, unknown>, caller: Caller): Promise<object> {
    const { path: known, bundle } = pathOf(path);
    return this.#paths[known!](body, bundle === null ? caller : { ...caller, bundle });
  }

  count(name: string): void {
    this.#counts[name] = (this.#counts[name] ?? 0) + 1;
  }

  /** Counters since the last call; they are stored with the next delivery. */
  takeCounts(): Record<string, number> {
    const counts = this.#counts;
    this.#counts = {};
    return counts;
  }

  refusedEnrolment(address: string, reason: 'wrong-secret' | 'bad-request' | 'no-identity'): void {
    this.#deps.book
      .refused(address, reason)
      .catch((error: unknown) => this.#deps.log.error({ err: error }, 'could not record a refused enrolment'));
  }

  /** A value that questions carry has changed: ask the questions that carry it again at the next poll. */
  askAgain(matches: (question: Question) => boolean): void {
    for (const schedule of this.#schedules.values()) schedule.askAgain(matches);
  }

  /** What devices are used as changed: whatever is asked of them is asked at their next poll. */
  askDevices(deviceIds: readonly string[]): void {
    for (const id of deviceIds) this.#schedules.get(id)?.askAgain(() => true);
  }

  async knowsNode(key: string): Promise<boolean> {
    return (await this.#deps.book.node(key)) !== null;
  }

  async #asNode(
    body: Record<string, unknown>,
    caller: Caller,
    work: (node: { deviceId: string; platform: Platform }) => Promise<object>,
  ): Promise<object> {
    const key = keyIn(caller.authorization) ?? (typeof body.node_key === 'string' ? body.node_key : '');
    const node = key === '' ? null : await this.#deps.book.node(key);
    if (!node) {
      this.count('unknown-node');
      return nodeInvalid;
    }
    this.#deps.book.seen(node.deviceId);
    if (caller.bundle !== undefined) this.#deps.book.bundle?.(node.deviceId, caller.bundle);
    return work(node);
  }

  async #enrol(body: Record<string, unknown>, { address }: Caller): Promise<object> {
    const secret = typeof body.enroll_secret === 'string' ? body.enroll_secret : '';
    if (!this.#deps.enrolSecrets().some((good) => sameSecret(good, secret))) {
      this.count('wrong-secret');
      this.refusedEnrolment(address, 'wrong-secret');
      return { node_invalid: true, error: 'the enrolment secret is wrong' };
    }
    const enrolling = readEnrolment(body);
    if (typeof enrolling === 'string') {
      this.count('no-identity');
      this.refusedEnrolment(address, 'no-identity');
      return { node_invalid: true, error: enrolling };
    }
    const { nodeKey, deviceId } = await this.#deps.book.enrol(enrolling, this.#deps.secretGeneration?.(secret) ?? null);
    this.#schedules.delete(deviceId);
    return { node_key: nodeKey };
  }

  async #log(deviceId: string, body: Record<string, unknown>, { receivedAt }: Caller): Promise<object> {
    const { lines, bad } = readLines(deviceId, body.log_type, body.data, receivedAt);
    const quarantined = bad.map((item) => ({ at: receivedAt, deviceId, what: 'line', ...item }));
    for (const { at } of lines) if (isOfAnotherTime(at, receivedAt)) this.count('line-of-another-time');
    await this.#emit({ lines, quarantined });
    for (const line of lines)
      if (line.type === 'result' && line.name === detailsQuery) await this.#describe(deviceId, line.body as Record<string, unknown>);
    return {};
  }

  async #describe(deviceId: string, body: Record<string, unknown>): Promise<void> {
    const row: unknown = Array.isArray(body.snapshot) ? body.snapshot[0] : undefined;
    if (row === null || typeof row !== 'object') return;
    const [name, version, agent] = ['name', 'version', 'agent_version'].map((column) => (row as Record<string, unknown>)[column]);
    if (typeof name !== 'string' || typeof version !== 'string' || typeof agent !== 'string') return;
    await this.#deps.book.describe(
      deviceId,
      plainLine(`${name} ${version}`).slice(0, wordsCharsMax),
      plainLine(agent).slice(0, wordsCharsMax),
    );
  }

  /** Stores, with the counters; where that fails they wait for the next delivery. */
  async #emit(emission: Emission): Promise<void> {
    const counts = this.takeCounts();
    try {
      await this.#deps.emit({ ...emission, counts });
    } catch (error) {
      for (const [name, count] of Object.entries(counts)) this.#counts[name] = (this.#counts[name] ?? 0) + count;
      throw error;
    }
  }

  async #schedule({ deviceId, platform }: { deviceId: string; platform: Platform }): Promise<DeviceSchedule> {
    const held = this.#schedules.get(deviceId);
    if (held) return held;
    const { seen, unanswered, known } = await this.#deps.book.askedSoFar(deviceId);
    const schedule = new DeviceSchedule(deviceId, this.#byPlatform[platform], seen, unanswered, known);
    if (this.#schedules.size >= schedulesHeldMax) this.#schedules.delete(this.#schedules.keys().next().value!);
    this.#schedules.set(deviceId, schedule);
    return schedule;
  }

  async #read(node: { deviceId: string; platform: Platform }, { receivedAt }: Caller): Promise<object> {
    const schedule = await this.#schedule(node);
    const live = await this.#live(node.deviceId, schedule, receivedAt);
    // Alone: should the agent die of it, no fact is lost with it.
    schedule.lastLive = live?.query?.id ?? null;
    if (live?.query) return liveMessage(live.query, live.accelerate);
    // A person who waits goes before all others.
    const { ask, more, missed } = schedule.next(receivedAt.getTime(), live === null ? this.#deps.room : undefined);
    try {
      if (missed.length > 0) {
        const rows = missed.map(({ id }, at) => ({
          question: id,
          askedAt: receivedAt,
          message: 'no answer',
          misses: schedule.misses(missed[at]!),
        }));
        await this.#deps.book.setUnanswered(node.deviceId, rows);
      }
      const unaskable: Question[] = [];
      const lists = await this.#lists(node.deviceId, schedule, ask);
      const message = asMessage(ask, this.#deps.values(), more, lists, (question, error) => {
        this.#deps.log.error({ err: error, question: question.id }, 'a question cannot be made of the values');
        this.count('question-unaskable');
        unaskable.push(question);
      });
      if (unaskable.length > 0) {
        await this.#emit({ drafts: unaskable.map((question) => unaskableDraft(node.deviceId, question, receivedAt)) });
        await this.#refuse(node.deviceId, schedule, unaskable, 'not asked: it cannot be made of the values', receivedAt);
      }
      return live && live.accelerate > 0 ? { ...message, accelerate: live.accelerate } : message;
    } catch (error) {
      // They did not reach the agent: not its miss.
      schedule.askAgain((question) => ask.includes(question));
      throw error;
    }
  }

  #refuse(deviceId: string, schedule: DeviceSchedule, refused: readonly Question[], message: string, at: Date): Promise<void> {
    const rows = refused.map((question) => ({
      question: question.id,
      askedAt: at,
      message,
      misses: schedule.refused(question, at.getTime()),
    }));
    return this.#deps.book.setUnanswered(deviceId, rows);
  }

  /**
   * An answer of a known agent that is too large to be read, and that it would send for ever: it is told that it was taken. What is known
   * of it is kept in quarantine, and nothing is taken for answered. False where the header names no agent.
   */
  async tooLarge(authorization: string | undefined, reason: string, receivedAt: Date): Promise<boolean> {
    const key = keyIn(authorization);
    const node = key === undefined ? null : await this.#deps.book.node(key);
    if (!node) return false;
    const { deviceId } = node;
    this.#deps.book.seen(deviceId);
    const schedule = await this.#schedule(node);
    const live = schedule.lastLive;
    const culprit = live === null ? schedule.tooLarge(receivedAt.getTime()) : null;
    await this.#emit({
      drafts: culprit ? [tooLargeDraft(deviceId, culprit, receivedAt)] : [],
      quarantined: [{ at: receivedAt, deviceId, what: `rows:${live ?? culprit?.id ?? 'several'}`, reason, content: '' }],
    });
    if (culprit) await this.#refuse(deviceId, schedule, [culprit], `the answer was too large: ${reason}`, receivedAt);
    if (live !== null) {
      const refusal = { queries: {}, statuses: { [live]: 1 }, messages: { [live]: reason } };
      await this.#tellLive(deviceId, refusal, liveAnswersIn(refusal), [], receivedAt);
    }
    schedule.lastLive = null;
    return true;
  }

  async #live(deviceId: string, schedule: DeviceSchedule, now: Date) {
    const { live } = this.#deps;
    if (!live?.concerns(deviceId)) return null;
    return live.next(deviceId, now, (kinds, gently) => {
      const wanted = schedule.questions.filter(
        (question) => (kinds === null || kinds.has(question.kind.kind)) && !(gently && schedule.misses(question) > 0),
      );
      schedule.askAgain((question) => wanted.includes(question));
      return wanted.map((question) => question.kind.kind);
    });
  }

  async #write(node: { deviceId: string; platform: Platform }, write: Write, { receivedAt }: Caller): Promise<object> {
    if (write.queries === null || typeof write.queries !== 'object' || Array.isArray(write.queries)) {
      this.count('bad-json');
      return { error: 'queries is missing' };
    }
    const schedule = await this.#schedule(node);
    const now = receivedAt.getTime();
    const values = this.#deps.values();
    const drafts: EmittedDraft[] = [];
    const samples: EmittedSamples[] = [];
    const quarantined: Quarantinable[] = [];
    const refused: Unanswered[] = [];
    const cleared: string[] = [];
    const inWrite = answeredIn(schedule.questions, write);
    const ofPersons = this.#deps.live ? liveAnswersIn(write) : [];
    // A query of a person travels alone: its answer says nothing of questions that it does not hold.
    const answered = inWrite.length === 0 && ofPersons.length > 0 ? [] : [...inWrite, ...schedule.skipped(inWrite, now)];
    const lists = await this.#lists(node.deviceId, schedule, answered);
    for (const question of answered) {
      const askedAt = schedule.askedAt(question);
      if (askedAt === null && question.values) {
        // Its SQL carried the company's values of a time that is not known any more: it proves nothing about those of today.
        this.count('answer-out-of-date');
        schedule.askAgain((each) => each === question);
        continue;
      }
      const round = { askedAt: askedAt ?? new Date(now - 3_600_000), receivedAt };
      const answer = translateAnswer(question, write, round, values, question.collects && lists.get(question.collects));
      if (answer.is !== 'nothing') drafts.push(draftOf(node.deviceId, question, answer, receivedAt));
      if (answer.is === 'fact' && answer.samples) samples.push({ deviceId: node.deviceId, samples: answer.samples });
      if (answer.is === 'broken') {
        const { reason, content } = answer;
        quarantined.push({ at: receivedAt, deviceId: node.deviceId, what: `rows:${question.id}`, reason, content });
      }
      if (answer.is === 'unreadable' && answer.refused) {
        refused.push({ question: question.id, askedAt: receivedAt, message: answer.message, misses: schedule.refused(question, now) });
      } else {
        if (schedule.misses(question) > 0) cleared.push(question.id);
        schedule.answered(question, now);
      }
    }
    try {
      await this.#emit({ drafts, samples, quarantined });
      await this.#learn(node.deviceId, schedule, drafts);
      if (this.#deps.book.knownCollections) schedule.releaseLists();
      if (refused.length > 0) await this.#deps.book.setUnanswered(node.deviceId, refused);
      if (cleared.length > 0) await this.#deps.book.clearUnanswered(node.deviceId, cleared);
      await this.#tellLive(node.deviceId, write, ofPersons, answered, receivedAt);
    } catch (error) {
      const lost = new Set(answered);
      schedule.askAgain((question) => lost.has(question));
      throw error;
    }
    return {};
  }

  async #tellLive(deviceId: string, write: Write, answers: readonly LiveAnswer[], answered: readonly Question[], now: Date): Promise<void> {
    const { live } = this.#deps;
    if (!live) return;
    if (answers.length > 0) {
      const unasked = await live.answered(deviceId, answers, now);
      for (let i = 0; i < unasked; i++) this.count('answer-not-asked');
    }
    if (answered.length > 0 && live.concerns(deviceId)) {
      const { kinds, cost } = observedIn(write, answered);
      await live.observed(deviceId, kinds, cost, now);
    }
  }
}
