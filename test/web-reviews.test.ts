import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ReviewLine } from '../web/src/api/reviews-types.ts';
import { answersOf, begun, type Decided, type Going, give, needsReason, press } from '../web/src/reviews/keys.ts';

const line = (id: number, given: Partial<ReviewLine> = {}): ReviewLine => ({
  id: `line-${id}`,
  no: id,
  who: `user${id}`,
  what: '会計サーバ',
  level: 'Administrators',
  department: '総務部',
  delta: 'unchanged',
  flags: [],
  measured: 'measured',
  part: 'administrator',
  extent: 1,
  decision: null,
  last: null,
  assigned: null,
  mayDecide: true,
  own: false,
  ...given,
});

describe('going through a review by keys', () => {
  it('decides a line by one key and goes to the next that is undecided', () => {
    const lines = [line(1), line(2, { mayDecide: false, own: true }), line(3)];
    const first = press(begun, lines, '1')!;
    assert.deepEqual([first.decided?.line.id, first.decided?.decision, first.going.at], ['line-1', 'keep', 2]);
    assert.equal(press({ ...begun, at: 1 }, lines, '1'), null, 'nothing of one’s own');
    assert.equal(press(begun, lines, 'x'), null, 'any other key is the browser’s');
  });

  it('asks for a reason for anything but keeping what has no flag, and takes the last one again', () => {
    const lines = [line(1, { flags: ['left'] }), line(2)];
    const asking = press(begun, lines, '1')!;
    assert.deepEqual([asking.decided, asking.going.asking], [null, 'keep']);
    assert.equal(press(asking.going, lines, '3'), null, 'keys are the reason’s now');
    assert.equal(give(asking.going, lines, '  '), null);
    const given = give(asking.going, lines, '引継ぎ中のため')!;
    assert.deepEqual([given.decided?.reason, given.going.lastReason, given.going.at], ['引継ぎ中のため', '引継ぎ中のため', 1]);
    assert.equal(press(asking.going, lines, 'Escape')?.going.asking, null);
    const corrected = line(3, {
      decision: { no: 1, decision: 'keep', reason: '', answers: null, together: false, by: { ja: '', en: '' }, at: '' },
    });
    assert.ok(needsReason(corrected, 'keep'));
  });

  it('lays out the answers of the last review, and switches each by a key', () => {
    const last = { no: 1, decision: 'keep' as const, reason: '', together: false, by: { ja: '', en: '' }, at: '' };
    const lines = [line(1, { last: { ...last, answers: { duty: true, role: true, responsibility: true, competence: false } } })];
    assert.equal(answersOf(lines[0]!, begun).competence, false);
    const switched = press(press(begun, lines, 'r')!.going, lines, 'q')!;
    const decided = press(switched.going, lines, '1')!.decided!;
    assert.deepEqual(decided.answers, { duty: false, role: true, responsibility: true, competence: true });
  });

  /** Goes through lines by keys alone, and counts them. */
  function keysFor(lines: readonly ReviewLine[], keyOf: (at: number) => string): number {
    let keys = 0;
    let going: Going = begun;
    const decided: Decided[] = [];
    while (decided.length < lines.length && keys < 10_000) {
      keys += 1;
      const pressed = press(going, lines, keyOf(going.at))!;
      going = pressed.going;
      if (going.asking === null) decided.push(pressed.decided!);
      else {
        // The first reason is typed; afterwards Enter takes the one that stands there.
        keys += going.lastReason === '' ? 20 : 1;
        const given = give(going, lines, going.lastReason || '業務上まだ要るため')!;
        going = given.going;
        decided.push(given.decided!);
      }
    }
    assert.equal(new Set(decided.map(({ line: { id } }) => id)).size, lines.length);
    return keys;
  }
  const some = (count: number): ReviewLine[] =>
    Array.from({ length: count }, (_, i) =>
      line(i, { delta: i % 3 === 0 ? 'changed' : 'new', flags: i % 5 === 1 ? ['unregistered'] : [] }),
    );

  it('needs at most two keys a line, and few for 500 of which most did not change', () => {
    const everyTenth = (at: number): string => (at % 10 === 9 ? '3' : '1');
    const alone = keysFor(some(500), everyTenth);
    assert.ok(alone <= 2 * 500 + 20, `${alone} keys for 500 lines`);
    // Half a second for each key and a second and a half to look at each line: a first review, all of it by hand.
    assert.ok(alone * 0.5 + 500 * 1.5 <= 20 * 60, `${alone} keys`);
    // A later one: 85 of 100 are as they were and are kept together by a button and its confirmation.
    const later = keysFor(some(75), everyTenth) + 2;
    assert.ok(later <= 140, `${later} keys`);
  });
});
