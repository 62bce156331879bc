// npm test: everything, from a clean clone. Says plainly what was skipped and why.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildWeb, fail, install, node, root, run } from './prepare.mjs';

const mayInstall = () => process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
const apt = (...args) =>
  spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
    .status === 0;

/** Readers that others wrote, which look into our PDF, Word and Excel files. Without them those tests say that they were skipped. */
const readers = {
  '/usr/bin/pdftotext': 'poppler-utils',
  '/usr/bin/qpdf': 'qpdf',
  '/usr/lib/libreoffice/program/libswlo.so': 'libreoffice-writer-nogui',
  '/usr/lib/libreoffice/program/libsclo.so': 'libreoffice-calc-nogui',
};
function documentReaders() {
  const wanted = Object.entries(readers).flatMap(([file, name]) => (existsSync(file) ? [] : [name]));
  if (wanted.length === 0) return;
  if (!mayInstall()) {
    console.error(`文書のテストの一部は飛ばします: ${wanted.join(' ')} がありません。(some document tests skipped)`);
    return;
  }
  console.error(`文書を読む道具を導入しています… (installing ${wanted.join(' ')})`);
  if (!apt('-qq', 'update') || !apt('-qq', '-y', '--no-install-recommends', 'install', ...wanted)) {
    fail('文書を読む道具を導入できませんでした。(could not install the readers of documents by apt)');
  }
}

/** Chromium comes from Debian where we may install it; elsewhere the browser tests say that they were skipped. */
function browser() {
  const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
  if (known) return known;
  if (!mayInstall()) {
    console.error('ブラウザのテストは飛ばします: Chromium がありません。(browser tests skipped: no Chromium on this machine)');
    return '';
  }
  console.error('Chromium を導入しています… (installing Chromium)');
  if (!apt('-qq', 'update') || !apt('-qq', '-y', '--no-install-recommends', 'install', 'chromium', 'fonts-noto-cjk')) {
    fail('Chromium を導入できませんでした。(could not install Chromium by apt)');
  }
  return '/usr/bin/chromium';
}

install();
const tejunBrowser = browser();
documentReaders();
buildWeb();
for (const step of ['types', 'lint']) {
  const code = run([join(root, 'scripts', 'check.mjs'), step]);
  if (code !== 0) process.exit(code);
}
process.exit(run([join(root, 'test', 'run.ts')], { env: { ...process.env, TEJUN_BROWSER: tejunBrowser, NODE: node() } }));
