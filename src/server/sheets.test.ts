import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { canonicalJson } from '../base/hash.ts';
import { silentLog } from '../base/log.ts';
import { words } from '../base/text.ts';
import type { CheckedDevice } from '../engine/checks/index.ts';
import { type Exchange, exchange, thing } from '../engine/registers/testing/exchange.ts';
import { inventory, software } from '../engine/registers/testing/site.ts';
import { type RequestSite, requestSite } from '../engine/requests/testing/site.ts';
import { citedChecks } from '../overview/index.ts';
import { type Engine, newEngine } from './engine.ts';
import { sheetSources } from './sheet-sources.ts';
import { prepareSheet, type SheetSources } from './sheets.ts';

const nothing: SheetSources = {
  checks: async () => new Map(),
  devices: async () => [],
  register: async () => assert.fail('not asked for'),
  requests: async () => assert.fail('not asked for'),
};
const at = new Date('2026-11-24T01:00:00Z');
const encryption = citedChecks.find(({ id }) => id === 'endpoint/disk-encryption')!;

describe('a sheet', () => {
  it('says of a check that does not run that it does not, and never that all is well', async () => {
    const { sections } = await prepareSheet(nothing, { checks: ['nobody/knows'] }, null, at);
    assert.deepEqual(
      sections.map(({ verdict, to }) => [verdict, to]),
      [['unknown', null]],
    );
  });

  it('shows twenty devices at the most, counts the rest, and leaves out those that are well', async () => {
    const device = (index: number, verdict: 'fail' | 'pass' | null): CheckedDevice => ({
      deviceId: `${index}`,
      deviceName: `keiri-${index}`,
      platform: 'windows',
      verdict,
      because: words('今の言葉', 'now'),
      found: verdict && words('そのときの言葉', 'then'),
      since: verdict && at,
      observedAt: null,
      ledgerSeq: null,
      factId: null,
    });
    const counts = { fail: 25, unknown: 1, pass: 3 };
    const sources: SheetSources = {
      ...nothing,
      checks: async () =>
        new Map([[encryption.id, { check: encryption, verdict: 'fail', because: words('-', '-'), expected: 29, counts, evidenceAt: at }]]),
      devices: async (_check, limit) => Array.from({ length: limit }, (_, index) => device(index, index < 19 ? 'fail' : 'pass')),
    };
    const [section] = (await prepareSheet(sources, { checks: [encryption.id] }, null, at)).sections;
    assert.equal(section!.rows.length, 19);
    assert.equal(section!.more, 7);
    assert.equal(section!.summary.ja, '対象29台: 不適合25台、不明1台、適合3台。');
    assert.deepEqual(section!.rows[0], ['keiri-0', words('× 不適合', '× fail'), '2026-11-24 10:00', words('そのときの言葉', 'then')]);
    assert.equal(section!.to, '/checks/endpoint/disk-encryption');
  });
});

describe('a sheet of what was measured', () => {
  let site: Exchange;
  let engine: Engine;
  let sources: SheetSources;
  let deviceId: string;
  before(async () => {
    site = await exchange();
    const { database, clock } = site.site;
    engine = await newEngine({ pool: database.app, clock, log: silentLog, integrator: { wake: () => {} } as never });
    sources = sheetSources(database.app, clock, () => ({ registers: site.registers }));
    ({ deviceId } = await engine.devices.enrol({
      hardwareUuid: '4c4c4544-0000-4000-8000-000000000001',
      serial: 'SERIAL-1',
      instanceId: 'instance-1',
      platform: 'windows',
      name: '経理-01',
      os: 'Windows 11 Pro',
      agentVersion: '5.19.0',
      hardware: 'Example 13',
    }));
  });
  after(async () => {
    await engine.stop();
    await site.site.close();
  });

  const sheet = async () => {
    const { clock } = site.site;
    return prepareSheet(sources, { checks: [encryption.id] }, null, clock.now());
  };
  const observe = (volumes: readonly { name: string; state: string }[]) => {
    const seen = site.site.clock.now();
    const body = { volumes: volumes.map((volume, index) => ({ ...volume, system: index === 0 })) };
    return engine.intake.accept({
      drafts: [{ deviceId, kind: 'disk-encryption', source: 'test', observedAt: seen, receivedAt: seen, body }],
    });
  };

  it('counts a device that was never heard as unknown', async () => {
    const [section] = (await sheet()).sections;
    assert.equal(section!.verdict, 'unknown');
    assert.deepEqual(section!.rows[0]!.slice(0, 1).concat(section!.rows[0]!.slice(2)), [
      '経理-01',
      '－',
      words('まだ測定していません。', 'Not measured yet.'),
    ]);
  });

  it('stays the same, byte by byte, while time passes and a verdict is only said anew; and changes with the verdict', async () => {
    const { clock } = site.site;
    await observe([{ name: 'C:', state: 'plain' }]);
    const first = canonicalJson(await sheet());
    clock.advance({ hours: 3 });
    // Another volume: the words of today's verdict differ, the verdict is what it was.
    await observe([
      { name: 'C:', state: 'plain' },
      { name: 'D:', state: 'plain' },
    ]);
    assert.equal(canonicalJson(await sheet()), first);
    await observe([{ name: 'C:', state: 'encrypted' }]);
    const { sections } = await sheet();
    assert.notEqual(canonicalJson({ sections }), first);
    assert.equal(sections[0]!.verdict, 'pass');
    assert.deepEqual(sections[0]!.rows, []);
  });
});

describe('a sheet of a register', () => {
  let site: Exchange;
  let sources: SheetSources;
  before(async () => {
    site = await exchange();
    const { database, clock } = site.site;
    sources = sheetSources(database.app, clock, () => ({ registers: site.registers }));
  });
  after(() => site.site.close());
  const section = async (register: string, since: Date | null) =>
    (await prepareSheet(sources, { registers: [register] }, since, site.site.clock.now())).sections[0]!;
  const rowsOf = ({ rows }: Awaited<ReturnType<typeof section>>) =>
    rows.map((row) => row.map((cell) => (typeof cell === 'string' ? cell : cell.ja)).join(' | '));

  it('calls an empty register that nobody confirmed unknown, and believes its keeper that there is nothing', async () => {
    assert.equal((await section('vendors/list', null)).verdict, 'unknown');
    await site.registers.confirm('vendors/list', { rows: 0, note: '委託先なし', by: 'account:a' });
    assert.equal((await section('vendors/list', null)).verdict, 'pass');
  });

  it('shows lines past and near a deadline first, then what changed since the last time', async () => {
    const { clock } = site.site;
    const old = await site.add({ name: '7-Zip', validUntil: '2026-11-10' });
    const gone = await site.add({ name: 'Lhaplus' });
    await site.add({ name: 'サクラエディタ', validUntil: '2027-06-30' });
    clock.advance({ hours: 1 });
    const since = clock.now();
    assert.equal((await section(software.id, since)).verdict, 'fail');
    clock.advance({ hours: 1 });
    await site.add({ name: 'VLC', validUntil: '2026-12-01' });
    await site.registers.change(software.id, { id: old.row, revision: 1 }, { version: '24.09' }, { by: 'account:a' });
    await site.registers.end(software.id, { id: gone.row, revision: 1 }, { by: 'account:a', reason: '使わなくなったため' });
    const found = await section(software.id, since);
    assert.deepEqual(rowsOf(found), [
      '期限超過 | R-SW-1 | 7-Zip | 期限 2026-11-10',
      '期限が近い | R-SW-4 | VLC | 期限 2026-12-01',
      '追加 | R-SW-4 | VLC | 2026-11-24',
      '変更 | R-SW-1 | 7-Zip | 2026-11-24',
      '終了 | R-SW-2 | Lhaplus | 2026-11-24',
    ]);
    assert.equal(found.summary.ja, '有効な行3件。期限超過1件、期限が近い1件。前回(2026-11-24)以降の追加1件、変更1件、終了1件。');
    assert.equal(found.to, '/registers/software/allowed');
    const before = canonicalJson(found);
    clock.advance({ hours: 5 });
    assert.equal(canonicalJson(await section(software.id, since)), before);
  });

  it('cuts after twenty rows and counts the rest', async () => {
    const since = site.site.clock.now();
    site.site.clock.advance({ hours: 1 });
    for (let index = 0; index < 25; index += 1) await site.add({ name: `Tool ${index}` });
    const found = await section(software.id, since);
    assert.equal(found.rows.length, 20);
    // Twenty-five new ones, one overdue, one near.
    assert.equal(found.more, 7);
  });

  it('is unknown before it was compared, and fails with each unexplained difference', async () => {
    const { clock } = site.site;
    assert.equal((await section(inventory.id, null)).verdict, 'unknown');
    await site.registers.add(inventory.id, { name: 'soumu-02' }, { by: 'account:a' });
    site.measured = { ...site.measured, items: [thing('keiri-01')] };
    await site.registers.sweep();
    const found = await section(inventory.id, clock.now());
    assert.equal(found.verdict, 'fail');
    assert.deepEqual(rowsOf(found).slice(0, 2), [
      '台帳にない端末 | － | keiri-01 | 端末 keiri-01',
      '測定されていない端末 | R-DEV-1 | soumu-02 | 台帳の行 R-DEV-1',
    ]);
  });
});

describe('a sheet of requests', () => {
  let site: RequestSite;
  let sources: SheetSources;
  before(async () => {
    site = await requestSite();
    sources = sheetSources(site.database.app, site.clock, () => ({
      registers: { definition: () => null, rows: assert.fail, confirmedAt: assert.fail, inForce: assert.fail },
    }));
  });
  after(() => site.close());

  it('shows what waits, what is late, what ends soon and what was decided, each once', async () => {
    const applicant = site.person('鈴木', 'employee');
    const approver = site.person('高橋', 'administrator');
    const since = site.clock.now();
    site.clock.advance({ hours: 1 });
    const late = await site.submitted(applicant, { what: 'Lhaplus' });
    const approved = await site.submitted(applicant, { what: '7-Zip' });
    const denied = await site.submitted(applicant, { what: 'Steam' });
    await site.approve(approved, approver);
    await site.requests.decide(
      denied,
      { revision: await site.revision(denied), decision: 'deny', comment: '業務に使わないため', assessment: {} },
      approver,
    );
    // The approval holds thirty days: it ends soon from its first day on.
    const look = async () => (await prepareSheet(sources, { requests: ['test/plain'] }, since, site.clock.now())).sections[0]!;
    const first = await look();
    assert.equal(first.verdict, null);
    assert.deepEqual(
      first.rows.map((row) => row.map((cell) => (typeof cell === 'string' ? cell : cell.ja))),
      [
        ['決定待ち', '1', 'Lhaplus', '－', '2026-11-27'],
        ['承認の期限が近い', '2', '7-Zip', '－', '2026-12-24'],
        ['却下', '3', 'Steam', '－', '2026-11-24'],
      ],
    );
    assert.equal(first.to, '/requests?scope=all&kind=test%2Fplain');
    site.clock.advance({ days: 4 });
    const later = await look();
    assert.equal(later.verdict, 'fail');
    assert.equal((later.rows[0]![0] as { ja: string }).ja, '決定が遅れている');
    assert.equal(await site.state(late), 'submitted');
  });
});
