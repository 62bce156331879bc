import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { keyFileMode } from '../../src/practices/cryptography/key-file-mode.check.ts';
import { privateKeysProtected } from '../../src/practices/cryptography/private-keys-protected.check.ts';
import { passwordSet } from '../../src/practices/endpoint/password-set.check.ts';
import { administratorsCheck } from '../../src/practices/privileged-access/administrators.check.ts';
import { guestAccessCheck } from '../../src/practices/privileged-access/guest-access.check.ts';
import { noSharedAccounts } from '../../src/practices/privileged-access/shared-accounts.check.ts';
import { sudoPassword } from '../../src/practices/privileged-access/sudo-password.check.ts';
import { lensFlags } from './debian.ts';
import { Machine } from './machine.ts';
import { type Flips, openFlips, skipFlips } from './real-agent.ts';

const user = 'tejunflip';
const home = `/home/${user}`;

describe('flips: accounts, privileges and keys', { skip: skipFlips }, () => {
  let flips: Flips;
  const machine = new Machine();
  const lenses = skipFlips === false ? lensFlags() : null;
  /** Who holds privileges here already: a test machine of somebody's own may have people. */
  let privilegeHolders: string[] = [];
  before(async () => {
    flips = await openFlips([], lenses ?? []);
    const said = await flips.ask('administrators/linux');
    if ('body' in said)
      privilegeHolders = [user, 'nobody-else', ...(said.body as { holders: { user: string }[] }).holders.map((holder) => holder.user)];
    privilegeHolders = privilegeHolders.filter((name) => name !== user);
    machine.run(['useradd', '--create-home', '--shell', '/bin/bash', user], ['userdel', '--force', '--remove', user]);
  });
  after(async () => {
    machine.undo();
    await flips?.close();
  });
  const administrators = () => flips.verdict(administratorsCheck, { privilegeHolders });
  const names = async (text: string) => {
    const { verdict, because } = await administrators();
    assert.equal(verdict, 'fail', because.en);
    assert.ok(because.en.includes(text), because.en);
  };

  it('administrators: a group, uid 0, a sudo rule, root’s keys', async () => {
    assert.equal((await administrators()).verdict, 'pass');
    machine.run(['usermod', '--append', '--groups', 'sudo', user]);
    await names(`${user} (sudo)`);
    machine.run(['gpasswd', '--delete', user, 'sudo']);
    assert.equal((await administrators()).verdict, 'pass');

    machine.run(
      ['useradd', '--non-unique', '--uid', '0', '--gid', '0', '--no-create-home', 'tejunroot'],
      ['userdel', '--force', 'tejunroot'],
    );
    await names('tejunroot (uid 0)');
    machine.run(['userdel', '--force', 'tejunroot']);

    const rules = new Machine();
    try {
      rules.write('/etc/sudoers', `root ALL=(ALL:ALL) ALL\n${user} ALL=(ALL:ALL) /usr/bin/systemctl\n`, 0o440);
      await names(`${user} (sudoers)`);
    } finally {
      rules.undo();
    }
    const keys = new Machine();
    try {
      keys.folder('/root/.ssh', 0o700);
      keys.write(
        '/root/.ssh/authorized_keys',
        'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFlipFlipFlipFlipFlipFlipFlipFlipFlipFlip test\n',
        0o600,
      );
      if (!privilegeHolders.includes('root')) await names('root (authorized_keys)');
    } finally {
      keys.undo();
    }
    assert.equal((await administrators()).verdict, 'pass');
  });

  it('sudo: a rule without a password', async () => {
    const rules = new Machine();
    try {
      rules.write('/etc/sudoers', 'root ALL=(ALL:ALL) ALL\n@includedir /etc/sudoers.d\n', 0o440);
      rules.write('/etc/sudoers.d/tejunflip', `${user} ALL=(ALL) ALL\n`, 0o440);
      assert.equal(await flips.is(sudoPassword), 'pass');
      rules.write('/etc/sudoers.d/tejunflip', `${user} ALL=(ALL) NOPASSWD: ALL\n`, 0o440);
      const failing = await flips.verdict(sudoPassword);
      assert.equal(failing.verdict, 'fail');
      assert.ok(failing.because.en.includes('/etc/sudoers.d/tejunflip'), failing.because.en);
      rules.write('/etc/sudoers.d/tejunflip', `${user} ALL=(ALL) ALL\n`, 0o440);
      assert.equal(await flips.is(sudoPassword), 'pass');
    } finally {
      rules.undo();
    }
  });

  it('passwords and names of accounts', async () => {
    machine.run(['usermod', '--password', '', user]);
    machine.run(['useradd', '--shell', '/bin/bash', 'soumu-share'], ['userdel', '--force', 'soumu-share']);
    const [empty, shared] = await Promise.all([flips.verdict(passwordSet), flips.verdict(noSharedAccounts)]);
    assert.equal(empty.verdict, 'fail');
    assert.ok(empty.because.en.includes(user), empty.because.en);
    assert.equal(shared.verdict, 'fail');
    assert.ok(shared.because.ja.includes('soumu-share'));
    machine.run(['usermod', '--password', '$6$abc$abcdefghijklmnopqrstuvwxyz', user]);
    machine.run(['userdel', '--force', 'soumu-share']);
    const [set, none] = await Promise.all([flips.verdict(passwordSet), flips.verdict(noSharedAccounts)]);
    assert.notEqual(set.verdict, 'fail', set.because.en);
    assert.equal(none.verdict, 'pass', none.because.en);
  });

  it('private keys: a passphrase, and who may read the file', { skip: !existsSync('/usr/bin/openssl') && 'no openssl' }, async () => {
    const key = `${home}/.ssh/id_rsa`;
    machine.folder(`${home}/.ssh`, 0o700);
    machine.run(['openssl', 'genrsa', '-traditional', '-out', key, '2048']);
    machine.run(['chown', '-R', user, `${home}/.ssh`]);
    machine.mode(key, 0o644);
    const [open, readable] = await Promise.all([flips.verdict(privateKeysProtected), flips.verdict(keyFileMode)]);
    assert.equal(open.verdict, 'fail', open.because.en);
    assert.ok(open.because.en.includes(key), open.because.en);
    assert.equal(readable.verdict, 'fail', readable.because.en);
    machine.run(['openssl', 'rsa', '-traditional', '-aes256', '-passout', 'pass:0123456789', '-in', key, '-out', key]);
    machine.mode(key, 0o600);
    const [closed, own] = await Promise.all([flips.verdict(privateKeysProtected), flips.verdict(keyFileMode)]);
    assert.ok(!closed.because.en.includes(key) || closed.verdict === 'pass', closed.because.en);
    assert.ok(!own.because.en.includes(key) || own.verdict === 'pass', own.because.en);
  });

  it('Samba: a share open to guests', { skip: lenses === null && 'no lenses' }, async () => {
    const samba = new Machine();
    const share = (guest: string) => `[global]\n   workgroup = OFFICE\n\n[public]\n   path = /srv/public\n   guest ok = ${guest}\n`;
    try {
      samba.write('/etc/samba/smb.conf', share('no'));
      assert.equal(await flips.is(guestAccessCheck), 'pass');
      samba.write('/etc/samba/smb.conf', share('yes'));
      const open = await flips.verdict(guestAccessCheck);
      assert.equal(open.verdict, 'fail');
      assert.ok(open.because.en.includes('public'), open.because.en);
      samba.write('/etc/samba/smb.conf', share('no'));
      assert.equal(await flips.is(guestAccessCheck), 'pass');
    } finally {
      samba.undo();
    }
  });
});
