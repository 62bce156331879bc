import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { authenticateCli, openCliToken } from './cli-token.ts';
import { addressGroup } from './limits.ts';
import { hashPassword, refuseWeakPassword, verifyPassword } from './password.ts';
import { newRecoveryCodes, recoveryCodeHash } from './recovery.ts';
import { newTotpSecret, totpStep } from './totp.ts';
import { openVault, vaultWith } from './vault.ts';

const about = { name: '青木 Hanako', login: 'hanako.aoki@example.co.jp' };

describe('passwords', () => {
  it('holds for the password and for no other, whatever way it is composed', async () => {
    const stored = await hashPassword('ﾊﾟｽ-café-bicycle');
    assert.match(stored, /^argon2id\$m=19456,t=2,p=1\$/);
    assert.ok(await verifyPassword('パス-cafe\u0301-bicycle', stored));
    assert.ok(!(await verifyPassword('パス-cafe-bicycle', stored)));
    assert.ok(!(await verifyPassword('', null)));
  });

  it('makes an unknown account wait for the same work', async () => {
    const stored = await hashPassword('えだまめ-coral-bicycle');
    const time = async (hash: string | null): Promise<number> => {
      const start = process.cpuUsage();
      for (let count = 0; count < 5; count += 1) await verifyPassword('wrong', hash);
      return process.cpuUsage(start).user;
    };
    await time(stored);
    const [known, unknown] = [await time(stored), await time(null)];
    assert.ok(unknown > known / 3, `unknown ${unknown} µs, known ${known} µs`);
  });

  it('waits in line under load, and loses nobody', async () => {
    const stored = await hashPassword('えだまめ-coral-bicycle');
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, i) => verifyPassword(i % 2 ? 'wrong' : 'えだまめ-coral-bicycle', stored)),
    );
    assert.deepEqual(results, [true, false, true, false, true, false, true, false]);
    const crowd = await Promise.allSettled(Array.from({ length: 60 }, () => verifyPassword('wrong', stored)));
    const refused = crowd.filter((each) => each.status === 'rejected');
    assert.equal(refused.length, 60 - 42);
    assert.ok(await verifyPassword('えだまめ-coral-bicycle', stored), 'and works on afterwards');
  });

  it('refuses what is guessed first', () => {
    for (const weak of [
      'short-Aa1!',
      'password1234',
      'P@ssw0rd2026!!',
      'qwertyuiop12',
      'aaaaaaaaaaaaaaaa',
      '123456789012345',
      'hanako.aoki1234',
      'tejun-admin-2026',
      'ABCDEFGHIJKLMNOP',
    ]) {
      assert.throws(() => refuseWeakPassword(weak, about), { code: 'password-too-weak' }, weak);
    }
    for (const good of ['correct horse battery staple', 'えだまめ自転車珊瑚七十一番地', 'x7#kQ9!mLp2$']) refuseWeakPassword(good, about);
  });
});

describe('secrets at rest', () => {
  it('opens what it sealed, for its owner only, and nothing that was changed', () => {
    const vault = vaultWith(Buffer.alloc(32, 7));
    fc.assert(
      fc.property(fc.string(), fc.nat(), (text, at) => {
        const sealed = vault.seal(text, 'a');
        assert.equal(vault.open(sealed, 'a'), text);
        assert.throws(() => vault.open(sealed, 'b'), { code: 'config-invalid' });
        sealed[at % sealed.length]! ^= 1;
        assert.throws(() => vault.open(sealed, 'a'), { code: 'config-invalid' });
      }),
      { numRuns: 50 },
    );
  });

  it('keeps its key and the command line’s token in files of its own', () => {
    const home = mkdtempSync(join(tmpdir(), 'tejun-home-'));
    const sealed = openVault(join(home, 'secrets')).seal('seed', 'a');
    assert.equal(openVault(join(home, 'secrets')).open(sealed, 'a'), 'seed');
    assert.equal(statSync(join(home, 'secrets/people.key')).mode & 0o777, 0o600);
    const token = openCliToken(home);
    assert.equal(openCliToken(home), token);
    assert.equal(statSync(join(home, 'cli-token')).mode & 0o777, 0o600);
    assert.equal(authenticateCli(token, `Bearer ${token}`, true)?.actor, 'cli');
    assert.equal(authenticateCli(token, `Bearer ${token}`, false), null);
    assert.equal(authenticateCli(token, `bearer ${token}`, true), null);
    writeFileSync(join(home, 'secrets/people.key'), 'short');
    assert.throws(() => openVault(join(home, 'secrets')), { code: 'config-invalid' });
    rmSync(home, { recursive: true });
  });
});

describe('codes', () => {
  it('reads a recovery code as people type it', () => {
    const [code] = newRecoveryCodes();
    const hash = recoveryCodeHash(code!);
    for (const typed of [
      code!.toUpperCase(),
      code!.replaceAll('-', ''),
      ` ${code} `,
      code!.replaceAll('0', 'O').replaceAll('1', 'l'),
      code!.replaceAll('-', 'ー'),
    ]) {
      assert.deepEqual(recoveryCodeHash(typed), hash, typed);
    }
    assert.equal(recoveryCodeHash('short'), null);
  });

  it('knows the time step of a code, one step to either side', () => {
    // RFC 6238, appendix B, SHA-1: the last six digits.
    const seed = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
    for (const [seconds, code] of [
      [59, '287082'],
      [1111111109, '081804'],
      [2000000000, '279037'],
    ] as const) {
      assert.equal(totpStep(seed, code, new Date(seconds * 1000)), Math.floor(seconds / 30));
      assert.equal(totpStep(seed, code, new Date((seconds + 30) * 1000)), Math.floor(seconds / 30));
      assert.equal(totpStep(seed, code, new Date((seconds + 90) * 1000)), null);
    }
    assert.equal(totpStep(seed, '２８７ ０８２', new Date(59_000)), 1);
    assert.match(newTotpSecret(), /^[A-Z2-7]{32}$/);
  });

  it('counts addresses by household', () => {
    assert.equal(addressGroup('::ffff:192.0.2.1'), '192.0.2.1');
    assert.equal(addressGroup('2001:db8:0:1::5'), addressGroup('2001:0db8:0000:0001:ffff::1'));
    assert.notEqual(addressGroup('2001:db8:0:1::5'), addressGroup('2001:db8:0:2::5'));
    assert.equal(addressGroup('::1'), '0:0:0:0::/64');
  });
});
