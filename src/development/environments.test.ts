import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assess, questions, unanswered } from './assessment.ts';
import { type EnvironmentLine, environmentAccounts, environmentsApart, type MeasuredDevice } from './environments.ts';
import { propose, starters, topics, verifications } from './starters/index.ts';

const seenAt = new Date('2026-11-24T00:00:00Z');
const line = (kind: EnvironmentLine['kind'], more: Partial<EnvironmentLine> = {}): EnvironmentLine => ({
  id: kind,
  label: `受注 ${kind}`,
  kind,
  server: kind,
  network: '',
  database: '',
  separation: ['machine'],
  device: `d-${kind}`,
  ...more,
});
const device = (kind: string, more: Partial<MeasuredDevice> = {}): [string, MeasuredDevice] => [
  `d-${kind}`,
  { id: `d-${kind}`, name: kind, use: null, networks: [`192.0.2.${kind.length}/32`], forwards: false, accounts: ['aoki'], seenAt, ...more },
];
const both = [line('development'), line('operation')];
const devices = (one: Partial<MeasuredDevice> = {}, other: Partial<MeasuredDevice> = {}) =>
  new Map([device('development', one), device('operation', other)]);
const verdict = (lines: readonly EnvironmentLine[], said: ReadonlyMap<string, MeasuredDevice> | null = devices()) =>
  environmentsApart(lines, said).verdict;

describe('environments', () => {
  it('are apart where lines and devices say so', () => assert.equal(verdict(both), 'pass'));
  it('are unknown without both sides, without devices, and of a past day', () => {
    assert.equal(verdict([]), 'unknown');
    assert.equal(verdict([line('development'), line('test')]), 'unknown');
    assert.equal(verdict([line('development', { device: null }), line('operation')]), 'unknown');
    assert.equal(verdict(both, devices({ networks: null })), 'unknown');
    assert.equal(verdict(both, null), 'unknown');
  });
  it('overlap by server, device or database, however it is written', () => {
    assert.equal(verdict([line('development', { server: 'ＤＥＶ０１ ' }), line('operation', { server: 'dev01' })]), 'fail');
    assert.equal(verdict([line('test', { device: 'd-operation' }), line('operation')]), 'fail');
    assert.equal(verdict([line('development', { database: 'orders' }), line('operation', { database: 'Orders' })], null), 'fail');
    assert.notEqual(verdict([line('development', { database: '' }), line('operation', { database: '' })], null), 'fail');
  });
  it('fail in one network only where networks are what separates them', () => {
    const shared = devices({ networks: ['192.0.2.0/24'] }, { networks: ['192.0.2.0/24', '198.51.100.0/24'] });
    assert.equal(verdict(both, shared), 'pass');
    assert.equal(verdict([line('development', { separation: ['network'] }), line('operation')], shared), 'fail');
    const named = { separation: ['network'], network: 'VLAN 30' };
    assert.equal(verdict([line('development', named), line('operation', { network: 'vlan  30' })]), 'fail');
  });
  it('fail where a device is used as the other, or passes traffic on', () => {
    assert.equal(verdict(both, devices({ use: 'production' })), 'fail');
    assert.equal(verdict(both, devices({}, { use: 'development' })), 'fail');
    assert.equal(verdict(both, devices({ use: 'verification' }, { use: 'production' })), 'pass');
    const bridge = { networks: ['192.0.2.0/24', '198.51.100.0/24'], forwards: true };
    assert.equal(verdict(both, devices(bridge, { networks: ['198.51.100.0/24'] })), 'fail');
    assert.equal(verdict(both, devices({ ...bridge, forwards: false }, { networks: ['198.51.100.0/24'] })), 'pass');
  });
});

describe('accounts of environments', () => {
  const judge = (one: Partial<MeasuredDevice>, other: Partial<MeasuredDevice>) => environmentAccounts(both, devices(one, other));
  it('fail where one name opens both, and say which', () => {
    const said = judge({ accounts: ['Deploy', 'aoki'] }, { accounts: ['deploy'] });
    assert.equal(said.verdict, 'fail');
    assert.match(said.because.ja, /Deploy/);
  });
  it('pass where none does; what machines bring along says nothing', () =>
    assert.equal(judge({ accounts: ['aoki', 'root', 'Administrator'] }, { accounts: ['baba', 'root', 'administrator'] }).verdict, 'pass'));
  it('are unknown where they were not told', () => {
    assert.equal(judge({ accounts: null }, { accounts: ['baba'] }).verdict, 'unknown');
    assert.equal(environmentAccounts(both, null).verdict, 'unknown');
    assert.equal(environmentAccounts([], devices()).verdict, 'unknown');
  });
});

describe('the assessment', () => {
  const least = Object.fromEntries(questions.map(({ id, options }) => [id, Object.keys(options)[0]!]));
  const most = Object.fromEntries(questions.map(({ id, options }) => [id, Object.keys(options).at(-1)!]));
  it('reaches from low to high, and every floor holds', () => {
    assert.equal(assess(least).level, 'low');
    assert.equal(assess(most).level, 'high');
    for (const { id, options } of questions)
      for (const [key, { atLeast }] of Object.entries(options)) {
        const { level, because } = assess({ ...least, [id]: key });
        if (atLeast !== undefined) assert.equal(level, atLeast, `${id}: ${key}`);
        assert.ok(because.ja !== '' && because.en !== '');
      }
  });
  it('knows what is not answered', () => {
    assert.deepEqual(unanswered(least), []);
    assert.deepEqual(unanswered({ ...least, data: 'toString' }), ['data']);
  });
  it('asks more of more risk, never less', () => {
    for (const kind of ['web', 'api', 'desktop', 'batch', 'mobile', 'package', 'infrastructure'] as const) {
      const count = (answers: Record<string, string>) => propose(kind, assess(answers)).filter(({ applies }) => applies).length;
      assert.ok(count(least) >= 5, `${kind}: ${count(least)}`);
      assert.ok(count(most) > count(least), kind);
    }
  });
});

describe('starters', () => {
  it('are about sixty, each in both languages, under ids of their own', () => {
    assert.ok(starters.length >= 55, String(starters.length));
    assert.equal(new Set(starters.map(({ id }) => id)).size, starters.length);
    for (const { id, topic, verify, kinds, title, prevent, detect, respond } of starters) {
      assert.ok(Object.hasOwn(topics, topic) && Object.hasOwn(verifications, verify) && kinds.length > 0, id);
      for (const said of [title, prevent, detect, respond]) {
        assert.match(said.ja, /[ぁ-んァ-ヶ一-龠]/, id);
        assert.doesNotMatch(said.en, /[ぁ-んァ-ヶ一-龠]/, id);
      }
    }
  });
});
