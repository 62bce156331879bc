import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { TestBrowser } from '../src/api/test-site.ts';
import { type DataSite, dataSite } from './data-site.ts';

describe('today, over the real rooms', () => {
  let site: DataSite;
  before(async () => {
    site = await dataSite();
  });
  after(() => site.close());

  const ids = async (browser: TestBrowser): Promise<string[]> => {
    const { status, body } = await browser.send('GET', '/api/today');
    assert.equal(status, 200, JSON.stringify(body));
    return body.lines.map(({ id }: { id: string }) => id);
  };

  it('begins for an administrator with the first questions, and for an employee with nothing', async () => {
    assert.deepEqual(await ids(site.administrator), ['interview']);
    const employee = await site.site.join(site.administrator, 'suzuki@example.co.jp', ['employee']);
    const member = await site.site.join(site.administrator, 'sato@example.co.jp', ['committee']);
    assert.deepEqual([await ids(employee), await ids(member)], [[], []]);
  });

  it('shows an administrator what fails and what fell silent, and nobody else', async () => {
    const { deviceId } = await site.agent('PC-02');
    await site.observe(deviceId, 'disk-encryption', { volumes: [] });
    site.clock.advance({ hours: 2 });
    const found = await ids(site.administrator);
    assert.ok(found.includes('silent'), found.join());
    const member = await site.site.join(site.administrator, 'mori@example.co.jp', ['committee']);
    assert.deepEqual(await ids(member), []);
  });

  it('leads a named developer, who has no menu entry for it, to the target until a report is there', async () => {
    const developer = await site.site.join(site.administrator, 'kaihatsu@example.co.jp', ['employee']);
    const other = await site.site.join(site.administrator, 'hoka@example.co.jp', ['employee']);
    const { scans } = site.running;
    const said = { name: '受注管理', kind: 'repository', line: null, developers: [developer.accountId], ended: false } as const;
    const target = await scans.addTarget(said, `account:${site.administrator.accountId}`);
    assert.deepEqual([await ids(developer), await ids(other)], [[`scan-${target}`], []]);
    await scans.changeTarget(target, 1, { ...said, ended: true }, `account:${site.administrator.accountId}`);
    assert.deepEqual(await ids(developer), [], 'nobody is asked for what is no longer scanned');
  });

  it('puts a submitted version before who may decide, and never before its submitter', async () => {
    const { procedures, company } = site.writing;
    await company.set('name', '株式会社例', 0, 'account:a');
    await procedures.suggestAll({ owner: null, deputy: null, necessity: true } as never, 'account:a');
    const { body } = await site.administrator.send('GET', '/api/procedures');
    const submitted = await site.administrator.send('POST', '/api/procedures/submit', {
      revision: body.draft.revision,
      kind: 'major',
      effectiveOn: '2026-11-30',
      note: '最初の版',
    });
    assert.equal(submitted.status, 200, JSON.stringify(submitted.body));
    const member = await site.site.join(site.administrator, 'hara@example.co.jp', ['committee']);
    assert.deepEqual(await ids(member), ['decision']);
    assert.ok(!(await ids(site.administrator)).includes('decision'));
  });
});
