import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { bytesOf, codeql } from '../../src/sources/scanners/testing/reports.ts';
import { assertAccessible, assertQuiet, openBrowser, openPage, phone, settled, setUp, skipWithoutBrowser } from './browser.ts';
import { type Product, startProduct } from './product.ts';

/** Reports from the first target to a finding that is triaged by keyboard, in Japanese, on a desk and on a phone. */
describe('scan results in the browser', { skip: skipWithoutBrowser }, () => {
  let product: Product;
  let browser: Browser;
  let page: Page;
  before(async () => {
    product = await startProduct();
    browser = await openBrowser();
    page = await openPage(browser);
    await setUp(page, product.setupLink, product.clock);
  });
  after(async () => {
    await browser?.close();
    await product?.stop();
  });

  const report = (hits: Parameters<typeof codeql>[0], name: string) => ({
    name,
    mimeType: 'application/json',
    buffer: bytesOf(codeql(hits)),
  });
  async function take(hits: Parameters<typeof codeql>[0], name: string) {
    await page.locator('input[type=file]').setInputFiles(report(hits, name));
    await page.getByRole('button', { name: 'この内容で取り込む' }).click();
    await page.getByText('取り込みました。').waitFor();
  }

  it('leads from a target over the preview of a report to its findings', async () => {
    await page.goto(`${product.url}/scans`);
    await page.getByText('診断の対象がまだありません').waitFor();
    await assertAccessible(page, 'no targets');
    await page.getByRole('button', { name: '診断の対象を追加' }).click();
    await page.getByLabel('名前').fill('受注管理 (core)');
    await assertAccessible(page, 'a new target');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: '受注管理 (core)' }).waitFor();
    await page.locator('input[type=file]').setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{"a":') });
    await page.getByText(/JSONとして読めません.*何も取り込んでいません/).waitFor();
    await page.locator('input[type=file]').setInputFiles(report([{}, { rule: 'js/xss', path: 'src/view.js' }], 'first.sarif'));
    await page.getByText('指摘2件: 新規2件').waitFor();
    await page.getByText('新しく見つかったもの 2件').click();
    await assertAccessible(page, 'a preview');
    await page.getByRole('button', { name: 'この内容で取り込む' }).click();
    await page.getByText('取り込みました。').waitFor();
    await page.setViewportSize(phone);
    await settled(page);
    await assertAccessible(page, 'a target on a phone');
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole('link', { name: '残っている指摘を見る' }).click();
    await page.getByText('2件', { exact: false }).first().waitFor();
    await assertAccessible(page, 'findings');
  });

  it('takes decisions by keyboard, and shows their history', async () => {
    await page.getByRole('region', { name: '見つかった指摘' }).focus();
    for (const key of ['x', 'j', 'x', 'p']) await page.keyboard.press(key);
    await page.getByText('修正予定にする(2件)').waitFor();
    await assertAccessible(page, 'a decision');
    await page.getByRole('dialog').getByRole('button', { name: '修正予定にする' }).click();
    await page.getByText('2件を記録しました。').waitFor();
    await page.goBack();
    await take([{ rule: 'js/xss', path: 'src/view.js', line: 90 }], 'second.sarif');
    await page.getByText('新規0・なくなった1・再発0').first().waitFor();
    await page.goto(`${product.url}/scans/findings?waits=gone`);
    await page.getByRole('link', { name: /Database query/ }).click();
    await page.getByRole('button', { name: 'なくなったことを確認' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'なくなったことを確認' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByText('診断で見つからなくなった', { exact: true }).waitFor();
    await page.getByText('確認済み', { exact: true }).first().waitFor();
    await assertAccessible(page, 'a finding');
    await page.setViewportSize(phone);
    await settled(page);
    await assertAccessible(page, 'a finding on a phone');
    await page.goto(`${product.url}/scans/findings`);
    await page.getByRole('link', { name: /Client-side/ }).waitFor();
    await assertAccessible(page, 'findings on a phone');
    assertQuiet();
  });
});
