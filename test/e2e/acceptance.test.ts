import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
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

interface Member {
  readonly page: Page;
  readonly secret: string;
}

/** An acceptance by three people: one writes and tests by keyboard, two approve, one of them on a telephone. */
describe('a two-person acceptance', { skip: skipWithoutBrowser, timeout: 10 * 60_000 }, () => {
  let product: Product;
  let browser: Browser;
  let administrator: Member;
  let manager: Member;
  let tester: Member;
  let id: string;

  before(async () => {
    product = await startProduct();
    browser = await openBrowser();
    const page = await openPage(browser);
    administrator = { page, secret: (await setUp(page, product.setupLink, product.clock)).secret };
    manager = await invited('suzuki', ['departmentManager']);
    tester = await invited('tanaka', ['employee']);
  });
  after(async () => {
    await browser?.close();
    await product?.stop();
  });

  async function invited(login: string, roles: readonly string[]): Promise<Member> {
    const { url } = await send(administrator, '/api/people', { name: login, login: `${login}@example.co.jp`, roles });
    const page = await openPage(browser, roles.includes('departmentManager') ? { size: phone } : {});
    return { page, secret: await acceptInvitation(page, url, product.clock) };
  }
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
  async function send({ page }: Member, path: string, data: unknown): Promise<any> {
    const answer = await page.request.fetch(product.url + path, { method: 'POST', headers: { origin: product.url }, data });
    const body = await answer.json();
    assert.ok(answer.ok(), JSON.stringify(body));
    return body;
  }
  const read = async ({ page }: Member, path: string) => (await page.request.get(product.url + path)).json();
  const open = async ({ page }: Member) => {
    await page.goto(`${product.url}/cases/${id}`);
    await settled(page);
  };
  async function prove({ page, secret }: Member, done: () => Promise<unknown>) {
    const dialog = page.getByRole('dialog', { name: '本人確認' });
    const asked = await Promise.race([dialog.waitFor().then(() => true), done().then(() => false)]).catch(() => false);
    if (!asked) return;
    await dialog.getByRole('textbox').fill(codeOf(secret, product.clock));
    await page.keyboard.press('Enter');
    await done();
  }

  it('is specified by keyboard and frozen', async () => {
    ({ id } = await send(tester, '/api/cases', {
      kind: 'development/acceptance',
      variant: 'specified',
      step: 'open',
      cells: { title: '受注管理 2.3', kind: 'new' },
    }));
    const { page } = tester;
    await open(tester);
    await page.getByRole('button', { name: '項目を足す' }).click();
    for (const [what, expected] of [
      ['受注を登録する', '一覧に出る'],
      ['権限のない人で開く', '断られる'],
    ] as const) {
      await page.keyboard.type(what);
      await page.keyboard.press('Tab');
      await page.keyboard.type(expected);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
    }
    await page.keyboard.press('Control+Enter');
    await page.getByText('保存しました。').waitFor();
    await assertAccessible(page, 'the editor');
    await page.getByRole('button', { name: '仕様書を確定して試験を始める' }).first().click();
    await page.getByText('試験中').first().waitFor();
    await page.getByText('第1版').waitFor();
  });

  it('is tested with one key a case, and what failed stands in the way', async () => {
    const { page } = tester;
    await open(tester);
    const rows = page.locator('[data-row]');
    await rows.first().focus();
    await page.keyboard.press('p');
    await page.keyboard.press('f');
    await page.keyboard.type('開けてしまう');
    await page.getByRole('button', { name: '結果を記録する' }).click();
    await page.getByText('あと1件が').waitFor();
    await assertAccessible(page, 'the result sheet');
    const sheet = await read(tester, `/api/acceptances/${id}`);
    assert.deepEqual([sheet.sums.passed, sheet.sums.failed, sheet.sums.open], [1, 1, 1]);
    await page.getByRole('button', { name: 'T-2 合格' }).click();
    await page.getByText('あと1件が').waitFor({ state: 'detached' });
  });

  it('is approved by two others, one on a telephone', async () => {
    const person = await send(administrator, '/api/staff', {
      number: '1',
      name: '田中 一',
      kana: '',
      email: 'tanaka@example.co.jp',
      department: '営業部',
      title: '',
    });
    const { next } = await read(manager, `/api/cases/${id}`);
    const { occurrence } = next.find((each: { step: string }) => each.step === 'tested').occurrence;
    const { revision, sheet } = await read(manager, `/api/duties/occurrences/${occurrence}`);
    const testedOn = new Date(product.clock.now().getTime() + 9 * 3_600_000).toISOString().slice(0, 10);
    const record = { testedOn, tester: person.id, security: '権限外の操作が断られる', result: 'accepted' };
    await send(manager, `/api/duties/occurrences/${occurrence}/complete`, {
      revision,
      result: 'in-order',
      record,
      remark: '',
      sheetDigest: sheet?.digest ?? null,
      attach: [],
    });
    for (const [member, name, then] of [
      [manager, '部門の管理者として承認する', '管理者の承認待ち'],
      [administrator, '情報システム管理者として承認する', '承認済み・運用開始待ち'],
    ] as const) {
      await open(member);
      await member.page.getByText('承認を妨げる項目はありません。').waitFor();
      await assertAccessible(member.page, name);
      await member.page.getByRole('button', { name }).first().click();
      await prove(member, () => member.page.getByRole('status').getByText(`いまの状態: ${then}`).waitFor());
    }
    const { state } = await read(administrator, `/api/cases/${id}`);
    assert.equal(state.id, 'approved');
    assertQuiet();
  });
});
