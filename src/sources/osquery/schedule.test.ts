import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accelerateSeconds, asMessage, DeviceSchedule } from './schedule.ts';
import { ask } from './testing/booth.ts';

const minute = [ask('clock', 'minute'), ask('processes', 'minute')];
const hourly = Array.from({ length: 25 }, (_, n) => ask(`setting-${n}`, 'hourly'));
const daily = [ask('scan', 'daily')];
const all = [...minute, ...hourly, ...daily];
const start = Date.parse('2026-11-22T00:00:00Z');
const hour = 3_600_000;
const schedule = (questions = all, seen = new Map<string, Date>(), missed = new Map(), device = 'd') =>
  new DeviceSchedule(device, questions, seen, missed);
const ids = (questions: readonly { id: string }[]) => questions.map(({ id }) => id.split('/')[0]!);

describe('what a device is asked', () => {
  it('asks the minute questions alone, then at most twenty others a round, faster while more wait', () => {
    const one = schedule();
    const first = one.next(start);
    assert.deepEqual([ids(first.ask), first.more], [['clock', 'processes'], true]);
    for (const question of first.ask) one.answered(question, start);
    const second = one.next(start + 5_000);
    assert.equal(second.ask.length, 20);
    assert.ok(second.more && second.ask.every((question) => question.cadence !== 'minute'));
    for (const question of second.ask) one.answered(question, start + 5_000);
    const rest = new Set<string>();
    let more = true;
    for (let poll = 2; more; poll += 1) {
      const round = one.next(start + poll * 5_000);
      for (const question of round.ask) one.answered(question, start + poll * 5_000);
      for (const id of ids(round.ask)) rest.add(id);
      more = round.more;
    }
    assert.deepEqual(rest.has('scan') && rest.has('setting-24'), true);
    assert.equal((asMessage(second.ask, {}, true) as { accelerate: number }).accelerate, accelerateSeconds);
    assert.ok(!('accelerate' in asMessage(first.ask, {}, false)));
    assert.deepEqual(asMessage([], {}, true), {});
  });

  it('asks only the minute questions while the server is behind, and the others as soon as it is not', () => {
    const one = schedule();
    const behind = { begins: () => true, isCrowded: false, isBehind: true, minuteWaitMs: 240_000 };
    const busy = one.next(start, behind);
    assert.deepEqual([ids(busy.ask), busy.more], [['clock', 'processes'], false]);
    for (const question of busy.ask) one.answered(question, start);
    const still = one.next(start + 60_000, behind);
    assert.deepEqual([still.ask, still.more], [[], false], 'answered a minute ago: it can wait');
    const again = one.next(start + 241_000, behind);
    assert.deepEqual(ids(again.ask), ['clock', 'processes'], 'long before the device would count as silent');
    for (const question of again.ask) one.answered(question, start + 241_000);
    const rest = one.next(start + 242_000);
    assert.deepEqual([rest.ask.length, rest.more], [20, true], 'nothing was forgotten');
  });

  it('lets each device wait a time of its own while the server is crowded, so that all are not asked together again', () => {
    const crowded = { begins: () => false, isCrowded: true, isBehind: false, minuteWaitMs: 240_000 };
    const waits = Array.from({ length: 100 }, (_, n) => {
      const one = schedule(minute, undefined, undefined, `device-${n}`);
      for (const question of one.next(start, crowded).ask) one.answered(question, start);
      let at = start;
      while (one.next(at, crowded).ask.length === 0) at += 1_000;
      return (at - start) / 1000;
    });
    for (const seconds of waits) assert.ok(seconds >= 120 && seconds <= 241, `${seconds} s: never longer than there is time for`);
    const busiest = Math.max(...Array.from({ length: 4 }, (_, n) => waits.filter((s) => s >= 120 + n * 30 && s < 150 + n * 30).length));
    assert.ok(busiest < 45, `${busiest} of 100 within half a minute`);
  });

  it('waits for room before it begins to tell, and once begun tells all of it', () => {
    const one = schedule();
    const asked: number[] = [];
    let isFull = true;
    const room = { begins: (rounds: number) => asked.push(rounds) > 0 && !isFull, isCrowded: true, isBehind: false, minuteWaitMs: 240_000 };
    const told = (at: number) => {
      const round = one.next(at, room);
      for (const question of round.ask) one.answered(question, at);
      return { ids: ids(round.ask), more: round.more };
    };
    assert.deepEqual(told(start), { ids: ['clock', 'processes'], more: false });
    assert.deepEqual(told(start + 60_000), { ids: [], more: false }, 'the minute questions leave the room to others');
    isFull = false;
    assert.equal(told(start + 120_000).more, true);
    isFull = true;
    assert.deepEqual([told(start + 125_000).ids.length, one.next(start + 130_000, room).more], [6, false]);
    assert.deepEqual(asked, [2, 2, 2], 'not asked again for what was begun');
  });

  it('asks the minute questions in between where telling takes long', () => {
    const many = Array.from({ length: 200 }, (_, n) => ask(`setting-${n}`, 'hourly'));
    const one = schedule([...minute, ...many]);
    const rounds = Array.from({ length: 11 }, (_, poll) => {
      const at = start + poll * 10_000;
      const round = one.next(at);
      for (const question of round.ask) one.answered(question, at);
      return ids(round.ask).includes('clock') ? 'minute' : round.ask.length;
    });
    assert.deepEqual(rounds, ['minute', 20, 20, 20, 20, 'minute', 20, 20, 20, 20, 'minute']);
  });

  it('does not ask again what is under way or was answered just now', () => {
    const one = schedule(hourly.slice(0, 2));
    const { ask: asked } = one.next(start);
    assert.deepEqual(one.next(start + 60_000).ask, [], 'under way');
    for (const question of asked) one.answered(question, start + 61_000);
    assert.deepEqual(one.next(start + hour / 2).ask, []);
    assert.equal(one.next(start + 61_000 + hour * 1.5).ask.length, 2);
  });

  it('gives each device a minute of the hour that is its own, so that they are spread over all of it', () => {
    const due = (device: string, last: number) => {
      const one = schedule(hourly.slice(0, 1), new Map([['setting-0', new Date(last)]]), undefined, device);
      let at = last;
      while (one.next(at).ask.length === 0) at += 1_000;
      return at;
    };
    const minutes = Array.from({ length: 60 }, (_, n) => Math.floor((due(`device-${n}`, start) % hour) / 60_000));
    assert.ok(new Set(minutes).size > 30, 'spread over the hour');
    for (const device of ['device-7', 'device-8']) {
      const first = due(device, start);
      assert.ok(first - start >= hour / 2 && first - start <= hour * 1.5 + 1_000);
      const next = due(device, first);
      assert.ok(Math.abs(next - first - hour) <= 1_000, 'an hour later');
      assert.ok(Math.abs(due(device, first + 10 * 60_000) - next) <= 1_000, 'also where its answer came late');
    }
  });

  it('asks what somebody waits for before what is only due, and in its own order again once it was answered', () => {
    const one = schedule(hourly);
    one.askAgain(({ id }) => id.startsWith('setting-23/') || id.startsWith('setting-24/'));
    const first = one.next(start);
    assert.deepEqual(ids(first.ask).slice(0, 3), ['setting-23', 'setting-24', 'setting-0']);
    assert.equal(first.ask.length, 20);
    for (const question of first.ask) one.answered(question, start);
    assert.deepEqual(ids(one.next(start + 5_000).ask), ['setting-18', 'setting-19', 'setting-20', 'setting-21', 'setting-22']);
  });

  it('goes on after a restart from what was seen and missed', () => {
    const seen = new Map([
      ['setting-0', new Date(start - 10 * 60_000)],
      ['setting-1', new Date(start - 2 * hour)],
    ]);
    const missed = new Map([['setting-2/linux', { askedAt: new Date(start - 60_000), misses: 3 }]]);
    const one = schedule(hourly.slice(0, 4), seen, missed);
    assert.deepEqual(ids(one.next(start).ask), ['setting-1', 'setting-3']);
    assert.equal(one.misses(hourly[2]!), 3);
  });

  it('asks once more after a miss, and backs off after the second', () => {
    const one = schedule(daily);
    one.next(start);
    const first = one.next(start + 181_000);
    assert.deepEqual([ids(first.missed), ids(first.ask)], [['scan'], ['scan']]);
    const second = one.next(start + 362_000);
    assert.deepEqual([ids(second.missed), second.ask], [['scan'], []]);
    assert.deepEqual(one.next(start + 23 * hour).ask, []);
    assert.equal(one.next(start + 25 * hour).ask.length, 1);
  });

  it('leaves a refused question alone for a while, and counts the refusals in a row', () => {
    const one = schedule(hourly.slice(0, 1));
    one.next(start);
    assert.equal(one.refused(hourly[0]!, start), 1);
    for (let poll = 1; poll < 60; poll += 1) assert.deepEqual(one.next(start + poll * 60_000).ask, []);
    assert.equal(one.next(start + hour).ask.length, 1);
    assert.equal(one.refused(hourly[0]!, start + hour), 2);
    one.answered(hourly[0]!, start + 2 * hour);
    assert.equal(one.misses(hourly[0]!), 0);
  });

  it('takes as skipped only what was asked in the same round', () => {
    const one = schedule([...minute, ...hourly.slice(0, 3)]);
    one.next(start); // this answer never reached the agent
    one.next(start + 5_000);
    assert.deepEqual(ids(one.skipped([hourly[0]!], start + 6_000)), ['setting-1', 'setting-2']);
    assert.deepEqual(
      ids(one.skipped([], start + 6_000)),
      ['setting-0', 'setting-1', 'setting-2'],
      'an empty answer is one to the last round',
    );
    assert.deepEqual(one.skipped([ask('never-asked', 'hourly')], start + 6_000), []);
    assert.deepEqual(one.skipped([hourly[0]!], start + hour), [], 'too late to say anything');
  });

  it('does not fall silent for hours when the clock of the server is set back', () => {
    const one = schedule(minute);
    for (const question of one.next(start).ask) one.answered(question, start);
    assert.equal(one.next(start - 5 * hour).ask.length, 2, 'what is due in five hours is due now');
    assert.equal(one.next(start - 10 * hour).ask.length, 2, 'what was asked in the future is asked again');
  });

  it('asks one by one what was under way when an answer was too large, until each is answered', () => {
    const one = schedule(hourly.slice(0, 4));
    assert.equal(one.next(start).ask.length, 4);
    assert.equal(one.tooLarge(start), null, 'nobody knows whose rows they were');
    for (const [at, expected] of ['setting-0', 'setting-1'].entries()) {
      const { ask: asked, more } = one.next(start + at);
      assert.deepEqual([ids(asked), more], [[expected], true]);
      one.answered(asked[0]!, start);
    }
    const [culprit] = one.next(start + 5).ask;
    assert.equal(one.tooLarge(start + 5), culprit);
    one.refused(culprit!, start + 5);
    assert.deepEqual(ids(one.next(start + 6).ask), ['setting-3']);
    one.answered(hourly[3]!, start + 6);
    assert.deepEqual(one.next(start + 60_000).ask, [], 'not at every poll');
    assert.deepEqual(ids(one.next(start + hour + 5).ask), ['setting-2'], 'alone again');
  });

  it('leaves out a question whose SQL cannot be made, and tells it', () => {
    const broken = ask('broken', 'hourly', {
      sql: {
        rows: 'SELECT 1',
        more: () => {
          throw new RangeError('a NUL cannot stand in SQL');
        },
      },
    });
    const told: string[] = [];
    const message = asMessage([broken, hourly[0]!], {}, true, undefined, ({ id }, error) => told.push(`${id}: ${String(error)}`));
    assert.deepEqual(Object.keys(message.queries as object), ['setting-0/linux#rows']);
    assert.deepEqual(Object.keys(message.discovery as object), ['setting-0/linux#rows']);
    assert.deepEqual(told, ['broken/linux: RangeError: a NUL cannot stand in SQL']);
    assert.deepEqual(asMessage([broken], {}, true), {});
  });

  it('gates every query with the registry only, and puts values into the SQL', () => {
    const listed = ask('listed', 'hourly', {
      tables: ["o'dd", 'b', 'b'],
      values: ['names'],
      sql: { rows: ({ names }) => `SELECT ${String(names)}` },
    });
    const message = asMessage([listed], { names: "'x'" }, false) as { queries: object; discovery: Record<string, string> };
    assert.deepEqual(message.queries, { 'listed/linux#rows': "SELECT 'x'" });
    assert.match(message.discovery['listed/linux#rows']!, /^SELECT 1 FROM osquery_registry .* IN \('o''dd','b','b'\).*= 2$/);
  });
});
