import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { localDateOf, localTimeOf } from '../../src/calendar/index.ts';
import {
  acceptInvitation,
  assertAccessible,
  assertQuiet,
  codeOf,
  openBrowser,
  openPage,
  phone,
  settled,
  setUp,
  skipWithoutBrowser,
} from './browser.ts';
import { type Product, startProduct } from './product.ts';

const dayMs = 86_400_000;
const password = '夕方の散歩は川沿いまで行く';

interface Member {
  page: Page;
  readonly login: string;
  readonly password: string;
  readonly secret: string;
}

/** Real data in a test, from the request on a phone to the deletion with its proof and somebody else’s look at it. */
describe('real data in a test', { skip: skipWithoutBrowser, timeout: 10 * 60_000 }, () => {
  let product: Product;
  let browser: Browser;
  let administrator: Member;
  let developer: Member;
  let request: string;
  /** The page of the case. */
  let use: string;

  before(async () => {
    product = await startProduct();
    browser = await openBrowser();
    const page = await openPage(browser);
    administrator = { page, ...(await setUp(page, product.setupLink, product.clock)) };
    const login = 'suzuki@example.co.jp';
    const { url } = await send(page, 'POST', '/api/people', { name: '鈴木 次郎', login, roles: ['employee'] });
    await send(page, 'POST', '/api/staff', { number: '1', name: '鈴木 次郎', kana: '', email: login, department: '開発課', title: '' });
    const own = await openPage(browser, { size: phone });
    developer = { page: own, login, password, secret: await acceptInvitation(own, url, product.clock, password) };
  });
  after(async () => {
    await browser?.close();
    await product?.stop();
  });

  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
  async function send(page: Page, method: string, path: string, data?: unknown): Promise<any> {
    const answer = await page.request.fetch(product.url + path, { method, headers: { origin: product.url }, ...(data ? { data } : {}) });
    const body = await answer.json();
    assert.ok(answer.ok(), JSON.stringify(body));
    return body;
  }
  const go = async (page: Page, path: string) => {
    await page.goto(product.url + path);
    await settled(page);
  };
  const fill = async (page: Page, cells: Readonly<Record<string, string>>) => {
    for (const [name, value] of Object.entries(cells)) await page.getByLabel(name).fill(value);
  };
  /** On the company's clock. */
  const moment = (at: Date): string => `${localDateOf(at)}T${localTimeOf(at).slice(0, 5)}`;
  /** The second factor is asked for where it was not shown just before. */
  async function prove({ page, secret }: Member, done: Promise<unknown>) {
    const dialog = page.getByRole('dialog', { name: '本人確認' });
    const asked = await Promise.race([dialog.waitFor().then(() => true), done.then(() => false)]);
    if (!asked) return;
    await dialog.getByRole('textbox').fill(codeOf(secret, product.clock));
    await page.keyboard.press('Enter');
    await done;
  }
  /** Days have passed, and sessions ended. */
  async function signIn(member: Member) {
    const { login, password, secret } = member;
    await send(member.page, 'POST', '/api/sign-in', { login, password });
    product.clock.push(31_000);
    await send(member.page, 'POST', '/api/sign-in/totp', { code: codeOf(secret, product.clock) });
  }

  it('is asked for on a phone, never with personal data', async () => {
    const { page } = developer;
    await go(page, '/requests/new/development/real-data');
    await page.getByRole('heading', { level: 1, name: '実データの試験利用申請と削除報告' }).waitFor();
    await fill(page, {
      データの名称: '商品マスタの写し',
      中身と件数: '商品コード、単価、8,000件',
      置き場所: 'orders_test',
      実データが要る理由: '桁あふれを再現する',
      使う者: '開発課3名',
      使用の開始日: localDateOf(product.clock.now()),
    });
    const person = page.getByRole('combobox', { name: '使う責任者' });
    await person.fill('鈴木');
    await page.getByRole('option', { name: /鈴木 次郎/ }).click();
    await page.getByRole('radio', { name: '含まれている', exact: true }).check();
    await page.getByRole('button', { name: '申請する', exact: true }).click();
    await page.getByText(/個人情報を含むデータは、承認があっても試験に使えません。/).waitFor();
    await assertAccessible(page, 'the request, refused, on a phone');
    await page.getByRole('radio', { name: '含まれていない(確かめた)' }).check();
    await page.getByRole('button', { name: '申請する', exact: true }).click();
    await page.waitForURL(/\/requests\/[0-9a-f-]{36}$/);
    request = new URL(page.url()).pathname;
    await page.getByText('申請しました').waitFor();
  });

  it('is in use once it is approved, and the applicant finds it', async () => {
    const { page } = administrator;
    await go(page, request);
    await page.getByRole('radio', { name: '見本を見て確かめた' }).check();
    await page.getByLabel('試験環境での守り方').fill('社外から入れない');
    await page.getByRole('button', { name: '承認する' }).click();
    await prove(administrator, page.getByRole('status').getByText('承認しました').waitFor());
    const own = developer.page;
    await go(own, '/requests');
    await own.getByRole('link', { name: 'かかわった案件' }).click();
    await own.getByRole('link', { name: /商品マスタの写し/ }).click();
    await own.waitForURL(/\/cases\/[0-9a-f-]{36}$/);
    use = new URL(own.url()).pathname;
    await own.getByText('使用中').first().waitFor();
    await assertAccessible(own, 'in use, on a phone');
  });

  it('is to be deleted once the test has ended, and says so in words when nobody does', async () => {
    const { page } = developer;
    await page.getByText('承認の期間が過ぎるか取り消されると').waitFor();
    const form = page.getByRole('form', { name: '試験の終了を記録する' });
    // What leads on beside it may fold it behind its name.
    if (!(await form.isVisible())) await page.locator('summary', { hasText: '試験の終了を記録する' }).click();
    await form.getByLabel('試験が終わった日時').fill(moment(product.clock.now()));
    await form.getByRole('button', { name: '試験の終了を記録する' }).click();
    await page.getByRole('status').getByText('いまの状態: 試験終了・消去待ち').waitFor();
    assert.equal(await page.getByText('期限超過').count(), 0);
    await assertAccessible(page, 'to be deleted, on a phone');
    product.clock.push(2 * dayMs);
    await signIn(developer);
    await signIn(administrator);
    await go(page, use);
    await page.getByText('期限超過').first().waitFor();
    await assertAccessible(page, 'overdue, on a phone');
    await go(administrator.page, '/cases?kind=test-data/use');
    await administrator.page.getByRole('row').filter({ hasText: '商品マスタの写し' }).getByText('期限超過').waitFor();
    await assertAccessible(administrator.page, 'the overdue case in its list');
  });

  it('is reported as deleted with its proof, which closes the request', async () => {
    const { page } = developer;
    await page.getByRole('link', { name: '記録の画面を開く' }).click();
    await page.getByRole('heading', { level: 1, name: /^試験後の実データの消去と報告/ }).waitFor();
    const form = page.getByRole('form', { name: '記録' });
    await form.getByLabel('消した日時').fill(moment(product.clock.now()));
    await form.getByRole('radio', { name: '表・データベースの削除' }).check();
    await fill(page, {
      消した者: '鈴木 次郎',
      消した場所: 'orders_test',
      見つけた写し: 'なし',
      残っていないことの確認: '商品コードで検索し0件',
    });
    await form.getByLabel('問題なし').check();
    await page.getByRole('button', { name: '完了する' }).click();
    await page.getByText('この業務は、証拠となるファイルの添付が必要です。').first().waitFor();
    assert.match(page.url(), /\/duties\//, 'not without a proof');
    await page.locator('input[type=file]').setInputFiles({ name: '検索結果.txt', mimeType: 'text/plain', buffer: Buffer.from('0 rows') });
    await page.getByText('「検索結果.txt」を送りました。').waitFor();
    await assertAccessible(page, 'the report, on a phone');
    await page.getByRole('button', { name: '完了する' }).click();
    await prove(developer, page.waitForURL(product.url + use));
    await page.getByText('消去報告済み・確認待ち').first().waitFor();
    assert.equal(await page.getByRole('form').count(), 0, 'whoever deleted does not acknowledge');
    assert.equal((await send(page, 'GET', `/api${request}`)).state, 'closed');
    await assertAccessible(page, 'reported, on a phone');
  });

  it('is closed by somebody else who has looked', async () => {
    const { page } = administrator;
    await go(page, use);
    const form = page.getByRole('form', { name: '報告を確認する' });
    await form.getByRole('radio', { name: /^置き場所を見て/ }).check();
    await form.getByRole('button', { name: '報告を確認する' }).click();
    await prove(administrator, page.getByRole('status').getByText('この案件は終了しました。').waitFor());
    await assertAccessible(page, 'closed, at a desk');
    await go(developer.page, use);
    await developer.page.getByText('完了').first().waitFor();
    await assertAccessible(developer.page, 'closed, on a phone');
    const { line } = await send(page, 'GET', `/api${use}`);
    const row = await send(page, 'GET', `/api/registers/development/test-data/rows/${line.row}`);
    assert.equal((row.cells ?? row.row.cells).deletedOn, localDateOf(product.clock.now()));
    assertQuiet();
  });
});
