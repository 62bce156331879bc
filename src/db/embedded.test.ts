import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { startEmbedded } from './embedded.ts';
import { databaseAccount } from './embedded-account.ts';
import { databaseFolder } from './embedded-files.ts';
import { openPool } from './pool.ts';
import { testHome } from './test-database.ts';

const settings = { fsync: 'off', full_page_writes: 'off' };

describe('the embedded database', () => {
  const home = testHome('tejun-embedded-');
  after(() => rmSync(home, { recursive: true, force: true }));

  it('is made whole though an earlier start was cut short, and keeps its data, its port and its secrets to itself', async () => {
    mkdirSync(join(home, 'postgres.new-1'), { recursive: true });
    writeFileSync(join(home, 'postgres.new-1', 'PG_VERSION'), '18');
    const said: string[] = [];
    const say = (line: string) => void said.push(line);
    const first = await startEmbedded({ home, say, settings });
    assert.ok(said.length > 0 && said.every((line) => !line.includes(readFileSync(join(home, 'secrets', 'database-password'), 'utf8'))));
    assert.deepEqual(
      readdirSync(home).filter((name) => name.startsWith('postgres.') || name.startsWith('.password')),
      [],
    );
    for (const name of readdirSync(join(home, 'secrets'))) assert.equal(statSync(join(home, 'secrets', name)).mode & 0o777, 0o600, name);
    if (process.getuid?.() === 0) assert.notEqual(statSync(`/proc/${first.pid}`).uid, 0, 'never as root');
    const pool = openPool({ url: first.url, connectionsMax: 1 });
    await pool.query('CREATE TABLE kept (n int)');
    await assert.rejects(pool.query("SELECT pg_read_file('/etc/hostname')"), { code: '42501' }, 'its owner is no superuser');
    await pool.end();

    process.kill(first.pid, 'SIGKILL');
    await first.ended;
    const port = Number(new URL(first.url).port);
    const second = await startEmbedded({ home, say, settings, port });
    assert.equal(second.url, first.url);
    const again = openPool({ url: second.url, connectionsMax: 1 });
    assert.equal((await again.query('SELECT n FROM kept')).rowCount, 0);
    await again.end();
    await second.stop();
    assert.ok(!existsSync(join(second.dataFolder, 'postmaster.pid')));
  });
});

describe('a home that is closed to the database’s account', {
  skip: process.getuid?.() === 0 ? false : 'only root has such an account',
}, () => {
  it('keeps its data elsewhere by a link, and a new home at the same path never meets them', () => {
    const account = databaseAccount();
    const closed = mkdtempSync(join(tmpdir(), 'tejun-closed-'));
    const home = join(closed, 'data');
    const places: string[] = [];
    try {
      places.push(databaseFolder(home, account));
      assert.notEqual(places[0], join(home, 'postgres'));
      assert.equal(readlinkSync(join(home, 'postgres')), places[0]);
      assert.equal(databaseFolder(home, account), places[0], 'the link is followed');
      rmSync(home, { recursive: true });
      places.push(databaseFolder(home, account));
      assert.notEqual(places[1], places[0]);
      assert.ok(existsSync(places[0]!), 'nobody deletes what may be somebody’s data');
    } finally {
      for (const place of places) rmSync(dirname(place), { recursive: true, force: true });
      rmSync(closed, { recursive: true, force: true });
    }
  });
});
