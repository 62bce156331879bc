import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import { newId } from '../base/id.ts';
import { inTransaction, type Pool } from '../db/pool.ts';
import { isRandomised } from '../facts/neighbours.ts';
import type { unknownMachines } from '../facts/unknown-machines.ts';
import { append } from '../ledger/index.ts';
import {
  type Answer,
  type AskedQuestion,
  askQuestions,
  dropOldNeighbours,
  explainedMacs,
  forgetNeighbours,
  putAnswer,
  questionsOf,
  setRule,
  settleQuestions,
} from './questions.store.ts';
import { allSegments, fullSegments, lastReports, measuredMacs, neighboursSince, reportersOf, type Segment } from './segments.store.ts';

const dayMs = 86_400_000;
/** A machine that was not seen for so long is no neighbour; a segment of which nobody told for so long is silent. */
export const seenWithinMs = 7 * dayMs;
/** Kept so long, so that a machine that comes once a month is the same one. */
const keptMs = 60 * dayMs;
/** Of one segment no more questions than this wait; the rest is asked when these are answered. */
const openMax = 500;
const namedMax = 20;

export type UnknownMachines = ReturnType<typeof unknownMachines.schema.parse>;

export interface StrangerPorts {
  readonly pool: Pool;
  readonly clock: Clock;
  /** Every address that stands in a register of the company. */
  registeredMacs(): Promise<ReadonlySet<string>>;
  /** The company's ranges, and which of them a network lies in. */
  readonly ranges: { list(): readonly string[]; of(network: string): string | null };
  /** Tells what stands about machines around devices, as a fact of each. */
  tell(facts: readonly { deviceId: string; observedAt: Date; body: UnknownMachines }[]): Promise<void>;
}

/** Machines that nobody registered: who is asked about, what was answered, and what stands about it on each device. */
export class Strangers {
  readonly #ports: StrangerPorts;
  #looked = new Map<string, Date>();

  constructor(ports: StrangerPorts) {
    this.#ports = ports;
  }

  /** A device looked around; what follows is worked out at the next round. */
  looked(deviceId: string, observedAt: Date): void {
    this.#looked.set(deviceId, observedAt);
  }

  /** Asks about new strangers, settles what became known, and tells the devices that looked since the last round. */
  async round(): Promise<number> {
    if (this.#looked.size === 0) return 0;
    const batch = this.#looked;
    this.#looked = new Map();
    try {
      await this.#ask();
      return await this.#tell(batch);
    } catch (error) {
      for (const [id, at] of batch) if (!this.#looked.has(id)) this.#looked.set(id, at);
      throw error;
    }
  }

  async sweep(): Promise<void> {
    await dropOldNeighbours(this.#ports.pool, new Date(this.#ports.clock.now().getTime() - keptMs));
  }

  async #ask(): Promise<void> {
    const { pool, clock } = this.#ports;
    const now = clock.now();
    const since = new Date(now.getTime() - seenWithinMs);
    const asking = (await allSegments(pool)).filter(({ rule }) => rule === 'ask').map(({ id }) => id);
    if (asking.length === 0) return;
    const around = await neighboursSince(pool, asking, since);
    const macs = [...new Set(around.map(({ mac }) => mac))];
    const [measured, explained, registered, before] = await Promise.all([
      measuredMacs(pool, macs),
      explainedMacs(pool, macs),
      this.#ports.registeredMacs(),
      questionsOf(pool, asking),
    ]);
    const isKnown = (mac: string) => measured.has(mac) || explained.has(mac) || registered.has(mac);
    const asked = new Map<string, { id: string; segmentId: number; subject: string; lastAt: Date }>();
    for (const { segmentId, mac, name, lastSeenAt } of around) {
      if (isKnown(mac)) continue;
      const subject = isRandomised(mac) ? `random:${name.slice(0, 100)}` : `mac:${mac}`;
      const same = asked.get(`${segmentId} ${subject}`);
      const lastAt = same && same.lastAt > lastSeenAt ? same.lastAt : lastSeenAt;
      asked.set(`${segmentId} ${subject}`, { id: same?.id ?? newId(), segmentId, subject, lastAt });
    }
    const settled = before.filter((each) => isOpen(each) && each.subject.startsWith('mac:') && isKnown(each.subject.slice(4)));
    const open = new Set(before.map((each) => `${each.segmentId} ${each.subject}`));
    const places = new Map<number, number>();
    // What is not seen any more waits for a person too, but takes no place of those that are.
    for (const each of before) if (isOpen(each) && each.lastAt >= since) places.set(each.segmentId, (places.get(each.segmentId) ?? 0) + 1);
    const fitting = [...asked.values()].filter((each) => {
      if (open.has(`${each.segmentId} ${each.subject}`)) return true;
      const place = places.get(each.segmentId) ?? 0;
      places.set(each.segmentId, place + 1);
      return place < openMax;
    });
    if (fitting.length + settled.length === 0) return;
    await inTransaction(pool, async (tx) => {
      if (fitting.length > 0) await askQuestions(tx, fitting, now);
      const ids = settled.map(({ id }) => id);
      if (ids.length > 0) await settleQuestions(tx, ids, now);
    });
  }

  async #tell(looked: ReadonlyMap<string, Date>): Promise<number> {
    const { pool, clock, ranges } = this.#ports;
    const now = clock.now();
    const [segments, reports, full] = await Promise.all([allSegments(pool), lastReports(pool, [...looked.keys()]), fullSegments(pool)]);
    const questions = await questionsOf(
      pool,
      segments.map(({ id }) => id),
    );
    const since = new Date(now.getTime() - seenWithinMs);
    const silent = silentRanges(ranges, segments, since);
    const standing = new Map(
      segments.map((segment) => [segment.id, standingOf(segment, questions, { since, isFull: full.has(segment.id) })]),
    );
    const byDevice = new Map(reports.map((report) => [report.deviceId, report]));
    await this.#ports.tell(
      [...looked].map(([deviceId, observedAt]) => {
        const report = byDevice.get(deviceId);
        // An older report is of another place: at its last look the device stood in none of the company's segments.
        const ids = report && report.at >= observedAt ? report.segmentIds : [];
        return { deviceId, observedAt, body: { networks: ids.map((id) => standing.get(id)!), silent } };
      }),
    );
    return looked.size;
  }

  /** A person says what it is. Takes effect on the devices of the segment at the next round. */
  async answer(id: string, said: { answer: Answer; deviceId: string | null; note: string; by: string }): Promise<void> {
    const { pool, clock } = this.#ports;
    const at = clock.now();
    const { segmentId } = await inTransaction(pool, async (tx) => {
      const question = await putAnswer(tx, id, { ...said, at });
      if (!question) throw new Fault('not-found', { question: id });
      const payload = { question: id, answer: said.answer, subject: question.subject, device: said.deviceId, note: said.note };
      await append(tx, at, [{ kind: 'neighbour.answered', actor: said.by, subject: `segment:${question.segmentId}`, payload }]);
      return question;
    });
    await this.#lookAgain([segmentId]);
  }

  /** A person says whether strangers in a segment are asked about. */
  async decideSegment(id: number, said: { rule: 'ask' | 'ignore'; reason: string; by: string }): Promise<void> {
    const { pool, clock } = this.#ports;
    const at = clock.now();
    await inTransaction(pool, async (tx) => {
      if (!(await setRule(tx, id, { ...said, at }))) throw new Fault('not-found', { segment: id });
      if (said.rule === 'ignore') await forgetNeighbours(tx, id);
      const payload = { rule: said.rule, reason: said.reason };
      await append(tx, at, [{ kind: 'segment.decided', actor: said.by, subject: `segment:${id}`, payload }]);
    });
    await this.#lookAgain([id]);
  }

  /** The devices of the segments are told anew, as of their last look. */
  async #lookAgain(segmentIds: readonly number[]): Promise<void> {
    const { pool, clock } = this.#ports;
    const ids = await reportersOf(pool, segmentIds, new Date(clock.now().getTime() - dayMs));
    for (const { deviceId, at } of await lastReports(pool, ids)) if (!this.#looked.has(deviceId)) this.#looked.set(deviceId, at);
  }
}

const isOpen = (question: AskedQuestion): boolean => question.answer === null && question.settledAt === null;

function standingOf(
  segment: Segment,
  questions: readonly AskedQuestion[],
  { since, isFull }: { since: Date; isFull: boolean },
): UnknownMachines['networks'][number] {
  const own = segment.rule === 'ask' ? questions.filter((each) => each.segmentId === segment.id && each.lastAt >= since) : [];
  const open = own.filter(isOpen);
  return {
    network: segment.network,
    rule: segment.rule,
    waiting: open.slice(0, namedMax).map(({ subject, openedAt }) => ({ subject, since: openedAt.toISOString() })),
    open: open.length,
    forbidden: own.flatMap(({ answer, subject }) => (answer === 'forbidden' ? [subject] : [])).slice(0, namedMax),
    ...(isFull && segment.rule === 'ask' && { full: true }),
  };
}

/** Ranges of the company's list of which nobody told lately, and segments about which nobody decided. */
function silentRanges(ranges: StrangerPorts['ranges'], segments: readonly Segment[], since: Date): string[] {
  const told = new Set(
    segments
      .filter((each) => each.rule === 'ignore' || (each.rule === 'ask' && each.lastReportedAt >= since))
      .map((each) => ranges.of(each.network)),
  );
  const undecided = segments.filter(
    (each) => each.rule === 'undecided' && each.lastReportedAt >= since && ranges.of(each.network) !== null,
  );
  return [...ranges.list().filter((range) => !told.has(range)), ...undecided.map((each) => `${each.network} (${each.gateway})`)].slice(
    0,
    50,
  );
}
