import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { brotliDecompressSync } from 'node:zlib';
import { z } from 'zod';
import { FakeClock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import { silentLog } from '../base/log.ts';
import { buildServer, openApiOf, type RoutePlugin, type ServerDeps } from './server.ts';

const script = `console.log("${'x'.repeat(3000)}")`;

const trial: RoutePlugin = (app) => {
  app.route({
    method: 'POST',
    url: '/api/trial',
    config: { access: 'public' },
    schema: { body: z.object({ count: z.int() }), response: { 200: z.object({ count: z.int() }) } },
    handler: async (request) => ({ ...request.body, secret: 'stays here' }),
  });
  const failing: Record<string, () => never> = {
    internal: () => {
      throw new Error('password=hunter2');
    },
    outage: () => {
      throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    },
    fault: () => {
      throw new Fault('too-many-attempts', { retryAfterSeconds: 7 });
    },
  };
  for (const [name, fail] of Object.entries(failing)) {
    app.route({
      method: 'GET',
      url: `/api/trial/${name}`,
      config: { access: 'public' },
      schema: { response: { 200: z.object({}) } },
      handler: async () => fail(),
    });
  }
};

describe('the HTTP server', () => {
  const webFolder = mkdtempSync(join(tmpdir(), 'tejun-web-'));
  let app: Awaited<ReturnType<typeof buildServer>>;
  const deps = (routes: RoutePlugin[], trustedProxies: string[] = []): ServerDeps => ({
    config: { trustedProxies, version: '1.2.3', webFolder },
    clock: new FakeClock(),
    log: silentLog,
    authenticate: async () => null,
    routes,
    ready: async () => true,
  });
  before(async () => {
    mkdirSync(join(webFolder, 'assets'));
    writeFileSync(join(webFolder, 'index.html'), '<!doctype html><title>Tejun</title>');
    writeFileSync(join(webFolder, 'assets/app-1a2b.js'), script);
    writeFileSync(join(webFolder, '..', `${webFolder.split('/').at(-1)}-outside.txt`), 'outside');
    app = await buildServer(deps([trial]));
  });
  after(async () => {
    await app.close();
    rmSync(webFolder, { recursive: true });
    rmSync(`${webFolder}-outside.txt`);
  });
  const post = (body: string, headers: Record<string, string> = {}) =>
    app.inject({
      method: 'POST',
      url: '/api/trial',
      payload: body,
      headers: { host: 'localhost:8034', origin: 'http://localhost:8034', 'content-type': 'application/json', ...headers },
    });

  it('does not start with a route that declares no access, or that nobody may call', async () => {
    const bare: RoutePlugin = (scope) => scope.get('/api/forgotten', async () => ({}));
    const empty: RoutePlugin = (scope) => scope.get('/api/nobody', { config: { access: [] } }, async () => ({}));
    await assert.rejects(buildServer(deps([bare])), { code: 'config-invalid' });
    await assert.rejects(buildServer(deps([empty])), { code: 'config-invalid' });
  });

  it('answers with what the schema names and nothing else', async () => {
    assert.deepEqual((await post('{"count": 1}')).json(), { count: 1 });
  });

  it('answers bad input with a JSON error', async () => {
    const cases: [string, number, string][] = [
      ['{"count": "one"}', 400, 'bad-request'],
      ['{"count": 1', 400, 'bad-request'],
      ['', 400, 'bad-request'],
      ['{"__proto__": {"x": 1}, "count": 1}', 400, 'bad-request'],
      [`{"count": 1, "filler": "${'x'.repeat(1024 * 1024)}"}`, 413, 'body-too-large'],
    ];
    for (const [body, status, error] of cases) {
      const answer = await post(body);
      assert.deepEqual([answer.statusCode, answer.json().error], [status, error], body.slice(0, 40));
    }
    assert.equal((await post('count=1', { 'content-type': 'application/x-www-form-urlencoded' })).json().error, 'csrf-refused');
    assert.equal((await post('{"count": 1}', { 'content-type': 'text/plain' })).json().error, 'csrf-refused');
  });

  it('tells a broken server, an absent database and a refusal apart, and tells no inside', async () => {
    const internal = await app.inject('/api/trial/internal');
    assert.deepEqual([internal.statusCode, internal.json().error], [500, 'internal']);
    assert.ok(!internal.body.includes('hunter2'));
    const outage = await app.inject('/api/trial/outage');
    assert.deepEqual([outage.statusCode, outage.json().error, outage.headers['retry-after']], [503, 'database-unavailable', '5']);
    const fault = await app.inject('/api/trial/fault');
    assert.deepEqual([fault.statusCode, fault.headers['retry-after'], fault.json().params], [429, '7', { retryAfterSeconds: 7 }]);
    const missing = await app.inject('/api/nowhere');
    assert.deepEqual([missing.statusCode, missing.json().error], [404, 'not-found']);
  });

  it('protects browsers', async () => {
    const { headers } = await app.inject('/');
    const csp = String(headers['content-security-policy']);
    assert.match(csp, /script-src 'self'(;|$)/);
    assert.match(csp, /frame-ancestors 'none'/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['strict-transport-security'], undefined);
    assert.equal((await app.inject('/api/nowhere')).headers['cache-control'], 'no-store');
  });

  it('serves the web app from memory, compressed, and pages by index.html', async () => {
    const asset = await app.inject({ url: '/assets/app-1a2b.js', headers: { 'accept-encoding': 'gzip;q=0.5, br' } });
    assert.equal(asset.headers['content-encoding'], 'br');
    assert.equal(brotliDecompressSync(asset.rawPayload).toString(), script);
    assert.match(String(asset.headers['cache-control']), /immutable/);
    assert.equal((await app.inject({ url: '/assets/app-1a2b.js', headers: { 'accept-encoding': 'br;q=0' } })).body, script);
    const page = await app.inject('/devices/42?tab=facts');
    assert.deepEqual([page.statusCode, page.headers['cache-control']], [200, 'no-cache']);
    assert.match(page.body, /<title>Tejun/);
    const again = await app.inject({ url: '/', headers: { 'if-none-match': String(page.headers.etag) } });
    assert.equal(again.statusCode, 304);
    assert.equal((await app.inject('/assets/gone.js')).statusCode, 404);
  });

  it('lets no path out of the folder', async () => {
    const outside = `${webFolder.split('/').at(-1)}-outside.txt`;
    for (const path of [
      `/../${outside}`,
      `/..%2f${outside}`,
      `/%2e%2e/${outside}`,
      `/assets/..%5c..%5c${outside}`,
      '/etc/passwd',
      '//etc/passwd',
      '/%00',
    ]) {
      const answer = await app.inject(path);
      assert.ok(!answer.body.includes('outside') && !answer.body.includes('root:'), path);
    }
  });

  it('believes proxy headers only from configured proxies', async () => {
    const seen: string[] = [];
    const spy: RoutePlugin = (scope) =>
      scope.get('/api/where', { config: { access: 'public' } }, async (request) => {
        seen.push(`${request.ip} ${request.protocol}`);
        return {};
      });
    const headers = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https' };
    for (const trusted of [[], ['10.0.0.1']]) {
      const server = await buildServer(deps([spy], trusted));
      await server.inject({ url: '/api/where', headers, remoteAddress: '10.0.0.1' });
      await server.inject({ url: '/api/where', headers, remoteAddress: '10.0.0.2' });
      await server.close();
    }
    assert.deepEqual(seen, ['10.0.0.1 http', '10.0.0.2 http', '203.0.113.9 https', '10.0.0.2 http']);
  });

  it('describes itself in OpenAPI 3.1', () => {
    const document = openApiOf(app) as { openapi: string; paths: Record<string, unknown> };
    assert.equal(document.openapi, '3.1.0');
    assert.ok('/api/trial' in document.paths && !('/*' in document.paths));
  });
});
