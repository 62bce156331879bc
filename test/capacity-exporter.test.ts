import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { systemClock } from '../src/base/clock.ts';
import { type DataSite, dataSite } from './data-site.ts';

/**
 * The real node_exporter of Debian is scraped, and the real Prometheus of Debian writes to us. Their packages are unpacked into a
 * temporary folder: nothing is installed, and nothing starts by itself.
 */
const folder = mkdtempSync(join(tmpdir(), 'tejun-prometheus-'));
const packages = ['prometheus-node-exporter', 'prometheus'];
function unpacked(): string | false {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get') || !existsSync('/usr/bin/dpkg-deb')) return 'no Debian';
  const run = (command: string) => spawnSync('sh', ['-c', command], { cwd: folder, timeout: 60_000 }).status === 0;
  // What somebody fetched before is taken; else it comes from the mirror, whose lists may have to be read first.
  const download = `apt-get -qq download ${packages.join(' ')}`;
  if (!run(download) && !(run('apt-get -qq update') && run(download))) return 'the packages cannot be fetched';
  return run('for file in *.deb; do dpkg-deb -x "$file" .; done') ? false : 'the packages cannot be unpacked';
}
const skipped = unpacked();
if (skipped !== false) console.error(`node_exporter and Prometheus: skipped, ${skipped}`);

const started: ChildProcess[] = [];
const start = (name: string, ...args: string[]): ChildProcess => {
  const child = spawn(join(folder, 'usr/bin', name), args, { cwd: folder, stdio: 'ignore' });
  started.push(child);
  return child;
};
async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
async function until<T>(what: string, ask: () => Promise<T | null>): Promise<T> {
  const end = performance.now() + 20_000;
  for (;;) {
    const found = await ask().catch(() => null);
    if (found !== null) return found;
    assert.ok(performance.now() < end, `${what} in time`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

describe('node_exporter and Prometheus', { skip: skipped !== false && skipped }, () => {
  let site: DataSite;
  let exporter: number;
  before(async () => {
    site = await dataSite({ start: systemClock.now().toISOString() });
    exporter = await freePort();
    start('prometheus-node-exporter', `--web.listen-address=127.0.0.1:${exporter}`);
    await until('node_exporter', async () => ((await fetch(`http://127.0.0.1:${exporter}/metrics`)).ok ? true : null));
  });
  after(async () => {
    await Promise.all(
      started.map((child) => {
        if (child.exitCode !== null || child.signalCode !== null) return null;
        const gone = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGKILL');
        return gone;
      }),
    );
    await site.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const add = async (target: object): Promise<string> => {
    const { status, body } = await site.administrator.send('POST', '/api/capacity/targets', { deviceId: null, warnMs: null, ...target });
    assert.equal(status, 200, JSON.stringify(body));
    return body.id;
  };
  const seriesOf = async (id: string): Promise<Record<string, number>> => {
    const { body } = await site.administrator.send('GET', `/api/capacity/subjects/target/${id}`);
    return Object.fromEntries(
      (body.series ?? []).flatMap(({ metric, latest }: { metric: string; latest: { value: number } | null }) =>
        latest ? [[metric, latest.value]] : [],
      ),
    );
  };

  it('is scraped: memory, load and processors of this machine', async () => {
    const id = await add({ kind: 'exporter', name: 'この機械', address: `http://127.0.0.1:${exporter}/metrics` });
    await site.capacity.round();
    // Some work between the looks, so that there is a difference; the look after is a minute later for the server.
    const end = performance.now() + 300;
    while (performance.now() < end);
    site.clock.set(new Date(systemClock.now().getTime() + 60_000));
    await site.capacity.round();
    const found = await seriesOf(id);
    assert.equal(found.up, 100);
    assert.ok(found.memory! > 0 && found.memory! < 100, `memory ${found.memory}`);
    assert.ok(found.load! >= 0, `load ${found.load}`);
    assert.ok(found.cpu! > 0 && found.cpu! <= 100, `cpu ${found.cpu}`);
    const [target] = (await site.administrator.send('GET', '/api/capacity/targets')).body.targets;
    assert.equal(target.state.ok, true);
  });

  it('says of a page that is none that it is none', async () => {
    const other = createServer((_request, response) => void response.end('<!doctype html><title>Sign in</title>'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const id = await add({ kind: 'exporter', name: 'login', address: `http://127.0.0.1:${port}/metrics` });
    await site.capacity.round();
    const { targets } = (await site.administrator.send('GET', '/api/capacity/targets')).body;
    const { state } = targets.find((target: { id: string }) => target.id === id);
    assert.equal(state.ok, false);
    assert.match(state.says.ja, /node_exporterの応答として読めません/);
    other.close();
  });

  it('is written by Prometheus itself, with its own snappy and protobuf', async () => {
    await site.site.app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = site.site.app.server.address() as AddressInfo;
    const { token } = (await site.administrator.send('POST', '/api/capacity/token', {})).body;
    const id = await add({ kind: 'remote', name: 'prometheus', address: `127.0.0.1:${exporter}` });
    const own = await freePort();
    writeFileSync(
      join(folder, 'prometheus.yml'),
      `global:\n  scrape_interval: 1s\nscrape_configs:\n  - job_name: node\n    static_configs:\n      - targets: ['127.0.0.1:${exporter}']\n` +
        `remote_write:\n  - url: http://127.0.0.1:${port}/api/v1/write\n    authorization:\n      credentials: ${token}\n    queue_config:\n      batch_send_deadline: 200ms\n`,
    );
    start(
      'prometheus',
      '--config.file=prometheus.yml',
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${own}`,
    );
    const found = await until('what Prometheus writes', async () => {
      const numbers = await seriesOf(id);
      return numbers.memory === undefined ? null : numbers;
    });
    assert.ok(found.memory! > 0 && found.memory! < 100);
    assert.ok(found.load! >= 0);
    const { body } = await site.administrator.send('GET', '/api/capacity/targets');
    assert.deepEqual(
      body.refused.filter(({ reason }: { reason: string }) => reason === 'unknown-sender'),
      [],
    );
  });
});
