// Pictures of a running Tejun for the documents, from the set-up link of a fresh one:
//
//   node scripts/screenshots.mjs http://localhost:8034/setup#…            the pictures of the READMEs, into docs/images
//   node scripts/screenshots.mjs http://localhost:8034/setup#… <folder>   all of them, into a folder
//
// The company is made up (screenshots-company.mjs); what the pictures say of a computer is what that server measured.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { chromium } from 'playwright-core';
import * as demo from './screenshots-company.mjs';

const [address, everywhere] = process.argv.slice(2);
const folder = everywhere ?? join(import.meta.dirname, '..', 'docs', 'images');
const browserPath = [process.env.TEJUN_BROWSER, '/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => path && existsSync(path));
if (!address?.includes('#') || !browserPath) {
  console.error(
    address && !browserPath ? 'Chromium がありません。(no Chromium on this machine)' : 'node scripts/screenshots.mjs <set-up link>',
  );
  process.exit(2);
}
const { origin } = new URL(address);
/** Where the server's clock does not show the machine's time, as in tests. */
const aheadMs = Number(process.env.TEJUN_CLOCK_AHEAD_MS ?? 0);
const now = () => Date.now() + aheadMs;
const today = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format(now());
const desk = { width: 1440, height: 1000 };
const phone = { width: 390, height: 844 };
/** The documents show these; the others are taken where a folder was named. */
const shown = new Set(['board', 'control', 'interview', 'chapter', 'version', 'leaflet', 'contents', 'document']);

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox'] });
const codeOf = (secret) =>
  new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')), digits: 6, period: 30 }).generate({ timestamp: now() });

async function newPage(viewport = desk) {
  const context = await browser.newContext({ viewport, locale: 'ja-JP', timezoneId: 'Asia/Tokyo', reducedMotion: 'reduce' });
  return context.newPage();
}

/** From a set-up link or an invitation to an account with a second factor. */
async function enrol(link, { name, login } = {}) {
  const page = await newPage();
  const password = `${crypto.randomUUID()}-Aa`;
  await page.goto(link);
  if (name) {
    await page.getByLabel('氏名').fill(name);
    await page.getByLabel('メールアドレス').fill(login);
  }
  await page.getByLabel('パスワード', { exact: true }).fill(password);
  await page.getByLabel('パスワード(確認)').fill(password);
  await page.getByRole('button', { name: '次へ' }).click();
  await page.getByLabel('表示された6桁の数字').fill(codeOf((await page.getByTestId('totp-secret').textContent()) ?? ''));
  await page.getByRole('button', { name: '登録して次へ' }).click();
  await page.getByLabel('回復コードを安全な場所に控えました').check();
  await page.getByRole('button', { name: '次へ' }).click();
  await page.getByRole('button', { name: /^(管理策の画面へ進む|終わる)$/ }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

async function call(page, method, path, body) {
  const answer = await page.request.fetch(origin + path, { method, headers: { origin }, ...(body === undefined ? {} : { data: body }) });
  if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
  return answer.json();
}

async function settled(page) {
  await page.locator('h1').first().waitFor();
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.fonts.ready);
}
async function open(page, path) {
  await page.goto(path.startsWith('http') ? path : origin + path);
  await settled(page);
}

/** One picture in both languages; `ready` brings the page to what is to be seen. */
async function picture(page, name, path, { ready = async () => {}, languages = ['ja', 'en'], size = desk } = {}) {
  if (everywhere === undefined && !shown.has(name)) return;
  await page.setViewportSize(size);
  for (const language of languages) {
    await speak(page, language);
    await open(page, path);
    await ready(page, language);
    await page.screenshot({ path: join(folder, `${name}-${language}.png`) });
    console.log(join(folder, `${name}-${language}.png`));
  }
  await speak(page, 'ja');
}

/** Leaves the app for a file of the same origin: an address that differs only behind the # would not load it anew. */
async function speak(page, language) {
  await page.goto(`${origin}/icon.svg`);
  await page.evaluate((wanted) => localStorage.setItem('tejun.language', wanted), language);
}

async function interview(page) {
  const press = (name) => page.getByRole('button', { name, exact: true }).click();
  const step = (name) => page.getByRole('heading', { level: 2, name: new RegExp(name) }).waitFor();
  await open(page, '/procedures/start');
  await step('会社');
  await page.getByLabel('会社名').fill(demo.company.name);
  await page.getByLabel('従業員数').fill(demo.company.headcount);
  await page.getByLabel('事業所').fill(demo.company.site);
  await press('すべて提案どおり');
  await step('営業日と年度');
  await press('すべて提案どおり');
  await step('はい・いいえ');
  for (const question of demo.notDone) await page.getByRole('radiogroup', { name: question }).getByLabel('いいえ').check();
  await press('すべて提案どおり');
  await step('適用外の確認');
  await press('すべて提案どおり');
  await step('会社の値');
  await picture(page, 'interview', '/procedures/start#values');
  await open(page, '/procedures/start#values');
  for (const name of ['担当と承認', '草案ができました']) {
    await press('すべて提案どおり');
    await step(name);
  }
}

async function importStaff(page) {
  const read = await page.request.post(`${origin}/api/staff/import/read?kind=people&name=staff.csv`, {
    headers: { origin, 'content-type': 'application/octet-stream' },
    data: Buffer.from(demo.staffList, 'utf8'),
  });
  const { file, sheets } = await read.json();
  const wanted = { file, mapping: sheets[0].proposed };
  const { digest } = await call(page, 'POST', '/api/staff/import/preview', wanted);
  await call(page, 'POST', '/api/staff/import/apply', { ...wanted, digest });
}

async function write(page) {
  const { controls } = await call(page, 'GET', '/api/procedures/draft');
  const stands = new Map(controls.flatMap(({ clauses }) => clauses.map((clause) => [clause.id, clause])));
  for (const [id, change] of Object.entries(demo.changedClauses)) {
    const { revision, owner, deputy, necessity } = stands.get(id);
    const kept = { revision, owner: owner?.party ?? null, deputy: deputy?.party ?? null, necessity };
    await call(page, 'PUT', `/api/procedures/draft/clauses/${id}`, { ...kept, ...change });
  }
  await setValue(page, demo.laxerValue.value, demo.laxerValue.reason);
  await call(page, 'PUT', '/api/statement', { revision: 0, rows: demo.elsewhere });
}
async function setValue(page, value, reason) {
  const { values } = await call(page, 'GET', '/api/procedures/draft?control=8.1');
  const { revision } = values.find(({ id }) => id === demo.laxerValue.id);
  await call(page, 'PUT', `/api/procedures/draft/values/${demo.laxerValue.id}`, { revision, value, ...(reason ? { reason } : {}) });
}

async function submit(page, note) {
  const { draft } = await call(page, 'GET', '/api/procedures');
  await call(page, 'POST', '/api/procedures/submit', { revision: draft.revision, kind: 'major', effectiveOn: today(), note });
  const { versions } = await call(page, 'GET', '/api/procedures/versions');
  return versions[0];
}

async function sendLeaflets(page, post) {
  const { channels } = await call(page, 'GET', '/api/notices/settings');
  const { version } = channels.find(({ channel }) => channel === 'mail');
  const from = { fromAddress: 'tejun@example.co.jp', fromName: '総務部', replyTo: '' };
  const settings = { host: '127.0.0.1', port: post.port, tls: 'none', user: '', ...from, publicUrl: origin };
  await call(page, 'PUT', '/api/notices/settings', { channel: 'mail', enabled: true, version, settings, secrets: {} });
  const { leaflets, dueOn } = await call(page, 'GET', '/api/leaflets');
  const { digest } = leaflets.find(({ audience }) => audience === 'everyone');
  await call(page, 'POST', '/api/leaflets/send', { audience: 'everyone', dueOn, digest, after: null });
  const link = await post.linkTo(demo.reader);
  if (link === null) {
    console.error('営業時間外のため、しおりのメールが出ません。しおりは撮りません。(mail rests now: no picture of the leaflet)');
    return;
  }
  for (const name of demo.confirmed) {
    const token = (await post.linkTo(`${name}@example.co.jp`)).split('#')[1];
    await call(page, 'POST', '/api/leaflet/acknowledge', { token });
  }
  const reader = await newPage(phone);
  await picture(reader, 'leaflet', link, { size: phone });
}

/** Pages of the procedures' PDF; needs pdftoppm. */
async function documents(page) {
  const work = mkdtempSync(join(tmpdir(), 'tejun-pictures-'));
  for (const lang of ['ja', 'en']) {
    const answer = await page.request.get(`${origin}/api/procedures/export?format=pdf&lang=${lang}`);
    writeFileSync(join(work, 'procedures.pdf'), await answer.body());
    for (const [name, number] of Object.entries({ cover: '1', contents: '2', document: '3' })) {
      if (everywhere === undefined && !shown.has(name)) continue;
      const out = join(folder, `${name}-${lang}`);
      const pages = ['-f', number, '-l', number, '-singlefile', '-png', '-r', '64'];
      if (spawnSync('pdftoppm', [...pages, join(work, 'procedures.pdf'), out]).status === 0) console.log(`${out}.png`);
    }
  }
  rmSync(work, { recursive: true });
}

/** The first computer reports within two minutes; a picture of a board where nothing is known yet would say nothing. */
async function measured(page) {
  for (const end = performance.now() + 150_000; performance.now() < end; await page.waitForTimeout(2000)) {
    const board = await call(page, 'GET', '/api/board');
    if (board.controls.reduce((sum, { clauses }) => sum + clauses.pass + clauses.fail, 0) >= 10) return;
  }
  console.error('まだ観測が少ないまま撮ります。(taking the pictures although little has been measured yet)');
}

const post = await demo.openPost();
const page = await enrol(address, demo.administrator);
const { url } = await call(page, 'POST', '/api/people', { ...demo.member, roles: ['committee'] });
const member = await enrol(url);
await interview(page);
await importStaff(page);
await write(page);
await picture(page, 'procedures', '/procedures');
const version = await submit(page, '最初の版です。情報セキュリティ委員会で内容を確かめました。');
await picture(member, 'version', `/procedures/versions/${version.id}`);
const decision = { decision: 'approve', digest: version.digest, comment: '確認しました。' };
await call(member, 'POST', `/api/procedures/versions/${version.id}/decide`, decision);
await sendLeaflets(page, post);
await picture(page, 'leaflets', '/procedures/leaflets');
await picture(page, 'acknowledgements', '/procedures/acknowledgements');
await documents(page);
await setValue(page, 10);
await picture(page, 'chapter', '/procedures/chapters/8.1#8.1.e', {
  ready: async (shownPage, language) => {
    const clause = shownPage.locator('article[data-clause="8.1.e"]');
    await clause.scrollIntoViewIfNeeded();
    await clause.getByRole('button', { name: language === 'ja' ? /10分/ : /10 minutes/ }).click();
    await shownPage.getByRole('dialog').waitFor();
  },
});
await picture(page, 'today', '/today');
await picture(page, 'compare', '/procedures/compare?from=in-force&to=draft');
await picture(page, 'statement', '/procedures/statement');
await picture(page, 'staff', '/settings/staff', { languages: ['ja'] });
await picture(page, 'import', '/settings/staff/import', {
  languages: ['ja'],
  ready: async (importPage) => {
    const file = { name: '社員名簿.csv', mimeType: 'text/csv', buffer: Buffer.from(demo.staffListLater, 'utf8') };
    await importPage.locator('input[type=file]').setInputFiles(file);
    await importPage.getByRole('button', { name: '差分を確かめる' }).click();
    await importPage.getByRole('heading', { name: '差分' }).scrollIntoViewIfNeeded();
  },
});
await picture(page, 'calendar', '/settings/company', { languages: ['ja'] });
await measured(page);
await picture(page, 'board', '/controls', { size: { width: 1440, height: 860 } });
await picture(page, 'control', `/controls/${process.env.TEJUN_PICTURE_CONTROL ?? '8.12'}`, { size: { width: 1440, height: 860 } });
await post.close();
await browser.close();
