import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { codeOf, goodPassword } from '../src/api/test-site.ts';
import { FakeClock } from '../src/base/clock.ts';
import { type Config, readConfig } from '../src/base/config.ts';
import { silentLog } from '../src/base/log.ts';
import { necessities } from '../src/catalog/necessity.ts';
import { type TestDatabase, testDatabase } from '../src/db/test-database.ts';
import { type RunningTejun, startTejun } from '../src/server/start.ts';
import { assertPrinted, play, readTranscript } from './transcript.ts';

/** The duty commands against a real server whose procedures are in force, with the duties of the product itself: test/cli/duties.txt. */
const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'tejun-cli-duties-'));
const home = join(folder, 'home');
const clock = new FakeClock('2026-11-24T01:00:00Z');
let database: TestDatabase;
let config: Config;
let server: RunningTejun;

before(async () => {
  database = await testDatabase();
  config = readConfig({ TEJUN_HOME: home, DATABASE_URL: database.url, PORT: '0', AGENT_PORT: '0', TEJUN_LOCAL_AGENT: 'off' }, folder);
  server = await start();
  const aoki = new Visitor();
  await aoki.enrol('setup', server.setupLink!, { name: '青木 花子', login: 'aoki@example.co.jp' });
  const invited = await aoki.send('POST', '/api/people', {
    name: '佐藤 健',
    login: 'sato@example.co.jp',
    roles: ['committee'],
    expiresAt: null,
  });
  const sato = new Visitor();
  await sato.enrol('invitations', invited.url, {});
  await putIntoForce(aoki, sato);
  // A server that starts catches up with what is due at once.
  await server.stop();
  server = await start();
});
after(async () => {
  await server?.stop();
  await database?.close();
  rmSync(folder, { recursive: true, force: true });
});

const start = (): Promise<RunningTejun> =>
  startTejun({ config, clock, log: silentLog, say: () => {}, version: '0.0.0', webFolder: undefined });

/** Somebody with a browser. */
class Visitor {
  readonly #cookies = new Map<string, string>();

  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every shape
  async send(method: string, path: string, body?: unknown): Promise<any> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { 'content-type': 'application/json', origin: new URL(server.url).origin, ...(cookie && { cookie }) };
    const answer = await fetch(new URL(path, server.url), {
      method,
      headers,
      ...(method !== 'GET' && { body: JSON.stringify(body ?? {}) }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.#cookies.set(name, value);
    }
    const said = await answer.json();
    assert.ok(answer.ok, `${method} ${path}: ${JSON.stringify(said)}`);
    return said;
  }

  /** Follows a link to its end. */
  async enrol(path: string, link: string, given: object): Promise<void> {
    const token = link.split('#')[1];
    const begun = await this.send('POST', `/api/${path}/begin`, { token, password: goodPassword, language: 'ja', ...given });
    clock.advance({ seconds: 30 });
    await this.send('POST', `/api/${path}/finish`, { factor: { kind: 'totp', code: codeOf(begun.totp.secret, clock.now()) } });
  }
}

async function putIntoForce(author: Visitor, approver: Visitor): Promise<void> {
  await author.send('PUT', '/api/company/facts', { changes: [{ key: 'name', value: '株式会社みどり商事', revision: 0 }] });
  for (const [id, { suggestion }] of Object.entries(necessities)) {
    const adopted = { revision: 0, adoption: 'adopted', owner: null, deputy: null, necessity: suggestion.ja };
    await author.send('PUT', `/api/procedures/draft/clauses/${id}`, adopted);
  }
  const { draft } = await author.send('GET', '/api/procedures');
  await author.send('POST', '/api/procedures/submit', {
    revision: draft.revision,
    kind: 'major',
    effectiveOn: '2026-11-24',
    note: '最初の版',
  });
  const { versions } = await author.send('GET', '/api/procedures/versions');
  const [{ id, digest }] = versions;
  await approver.send('POST', `/api/procedures/versions/${id}/decide`, { decision: 'approve', digest, comment: '' });
}

const occurrenceOf = async (duty: string): Promise<string> => {
  const { rows } = await database.owner.query<{ id: string }>(`SELECT id FROM duties_occurrence WHERE duty = $1 AND state = 'open'`, [
    duty,
  ]);
  return rows[0]!.id;
};
/** As the command line itself. */
const asCli = (method: string, path: string, body: unknown): Promise<Response> =>
  fetch(new URL(path, server.url), {
    method,
    headers: { authorization: `Bearer ${readFileSync(join(home, 'cli-token'), 'utf8').trim()}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('tejun duty', () => {
  it('list, show, complete', async () => {
    const [bin, work] = [join(folder, 'bin'), join(folder, 'work')];
    for (const each of [bin, work]) mkdirSync(each);
    const command = `#!/bin/sh\nexec '${process.execPath}' '${join(root, 'src', 'cli', 'main.ts')}' "$@"\n`;
    writeFileSync(join(bin, 'tejun'), command, { mode: 0o755 });
    const env = {
      ...process.env,
      PATH: `${bin}:${process.env.PATH}`,
      TEJUN_HOME: home,
      TZ: 'Asia/Tokyo',
      LANG: 'ja_JP.UTF-8',
      LC_ALL: '',
      PORT: '',
      DUTY: await occurrenceOf('logs/review'),
      THEIRS: await occurrenceOf('capacity/review'),
    };
    const handed = { revision: 0, owner: 'role:committee', deputy: null, reason: '委員会が見るため' };
    assert.equal((await asCli('PUT', '/api/duties/capacity/review/settings', handed)).status, 200);
    for (const step of readTranscript(join(root, 'test', 'cli', 'duties.txt')))
      assertPrinted(await play(step.command, { cwd: work, env }), step);
    const { rows } = await database.owner.query(`SELECT actor FROM ledger_entry WHERE kind = 'duty.completed'`);
    assert.deepEqual(rows, [{ actor: 'cli' }]);
  });
});
