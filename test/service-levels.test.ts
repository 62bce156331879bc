import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { must, type TestBrowser } from '../src/api/test-site.ts';
import { newId } from '../src/base/id.ts';
import { figureTyped, monthMeant, monthsToEnter, standingOf } from '../web/src/suppliers/levels.ts';
import { type DataSite, dataSite } from './data-site.ts';

const route = '/api/suppliers/sla';

describe('service levels over the API', { timeout: 60_000 }, () => {
  let site: DataSite;
  let administrator: TestBrowser;
  let service: string;
  before(async () => {
    // The ninth in Japan: the figures of October are asked for from tomorrow.
    site = await dataSite({ whole: true, start: '2026-11-09T03:00:00Z' });
    administrator = site.administrator;
    const cells = { name: '本社回線', category: 'line', provider: 'サンプル通信', sla: 'agreed', promised: '稼働率99.9%' };
    service = must(await administrator.post('/api/registers/network/services/rows', { cells, reason: '登録' })).body.id;
  });
  after(() => site?.close());

  const level = (more: object = {}) => ({
    service,
    what: '稼働率',
    unit: '%',
    sense: 'at-least',
    agreed: 99.9,
    since: '2026-04-01',
    ...more,
  });
  const agree = async (more: object = {}): Promise<string> => must(await administrator.post(route, level(more))).body.id;
  const figure = (sla: string, more: object = {}) =>
    administrator.post(`${route}/figures`, { sla, month: '2026-09', value: 99.95, source: 'reported', note: '', ...more });
  const read = async (id: string, browser = administrator) => {
    const { due, services } = must(await browser.get(route)).body;
    const found = services.find(({ row }: { row: string }) => row === service);
    return { due, found, level: found.levels.find((each: { id: string }) => each.id === id) };
  };

  it('says a service with what was agreed, and the month whose figure has to be there', async () => {
    const id = await agree();
    const { due, found, level: one } = await read(id);
    assert.equal(due, '2026-09', 'those of October have time until the tenth');
    assert.match(found.number, /^R-NSVC-/);
    assert.deepEqual([found.name, found.provider], ['本社回線', 'サンプル通信']);
    assert.deepEqual(one, { id, what: '稼働率', unit: '%', sense: 'at-least', agreed: 99.9, since: '2026-04-01', figures: [] });
  });

  it('takes the newest of two figures of one month, and the newest month first', async () => {
    const id = await agree({ what: '稼働率2' });
    must(await figure(id, { value: 99.8999, note: '工事' }));
    assert.deepEqual((await read(id)).level.figures[0].kept, false);
    must(await figure(id, { value: 99.9, source: 'own', note: '訂正' }));
    must(await figure(id, { month: '2026-08', value: 12 }));
    const { figures } = (await read(id)).level;
    assert.deepEqual(
      figures.map(({ month, value, source, note, kept }: Record<string, unknown>) => ({ month, value, source, note, kept })),
      [
        { month: '2026-09', value: 99.9, source: 'own', note: '訂正', kept: true },
        { month: '2026-08', value: 12, source: 'reported', note: '', kept: false },
      ],
    );
    const { rows } = await site.database.owner.query('SELECT value::float8 AS value FROM suppliers_sla_figure WHERE sla = $1 ORDER BY id', [
      id,
    ]);
    assert.deepEqual(rows, [{ value: 99.8999 }, { value: 99.9 }, { value: 12 }], 'what was said before stays');
  });

  it('judges what may be at most so much the other way round', async () => {
    const id = await agree({ what: '障害の連絡', unit: '時間', sense: 'at-most', agreed: 1 });
    must(await figure(id, { value: 1 }));
    assert.equal((await read(id)).level.figures[0].kept, true);
    must(await figure(id, { value: 1.0001 }));
    assert.equal((await read(id)).level.figures[0].kept, false);
  });

  it('refuses bad months, figures out of bounds or finer than what is kept, and what is not there', async () => {
    const id = await agree({ what: '断られる' });
    for (const month of ['2026-13', '2026-00', '2026-9', '1999-12', '2026-09-01', 'x'])
      assert.equal((await figure(id, { month })).status, 400, month);
    const later = await figure(id, { month: '2026-12' });
    assert.deepEqual([later.status, later.body.error], [422, 'value-out-of-bounds']);
    for (const value of [1_000_000_001, -1_000_000_001, 99.89999, '99.9', null])
      assert.equal((await figure(id, { value })).status, 400, String(value));
    assert.equal((await figure(id, { note: 'あ'.repeat(501) })).status, 400);
    assert.equal((await figure(id, { source: 'guessed' })).status, 400);
    assert.deepEqual((await read(id)).level.figures, [], 'nothing is half-written');
    assert.equal((await figure(newId())).status, 404);
    for (const more of [
      { agreed: 1e10 },
      { agreed: 0.00001 },
      { since: '2026-02-30' },
      { what: ' ' },
      { sense: 'about' },
      { unit: 'x'.repeat(21) },
    ])
      assert.equal((await administrator.post(route, level(more))).status, 400, JSON.stringify(more));
    assert.equal((await administrator.post(route, level({ service: newId() }))).status, 404);
  });

  it('ends a level once; what came stays, and nothing more is taken', async () => {
    const id = await agree({ what: '終わる' });
    must(await figure(id));
    must(await administrator.send('DELETE', `${route}/${id}`));
    assert.equal((await read(id)).level, undefined);
    assert.equal((await figure(id)).status, 409);
    assert.equal((await administrator.send('DELETE', `${route}/${id}`)).status, 409);
    const { rowCount } = await site.database.owner.query('SELECT 1 FROM suppliers_sla_figure WHERE sla = $1', [id]);
    assert.equal(rowCount, 1);
  });

  it('lets readers read and only administrators write', async () => {
    const id = await agree({ what: '権限' });
    const ends = new Date(site.clock.now().getTime() + 30 * 86_400_000);
    for (const role of ['committee', 'management', 'departmentManager', 'auditor', 'employee'] as const) {
      const browser = await site.site.join(
        administrator,
        `${role.toLowerCase()}@example.co.jp`,
        [role],
        role === 'auditor' ? ends : undefined,
      );
      if (role === 'employee') assert.equal((await browser.get(route)).status, 403);
      else assert.equal((await read(id, browser)).level.what, '権限', role);
      const tries = [
        await browser.post(route, level()),
        await browser.post(`${route}/figures`, { sla: id, month: '2026-09', value: 1, source: 'own', note: '' }),
        await browser.send('DELETE', `${route}/${id}`),
      ];
      assert.deepEqual(
        tries.map(({ status }) => status),
        [403, 403, 403],
        role,
      );
    }
    assert.deepEqual((await read(id)).level.figures, []);
  });
});

describe('service levels on their screen', () => {
  const came = (month: string, kept: boolean) => ({ month, kept, value: 1, source: 'own' as const, note: '', by: { ja: '', en: '' } });

  it('calls a level met only by a figure of the month that is due, or a later one', () => {
    const stands = (since: string, ...figures: ReturnType<typeof came>[]) => standingOf({ since, figures }, '2026-09');
    assert.equal(stands('2026-04-01', came('2026-09', true)), 'met');
    assert.equal(stands('2026-04-01', came('2026-10', false), came('2026-09', true)), 'not-met');
    assert.equal(stands('2026-04-01', came('2026-08', true)), 'not-reported', 'an old success says nothing of now');
    assert.equal(stands('2026-04-01'), 'not-reported');
    assert.equal(stands('2026-10-01'), 'not-due');
    assert.equal(stands('2026-10-01', came('2026-10', false)), 'not-met');
  });

  it('offers the months since it was agreed, over a new year too, and the oldest that lacks its figure first', () => {
    const months = monthsToEnter('2025-11-15', '2026-02-03');
    assert.deepEqual(months, ['2026-02', '2026-01', '2025-12', '2025-11']);
    assert.equal(monthsToEnter('2000-01-01', '2026-02-03').length, 24);
    assert.deepEqual(monthsToEnter('2026-03-01', '2026-02-28'), []);
    assert.equal(monthMeant(months, [], '2025-12'), '2025-11');
    assert.equal(monthMeant(months, [{ month: '2025-11' }], '2025-12'), '2025-12');
    assert.equal(monthMeant(months, [{ month: '2025-12' }], '2025-12'), '2025-12');
    assert.equal(monthMeant(['2026-02'], [], '2025-12'), '2026-02');
  });

  it('takes a figure of at most four digits after the point', () => {
    assert.deepEqual(figureTyped(99.9999), { value: 99.9999 });
    assert.deepEqual(figureTyped(99.99999), { wrong: 'digits' });
    assert.deepEqual(figureTyped(1e9 + 1), { wrong: 'bounds' });
    assert.deepEqual([figureTyped(null), figureTyped('九割')], [{ wrong: 'empty' }, { wrong: 'no-number' }]);
  });
});
