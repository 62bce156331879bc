import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answer } from './question-tester.ts';
import { suidQuestions } from './suid.ts';

const row = (path: string, permissions: string, groupname = 'root') => ({ path, username: 'root', groupname, permissions });

describe('suid-programs/linux', () => {
  it('names a program once where two folders are the same, in a steady order', () => {
    const body = answer(suidQuestions, 'suid-programs/linux', {
      found: [row('/usr/bin/su', 'S'), row('/sbin/unix_chkpwd', 'G', 'shadow'), row('/bin/su', 'S'), row('/usr/local/bin/a', 'SG')],
      system: [{ platform: 'Debian' }],
    });
    assert.deepEqual(body, {
      system: 'debian',
      programs: [
        { path: '/usr/bin/su', user: 'root', group: 'root', asUser: true, asGroup: false },
        { path: '/usr/local/bin/a', user: 'root', group: 'root', asUser: true, asGroup: true },
        { path: '/usr/sbin/unix_chkpwd', user: 'root', group: 'shadow', asUser: false, asGroup: true },
      ],
    });
  });
  it('knows that a system without any cannot be', () => {
    assert.equal(answer(suidQuestions, 'suid-programs/linux', { system: [{ platform: 'debian' }] }), 'unreadable');
  });
});
