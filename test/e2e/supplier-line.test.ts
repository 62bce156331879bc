import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { assertAccessible, assertQuiet, openBrowser, openPage, phone, settled, setUp, skipWithoutBrowser } from './browser.ts';
import { type Product, startProduct, until } from './product.ts';

const register = '/registers/suppliers/suppliers';

/** A company's ledger of suppliers was there before Tejun: the assessment of one begins from its line. */
describe('a supplier that is in the register already', { skip: skipWithoutBrowser }, () => {
  let product: Product;
  let browser: Browser;
  let page: Page;
  before(async () => {
    product = await startProduct();
    browser = await openBrowser();
    page = await openPage(browser);
    await setUp(page, product.setupLink, product.clock);
    const cells = {
      name: '港システム',
      work: '受注システムの保守',
      access: '検証サーバの管理者権限',
      contact: '小林 03-0000-0000',
      state: 'active',
      assessedOn: '2026-04-01',
      score: 72,
      reassessBy: '2027-03-31',
      contractOn: '2025-04-01',
      workFrom: '2025-04-02',
      contractUntil: '2027-03-31',
      clauses: ['confidentiality'],
    };
    const answer = await page.request.fetch(`${product.url}/api${register}/rows`, {
      method: 'POST',
      headers: { origin: product.url },
      data: { cells, reason: '以前の台帳から' },
    });
    assert.equal(answer.status(), 201, await answer.text());
  });
  after(async () => {
    await browser?.close();
    await product?.stop();
  });

  it('leads from its line to the form, which knows what the line says', async () => {
    await page.goto(product.url + register);
    await settled(page);
    await page.getByRole('link', { name: 'R-VENDOR-1' }).click();
    const begin = page.getByRole('link', { name: '審査を始める' });
    await begin.waitFor();
    await assertAccessible(page, 'a line without a case');
    await shot('line');
    await begin.click();
    await page.getByText('運用・保守の委託', { exact: true }).click();
    const name = page.getByRole('textbox', { name: /^委託先/ });
    await name.waitFor();
    await settled(page);
    // What the line says is filled in as soon as it is read.
    await until('the name is filled in', 15_000, async () => (await name.inputValue()) === '港システム');
    await assertAccessible(page, 'the form for a supplier that is there');
    await shot('form');
    await page.setViewportSize(phone);
    await assertAccessible(page, 'the form on a phone');
    await shot('form-phone');
  });

  it('becomes the line of the case, and says so', async () => {
    await page.getByRole('checkbox', { name: 'システムの運用・保守' }).check();
    await page.getByRole('textbox', { name: /^再委託先/ }).fill('なし');
    await page.getByRole('button', { name: '取引中の委託先を登録する' }).click();
    await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/);
    await page.getByRole('link', { name: '委託先台帳 R-VENDOR-1' }).click();
    await page.getByText('案件が進むと、この行も書き換わります。').waitFor();
    assert.equal(await page.getByRole('link', { name: '審査を始める' }).count(), 0);
    assertQuiet();
  });

  async function shot(name: string) {
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });
  }
});
