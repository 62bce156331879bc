import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import type { Clock } from '../../src/base/clock.ts';

const root = join(import.meta.dirname, '..', '..');
const axeSource = readFileSync(join(root, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');

/** The browser of this machine; null where there is none and the browser tests are skipped. */
export const browserPath: string | null =
  process.env.TEJUN_BROWSER === ''
    ? null
    : ([process.env.TEJUN_BROWSER, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
        (path) => path !== undefined && existsSync(path),
      ) ?? null);

export const skipWithoutBrowser = browserPath === null ? 'no Chromium on this machine' : false;

export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath: browserPath!, args: ['--no-sandbox'] });

export const desk = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };

interface Window {
  readonly size?: { readonly width: number; readonly height: number };
  readonly language?: 'ja' | 'en';
  readonly state?: Awaited<ReturnType<BrowserContext['storageState']>>;
}

/** A page of a fresh browser profile. What the app reports as an error in the console fails the test at `assertQuiet`. */
export async function openPage(browser: Browser, { size = desk, language = 'ja', state }: Window = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: size,
    locale: language === 'ja' ? 'ja-JP' : 'en-GB',
    timezoneId: 'Asia/Tokyo',
    reducedMotion: 'reduce',
    ...(state === undefined ? {} : { storageState: state }),
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    // A refused request is part of some tests; what the policy of the server forbids never is.
    if (/Content Security Policy/.test(message.text())) complaints.push(`${page.url()}: ${message.text()}`);
  });
  return page;
}

const complaints: string[] = [];

/** No script failed and nothing broke the content security policy since the last time. */
export const assertQuiet = (): void => assert.deepEqual(complaints.splice(0), []);

/** Zero violations of WCAG 2.2 AA by axe, and nothing that scrolls the page sideways. */
export async function assertAccessible(page: Page, what: string): Promise<void> {
  // A policy forbids scripts that are not the app's own; the debugger's door is not under it.
  await page.evaluate(axeSource);
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }> };
    };
    const { violations } = await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)} ${nodes[0]?.failureSummary ?? ''}`);
  });
  assert.deepEqual(found, [], what);
  const { wider, reading } = await page.evaluate(() => {
    const { document, innerWidth } = globalThis as unknown as {
      document: { documentElement: { scrollWidth: number; lang: string } };
      innerWidth: number;
    };
    return { wider: document.documentElement.scrollWidth - innerWidth, reading: document.documentElement.lang };
  });
  assert.ok(wider <= 0, `${what} scrolls sideways by ${wider} px`);
  assert.match(reading, /^(ja|en)$/);
}

/** Waits until a page has its data: no «loading» is left. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.waitForLoadState('networkidle');
}

/** The code that an authenticator app would show, at the time of the product's own clock. */
export const codeOf = (secret: string, clock: Clock): string =>
  new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')), algorithm: 'SHA1', digits: 6, period: 30 }).generate({
    timestamp: clock.now().getTime(),
  });

export interface Administrator {
  readonly login: string;
  readonly password: string;
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
}

/** From an invitation's link to the first page, as a new person goes it. Returns the seed of the authenticator app. */
export async function acceptInvitation(page: Page, link: string, clock: Clock, password = '夕方の散歩は川沿いまで行く'): Promise<string> {
  await page.goto(link);
  await page.getByLabel('パスワード', { exact: true }).fill(password);
  await page.getByLabel('パスワード(確認)').fill(password);
  await page.getByRole('button', { name: '次へ' }).click();
  const secret = ((await page.getByTestId('totp-secret').textContent()) ?? '').replaceAll(' ', '');
  await page.getByLabel('表示された6桁の数字').fill(codeOf(secret, clock));
  await page.getByRole('button', { name: '登録して次へ' }).click();
  await page.getByLabel('回復コードを安全な場所に控えました').check();
  await page.getByRole('button', { name: '次へ' }).click();
  await page.getByRole('button', { name: '終わる' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  return secret;
}

/** From the set-up link to the board, as a person goes it. `look` sees every step. */
export async function setUp(
  page: Page,
  link: string,
  clock: Clock,
  look: (step: string) => Promise<void> = async () => {},
): Promise<Administrator> {
  const login = 'yamada@example.co.jp';
  const password = '朝のお茶は三杯までにする';
  await page.goto(link);
  await page.getByLabel('氏名').fill('山田 太郎');
  await look('identity');
  await page.getByLabel('メールアドレス').fill(login);
  await page.getByLabel('パスワード', { exact: true }).fill(password);
  await page.getByLabel('パスワード(確認)').fill(password);
  await page.getByRole('button', { name: '次へ' }).click();
  const secret = ((await page.getByTestId('totp-secret').textContent()) ?? '').replaceAll(' ', '');
  await look('second factor');
  await page.getByLabel('表示された6桁の数字').fill(codeOf(secret, clock));
  await page.getByRole('button', { name: '登録して次へ' }).click();
  const codes = page.getByRole('list', { name: '回復コードの一覧' });
  await codes.waitFor();
  const recoveryCodes = await codes.getByRole('listitem').allTextContents();
  await look('recovery codes');
  await page.getByLabel('回復コードを安全な場所に控えました').check();
  await page.getByRole('button', { name: '次へ' }).click();
  await look('done');
  await page.getByRole('button', { name: '管理策の画面へ進む' }).click();
  await page.getByRole('heading', { level: 1, name: '管理策' }).waitFor();
  return { login, password, secret, recoveryCodes };
}
