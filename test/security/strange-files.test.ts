import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { FakeClock } from '../../src/base/clock.ts';
import { type TestDatabase, testDatabase } from '../../src/db/test-database.ts';
import { readNmap } from '../../src/sources/nmap/parse.ts';
import { type Seen, Websites } from '../../src/websites/index.ts';

describe('a report of nmap that somebody made up', () => {
  it('is refused with words, however many attributes an element has', () => {
    for (const count of [42, 100_000, 3_000_000])
      for (const end of ['/>', ''])
        assert.throws(
          () => readNmap(Buffer.from(`<nmaprun ${'b="" '.repeat(count)}${end}`)),
          (error: { code?: string }) => ['bad-request', 'file-unreadable'].includes(error.code ?? ''),
        );
  });
});

describe('the certificate of a website of the company, made by somebody else', () => {
  let database: TestDatabase;
  before(async () => {
    database = await testDatabase();
  });
  after(() => database.close());

  it('does not keep the websites behind it from being looked at, whatever name it bears', async () => {
    const certificate = (name: string): Exclude<Seen, { failed: string }> => ({
      versions: { TLSv1: false, 'TLSv1.1': false, 'TLSv1.2': true, 'TLSv1.3': true },
      cipher: 'TLS_AES_256_GCM_SHA384',
      certificate: {
        ...{ name, issuer: '<script>', notBefore: '2026-01-01T00:00:00.000Z', notAfter: '2027-01-01T00:00:00.000Z' },
        ...{ named: true, trusted: true, trustProblem: '', key: { algorithm: 'RSA', bits: 2048 } },
      },
    });
    const names: Record<string, string> = { 'nul.example.jp': 'a\u0000b', 'half.example.jp': 'a\ud800', 'last.example.jp': 'c' };
    const sites = Object.keys(names);
    const websites = new Websites({
      pool: database.app,
      clock: new FakeClock('2026-11-22T03:00:00Z'),
      rulesAt: () => ({ sites, minTlsVersion: 'TLS1.2', warnDays: 30, minRsaBits: 2048 }),
      look: async (host) => certificate(names[host]!),
    });
    await websites.look();
    const { rows } = await database.owner.query<{ name: string }>(
      "SELECT seen->'certificate'->>'name' AS name FROM websites_look ORDER BY id",
    );
    assert.deepEqual(
      rows.map(({ name }) => name),
      ['a\ufffdb', 'a\ufffd', 'c'],
    );
    await websites.look();
    assert.equal((await database.owner.query('SELECT 1 FROM websites_look')).rows.length, 3, 'the same again is no new look');
  });
});
