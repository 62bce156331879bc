import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Company, company } from './journeys/company.ts';

describe('the month on one page', () => {
  let life: Company;
  before(async () => {
    life = await company({ start: '2026-11-03T01:00:00Z' });
    await life.site.running.sweep();
  });
  after(() => life?.close());
  const report = (month?: string) => life.get('management', `/api/report${month === undefined ? '' : `?month=${month}`}`);
  const lines = async (): Promise<string[]> => (await life.get('management', '/api/today')).lines.map(({ id }: { id: string }) => id);

  it('says nothing of a month in which nothing was in force, and puts it before nobody', async () => {
    const { inForce, complete } = await report('2026-10');
    assert.deepEqual([inForce, complete], [false, true]);
    assert.equal((await lines()).includes('report-2026-10'), false);
  });

  it('counts what was due within the month once, and shows what is late with how far it went up', async () => {
    life.site.clock.advance({ days: 30 });
    await life.site.running.sweep();
    const found = await report();
    assert.deepEqual([found.month, found.complete, found.inForce, found.company], ['2026-11', true, true, '株式会社みなと商会']);
    const { due, done, skipped, open } = found.duties;
    assert.ok(due > 0);
    assert.equal(due, done + skipped + open);
    assert.ok(found.overdue.total >= found.overdue.lines.length && found.overdue.lines.length > 0);
    const levels = found.overdue.lines.map(({ escalation }: { escalation: number }) => escalation);
    assert.deepEqual(
      levels,
      levels.toSorted((a: number, b: number) => b - a),
      'what went up highest stands first',
    );
    assert.equal(levels[0], 2);
    assert.ok((await lines()).includes('report-2026-11'));
  });

  it('names what makes clauses fail, a line for each cause, what most of them fail by first', async () => {
    const { failing, clauses } = await report();
    const counts = failing.map((cause: { clauses: string[] }) => cause.clauses.length);
    assert.deepEqual(
      counts,
      counts.toSorted((a: number, b: number) => b - a),
    );
    assert.equal(new Set(failing.map(({ because }: { because: { ja: string } }) => because.ja)).size, failing.length);
    assert.ok(counts.reduce((sum: number, each: number) => sum + each, 0) <= clauses.now.fail);
  });

  it('shows a month that goes on as it stands today, and never a later one', async () => {
    assert.equal((await report('2026-12')).complete, false);
    assert.equal((await report('2027-05')).month, '2026-11');
  });
});
