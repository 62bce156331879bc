import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import iconv from 'iconv-lite';
import { type StaffRouteDeps, staffRoutes } from './staff.routes.ts';
import { type Answer, must, type TestBrowser, type TestSite, testSite } from './test-site.ts';

describe('the staff routes', () => {
  let site: TestSite;
  let administrator: TestBrowser;
  let committee: TestBrowser;
  before(async () => {
    const deps: { now?: StaffRouteDeps } = {};
    // The site makes the pool that the routes need: they look it up when they are called.
    const late = new Proxy({} as StaffRouteDeps, { get: (_target, key) => deps.now![key as keyof StaffRouteDeps] });
    site = await testSite({ routes: [(app) => staffRoutes(app, late)] });
    const { people, clock } = site;
    deps.now = { pool: people.pool, clock, people, publicUrl: undefined, nameOf: async () => new Map() };
    administrator = await site.setUp();
    committee = await site.join(administrator, 'committee@example.co.jp', ['committee']);
  });
  after(() => site.close());

  const upload = async (bytes: Uint8Array | string, query: string, browser = administrator, length?: string): Promise<Answer> => {
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await site.app.inject({
      method: 'POST',
      url: `/api/staff/import/read?${query}`,
      payload: Buffer.from(bytes as string),
      headers: {
        host: browser.host,
        cookie,
        origin: `http://${browser.host}`,
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/octet-stream',
        ...(length === undefined ? {} : { 'content-length': length }),
      },
    });
    return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
  };
  const people = 'kind=people&name=list.csv';
  const list =
    '社員番号,氏名,フリガナ,メール,部署\n001,青木 花子,アオキ ハナコ,aoki@example.co.jp,総務部\n002,髙﨑 美咲,タカサキ ミサキ,takasaki@example.co.jp,営業部\n';

  it('take a file from upload to list: read, preview, apply with the second factor', async () => {
    const read = must(await upload(iconv.encode(list, 'cp932'), people)).body;
    assert.deepEqual(
      [read.format, read.encoding, read.sheets[0].rows, read.sheets[0].sample[0].cells[1]],
      ['csv', 'cp932', 2, '青木 花子'],
    );
    const wanted = { file: read.file, mapping: read.sheets[0].proposed };
    const preview = must(await administrator.post('/api/staff/import/preview', wanted)).body;
    assert.deepEqual(preview.counts, { added: 2, changed: 0, missing: 0, unchanged: 0 });
    assert.deepEqual(preview.newDepartments, ['総務部', '営業部']);
    site.clock.advance({ minutes: 6 });
    const apply = { ...wanted, digest: preview.digest, source: '給与ソフト' };
    assert.equal((await administrator.post('/api/staff/import/apply', apply)).body.error, 'step-up-required');
    must(await site.stepUp(administrator));
    assert.equal((await administrator.post('/api/staff/import/apply', { ...apply, digest: 'a'.repeat(64) })).status, 409);
    assert.equal(must(await administrator.post('/api/staff/import/apply', apply)).body.run.added, 2);
    assert.equal((await administrator.post('/api/staff/import/apply', apply)).status, 404, 'the file is gone once it is imported');
    const { body } = must(await committee.get('/api/staff?q=%E3%81%82%E3%81%8A%E3%81%8D'));
    assert.deepEqual([body.total, body.people[0].number], [1, '001']);
    assert.equal(must(await administrator.get('/api/staff/imports')).body.imports[0].source, '給与ソフト');
  });

  it('answer a file that cannot be read with words, and a preview with problems by row', async () => {
    const refused = await upload('PK\u0003\u0004 no archive', people.replace('csv', 'xlsx'));
    assert.deepEqual([refused.status, refused.body.error], [422, 'file-unreadable']);
    assert.ok(refused.body.params.ja.length > 10 && refused.body.params.en.length > 10);
    const read = must(await upload('社員番号,氏名\n9,\n', people)).body;
    const preview = must(await administrator.post('/api/staff/import/preview', { file: read.file, mapping: read.sheets[0].proposed })).body;
    assert.deepEqual([preview.problemCount, preview.problems[0].row, preview.problems[0].column], [1, 2, '氏名']);
    must(await site.stepUp(administrator));
    const applied = await administrator.post('/api/staff/import/apply', {
      file: read.file,
      mapping: read.sheets[0].proposed,
      digest: preview.digest,
    });
    assert.deepEqual([applied.status, applied.body.error], [422, 'not-ready']);
  });

  it('refuse 200 MB before they are read, other kinds of bodies, and other people', async () => {
    assert.equal((await upload('x', people, administrator, String(200 * 1024 * 1024))).status, 413);
    assert.equal((await upload(Buffer.alloc(20 * 1024 * 1024 + 1), people)).status, 413);
    assert.equal((await administrator.post(`/api/staff/import/read?${people}`, {})).status, 400);
    assert.equal((await upload(list, people, committee)).status, 403);
    assert.equal((await committee.get('/api/staff/export')).status, 403);
    const { file } = must(await upload(list, people)).body;
    const other = await site.join(administrator, 'second@example.co.jp', ['administrator']);
    assert.equal((await other.post('/api/staff/import/preview', { file, mapping: {} })).status, 404, 'a file belongs to who uploaded it');
  });

  it('edit by hand, tell who was faster, and keep the history', async () => {
    must(await site.stepUp(administrator));
    const made = must(await administrator.post('/api/staff', { number: '010', name: '山田 太郎', email: 'yamada@example.co.jp' })).body;
    assert.deepEqual([made.state, made.revision, made.accountId], ['active', 1, null]);
    const patch = (body: object) => administrator.send('PATCH', `/api/staff/${made.id}`, body);
    assert.equal(must(await patch({ revision: 1, title: '部長' })).body.revision, 2);
    assert.equal((await patch({ revision: 1, title: '課長' })).status, 409);
    const wrong = await patch({ revision: 2, email: 'no address' });
    assert.deepEqual([wrong.status, wrong.body.params.field], [422, 'email']);
    const { changes } = must(await administrator.get(`/api/staff/${made.id}/history`)).body;
    assert.deepEqual(
      changes.map((change: { fields: string[]; added: boolean }) => [change.added, change.fields]),
      [
        [false, ['title']],
        [true, []],
      ],
    );
    assert.equal((await administrator.get('/api/staff/11111111-1111-4111-8111-111111111111')).status, 404);
  });

  it('export what an import takes back unchanged, under a Japanese name', async () => {
    const exported = await site.app.inject({
      url: '/api/staff/export?format=xlsx',
      headers: { host: administrator.host, cookie: [...administrator.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    assert.match(String(exported.headers['content-disposition']), /filename="people\.xlsx"; filename\*=UTF-8''%E7%A4%BE/);
    const read = must(await upload(exported.rawPayload, 'kind=people&name=x.xlsx')).body;
    const preview = must(
      await administrator.post('/api/staff/import/preview', { file: read.file, mapping: read.sheets[0].proposed, fullList: true }),
    );
    assert.deepEqual(preview.body.counts, { added: 0, changed: 0, missing: 0, unchanged: 3 });
  });

  it('make accounts for those who can have one, and say why the others cannot', async () => {
    const { people: listed } = must(await administrator.get('/api/staff')).body;
    must(await site.stepUp(administrator));
    const body = { people: [...listed.map((person: { id: string }) => person.id), '11111111-1111-4111-8111-111111111111'] };
    const invited = must(await administrator.post('/api/staff/invite', body)).body;
    assert.deepEqual(
      invited.invited.map((each: { name: string; url: string }) => [each.name, /\/invitation#[\w-]{43}$/.test(each.url)]),
      [
        ['髙﨑 美咲', true],
        ['山田 太郎', true],
      ],
    );
    // The administrator of this site has the address of 青木 花子.
    assert.deepEqual(
      invited.skipped.map((each: { why: string }) => each.why),
      ['has-account', 'left'],
    );
    const again = must(await administrator.post('/api/staff/invite', { people: [listed[1].id] })).body;
    assert.deepEqual([again.invited.length, again.skipped[0].why], [0, 'has-account']);
  });

  it('keep how a source is read', async () => {
    const mapping = { kind: 'people', name: '給与ソフト', columns: { number: 'コード', name: '名' }, encoding: 'cp932' };
    must(await administrator.send('PUT', '/api/staff/mappings', mapping));
    const { mappings, fields } = must(await administrator.get('/api/staff/mappings')).body;
    assert.deepEqual(
      mappings.map(({ savedAt: _, ...rest }: { savedAt: string }) => rest),
      [mapping],
    );
    assert.deepEqual(fields.people[0], { key: 'number', title: { ja: '社員番号', en: 'Employee number' }, required: true });
    must(await administrator.send('DELETE', '/api/staff/mappings?kind=people&name=%E7%B5%A6%E4%B8%8E%E3%82%BD%E3%83%95%E3%83%88'));
    assert.equal(must(await administrator.get('/api/staff/mappings')).body.mappings.length, 0);
  });
});
