import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId } from '../../src/base/id.ts';
import { type Company, company } from '../journeys/company.ts';

/** Every door of what people run as cases, tried by an employee who has no part in any of it. */
describe('a curious employee at the doors of cases', { timeout: 10 * 60_000 }, () => {
  let life: Company;
  before(async () => {
    life = await company({ start: '2026-11-24T00:00:00Z' });
  });
  after(() => life?.close());
  const open = async (who: 'administrator' | 'employee', kind: string, variant: string, step: string, cells: object): Promise<string> =>
    (await life.act(who, 'POST', '/api/cases', { kind, variant, step, cells })).id;
  const acceptance = (who: 'administrator' | 'employee', title: string) =>
    open(who, 'development/acceptance', 'specified', 'open', { title, kind: 'modified' });

  it('finds nothing: no case, part, list, file, report nor finding, by whatever id', async () => {
    const id = await acceptance('administrator', '極秘の受入れ');
    const answer = await life.act('administrator', 'POST', `/api/acceptances/${id}/specification`, {
      revision: 0,
      put: [{ id: null, what: '確かめる', expected: '通る', requirement: '' }],
      remove: [],
    });
    const row = answer.rows[0].id;
    const { id: target } = await life.act('administrator', 'POST', '/api/scans/targets', {
      name: '極秘の倉庫',
      kind: 'repository',
      line: null,
      developers: [life.people.deputy.accountId],
    });
    const file = await life.site.running.attachments.upload(Buffer.from('秘密'), {
      name: 'a.txt',
      by: life.people.administrator.accountId,
    });
    const results = [{ row, rowRevision: 1, outcome: 'pass', note: '' }];
    const browser = life.people.employee;
    const step = { step: 'begin-testing', revision: 1, cells: {}, attach: [] };
    const tries: readonly (readonly [string, string, unknown?])[] = [
      ['GET', `/api/cases/${id}`],
      ['GET', `/api/cases/${id}/auditors`],
      ['GET', `/api/cases/${id}/report?format=pdf`],
      ['GET', `/api/changes/${id}/differences`],
      ['POST', `/api/cases/${id}/steps`, step],
      ['GET', `/api/acceptances/${id}`],
      ['GET', `/api/acceptances/${id}/rows`],
      ['GET', `/api/acceptances/${id}/rows/${row}/history`],
      ['GET', `/api/acceptances/${id}/export`],
      ['POST', `/api/acceptances/${id}/specification`, { revision: 1, put: [], remove: [row] }],
      ['POST', `/api/acceptances/${id}/results`, { results, tester: null, attach: [] }],
      ['GET', `/api/development/projects/${id}`],
      ['GET', `/api/development/projects/${id}/export`],
      ['POST', `/api/development/projects/${id}/starters`, { language: 'ja' }],
      ['GET', `/api/scans/targets/${target}`],
      ['GET', `/api/scans/targets/${target}/imports`],
      ['GET', `/api/scans/findings/${newId()}`],
      [
        'POST',
        `/api/scans/findings/steps`,
        { step: 'plan', findings: [{ id: newId(), revision: 0 }], reason: '', wanted: null, until: null },
      ],
      ['GET', `/api/reviews/${id}/lines`],
      ['GET', `/api/attachments/${file.id}`],
    ];
    for (const [method, url, body] of tries) {
      const { status, body: said } = await browser.send(method, url, body);
      assert.equal(status, 404, `${method} ${url}: ${JSON.stringify(said)}`);
      assert.doesNotMatch(JSON.stringify(said), /極秘/, url);
    }
    for (const url of ['/api/reviews', '/api/review-lists', '/api/suppliers', `/api/suppliers/${id}/sheets`, '/api/suppliers/sla'])
      assert.equal((await browser.get(url)).status, 403, url);
    for (const url of [
      '/api/cases',
      '/api/cases?state=all&q=極秘',
      '/api/cases?waiting=true',
      '/api/scans/targets',
      '/api/scans/findings',
      '/api/today',
    ])
      assert.doesNotMatch(JSON.stringify((await browser.get(url)).body), /極秘/, url);
  });

  it('is told nothing more by mail once the account has ended', async () => {
    const id = await acceptance('employee', '退職者の受入れ');
    const mails = async (): Promise<number> =>
      (
        await life.site.database.owner.query(`SELECT 1 FROM notify_notice WHERE about = $1 AND recipient = 'employee@example.co.jp'`, [
          `case:${id}`,
        ])
      ).rowCount!;
    const step = async (name: string, cells: object) => {
      const { revision } = await life.get('administrator', `/api/cases/${id}`);
      await life.act('administrator', 'POST', `/api/cases/${id}/steps`, { step: name, revision, cells });
    };
    await life.act('administrator', 'POST', `/api/acceptances/${id}/specification`, {
      revision: 0,
      put: [{ id: null, what: '確かめる', expected: '通る', requirement: '' }],
      remove: [],
    });
    await step('begin-testing', {});
    const before = await mails();
    assert.ok(before > 0, 'while it works');
    const expiresAt = new Date(life.site.clock.now().getTime() + 3_600_000).toISOString();
    await life.act('administrator', 'PATCH', `/api/people/${life.people.employee.accountId}`, { expiresAt });
    life.site.clock.advance({ hours: 2 });
    await step('give-up', { reason: '取りやめ' });
    assert.equal(await mails(), before);
  });
});
