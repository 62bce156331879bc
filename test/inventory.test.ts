import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Answer } from '../src/api/test-site.ts';
import { freshItemsPerDayMax } from '../src/inventory/index.ts';
import { questions } from '../src/sources/osquery/questions/index.ts';
import { type DataSite, dataSite, type TestAgent } from './data-site.ts';

const software = questions.find(({ id }) => id === 'software-collection/linux')!;
const neighbours = questions.find(({ id }) => id === 'neighbours/linux')!;
const packages = (...names: string[]) => names.map((name) => `${name}\u001f1.0\u001f㈱サンプル髙﨑①\u001fdeb`);

describe('the inventory, from the agent to the screens', () => {
  let data: DataSite;
  let agent: TestAgent;
  before(async () => {
    data = await dataSite();
    agent = await data.agent('srv-01');
    await data.agent('srv-02');
  });
  after(() => data.close());

  const get = async (url: string) => {
    const answer = await data.administrator.get(url);
    assert.equal(answer.status, 200, `${url} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };

  /** Polls until the question comes, and answers it; says the SQL that was asked. */
  async function tell(
    who: TestAgent,
    question: typeof software,
    rows: (sql: string) => Record<string, readonly object[]>,
  ): Promise<string> {
    for (let poll = 0; poll < 40; poll += 1) {
      data.clock.advance({ seconds: 5 });
      const asked: Record<string, string> = (await who.call('/distributed/read')).queries ?? {};
      const ids = Object.keys(asked);
      const mine = ids.filter((id) => id.includes(question.id.split('/')[0]!));
      const sql = mine.map((id) => asked[id]!).join('\n');
      const said = mine.length > 0 ? rows(sql) : {};
      const partOf = (id: string) => Object.keys(question.sql).find((part) => id.endsWith(part));
      const queries = Object.fromEntries(ids.map((id) => [id, mine.includes(id) ? (said[partOf(id)!] ?? []) : []]));
      await who.call('/distributed/write', { queries, statuses: Object.fromEntries(ids.map((id) => [id, mine.includes(id) ? 0 : 1])) });
      if (mine.length > 0) return sql;
    }
    throw new Error(`${question.id} was never asked`);
  }
  const list = (token: string, lines: readonly string[]) => ({
    items: [{ token, line: String(lines.length) }, ...lines.map((line) => ({ token: '', line }))],
    seen: [{ n: '5' }],
  });
  const tellSoftware = (token: string, lines: readonly string[]) => tell(agent, software, () => list(token, lines));

  it('keeps ten thousand programs of one computer, with every character, in a moment', async () => {
    const many = Array.from({ length: 9_998 }, (_, n) => `勤怠くん${n}𠮷野家`);
    const began = performance.now();
    await tellSoftware('a'.repeat(32), packages(...many, '①㈱髙﨑', 'bash'));
    assert.ok(performance.now() - began < 15_000, `${performance.now() - began} ms`);
    const held = await get(`/api/devices/${agent.deviceId}/inventory`);
    assert.deepEqual([held.collections[0].id, held.collections[0].count, held.collections[0].source], ['software', 10_000, 'osquery']);
    const found = await get(`/api/inventory/items?collection=software&q=${encodeURIComponent('(株)')}`);
    assert.equal(found.total, 1, 'found in another width');
    assert.deepEqual([found.items[0].key, found.items[0].attributes.publisher], ['①㈱髙﨑', '㈱サンプル髙﨑①']);
    assert.equal(
      (await get(`/api/inventory/items?collection=software&q=${encodeURIComponent('𠮷')}&limit=200&offset=9900`)).items.length,
      98,
    );
  });

  it('asks with the digest that it holds, and takes a confirmation for the same list', async () => {
    data.clock.advance({ hours: 2 });
    const sql = await tell(agent, software, () => ({ items: [{ token: 'a'.repeat(32), line: '10000' }], seen: [{ n: '5' }] }));
    assert.ok(sql.includes(`'${'a'.repeat(32)}'`));
    assert.equal((await get(`/api/devices/${agent.deviceId}/inventory`)).collections[0].count, 10_000);
    assert.equal((await get(`/api/devices/${agent.deviceId}/changes`)).total, 0);
  });

  it('shows what changed, and between which looks', async () => {
    data.clock.advance({ hours: 2 });
    const from = (await get(`/api/devices/${agent.deviceId}/inventory`)).collections[0].lastObservedAt;
    await tellSoftware('b'.repeat(32), ['bash\u001f1.1\u001f㈱サンプル髙﨑①\u001fdeb', ...packages('curl')]);
    const { total, changes } = await get(`/api/devices/${agent.deviceId}/changes`);
    assert.equal(total, 1);
    const [change] = changes;
    assert.deepEqual([change.addedCount, change.changedCount, change.removedCount, change.fromAt], [1, 1, 9_999, from]);
    assert.deepEqual([change.changed[0].before.version, change.changed[0].after.version], ['1.0', '1.1']);
    assert.equal(change.removed.length, 50);
    const { items } = await get('/api/inventory/items?collection=software&sort=key&order=asc');
    assert.deepEqual(
      items.map((item: { key: string }) => item.key),
      ['bash', 'curl'],
    );
    const holders = await get(`/api/inventory/items/${items[0].id}`);
    assert.deepEqual(
      holders.devices.map((each: { name: string }) => each.name),
      ['srv-01'],
    );
  });

  it('does not let a device that lies fill the inventory, and says so', async () => {
    data.clock.advance({ hours: 2 });
    const before = (await get('/api/inventory')).collections[0].items;
    const lies = Array.from({ length: freshItemsPerDayMax + 1 }, (_, n) => `lie${n}`);
    await tellSoftware('c'.repeat(32), packages(...lies));
    const [held] = (await get(`/api/devices/${agent.deviceId}/inventory`)).collections;
    assert.match(held.unreadable.ja, /1日に受け入れる数/);
    assert.equal(held.count, 2, 'what was told before stands');
    assert.equal((await get('/api/inventory')).collections[0].items, before);
    const { rows } = await data.database.owner.query("SELECT 1 FROM inventory_item WHERE key LIKE 'lie%'");
    assert.equal(rows.length, 0);
    data.clock.advance({ hours: 2 });
    const sql = await tell(agent, software, () => ({ items: [{ token: 'c'.repeat(32), line: String(lies.length) }], seen: [{ n: '5' }] }));
    assert.ok(!sql.includes('c'.repeat(32)), 'the agent is not asked by a list that was refused');
    assert.notEqual(
      (await get(`/api/devices/${agent.deviceId}/inventory`)).collections[0].unreadable,
      null,
      'and its digest alone proves nothing',
    );
  });

  it('exports what it shows as text, whatever it looks like', async () => {
    data.clock.advance({ hours: 2 });
    await tellSoftware('d'.repeat(32), packages('=HYPERLINK("http://192.0.2.1")', 'curl'));
    const csv = await data.administrator.raw('GET', '/api/inventory/export?collection=software&format=csv');
    assert.equal(csv.statusCode, 200);
    assert.ok(!/(^|,|\n)"?=HYPERLINK/.test(csv.body), csv.body);
    const book = await data.administrator.raw('GET', `/api/inventory/export?collection=software&device=${agent.deviceId}`);
    assert.equal(book.rawPayload.subarray(0, 2).toString(), 'PK');
  });

  it('takes in an inventory of GLPI and merges a partial one; a wrong file changes nothing', async () => {
    const send = async (source: string, text: string): Promise<Answer> =>
      data.administrator.send('POST', `/api/inventory/foreign/import?source=${source}`, Buffer.from(text), {
        'content-type': 'application/octet-stream',
      });
    await data.site.stepUp(data.administrator);
    const device = { name: 'SW-3F', manufacturer: 'YAMAHA', serial: 'Z1', firmware: '2.01', mac: '00:a0:de:00:00:09', type: 'Networking' };
    const told = (content: object, more = {}) => JSON.stringify({ deviceid: 'x', itemtype: 'NetworkEquipment', content, ...more });
    assert.deepEqual((await send('glpi', told({ network_device: device }))).body, { read: 1, created: 1, updated: 0, outside: 0 });
    assert.equal((await send('glpi', told({ network_device: { serial: 'Z1', firmware: '2.02' } }, { partial: true }))).body.updated, 1);
    const wrong = await send('glpi', told({ network_device: 7 }));
    assert.equal(wrong.body.error, 'file-unreadable');
    assert.match(wrong.body.params.ja, /content\.network_device/);
    assert.equal((await send('nmap', '<html/>')).body.error, 'file-unreadable');
    const { total, machines } = await get('/api/inventory/foreign?q=yamaha');
    assert.equal(total, 1);
    assert.deepEqual(
      [machines[0].kind, machines[0].name, machines[0].firmware, machines[0].macs],
      ['network', 'SW-3F', '2.02', ['00:a0:de:00:00:09']],
    );
  });

  it('asks about machines that nobody registered, in the company’s ranges only, until a person answers', async () => {
    await data.engine.values.set({ param: 'internalSegments', value: ['192.168.10.0/24'], version: 0, by: 'account:a' });
    const look = {
      addresses: [{ interface: 'eth0', address: '192.168.10.5', mask: '255.255.255.0' }],
      seen: [
        { address: '192.168.10.1', mac: '00:a0:de:00:00:09' },
        { address: '192.168.10.31', mac: '3c:52:82:11:0a:7f' },
        { address: '10.9.9.9', mac: '3c:52:82:11:0a:80' },
      ],
      routes: [{ gateway: '192.168.10.1' }],
    };
    const tellAround = async () => {
      data.clock.advance({ hours: 2 });
      await tell(agent, neighbours, () => look);
      await data.inventory.strangers.round();
    };
    await tellAround();
    const verdict = async () =>
      (await get(`/api/devices/${agent.deviceId}`)).findings.find((each: { check: string }) => each.check === 'network/unknown-machines');
    const { questions: asked, segments } = await get('/api/inventory/unknown');
    assert.deepEqual(
      asked.map((each: { mac: string }) => each.mac),
      ['3c:52:82:11:0a:7f'],
      'the switch is known from GLPI',
    );
    assert.deepEqual([segments[0].network, segments[0].gateway, segments[0].rule], ['192.168.10.0/24', '00:a0:de:00:00:09', 'ask']);
    assert.equal((await verdict()).verdict, 'pass');
    data.clock.advance({ days: 4 });
    await tellAround();
    assert.equal((await verdict()).verdict, 'fail');
    const answered = await data.administrator.post(`/api/inventory/unknown/${asked[0].id}/answer`, { answer: 'gear', note: '2階の複合機' });
    assert.equal(answered.status, 200, JSON.stringify(answered.body));
    await data.inventory.strangers.round();
    assert.equal((await verdict()).verdict, 'pass');
    assert.equal((await get('/api/inventory/unknown')).total, 0);
    assert.equal((await get('/api/inventory/unknown?state=answered')).questions[0].note, '2階の複合機');

    const host = (address: string, mac: string, name: string) =>
      `<host><status state="up"/><address addr="${address}" addrtype="ipv4"/><address addr="${mac}" addrtype="mac"/><hostnames><hostname name="${name}"/></hostnames></host>`;
    const scan = `<nmaprun>${host('192.168.10.40', '3C:52:82:11:0A:99', 'cam')}${host('10.9.9.9', '3C:52:82:11:0A:98', '')}${host('192.168.10.41', 'DA:A1:19:00:00:01', 'tanaka-phone')}</nmaprun>`;
    await data.site.stepUp(data.administrator);
    const headers = { 'content-type': 'application/octet-stream' };
    const imported = await data.administrator.send('POST', '/api/inventory/foreign/import?source=nmap', Buffer.from(scan), headers);
    assert.deepEqual(imported.body, { read: 3, created: 3, updated: 0, outside: 1 });
    await tellAround();
    const open = (await get('/api/inventory/unknown')).questions.map((each: { mac: string | null; name: string }) => each.mac ?? each.name);
    assert.deepEqual(open.sort(), ['3c:52:82:11:0a:99', 'tanaka-phone'], 'a machine with a name of its own is asked about by it');
  });
});
