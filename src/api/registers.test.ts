import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId } from '../base/id.ts';
import { words } from '../base/text.ts';
import { localDateOf, startOfDay } from '../calendar/index.ts';
import { Registers } from '../engine/registers/index.ts';
import { inventory, software, vendors } from '../engine/registers/testing/site.ts';
import * as contract from './contract-registers.ts';
import { registersRoutes } from './registers.routes.ts';
import { must, type TestBrowser, type TestSite, testSite } from './test-site.ts';

const base = '/api/registers/software/allowed';

describe('registers over HTTP', () => {
  let site: TestSite;
  let registers: Registers;
  const as: Record<'administrator' | 'committee' | 'departmentManager' | 'auditor' | 'employee', TestBrowser> = {} as never;

  before(async () => {
    site = await testSite({
      routes: [
        (app) =>
          registersRoutes(app, {
            // The site that its database is of exists only once it is built.
            registers: new Proxy({} as Registers, { get: (_, name) => registers[name as keyof Registers] }),
            clock: { now: () => site.clock.now() },
            attachments: { of: async () => [] },
            clausesOf: () => ['8.19.a'],
            caseOf: async () => null,
            requestsOf: () => [{ id: 'software/install', title: words('ソフトウェアの利用', 'Use of software') }],
            accountNames: async (ids) => new Map(ids.map((id) => [id, '青木 花子'])),
          }),
      ],
    });
    const both = words('-', '-');
    registers = new Registers({
      pool: site.people.pool,
      clock: { now: () => site.clock.now() },
      definitions: [software, vendors, inventory],
      ports: {
        named: async () => new Map(),
        find: async () => new Map(),
        value: () => 12,
        localDate: localDateOf,
        startOfDay,
        bindFiles: async () => [],
        countFiles: async () => new Map(),
        measured: async () => ({ items: [], complete: true, because: both }),
      },
    });
    as.administrator = await site.setUp();
    for (const role of ['committee', 'departmentManager', 'auditor', 'employee'] as const)
      as[role] = await site.join(
        as.administrator,
        `${role.toLowerCase()}@example.co.jp`,
        [role],
        role === 'auditor' ? new Date('2027-03-31T00:00:00Z') : undefined,
      );
  });
  after(() => site.close());
  const add = async (cells: object, register = base) => must(await as.administrator.post(`${register}/rows`, { cells })).body;

  it('shows each role the registers it may read', async () => {
    const shown = async (role: keyof typeof as) =>
      contract.registersSchema.parse(must(await as[role].get('/api/registers')).body).registers.map(({ id, canEdit }) => [id, canEdit]);
    assert.deepEqual(await shown('administrator'), [
      ['software/allowed', true],
      ['vendors/list', true],
      ['inventory/devices', true],
    ]);
    assert.deepEqual(await shown('committee'), [
      ['software/allowed', false],
      ['vendors/list', true],
      ['inventory/devices', false],
    ]);
    assert.deepEqual(
      (await shown('auditor')).map(([, canEdit]) => canEdit),
      [false, false, false],
    );
    assert.deepEqual(await shown('employee'), [['software/allowed', false]]);
    assert.equal((await as.employee.get('/api/registers/vendors/list')).status, 403);
    assert.equal((await as.employee.get('/api/registers/vendors/list/rows')).status, 403);
    assert.equal((await as.administrator.get('/api/registers/no/such')).status, 404);
    const one = contract.registerSchema.parse(must(await as.employee.get(base)).body);
    assert.deepEqual(
      [one.code, one.clauses, one.requests[0]!.id, one.differences, one.owner.ja],
      ['R-SW', ['8.19.a'], 'software/install', null, '情報システム管理者'],
    );
    assert.equal(contract.registerSchema.parse(must(await as.auditor.get('/api/registers/inventory/devices')).body).differences, 0);
  });

  it('takes lines through their life, with every refusal said', async () => {
    const row = contract.rowSchema.parse(await add({ name: '7-Zip', status: 'approved' }));
    assert.deepEqual([row.number, row.revision, row.said.status!.ja], ['R-SW-1', 1, '許可']);
    const refused = await as.administrator.post(`${base}/rows`, { cells: { seats: -1 } });
    assert.deepEqual([refused.status, refused.body.params['problem.seats.ja']], [422, '0台以上で入れてください。']);
    assert.equal((await as.administrator.post(`${base}/rows`, { cells: { name: '７-zip' } })).status, 409);
    const at = `${base}/rows/${row.id}`;
    const changed = must(await as.administrator.send('PATCH', at, { revision: 1, cells: { seats: 2 }, reason: '増設' })).body;
    assert.equal(contract.rowSchema.parse(changed).revision, 2);
    const stale = await as.administrator.send('PATCH', at, { revision: 1, cells: { seats: 3 } });
    assert.deepEqual([stale.status, stale.body.error, stale.body.params.revision], [409, 'conflict', 2]);
    assert.equal((await as.administrator.post(`${at}/end`, { revision: 2, reason: '' })).status, 400);
    assert.equal(must(await as.administrator.post(`${at}/end`, { revision: 2, reason: '不要' })).body.state, 'ended');
    assert.equal((await as.administrator.send('PATCH', at, { revision: 3, cells: { seats: 3 } })).body.error, 'wrong-state');
    assert.equal(must(await as.administrator.post(`${at}/restore`, { revision: 3, reason: '再開' })).body.state, 'current');
    const detail = contract.rowDetailSchema.parse(must(await as.auditor.get(at)).body);
    assert.deepEqual(
      detail.history.map(({ act, by, revision }) => [act, by, revision]),
      [
        ['restored', '青木 花子', 4],
        ['ended', '青木 花子', 3],
        ['changed', '青木 花子', 2],
        ['added', '青木 花子', 1],
      ],
    );
    assert.ok(detail.history.every(({ ledgerSeq }) => ledgerSeq > 0));
    assert.equal((await as.administrator.get(`${base}/rows/${newId()}`)).status, 404);
    assert.equal((await as.employee.get(at)).status, 403, 'history is for those who keep, direct or audit');
  });

  it('lists, filters and counts', async () => {
    await add({ name: 'Git', status: 'approved' });
    await add({ name: 'WinRAR', status: 'stopped' });
    const answer = must(
      await as.employee.get(`${base}/rows?filter=status:approved&filter=status:&sort=name&order=desc&group=status&limit=2`),
    );
    const { total, rows, groups } = contract.rowsSchema.parse(answer.body);
    assert.deepEqual([total, rows.map(({ cells }) => cells.name)], [2, ['Git', '7-Zip']]);
    assert.deepEqual(groups, [{ value: 'approved', said: { ja: '許可', en: 'Permitted' }, count: 2 }]);
    for (const query of ['sort=no', 'group=no', 'filter=no:x', 'filter=status', 'limit=201', 'state=gone'])
      assert.equal((await as.administrator.get(`${base}/rows?${query}`)).status, 400, query);
  });

  it('lets only those edit who keep a register, and only its owner confirm it, with the second factor', async () => {
    const cells = { cells: { name: '株式会社例' } };
    assert.equal((await as.committee.post(`${base}/rows`, { cells: { name: 'x' } })).status, 403);
    for (const role of ['departmentManager', 'auditor', 'employee'] as const)
      assert.equal((await as[role].post('/api/registers/vendors/list/rows', cells)).status, 403, role);
    assert.equal((await as.committee.post('/api/registers/vendors/list/rows', cells)).status, 201);
    const confirmation = { rows: 1, note: ' 異動なし ' };
    must(await site.stepUp(as.administrator));
    assert.equal((await as.administrator.post('/api/registers/vendors/list/confirm', confirmation)).status, 403);
    site.clock.advance({ minutes: 10 });
    assert.equal((await as.committee.post('/api/registers/vendors/list/confirm', confirmation)).body.error, 'step-up-required');
    must(await site.stepUp(as.committee));
    const other = await as.committee.post('/api/registers/vendors/list/confirm', { rows: 2, note: '' });
    assert.deepEqual([other.status, other.body.params.rows], [409, 1]);
    must(await as.committee.post('/api/registers/vendors/list/confirm', confirmation));
    const shown = contract.registerSchema.parse(must(await as.committee.get('/api/registers/vendors/list')).body);
    assert.deepEqual([shown.standing.verdict, shown.confirmations[0]!.note, shown.confirmations[0]!.rows], ['pass', '異動なし', 1]);
  });

  it('changes many lines at once', async () => {
    const rows = must(await as.administrator.get(`${base}/rows`)).body.rows.map(({ id, revision }: { id: string; revision: number }) => ({
      id,
      revision,
    }));
    const act = { type: 'change', cells: { free: true } };
    assert.deepEqual(must(await as.administrator.post(`${base}/bulk`, { rows, act, reason: '棚卸し' })).body, { changed: 3 });
    assert.equal((await as.administrator.post(`${base}/bulk`, { rows, act: { type: 'end' }, reason: 'x' })).status, 409);
    assert.equal((await as.administrator.post(`${base}/bulk`, { rows: [], act: { type: 'end' }, reason: 'x' })).status, 400);
    assert.equal((await as.auditor.post(`${base}/bulk`, { rows, act })).status, 403);
  });

  it('keeps views of one’s own', async () => {
    const state = {
      q: '',
      filters: [{ column: 'status', is: ['approved'] }],
      sort: 'name',
      order: 'asc',
      group: null,
      hidden: ['note'],
      state: 'current',
    };
    const { id } = must(await as.administrator.post(`${base}/views`, { name: '許可', shared: true, state })).body;
    assert.deepEqual(contract.registerSchema.parse(must(await as.committee.get(base)).body).views, [
      { id, name: '許可', shared: true, mine: false, state },
    ]);
    must(await as.administrator.send('PUT', `${base}/views/${id}`, { name: '許可済み', shared: false, state }));
    assert.deepEqual(must(await as.committee.get(base)).body.views, []);
    assert.equal((await as.committee.send('DELETE', `${base}/views/${id}`)).status, 404);
    assert.equal((await as.auditor.post(`${base}/views`, { name: 'x', shared: true, state })).status, 403);
    must(await as.administrator.send('DELETE', `${base}/views/${id}`));
    assert.deepEqual(must(await as.administrator.get(base)).body.views, []);
  });
});
