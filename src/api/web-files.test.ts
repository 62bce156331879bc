import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { FakeClock } from '../base/clock.ts';
import { silentLog } from '../base/log.ts';
import { buildServer } from './server.ts';

const page = '<!doctype html><title>Tejun</title><script src="/assets/app-1.js"></script>';
const newPage = '<!doctype html><title>Tejun</title><script src="/assets/app-2.js"></script>';
const script = `console.log("${'x'.repeat(3000)}")`;
const font = Buffer.from('wOF2 a font');

describe('files of the web app that a rebuild changes under a running server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tejun-rebuilt-'));
  const at = (name: string) => join(folder, name);
  let app: Awaited<ReturnType<typeof buildServer>>;
  before(async () => {
    mkdirSync(at('assets'));
    writeFileSync(at('index.html'), page);
    for (const name of ['app-1.js', 'kept.js']) writeFileSync(at(`assets/${name}`), script);
    for (const name of ['gone.woff2', 'other.woff2', 'folder.woff2', 'kept.woff2']) writeFileSync(at(`assets/${name}`), font);
    app = await buildServer({
      config: { trustedProxies: [], version: '1.2.3', webFolder: folder },
      clock: new FakeClock(),
      log: silentLog,
      authenticate: async () => null,
      routes: [],
      ready: async () => true,
    });
    for (const name of ['app-1.js', 'gone.woff2', 'folder.woff2']) rmSync(at(`assets/${name}`));
    writeFileSync(at('assets/other.woff2'), 'wOF2 another font');
    mkdirSync(at('assets/folder.woff2'));
    writeFileSync(at('assets/app-2.js'), script);
    writeFileSync(at('index.html'), newPage);
  });
  after(async () => {
    await app.close();
    rmSync(folder, { recursive: true });
  });
  const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers: { host: 'localhost:8034', ...headers } });

  for (const name of ['gone.woff2', 'other.woff2', 'folder.woff2', 'app-1.js', 'app-2.js', 'never.woff2'])
    it(`${name}: not found, kept by nobody, and never the page in its place`, async () => {
      const { statusCode, headers, json, body } = await get(`/assets/${name}`);
      assert.equal(statusCode, 404);
      assert.equal(headers['cache-control'], 'no-store');
      assert.equal(headers.etag, undefined);
      assert.equal(json().error, 'not-found');
      assert.doesNotMatch(body, /doctype|ENOENT|EISDIR/);
    });

  it('what was pressed at the start is still there for the pages that name it', async () => {
    const { statusCode, headers } = await get('/assets/app-1.js', { 'accept-encoding': 'gzip, br' });
    assert.deepEqual([statusCode, headers['content-encoding']], [200, 'br']);
  });

  it('what nobody touched is served, and may be kept for ever', async () => {
    const { statusCode, headers, rawPayload } = await get('/assets/kept.woff2');
    assert.deepEqual([statusCode, headers['cache-control']], [200, 'public, max-age=31536000, immutable']);
    assert.deepEqual(rawPayload, font);
    const again = await get('/assets/kept.woff2', { 'if-none-match': headers.etag as string });
    assert.deepEqual([again.statusCode, again.body], [304, '']);
  });

  it('the page is the one whose files this server knows, and is asked for anew each time', async () => {
    for (const url of ['/', '/index.html', '/controls/8.6']) {
      const { statusCode, headers, body } = await get(url);
      assert.deepEqual([statusCode, body, headers['cache-control']], [200, page, 'no-cache'], url);
    }
  });
});
