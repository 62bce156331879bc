import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { certificateStrength } from '../../src/practices/cryptography/certificate-strength.check.ts';
import { designatedResolversCheck } from '../../src/practices/network/designated-resolvers.check.ts';
import { knownSegments } from '../../src/practices/network/known-segments.check.ts';
import { listeningPortsCheck } from '../../src/practices/network/listening-ports.check.ts';
import { listeningProgramsCheck } from '../../src/practices/network/listening-programs.check.ts';
import { oneSegmentOnly } from '../../src/practices/network/one-segment.check.ts';
import { fileSharingInstalled } from '../../src/practices/software/file-sharing-installed.check.ts';
import { fileSharingRunning } from '../../src/practices/software/file-sharing-running.check.ts';
import { suidProgramsKnown } from '../../src/practices/software/suid-programs.check.ts';
import { utilitiesInstalled } from '../../src/practices/software/utilities-installed.check.ts';
import { type Flips, openFlips, skipFlips } from './real-agent.ts';

const body = async <T>(said: Promise<unknown>): Promise<T> => ((await said) as { body: T }).body;

describe('flips: network and software', { skip: skipFlips }, () => {
  let flips: Flips;
  const folder = mkdtempSync(join(tmpdir(), 'tejun-flip-'));
  const children: ChildProcess[] = [];
  const undo: (() => void)[] = [];
  before(async () => {
    flips = await openFlips();
  });
  after(async () => {
    for (const child of children) child.kill('SIGKILL');
    for (const back of undo.reverse()) back();
    await flips?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const end = async (child: ChildProcess) => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  };

  it('a program with set-user-ID that no distribution ships', async () => {
    const known = await body<{ programs: { path: string }[] }>(flips.ask('suid-programs/linux'));
    const values = { allowedSuidPrograms: known.programs.map(({ path }) => path) };
    const clean = await flips.verdict(suidProgramsKnown, values);
    assert.equal(clean.verdict, 'pass', clean.because.en);
    const program = '/usr/local/bin/tejun-flip-suid';
    undo.push(() => rmSync(program, { force: true }));
    copyFileSync('/bin/true', program);
    chmodSync(program, 0o4755);
    const found = await flips.verdict(suidProgramsKnown, values);
    assert.equal(found.verdict, 'fail', found.because.en);
    assert.ok(found.because.en.includes(program), found.because.en);
    chmodSync(program, 0o755);
    assert.equal(await flips.is(suidProgramsKnown, values), 'pass');
  });

  it('a program that listens to other machines', async () => {
    const { ports } = await body<{ ports: { port: number; program: string }[] }>(flips.ask('listening-ports/linux'));
    const values = {
      allowedListeningPrograms: ports.map(({ program }) => program),
      allowedInboundPorts: ports.map(({ port }) => String(port)),
    };
    const both = () => Promise.all([flips.is(listeningProgramsCheck, values), flips.is(listeningPortsCheck, values)]);
    // Where something listens whose program the machine does not tell, the programs are unknown, but never failing.
    const [programs] = await both();
    assert.notEqual(programs, 'fail');
    const program = join(folder, 'tejun-flip-node');
    copyFileSync(process.execPath, program);
    const code = "require('net').createServer().listen(0,'0.0.0.0',function(){console.log(this.address().port)});setInterval(()=>{},1000)";
    const child = spawn(program, ['-e', code], { stdio: ['ignore', 'pipe', 'ignore'] });
    children.push(child);
    const port = await new Promise<string>((resolve) => child.stdout!.once('data', (chunk: Buffer) => resolve(chunk.toString().trim())));
    const [seen] = await Promise.all([flips.verdict(listeningProgramsCheck, values)]);
    assert.equal(seen.verdict, 'fail', seen.because.en);
    assert.ok(seen.because.en.includes(`tejun-flip-node:${port}`), seen.because.en);
    const allowed = {
      allowedListeningPrograms: [...values.allowedListeningPrograms, `tejun-flip-node:${port}`],
      allowedInboundPorts: [...values.allowedInboundPorts, port],
    };
    assert.equal(await flips.is(listeningPortsCheck, values), 'fail');
    assert.notEqual(await flips.is(listeningProgramsCheck, allowed), 'fail');
    assert.equal(await flips.is(listeningPortsCheck, allowed), 'pass');
    await end(child);
    const [afterwards, portsAfterwards] = await both();
    assert.notEqual(afterwards, 'fail');
    assert.equal(portsAfterwards, 'pass');
  });

  it('a certificate whose key is too short', async (t) => {
    if (spawnSync('openssl', ['version']).status !== 0) return t.skip('no openssl on this machine');
    const place = '/etc/nginx/ssl';
    const hadNginx = existsSync('/etc/nginx');
    const hadPlace = existsSync(place);
    const file = join(place, 'tejun-flip.pem');
    undo.push(() => rmSync(hadPlace ? file : hadNginx ? place : '/etc/nginx', { recursive: true, force: true }));
    mkdirSync(place, { recursive: true });
    const certify = (...key: string[]) =>
      execFileSync(
        'openssl',
        ['req', '-x509', '-nodes', '-subj', '/CN=tejun-flip', '-days', '365', ...key, '-keyout', '/dev/null', '-out', file],
        { stdio: 'ignore' },
      );
    const verdict = async () => {
      const seen = await flips.verdict(certificateStrength);
      return [seen.verdict, seen.because.en.includes('tejun-flip')];
    };
    certify('-newkey', 'rsa:1024');
    assert.deepEqual(await verdict(), ['fail', true]);
    certify('-newkey', 'rsa:2048', '-sha1');
    assert.deepEqual(await verdict(), ['fail', true]);
    certify('-newkey', 'rsa:2048');
    assert.deepEqual(await verdict(), ['pass', false]);
    certify('-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256');
    assert.deepEqual(await verdict(), ['pass', false]);
  });

  it('a second network segment', async (t) => {
    const { networks } = await body<{ networks: { network: string }[] }>(flips.ask('network-attachments/linux'));
    const second = '10.231.77.0/24';
    const values = { internalSegments: [...networks.map(({ network }) => network).slice(0, 1), second] };
    if (networks.length !== 1) return t.skip(`this machine stands in ${networks.length} networks, not in one`);
    const both = () =>
      Promise.all([flips.is(oneSegmentOnly, values), flips.is(knownSegments, { internalSegments: values.internalSegments.slice(0, 1) })]);
    assert.deepEqual(await both(), ['pass', 'pass']);
    const added = addAddress('10.231.77.5', '255.255.255.0');
    if (added === null) return t.skip('this machine lets no address be added');
    undo.push(added);
    assert.deepEqual(await both(), ['fail', 'fail']);
    added();
    assert.deepEqual(await both(), ['pass', 'pass']);
  });

  it('a DNS server that nobody designated', async () => {
    const file = '/etc/resolv.conf';
    const was = readFileSync(file);
    undo.push(() => writeFileSync(file, was));
    const { servers } = await body<{ servers: string[] }>(flips.ask('dns-resolvers/linux'));
    const values = { designatedResolvers: servers };
    assert.equal(await flips.is(designatedResolversCheck, values), 'pass');
    writeFileSync(file, `${was}\nnameserver 203.0.113.53\n`);
    const seen = await flips.verdict(designatedResolversCheck, values);
    assert.equal(seen.verdict, 'fail', seen.because.en);
    assert.ok(seen.because.en.includes('203.0.113.53'));
    writeFileSync(file, was);
    assert.equal(await flips.is(designatedResolversCheck, values), 'pass');
  });

  it('a forbidden program that runs, and packages that nobody approved', async (t) => {
    const program = join(folder, 'transmission-daemon');
    writeFileSync(program, '#!/bin/sh\nread -r line\n', { mode: 0o755 });
    assert.equal(await flips.is(fileSharingRunning), 'pass');
    const child = spawn(program, { stdio: ['pipe', 'ignore', 'ignore'] });
    children.push(child);
    assert.equal(await flips.is(fileSharingRunning), 'fail');
    await end(child);
    assert.equal(await flips.is(fileSharingRunning), 'pass');

    // Names of our own, so that no package of the machine is touched.
    const values = { forbiddenSoftware: ['tejun-flip-share'], unapprovedUtilities: ['tejun-flip-tool'] };
    const both = () => Promise.all([flips.is(fileSharingInstalled, values), flips.is(utilitiesInstalled, values)]);
    if (spawnSync('dpkg-deb', ['--version']).status !== 0) return t.skip('no dpkg on this machine');
    assert.deepEqual(await both(), ['pass', 'pass']);
    const names = ['tejun-flip-share', 'tejun-flip-tool'];
    undo.push(() => spawnSync('dpkg', ['--purge', ...names], { stdio: 'ignore' }));
    for (const name of names) execFileSync('dpkg', ['-i', packageOf(folder, name)], { stdio: 'ignore' });
    assert.deepEqual(await both(), ['fail', 'fail']);
    execFileSync('dpkg', ['--purge', ...names], { stdio: 'ignore' });
    assert.deepEqual(await both(), ['pass', 'pass']);
  });
});

/** An empty package, built here. */
function packageOf(folder: string, name: string): string {
  const tree = join(folder, name);
  mkdirSync(join(tree, 'DEBIAN'), { recursive: true });
  writeFileSync(
    join(tree, 'DEBIAN/control'),
    `Package: ${name}\nVersion: 1.0\nArchitecture: all\nMaintainer: Tejun <tejun@example.co.jp>\nDescription: for a test\n`,
  );
  execFileSync('dpkg-deb', ['--build', '--root-owner-group', tree, `${tree}.deb`], { stdio: 'ignore' });
  return `${tree}.deb`;
}

/** Gives the first real interface another address; the returned function takes it away. null where that is not possible. */
function addAddress(address: string, mask: string): (() => void) | null {
  const [name] = readFileSync('/proc/net/route', 'utf8')
    .split('\n')
    .slice(1)
    .flatMap((line) => line.split('\t').slice(0, 1))
    .filter(Boolean);
  if (name === undefined) return null;
  const ways = [
    { add: ['ip', 'address', 'add', `${address}/24`, 'dev', name], remove: ['ip', 'address', 'delete', `${address}/24`, 'dev', name] },
    { add: ['ifconfig', `${name}:flip`, address, 'netmask', mask, 'up'], remove: ['ifconfig', `${name}:flip`, 'down'] },
  ];
  for (const { add, remove } of ways) {
    if (spawnSync(add[0]!, add.slice(1), { stdio: 'ignore' }).status === 0)
      return () => void spawnSync(remove[0]!, remove.slice(1), { stdio: 'ignore' });
  }
  return null;
}
