import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sha256Hex } from '../src/base/hash.ts';
import { newId } from '../src/base/id.ts';
import { silentLog } from '../src/base/log.ts';
import { localDateOf } from '../src/calendar/index.ts';
import { type CollectedItem, type CollectionId, collectionFacts } from '../src/facts/collection.ts';
import { softwareControl } from '../src/facts/software-control.ts';
import { sheetSources } from '../src/server/sheet-sources.ts';
import { prepareSheet } from '../src/server/sheets.ts';
import { SoftwareControl } from '../src/software/index.ts';
import { type DataSite, dataSite, type TestAgent } from './data-site.ts';

const debian = 'Debian Team <team@lists.debian.org>';
const own = '株式会社例 <dev@example.co.jp>';
const item = (key: string, version: string, publisher: string): CollectedItem => ({
  key,
  attributes: { version, publisher, source: 'deb' },
});
const reason = '業務に使う';
const permission = { kind: 'application', purpose: '帳票の作成', scope: 'everyone', reason };

describe('software on devices, held against the company’s lists', () => {
  let site: DataSite;
  let server: TestAgent;
  let desktop: TestAgent;
  before(async () => {
    site = await dataSite({ whole: true });
    server = await site.agent('srv-01');
    desktop = await site.agent('pc-01');
  });
  after(() => site.close());

  /** What an agent tells of a list, derived to its end. */
  async function told(deviceId: string, items: readonly CollectedItem[], collection: CollectionId = 'software') {
    const at = site.clock.now();
    const digest = sha256Hex(JSON.stringify(items));
    const collected = { collection, token: digest.slice(0, 32), items };
    const { kind } = collectionFacts[collection];
    await site.engine.intake.accept({
      drafts: [{ deviceId, kind, source: 'test', observedAt: at, receivedAt: at, body: { count: items.length, digest }, collected }],
    });
    await site.software.control.idle();
  }
  const rules = () => site.software.control.look();
  const verdict = async (deviceId: string, check: string) => {
    const { rows } = await site.database.owner.query<{ verdict: string; because: { ja: string } }>(
      'SELECT verdict, because FROM checks_state WHERE device_id = $1 AND check_id = $2',
      [deviceId, check],
    );
    return rows[0] === undefined ? null : `${rows[0].verdict} ${rows[0].because.ja}`;
  };
  const unlisted = (agent: TestAgent) => verdict(agent.deviceId, 'software/unlisted');
  const get = async (path: string) => (await site.administrator.get(path)).body;
  const titles = async (query = '') =>
    (await get(`/api/software?${query}`)).titles as { id: number; name: string; state: string; devices: number; limited: boolean }[];
  const title = async (name: string) => (await titles(`q=${encodeURIComponent(name)}&gone=true`)).find((each) => each.name === name)!;
  const facts = async (deviceId: string) =>
    (await site.database.owner.query("SELECT 1 FROM intake_fact WHERE device_id = $1 AND kind = 'software-control'", [deviceId])).rows
      .length;
  const base = [item('bash', '5.2', debian), item('libc6', '2.36', debian)];

  it('finds a new program, says nothing of what comes with the system, and waits for a person before it fails', async () => {
    await told(server.deviceId, [...base, item('chohyo', '1.0', own)]);
    await told(desktop.deviceId, base);
    assert.match((await unlisted(server))!, /^unknown .*chohyo 1\.0/);
    assert.match((await unlisted(desktop))!, /^pass/);
    const { sums } = await get('/api/software');
    assert.deepEqual([sums.new, sums.baseline, sums.allowed], [1, 2, 0]);
    site.clock.advance({ days: 7 });
    await site.site.signIn(site.administrator, 'aoki@example.co.jp');
    await told(server.deviceId, [...base, item('chohyo', '1.0', own)]);
    assert.match((await unlisted(server))!, /^fail .*3営業日.*chohyo 1\.0/);
  });

  it('passes after a person permitted it, with a line, a reason and an entry in the ledger', async () => {
    const { id } = await title('chohyo');
    assert.equal((await site.administrator.post('/api/software/permit', { titles: [id], ...permission, reason: ' ' })).status, 400);
    const answer = await site.administrator.post('/api/software/permit', { titles: [id], ...permission });
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    await rules();
    assert.match((await unlisted(server))!, /^pass/);
    const detail = await get(`/api/software/${id}`);
    assert.deepEqual([detail.state, detail.rule.label, detail.versions[0].state], ['allowed', answer.body.lines[0].number, 'allowed']);
    const entry = (await get('/api/ledger?limit=20')).entries.find(({ kind }: { kind: string }) => kind === 'software.decided');
    assert.ok(entry, 'the act stands in the ledger');
    assert.equal((await site.administrator.post('/api/software/permit', { titles: [id], ...permission })).status, 409);
  });

  it('writes no new fact for a rule that says nothing new of a device, nor for the same list seen again', async () => {
    const before = [await facts(server.deviceId), await facts(desktop.deviceId)];
    await site.running.registers.add('software/forbidden', { name: 'winny*', reason: '情報漏えい' }, { by: 'cli' });
    await rules();
    site.clock.advance({ hours: 1 });
    await told(server.deviceId, [...base, item('chohyo', '1.0', own)]);
    assert.deepEqual([await facts(server.deviceId), await facts(desktop.deviceId)], before);
  });

  it('holds versions against their line, line by line', async () => {
    const { id } = await title('chohyo');
    const { rule } = await get(`/api/software/${id}`);
    const change = async (versions: string | null) => {
      const line = await site.running.registers.line('software/allowed', rule.from.id);
      await site.running.registers.change('software/allowed', { id: line.id, revision: line.revision }, { versions }, { by: 'cli' });
      await rules();
    };
    await change('2.0以上');
    assert.match((await unlisted(server))!, /^unknown .*chohyo 1\.0.*R-SW-1/);
    await change('最新版');
    assert.match((await unlisted(server))!, /^unknown .*認める版と照らせない.*R-SW-1/);
    await told(server.deviceId, [...base, item('chohyo', '2.1', own)]);
    await change('2.0以上');
    assert.match((await unlisted(server))!, /^pass/);
    assert.equal((await title('chohyo')).limited, true);
  });

  it('lets the list of forbidden software win, and the company’s names too', async () => {
    const { id } = await title('chohyo');
    assert.equal((await site.administrator.post('/api/software/forbid', { titles: [id], reason: '情報を外に送る' })).status, 201);
    await rules();
    assert.match((await verdict(server.deviceId, 'software/forbidden'))!, /^fail .*chohyo 2\.1.*R-NG-2/);
    assert.equal((await title('chohyo')).state, 'forbidden');
    assert.match((await verdict(desktop.deviceId, 'software/forbidden'))!, /^unknown/, 'what ran was not told yet');
    await told(desktop.deviceId, [{ key: 'bash-build', attributes: { via: 'process', place: 'user' } }], 'executed-programs');
    assert.match((await verdict(desktop.deviceId, 'software/forbidden'))!, /^pass/);
    await told(desktop.deviceId, [{ key: 'winnyp', attributes: { via: 'process', place: 'user' } }], 'executed-programs');
    assert.match((await verdict(desktop.deviceId, 'software/forbidden'))!, /^fail .*痕跡のみ.*winnyp/);
    assert.equal((await get('/api/software?kind=trace')).total, 1, 'only what is there now');
    const [trace] = await titles('kind=trace&state=forbidden');
    assert.equal(
      (await site.administrator.post('/api/software/permit', { titles: [trace!.id], ...permission })).status,
      409,
      'a file is not permitted by its name',
    );
  });

  it('knows a request for it, until it is decided', async () => {
    await told(desktop.deviceId, [...base, item('zukei', '3', own)]);
    assert.match((await unlisted(desktop))!, /^unknown .*zukei 3/);
    const person = await site.site.join(site.administrator, 'sato@example.co.jp', ['employee']);
    const form = {
      name: 'zukei',
      kind: 'application',
      purpose: '図面',
      source: 'https://example.co.jp/',
      data: 'internal',
      scope: 'device',
      device: desktop.deviceId,
    };
    const asked = await person.post('/api/requests', { kind: 'software/install', form, validForDays: null, attach: [], submit: true });
    assert.equal(asked.status, 201, JSON.stringify(asked.body));
    await rules();
    assert.match((await unlisted(desktop))!, /^unknown 申請の決定を待って/);
    assert.equal((await title('zukei')).state, 'asked');
  });

  it('permits by a line for one device only there, and by a link what has another name', async () => {
    await told(server.deviceId, [...base, item('zukei', '3', own), item('zukei-pro-x', '3', own)]);
    await site.running.registers.add(
      'software/allowed',
      { name: 'zukei', kind: 'application', purpose: '図面', scope: 'device', device: desktop.deviceId },
      { by: 'cli' },
    );
    await rules();
    assert.match((await unlisted(desktop))!, /^pass/);
    assert.match((await unlisted(server))!, /^unknown .*zukei-pro-x 3/);
    const zukei = await title('zukei');
    assert.deepEqual([zukei.state, zukei.limited, zukei.devices], ['allowed', true, 2]);
    const { row } = await site.running.registers.add(
      'software/allowed',
      { name: '図形ソフト', kind: 'application', purpose: '図面', scope: 'everyone' },
      { by: 'cli' },
    );
    const linked = (ids: number[], is: boolean) => site.administrator.post('/api/software/link', { titles: ids, row, linked: is, reason });
    const ids = [zukei.id, (await title('zukei-pro-x')).id];
    assert.equal((await linked(ids, true)).status, 204);
    assert.equal((await linked(ids, true)).status, 409, 'it is there already');
    await rules();
    assert.match((await unlisted(server))!, /^pass/);
    assert.equal((await linked(ids, false)).status, 204);
    await rules();
    assert.match((await unlisted(server))!, /^unknown/);
    assert.equal((await get(`/api/software/${ids[1]}`)).links.length, 2);
    assert.equal((await site.administrator.post('/api/software/link', { titles: ids, row: newId(), linked: true, reason })).status, 404);
  });

  it('permits what is common in one act, exactly as it was shown', async () => {
    await site.site.stepUp(site.administrator);
    const many = ['kaikei', 'kyuyo', 'zaiko'].map((name) => item(name, '1', own));
    for (const agent of [server, desktop])
      await told(agent.deviceId, [...base, ...many, item(`only-${agent.deviceId.slice(-4)}`, '1', own)]);
    const shown = await get('/api/software/common?devices=2');
    assert.deepEqual(shown.first.map(({ name }: { name: string }) => name).sort(), ['kaikei', 'kyuyo', 'zaiko']);
    await told(desktop.deviceId, [...base, ...many.slice(1)]);
    const { administrator } = site;
    const act = (digest: string) =>
      administrator.post('/api/software/permit-common', { devices: 2, digest, purpose: '導入済みの業務ソフト', reason });
    const stale = await act(shown.digest);
    assert.equal(stale.status, 409, JSON.stringify(stale.body));
    const again = await get('/api/software/common?devices=2');
    const done = await act(again.digest);
    assert.deepEqual([done.status, done.body.lines], [201, 2]);
    await rules();
    assert.match((await unlisted(desktop))!, /^pass/);
  });

  it('shows who has it, which version and since when', async () => {
    const { id } = await title('kyuyo');
    const { total, devices } = await get(`/api/software/${id}/devices`);
    assert.equal(total, 2);
    assert.deepEqual(
      devices.map(({ name, versions }: { name: string; versions: string[] }) => [name, versions]),
      [
        ['pc-01', ['1']],
        ['srv-01', ['1']],
      ],
    );
    assert.equal(devices[0].since, site.clock.now().toISOString());
    assert.equal((await get(`/api/software/${id}/devices?offset=50`)).total, 2);
    assert.equal((await site.administrator.get('/api/software/999999')).status, 404);
  });

  it('keeps a failed reading of the list from passing', async () => {
    const at = site.clock.now();
    const unreadable = { ja: '端末のエージェントがこの一覧を見られません。', en: 'The agent cannot see this list on the device.' };
    await site.engine.intake.accept({
      drafts: [
        { deviceId: desktop.deviceId, kind: collectionFacts.software.kind, source: 'test', observedAt: at, receivedAt: at, unreadable },
      ],
    });
    await site.software.control.idle();
    assert.match((await unlisted(desktop))!, /^unknown 端末のエージェント/);
  });

  it('counts a retired device no more, and what nobody has any more as gone', async () => {
    const retired = await site.administrator.post(`/api/devices/${server.deviceId}/retire`, { reason: 'disposed' });
    assert.ok(retired.status < 300, JSON.stringify(retired.body));
    const { rows } = await site.database.owner.query<{ wrong: number }>(
      `SELECT count(*) AS wrong FROM software_title t WHERE devices <> (SELECT count(*) FROM software_device d WHERE t.id = ANY (d.titles))`,
    );
    assert.equal(rows[0]!.wrong, 0);
    assert.equal((await title('kaikei')).devices, 0);
    assert.equal(
      (await titles()).some(({ name }) => name === 'kaikei'),
      false,
    );
  });

  it('takes up after a restart what was left undone', async () => {
    await site.running.registers.add('software/forbidden', { name: 'kyuyo', reason: '更新が止まった' }, { by: 'cli' });
    await told(desktop.deviceId, [...base, item('kyuyo', '1', own)]);
    assert.match((await verdict(desktop.deviceId, 'software/forbidden'))!, /^fail/, 'rules are applied before what came in is derived');
  });

  it('lays out for the review what is used where, what to take off, and what waits', async () => {
    const mac = await site.agent('mac-01', 'macos');
    const app = (key: string, version: string) => item(key, version, `com.${key}`);
    for (const name of ['Slack', 'Sketch', 'Flash Player'])
      await site.running.registers.add(
        'software/allowed',
        { name, kind: 'application', purpose: '業務', scope: 'everyone' },
        { by: 'cli' },
      );
    await told(mac.deviceId, [app('Slack.app', '4.41'), app('Sketch.app', '101')]);
    await told(mac.deviceId, [{ key: 'Slack.app', attributes: { via: 'app', place: 'programs', month: '2026-10' } }], 'executed-programs');
    await told(mac.deviceId, [app('Slack.app', '4.41'), app('Miro.app', '0.9')]);
    const sources = sheetSources(site.database.app, site.clock, () => ({ registers: site.running.registers }));
    const sheet = async () => (await prepareSheet(sources, { software: true }, null, site.clock.now())).sections;
    const told2 = (rows: readonly (readonly (string | { ja: string })[])[]) =>
      rows.map((row) => row.map((cell) => (typeof cell === 'string' ? cell : cell.ja)));
    const own = (rows: string[][]) =>
      rows.filter(([, name]) => ['Slack', 'Sketch', 'Flash Player'].includes(name!)).map((row) => row.slice(1));
    const [lines, waiting] = await sheet();
    assert.deepEqual(own(told2(lines!.rows)), [
      ['Flash Player', '0台', '－', '不明', 'まだ見つかっていません'],
      ['Sketch', '0台', '－', '不明', '今はありません'],
      ['Slack', '1台', '4.41', '2026-10', '－'],
    ]);
    assert.deepEqual([lines!.verdict, waiting!.verdict], ['pass', 'fail']);
    assert.ok(told2(waiting!.rows).some(([name, publisher, on]) => name === 'Miro' && publisher === 'com.Miro.app' && on === '1台'));
    const gone = site.clock.now();
    site.clock.advance({ days: 200 });
    const [later] = await sheet();
    assert.equal(later!.verdict, 'fail');
    const off = own(told2(later!.rows)).map((row) => row[4]);
    assert.deepEqual(off, ['外す(一度も見つかっていません)', `外す(${localDateOf(gone)}からありません)`, '－']);
  });

  it('hands over after a failure what it had derived, and after a restart what it may not have', async () => {
    const handed: string[] = [];
    let stamps = 0;
    let fails = false;
    let graceDays = 0;
    const control = () =>
      new SoftwareControl({
        pool: site.database.app,
        clock: site.clock,
        log: silentLog,
        ports: {
          stamp: async () => {
            stamps += 1;
            return 'same';
          },
          rules: async () => [],
          graceDays: () => graceDays,
          dueAt: (since) => since,
          traitsOf: async () => new Map(),
          ownersOf: async () => new Map(),
          monthOf: () => '2026-11',
          emit: async (drafts) => {
            if (fails) throw new Error('the database is away');
            for (const { deviceId } of drafts) handed.push(deviceId);
          },
        },
      });
    const one = control();
    await one.look();
    const all = handed.splice(0).sort();
    assert.ok(all.includes(desktop.deviceId) && !all.includes(server.deviceId), 'what is retired is left out');
    await control().look();
    assert.deepEqual(handed.splice(0), [], 'what was handed over stands');
    fails = true;
    graceDays = 1;
    await control().look();
    fails = false;
    await control().look();
    assert.deepEqual(handed.splice(0).sort(), all, 'a server that was stopped may not have handed over what a changed value says');
    await site.database.owner.query(
      `UPDATE intake_current SET last_observed_at = last_observed_at - interval '1 second' WHERE kind = $1 AND device_id = $2`,
      [softwareControl.kind, desktop.deviceId],
    );
    await control().look();
    assert.deepEqual(handed.splice(0), [desktop.deviceId], 'nor what a list that was seen says');
    fails = true;
    graceDays = 0;
    one.observed([desktop.deviceId]);
    await one.idle();
    assert.deepEqual(handed, []);
    fails = false;
    await one.look();
    assert.deepEqual(handed.splice(0), [desktop.deviceId]);
    await one.look();
    assert.deepEqual(handed, [], 'and once only');
    const closed = control();
    await closed.close();
    stamps = 0;
    await closed.look();
    assert.deepEqual([handed, stamps], [[], 0], 'a server that stops derives no more, nor asks whether it should');
  });

  it('tells employees of their own devices what is not in the list, and nobody of others', async () => {
    await rules();
    await told(desktop.deviceId, [...base, item('own-tool', '1', own)]);
    await site.site.signIn(site.administrator, 'aoki@example.co.jp');
    const { body } = await site.administrator.get('/api/me/software');
    assert.deepEqual(body, { devices: [] }, 'an administrator without a device of his own');
    const person = await site.site.join(site.administrator, 'ito@example.co.jp', ['employee']);
    assert.equal((await person.get('/api/software')).status, 403);
    const id = newId();
    const { owner } = site.database;
    await owner.query(
      `INSERT INTO staff_person (id, number, number_key, name, kana, email, email_key, title, duties, state, search, revision, changed_at)
       VALUES ($1, '100', '100', '伊藤 翔', '', 'ito@example.co.jp', 'ito@example.co.jp', '', '{}', 'active', '伊藤', 1, now())`,
      [id],
    );
    await owner.query(
      `INSERT INTO staff_device_owner (id, key, serial, host, asset, person_id, changed_at) VALUES ($1, 's:serial-pc-01', 'serial-pc-01', 'pc-01', '', $2, now())`,
      [newId(), id],
    );
    const { devices } = (await person.get('/api/me/software')).body;
    assert.deepEqual(
      devices.map(({ name, titles: all }: { name: string; titles: { name: string; state: string }[] }) => [
        name,
        all.map((each) => `${each.name} ${each.state}`),
      ]),
      [['pc-01', ['own-tool new']]],
    );
    await site.running.registers.add(
      'software/allowed',
      { name: 'own-tool', kind: 'application', purpose: '集計', scope: 'person', person: id },
      { by: 'cli' },
    );
    await rules();
    assert.match((await unlisted(desktop))!, /^pass/, 'what one person may use is permitted on the device that is hers');
  });

  it('refuses to rewrite a link, also to the application', async () => {
    await assert.rejects(site.database.app.query('DELETE FROM software_link'), { code: '42501' });
    await assert.rejects(site.database.owner.query('UPDATE software_link SET linked = true'), { code: '42501' });
    await assert.rejects(
      site.database.app.query(
        `INSERT INTO software_link (title_id, row_id, linked, reason, by, at, ledger_seq) SELECT t.id, r.id, true, 'x', 'cli', now(), 1 FROM software_title t, registers_row r LIMIT 1`,
      ),
      { code: '42501' },
    );
  });
});
