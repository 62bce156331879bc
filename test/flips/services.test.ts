import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { backupJobScheduled } from '../../src/practices/backup/job-scheduled.check.ts';
import { diskSpaceLeft } from '../../src/practices/capacity/disk-space.check.ts';
import { processorLoadLow } from '../../src/practices/capacity/load.check.ts';
import { memoryLeft } from '../../src/practices/capacity/memory.check.ts';
import { ntpServiceOn } from '../../src/practices/clock/ntp-service.check.ts';
import { logsRecorded } from '../../src/practices/logs/recording.check.ts';
import { designatedResolversCheck } from '../../src/practices/network/designated-resolvers.check.ts';
import { hostFirewallCheck } from '../../src/practices/network/host-firewall.check.ts';
import { listeningPortsCheck } from '../../src/practices/network/listening-ports.check.ts';
import { fileSharingRunning } from '../../src/practices/software/file-sharing-running.check.ts';
import { lensFlags } from './debian.ts';
import { Machine } from './machine.ts';
import { type Flips, openFlips, skipFlips } from './real-agent.ts';

describe('flips: services, programs, ports and settings of the moment', { skip: skipFlips }, () => {
  let flips: Flips;
  let folder = '';
  let machine = new Machine();
  const programs: ChildProcess[] = [];
  const lenses = skipFlips === false ? lensFlags() : null;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tejun-flip-programs-'));
    flips = await openFlips([], lenses ?? []);
  });
  afterEach(async () => {
    await Promise.all(programs.splice(0).map(end));
    machine.undo();
    machine = new Machine();
    flips?.units(null);
  });
  after(async () => {
    await flips?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  /** A program of any name that does nothing but run. */
  const start = async (name: string): Promise<ChildProcess> => {
    const path = join(folder, name);
    copyFileSync('/bin/sleep', path);
    const child = spawn(path, ['300'], { stdio: 'ignore' });
    programs.push(child);
    await new Promise<void>((resolve) => child.once('spawn', () => resolve()));
    return child;
  };
  const end = (child: ChildProcess) =>
    new Promise<void>((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve();
      child.once('exit', () => resolve());
      child.kill('SIGKILL');
    });
  const runs = (child: ChildProcess) => child.exitCode === null && child.signalCode === null;

  it('a time service, a log service and a forbidden program, by their processes', async () => {
    const asked = () => Promise.all([flips.is(ntpServiceOn), flips.is(logsRecorded), flips.is(fileSharingRunning)]);
    // Without systemd, and no log service among the processes: nothing tells what records here.
    assert.deepEqual(await asked(), ['fail', 'unknown', 'pass']);
    const started = [await start('chronyd'), await start('rsyslogd'), await start('qbittorrent')];
    assert.deepEqual(await asked(), ['pass', 'pass', 'fail']);
    await Promise.all(started.map(end));
    assert.deepEqual(await asked(), ['fail', 'unknown', 'pass']);
  });

  it('the same, firewall and backup by the units of systemd, which follow real processes', async () => {
    const [clock, logs, wall, backup] = [await start('unit-a'), await start('unit-b'), await start('unit-c'), await start('unit-d')];
    flips.units([
      { id: 'chrony.service', active: () => runs(clock) },
      { id: 'rsyslog.service', active: () => runs(logs) },
      { id: 'firewalld.service', active: () => runs(wall) },
      { id: 'restic-backup.timer', active: () => runs(backup) },
      { id: 'dpkg-db-backup.timer', active: true },
    ]);
    const asked = () =>
      Promise.all([flips.is(ntpServiceOn), flips.is(logsRecorded), flips.is(hostFirewallCheck), flips.is(backupJobScheduled)]);
    assert.deepEqual(await asked(), ['pass', 'pass', 'pass', 'pass']);
    await Promise.all([clock, logs, wall, backup].map(end));
    const [ntp, recording, firewall, job] = await asked();
    assert.deepEqual([ntp, recording, job], ['fail', 'fail', 'fail']);
    // The rules of the kernel itself may still guard this machine, or be hidden from it.
    assert.notEqual(firewall, undefined);
  });

  it('no systemd to be asked proves no absence', async () => {
    flips.units(null);
    const [backup, firewall] = await Promise.all([flips.verdict(backupJobScheduled), flips.verdict(hostFirewallCheck)]);
    assert.notEqual(backup.verdict, 'pass');
    assert.notEqual(firewall.verdict, 'pass', firewall.because.en);
    machine.write('/etc/cron.d/tejunflip', '15 2 * * * root restic backup /srv\n');
    const withJob = await flips.verdict(backupJobScheduled);
    assert.equal(withJob.verdict, 'pass');
    assert.ok(withJob.because.en.includes('/etc/cron.d/tejunflip: restic'), withJob.because.en);
  });

  it('a port that listens to others', async () => {
    const said = await flips.ask('listening-ports/linux');
    assert.ok('body' in said);
    const known = (said.body as { ports: { port: number | null }[] }).ports.flatMap(({ port }) => (port === null ? [] : [String(port)]));
    const allowedInboundPorts = [...new Set([...known, '22'])];
    const before = await flips.verdict(listeningPortsCheck, { allowedInboundPorts });
    const server: Server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
    const { port } = server.address() as { port: number };
    const open = await flips.verdict(listeningPortsCheck, { allowedInboundPorts });
    await new Promise((resolve) => server.close(resolve));
    const after = await flips.verdict(listeningPortsCheck, { allowedInboundPorts });
    assert.notEqual(before.verdict, 'fail', before.because.en);
    assert.equal(open.verdict, 'fail');
    assert.ok(open.because.en.includes(String(port)), open.because.en);
    assert.deepEqual(after.verdict, before.verdict);
  });

  it('the servers of chrony, where its file can be read', { skip: lenses === null && 'no lenses' }, async () => {
    const chronyd = await start('chronyd');
    machine.write('/etc/chrony.conf', 'server ntp.nict.jp iburst\ndriftfile /var/lib/chrony/drift\n');
    const values = { ntpServers: ['ntp.nict.jp'] };
    assert.equal(await flips.is(ntpServiceOn, values), 'pass');
    machine.write('/etc/chrony.conf', 'server ntp.nict.jp iburst\npool pool.example.org\n');
    const foreign = await flips.verdict(ntpServiceOn, values);
    assert.equal(foreign.verdict, 'fail');
    assert.ok(foreign.because.en.includes('pool.example.org'), foreign.because.en);
    await end(chronyd);
  });

  it('the resolvers, and limits on what the machine uses', async () => {
    const said = await flips.ask('dns-resolvers/linux');
    assert.ok('body' in said);
    const designatedResolvers = (said.body as { servers: string[] }).servers;
    assert.equal(await flips.is(designatedResolversCheck, { designatedResolvers }), 'pass');
    assert.equal(await flips.is(designatedResolversCheck, { designatedResolvers: ['192.0.2.53'] }), 'fail');
    // A disk, the memory and the processors are not filled up on a machine that others use: the company's limit moves instead.
    const measured = await Promise.all([
      flips.is(diskSpaceLeft, { diskWarnPercent: 101 }),
      flips.is(memoryLeft, { memoryWarnPercent: 101 }),
      flips.is(processorLoadLow, { cpuWarnPercent: 100_000 }),
      flips.is(memoryLeft, { memoryWarnPercent: 0 }),
      flips.is(processorLoadLow, { cpuWarnPercent: 0 }),
    ]);
    assert.deepEqual(measured.slice(1), ['pass', 'pass', 'fail', 'fail']);
  });
});
