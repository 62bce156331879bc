// Pictures of a running Tejun for the documents: node scripts/screenshots.mjs <address>
//
//   node scripts/screenshots.mjs http://localhost:8034/setup#…      registers the first administrator, then takes the pictures
//   TEJUN_LOGIN=… TEJUN_PASSWORD=… TEJUN_TOTP_SECRET=… node scripts/screenshots.mjs http://localhost:8034
//
// Nothing is invented: what stands in the pictures is what that server measured.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { chromium } from 'playwright-core';

const folder = join(import.meta.dirname, '..', 'docs', 'images');
const [address] = process.argv.slice(2);
const browserPath = [process.env.TEJUN_BROWSER, '/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => path && existsSync(path));
if (!address || !browserPath) {
  console.error(address ? 'Chromium がありません。(no Chromium on this machine)' : 'node scripts/screenshots.mjs <address or set-up link>');
  process.exit(2);
}
const { origin, hash } = new URL(address);
const control = process.env.TEJUN_PICTURE_CONTROL ?? '8.12';

const codeOf = (secret) => new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')), digits: 6, period: 30 }).generate();

async function register(page) {
  const password = `${crypto.randomUUID()}-Aa`;
  await page.goto(address);
  await page.getByLabel('氏名').fill('山田 太郎');
  await page.getByLabel('メールアドレス').fill('yamada@example.co.jp');
  await page.getByLabel('パスワード', { exact: true }).fill(password);
  await page.getByLabel('パスワード(確認)').fill(password);
  await page.getByRole('button', { name: '次へ' }).click();
  await page.getByLabel('表示された6桁の数字').fill(codeOf((await page.getByTestId('totp-secret').textContent()) ?? ''));
  await page.getByRole('button', { name: '登録して次へ' }).click();
  await page.getByLabel('回復コードを安全な場所に控えました').check();
  await page.getByRole('button', { name: '次へ' }).click();
  await page.getByRole('button', { name: '管理策の画面へ進む' }).click();
}

async function signIn(page) {
  const { TEJUN_LOGIN: login, TEJUN_PASSWORD: password, TEJUN_TOTP_SECRET: secret } = process.env;
  if (!login || !password || !secret) throw new Error('TEJUN_LOGIN, TEJUN_PASSWORD and TEJUN_TOTP_SECRET are needed without a set-up link');
  await page.goto(`${origin}/sign-in`);
  await page.getByLabel('メールアドレス').fill(login);
  await page.getByLabel('パスワード', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'サインインする' }).click();
  await page.getByLabel('認証アプリの6桁の数字').fill(codeOf(secret));
  await page.getByRole('button', { name: '確認する' }).click();
}

/** The first computer reports within two minutes; a picture of a board where nothing is known yet would say nothing. */
async function measured(page) {
  for (const end = performance.now() + 150_000; performance.now() < end; await page.waitForTimeout(2000)) {
    const board = await (await page.request.get(`${origin}/api/board`)).json();
    if (board.controls.reduce((sum, { clauses }) => sum + clauses.pass + clauses.fail, 0) >= 15) return;
  }
  console.error('まだ観測が少ないまま撮ります。(taking the pictures although little has been measured yet)');
}

async function picture(page, path, name, height) {
  await page.setViewportSize({ width: 1440, height });
  await page.goto(origin + path);
  await page.locator('h1').waitFor();
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(folder, name) });
  console.log(`docs/images/${name}`);
}

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox'] });
const page = await (await browser.newContext({ locale: 'ja-JP', timezoneId: 'Asia/Tokyo', reducedMotion: 'reduce' })).newPage();
await (hash === '' ? signIn(page) : register(page));
await page.getByRole('heading', { level: 1, name: '管理策' }).waitFor();
await measured(page);
for (const language of ['ja', 'en']) {
  await page.evaluate((wanted) => localStorage.setItem('tejun.language', wanted), language);
  await picture(page, '/controls', `board-${language}.png`, 1000);
  await picture(page, `/controls/${control}`, `control-${language}.png`, 1000);
}
await browser.close();
