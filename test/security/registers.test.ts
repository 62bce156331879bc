import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { must } from '../../src/api/test-site.ts';
import type { Tx } from '../../src/db/pool.ts';
import { type Company, company } from '../journeys/company.ts';

const open = '/api/registers/software/allowed';

describe('registers, in the hands of the curious and of the lying', () => {
  let life: Company;
  before(async () => {
    life = await company();
  });
  after(() => life?.close());

  it('give an employee who exports the open one what its lines say, and not the inventory to choose from', async () => {
    const cells = { kind: 'utility', purpose: '展開', scope: 'everyone' };
    await life.act('administrator', 'POST', `${open}/rows`, { cells: { ...cells, name: '7-Zip*' } });
    await life.act('administrator', 'POST', `${open}/rows`, {
      cells: { ...cells, name: 'PuTTY*', scope: 'person', person: life.staff.committee },
    });
    const exported = async (who: 'administrator' | 'employee') => {
      const { rawPayload } = await life.people[who].raw('GET', `${open}/export?format=xlsx`);
      return Object.values(unzipSync(rawPayload))
        .map((part) => strFromU8(part))
        .join('\n');
    };
    assert.match(await exported('administrator'), /keiri-01/);
    const said = await exported('employee');
    assert.match(said, /7-Zip\*/);
    assert.match(said, /社員 2/, 'who stands in a line');
    assert.doesNotMatch(said, /keiri-01|社員 [13456]/);
  });

  it('show the files of a line only to those who are shown the line itself', async () => {
    const { administrator, employee, management } = life.people;
    const type = { 'content-type': 'application/octet-stream' };
    const { id } = must(await administrator.send('POST', '/api/attachments?name=licence.txt', Buffer.from('licence key'), type)).body;
    const cells = { name: 'Excel', kind: 'application', purpose: '表計算', scope: 'everyone' };
    must(await administrator.post(`${open}/rows`, { cells, attach: [id] }));
    assert.equal((await management.get(`/api/attachments/${id}`)).status, 200);
    assert.equal((await employee.get(`/api/attachments/${id}`)).status, 404);
  });

  it('let nobody find out addresses and numbers of colleagues by looking for them', async () => {
    const found = async (who: 'employee' | 'departmentManager' | 'committee', q: string) =>
      (await life.get(who, `/api/choices?type=person&q=${encodeURIComponent(q)}`)).choices.map(
        ({ label, detail }: { label: string; detail: string }) => `${label} ${detail}`,
      );
    for (const who of ['employee', 'departmentManager'] as const) {
      for (const q of ['aoki@', '0001', 'example.co.jp']) assert.deepEqual(await found(who, q), [], `${who} ${q}`);
      assert.deepEqual(await found(who, '社員 1'), ['社員 1 総務部']);
    }
    assert.deepEqual(await found('committee', 'aoki@'), ['社員 1 総務部 · 0001']);
  });

  it('go on being compared, whatever one device calls its accounts', async () => {
    const other = await life.site.agent('eigyo-02', 'windows');
    const names = ['a'.repeat(5_000), `${'a'.repeat(5_000)}b`, `${'a'.repeat(198)}𠮷𠮷`, '\u202e\u0007'];
    const holder = (user: string) => ({ user, by: ['Administrators'], disabled: false });
    await life.site.observe(life.device, 'administrators', { holders: names.map(holder), unresolved: [], complete: true });
    await life.site.observe(other.deviceId, 'administrators', { holders: [holder('intruder')], unresolved: [], complete: true });
    for (let look = 0; look < 2; look += 1) await life.site.running.registers.sweep();
    const { total, differences } = await life.get('committee', '/api/registers/privileged-access/privileges/differences');
    assert.equal(total, names.length + 1, 'each found once');
    assert.ok(differences.some(({ label }: { label: string }) => label === 'intruder'));
  });

  it('are not filled by one device, which is said instead', async () => {
    const path = '/api/registers/privileged-access/privileges/differences';
    const holders = Array.from({ length: 3_000 }, (_, i) => ({ user: `flood ${i}`, by: ['Administrators'], disabled: false }));
    life.site.clock.advance({ minutes: 1 });
    await life.site.observe(life.device, 'administrators', { holders, unresolved: [], complete: true });
    await life.site.running.registers.sweep();
    const { total, measured } = await life.get('committee', path);
    assert.ok(total < 1_100, `${total} differences`);
    assert.equal(measured.complete, false);
    assert.match(measured.because.ja, /keiri-01\(報告が多すぎます\)/);
    life.site.clock.advance({ minutes: 1 });
    await life.site.observe(life.device, 'administrators', { holders: [], unresolved: [], complete: true });
    await life.site.running.registers.sweep();
    assert.equal((await life.get('committee', path)).measured.complete, true);
  });

  it('answer what cannot be stored or looked for with a refusal, not with a failure', async () => {
    const state = { q: '', filters: [], sort: null, order: 'asc', group: null, hidden: [], state: 'current' };
    const view = (more: object) =>
      life.people.administrator.post(`${open}/views`, { name: 'x', shared: true, state: { ...state, ...more } });
    for (const more of [{ q: '\ud800' }, { filters: [{ column: '\udfff', is: ['\u0000'] }] }, { hidden: ['a\ud800'] }])
      assert.equal((await view(more)).status, 400);
    must(await view({ q: '\\ud800 \\u0000' }));
    assert.equal((await life.people.administrator.get('/api/duties/occurrences?from=0000-01-01')).status, 400);
  });

  it('keep their differences in SQL only as the ledger tells them', async () => {
    const refused = async (work: (tx: Tx) => Promise<{ rowCount: number | null }>) => {
      const tx = await life.site.database.app.connect();
      try {
        await tx.query('BEGIN');
        const { rowCount } = await work(tx);
        assert.equal(rowCount, 1);
        await assert.rejects(tx.query('SET CONSTRAINTS ALL IMMEDIATE'), { code: '42501', message: /is not in the ledger/ });
      } finally {
        await tx.query('ROLLBACK');
        tx.release();
      }
    };
    const one = `(SELECT id FROM registers_difference WHERE gone_at IS NULL LIMIT 1)`;
    await refused((tx) => tx.query(`UPDATE registers_difference SET gone_at = now() + interval '9 years' WHERE id = ${one}`));
    await refused((tx) =>
      tx.query(
        `INSERT INTO registers_explanation (id, difference_id, reason, until, ends_at, by, at)
         SELECT gen_random_uuid(), id, 'x', found_at::date + 9, found_at + interval '10 days', 'x', found_at FROM registers_difference WHERE id = ${one}`,
      ),
    );
    await refused((tx) =>
      tx.query(
        `INSERT INTO registers_difference (id, register, side, key, label, place, cells, found_at)
         VALUES (gen_random_uuid(), 'devices/devices', 'unregistered', 'x', 'x', '{}', '{}', now())`,
      ),
    );
  });
});
