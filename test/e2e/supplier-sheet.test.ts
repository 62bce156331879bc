import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { simpleParser } from 'mailparser';
import type { Browser, Page } from 'playwright-core';
import { addDays, BusinessCalendar, localDateOf, startOfDay } from '../../src/calendar/index.ts';
import { openPostOffice, type PostOffice } from '../../src/notify/testing/post-office.ts';
import { assertAccessible, assertQuiet, codeOf, openBrowser, openPage, phone, setUp, skipWithoutBrowser } from './browser.ts';
import { type Product, startProduct, until } from './product.ts';

/** A supplier on a phone, without an account: mail, link, code, answers, handed in; and the company that reads them. */
describe('a supplier answers its sheet by link', { skip: skipWithoutBrowser }, () => {
  let product: Product;
  let browser: Browser;
  let post: PostOffice;
  let page: Page;
  let secret: string;
  let id: string;
  const supplier = 'suzuki@example.com';

  before(async () => {
    post = await openPostOffice();
    product = await startProduct();
    product.clock.push(toNextNoon(product.clock.now()));
    browser = await openBrowser();
    page = await openPage(browser);
    ({ secret } = await setUp(page, product.setupLink, product.clock));
  });
  after(async () => {
    await browser?.close();
    await product?.stop();
    await post?.close();
  });

  /** Mail rests in quiet hours and on holidays, whenever this test happens to run. */
  function toNextNoon(now: Date): number {
    const calendar = new BusinessCalendar({
      closures: [],
      openWeekdays: [1, 2, 3, 4, 5],
      businessHours: { from: '09:00', to: '18:00' },
      extraHolidays: [],
      fiscalYearStartMonth: 4,
    });
    return startOfDay(calendar.addBusinessDays(localDateOf(now), 1)).getTime() + 12 * 3_600_000 - now.getTime();
  }

  async function call<T>(method: string, path: string, data?: unknown): Promise<T> {
    const answer = await page.request.fetch(`${product.url}${path}`, {
      method,
      headers: { origin: product.url },
      ...(data === undefined ? {} : { data }),
    });
    assert.ok(answer.ok(), `${path}: ${answer.status()} ${await answer.text()}`);
    return (await answer.json()) as T;
  }
  const mailWith = (what: string, pattern: RegExp): Promise<string> =>
    until(what, 30_000, async () => {
      const theirs = post.delivered.filter(({ to }) => to.includes(supplier));
      const texts = await Promise.all(theirs.map(async ({ raw }) => (await simpleParser(raw)).text ?? ''));
      return texts.map((text) => pattern.exec(text)?.[0]).find((found) => found !== undefined) ?? false;
    });

  it('is sent by a step of its case', async () => {
    // A code counts once; the next one comes in half a minute.
    product.clock.push(31_000);
    await call('POST', '/api/step-up', { code: codeOf(secret, product.clock) });
    await call('PUT', '/api/notices/settings', {
      channel: 'mail',
      enabled: true,
      version: 0,
      settings: {
        host: '127.0.0.1',
        port: post.port,
        tls: 'none',
        user: '',
        fromAddress: 'tejun@example.co.jp',
        fromName: '情報システム',
        replyTo: '',
        publicUrl: product.url,
      },
      secrets: {},
    });
    const cells = {
      name: 'サンプルシステム株式会社',
      work: '回線の提供',
      access: 'なし',
      workKinds: ['service'],
      contact: '鈴木',
      person: null,
      subcontractors: 'なし',
    };
    const opened = await call<{ id: string; revision: number }>('POST', '/api/cases', {
      kind: 'suppliers/supplier',
      variant: 'service',
      step: 'enter',
      cells,
    });
    id = opened.id;
    const dueOn = addDays(localDateOf(product.clock.now()), 14);
    const send = { way: 'link', contactName: '鈴木 一郎', contactMail: supplier, dueOn };
    await call('POST', `/api/cases/${id}/steps`, { step: 'send', revision: opened.revision, cells: send });
  });

  it('opens by link and code on a phone, keeps what was answered over a reload, and is handed in once', { timeout: 600_000 }, async () => {
    const link = await mailWith('the mail with the link', /https?:\/\/\S+\/supplier-sheet#\S+/);
    const theirs = await openPage(browser, { size: phone });
    await theirs.goto(link);
    await theirs.getByRole('heading', { level: 1, name: '委託先審査票' }).waitFor();
    await theirs.getByText('s•••@example.com').first().waitFor();
    assert.ok(!theirs.url().includes('#'), 'the secret is wiped from the address');
    await assertAccessible(theirs, 'the door of a sheet');
    await theirs.getByRole('button', { name: '確認コードを送る' }).click();
    const code = (await mailWith('the mail with the code', /確認コードは \d{6}/)).slice(-6);
    await theirs.getByLabel('確認コード(6桁)').fill(code);
    await theirs.keyboard.press('Enter');
    await theirs.getByRole('heading', { name: '体制と規程' }).waitFor();
    await assertAccessible(theirs, 'a sheet');
    const first = theirs.locator('main fieldset').first();
    await first.getByRole('radio', { name: 'はい' }).focus();
    await theirs.keyboard.press('Space');
    await first.getByLabel('説明・裏付け').fill('体制図のとおり');
    await theirs.getByRole('button', { name: '保存する' }).click();
    await theirs.getByText('保存しました').waitFor();
    await theirs.reload();
    await theirs.getByRole('heading', { name: '体制と規程' }).waitFor();
    assert.ok(await theirs.locator('main fieldset').first().getByRole('radio', { name: 'はい' }).isChecked(), 'what was saved is there');
    for (const question of await theirs.locator('main fieldset').all()) {
      const yes = question.getByRole('radio', { name: 'はい' });
      if ((await yes.count()) > 0) await yes.check();
      await question.getByRole('textbox').fill('規程 第3章');
    }
    const submit = theirs.getByRole('button', { name: '提出する' });
    assert.ok(await submit.isDisabled(), 'not without a name');
    await theirs.getByLabel('回答の責任者の氏名').fill('鈴木 一郎');
    await theirs.getByLabel('回答は事実のとおりです').check();
    await submit.click();
    await theirs.getByRole('heading', { level: 1, name: '回答を受け付けました' }).waitFor();
    await theirs.getByText(/受付番号 \d+/).waitFor();
    assertQuiet();
    await theirs.close();
  });

  it('is read by the company with its score and who opened it, on the page of the case and in the list', async () => {
    await page.goto(`${product.url}/cases/${id}`);
    await page.getByText('100点 / 合格点70点').waitFor();
    await page.getByText(/^開かれた記録/).click();
    await page.getByText('提出された').waitFor();
    await page.getByText('規程 第3章').first().waitFor();
    await assertAccessible(page, 'the case of a supplier');
    await page.goto(`${product.url}/suppliers`);
    await page.getByText('100点').waitFor();
    await assertAccessible(page, 'the list of suppliers');
    await page.goto(`${product.url}/suppliers/questions`);
    await page.getByRole('heading', { name: '体制と規程' }).waitFor();
    await assertAccessible(page, 'the questions');
    assertQuiet();
  });
});
