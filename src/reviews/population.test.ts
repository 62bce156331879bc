import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { words } from '../base/text.ts';
import { candidatesOf, type Inputs, type ListTaken, type MeasuredAccount, type Taken, type Written } from './candidates.ts';
import { meansAnybody, meansShared, staffJoin } from './join.ts';
import { disabledIn, guessListColumns } from './list-fields.ts';
import { opinionOf } from './look.ts';
import { absence, type Before, freeze, populationHash } from './population.ts';
import type { Collected, Line, Proof, StaffPerson } from './shape.ts';

const at = new Date('2026-11-24T00:00:00Z');
const later = new Date('2026-11-25T00:00:00Z');
const earlier = new Date('2026-11-23T00:00:00Z');
const person = (id: string, given: Partial<StaffPerson> = {}): StaffPerson => ({
  id,
  number: `00${id.length}`,
  name: `社員 ${id}`,
  email: `${id}@example.co.jp`,
  department: '総務部',
  active: true,
  accountId: null,
  ...given,
});
const taken = <T>(source: string, items: readonly T[], state: Taken<T>['state'] = 'complete'): Taken<T> => ({
  source,
  title: words(source, source),
  state,
  because: words('', ''),
  asOf: at,
  items,
});
const onDevice = (account: string, deviceId: string): MeasuredAccount => ({
  account,
  by: 'Administrators',
  deviceId,
  deviceName: deviceId,
});
const written = (account: string, given: Partial<Written> = {}): Written => ({
  row: `row-${account}`,
  account,
  holder: null,
  holderName: '',
  shared: false,
  outside: false,
  what: 'すべての端末',
  covers: [],
  level: 'Administrators',
  device: null,
  allDevices: true,
  expired: false,
  object: 'devices',
  ...given,
});
const list = (name: string, accounts: readonly string[], importedAt = at, state: Taken<unknown>['state'] = 'complete'): ListTaken => ({
  ...taken(
    `list:${name}`,
    accounts.map((account) => ({ account, mail: '', name: '', number: '', object: 'core', level: 'admin', disabled: false, guest: false })),
    state,
  ),
  name,
  importedAt,
});
const proofOf = (given: Partial<Proof> = {}): Proof => ({
  observed: new Map(),
  inUse: new Set(),
  lists: [],
  counted: at,
  installed: null,
  ...given,
});
const inputs = (given: Partial<Inputs>): Inputs => ({
  written: taken('register', []),
  measured: taken('measured', []),
  lists: [],
  staff: taken('staff', []),
  proof: { observed: new Map(), inUse: new Set() },
  sharedWords: ['共用', 'shared'],
  ...given,
});
const collected = (given: Partial<Inputs>, proof: Partial<Proof> = {}): Collected => {
  const all = inputs(given);
  return {
    sources: [all.written, ...(all.measured ? [all.measured] : [])].map(({ items, ...state }) => ({ ...state, items: items.length })),
    candidates: candidatesOf(all),
    staff: all.staff.items,
    proof: proofOf(proof),
  };
};
let count = 0;
const newId = (): string => {
  count += 1;
  return `id-${count}`;
};
const frozen = (given: Collected, before: Before | null = null, administrators: readonly string[] = []): Line[] =>
  freeze(given, before, { newId, administrators: new Set(administrators) }).map((line) => ({ ...line, caseId: 'case' }));

describe('who holds what, put side by side', () => {
  it('folds an account over all devices into the line that allows it, and names one that is in no register', () => {
    const found = candidatesOf(
      inputs({
        written: taken('register', [written('root', { holder: 'aoki' })]),
        measured: taken('measured', [onDevice('root', 'd1'), onDevice('root', 'd2'), onDevice('mori', 'd1'), onDevice('mori', 'd2')]),
        staff: taken('staff', [person('aoki'), person('mori')]),
      }),
    );
    assert.deepEqual(
      found.map(({ who, subject, flags, measured, seen }) => [who, subject, flags, measured, seen.extent]),
      [
        ['root(社員 aoki)', 'aoki', [], 'measured', 2],
        ['mori(社員 mori)', 'mori', ['unregistered'], 'measured', 2],
      ],
    );
  });

  it('never takes for measured what no source could show', () => {
    const device = written('sato', { allDevices: false, device: 'd1', object: 'device:d1' });
    const of = (given: Partial<Inputs>) => candidatesOf(inputs({ written: taken('register', [device]), ...given }))[0]!.measured;
    assert.equal(of({ proof: { observed: new Map([['d1', at]]), inUse: new Set(['d1']) } }), 'not-there');
    assert.equal(of({ proof: { observed: new Map(), inUse: new Set(['d1']) } }), 'not-measured');
    assert.equal(of({ proof: { observed: null, inUse: new Set(['d1']) } }), 'not-measured');
    const cloud = written('sato', { allDevices: false, covers: ['Google'], object: 'system:g' });
    const on = (lists: ListTaken[]) => candidatesOf(inputs({ written: taken('register', [cloud]), lists }))[0]!;
    assert.equal(on([]).measured, 'not-measured');
    assert.equal(on([list('google', ['mori'])]).measured, 'not-there');
    assert.equal(on([list('google', ['sato'])]).measured, 'measured');
    const stale = on([list('google', ['sato'], at, 'stale')]);
    assert.deepEqual([stale.measured, stale.flags.includes('not-measured')], ['not-measured', true]);
  });

  it('names who left, what is shared, and what anybody can use', () => {
    const found = candidatesOf(
      inputs({
        measured: null,
        lists: [list('fs', ['kato', '総務共用', 'Everyone', 'ext_partner#EXT#@x'])],
        staff: taken('staff', [person('kato', { active: false })]),
      }),
    );
    const of = (account: string) => found.find(({ who }) => who.startsWith(account))!.flags;
    assert.ok(of('kato').includes('left'));
    assert.ok(of('総務共用').includes('shared'));
    assert.ok(of('Everyone').includes('guest'));
    assert.ok(of('ext_partner').includes('guest'));
    assert.ok(!meansAnybody('publicover', 'guesthouse-yamada'));
    assert.ok(meansShared('soumu-shared', ['shared']) && !meansShared('sharedo', ['shared']));
  });
});

describe('a population', () => {
  const before = (lines: Line[]): Before => ({ frozenAt: at, lines });

  it('gives the rights of an administrator to the committee, and says what is new, changed and as it was', () => {
    const staff = taken('staff', [person('aoki', { accountId: 'a1' }), person('mori', { accountId: 'a2' })]);
    const first = frozen(collected({ staff, measured: taken('measured', [onDevice('aoki', 'd1'), onDevice('mori', 'd1')]) }), null, ['a1']);
    assert.deepEqual(first.map(({ who, part, delta }) => [who.slice(0, 4), part, delta]).sort(), [
      ['aoki', 'committee', 'new'],
      ['mori', 'administrator', 'new'],
    ]);
    const second = frozen(
      collected({
        staff: taken('staff', [person('aoki', { accountId: 'a1' }), person('mori', { department: '営業部' })]),
        measured: taken('measured', [onDevice('aoki', 'd1'), onDevice('mori', 'd1'), onDevice('sato', 'd1')]),
      }),
      before(first),
    );
    const by = Object.fromEntries(second.map((line) => [line.who.slice(0, 4), line]));
    assert.deepEqual([by.aoki!.delta, by.mori!.delta, by.sato!.delta], ['unchanged', 'changed', 'new']);
    assert.ok(by.mori!.flags.includes('department-changed'));
    assert.equal(by.aoki!.previous, first.find(({ who }) => who.startsWith('aoki'))!.id);
  });

  it('is never silently smaller: what a failing source showed stays in, as not measured', () => {
    const first = frozen(collected({ measured: taken('measured', [onDevice('mori', 'd1')]) }));
    const failing = { measured: taken<MeasuredAccount>('measured', [], 'failed') };
    const [carried] = frozen(collected(failing, { observed: null, counted: null, inUse: new Set(['d1']) }), before(first));
    assert.deepEqual([carried!.delta, carried!.measured], ['unchanged', 'not-measured']);
    assert.ok(carried!.flags.includes('carried') && carried!.flags.includes('not-measured'));
    const silent = frozen(collected({}, { observed: new Map([['d1', earlier]]), inUse: new Set(['d1']) }), before(first));
    assert.equal(silent[0]!.delta, 'unchanged', 'a device that has not spoken since proves nothing');
    const spoke = frozen(collected({}, { observed: new Map([['d1', later]]), inUse: new Set(['d1']) }), before(first));
    assert.equal(spoke[0]!.delta, 'removed');
  });

  it('takes what only a register said for gone when the register, read whole, says so', () => {
    const first = frozen(collected({ written: taken('register', [written('sato', { allDevices: false, covers: ['Google'] })]) }));
    assert.equal(frozen(collected({}), before(first))[0]!.delta, 'removed');
    assert.equal(frozen(collected({ written: taken('register', [], 'failed') }), before(first))[0]!.delta, 'unchanged');
  });

  it('has a hash that any change of it changes', () => {
    const given = collected({ measured: taken('measured', [onDevice('mori', 'd1')]) });
    const lines = frozen(given);
    const hash = populationHash(given.sources, lines);
    assert.match(hash, /^[0-9a-f]{64}$/);
    assert.notEqual(
      populationHash(
        given.sources,
        lines.map((line) => ({ ...line, flags: [] })),
      ),
      hash,
    );
    assert.notEqual(
      populationHash(
        given.sources.map((source) => ({ ...source, state: 'stale' as const })),
        lines,
      ),
      hash,
    );
  });
});

describe('what was to be taken away', () => {
  const seen = {
    account: 'mori',
    logins: ['mori'],
    shownBy: ['measured'],
    devices: ['d1', 'd2'],
    department: '',
    covers: [],
    extent: 2,
    everyDevice: false,
  };

  it('is gone when every device that had it has spoken since, or is no longer in use', () => {
    const proof = (observed: [string, Date][], inUse = ['d1', 'd2']) =>
      proofOf({ observed: new Map(observed), inUse: new Set(inUse), counted: later });
    assert.equal(absence(seen, null, proof([['d1', later]]), at), null);
    assert.equal(
      absence(
        seen,
        null,
        proof([
          ['d1', later],
          ['d2', at],
        ]),
        at,
      ),
      null,
      'not at the same moment',
    );
    assert.deepEqual(
      absence(
        seen,
        null,
        proof([
          ['d1', later],
          ['d2', later],
        ]),
        at,
      ),
      later,
    );
    assert.deepEqual(absence(seen, null, proof([['d1', later]], ['d1']), at), later);
    assert.deepEqual(absence(seen, null, proof([], []), at), later);
  });

  it('needs a list imported since where no device shows it, and never a person’s word', () => {
    const cloud = { ...seen, logins: [], shownBy: ['register'], devices: [], covers: ['google'] };
    const lists = (when: Date) => [{ source: 'list:google', names: new Set(['google']), at: when }];
    assert.equal(absence(cloud, 'row', proofOf({ counted: later }), at), null);
    assert.equal(absence(cloud, 'row', proofOf({ lists: lists(at) }), at), null);
    assert.deepEqual(absence(cloud, 'row', proofOf({ lists: lists(later) }), at), later);
    const one = {
      seen: cloud,
      subject: null,
      row: 'row',
      wanted: 'revoke' as const,
      since: at,
      level: 'x',
      measured: 'not-measured' as const,
    };
    assert.equal(opinionOf(one, null, { candidates: [], proof: proofOf({ counted: later }) }).state, 'not-measured');
  });

  it('is narrowed when the right is another, by a later measurement; not when somebody rewrote a register', () => {
    const [now] = candidatesOf(inputs({ measured: taken('measured', [onDevice('mori', 'd1')]) }));
    const one = {
      seen,
      subject: null,
      row: null,
      wanted: 'reduce' as const,
      since: at,
      level: 'Administrators',
      measured: 'measured' as const,
    };
    const look = (given: object, when: Date) =>
      opinionOf({ ...one, ...given }, now!, { candidates: [now!], proof: proofOf({ observed: new Map([['d1', when]]) }) }).state;
    assert.equal(look({}, later), 'reduced');
    assert.equal(look({}, earlier), 'still-there');
    assert.equal(look({ wanted: 'revoke' }, later), 'still-there');
  });

  it('is still there where another line shows it now, and where the list that shows it has grown old', () => {
    const one = { seen, subject: null, row: 'row', wanted: 'revoke' as const, since: at, level: 'x', measured: 'measured' as const };
    const proof = proofOf({
      observed: new Map([
        ['d1', later],
        ['d2', later],
      ]),
      inUse: new Set(['d1', 'd2']),
    });
    const others = candidatesOf(
      inputs({ written: taken('register', [written('MORI')]), measured: taken('measured', [onDevice('mori', 'd2')]) }),
    );
    assert.equal(opinionOf(one, null, { candidates: others, proof }).state, 'still-there');
    assert.equal(opinionOf(one, null, { candidates: [], proof }).state, 'gone');
    const listed = { ...seen, shownBy: ['list:github'], devices: [] };
    const old = candidatesOf(inputs({ measured: null, lists: [list('github', ['mori'], later, 'stale')] }));
    const lists = [{ source: 'list:github', names: new Set(['github']), at: later }];
    assert.equal(opinionOf({ ...one, seen: listed }, old[0]!, { candidates: old, proof: proofOf({ lists }) }).state, 'still-there');
    assert.equal(opinionOf({ ...one, seen: listed }, null, { candidates: [], proof: proofOf({ lists }) }).state, 'gone');
  });
});

describe('a list of accounts', () => {
  it('finds whose account it is, and guesses nobody', () => {
    const join = staffJoin([
      person('mori', { number: '0012', name: '森 花子' }),
      person('sato', { name: '佐藤 一' }),
      person('sato2', { name: '佐藤 一' }),
    ]);
    const told = (given: object) => join({ account: '', mail: '', name: '', number: '', ...given });
    assert.equal(told({ account: 'x', number: '12' }).person?.id, 'mori');
    assert.equal(told({ account: 'KEIRI\\mori' }).person?.id, 'mori');
    assert.equal(told({ account: 'h-mori', mail: 'MORI@example.co.jp', name: '森花' }).person?.id, 'mori');
    assert.deepEqual(told({ account: 'x', name: '佐藤一' }), { person: null, why: 'ambiguous' });
    assert.deepEqual(told({ account: 'x' }), { person: null, why: 'unknown' });
  });

  it('knows the columns of usual exports', () => {
    const of = (header: string[]) => guessListColumns(header);
    assert.deepEqual([of(['login', 'role', 'repository']).account, of(['login', 'role', 'repository']).object], ['login', 'repository']);
    assert.equal(of(['SamAccountName', 'DisplayName', 'Mail', 'Enabled', 'MemberOf']).level, 'MemberOf');
    assert.equal(of(['userPrincipalName', 'displayName', 'accountEnabled', 'userType']).kind, 'userType');
    assert.equal(of(['Email', 'Role']).account, 'Email');
    assert.deepEqual([disabledIn('Enabled', 'False'), disabledIn('suspended', 'true'), disabledIn('状態', '?')], [true, true, null]);
  });
});
