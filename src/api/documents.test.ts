import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { disposition, documentRoutes, type ExportOrder } from './documents.routes.ts';
import { type TestBrowser, type TestSite, testSite } from './test-site.ts';

describe('the route of the documents', () => {
  const orders: ExportOrder[] = [];
  let site: TestSite;
  let administrator: TestBrowser;
  before(async () => {
    const exported = async (order: ExportOrder) => {
      orders.push(order);
      return { name: "手順書_株式会社'例'_1.0", format: order.format, bytes: new Uint8Array([1, 2, 3]) };
    };
    site = await testSite({ routes: [(app) => documentRoutes(app, { exported })] });
    administrator = await site.setUp();
  });
  after(() => site.close());

  it('hands over a file under the company’s own characters, not to be kept on the way', async () => {
    const { status, headers } = await administrator.get('/api/procedures/export?format=docx&lang=en&what=statement');
    assert.equal(status, 200);
    assert.deepEqual(orders.pop(), { what: 'statement', format: 'docx', lang: 'en' });
    assert.match(String(headers['content-type']), /wordprocessingml/);
    assert.equal(headers['cache-control'], 'no-store');
    assert.equal(
      headers['content-disposition'],
      `attachment; filename="statement.docx"; filename*=UTF-8''${encodeURIComponent('手順書_株式会社')}%27${encodeURIComponent('例')}%27_1.0.docx`,
    );
  });

  it('refuses what is no format or language before anything is made', async () => {
    for (const query of ['', '?format=exe', '?format=pdf&lang=fr', '?format=pdf&what=secrets', `?format=pdf&version=${'x'.repeat(41)}`])
      assert.equal((await administrator.get(`/api/procedures/export${query}`)).status, 400, query);
    assert.deepEqual(orders, []);
  });

  it('is for those who read the procedures, not for strangers or employees', async () => {
    assert.equal((await site.browser().get('/api/procedures/export?format=pdf')).status, 401);
    const employee = await site.join(administrator, 'employee@example.co.jp', ['employee']);
    assert.equal((await employee.get('/api/procedures/export?format=pdf')).status, 403);
    const auditor = await site.join(administrator, 'auditor@example.co.jp', ['auditor'], new Date('2026-12-31T00:00:00Z'));
    assert.equal((await auditor.get('/api/procedures/export?format=pdf')).status, 200);
  });

  it('cannot be made to write a second header', () => {
    assert.equal(
      disposition('procedures', 'a"\r\nx: y.pdf'),
      'attachment; filename="procedures.pdf"; filename*=UTF-8\'\'a%22%0D%0Ax%3A%20y.pdf',
    );
  });
});
