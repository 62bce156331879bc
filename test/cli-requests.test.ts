import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { codeOf, goodPassword } from '../src/api/test-site.ts';
import { FakeClock } from '../src/base/clock.ts';
import { readConfig } from '../src/base/config.ts';
import { silentLog } from '../src/base/log.ts';
import { type TestDatabase, testDatabase } from '../src/db/test-database.ts';
import { type RunningTejun, startTejun } from '../src/server/start.ts';
import { assertPrinted, play, readTranscript } from './transcript.ts';

/**
 * The request commands against a real server, where people with passwords and authenticator apps apply and decide: test/cli/requests.txt.
 * The server's clock moves on before each command, so that no code is shown twice.
 */
const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'tejun-cli-requests-'));
const clock = new FakeClock('2026-11-24T01:00:00Z');
const [administrator, employee] = ['aoki@example.co.jp', 'sato@example.co.jp'];
let database: TestDatabase;
let server: RunningTejun;
let seed = '';

before(async () => {
  database = await testDatabase();
  const home = join(folder, 'home');
  const config = readConfig({ TEJUN_HOME: home, DATABASE_URL: database.url, PORT: '0', AGENT_PORT: '0', TEJUN_LOCAL_AGENT: 'off' }, folder);
  server = await startTejun({ config, clock, log: silentLog, say: () => {}, version: '0.0.0', webFolder: undefined });
  const aoki = new Visitor();
  seed = await aoki.enrol('setup', server.setupLink!, { name: '青木 花子', login: administrator });
  const invited = await aoki.send('POST', '/api/people', { name: '佐藤 健', login: employee, roles: ['employee'], expiresAt: null });
  const sato = new Visitor();
  await sato.enrol('invitations', invited.url, {});
  const form = {
    name: '7-Zip',
    kind: 'application',
    purpose: '取引先の圧縮ファイルの展開',
    source: 'https://www.7-zip.org/',
    data: 'none',
    scope: 'everyone',
  };
  for (const purpose of [form.purpose, '社内の配布'])
    await sato.send('POST', '/api/requests', { kind: 'software/install', form: { ...form, purpose }, submit: true });
  await aoki.send('POST', '/api/requests', {
    kind: 'network/open-site',
    form: { name: 'example.com', reach: '自分だけ', reason: '調査', use: 'read' },
    submit: false,
  });
});
after(async () => {
  await server?.stop();
  await database?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Somebody with a browser. */
class Visitor {
  readonly #cookies = new Map<string, string>();

  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every shape
  async send(method: string, path: string, body?: unknown): Promise<any> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { 'content-type': 'application/json', origin: new URL(server.url).origin, ...(cookie && { cookie }) };
    const answer = await fetch(new URL(path, server.url), { method, headers, body: JSON.stringify(body ?? {}) });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.#cookies.set(name, value);
    }
    const said = await answer.json();
    assert.ok(answer.ok, `${method} ${path}: ${JSON.stringify(said)}`);
    return said;
  }

  /** Follows a link to its end; the seed of the authenticator app. */
  async enrol(path: string, link: string, given: object): Promise<string> {
    const token = link.split('#')[1];
    const begun = await this.send('POST', `/api/${path}/begin`, { token, password: goodPassword, language: 'ja', ...given });
    clock.advance({ seconds: 30 });
    await this.send('POST', `/api/${path}/finish`, { factor: { kind: 'totp', code: codeOf(begun.totp.secret, clock.now()) } });
    return begun.totp.secret;
  }
}

describe('tejun request', () => {
  it('list, show, decide', async () => {
    const [bin, work] = [join(folder, 'bin'), join(folder, 'work')];
    for (const each of [bin, work]) mkdirSync(each);
    const command = `#!/bin/sh\nexec '${process.execPath}' '${join(root, 'src', 'cli', 'main.ts')}' "$@"\n`;
    writeFileSync(join(bin, 'tejun'), command, { mode: 0o755 });
    const env = {
      ...process.env,
      PATH: `${bin}:${process.env.PATH}`,
      TEJUN_HOME: join(folder, 'home'),
      TZ: 'Asia/Tokyo',
      LANG: 'ja_JP.UTF-8',
      LC_ALL: '',
      PORT: '',
    };
    for (const step of readTranscript(join(root, 'test', 'cli', 'requests.txt'))) {
      clock.advance({ seconds: 30 });
      const secrets = { PASSWORD: goodPassword, CODE: codeOf(seed, clock.now()) };
      assertPrinted(await play(step.command, { cwd: work, env: { ...env, ...secrets } }), step);
    }
    const { rows } = await database.owner.query('SELECT count(*) FROM people_session WHERE ended_at IS NULL');
    assert.ok(rows[0].count <= 2, 'each command signed out again');
  });
});
