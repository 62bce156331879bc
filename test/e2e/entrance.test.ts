import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import {
  type Administrator,
  assertAccessible,
  assertQuiet,
  codeOf,
  openBrowser,
  openPage,
  phone,
  setUp,
  skipWithoutBrowser,
} from './browser.ts';
import { type Product, startProduct } from './product.ts';

/** A code works once. The next one is half a minute away, or one push of the clock. */
const nextCodeMs = 31_000;

describe('entrance', { skip: skipWithoutBrowser }, () => {
  let product: Product;
  let browser: Browser;
  let page: Page;
  let administrator: Administrator;

  before(async () => {
    product = await startProduct();
    browser = await openBrowser();
    page = await openPage(browser);
  });
  after(async () => {
    await browser?.close();
    await product?.stop();
  });

  const password = async () => {
    await page.getByLabel('メールアドレス').fill(administrator.login);
    await page.getByLabel('パスワード', { exact: true }).fill(administrator.password);
    await page.getByRole('button', { name: 'サインインする' }).click();
  };

  it('says what to do before the first administrator exists', async () => {
    await page.goto(`${product.url}/devices`);
    await page.getByRole('heading', { level: 1, name: 'まだ初期設定が済んでいません' }).waitFor();
    await assertAccessible(page, 'not set up');
  });

  it('names a link that is cut off or does not work', async () => {
    await page.goto(`${product.url}/setup`);
    await page.getByRole('heading', { name: 'リンクが途中で切れています' }).waitFor();
    await page.goto(`${product.url}/invitation#${'A'.repeat(43)}`);
    await page.getByRole('heading', { name: 'このリンクは使えません' }).waitFor();
    await assertAccessible(page, 'bad link');
  });

  it('refuses a short password before anything is sent, and takes the secret out of the address', async () => {
    await page.goto('about:blank');
    await page.goto(product.setupLink);
    await page.getByLabel('パスワード', { exact: true }).fill('short');
    assert.equal(new URL(page.url()).hash, '');
    await page.getByRole('button', { name: '次へ' }).click();
    await page.getByText('12文字以上にしてください。').waitFor();
    await page.getByText('氏名を入力してください。').waitFor();
  });

  it('sets up the first administrator with an authenticator app', async () => {
    await page.goto('about:blank');
    administrator = await setUp(page, product.setupLink, product.clock, async (step) => assertAccessible(page, step));
    assert.equal(administrator.recoveryCodes.length, 10);
    const session = (await (await page.request.get(`${product.url}/api/session`)).json()) as { signedIn: boolean };
    assert.equal(session.signedIn, true);
  });

  it('signs out, keeps a wrong code out and lets the right one in, back to where one wanted to be', async () => {
    await page.getByRole('button', { name: '山田 太郎さんのメニュー' }).click();
    await page.getByRole('menuitem', { name: 'サインアウト' }).click();
    await page.getByRole('heading', { level: 1, name: 'サインイン' }).waitFor();
    await assertAccessible(page, 'sign-in');
    await page.goto(`${product.url}/devices?verdict=fail`);
    await password();
    await page.getByLabel('認証アプリの6桁の数字').fill('000000');
    await page.getByRole('button', { name: '確認する' }).click();
    await page.getByRole('alert').getByText('入力した内容が一致しません').waitFor();
    await assertAccessible(page, 'second step refused');
    product.clock.push(nextCodeMs);
    await page.getByLabel('認証アプリの6桁の数字').fill(codeOf(administrator.secret, product.clock));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '端末' }).waitFor();
    assert.equal(new URL(page.url()).search, '?verdict=fail');
  });

  it('takes a recovery code where the phone is lost', async () => {
    await page.context().clearCookies();
    await page.goto(`${product.url}/sign-in`);
    await password();
    await page.getByRole('button', { name: '回復コードを使う' }).click();
    await page.getByLabel('回復コード').fill(administrator.recoveryCodes[0]!);
    await page.getByRole('button', { name: '確認する' }).click();
    await page.getByRole('heading', { level: 1, name: '管理策' }).waitFor();
  });

  it('brings an invited auditor in, who sees evidence and no settings of others', async () => {
    await page.goto(`${product.url}/settings/people/new`);
    await page.getByLabel('氏名').fill('外部 監査人');
    await page.getByLabel('メールアドレス').fill('audit@example.co.jp');
    await page.getByLabel('従業員').uncheck();
    await page.getByLabel('監査者').check();
    await page.getByRole('button', { name: '招待リンクを作る' }).click();
    await page.getByText('監査者の有効期限を指定してください。').waitFor();
    await page.getByLabel('有効期限').fill('2099-03-31');
    await page.getByRole('button', { name: '招待リンクを作る' }).click();
    // Signing in a moment ago counts as the confirmation.
    const link = await page.getByLabel('招待リンク').locator('pre').textContent();
    const auditor = await openPage(browser, { size: phone });
    await auditor.goto(link!);
    await auditor.getByText('外部 監査人さん').waitFor();
    await assertAccessible(auditor, 'invitation');
    await auditor.getByLabel('パスワード', { exact: true }).fill('夕方の散歩は川沿いまで行く');
    await auditor.getByLabel('パスワード(確認)').fill('夕方の散歩は川沿いまで行く');
    await auditor.getByRole('button', { name: '次へ' }).click();
    const secret = (await auditor.getByTestId('totp-secret').textContent()) ?? '';
    await auditor.getByLabel('表示された6桁の数字').fill(codeOf(secret, product.clock));
    await auditor.getByRole('button', { name: '登録して次へ' }).click();
    await auditor.getByLabel('回復コードを安全な場所に控えました').check();
    await auditor.getByRole('button', { name: '次へ' }).click();
    await auditor.getByRole('button', { name: '終わる' }).click();
    await auditor.getByRole('heading', { level: 1, name: '管理策' }).waitFor();
    await auditor.getByRole('button', { name: 'メニューを開く' }).click();
    await auditor.getByRole('link', { name: '証跡' }).waitFor();
    assert.equal(await auditor.getByRole('link', { name: '設定' }).count(), 0);
    await auditor.context().close();
  });

  it('leaves no script error and nothing that the policy forbids', () => assertQuiet());
});
