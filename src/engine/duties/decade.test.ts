import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { localDateOf } from '../../calendar/index.ts';
import type { Duties, OccurrenceQuery } from './index.ts';
import { horizonDays } from './plan.ts';
import { actor, type TestCompany, testCompany, trialDuties } from './testing/company.ts';
import { datedDuties, PaperCalendar, quietQuestions, type World } from './testing/model.ts';

const hourMs = 3_600_000;
const years = 10;
/** A walk that failed is repeated by its number. */
const seed = Number(process.env.DUTIES_SEED ?? 7);

/** Numbers below `most`, the same for the same seed (mulberry32). */
function dice(start: number): (most: number) => number {
  let state = start;
  return (most) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % most;
  };
}

/** What changes over the years; each from a moment on, be the server up or down then. */
class Changes<T> {
  readonly #list: { readonly at: number; readonly value: T }[];
  constructor(first: T) {
    this.#list = [{ at: Number.NEGATIVE_INFINITY, value: first }];
  }
  set(at: Date, value: T): void {
    this.#list.push({ at: at.getTime(), value });
    this.#list.sort((a, b) => a.at - b.at);
  }
  at(moment: Date): T {
    return this.#list.findLast(({ at }) => at <= moment.getTime())!.value;
  }
}

const todo: OccurrenceQuery = { state: 'todo', mine: false, q: '', sort: 'dueOn', order: 'asc', offset: 0, limit: 200 };
const owners = {
  'trial/drill': 'administrator',
  'trial/review': 'committee',
  'trial/weekly': 'administrator',
  'trial/yearly': 'management',
};

describe(`ten years with a server that is often down (DUTIES_SEED=${seed})`, () => {
  it('lose no occurrence and double none', { timeout: 600_000 }, async () => {
    const company = await testCompany('2026-11-24T01:00:00Z');
    try {
      await live(company, dice(seed));
    } finally {
      await company.close();
    }
  });
});

async function live(company: TestCompany, roll: (most: number) => number): Promise<void> {
  const { clock, is, ports } = company;
  const interval = new Changes(1);
  const drillApplies = new Changes(true);
  is.interval = (at) => interval.at(at);
  is.applies = (duty, at) => duty !== 'trial/drill' || drillApplies.at(at);
  const world: World = {
    calendar: ports.calendar(),
    anchor: is.startedOn!,
    horizonDays,
    intervalAt: is.interval,
    appliesAt: is.applies,
  };
  const paper = new Map(datedDuties.map((duty) => [duty, new PaperCalendar(duty, world)]));
  const events = new Set<string>();
  const end = clock.now().getTime() + years * 365.25 * 24 * hourMs;
  let server = company.duties;
  for (let number = 0; clock.now().getTime() < end; number += 1) {
    if (roll(4) === 0) server = company.restarted();
    await Promise.all([server.sweep(), ...(roll(5) === 0 ? [company.restarted().sweep()] : [])]);
    for (const each of paper.values()) each.look(clock.now());
    await work(server, roll);
    if (roll(6) === 0) {
      await server.recordEvent('trial/disposal', { about: `PC-${number}`, happenedOn: localDateOf(clock.now()) }, actor(['administrator']));
      events.add(localDateOf(clock.now()));
    }
    if (roll(9) === 0) await reassign(server, roll);
    const downHours = [1 + roll(48), 24 * (3 + roll(22)), 24 * (25 + roll(75))][roll(3)]!;
    const during = () => new Date(clock.now().getTime() + roll(downHours) * hourMs);
    if (roll(4) === 0) interval.set(during(), 1 + roll(7));
    if (roll(10) === 0) drillApplies.set(during(), !drillApplies.at(new Date(8.64e15)));
    clock.advance({ hours: downHours });
  }
  await server.sweep();
  await server.sweep();
  for (const each of paper.values()) each.look(clock.now());
  await compare(company, paper, quietQuestions(is.startedOn!, 6, events, localDateOf(clock.now())), events.size);
}

/** Some of what is to be done is done, left out or moved; the rest becomes overdue. */
async function work(server: Duties, roll: (most: number) => number): Promise<void> {
  const { occurrences } = await server.occurrences(todo, actor(['auditor']));
  // By what they are: ids are random, and the dice must fall the same way for the same seed.
  const inOrder = occurrences
    .map((one) => ({ ...one, name: `${one.duty} ${one.dueOn} ${one.about.ja}` }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { id, duty, revision, state } of inOrder) {
    const owner = actor([(owners as Record<string, string>)[duty] ?? 'administrator']);
    const chance = roll(6);
    if (chance === 0) await server.skip(id, { revision, reason: '都合により' }, owner).catch(forbidden);
    if (chance === 1 && state === 'open') await server.complete(id, { ...record, revision }, owner).catch(forbidden);
    if (chance === 2 && state === 'overdue') await server.complete(id, { ...record, revision }, owner).catch(forbidden);
  }
}
const record = { result: 'no-case', record: {}, remark: '対象なし', sheetDigest: null, attach: [] } as const;
const forbidden = (error: { code?: string }): void => {
  assert.ok(error.code === 'forbidden' || error.code === 'not-ready', String(error));
};

async function reassign(server: Duties, roll: (most: number) => number): Promise<void> {
  const duty = ['trial/weekly', 'trial/disposal'][roll(2)]!;
  const { revision } = (await server.list()).find((each) => each.duty.id === duty)!;
  const owner = ['role:administrator', 'role:committee', 'role:management'][roll(3)]!;
  await server.set(duty, { revision, owner, deputy: null, reason: '' }, actor(['administrator']));
}

async function compare(
  company: TestCompany,
  paper: ReadonlyMap<string, PaperCalendar>,
  quiet: readonly string[],
  events: number,
): Promise<void> {
  const now = company.clock.now();
  for (const [duty, expected] of paper) {
    assert.deepEqual(
      (await company.of(duty)).map(({ dueOn }) => dueOn),
      expected.dues,
      duty,
    );
  }
  const disposal = await company.of('trial/disposal');
  assert.deepEqual(
    disposal.filter(({ key }) => key.startsWith('quiet:')).map(({ key }) => key.slice(6)),
    quiet,
  );
  assert.ok(quiet.length > 0, 'years without an event are among them');
  assert.equal(disposal.filter(({ key }) => key.startsWith('recorded:')).length >= events, true);
  const count = async (sql: string, values: unknown[] = []) => (await company.rows<{ count: number }>(sql, values))[0]!.count;
  const occurrences = await count('SELECT count(*) AS count FROM duties_occurrence');
  assert.equal(await company.ledger('duty.opened'), occurrences);
  const everOverdue = `SELECT count(*) AS count FROM duties_occurrence WHERE (state IN ('waiting', 'open') AND due_at <= $1)
    OR (state = 'overdue' AND (due_at > $1 OR (due_at < $1::timestamptz - interval '30 days' AND escalation <> 2)))`;
  assert.equal(await count(everOverdue, [now]), 0, 'each stands as the clock says');
  const overdue = await count(`SELECT count(*) AS count FROM duties_event WHERE act = 'overdue'`);
  assert.equal(await company.ledger('duty.overdue'), overdue);
  assert.ok(overdue > 10);
  const doubled = `SELECT count(*) AS count FROM (SELECT news->>'occurrence', news->>'what' FROM test_news GROUP BY 1, 2 HAVING count(*) > 1) d`;
  assert.equal(await count(doubled), 0, 'nobody is told twice');
  assert.equal(Object.keys(trialDuties).length, paper.size + 2);
}
