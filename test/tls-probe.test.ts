import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import tls from 'node:tls';
import { systemClock } from '../src/base/clock.ts';
import { ProbeFailed } from '../src/sources/probes/address.ts';
import { probeTls } from '../src/sources/probes/tls.ts';
import { type ServerCertificate, serverCertificate } from '../src/tls/authority.ts';

describe('a look at a website by TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tejun-tls-'));
  let made: ServerCertificate;
  const servers: net.Server[] = [];
  const sockets = new Set<net.Socket>();
  before(async () => {
    made = await serverCertificate(folder, ['www.example.co.jp'], systemClock);
  });
  after(async () => {
    for (const socket of sockets) socket.destroy();
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    rmSync(folder, { recursive: true, force: true });
  });
  const listen = async (server: net.Server): Promise<number> => {
    servers.push(server);
    server.on('connection', (socket) => sockets.add(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  };
  const website = (options: tls.TlsOptions = {}) => {
    const server = tls.createServer({ key: made.key, cert: made.certificate, ciphers: 'DEFAULT:@SECLEVEL=0', ...options }, (socket) =>
      socket.on('error', () => {}),
    );
    server.on('tlsClientError', () => {});
    return listen(server);
  };
  const here = { resolve: async () => ['127.0.0.1'], timeoutMs: 2_000 };
  const look = (port: number, host = 'www.example.co.jp', more: object = {}) =>
    probeTls(host, port, { ...here, ca: [made.authority], ...more });
  const problem = (work: Promise<unknown>) =>
    work.then(
      () => 'none',
      (error: unknown) => (error instanceof ProbeFailed ? error.problem : String(error)),
    );

  it('reads versions, cipher and certificate of a good one', async () => {
    const seen = await look(await website({ minVersion: 'TLSv1.2' }));
    assert.deepEqual(seen.versions, { TLSv1: false, 'TLSv1.1': false, 'TLSv1.2': true, 'TLSv1.3': true });
    assert.match(seen.cipher, /^TLS_/);
    const { certificate } = seen;
    assert.deepEqual([certificate.named, certificate.trusted, certificate.trustProblem], [true, true, '']);
    assert.deepEqual(certificate.key, { algorithm: 'EC', bits: 256 });
    assert.ok(Date.parse(certificate.notAfter!) > Date.now() && Date.parse(certificate.notBefore!) <= Date.now());
  });
  it('finds old versions that a website still takes', async () => {
    const seen = await look(await website({ minVersion: 'TLSv1', maxVersion: 'TLSv1.2' }));
    assert.deepEqual(seen.versions, { TLSv1: true, 'TLSv1.1': true, 'TLSv1.2': true, 'TLSv1.3': false });
  });
  it('tells a foreign name and an unknown authority, and still looks', async () => {
    const port = await website();
    assert.equal((await look(port, 'mail.example.co.jp')).certificate.named, false);
    const stranger = (await look(port, 'www.example.co.jp', { ca: undefined })).certificate;
    assert.equal(stranger.trusted, false);
    assert.match(stranger.trustProblem, /UNABLE_TO|SELF_SIGNED/);
  });
  it('says why nothing was seen', async () => {
    assert.equal(
      await problem(look(await listen(net.createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n').on('error', () => {}))))),
      'tls',
    );
    const closed = await listen(net.createServer());
    await new Promise((resolve) => servers.pop()!.close(resolve));
    assert.equal(await problem(look(closed)), 'refused');
    const silent = await listen(net.createServer((socket) => void setTimeout(() => socket.destroy(), 1_000)));
    assert.equal(await problem(look(silent, 'www.example.co.jp', { timeoutMs: 200 })), 'timeout');
    assert.equal(await problem(look(443, 'www.example.co.jp', { resolve: async () => ['169.254.169.254'] })), 'refused-address');
    assert.equal(await problem(look(443, 'www.example.co.jp', { resolve: async () => [] })), 'no-such-name');
  });
  it('sends nothing but the handshake', async () => {
    let received = 0;
    const server = tls.createServer({ key: made.key, cert: made.certificate }, (socket) => {
      socket.on('data', (chunk) => {
        received += chunk.length;
      });
      socket.on('error', () => {});
    });
    server.on('tlsClientError', () => {});
    await look(await listen(server));
    assert.equal(received, 0);
  });
});
