import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { softwareControl } from '../facts/software-control.ts';
import { type BodyContext, compose } from './body.ts';
import type { NotedItem } from './device.store.ts';
import { RuleSet } from './matcher.ts';
import { plainRule, type Rule } from './rule.ts';

const from = { type: 'line', of: 'software/allowed', id: 'row-1' } as const;
const rule = (says: Rule['says'], name: string, more: Partial<Rule> = {}): Rule => ({
  ...plainRule,
  says,
  name,
  label: `R ${name}`,
  from,
  ...more,
});
const day = (date: number) => new Date(Date.UTC(2026, 10, date));
let next = 0;
const item = (name: string, version: string, more: Partial<NotedItem> = {}): NotedItem => {
  next += 1;
  const head = { deviceId: 'd1', itemId: next, titleId: [...name].reduce((sum, sign) => sum * 31 + sign.charCodeAt(0), 7) % 100_000 };
  return { ...head, kind: 'installed', platform: 'linux', name, publisher: '', version, state: 5, development: false, ...more };
};
const context = (rules: readonly Rule[], more: Partial<BodyContext> = {}): BodyContext => ({
  device: 'd1',
  owner: null,
  deviceClass: 'client',
  rules: new RuleSet(rules),
  rulesDigest: 'digest',
  since: () => day(20),
  dueAt: (since) => new Date(since.getTime() + 3 * 86_400_000),
  tracesRead: true,
  tracesFrom: '2026-10',
  ...more,
});

describe('the fact of a device', () => {
  it('is of its kind’s shape, and the same in whatever order the items come', () => {
    const items = [item('a', '1'), item('b', '2'), item('a', '1.1'), item('bad', '3'), item('worse', '2026-11', { kind: 'trace' })];
    const rules = [rule('forbid', 'bad'), rule('forbid', 'worse*')];
    const bodies = [items, [...items].reverse()].map((each) => compose(each, context(rules)).body);
    assert.deepEqual(bodies[0], bodies[1]);
    assert.deepEqual(softwareControl.schema.parse(bodies[0]), bodies[0]);
    assert.deepEqual(
      bodies[0]!.unlisted.map(({ name, version }) => `${name} ${version}`),
      ['a 1.1', 'b 2'],
      'one line for a title',
    );
    assert.deepEqual([bodies[0]!.forbiddenCount, bodies[0]!.traces.length], [1, 1]);
  });

  it('says the same though other rules came, and something else as soon as a name differs', () => {
    const body = compose([item('a', '1')], context([])).body;
    assert.ok(softwareControl.sameAs(body, { ...body, rules: 'another' }));
    assert.ok(!softwareControl.sameAs(body, { ...body, unlistedCount: 2 }));
  });

  it('names fifty and counts all, the earliest deadline first', () => {
    const items = Array.from({ length: 120 }, (_, i) => item(`p${String(i).padStart(3, '0')}`, '1'));
    const late = items[77]!.titleId;
    const { body, unlisted } = compose(items, context([], { since: (title) => day(title === late ? 1 : 20) }));
    assert.deepEqual([body.unlisted.length, body.unlistedCount, unlisted.size], [50, 120, 120]);
    assert.equal(body.unlisted[0]!.name, 'p077');
    assert.equal(body.unlisted[0]!.failsAt, day(4).toISOString());
  });

  it('keeps what its own lines permit out of it', () => {
    const mine = [rule('allow', 'a', { on: { type: 'device', id: 'd1' } }), rule('allow', 'b', { on: { type: 'person', id: 'p1' } })];
    const items = [item('a', '1'), item('b', '1')];
    assert.equal(compose(items, context(mine, { owner: 'p1' })).body.unlistedCount, 0);
    assert.equal(compose(items, context(mine, { device: 'd2' })).body.unlistedCount, 2);
  });

  it('counts a trace until the month after that of its last run is over', () => {
    const ran = (month: string) => compose([item('winny.exe', month, { kind: 'trace' })], context([rule('forbid', 'winny')])).body.traces;
    assert.equal(ran('2026-10').length, 1);
    assert.equal(ran('2026-09').length, 0);
    assert.deepEqual(ran(''), [{ name: 'winny.exe', month: null, by: 'R winny' }], 'one without a time cannot be called old');
  });

  it('names tools of developers on servers only, beside whatever else is said of them', () => {
    const items = [item('gcc', '12', { development: true, state: 0 })];
    const rules = [rule('development', 'gcc'), rule('baseline', 'gcc')];
    const server = compose(items, context(rules, { deviceClass: 'server' })).body;
    assert.deepEqual([server.developmentTools, server.unlistedCount], [['gcc'], 0]);
    assert.deepEqual(compose(items, context(rules)).body.developmentTools, []);
  });
});
