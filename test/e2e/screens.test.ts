import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { agentProgram } from '../../src/sources/osquery/local-agent.ts';
import {
  type Administrator,
  assertAccessible,
  assertQuiet,
  codeOf,
  desk,
  openBrowser,
  openPage,
  phone,
  settled,
  setUp,
  skipWithoutBrowser,
} from './browser.ts';
import { type Product, startProduct, turnMaxMs, until } from './product.ts';

const stepUpLifeMs = 5 * 60_000;
const localAgent = agentProgram() !== null && process.platform === 'linux';

describe('screens', { skip: skipWithoutBrowser }, () => {
  let product: Product;
  let browser: Browser;
  let page: Page;
  let administrator: Administrator;
  let device: string | undefined;
  let state: Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>;

  before(async () => {
    product = await startProduct({ localAgent });
    browser = await openBrowser();
    page = await openPage(browser);
    administrator = await setUp(page, product.setupLink, product.clock);
    state = await page.context().storageState();
    if (localAgent) {
      device = await until('the agent of this computer has enrolled and reported', turnMaxMs, async () => {
        const { devices } = (await (await product.api('GET', '/api/devices')).json()) as {
          devices: { id: string; counts: { pass: number } }[];
        };
        return devices[0] !== undefined && devices[0].counts.pass > 0 && devices[0].id;
      });
    }
  });
  after(async () => {
    await browser?.close();
    await product?.stop();
  });

  const go = async (path: string) => {
    await page.goto(product.url + path);
    await settled(page);
  };

  it('shows 34 controls with a word beside every mark, and nothing planned as done', async () => {
    // The verdicts of a living machine move: the page is held against the very answer that it got. It is read on its way to the page,
    // because the browser drops the body of an answer that an earlier page still waited for.
    let board: { controls: { clauses: Record<string, number> }[] } | undefined;
    await page.route(/\/api\/board$/, async (route) => {
      const response = await route.fetch();
      board = await response.json();
      await route.fulfill({ response });
    });
    await go('/controls');
    await page.unroute(/\/api\/board$/);
    assert.ok(board !== undefined);
    assert.equal(await page.locator('main li h3').count(), 34);
    const tile = page.locator('main li').filter({ hasText: 'データ漏えいの防止' });
    for (const word of ['不適合', '不明', '適合', '準備中']) assert.ok(await tile.getByText(word, { exact: true }).isVisible(), word);
    for (const state of ['fail', 'unknown', 'pass', 'planned'] as const) {
      const sum = board.controls.reduce((total, control) => total + control.clauses[state]!, 0);
      const words = { fail: '不適合', unknown: '不明', pass: '適合', planned: '準備中' };
      const link = page.getByRole('list', { name: '状態で絞り込む' }).getByRole('link', { name: new RegExp(`^${words[state]}`) });
      assert.match((await link.textContent()) ?? '', new RegExp(`${sum}$`), state);
    }
  });

  it('opens a control at a clause, from a deep address, with its sentence, value, verdict and reason', async () => {
    await go('/controls/8.12#8.12.b');
    const clause = page.getByRole('article', { name: /8\.12\.b/ });
    await clause.getByText('ファイル共有ソフト', { exact: false }).first().waitFor();
    assert.ok(
      await clause.evaluate((node) => node.getBoundingClientRect().top < (globalThis as unknown as { innerHeight: number }).innerHeight),
    );
    assert.ok(await clause.getByRole('link', { name: /Winny/ }).isVisible());
    if (localAgent) {
      await clause.getByRole('link', { name: '禁止ソフトが動いていないこと' }).click();
      await page.getByRole('heading', { level: 1, name: '禁止ソフトが動いていないこと' }).waitFor();
      await page.locator('main li h3 a').first().click();
      await page.getByRole('heading', { level: 2, name: '端末の情報' }).waitFor();
    }
  });

  it('switches the language at once, on every page, and keeps the choice', async () => {
    await go('/controls/8.12');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: '8.12 Data leakage prevention' }).waitFor();
    assert.equal(await page.locator('html').getAttribute('lang'), 'en');
    await go('/devices');
    await page.getByRole('heading', { level: 1, name: 'Devices' }).waitFor();
    await page.getByRole('button', { name: '日本語' }).click();
    await page.getByRole('heading', { level: 1, name: '端末' }).waitFor();
  });

  it('changes a value after a confirmation in place, and the sentence follows', async () => {
    product.clock.push(stepUpLifeMs + 31_000);
    await go('/settings/values/screenLockMinutes');
    await page.getByLabel('新しい値').fill('５');
    await page.getByRole('button', { name: '保存する' }).click();
    const dialog = page.getByRole('dialog', { name: '本人確認' });
    await dialog.waitFor();
    await assertAccessible(page, 'confirmation');
    await dialog.getByLabel('認証アプリの6桁の数字').fill(codeOf(administrator.secret, product.clock));
    await page.keyboard.press('Enter');
    await page.getByText('保存しました。').waitFor();
    await go('/controls/8.1#8.1.e');
    await page
      .getByRole('article', { name: /8\.1\.e/ })
      .getByRole('link', { name: '5分' })
      .waitFor();
  });

  it('shows both values where someone else was faster, and loses neither', async () => {
    await go('/settings/values/screenLockMinutes');
    const { version } = (await (await product.api('GET', '/api/params/screenLockMinutes')).json()) as { version: number };
    assert.equal((await product.api('PUT', '/api/params/screenLockMinutes', { value: 7, version })).status, 200);
    await page.getByLabel('新しい値').fill('3');
    await page.getByRole('button', { name: '保存する' }).click();
    await page.getByRole('alert').getByText('7分', { exact: false }).waitFor();
    assert.equal(await page.getByLabel('新しい値').inputValue(), '3');
    await page.getByRole('button', { name: '保存する' }).click();
    await page.getByText('保存しました。').waitFor();
  });

  it('verifies the ledger and makes a pack', async () => {
    await go('/evidence');
    await page.getByRole('button', { name: '原簿を検証する' }).click();
    await page.getByRole('status').getByText('検証しました').waitFor();
    const [pack] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '監査資料を作る' }).click()]);
    assert.match(pack.suggestedFilename(), /\.zip$/);
    await page.locator('main table tbody a').first().click();
    await page.getByRole('heading', { level: 2, name: '証明' }).waitFor();
  });

  it('goes from the skip link to a clause by keyboard alone', async () => {
    await go('/controls');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').waitFor();
    await page.keyboard.type('8.12.b');
    await page
      .getByRole('option', { name: /8\.12\.b/ })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/8\.12#8\.12\.b$/);
    await go('/controls');
    await page.keyboard.press('Tab');
    assert.equal(await page.locator(':focus').textContent(), '本文へ移動');
    await page.keyboard.press('Enter');
    for (let presses = 0; presses < 20 && !/^8\.1/.test((await page.locator(':focus').textContent()) ?? ''); presses++)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /^8\.1 / }).waitFor();
  });

  it('does not search or submit while a Japanese word is being composed', async () => {
    const writer = await openPage(browser, { state });
    await writer.clock.install();
    await writer.goto(`${product.url}/devices`);
    await settled(writer);
    const field = writer.getByRole('searchbox', { name: '端末を検索' });
    await field.focus();
    const keys = await writer.context().newCDPSession(writer);
    await keys.send('Input.imeSetComposition', { text: 'えいぎょう', selectionStart: 5, selectionEnd: 5 });
    // Long after a pause in typing: half a word is still no search term.
    await writer.clock.runFor(5000);
    assert.equal(new URL(writer.url()).search, '');
    const taken = await field.evaluate((node) => {
      const enter = new (globalThis as unknown as { KeyboardEvent: new (type: string, init: object) => never }).KeyboardEvent('keydown', {
        key: 'Enter',
        isComposing: true,
        bubbles: true,
        cancelable: true,
      });
      return node.dispatchEvent(enter);
    });
    assert.equal(taken, false, 'Enter that confirms a word goes no further');
    await keys.send('Input.insertText', { text: '営業' });
    await writer.clock.runFor(1000);
    await writer.waitForURL(/q=/);
    assert.equal(new URL(writer.url()).searchParams.get('q'), '営業');
    await writer.context().close();
  });

  const paths = () => [
    '/controls',
    '/controls?show=planned',
    '/controls/8.12',
    '/controls/8.20',
    '/checks/software/file-sharing-running',
    '/devices',
    '/devices?q=nothing-has-this-name',
    ...(device === undefined ? [] : [`/devices/${device}`]),
    '/evidence',
    '/evidence/0',
    '/settings/values',
    '/settings/values/forbiddenSoftware',
    '/settings/people',
    '/settings/people/new',
    '/settings/agents',
    '/settings/account',
    '/today',
    '/there-is-no-such-page',
  ];
  // Both widths and both languages, each page twice: four times would find the same.
  for (const [size, language] of [
    [desk, 'ja'],
    [phone, 'en'],
  ] as const) {
    it(`has no barrier and no sideways scroll at ${size.width} px in ${language}`, async () => {
      const other = await openPage(browser, { size, language, state: { ...state, origins: [] } });
      for (const path of paths()) {
        await other.goto(product.url + path);
        await settled(other);
        assert.equal(await other.getByRole('alert').count(), 0, `${path}: ${(await other.getByRole('alert').allTextContents()).join()}`);
        await assertAccessible(other, `${path} ${size.width} ${language}`);
      }
      await other.context().close();
    });
  }

  it('leaves no script error and nothing that the policy forbids', () => assertQuiet());
});
