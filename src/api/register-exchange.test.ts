import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { words } from '../base/text.ts';
import { localDateOf, startOfDay } from '../calendar/index.ts';
import { Registers } from '../engine/registers/index.ts';
import type { MeasuredList } from '../engine/registers/ports.ts';
import { inventory, software, vendors } from '../engine/registers/testing/site.ts';
import * as contract from './contract-registers.ts';
import { registerDifferenceRoutes } from './register-differences.routes.ts';
import { registerExchangeRoutes } from './register-exchange.routes.ts';
import { type Answer, must, type TestBrowser, type TestSite, testSite } from './test-site.ts';

const base = '/api/registers/software/allowed';
const devices = '/api/registers/inventory/devices';
const roles = ['committee', 'departmentManager', 'auditor', 'employee'] as const;

describe('registers as files, and held against what is measured, over HTTP', () => {
  let site: TestSite;
  let registers: Registers;
  let measured: MeasuredList = { items: [], complete: true, because: words('すべて', 'all') };
  const as = {} as Record<'administrator' | (typeof roles)[number], TestBrowser>;

  before(async () => {
    // The site that its database is of exists only once it is built.
    const later = new Proxy({} as Registers, { get: (_, name) => registers[name as keyof Registers] });
    site = await testSite({
      routes: [
        (app) => registerExchangeRoutes(app, { registers: later }),
        (app) =>
          registerDifferenceRoutes(app, { registers: later, accountNames: async (ids) => new Map(ids.map((id) => [id, '青木 花子'])) }),
      ],
    });
    registers = new Registers({
      pool: site.people.pool,
      clock: site.clock,
      definitions: [software, vendors, inventory],
      ports: {
        named: async () => new Map(),
        find: async () => new Map(),
        value: () => 12,
        localDate: localDateOf,
        startOfDay,
        bindFiles: async () => [],
        countFiles: async () => new Map(),
        measured: async () => measured,
      },
    });
    as.administrator = await site.setUp();
    for (const role of roles)
      as[role] = await site.join(
        as.administrator,
        `${role.toLowerCase()}@example.co.jp`,
        [role],
        role === 'auditor' ? new Date('2027-03-31') : undefined,
      );
  });
  after(() => site.close());

  /** A file goes as it is, not as JSON. */
  async function upload(browser: TestBrowser, path: string, bytes: Buffer | string): Promise<Answer> {
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = {
      host: browser.host,
      cookie,
      origin: `http://${browser.host}`,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/octet-stream',
    };
    const answer = await site.app.inject({ method: 'POST', url: path, remoteAddress: browser.address, headers, payload: bytes });
    return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
  }
  const previewed = (text: string, browser = as.administrator) => upload(browser, `${base}/import/preview?name=list.csv`, text);

  it('takes a file in two steps, the second one with the second factor', async () => {
    const preview = contract.importPreviewSchema.parse(must(await previewed('名称,状態\r\n7-Zip,許可\r\n=2+3,停止\r\n')).body);
    assert.deepEqual(
      [preview.counts, preview.problems, preview.notes.length],
      [{ add: 2, change: 0, restore: 0, same: 0, missing: 0 }, [], 2],
    );
    assert.deepEqual(preview.changes[0]!.cells[1], {
      column: 'status',
      before: { ja: '', en: '' },
      after: { ja: '許可', en: 'Permitted' },
    });
    const body = { upload: preview.upload, digest: preview.digest, reason: '登録' };
    site.clock.advance({ minutes: 6 });
    assert.equal((await as.administrator.post(`${base}/import/apply`, body)).body.error, 'step-up-required');
    must(await site.stepUp(as.administrator));
    const applied = must(await as.administrator.post(`${base}/import/apply`, body)).body;
    assert.deepEqual(contract.importAppliedSchema.parse(applied), { added: 2, changed: 0, ended: 0, restored: 0 });
    assert.equal((await as.administrator.post(`${base}/import/apply`, body)).status, 404);
  });

  it('says by row and column what is wrong, in both languages', async () => {
    const preview = contract.importPreviewSchema.parse(must(await previewed('名称,状態\r\nA,だめ\r\n')).body);
    assert.deepEqual(preview.problems, [
      {
        row: 2,
        column: '状態',
        says: { ja: '「だめ」という選択肢はありません(許可・停止)。', en: 'There is no option “だめ” (Permitted, Stopped).' },
      },
    ]);
    must(await site.stepUp(as.administrator));
    const refused = await as.administrator.post(`${base}/import/apply`, { upload: preview.upload, digest: preview.digest, reason: 'x' });
    assert.deepEqual([refused.status, refused.body.error], [422, 'not-ready']);
    assert.equal((await upload(as.administrator, `${base}/import/preview?name=x.xlsx`, 'no workbook')).body.error, 'file-unreadable');
    assert.equal((await as.administrator.post(`${base}/import/preview?name=x.csv`, {})).status, 400);
  });

  it('exports a file with a name that any browser can save', async () => {
    const answer = await as.employee.get(`${base}/export?format=csv&encoding=cp932`);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers['content-type'], 'text/csv; charset=windows-31j');
    assert.equal(
      answer.headers['content-disposition'],
      `attachment; filename="R-SW.csv"; filename*=UTF-8''${encodeURIComponent('R-SW 許可ソフトウェア一覧.csv')}`,
    );
    assert.match(String((await as.auditor.get(`${base}/export?format=xlsx`)).headers['content-type']), /officedocument/);
    assert.equal((await as.employee.get('/api/registers/vendors/list/export?format=csv')).status, 403);
  });

  it('shows differences to readers, and lets the keeper explain and register', async () => {
    const device = { where: words('端末', 'device'), seenAt: site.clock.now(), deviceId: null, cells: { name: 'keiri-01' } };
    measured = {
      items: ['keiri-01', 'keiri-02'].map((label) => ({ ...device, key: label, label, cells: { name: label } })),
      complete: false,
      because: words('keiri-03 が応答なし', 'keiri-03 is silent'),
    };
    assert.equal(await registers.sweep(), 2);
    const page = contract.differencesSchema.parse(must(await as.auditor.get(`${devices}/differences`)).body);
    assert.deepEqual([page.total, page.measured!.complete, page.comparedAt], [2, false, site.clock.now().toISOString()]);
    const [first, second] = page.differences;
    assert.deepEqual([first!.label, first!.offer, first!.state, first!.explanation], ['keiri-01', { name: 'keiri-01' }, 'open', null]);
    must(await site.stepUp(as.administrator));
    const explained = { reason: '貸出機', until: localDateOf(site.clock.now()) };
    must(await as.administrator.post(`${devices}/differences/${first!.id}/explain`, explained));
    const after = contract.differencesSchema.parse(must(await as.administrator.get(`${devices}/differences?state=explained`)).body);
    assert.deepEqual([after.differences[0]!.explanation!.by, after.differences[0]!.explanation!.until], ['青木 花子', explained.until]);
    const row = must(await as.administrator.post(`${devices}/differences/${second!.id}/register`, { cells: second!.offer }));
    assert.deepEqual([row.status, contract.rowSchema.parse(row.body).cells.name], [201, 'keiri-02']);
    assert.equal((await as.administrator.post(`${devices}/differences/${second!.id}/register`, { cells: second!.offer })).status, 409);
    assert.equal((await as.administrator.post(`${devices}/differences/${second!.id}/explain`, explained)).status, 409);
    const wrong = await as.administrator.post(`${devices}/differences/${first!.id}/register`, { cells: { name: '別の名前' } });
    assert.deepEqual([wrong.status, wrong.body.params.field], [422, 'name']);
  });

  it('lets nobody write who only reads', async () => {
    const { id } = (await registers.differences('inventory/devices', { state: 'all', offset: 0, limit: 1 })).differences[0]!;
    for (const role of roles) {
      assert.equal((await previewed('名称\r\nA\r\n', as[role])).status, 403, role);
      must(await site.stepUp(as[role]));
      assert.equal((await as[role].post(`${devices}/differences/${id}/explain`, { reason: 'x', until: '2026-12-01' })).status, 403, role);
      assert.equal((await as[role].post(`${devices}/differences/${id}/register`, { cells: {} })).status, 403, role);
      assert.equal((await as[role].post(`${base}/import/apply`, { upload: id, digest: 'x', reason: 'x' })).status, 403, role);
    }
    assert.equal((await as.employee.get(`${devices}/differences`)).status, 403);
  });
});
