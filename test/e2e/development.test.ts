import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { assertAccessible, assertQuiet, desk, openBrowser, openPage, phone, settled, setUp, skipWithoutBrowser } from './browser.ts';
import { type Product, startProduct } from './product.ts';

/** A development project from its opening to the hand-over of its requirements: edited in place, in Excel, on a desk and on a phone. */
describe('a development project in the browser', { skip: skipWithoutBrowser, timeout: 10 * 60_000 }, () => {
  let product: Product;
  let browser: Browser;
  let page: Page;
  let project: string;

  before(async () => {
    product = await startProduct();
    browser = await openBrowser();
    page = await openPage(browser);
    await setUp(page, product.setupLink, product.clock);
    await send('POST', '/api/staff', {
      number: '1',
      name: '山田 太郎',
      kana: '',
      email: 'yamada@example.co.jp',
      department: '開発課',
      title: '',
    });
  });
  after(async () => {
    await browser?.close();
    await product?.stop();
  });

  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
  async function send(method: string, path: string, data?: unknown): Promise<any> {
    const answer = await page.request.fetch(product.url + path, { method, headers: { origin: product.url }, ...(data ? { data } : {}) });
    const body = await answer.json();
    assert.ok(answer.ok(), JSON.stringify(body));
    return body;
  }
  const sheet = () => send('GET', `/api/development/projects/${project}`);
  /** Looks at what stands there at both widths. */
  async function look(of: Page, what: string) {
    for (const [at, size] of [
      ['desk', desk],
      ['phone', phone],
    ] as const) {
      await of.setViewportSize(size);
      await settled(of);
      // Nothing lies half under the bar that stays at the top.
      await of.evaluate('scrollTo(0, 0)');
      await assertAccessible(of, `${what}, ${at}`);
    }
    await of.setViewportSize(desk);
  }

  it('begins with ten questions, whose answers choose the requirements', async () => {
    const cells = { name: '受注管理の改修', kind: 'inHouse', systemKind: 'web', requirements: '二要素', repository: 'Git core' };
    ({ id: project } = await send('POST', '/api/cases', { kind: 'development/project', variant: 'four', step: 'open', cells }));
    await page.goto(`${product.url}/cases/${project}`);
    await page.getByText('まず評価をしてください。').waitFor();
    await look(page, 'a new project');
    await page.getByRole('button', { name: '評価する' }).click();
    const form = page.getByRole('form', { name: 'リスクの評価' });
    for (const question of await form.locator('select').all()) await question.selectOption({ index: 1 });
    await form.getByLabel('専門家の意見').fill('顧問の山本氏: 外部公開の前に診断を受けること');
    await look(page, 'the assessment');
    await form.getByRole('button', { name: '評価を保存する' }).click();
    await page.getByText(/^リスク: /).waitFor();
    await page.getByRole('button', { name: 'ひな形から加える' }).click();
    await page.getByText(/ひな形から\d+件を加えました。/).waitFor();
    await look(page, 'the list of requirements');
  });

  it('keeps each field as it is left, by keyboard alone', async () => {
    const before = (await sheet()).lines;
    await page.getByRole('button', { name: '行を加える' }).click();
    const no = before.length + 1;
    const title = page.getByRole('textbox', { name: `${no} 要求事項` });
    await title.waitFor();
    await title.fill('印刷物に利用者名を入れる');
    await page.keyboard.press('Tab');
    await page.getByRole('combobox', { name: `${no} 採否` }).selectOption({ label: '対象外' });
    // The cursor is where the reason goes.
    await page
      .getByRole('textbox', { name: `${no} 対象外の理由` })
      .and(page.locator(':focus'))
      .waitFor();
    await page.keyboard.type('印刷しない');
    await page.keyboard.press('Tab');
    await page.getByText(/対象外1件/).waitFor();
    const line = (await sheet()).lines.at(-1);
    assert.deepEqual([line.title, line.decision, line.reason], ['印刷物に利用者名を入れる', 'notApplicable', '印刷しない']);
    const first = page.getByRole('textbox', { name: '1 要求事項', exact: true });
    await first.focus();
    await page.keyboard.press('Enter');
    await page.locator('[aria-label="2 要求事項"]:focus').waitFor(); // Enter goes down.
  });

  it('comes back from a file that is shown first', async () => {
    const csv = (rows: string) => ({ name: '要求.csv', mimeType: 'text/csv', buffer: Buffer.from(`\ufeff番号,要求事項,採否\r\n${rows}`) });
    const file = page.locator('section', { hasText: 'Excelから取り込む' }).locator('input[type=file]').last();
    await file.setInputFiles(csv('999,知らない番号,たぶん\r\n'));
    await page.getByText(/2行目/).first().waitFor();
    await look(page, 'a file that cannot be read');
    assert.equal(await page.getByRole('button', { name: 'この内容で取り込む' }).count(), 0);
    await page.getByRole('button', { name: '取り込まない' }).click();
    await file.setInputFiles(csv('1,短く書き直した,採用\r\n'));
    await page.getByText(/変更1件/).waitFor();
    await look(page, 'a file that is shown');
    await page.getByRole('button', { name: 'この内容で取り込む' }).click();
    await page.getByText(/変更1件/).waitFor({ state: 'detached' });
    assert.equal((await sheet()).lines[0].title, '短く書き直した');
  });

  it('is frozen by its hand-over', async () => {
    const form = page.getByRole('form', { name: 'レビューに出す' });
    const author = form.getByRole('combobox', { name: '作った者' });
    await author.fill('山田');
    await page.getByRole('option', { name: /山田 太郎/ }).click();
    await form.getByLabel('費用・時間・複雑さ').fill('60万円、3週間、中');
    await form.getByRole('button', { name: 'レビューに出す' }).click();
    await page.getByText('要求事項の承認待ち').first().waitFor();
    await page.getByText(/第1回の確定/).waitFor();
    assert.equal(await page.getByRole('textbox', { name: '1 要求事項', exact: true }).count(), 0);
    await look(page, 'frozen requirements');
    const english = await openPage(browser, { language: 'en', state: await page.context().storageState() });
    await english.goto(`${product.url}/cases/${project}`);
    await english.getByText('Requirements to be approved').first().waitFor();
    await look(english, 'frozen requirements in English');
    await english.context().close();
    assertQuiet();
  });
});
