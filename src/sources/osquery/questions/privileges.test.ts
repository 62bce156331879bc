import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { privilegesQuestions } from './privileges.ts';
import { answer } from './question-tester.ts';

type Parts = NonNullable<Parameters<typeof answer>[2]>;
const both = [{ path: '/etc/passwd' }, { path: '/etc/sudoers' }];

describe('administrators', () => {
  const base = { rules: [{ seen: '9' }], files: both, people: [{ seen: '30' }] };
  const linux = (parts: Parts) => answer(privilegesQuestions, 'administrators/linux', { ...base, ...parts });
  it('puts the ways of one person together', () => {
    const holders = [
      { username: '山田', by_what: 'sudo' },
      { username: 'ops', by_what: 'uid 0' },
      { username: '山田', by_what: 'docker' },
    ];
    assert.deepEqual(linux({ holders, unresolved: [{ header: '%運用部' }, { header: 'OPS' }] }), {
      holders: [
        { user: 'ops', by: ['uid 0'], disabled: false },
        { user: '山田', by: ['docker', 'sudo'], disabled: false },
      ],
      unresolved: ['%運用部', 'OPS'],
      complete: true,
    });
  });
  it('counts keys that open root’s door, and those of people who may become root', () => {
    const holders = [{ username: 'ops', by_what: 'sudo' }];
    const keys = ['root', 'ops'].map((username) => ({ username, by_what: 'authorized_keys', keys: '2' }));
    assert.deepEqual(linux({ holders, keys }).holders, [
      { user: 'ops', by: ['authorized_keys', 'sudo'], disabled: false },
      { user: 'root', by: ['authorized_keys'], disabled: false },
    ]);
  });
  it('tells sudo that is not there from sudo that cannot be read', () => {
    assert.equal(linux({ rules: [{ seen: '0' }], files: [{ path: '/etc/passwd' }] }).complete, true);
    assert.equal(linux({ rules: [{ seen: '0' }] }).complete, false);
    assert.equal(linux({ rules: [], files: [] }).complete, false);
  });
  it('is unreadable without a single account', () => assert.equal(linux({ people: [{ seen: '0' }] }), 'unreadable'));

  const windows = (holders: Parts[string], enabled?: string) =>
    answer(privilegesQuestions, 'administrators/windows', {
      holders,
      policy: enabled === undefined ? [] : [{ enable_admin_account: enabled }],
    });
  const builtIn = { username: 'Administrator', sid: 'S-1-5-21-1-2-3-500', by_what: 'Administrators' };
  it('marks the built-in account as off only where Windows says so', () => {
    assert.equal(windows([builtIn], '0').holders[0].disabled, true);
    for (const cell of ['1', '-1', '', undefined]) assert.equal(windows([builtIn], cell).holders[0].disabled, false);
    const person = { username: '営業花子', sid: 'S-1-5-21-1-2-3-1500', by_what: 'Administrators' };
    assert.deepEqual(windows([person], '0').holders, [{ user: '営業花子', by: ['Administrators'], disabled: false }]);
  });
  it('is unreadable where nobody is in the group, for somebody always is', () => assert.equal(windows([], '0'), 'unreadable'));
});

describe('sudo-rules', () => {
  const linux = (parts: Parts) => answer(privilegesQuestions, 'sudo-rules/linux', { files: both, rules: [{ seen: '6' }], ...parts });
  it('keeps the rules with their file', () => {
    const found = [{ source: '/etc/sudoers.d/90-cloud-init-users', header: 'ubuntu', rule_details: 'ALL=(ALL) NOPASSWD:ALL' }];
    assert.deepEqual(linux({ found }), {
      installed: true,
      passwordless: [{ who: 'ubuntu', rule: 'ALL=(ALL) NOPASSWD:ALL', source: '/etc/sudoers.d/90-cloud-init-users' }],
    });
  });
  it('does not take rules that cannot be read for none', () => {
    assert.equal(linux({ rules: [{ seen: '0' }] }).installed, null);
    assert.equal(linux({ rules: [{ seen: '0' }], files: [{ path: '/etc/passwd' }] }).installed, false);
    assert.equal(linux({ rules: [], files: [] }).installed, null);
  });
});
