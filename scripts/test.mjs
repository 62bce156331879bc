// npm test: everything, from a clean clone. Says plainly what was skipped and why.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildWeb, fail, install, node, root, run } from './prepare.mjs';

/** Chromium comes from Debian where we may install it; elsewhere the browser tests say that they were skipped. */
function browser() {
  const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
  if (known) return known;
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    console.error('ブラウザのテストは飛ばします: Chromium がありません。(browser tests skipped: no Chromium on this machine)');
    return '';
  }
  console.error('Chromium を導入しています… (installing Chromium)');
  const apt = (...args) =>
    spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
      .status === 0;
  if (!apt('-qq', 'update') || !apt('-qq', '-y', '--no-install-recommends', 'install', 'chromium', 'fonts-noto-cjk')) {
    fail('Chromium を導入できませんでした。(could not install Chromium by apt)');
  }
  return '/usr/bin/chromium';
}

install();
const tejunBrowser = browser();
buildWeb();
for (const step of ['types', 'lint']) {
  const code = run([join(root, 'scripts', 'check.mjs'), step]);
  if (code !== 0) process.exit(code);
}
process.exit(run([join(root, 'test', 'run.ts')], { env: { ...process.env, TEJUN_BROWSER: tejunBrowser, NODE: node() } }));
