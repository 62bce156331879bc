import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { FakeClock, systemClock } from '../src/base/clock.ts';
import { type Config, readConfig } from '../src/base/config.ts';
import { silentLog } from '../src/base/log.ts';
import { run } from '../src/cli/run.ts';
import { type TestDatabase, testDatabase } from '../src/db/test-database.ts';
import { newEngine } from '../src/server/engine.ts';
import { type RunningTejun, startTejun } from '../src/server/start.ts';
import { serverCertificate } from '../src/tls/authority.ts';
import { assertPrinted, asTranscript, play, readTranscript } from './transcript.ts';

/**
 * The command line against a real server, as a person uses it: a process of its own, the transcripts in test/cli. The
 * command reads the real clock, so the server does, too.
 */
const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'tejun-cli-'));
const home = join(folder, 'home');
const work = join(folder, 'work');
let database: TestDatabase;
let config: Config;
let server: RunningTejun;
let env: NodeJS.ProcessEnv;

before(async () => {
  database = await testDatabase();
  config = readConfig({ TEJUN_HOME: home, DATABASE_URL: database.url, PORT: '0', AGENT_PORT: '0', TEJUN_LOCAL_AGENT: 'off' }, folder);
  server = await start(config);
  await enrolTwo();
  env = { ...process.env, ...commandEnvironment(), ...(await homes()) };
});
after(async () => {
  await server?.stop();
  await database?.close();
  rmSync(folder, { recursive: true, force: true });
});

const start = (wanted: Config): Promise<RunningTejun> =>
  startTejun({ config: wanted, clock: systemClock, log: silentLog, say: () => {}, version: '0.0.0', webFolder: undefined });

function commandEnvironment(): NodeJS.ProcessEnv {
  const bin = join(folder, 'bin');
  for (const each of [bin, work]) mkdirSync(each);
  const command = `#!/bin/sh\nexec '${process.execPath}' '${join(root, 'src', 'cli', 'main.ts')}' "$@"\n`;
  writeFileSync(join(bin, 'tejun'), command, { mode: 0o755 });
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format(systemClock.now());
  return {
    PATH: `${bin}:${process.env.PATH}`,
    TEJUN_HOME: home,
    TODAY: today,
    TZ: 'Asia/Tokyo',
    LANG: 'ja_JP.UTF-8',
    LC_ALL: '',
    LC_MESSAGES: '',
    PORT: '',
    // Fifty short processes load the same sources.
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
  };
}

/** One device that fails a check, one whose name would be obeyed by a terminal; a refused enrolment and a quarantined line. */
async function enrolTwo(): Promise<void> {
  const engine = await newEngine({ pool: database.app, clock: systemClock, log: silentLog, integrator: { wake: () => {} } as never });
  const enrol = (name: string, platform: 'windows' | 'linux', os: string, number: number) =>
    engine.devices.enrol({
      hardwareUuid: `4c4c4544-0000-4000-8000-00000000000${number}`,
      serial: `SERIAL-${number}`,
      instanceId: `instance-${number}`,
      platform,
      name,
      os,
      agentVersion: '5.19.0',
      hardware: 'Example 13',
    });
  const { deviceId } = await enrol('経理-01', 'windows', 'Windows 11 Pro', 1);
  await enrol('PC\u001b[31m-2', 'linux', 'Debian GNU/Linux 12', 2);
  const at = systemClock.now();
  const body = { volumes: [{ name: 'C:', system: true, state: 'plain' }] };
  await engine.intake.accept({
    drafts: [{ deviceId, kind: 'disk-encryption', source: 'test', observedAt: at, receivedAt: at, body }],
    quarantined: [{ at, deviceId, what: 'line', reason: 'not JSON', content: '{' }],
  });
  await engine.devices.refused('192.0.2.7', 'wrong-secret');
}

/** Homes of servers that are not there, and of one that others can read. */
async function homes(): Promise<Record<string, string>> {
  const make = (name: string, told: object | null, token = 'x'.repeat(43)) => {
    const path = join(folder, name);
    mkdirSync(path);
    if (told) writeFileSync(join(path, 'server.json'), JSON.stringify(told));
    writeFileSync(join(path, 'cli-token'), token, { mode: 0o600 });
    return path;
  };
  const { pid } = process;
  const open = make('open', null);
  await serverCertificate(join(open, 'tls'), ['localhost'], new FakeClock('2010-01-04T00:00:00Z'));
  mkdirSync(join(open, 'secrets'), { mode: 0o700 });
  for (const name of ['people.key', 'enrol-secret.json']) writeFileSync(join(open, 'secrets', name), '', { mode: 0o600 });
  chmodSync(join(open, 'cli-token'), 0o644);
  chmodSync(open, 0o777);
  return {
    EMPTY: join(folder, 'empty'),
    KILLED: make('killed', { pid: spawnSync('true').pid, url: server.url }),
    STARTING: make('starting', { pid, url: '' }),
    ELSEWHERE: make('elsewhere', { pid, url: 'http://192.0.2.1:8034' }),
    REFUSING: make('refusing', { pid, url: 'http://127.0.0.1:1' }),
    STRANGER: make('stranger', { pid, url: server.url }),
    OPEN: open,
  };
}

/** Plays a transcript from its first line to its last. */
async function plays(name: string, how = (command: string) => play(command, { cwd: work, env })): Promise<void> {
  const steps = readTranscript(join(root, 'test', 'cli', `${name}.txt`));
  assert.ok(steps.length > 0);
  for (const step of steps) assertPrinted(await how(step.command), step);
}

/** A plain line in this process; what needs a shell goes to one. */
async function called(command: string): Promise<string> {
  if (/[|;$"'<>&]/.test(command)) return play(command, { cwd: work, env });
  const [, before = '', , args = ''] = /^((\w+=\S+ )*)tejun ?(.*)$/.exec(command) ?? [];
  const variables = Object.fromEntries(
    before
      .split(' ')
      .filter(Boolean)
      .map((pair) => pair.split('=')),
  );
  const printed = { out: '', err: '' };
  const code = await run({
    argv: args.split(' ').filter(Boolean),
    env: { ...env, ...variables },
    root,
    version: '0.0.0',
    clock: systemClock,
    columns: Number.POSITIVE_INFINITY,
    write: (text) => {
      printed.out += text;
    },
    writeError: (text) => {
      printed.err += text;
    },
  });
  return asTranscript(printed.out, printed.err, code);
}

describe('tejun', { concurrency: 3 }, () => {
  for (const name of ['help', 'stopped', 'status', 'doctor', 'ledger', 'agent', 'pack', 'people', 'procedures', 'registers'])
    it(name, () => plays(name));
  // The many forms of wrong usage and wrong values need no process each.
  for (const name of ['usage', 'values']) it(name, () => plays(name, called));

  it('status --json prints exactly what was promised', async () => {
    const printed = JSON.parse(await play('tejun status --json', { cwd: work, env })) as Record<string, unknown[]>;
    assert.deepEqual(Object.keys(printed), ['controls', 'clauses', 'devices', 'ledger']);
    assert.equal(printed.controls?.length, 34);
    assert.deepEqual(Object.keys(printed.ledger ?? {}), ['size', 'root']);
    for (const clause of printed.clauses as { verdict: string }[]) {
      assert.deepEqual(Object.keys(clause), ['id', 'operative', 'complete', 'verdict', 'because', 'mechanisms', 'evidenceAt']);
      assert.match(clause.verdict, /^(pass|fail|unknown|planned|not-applicable)$/);
    }
  });
});

describe('tejun, later', () => {
  it('https', async () => {
    await server.stop();
    server = await start({ ...config, isLoopback: false });
    assert.match(server.url, /^https:/);
    const forged = join(folder, 'forged');
    mkdirSync(forged);
    await serverCertificate(join(forged, 'tls'), ['localhost'], systemClock);
    writeFileSync(join(forged, 'cli-token'), 'x'.repeat(43));
    writeFileSync(join(forged, 'server.json'), JSON.stringify({ pid: process.pid, url: server.url }));
    env = { ...env, FORGED: forged, CERT: join(home, 'tls', 'server.pem'), KEY: join(home, 'tls', 'server-key.pem') };
    await plays('https');
  });

  it('broken-ledger', async () => {
    await database.owner.query('ALTER TABLE ledger_entry DISABLE TRIGGER USER');
    await database.owner.query(
      'UPDATE ledger_entry SET bytes = set_byte(bytes, octet_length(bytes) - 1, get_byte(bytes, octet_length(bytes) - 1) # 1) WHERE seq = 1',
    );
    await plays('broken-ledger');
  });
});
