import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { statesOfDevice } from '../../src/engine/checks/index.ts';
import { type CollectionId, collectionFacts } from '../../src/facts/collection.ts';
import { developmentTools } from '../../src/practices/software/params.ts';
import { sourceTreesAbsent } from '../../src/practices/software/source-trees.check.ts';
import { type DataSite, dataSite } from '../data-site.ts';
import { type Flips, openFlips, skipFlips } from './real-agent.ts';

const packageName = 'tejun-flip-tool';
const by = { by: 'cli' };

describe('flips: software control', { skip: skipFlips }, () => {
  let flips: Flips;
  let data: DataSite;
  let device: string;
  const folder = mkdtempSync(join(tmpdir(), 'tejun-software-'));
  let running: ChildProcess | null = null;

  before(async () => {
    remove();
    data = await dataSite();
    ({ deviceId: device } = await data.agent('srv-web01'));
    await data.database.owner.query(`UPDATE devices_device SET environment = 'production' WHERE id = $1`, [device]);
    flips = await openFlips();
  });
  after(async () => {
    running?.kill('SIGKILL');
    remove();
    rmSync(folder, { recursive: true, force: true });
    await flips?.close();
    await data?.close();
  });

  function remove(): void {
    const known = execFileSync('dpkg-query', ['-W'], { encoding: 'utf8' }).split(/[\t\n]/);
    if (known.includes(packageName)) execFileSync('dpkg', ['--purge', packageName], { stdio: 'ignore' });
  }

  function install(version: string): void {
    const root = join(folder, `deb-${version}`);
    mkdirSync(join(root, 'DEBIAN'), { recursive: true });
    const control = ['Architecture: all', 'Maintainer: 株式会社例 <tejun@example.co.jp>', 'Description: a test'];
    writeFileSync(join(root, 'DEBIAN', 'control'), `${[`Package: ${packageName}`, `Version: ${version}`, ...control].join('\n')}\n`);
    for (const path of [root, join(root, 'DEBIAN')]) chmodSync(path, 0o755);
    execFileSync('dpkg-deb', ['--build', '--root-owner-group', root, `${root}.deb`], { stdio: 'ignore' });
    execFileSync('dpkg', ['-i', `${root}.deb`], { stdio: 'ignore' });
  }

  /** What the agent says of the lists now, derived and judged. */
  async function look(...collections: CollectionId[]): Promise<Map<string, string>> {
    data.clock.advance({ minutes: 1 });
    const all = await Promise.all(collections.map((collection) => flips.ask(`${collection}-collection/linux`)));
    const at = data.clock.now();
    const drafts = all.map((said, i) => {
      const draft = { deviceId: device, kind: collectionFacts[collections[i]!].kind, source: 'osquery', observedAt: at, receivedAt: at };
      if ('unreadable' in said) return { ...draft, unreadable: said.unreadable };
      return { ...draft, body: said.body, ...(said.collected && { collected: said.collected }) };
    });
    await data.engine.intake.accept({ drafts });
    await data.software.control.look();
    return new Map(
      (await statesOfDevice(data.database.app, device)).map(({ checkId, verdict, because }) => [checkId, `${verdict} ${because.ja}`]),
    );
  }
  const forbid = (name: string) => data.running.registers.add('software/forbidden', { name, reason: '試験' }, by);

  it('a package that nobody knows waits, fails, passes when it is permitted, and fails again when another version is not', async () => {
    const { rows } = await data.database.owner.query<{ name: string }>('SELECT name FROM software_title');
    assert.equal(rows.length, 0);
    await look('software');
    // Whatever else this machine has is taken into the list as it stands.
    const names = await data.database.owner.query<{ name: string }>(`SELECT DISTINCT name FROM software_title WHERE state = 'new'`);
    const line = (name: string, versions: string | null = null) => ({
      name,
      kind: 'application',
      purpose: '試験',
      scope: 'everyone',
      versions,
    });
    await data.running.registers.addMany(
      'software/allowed',
      names.rows.map(({ name }) => line(name)),
      by,
    );
    assert.match((await look('software')).get('software/unlisted')!, /^pass/);

    install('1.0');
    assert.match((await look('software')).get('software/unlisted')!, new RegExp(`^unknown .*${packageName} 1\\.0`));
    data.clock.advance({ days: 10 });
    assert.match((await look('software')).get('software/unlisted')!, new RegExp(`^fail .*${packageName} 1\\.0`));
    const { row } = await data.running.registers.add('software/allowed', line(packageName, '2.0未満'), by);
    assert.match((await look('software')).get('software/unlisted')!, /^pass/);
    install('2.1');
    assert.match((await look('software')).get('software/unlisted')!, new RegExp(`^unknown .*${packageName} 2\\.1.*R-SW-`));
    await data.running.registers.change('software/allowed', { id: row, revision: 1 }, { versions: '2.*' }, by);
    assert.match((await look('software')).get('software/unlisted')!, /^pass/);
  });

  it('a forbidden name fails, by its package or by a process from a folder where nobody installs', async () => {
    assert.match((await look('software', 'executed-programs')).get('software/forbidden')!, /^pass/);
    const { row } = await forbid('tejun-flip-*');
    assert.match((await look('software')).get('software/forbidden')!, new RegExp(`^fail .*${packageName} 2\\.1.*R-NG-1`));
    remove();
    assert.match((await look('software')).get('software/forbidden')!, /^pass/);

    const program = join(folder, 'tejun-flip-portable');
    copyFileSync('/bin/sleep', program);
    chmodSync(program, 0o755);
    running = spawn(program, ['60'], { stdio: 'ignore' });
    assert.match((await look('software', 'executed-programs')).get('software/forbidden')!, /^fail .*痕跡のみ.*tejun-flip-portable.*R-NG-1/);
    const ended = new Promise((resolve) => running!.once('exit', resolve));
    running.kill('SIGKILL');
    await ended;
    assert.match((await look('software', 'executed-programs')).get('software/forbidden')!, /^pass/);
    await data.running.registers.end('software/forbidden', { id: row, revision: 1 }, { ...by, reason: '試験の終わり' });
  });

  it('a tool of developers on a production server fails until a line permits it there', async () => {
    const version = data.engine.values.history(developmentTools.id)[0]?.version ?? 0;
    await data.engine.values.set({ param: developmentTools.id, value: [packageName], version, by: 'cli', reason: '試験' });
    assert.match((await look('software')).get('software/development-tools')!, /^pass/);
    install('2.2');
    assert.match((await look('software')).get('software/development-tools')!, new RegExp(`^fail .*${packageName}`));
    const here = { name: packageName, kind: 'developmentTool', purpose: '組込み', scope: 'device', device };
    await data.running.registers.add('software/allowed', here, by);
    assert.match((await look('software')).get('software/development-tools')!, /^pass/);
  });

  it('a working tree of source code fails and passes when it is gone', async () => {
    const values = { sourceTreePlaces: [`${folder}/%`] };
    const is = () => flips.verdict(sourceTreesAbsent, values);
    // A compiler that lies about on this machine fails by itself; what is tested is the tree.
    const nothing = await is();
    assert.ok(!nothing.because.ja.includes(folder), nothing.because.ja);
    mkdirSync(join(folder, 'app', '.git'), { recursive: true });
    writeFileSync(join(folder, 'app', '.git', 'HEAD'), 'ref: refs/heads/main\n');
    const found = await is();
    assert.equal(found.verdict, 'fail');
    assert.ok(found.because.ja.includes(join(folder, 'app')), found.because.ja);
    rmSync(join(folder, 'app'), { recursive: true });
    assert.equal((await is()).because.ja, nothing.because.ja);
  });
});
