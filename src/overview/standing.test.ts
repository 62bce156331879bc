import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Clause } from '../catalog/control.ts';
import type { Check } from '../mechanism/check.ts';
import { type Citation, planned } from '../mechanism/citation.ts';
import type { Duty } from '../mechanism/duty.ts';
import { rule } from '../mechanism/rule.ts';
import type { PracticeStanding } from '../mechanism/standing.ts';
import { checkStanding, clauseStanding, type Measured, type RuleStanding } from './standing.ts';

const check = (id: string, platforms: Check['platforms'] = { windows: 'judged', linux: 'judged' }): Check =>
  ({
    status: 'running',
    kind: 'check',
    id,
    title: { ja: `点検${id}`, en: `Check ${id}` },
    reads: { kind: `kind-${id}` },
    platforms,
  }) as unknown as Check;
const clause = (...mechanisms: Citation[]): Clause => ({ id: '8.1.a', type: 'item', mechanisms }) as unknown as Clause;
const at = (day: number) => new Date(Date.UTC(2026, 10, day));

interface Say {
  devices?: Partial<Measured['devicesByPlatform']>;
  counts?: Record<string, [number, number, number]>;
  oldest?: Record<string, Date>;
  examples?: Record<string, ['pass' | 'fail' | 'unknown', string]>;
}
const measured = ({ devices = {}, counts = {}, oldest = {}, examples = {} }: Say): Measured => ({
  devicesByPlatform: { windows: 0, macos: 0, linux: 0, ...devices },
  counts: new Map(Object.entries(counts).map(([id, [pass, fail, unknown]]) => [id, { pass, fail, unknown }])),
  oldestByKind: new Map(Object.entries(oldest)),
  examples: new Map(
    Object.entries(examples).map(([id, [verdict, ja]]) => [id, { verdict, because: { ja, en: ja }, deviceName: '経理-01' }]),
  ),
});
const standings = (list: readonly Check[], said: Measured) => new Map(list.map((one) => [one.id, checkStanding(one, said)]));

describe('where a check stands', () => {
  it('is unknown before any device is enrolled, and says so', () => {
    const standing = checkStanding(check('a'), measured({ devices: { macos: 5 } }));
    assert.deepEqual([standing.verdict, standing.expected, standing.evidenceAt], ['unknown', 0, null]);
    assert.match(standing.because.ja, /まだ登録されていません/);
  });

  it('counts every device that should have answered, and passes only when all did', () => {
    const verdict = (counts: [number, number, number]) =>
      checkStanding(check('a'), measured({ devices: { windows: 2, linux: 1 }, counts: { a: counts } }));
    assert.equal(verdict([3, 0, 0]).verdict, 'pass');
    assert.equal(verdict([2, 0, 0]).verdict, 'unknown', 'one has not answered yet');
    assert.deepEqual(verdict([2, 0, 0]).counts, { pass: 2, fail: 0, unknown: 1 });
    assert.equal(verdict([2, 0, 1]).verdict, 'unknown');
    assert.equal(verdict([1, 1, 0]).verdict, 'fail', 'a fail is not hidden by what is unknown');
    assert.equal(verdict([0, 0, 0]).because.en, 'Of 3 devices: 3 unknown. Some devices have not been measured yet.');
    assert.equal(verdict([2, 1, 0]).because.ja, '対象3台のうち1台が不適合、2台が適合です。');
  });

  it('tells one device’s own words, and an example where there are several', () => {
    const said = { counts: { a: [0, 1, 0] as [number, number, number] }, examples: { a: ['fail', 'ロックしません'] as ['fail', string] } };
    assert.equal(checkStanding(check('a'), measured({ ...said, devices: { linux: 1 } })).because.ja, 'ロックしません');
    assert.match(
      checkStanding(check('a'), measured({ ...said, devices: { linux: 2 } })).because.ja,
      /1台が不適合.*例:経理-01「ロックしません」/,
    );
    assert.equal(checkStanding(check('a'), measured({ devices: { linux: 1 } })).because.en, 'Not measured yet.');
  });

  it('says why the agent is blind on a platform, and never passes over it', () => {
    const blind = check('a', { windows: 'judged', macos: { ja: 'macOSでは見えません', en: 'Not visible on macOS' } });
    const standing = checkStanding(blind, measured({ devices: { windows: 2, macos: 1 }, counts: { a: [2, 0, 0] } }));
    assert.deepEqual([standing.verdict, standing.expected, standing.counts.unknown], ['unknown', 3, 1]);
    assert.match(standing.because.ja, /macOSでは見えません/);
    assert.equal(checkStanding(blind, measured({ devices: { macos: 1 } })).because.ja, 'macOSでは見えません');
  });

  it('dates its evidence only where something was measured', () => {
    const oldest = { 'kind-a': at(3) };
    assert.equal(checkStanding(check('a'), measured({ devices: { linux: 1 }, oldest })).evidenceAt, null);
    assert.deepEqual(checkStanding(check('a'), measured({ devices: { linux: 1 }, oldest, counts: { a: [0, 0, 1] } })).evidenceAt, at(3));
  });
});

describe('where a clause stands', () => {
  const [a, b, mac] = [check('a'), check('b'), check('mac', { macos: 'judged' })];
  const stand = (one: Clause, counts: Record<string, [number, number, number]>, devices = { linux: 1 }) =>
    clauseStanding(one, standings([a, b, mac], measured({ devices, counts, oldest: { 'kind-a': at(5), 'kind-b': at(2) } })));

  it('takes the worst of its mechanisms, with its reason and the oldest evidence', () => {
    const both = clause(a, b);
    assert.equal(stand(both, { a: [1, 0, 0], b: [1, 0, 0] }).verdict, 'pass');
    assert.equal(stand(both, { a: [1, 0, 0], b: [0, 0, 1] }).verdict, 'unknown');
    const worst = stand(both, { a: [0, 0, 1], b: [0, 1, 0] });
    assert.equal(worst.verdict, 'fail');
    assert.match(worst.because.ja, /^点検b:/);
    assert.deepEqual(worst.evidenceAt, at(2));
  });

  it('never hides a planned part behind a pass', () => {
    const half = stand(clause(a, planned.duty('見直し', 'Review')), { a: [1, 0, 0] });
    assert.deepEqual([half.verdict, half.complete], ['pass', false]);
    assert.deepEqual([stand(clause(a), { a: [1, 0, 0] }).complete], [true]);
    const nothing = stand(clause(planned.rule('規程', 'Rule')), {});
    assert.deepEqual([nothing.verdict, nothing.complete, nothing.evidenceAt], ['planned', false, null]);
    assert.deepEqual([stand(clause(), {}).verdict, stand(clause(), {}).complete], ['planned', false]);
  });

  it('leaves out a check for platforms that nobody uses, unless it is the only one', () => {
    assert.equal(stand(clause(a, mac), { a: [1, 0, 0] }).verdict, 'pass');
    assert.equal(stand(clause(mac), {}).verdict, 'unknown');
  });

  it('needs its rule to be read: unknown before anybody was asked, then what the readers say', () => {
    const read = clause(rule('画面ロックの規則', 'Rule on screen lock'), a);
    const readBy = (verdict: RuleStanding['verdict'] | null, counts: [number, number, number] = [1, 0, 0]) =>
      clauseStanding(read, standings([a], measured({ devices: { linux: 1 }, counts: { a: counts }, oldest: { 'kind-a': at(5) } })), {
        ...(verdict && {
          rules: new Map([
            ['8.1.a', { verdict, because: { ja: '3人中3人', en: '3 of 3' }, expected: 3, acknowledged: 3, evidenceAt: at(4) }],
          ]),
        }),
      });
    const unread = readBy(null);
    assert.deepEqual([unread.verdict, unread.complete], ['unknown', true]);
    assert.match(unread.because.ja, /^画面ロックの規則:しおりをまだ送っていません/);
    const all = readBy('pass');
    assert.deepEqual([all.verdict, all.evidenceAt], ['pass', at(4)]);
    assert.equal(readBy('pass', [0, 1, 0]).verdict, 'fail', 'who has read it may still break it');
    assert.equal(readBy('fail').because.en, 'Rule on screen lock: 3 of 3');
    const because = { ja: '3人中3人', en: '3 of 3' };
    const noDevices = clauseStanding(read, standings([a], measured({})), {
      rules: new Map([['8.1.a', { verdict: 'pass', because, expected: 3, acknowledged: 3, evidenceAt: at(4) }]]),
    });
    assert.equal(noDevices.verdict, 'unknown', 'reading the rule proves nothing of devices that nobody measured');
  });

  it('rests on what people recorded: unknown before, late is loud, and a check that passes hides neither', () => {
    const review = { status: 'running', kind: 'duty', id: 'a/review', title: { ja: '見直し', en: 'Review' } } as unknown as Duty;
    const both = clause(review, a);
    const stands = (practice: PracticeStanding | null) =>
      clauseStanding(both, standings([a], measured({ devices: { linux: 1 }, counts: { a: [1, 0, 0] }, oldest: { 'kind-a': at(9) } })), {
        ...(practice && { practices: new Map([['duty:a/review', practice]]) }),
      });
    const says = { ja: '期限を過ぎています', en: 'overdue' };
    assert.deepEqual([stands(null).verdict, stands(null).complete], ['unknown', true]);
    assert.match(stands(null).because.ja, /^見直し:まだ記録がありません/);
    const late = stands({ verdict: 'fail', because: says, evidenceAt: at(3), dueOn: '2026-11-10' });
    assert.deepEqual([late.verdict, late.because.en, late.evidenceAt], ['fail', 'Review: overdue', at(3)]);
    assert.equal(stands({ verdict: 'pass', because: says, evidenceAt: at(4), dueOn: null }).verdict, 'pass');
  });

  it('is not applicable where the procedures in force exclude it, whatever was measured', () => {
    const because = { ja: '無線LANを使っていないため', en: 'We use no wireless LAN' };
    const excluded = clauseStanding(clause(a), standings([a], measured({ devices: { linux: 1 }, counts: { a: [0, 1, 0] } })), {
      notApplicable: new Map([['8.1.a', because]]),
    });
    assert.deepEqual([excluded.verdict, excluded.because], ['not-applicable', because]);
  });
});
