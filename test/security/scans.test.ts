import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { TestBrowser } from '../../src/api/test-site.ts';
import { reportBytesMax } from '../../src/scans/index.ts';
import { readScan } from '../../src/sources/scanners/read.ts';
import { scanLimits } from '../../src/sources/scanners/report.ts';
import { bytesOf, codeql, trivy, zapXml } from '../../src/sources/scanners/testing/reports.ts';
import { readScanInThread } from '../../src/sources/scanners/thread.ts';
import { type DataSite, dataSite } from '../data-site.ts';

/** Reports of strangers: whoever can post one must not be able to break the server, or to say what is not so. */
describe('hostile reports of scanners', () => {
  const refuses = (bytes: Uint8Array | string, why: RegExp) =>
    assert.throws(
      () => readScan(Buffer.from(bytes)),
      (fault: { code?: string; params?: { problem?: string } }) =>
        fault.code === 'file-unreadable' && why.test(String(fault.params?.problem)),
    );
  const sarif = JSON.stringify(codeql([{}]));

  it('that are broken, cut off, packed, empty or of another kind are refused with the reason', () => {
    refuses('', /empty/);
    refuses('  \n', /empty/);
    refuses(sarif.slice(0, -30), /JSON|Expected|Unexpected|ends/i);
    refuses(`${sarif}x`, /Unexpected/);
    refuses(sarif.slice(0, sarif.indexOf('"CodeQL') + 4), /middle of a text/);
    refuses('{"a": 1}', /none of SARIF/);
    refuses('[]', /none of SARIF/);
    refuses('null', /none of SARIF/);
    refuses('"runs"', /none of SARIF/);
    refuses(sarif.replace('"2.1.0"', '"2.0.0"'), /version 2\.0\.0/);
    refuses('{"version":"2.1.0","runs":[]}', /no run/);
    refuses('{"version":"2.1.0","runs":[{"results":[]}]}', /does not name its tool/);
    refuses(Buffer.from([0x1f, 0x8b, 8, 0]), /packed/);
    refuses(Buffer.from([0x50, 0x4b, 3, 4]), /packed/);
    refuses('<html><body/></html>', /neither/);
  });

  it('in another encoding are read by their mark, or refused', () => {
    assert.equal(readScan(Buffer.from(`\uFEFF${sarif}`, 'utf16le')).runs[0]!.findings.length, 1);
    assert.equal(readScan(Buffer.from(`\uFEFF${sarif}`)).runs[0]!.findings.length, 1);
    refuses(Buffer.concat([Buffer.from('{"version":"'), Buffer.from([0x93, 0xfa])]), /UTF-8/);
    refuses(zapXml().replace('<?xml version="1.0"?>', '<?xml version="1.0" encoding="Shift_JIS"?>'), /Shift_JIS/);
  });

  it('that say a thing twice are refused, however the key is spelled', () => {
    refuses('{"version":"2.1.0","runs":[],"runs":[{}]}', /"runs" stands twice/);
    refuses(sarif.replace('"ruleId":', '"ruleId":"harmless","rul\\u0065Id":'), /"ruleId" stands twice/);
    assert.equal(
      readScan(Buffer.from('{"results":[],"x":{"a":1,"b":{"a":1}},"y":["a","a"],"z":"\\"a\\":"}')).format,
      'osv',
      'the same key in two objects is fine',
    );
  });

  it('that are too deep or too many are refused before they cost anything', () => {
    const began = performance.now();
    refuses(`{"version":"2.1.0","runs":${'['.repeat(100_000)}`, /deeper than 64/);
    refuses(`{"a":${'{"a":'.repeat(100_000)}`, /deeper than 64/);
    refuses(`{"runs":[${'0,'.repeat(scanLimits.valuesMax + 1)}0]}`, /values/);
    refuses(
      `{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x"}},"results":[${'{},'.repeat(scanLimits.findingsMax)}{}]}]}`,
      /25000 results/,
    );
    refuses(`{"version":"2.1.0","runs":[${'{"tool":{"driver":{"name":"x"}}},'.repeat(20)}{}]}`, /20 runs/);
    refuses(Buffer.alloc(scanLimits.fileBytesMax + 1, 0x20), /32 MiB/);
    refuses(`{"${'k'.repeat(2_000)}":1}`, /key is too long/);
    refuses(`<OWASPZAPReport>${'<a>'.repeat(50)}`, /too deep/);
    assert.ok(performance.now() - began < 15_000);
  });

  it('in XML expand and fetch nothing', () => {
    const laughs = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>';
    for (const text of [
      zapXml(laughs),
      zapXml('<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
      zapXml('<!DOCTYPE r SYSTEM "http://192.0.2.1/x.dtd">'),
      zapXml().replace('https://shop.example.co.jp/search', '&xxe;'),
      zapXml().slice(0, -40),
      zapXml().replace('</alertitem>', ''),
    ])
      refuses(text, /./);
  });

  it('are data: no text of theirs breaks a key, a list or a screen', () => {
    const evil = '\u0000<script>alert(1)</script>\u202egnp.exe\ud800';
    const { findings } = readScan(
      bytesOf(codeql([{ message: evil, path: `../../${evil}`, rule: '__proto__', code: evil }, { rule: 'constructor' }])),
    ).runs[0]!;
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ['__proto__', 'constructor'],
    );
    for (const text of [findings[0]!.message, findings[0]!.place, findings[0]!.title]) {
      assert.doesNotMatch(text, /[\u0000-\u001f\u202e]/);
      assert.ok(text.isWellFormed());
    }
    const shapes = [
      { results: 5 },
      { results: [null, 1, 'x', [], {}] },
      { tool: { driver: { name: 'x', rules: 'y' } } },
      { originalUriBaseIds: [] },
    ];
    for (const more of shapes) {
      const document = codeql([{}]) as { runs: object[] };
      assert.ok(readScan(bytesOf({ ...document, runs: [{ ...document.runs[0], ...more }] })));
    }
    assert.ok(
      readScan(
        bytesOf({
          ...trivy(),
          components: [null, 5, { purl: 7, components: 'x' }],
          metadata: 3,
          vulnerabilities: [null, { id: 5, affects: 'x', ratings: [null], cwes: ['x'] }],
        }),
      ),
    );
    assert.ok(readScan(bytesOf({ results: [{ packages: [{ groups: [{ ids: [5] }], vulnerabilities: 'x' }, null] }] })));
  });

  it('are read in a thread that ends with what eats its memory', { timeout: 60_000 }, async () => {
    assert.equal((await readScanInThread(bytesOf(codeql([{}])))).runs.length, 1);
    await assert.rejects(readScanInThread(Buffer.from('{')), { code: 'file-unreadable' });
    assert.equal(reportBytesMax, scanLimits.fileBytesMax, 'the door lets in what the reader takes');
  });
});

describe('the doors of scan results', () => {
  let data: DataSite;
  let administrator: TestBrowser;
  let target: string;
  before(async () => {
    data = await dataSite({ whole: true });
    administrator = data.administrator;
    await data.site.stepUp(administrator);
    const made = await administrator.post('/api/scans/targets', { name: '受注管理', kind: 'repository', line: null, developers: [] });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    target = made.body.id;
  });
  after(() => data.close());

  const upload = async (bytes: Uint8Array | string, address: string, headers: Record<string, string>) =>
    data.site.app.inject({
      method: 'POST',
      url: address,
      payload: Buffer.from(bytes),
      headers: { 'content-type': 'application/octet-stream', ...headers },
    });
  const post = (bytes: Uint8Array | string, secret: string, more = '') =>
    upload(bytes, `/api/scans/reports?name=ci.sarif${more}`, { authorization: `Bearer ${secret}` });

  it('open to a pipeline with a token, for one target, one report, and nothing else', async () => {
    await data.site.stepUp(administrator);
    const { status, body } = await administrator.post(`/api/scans/targets/${target}/tokens`, { name: 'CI', days: 30 });
    assert.equal(status, 201);
    const answer = await post(JSON.stringify(codeql([{}, { line: 20 }])), body.secret);
    assert.equal(answer.statusCode, 200, answer.body);
    assert.deepEqual(answer.json().runs[0], {
      tool: 'CodeQL',
      scope: '/language:javascript',
      same: false,
      results: 2,
      new: 2,
      gone: 0,
      reappeared: 0,
    });
    assert.equal((await post(JSON.stringify(codeql([{}, { line: 20 }])), body.secret)).json().runs[0].same, true);
    for (const [method, url] of [
      ['GET', '/api/scans/targets'],
      ['GET', '/api/scans/findings'],
      ['GET', '/api/me'],
      ['POST', '/api/scans/findings/steps'],
    ] as const) {
      const refused = await data.site.app.inject({
        method,
        url,
        headers: { authorization: `Bearer ${body.secret}`, 'content-type': 'application/json' },
      });
      assert.equal(refused.statusCode, 401, url);
    }
    const { body: tokens } = await administrator.get(`/api/scans/targets/${target}/tokens`);
    assert.ok(tokens.tokens[0].lastUsedAt);
    assert.ok(!JSON.stringify(tokens).includes(body.secret));
    const broken = await post('{"version":', body.secret);
    assert.deepEqual([broken.statusCode, broken.json().error], [422, 'file-unreadable']);
    assert.equal((await administrator.get(`/api/scans/targets/${target}/imports`)).body.total, 1, 'nothing of it was kept');
    assert.equal((await administrator.send('DELETE', `/api/scans/tokens/${tokens.tokens[0].id}`)).status, 200);
    assert.equal((await post('{}', body.secret)).statusCode, 401);
  });

  it('stop guessing by address, and a wild pipeline by its own budget', async () => {
    const codes = [];
    for (let i = 0; i < 12; i++) codes.push((await post('{}', `tejun_scan_${'x'.repeat(43)}`)).statusCode);
    assert.deepEqual(codes.slice(-2), [429, 429]);
    data.clock.advance({ minutes: 30 });
    await data.site.stepUp(administrator);
    const { body } = await administrator.post(`/api/scans/targets/${target}/tokens`, { name: 'wild', days: 30 });
    const wild = [];
    for (let i = 0; i < 22; i++) wild.push((await post('{', body.secret)).statusCode);
    assert.deepEqual([wild[0], wild.at(-1)], [422, 429]);
  });

  it('show an employee only what he works on, and an auditor everything but a form', async () => {
    const employee = await data.site.join(administrator, 'dev@example.co.jp', ['employee'] as never);
    assert.deepEqual((await employee.get('/api/scans/targets')).body, { targets: [] });
    assert.equal((await employee.get(`/api/scans/targets/${target}`)).status, 404);
    const [finding] = (await administrator.get('/api/scans/findings')).body.findings;
    assert.equal((await employee.get(`/api/scans/findings/${finding.id}`)).status, 404);
    assert.equal((await employee.get('/api/scans/findings')).body.total, 0);
    const chosen = { findings: [{ id: finding.id, revision: finding.revision }] };
    assert.equal((await employee.post('/api/scans/findings/steps', { step: 'plan', ...chosen })).status, 404);
    const { body: session } = await employee.get('/api/me');
    await data.site.stepUp(administrator);
    const account = session.id ?? session.account?.id ?? session.caller?.id;
    assert.ok(account, JSON.stringify(session));
    await administrator.send('PUT', `/api/scans/targets/${target}`, {
      no: 1,
      name: '受注管理',
      kind: 'repository',
      line: null,
      developers: [account],
      ended: false,
    });
    assert.equal((await employee.get('/api/scans/findings')).body.total, 2);
    assert.equal((await employee.post('/api/scans/findings/steps', { step: 'plan', ...chosen })).status, 200);
    assert.equal(
      (await employee.post('/api/scans/findings/steps', { step: 'plan', ...chosen })).body.error,
      'conflict',
      'on a state that is gone',
    );
    const detail = (await employee.get(`/api/scans/findings/${finding.id}`)).body;
    assert.deepEqual([detail.state, detail.events[0].step, detail.presence[0].by.ja], ['planned', 'plan', 'CI']);
    const auditor = await data.site.join(
      administrator,
      'audit@example.co.jp',
      ['auditor'] as never,
      new Date(data.clock.now().getTime() + 86_400_000),
    );
    assert.equal((await auditor.get('/api/scans/findings')).body.total, 2);
    assert.equal((await auditor.post('/api/scans/findings/steps', { step: 'fix', ...chosen })).status, 403);
  });
});
