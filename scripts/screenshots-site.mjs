// What screenshots.mjs works with: a Tejun of its own whose clock it sets, people who are signed in, and pictures in both languages.
import { fork } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { chromium } from 'playwright-core';
import { node, serverNode } from './prepare.mjs';

export const desk = { width: 1440, height: 1000 };
export const phone = { width: 390, height: 844 };
const browserPath = [process.env.TEJUN_BROWSER, '/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => path && existsSync(path));
/** A code of an authenticator app counts once; the next one is another after so long. */
const codeMs = 31_000;

/** The day of a moment where the company is. */
export const dayOf = (ms) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format(ms);

export class Site {
  #child = null;
  #aheadMs = 0;
  #browser = null;
  /** When each account used a code last. */
  #codeAt = new Map();
  origin = '';

  static async open() {
    if (!browserPath) throw new Error('Chromium がありません。(no Chromium on this machine)');
    const site = new Site();
    site.#browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox'] });
    return site;
  }

  now = () => Date.now() + this.#aheadMs;
  today = (days = 0) => dayOf(this.now() + days * 86_400_000);

  /** (Re)starts the server at a moment: what time brought meanwhile is caught up before it answers. Null stands for the machine's own time. */
  async startAt(ms) {
    await this.#end();
    this.#aheadMs = ms === null ? 0 : ms - Date.now();
    process.env.TEJUN_HOME ??= mkdtempSync(join(tmpdir(), 'tejun-pictures-'));
    this.#child = fork(join(import.meta.dirname, 'screenshots-server.mjs'), {
      execPath: node(),
      execArgv: serverNode.arguments,
      env: { PORT: '8134', AGENT_PORT: '8135', ...serverNode.environment, ...process.env, TEJUN_CLOCK_AHEAD_MS: String(this.#aheadMs) },
    });
    const said = await this.#said();
    this.origin = said.url;
    console.log(`${dayOf(this.now())} ${said.url}`);
    return said;
  }
  #said = () =>
    new Promise((resolve, reject) => {
      const ended = () => reject(new Error('the server ended'));
      this.#child.once('exit', ended);
      this.#child.once('message', (said) => {
        this.#child.off('exit', ended);
        resolve(said);
      });
    });
  async #end() {
    if (this.#child === null) return;
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.disconnect();
    await ended;
    this.#child = null;
  }
  async push(ms) {
    this.#child.send({ pushMs: ms });
    this.#aheadMs = (await this.#said()).aheadMs;
  }
  async close() {
    await this.#browser.close();
    await this.#end();
  }

  async newPage(viewport = desk) {
    const context = await this.#browser.newContext({ viewport, locale: 'ja-JP', timezoneId: 'Asia/Tokyo', reducedMotion: 'reduce' });
    const page = await context.newPage();
    // “3 hours ago” is counted by the browser.
    await page.clock.setSystemTime(this.now());
    return page;
  }

  /** The clock is pushed only where it must: what the agent sees of its own clock is in the pictures too. */
  async #code(secret) {
    const sinceMs = this.now() - (this.#codeAt.get(secret) ?? 0);
    if (sinceMs < codeMs) await this.push(codeMs - sinceMs);
    this.#codeAt.set(secret, this.now());
    return new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 }).generate({ timestamp: this.now() });
  }

  /** From a set-up link or an invitation to an account with a second factor. */
  async enrol(link, { name, login }, isFirst = false) {
    const page = await this.newPage();
    const password = `${crypto.randomUUID()}-Aa`;
    await page.goto(link);
    if (isFirst) {
      await page.getByLabel('氏名').fill(name);
      await page.getByLabel('メールアドレス').fill(login);
    }
    await page.getByLabel('パスワード', { exact: true }).fill(password);
    await page.getByLabel('パスワード(確認)').fill(password);
    await page.getByRole('button', { name: '次へ' }).click();
    const secret = ((await page.getByTestId('totp-secret').textContent()) ?? '').replaceAll(' ', '');
    await page.getByLabel('表示された6桁の数字').fill(await this.#code(secret));
    await page.getByRole('button', { name: '登録して次へ' }).click();
    await page.getByLabel('回復コードを安全な場所に控えました').check();
    await page.getByRole('button', { name: '次へ' }).click();
    await page.getByRole('button', { name: /^(管理策の画面へ進む|終わる)$/ }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    return { page, login, password, secret, name };
  }

  /** Days have passed and sessions ended. */
  async signIn(person) {
    await person.page.context().close();
    person.page = await this.newPage();
    await this.call(person, 'POST', '/api/sign-in', { login: person.login, password: person.password });
    await this.call(person, 'POST', '/api/sign-in/totp', { code: await this.#code(person.secret) });
  }

  /** The second factor again, good for five minutes. */
  async prove(person) {
    await this.call(person, 'POST', '/api/step-up', { code: await this.#code(person.secret) });
  }

  async call({ page }, method, path, body) {
    const bytes = Buffer.isBuffer(body) ? { 'content-type': 'application/octet-stream' } : {};
    const headers = { origin: this.origin, ...bytes };
    const answer = await page.request.fetch(this.origin + path, { method, headers, ...(body === undefined ? {} : { data: body }) });
    if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
    return answer.json();
  }

  async open({ page }, path) {
    await page.goto(path.startsWith('http') ? path : this.origin + path);
    await page.locator('h1').first().waitFor();
    await page.waitForLoadState('networkidle');
    await page.evaluate(() => document.fonts.ready);
  }

  /** Leaves the app for a file of the same origin: an address that differs only behind the # would not load it anew. */
  async speak({ page }, language) {
    await page.goto(`${this.origin}/icon.svg`);
    await page.evaluate((wanted) => localStorage.setItem('tejun.language', wanted), language);
  }
}

/** Takes pictures into a folder; `shown` names those that are wanted, undefined all of them. */
export function camera(site, folder, shown) {
  mkdirSync(folder, { recursive: true });
  const wants = (name) => shown === undefined || shown.has(name);
  /** One picture in both languages; `ready` brings the page to what is to be seen. */
  const picture = async (person, name, path, { ready = async () => {}, languages = ['ja', 'en'], size = desk } = {}) => {
    if (!wants(name)) return;
    await person.page.setViewportSize(size);
    for (const language of languages) {
      await site.speak(person, language);
      await site.open(person, path);
      await ready(person.page, language);
      await person.page.screenshot({ path: join(folder, `${name}-${language}.png`) });
      console.log(join(folder, `${name}-${language}.png`));
    }
    await site.speak(person, 'ja');
  };
  return { picture, wants, folder };
}
