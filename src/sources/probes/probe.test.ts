import assert from 'node:assert/strict';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { addressOf, mayLookAt, ProbeFailed, readAddress } from './address.ts';
import { probe, probeLimits } from './probe.ts';

describe('addresses', () => {
  it('of the company and of the server itself may be looked at; metadata of clouds and what is no machine may not', () => {
    for (const good of ['10.0.0.5', '192.168.1.1', '127.0.0.1', '::1', 'fd12::1', '203.0.113.9', '2001:db8::1'])
      assert.equal(mayLookAt(good), true, good);
    for (const bad of [
      '169.254.169.254',
      '169.254.0.1',
      'fe80::1',
      'fe80::1%eth0',
      'fd00:ec2::254',
      '0.0.0.0',
      '::',
      '224.0.0.1',
      '255.255.255.255',
      '::ffff:169.254.169.254',
      '64:ff9b::a9fe:a9fe',
      '2002:a9fe:a9fe::1',
      '100.100.100.200',
      'x',
    ])
      assert.equal(mayLookAt(bad), false, bad);
  });
  it('are read strictly', () => {
    for (const bad of [
      'ftp://a',
      'file:///etc/passwd',
      'http://u:p@host/',
      'javascript:alert(1)',
      'http://',
      'http://a b/',
      'http://169.254.169.254/',
      'http://0xA9FEA9FE/',
      'http://2852039166/',
      'http://[::ffff:a9fe:a9fe]/',
    ])
      assert.equal(readAddress('http', bad), null, bad);
    for (const bad of ['host', 'host:0', 'host:70000', 'host:1:2', 'a/b:80', '169.254.169.254:80', 'host:-1', ':80', 'user@host:22'])
      assert.equal(readAddress('tcp', bad), null, bad);
    assert.deepEqual(readAddress('tcp', 'db01.例.jp:5432'), { kind: 'tcp', host: 'db01.例.jp', port: 5432 });
    assert.deepEqual(readAddress('tcp', '[fd12::1]:22'), { kind: 'tcp', host: '[fd12::1]', port: 22 });
    const page = readAddress('exporter', 'http://db01:9100/metrics#x');
    assert.ok(page?.kind === 'http' && page.url.href === 'http://db01:9100/metrics');
  });
  it('behind a name are all looked at, and the one that was looked at is connected to', async () => {
    const failsWith = (problem: string) => (error: unknown) => error instanceof ProbeFailed && error.problem === problem;
    await assert.rejects(
      addressOf('inside', async () => ['10.0.0.1', '169.254.169.254']),
      failsWith('refused-address'),
    );
    await assert.rejects(
      addressOf('nobody', async () => []),
      failsWith('no-such-name'),
    );
    let asked = 0;
    const resolve = async () => (asked++ === 0 ? ['127.0.0.1'] : ['169.254.169.254']);
    assert.equal(await addressOf('twice', resolve), '127.0.0.1');
    assert.equal(asked, 1);
  });
});

describe('a probe', () => {
  let server: http.Server;
  let port: number;
  const seen: string[] = [];
  before(async () => {
    server = http.createServer((request, response) => {
      seen.push(`${request.method} ${request.url} ${request.headers.host}`);
      if (request.url === '/moved') response.writeHead(302, { location: 'http://169.254.169.254/latest/' }).end();
      else if (request.url === '/broken') response.writeHead(500).end('no');
      else if (request.url === '/huge') {
        response.writeHead(200);
        const chunk = Buffer.alloc(200_000, 97);
        const more = () => {
          while (response.write(chunk));
          response.once('drain', more);
        };
        more();
        response.on('close', () => response.removeAllListeners('drain'));
      } else if (request.url === '/silent') return;
      else if (request.url === '/cut') {
        response.writeHead(200, { 'content-length': '100' });
        response.write('x');
        setImmediate(() => response.destroy());
      } else response.end('pong');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  const at = (path: string, body = false, timeoutMs?: number) =>
    probe(readAddress('http', `http://127.0.0.1:${port}${path}`)!, { body, ...(timeoutMs !== undefined && { timeoutMs }) });
  const problemOf = (work: Promise<unknown>) =>
    work.then(
      () => 'none',
      (error: unknown) => (error instanceof ProbeFailed ? error.problem : String(error)),
    );

  it('measures and keeps the body only where it is wanted', async () => {
    const quick = await at('/');
    assert.ok(quick.ms >= 1 && quick.ms < 5_000);
    assert.equal(quick.body, '');
    assert.equal((await at('/', true)).body, 'pong');
  });
  it('never follows a redirect', async () => {
    seen.length = 0;
    assert.equal(await problemOf(at('/moved', true)), 'redirect');
    assert.equal(await problemOf(at('/moved')), 'none');
    assert.deepEqual(seen, [`GET /moved 127.0.0.1:${port}`, `GET /moved 127.0.0.1:${port}`]);
  });
  it('says why it failed: status, size, time, a broken answer, a closed port', async () => {
    assert.equal(await problemOf(at('/broken')), 'status');
    assert.equal(await problemOf(at('/huge', true)), 'too-large');
    assert.equal(await problemOf(at('/silent', false, 50)), 'timeout');
    assert.equal(await problemOf(at('/cut')), 'broken');
    assert.ok(probeLimits.timeoutMs >= 5_000);
    const closed = net.createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const address = readAddress('tcp', `127.0.0.1:${(closed.address() as AddressInfo).port}`)!;
    assert.equal(await problemOf(probe(address)), 'none');
    await new Promise((resolve) => closed.close(resolve));
    assert.equal(await problemOf(probe(address)), 'refused');
  });
});
