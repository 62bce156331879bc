import assert from 'node:assert/strict';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, describe, it } from 'node:test';
import { FakeClock } from '../base/clock.ts';
import { serverCertificate } from './authority.ts';

const names = ['tejun.example.co.jp', 'localhost', '127.0.0.1', '::1'];
const root = mkdtempSync(join(tmpdir(), 'tejun-tls-'));
const day = 86_400_000;

describe('the company’s own authority', () => {
  let folder: string;
  let clock: FakeClock;
  let count = 0;
  beforeEach(() => {
    count += 1;
    folder = join(root, String(count));
    clock = new FakeClock();
  });
  after(() => rmSync(root, { recursive: true }));

  const make = (wanted: readonly string[] = names) => serverCertificate(folder, wanted, clock);
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');

  it('makes a certificate of its own authority for every name, with a key that fits', async () => {
    const made = await make();
    const [leaf, authority] = [new X509Certificate(made.certificate), new X509Certificate(made.authority)];
    assert.ok(leaf.verify(authority.publicKey) && leaf.checkIssued(authority) && authority.verify(authority.publicKey));
    assert.ok(authority.ca && !leaf.ca);
    assert.ok(leaf.checkPrivateKey(createPrivateKey(made.key)));
    for (const name of names.slice(0, 2)) assert.equal(leaf.checkHost(name), name);
    for (const name of names.slice(2)) assert.ok(leaf.checkIP(name), name);
    assert.equal(leaf.checkHost('evil.example'), undefined);
    assert.deepEqual(leaf.keyUsage, ['1.3.6.1.5.5.7.3.1']);
    assert.equal(createPrivateKey(made.key).asymmetricKeyDetails?.namedCurve, 'prime256v1');
    assert.ok(new Date(leaf.validTo).getTime() - clock.now().getTime() <= 397 * day, 'clients refuse longer ones');
    assert.equal(made.fingerprint, leaf.fingerprint256);
  });

  it('keeps keys to itself', async () => {
    await make();
    for (const name of ['ca-key.pem', 'server-key.pem']) assert.equal(statSync(join(folder, name)).mode & 0o777, 0o600, name);
    assert.equal(statSync(folder).mode & 0o777, 0o700);
  });

  it('stays the same until 30 days before its end, and keeps its authority', async () => {
    const first = await make();
    assert.equal((await make()).certificate, first.certificate);
    clock.advance({ days: 366 });
    assert.equal((await make()).certificate, first.certificate);
    clock.advance({ days: 2 });
    const renewed = await make();
    assert.notEqual(renewed.certificate, first.certificate);
    assert.equal(renewed.authority, first.authority);
    assert.ok(renewed.notAfter.getTime() - clock.now().getTime() > 390 * day);
    assert.notEqual(new X509Certificate(renewed.certificate).serialNumber, new X509Certificate(first.certificate).serialNumber);
  });

  it('is made anew for a new name, and not for one name less', async () => {
    const first = await make();
    assert.equal((await make(names.slice(1))).certificate, first.certificate);
    const more = await make([...names, '192.0.2.1', 'new.example.co.jp']);
    assert.notEqual(more.certificate, first.certificate);
    assert.ok(new X509Certificate(more.certificate).checkHost('new.example.co.jp'));
  });

  it('is made anew where a start was cut short, or where its authority is another one', async () => {
    const first = await make();
    const other = await serverCertificate(`${folder}-other`, names, clock);
    writeFileSync(join(folder, 'server-key.pem'), other.key);
    const repaired = await make();
    assert.notEqual(repaired.certificate, first.certificate);
    assert.ok(new X509Certificate(repaired.certificate).checkPrivateKey(createPrivateKey(repaired.key)));
    rmSync(join(folder, 'ca.pem'));
    const after = await make();
    assert.notEqual(after.authority, first.authority);
    assert.ok(new X509Certificate(after.certificate).verify(new X509Certificate(after.authority).publicKey));
    assert.equal(read('server.pem'), after.certificate);
  });
});
