import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, describe, it } from 'node:test';
import { claimHome, releaseHome, runningServer, tellServer } from './lock.ts';

describe('the lock of a home', () => {
  const home = mkdtempSync(join(tmpdir(), 'tejun-lock-'));
  const file = join(home, 'server.json');
  beforeEach(() => rmSync(file, { force: true }));
  after(() => rmSync(home, { recursive: true }));
  /** Process 1 lives and is no server of ours; this one is far beyond the largest id. */
  const nobody = 2 ** 22 + 7;

  it('is taken, told and given back', () => {
    claimHome(join(home, 'new', 'folder'));
    claimHome(home);
    assert.equal(JSON.parse(readFileSync(file, 'utf8')).pid, process.pid);
    tellServer(home, { pid: process.pid, url: 'http://127.0.0.1:8034', leastPrivilege: true });
    assert.equal(JSON.parse(readFileSync(file, 'utf8')).url, 'http://127.0.0.1:8034');
    assert.deepEqual(
      readdirSync(home).filter((name) => name.startsWith('server')),
      ['server.json'],
    );
    releaseHome(home);
    assert.ok(!existsSync(file));
    releaseHome(home);
  });

  it('is no hindrance where a killed server left it, half or whole, or its number belongs to another program', () => {
    for (const left of [JSON.stringify({ pid: nobody, url: '' }), JSON.stringify({ pid: 1, url: '' }), '{"pid":', '', 'null', '{}']) {
      writeFileSync(file, left);
      assert.equal(runningServer(home), null, left);
      claimHome(home);
      assert.equal(JSON.parse(readFileSync(file, 'utf8')).pid, process.pid);
      rmSync(file);
    }
  });

  it('is refused while another server works there', { skip: process.platform !== 'linux' }, () => {
    // What tells a server of ours from another program is main.ts in its command line.
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', 'main.ts'], { stdio: 'ignore' });
    try {
      while (!readFileSync(`/proc/${other.pid}/cmdline`, 'utf8').includes('main.ts'));
      writeFileSync(file, JSON.stringify({ pid: other.pid, url: 'http://127.0.0.1:1' }));
      assert.throws(() => claimHome(home), { code: 'config-invalid' });
      assert.equal(JSON.parse(readFileSync(file, 'utf8')).pid, other.pid, 'and left as it was');
    } finally {
      other.kill('SIGKILL');
    }
  });
});
