import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, describe, it } from 'node:test';
import type { TestBrowser } from '../../src/api/test-site.ts';
import { newId } from '../../src/base/id.ts';
import { readEntries } from '../../src/ledger/index.ts';
import { liveLimits } from '../../src/live/index.ts';
import { type DataSite, dataSite, type TestAgent } from '../data-site.ts';

/** Who may ask devices, what may be asked, and what a device that lies can do with it. */
describe('asking devices at once', () => {
  let data: DataSite;
  let administrator: TestBrowser;
  before(async () => {
    data = await dataSite({ whole: true });
    administrator = data.administrator;
  });
  after(() => data.close());

  const query = (sql: string, devices: object = {}) => ({ sql, devices });
  async function ask(sql: string, agents: readonly TestAgent[]): Promise<string> {
    await data.site.stepUp(administrator);
    const answer = await administrator.post('/api/live', query(sql, { ids: agents.map((agent) => agent.deviceId) }));
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    return answer.body.id;
  }
  /** Polls until the query comes; what else is asked is refused. */
  async function fetchQuery(agent: TestAgent, id: string): Promise<string> {
    for (let i = 0; i < 20; i++) {
      const { queries = {} } = await agent.call('/distributed/read');
      if (queries[`live/${id}`] !== undefined) return queries[`live/${id}`];
      data.clock.advance({ seconds: 5 });
    }
    throw new Error('the query did not come');
  }
  const write = (agent: TestAgent, id: string, rows: unknown, more: object = {}) =>
    agent.call('/distributed/write', { queries: { [`live/${id}`]: rows }, statuses: { [`live/${id}`]: 0 }, ...more });
  const target = async (id: string, agent: TestAgent) =>
    (await administrator.get(`/api/live/${id}/targets`)).body.targets.find((each: { device: string }) => each.device === agent.deviceId);
  const rows = async (id: string, more = '') => (await administrator.get(`/api/live/${id}/rows${more}`)).body;
  const counter = async (name: string) => {
    await data.engine.intake.accept({ counts: data.protocol.takeCounts() });
    return (
      (await data.database.owner.query<{ count: number }>('SELECT count FROM intake_counter WHERE name = $1', [name])).rows[0]?.count ?? 0
    );
  };

  it('is for administrators alone, and for each ask they show their second factor anew', async () => {
    const agent = await data.agent('srv-roles');
    const reads = [
      '/api/live',
      '/api/live/queries',
      `/api/live/${newId()}`,
      `/api/live/${newId()}/rows`,
      `/api/live/${newId()}/export`,
      `/api/live/${newId()}/stream`,
    ];
    const devices = { ids: [agent.deviceId] };
    const writes: [string, object][] = [
      ['/api/live', { sql: 'SELECT 1', devices }],
      ['/api/live/preview', { sql: 'SELECT 1', devices }],
      [`/api/live/devices/${agent.deviceId}`, {}],
      ['/api/live/checks/endpoint/screen-lock', {}],
      ['/api/live/queries', { name: 'x', sql: 'SELECT 1', platforms: ['linux'] }],
      [`/api/live/${newId()}/stop`, {}],
    ];
    const others = {
      employee: ['employee'],
      auditor: ['auditor'],
      management: ['management'],
      committee: ['committee'],
      manager: ['departmentManager'],
    } as const;
    for (const [name, roles] of Object.entries(others)) {
      const browser = await data.site.join(
        administrator,
        `${name}@example.co.jp`,
        roles as never,
        name === 'auditor' ? new Date(data.clock.now().getTime() + 86_400_000) : undefined,
      );
      await data.site.stepUp(browser);
      for (const path of reads) assert.equal((await browser.get(path)).status, 403, `${name} ${path}`);
      for (const [path, body] of writes) assert.equal((await browser.post(path, body)).status, 403, `${name} ${path}`);
    }
    data.clock.advance({ minutes: 6 });
    for (const [path, body] of writes.filter(([path]) => !/preview|stop/.test(path))) {
      const answer = await administrator.post(path, body);
      assert.deepEqual([answer.status, answer.body.error], [403, 'step-up-required'], path);
    }
    assert.equal((await data.database.owner.query('SELECT 1 FROM live_ask')).rowCount, 0);
    assert.deepEqual((await agent.call('/distributed/read')).queries?.[`live/`], undefined);
  });

  it('refuses two statements, tricks with comments, what is on the list, and a megabyte of SQL, and asks nobody', async () => {
    const agent = await data.agent('srv-sql');
    await data.site.stepUp(administrator);
    for (const sql of [
      'SELECT 1; SELECT 2',
      'SELECT 1;/* */DROP TABLE users',
      'SELECT 1 /* never closed',
      "SELECT * FROM cu/**/rl WHERE url = 'x'; SELECT 1",
      "SELECT * FROM [curl] WHERE url = 'http://192.0.2.1/'",
      "SELECT * FROM 'shadow'",
      'SELECT * FROM shell_history',
      "SELECT carve(path) FROM file WHERE path = '/etc/shadow'",
      'SELECT 1) UNION ALL SELECT * FROM (SELECT 2',
      'DELETE FROM users',
      `SELECT '${'x'.repeat(5_000)}'`,
      '',
    ]) {
      const answer = await administrator.post('/api/live', query(sql, { ids: [agent.deviceId] }));
      assert.deepEqual([answer.status, answer.body.error], [422, 'value-out-of-bounds'], sql.slice(0, 50));
      assert.notEqual(answer.body.params.ja, '');
    }
    const huge = await administrator.post('/api/live', query(`SELECT '${'x'.repeat(1024 * 1024)}'`, { ids: [agent.deviceId] }));
    assert.equal(huge.status, 413);
    assert.equal((await administrator.post('/api/live', query(`SELECT '${'x'.repeat(30_000)}'`, { ids: [agent.deviceId] }))).status, 400);
    for (const devices of [{ ids: [] }, { ids: ['x'] }, { ids: Array.from({ length: 1_001 }, newId) }, { ids: [newId()] }])
      assert.equal((await administrator.post('/api/live', query('SELECT 1', devices))).status, 400, JSON.stringify(devices).slice(0, 50));
    assert.equal((await data.database.owner.query('SELECT 1 FROM live_ask')).rowCount, 0);
  });

  it('takes no answer from a device that was not asked, for another device, or a second time', async () => {
    const [honest, liar] = [await data.agent('srv-honest'), await data.agent('srv-liar')];
    const id = await ask('SELECT name FROM users', [honest]);
    await write(liar, id, [{ name: 'forged' }]);
    await write(liar, newId(), [{ name: 'forged' }]);
    await write(liar, `${id}' OR 1=1 --`, [{ name: 'forged' }]);
    assert.equal((await target(id, honest)).state, 'waiting', 'nobody answers for another');
    const sql = await fetchQuery(honest, id);
    assert.match(sql, /^SELECT \* FROM \(\nSELECT name FROM users\n\) LIMIT 1001$/);
    await write(honest, id, [{ name: 'root' }], {
      stats: { [`live/${id}`]: { wall_time_ms: 7, user_time: '3', system_time: 1, memory: 1024 } },
    });
    await write(honest, id, [{ name: 'second' }]);
    const done = await target(id, honest);
    assert.deepEqual([done.state, done.rows, done.wallMs, done.userMs, done.systemMs, done.memoryBytes], ['answered', 1, 7, 3, 1, 1024]);
    assert.deepEqual(
      (await rows(id)).rows.map((row: { cells: object }) => row.cells),
      [{ name: 'root' }],
    );
    assert.ok((await counter('answer-not-asked')) >= 3);
  });

  it('leaves the facts of a device alone, whatever comes with the answer to a query', async () => {
    const agent = await data.agent('srv-facts');
    const id = await ask('SELECT 1 AS one', [agent]);
    await fetchQuery(agent, id);
    await write(agent, id, [{ one: '1' }]);
    const facts = await data.database.owner.query('SELECT 1 FROM intake_fact WHERE device_id = $1', [agent.deviceId]);
    assert.equal(facts.rowCount, 0, 'no question is called skipped because of it');
  });

  it('bounds what a device sends: rows, columns, cells, numbers and messages', async () => {
    const [many, wide, odd, failed] = [
      await data.agent('srv-many'),
      await data.agent('srv-wide'),
      await data.agent('srv-odd'),
      await data.agent('srv-failed'),
    ];
    const id = await ask('SELECT * FROM processes', [many, wide, odd, failed]);
    for (const agent of [many, wide, odd, failed]) await fetchQuery(agent, id);
    await write(
      many,
      id,
      Array.from({ length: 9_000 }, (_, i) => ({ pid: String(i), text: 'x'.repeat(100) })),
    );
    await write(wide, id, [Object.fromEntries(Array.from({ length: 3_000 }, (_, i) => [`column ${i}`, 'あ'.repeat(20)]))]);
    await write(odd, id, [{ a: { b: 1 }, c: null, d: 5, __proto__x: 'y' }], {
      stats: { [`live/${id}`]: { wall_time_ms: 1e300, user_time: -5, system_time: 'x', memory: {} } },
    });
    await agentFails(failed, id, `no such table ${'<script>'.repeat(1_000)}`);
    assert.deepEqual([(await target(id, many)).rows, (await target(id, many)).cut], [liveLimits.rowsOfDeviceMax, true]);
    assert.equal((await rows(id)).columns.length, liveLimits.columnsMax);
    const said = await target(id, odd);
    assert.deepEqual([said.state, said.wallMs, said.userMs, said.systemMs, said.memoryBytes], ['answered', null, null, null, null]);
    const bad = await target(id, failed);
    assert.deepEqual([bad.state, bad.message.length], ['failed', 500]);
  });
  const agentFails = (agent: TestAgent, id: string, message: string) =>
    agent.call('/distributed/write', {
      queries: { [`live/${id}`]: [] },
      statuses: { [`live/${id}`]: 1 },
      messages: { [`live/${id}`]: message },
    });

  it('keeps HTML and formulas as text, in pages and in the file', async () => {
    const agent = await data.agent('srv-html');
    const id = await ask("SELECT '=1' AS a", [agent]);
    await fetchQuery(agent, id);
    const cells = { a: '=HYPERLINK("http://192.0.2.1/")', '@b': '<img src=x onerror=alert(1)>', c: '＝1+1', d: 'a\nb,"c"' };
    await write(agent, id, [cells]);
    const page = await administrator.get(`/api/live/${id}/rows?q=${encodeURIComponent('hyperlink')}`);
    assert.match(String(page.headers['content-type']), /^application\/json/);
    assert.deepEqual(page.body.rows[0].cells, cells);
    assert.equal((await rows(id, '?q=%25')).total, 0, 'a wildcard is a letter');
    assert.equal((await rows(id, '?q=SRV-HTML')).total, 1, 'names of devices are looked at, too');
    const file = await administrator.raw('GET', `/api/live/${id}/export`);
    assert.match(String(file.headers['content-disposition']), /attachment/);
    const text = file.body.replace('\ufeff', '');
    assert.equal(
      text,
      `端末,a,'@b,c,d\r\nsrv-html,"'=HYPERLINK(""http://192.0.2.1/"")",<img src=x onerror=alert(1)>,'＝1+1,"a\nb,""c"""\r\n`,
    );
    assert.equal((await administrator.raw('GET', `/api/live/${id}/export?encoding=cp932`)).statusCode, 200);
  });

  it('puts into the ledger who asked what and whom, what came of it, and each saved query', async () => {
    const agent = await data.agent('srv-ledger');
    const id = await ask('SELECT 1 AS asked', [agent]);
    await fetchQuery(agent, id);
    await write(agent, id, [{ asked: 'a secret in a cell' }]);
    await data.engine.asking.live.idle();
    const entries = await readEntries(data.database.app, { limit: 5, subject: `live:${id}` });
    assert.deepEqual(
      entries.map((entry) => [entry.kind, entry.actor]),
      [
        ['live.ended', 'system'],
        ['live.asked', administrator.accountId],
      ],
    );
    const asked = entries[1]!.payload as Record<string, unknown>;
    assert.deepEqual([asked.sql, asked.devices, asked.deviceCount], ['SELECT 1 AS asked', [agent.deviceId], 1]);
    assert.ok(!JSON.stringify(entries).includes('a secret in a cell'), 'a digest stands there, not the answer');
    const saved = (await administrator.post('/api/live/queries', { name: '稼働', sql: 'SELECT days FROM uptime', platforms: ['linux'] }))
      .body.id;
    const change = { version: 1, name: '稼働日数', sql: 'SELECT days FROM uptime', platforms: ['linux', 'windows'] };
    assert.equal((await administrator.send('PUT', `/api/live/queries/${saved}`, change)).status, 200);
    assert.equal((await administrator.send('PUT', `/api/live/queries/${saved}`, change)).status, 409, 'an old version');
    assert.equal((await administrator.post('/api/live/queries', { ...change, version: undefined, sql: 'SELECT * FROM curl' })).status, 422);
    assert.deepEqual(
      (await administrator.get('/api/live/queries')).body.own.map((each: { name: string }) => each.name),
      ['稼働日数'],
    );
    assert.equal((await administrator.post(`/api/live/queries/${saved}/end`, { version: 2 })).status, 200);
    assert.equal((await administrator.get('/api/live/queries')).body.own.length, 0);
    assert.equal((await administrator.post(`/api/live/queries/${saved}/end`, { version: 3 })).status, 404);
    assert.equal((await readEntries(data.database.app, { limit: 9, subject: `live-query:${saved}` })).length, 3);
    await assert.rejects(data.database.app.query("UPDATE live_saved SET sql = 'x'"), { code: '42501' });
    await assert.rejects(data.database.app.query('DELETE FROM live_saved'), { code: '42501' });
  });

  it('streams to one connection a person, goes on where it was, and ends with the ask', async () => {
    const [one, two] = [await data.agent('srv-stream-1'), await data.agent('srv-stream-2')];
    await data.site.app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = data.site.app.server.address() as { port: number };
    const id = await ask('SELECT 1 AS a', [one, two]);
    const first = listen(port, id);
    await first.until((text) => text.includes('event: change'));
    await fetchQuery(one, id);
    await write(one, id, [{ a: '1' }]);
    await first.until((text) => text.includes('"state":"answered"'));
    const seen = /id: (\d+)\n(?![\s\S]*id: )/.exec(first.text())![1]!;
    const second = listen(port, id, { 'last-event-id': seen });
    await first.ended;
    assert.match(first.text(), /event: replaced/);
    await fetchQuery(two, id);
    await write(two, id, [{ a: '2' }]);
    await second.ended;
    assert.match(second.text(), /event: ended/);
    assert.ok(!second.text().includes(`"device":"${one.deviceId}"`), 'what was told is not told again');
    assert.ok(second.text().includes(`"device":"${two.deviceId}"`));
    assert.match(first.headers()['content-type']!, /^text\/event-stream/);
    assert.match(first.headers()['content-security-policy']!, /default-src 'none'/);
  });

  function listen(port: number, id: string, headers: Record<string, string> = {}) {
    const cookie = [...administrator.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    let text = '';
    let said: Record<string, string> = {};
    let look = () => {};
    const ended = new Promise<void>((resolve, reject) => {
      request({ port, host: '127.0.0.1', path: `/api/live/${id}/stream`, headers: { cookie, ...headers } }, (response) => {
        said = response.headers as Record<string, string>;
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
          look();
        });
        response.on('end', resolve);
        response.on('error', reject);
      })
        .on('error', reject)
        .end();
    });
    return {
      ended,
      text: () => text,
      headers: () => said,
      until: (is: (text: string) => boolean) =>
        new Promise<void>((resolve) => {
          look = () => is(text) && resolve();
          look();
        }),
    };
  }

  it('takes an answer that is too large for a failure of that device, and asks it no second time', async () => {
    const agent = await data.agent('srv-large');
    const id = await ask("SELECT printf('%.*c', 20000000, 'x') AS cell", [agent]);
    await fetchQuery(agent, id);
    const at = data.clock.now();
    assert.equal(await data.protocol.tooLarge('NodeKey nobody', 'the body is larger than 16 MB', at), false);
    assert.equal(await data.protocol.tooLarge(`NodeKey ${agent.nodeKey}`, 'the body is larger than 16 MB', at), true);
    const { state, message } = await target(id, agent);
    assert.deepEqual([state, message], ['failed', 'the body is larger than 16 MB']);
    const { queries = {} } = await agent.call('/distributed/read');
    assert.ok(!(`live/${id}` in queries));
  });
});
