import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { FakeClock } from '../base/clock.ts';
import { type TestDatabase, testDatabase } from '../db/test-database.ts';
import { type Seen, Websites } from './index.ts';

type Shown = Exclude<Seen, { failed: string }>;
const good = (notAfter: string, tls10 = false): Shown => ({
  versions: { TLSv1: tls10, 'TLSv1.1': false, 'TLSv1.2': true, 'TLSv1.3': true },
  cipher: 'TLS_AES_256_GCM_SHA384',
  certificate: {
    name: 'x',
    issuer: 'y',
    notBefore: '2026-01-01T00:00:00.000Z',
    notAfter,
    named: true,
    trusted: true,
    trustProblem: '',
    key: { algorithm: 'RSA', bits: 2048 },
  },
});

describe("the company's websites", () => {
  let database: TestDatabase;
  const clock = new FakeClock('2026-11-22T03:00:00Z');
  let sites: string[] = [];
  let answers: Record<string, Shown | string> = {};
  let asked: string[] = [];
  let websites: Websites;
  before(async () => {
    database = await testDatabase();
    websites = new Websites({
      pool: database.app,
      clock,
      rulesAt: () => ({ sites, minTlsVersion: 'TLS1.2', warnDays: 30, minRsaBits: 2048 }),
      look: async (host, port) => {
        asked.push(`${host}:${port}`);
        const answer = answers[host];
        if (typeof answer === 'object') return answer;
        throw Object.assign(new Error('failed'), { problem: answer ?? 'no-such-name' });
      },
    });
  });
  beforeEach(() => {
    asked = [];
  });
  after(() => database.close());
  const verdict = async (at = clock.now()) => (await websites.standing(at)).verdict;
  const looks = async () => (await database.owner.query('SELECT count(*) AS n FROM websites_look')).rows[0].n as number;

  it('is unknown with none named, and with one that was not looked at yet', async () => {
    assert.equal(await verdict(), 'unknown');
    sites = ['www.example.co.jp', ' WWW.example.co.jp', 'shop.example.co.jp:8443'];
    assert.equal(await verdict(), 'unknown');
  });
  it('looks at what is named, once each, and passes when all are good', async () => {
    answers = { 'www.example.co.jp': good('2027-03-01T00:00:00.000Z'), 'shop.example.co.jp': good('2027-03-01T00:00:00.000Z') };
    await Promise.all([websites.look(), websites.look()]);
    assert.deepEqual(asked, ['www.example.co.jp:443', 'shop.example.co.jp:8443']);
    assert.equal(await verdict(), 'pass');
  });
  it('keeps no second row of the same look, and confirms it', async () => {
    clock.advance({ hours: 1 });
    await websites.look();
    assert.equal(await looks(), 2);
    assert.deepEqual((await websites.standing(clock.now())).evidenceAt, clock.now());
  });
  it('turns with one bad website, names it, and turns back; the past stays as it was', async () => {
    const before = clock.now();
    clock.advance({ hours: 1 });
    answers['shop.example.co.jp'] = good('2027-03-01T00:00:00.000Z', true);
    await websites.look();
    const bad = await websites.standing(clock.now());
    assert.equal(bad.verdict, 'fail');
    assert.match(bad.because.ja, /shop\.example\.co\.jp:8443.*TLSv1/);
    assert.equal(await verdict(before), 'pass');
    const badAt = clock.now();
    clock.advance({ hours: 1 });
    answers['shop.example.co.jp'] = good('2027-03-01T00:00:00.000Z');
    await websites.look();
    assert.equal(await verdict(), 'pass');
    assert.equal(await verdict(badAt), 'fail');
  });
  it('is unknown when a look fails, and when looks have stopped', async () => {
    answers['shop.example.co.jp'] = 'timeout';
    await websites.look();
    assert.equal(await verdict(), 'unknown');
    answers['shop.example.co.jp'] = good('2027-03-01T00:00:00.000Z');
    await websites.look();
    assert.equal(await verdict(), 'pass');
    clock.advance({ hours: 3, ms: 1 });
    assert.equal(await verdict(), 'unknown');
  });
  it('judges anew as time goes on, without a new look', async () => {
    await websites.look();
    assert.equal(await verdict(), 'pass');
    clock.advance({ days: 69 });
    await websites.look();
    assert.equal(await verdict(), 'fail');
  });
  it('cannot be rewritten by the application', async () => {
    await assert.rejects(database.app.query("UPDATE websites_look SET seen = '{}'"), /permission denied|stays as it is/);
    await assert.rejects(database.owner.query('DELETE FROM websites_look'), /stays as it is/);
  });
});
