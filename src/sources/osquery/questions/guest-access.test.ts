import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { guestAccessQuestions } from './guest-access.ts';
import { answer } from './question-tester.ts';

type Parts = NonNullable<Parameters<typeof answer>[2]>;

describe('guest-access/windows and macos', () => {
  const windows = (guest: string, lookup: string, parts: Parts = {}) =>
    answer(guestAccessQuestions, 'guest-access/windows', {
      policy: [{ enable_guest_account: guest, lsa_anonymous_name_lookup: lookup }],
      smbSeen: [{ seen: '20' }],
      ...parts,
    });
  it('reads the two switches; -1 is not told', () => {
    assert.deepEqual(windows('0', '1'), { guestAccount: false, anonymousLookup: true, guestShares: [], sharesComplete: true });
    assert.deepEqual([windows('-1', '').guestAccount, windows('-1', '').anonymousLookup], [null, null]);
    assert.equal(answer(guestAccessQuestions, 'guest-access/windows', { policy: [] }), 'unreadable');
  });
  it('finds SMB shares open to those who give no name, and says when it could not look', () => {
    const set = (name: string, data: string) => ({ name, data });
    const smb = [set('NullSessionShares', '公開,old'), set('RestrictNullSessAccess', '0'), set('AllowInsecureGuestAuth', '1')];
    assert.deepEqual(windows('0', '0', { smb }).guestShares, ['AllowInsecureGuestAuth = 1', 'RestrictNullSessAccess = 0', 'old', '公開']);
    assert.deepEqual(windows('0', '0', { smb: [set('RestrictNullSessAccess', '1'), set('AllowInsecureGuestAuth', '0')] }).guestShares, []);
    assert.equal(windows('0', '0', { smbSeen: [{ seen: '0' }] }).sharesComplete, false);
  });
  const macos = (parts: Parts) => answer(guestAccessQuestions, 'guest-access/macos', { probe: [{ seen: '12' }], ...parts });
  it('takes an absent key of macOS for off, garbage for not known', () => {
    assert.deepEqual(macos({}), { guestAccount: false, anonymousLookup: null, guestShares: [], sharesComplete: true });
    assert.equal(macos({ guest: [{ value: '1' }] }).guestAccount, true);
    assert.equal(macos({ guest: [{ value: '' }] }).guestAccount, null);
    assert.deepEqual(macos({ smb: [{ value: 'true' }] }).guestShares, ['SMB']);
    assert.equal(macos({ smb: [{ value: '?' }] }).sharesComplete, false);
    assert.equal(macos({ probe: [{ seen: '0' }] }), 'unreadable');
  });
});

describe('guest-access/linux', () => {
  const node = (section: number, label: string) => `/files/etc/samba/smb.conf/target[${section}]/${label.replaceAll(' ', '\\ ')}`;
  const target = (section: number, value: string) => ({ node: `/files/etc/samba/smb.conf/target[${section}]`, label: 'target', value });
  const set = (section: number, label: string, value: string) => ({ node: node(section, label), label, value });
  const files = [{ path: '/etc/passwd' }, { path: '/etc/samba/smb.conf' }];
  const linux = (settings: Parts[string], of = files) => answer(guestAccessQuestions, 'guest-access/linux', { files: of, settings });
  // As recorded from an agent.
  const shipped = [target(1, 'global'), target(2, '共有'), target(3, 'printers'), set(3, 'guest ok', 'no')];
  it('names the shares that are open', () => {
    assert.deepEqual(linux([...shipped, set(2, 'guest ok', 'Yes')]).guestShares, ['共有']);
    assert.deepEqual(linux([...shipped, set(2, 'public', 'true'), set(3, 'guest only', '1')]).guestShares, ['printers', '共有']);
    assert.deepEqual(linux(shipped).guestShares, []);
  });
  it('is not complete where settings lie elsewhere', () => {
    assert.equal(linux([...shipped, set(1, 'include', '/etc/samba/more.conf')]).sharesComplete, false);
    assert.equal(linux([...shipped, set(1, 'config backend', 'registry')]).sharesComplete, false);
    assert.equal(linux(shipped).sharesComplete, true);
  });
  it('tells no Samba from a file that was not understood', () => {
    assert.deepEqual(linux([], [{ path: '/etc/passwd' }]).guestShares, []);
    assert.equal(linux([]), 'unreadable');
    assert.equal(linux([], []), 'unreadable');
  });
});
