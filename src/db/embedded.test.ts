import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { startEmbedded } from './embedded.ts';
import { openPool } from './pool.ts';

const settings = { fsync: 'off', full_page_writes: 'off' };

describe('the embedded database', () => {
  const home = mkdtempSync(join(tmpdir(), 'tejun-embedded-'));
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
