import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { statesOfDevice } from '../../src/engine/checks/index.ts';
import { collectionFacts } from '../../src/facts/collection.ts';
import { type DataSite, dataSite } from '../data-site.ts';
import { type Flips, openFlips, skipFlips } from './real-agent.ts';

const lists = ['software', 'config-files', 'startup-items'] as const;
const cronFile = '/etc/cron.d/tejun-flip';
const packageName = 'tejun-flip';

describe('flips: changes of a device', { skip: skipFlips }, () => {
  let flips: Flips;
  let data: DataSite;
  let device: string;
  const folder = mkdtempSync(join(tmpdir(), 'tejun-drift-'));
  const watched = join(folder, 'app.conf');
  const unit = { platform: 'linux', deviceClass: 'server', environment: null } as const;

  before(async () => {
    // What an earlier run left behind must not be part of the beginning.
    clean();
    writeFileSync(watched, 'listen = 127.0.0.1\n');
    data = await dataSite({ start: '2026-11-23T16:00:00Z' });
    ({ deviceId: device } = await data.agent('srv-db01'));
    flips = await openFlips();
  });
  after(async () => {
    clean();
    rmSync(folder, { recursive: true, force: true });
    await flips?.close();
    await data?.close();
  });

  function clean(): void {
    rmSync(cronFile, { force: true });
    const known = execFileSync('dpkg-query', ['-W'], { encoding: 'utf8' }).split(/[\t\n]/);
    if (known.includes(packageName)) execFileSync('dpkg', ['--purge', packageName], { stdio: 'ignore' });
  }

  function install(version: string): void {
    const root = join(folder, `deb-${version}`);
    mkdirSync(join(root, 'DEBIAN'), { recursive: true });
    const control = [
      `Package: ${packageName}`,
      `Version: ${version}`,
      'Architecture: all',
      'Maintainer: Tejun <tejun@example.co.jp>',
      'Description: a test',
    ];
    writeFileSync(join(root, 'DEBIAN', 'control'), `${control.join('\n')}\n`);
    chmodSync(root, 0o755);
    chmodSync(join(root, 'DEBIAN'), 0o755);
    execFileSync('dpkg-deb', ['--build', '--root-owner-group', root, `${root}.deb`], { stdio: 'ignore' });
    execFileSync('dpkg', ['-i', `${root}.deb`], { stdio: 'ignore' });
  }

  /** Asks the real agent for its lists, and hands what it says to the server's intake at the server's time. */
  async function look(): Promise<void> {
    const said = await Promise.all(lists.map((list) => flips.ask(`${list}-collection/linux`, { watchedConfigFiles: [watched] })));
    const at = data.clock.now();
    await data.engine.intake.accept({
      drafts: said.map((each, index) => {
        assert.ok('body' in each, JSON.stringify(each));
        const { kind } = collectionFacts[lists[index]!];
        return { deviceId: device, kind, source: 'osquery', observedAt: at, receivedAt: at, body: each.body, collected: each.collected };
      }),
    });
    await data.watching.drift.sweep();
  }
  const events = async () => (await data.watching.drift.events({ device, offset: 0, limit: 10 })).events;
  const verdict = async () =>
    (await statesOfDevice(data.database.app, device)).find(({ checkId }) => checkId === 'configuration/baseline')?.verdict;

  it('a file, a job and a package make one event, and the device leaves its approved state and comes back to it', async () => {
    await look();
    const { drift } = data.watching;
    const collections = { software: 'exact', 'config-files': 'exact', 'startup-items': 'exact' } as const;
    const proposed = await drift.propose({ traits: unit, collections, reference: device }, 'account:a');
    await drift.approve(proposed.id, { digest: proposed.digest, reason: '構築手順書のとおり' }, 'account:b');
    await drift.sweep();
    assert.equal(await verdict(), 'pass');
    assert.deepEqual(await events(), []);

    writeFileSync(watched, 'listen = 0.0.0.0\n');
    writeFileSync(cronFile, '17 3 * * * root /usr/bin/true --tejun-flip\n', { mode: 0o644 });
    install('1.0');
    data.clock.advance({ hours: 1 });
    await look();
    const [changed, ...others] = await events();
    assert.deepEqual(others, []);
    assert.deepEqual(
      Object.entries(changed!.counts)
        .map(([list, { added, removed, changed: is }]) => `${list} +${added} -${removed} ~${is}`)
        .sort(),
      ['config-files +0 -0 ~1', 'software +1 -0 ~0', 'startup-items +1 -0 ~0'],
    );
    assert.equal(await verdict(), 'fail');

    install('1.1');
    data.clock.advance({ hours: 3 });
    await look();
    const [upgraded] = await events();
    assert.deepEqual(upgraded!.counts.software, { added: 0, removed: 0, changed: 1, example: packageName });

    clean();
    writeFileSync(watched, 'listen = 127.0.0.1\n');
    data.clock.advance({ hours: 3 });
    await look();
    assert.equal((await events()).length, 3, 'undoing it is a change too');
    assert.equal(await verdict(), 'pass');
  });
});
