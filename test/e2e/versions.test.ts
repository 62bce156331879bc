import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { necessities } from '../../src/catalog/necessity.ts';
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

/** Today where the company is; the product's clock is real time here. */
const today = (): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format(new Date());
const stepUpLifeMs = 5 * 60_000;

interface Member {
  readonly page: Page;
  readonly secret: string;
}

describe('versions: from a submitted draft to the rules in force', { skip: skipWithoutBrowser }, () => {
  let product: Product;
  let browser: Browser;
  let administrator: Page;
  let author: Member;
  let employee: Page;
  let first: Member;
  let second: Member;

  before(async () => {
    product = await startProduct();
    browser = await openBrowser();
    administrator = await openPage(browser);
    const { secret } = await setUp(administrator, product.setupLink, product.clock);
    author = { page: administrator, secret };
    first = await invited('佐藤 花子', ['committee']);
    second = await invited('高橋 一郎', ['committee']);
    employee = (await invited('鈴木 次郎', ['employee'])).page;
    await writeDraft();
  });
  after(async () => {
    await browser?.close();
    await product?.stop();
  });

  /** As the person of this page, through the API. Anything but success fails the test with what the server said. */
  async function call<T>(page: Page, method: string, path: string, body?: unknown): Promise<T> {
    const answer = await page.request.fetch(product.url + path, {
      method,
      headers: { origin: product.url },
      ...(body === undefined ? {} : { data: body }),
    });
    assert.ok(answer.ok(), `${method} ${path}: ${answer.status()} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  async function invited(name: string, roles: readonly string[]): Promise<Member> {
    const { url } = await call<{ url: string }>(administrator, 'POST', '/api/people', {
      name,
      login: `${encodeURIComponent(name).replaceAll('%', '').toLowerCase()}@example.co.jp`,
      roles,
    });
    const page = await openPage(browser);
    const secret = await acceptInvitation(page, url, product.clock);
    return { page, secret };
  }

  /** A company that changed one sentence, left one chapter out, and took one value laxer than the guideline's. */
  async function writeDraft(): Promise<void> {
    await call(administrator, 'PUT', '/api/company/facts', { changes: [{ key: 'name', value: '株式会社みどり商事', revision: 0 }] });
    await call(administrator, 'PUT', '/api/company/approvals', { value: 2, revision: 0 });
    for (const [id, { suggestion }] of Object.entries(necessities)) {
      const adopted = { revision: 0, adoption: 'adopted', owner: null, deputy: null, necessity: suggestion.ja };
      await call(administrator, 'PUT', `/api/procedures/draft/clauses/${id}`, adopted);
    }
    await call(administrator, 'PUT', '/api/procedures/draft/clauses/8.1.c', {
      revision: 0,
      adoption: 'replaced',
      text: { ja: '会社が貸与した端末だけを<b>業務</b>に使う。髙﨑𠮷', en: '' },
      reason: '私有の端末を使わないため。',
      owner: null,
      deputy: null,
    });
    await call(administrator, 'PUT', '/api/procedures/draft/controls/8.28', {
      revision: 0,
      applicable: false,
      reason: 'ソフトウェアを自社で開発していないため。',
    });
    await call(administrator, 'PUT', '/api/procedures/draft/values/screenLockMinutes', {
      revision: 0,
      value: 15,
      reason: '検品の途中でロックされ、作業が止まるため。',
    });
    await submit();
  }

  async function submit(): Promise<void> {
    const { draft } = await call<{ draft: { revision: number } }>(administrator, 'GET', '/api/procedures');
    await call(administrator, 'POST', '/api/procedures/submit', {
      revision: draft.revision,
      kind: 'major',
      effectiveOn: today(),
      note: '最初の版です。',
    });
  }

  const go = async (page: Page, path: string) => {
    await page.goto(product.url + path);
    await settled(page);
  };
  const confirm = async ({ page, secret }: Member) => {
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill(codeOf(secret, product.clock));
    await dialog.getByRole('button', { name: '確認する', exact: true }).click();
  };
  /** The newest one. */
  const openVersion = async (page: Page) => {
    await go(page, '/procedures/versions');
    await page
      .getByRole('link', { name: /^(読む|読んで決める)$/ })
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: '1.0版' }).waitFor();
    await page.getByRole('heading', { level: 2, name: '変わった項' }).waitFor();
  };

  it('says that nothing is in force yet, to everybody', async () => {
    await go(administrator, '/procedures/in-force');
    await administrator.getByText('施行中の手順書はまだありません').waitFor();
    await assertAccessible(administrator, 'nothing in force');
  });

  it('shows the approver what is risky first: the laxer value with its reason, what does not apply, the changed words', async () => {
    await openVersion(first.page);
    const laxer = first.page.getByRole('listitem').filter({ hasText: '検品の途中でロックされ、作業が止まるため。' });
    await laxer.getByText('15分').waitFor();
    await first.page.getByText('ソフトウェアを自社で開発していないため。').first().waitFor();
    const clause = first.page.getByRole('article', { name: /8\.1\.c/ });
    assert.match((await clause.locator('ins').allTextContents()).join(''), /<b>業務<\/b>/, 'markup stays text');
    assert.ok((await clause.locator('del').count()) > 0);
    await assertAccessible(first.page, 'version to decide');
    await first.page.setViewportSize(phone);
    await assertAccessible(first.page, 'version to decide on a phone');
  });

  it('does not let the submitter decide, and says why', async () => {
    await openVersion(administrator);
    await administrator.getByText('あなたが提出した版です').waitFor();
    assert.equal(await administrator.getByRole('button', { name: '承認する' }).count(), 0);
  });

  it('takes one approval from a double click, asks for the second factor, and waits for the other member', async () => {
    product.clock.push(stepUpLifeMs + 60_000);
    const sent: string[] = [];
    first.page.on('request', (request) => request.url().endsWith('/decide') && sent.push(request.postData() ?? ''));
    await first.page.getByRole('button', { name: '差し戻す' }).click();
    await first.page.getByText('差し戻すときは、理由を書いてください。').waitFor();
    assert.deepEqual(sent, []);
    await first.page.getByRole('button', { name: '承認する' }).dblclick();
    await confirm(first);
    await first.page.getByText('2人のうち1人が承認済みです。必要な人数がそろうと、この版が承認されます。').waitFor();
    // Refused once for the second factor, then sent again: the same act, about the same bytes.
    assert.equal(sent.length, 2);
    assert.equal(sent[0], sent[1]);
    await openVersion(first.page);
    await first.page.getByText('あなたは承認済みです').waitFor();
  });

  it('tells an open tab that the version has moved on, and records nothing', async () => {
    await openVersion(second.page);
    await call(administrator, 'POST', '/api/step-up', { code: codeOf(author.secret, product.clock) });
    await call(administrator, 'POST', `/api/procedures/versions/${new URL(second.page.url()).pathname.split('/').at(-1)}/withdraw`, {});
    await second.page.getByRole('button', { name: '承認する' }).click();
    await confirm(second);
    await second.page.getByText('この版の状態は、画面を開いた後に変わっています').waitFor();
    await second.page.getByText('取下げ', { exact: true }).waitFor();
    const { versions } = await call<{ versions: { decisions: unknown[] }[] }>(second.page, 'GET', '/api/procedures/versions');
    assert.equal(versions[0]!.decisions.length, 1);
  });

  it('puts the version into force once both have approved, and says from when', async () => {
    await submit();
    for (const member of [first, second]) {
      await openVersion(member.page);
      await member.page.getByLabel('意見').fill('確認しました。');
      await member.page.getByRole('button', { name: '承認する' }).click();
      await member.page.getByText('承認しました', { exact: true }).waitFor();
    }
    await second.page.getByText(`必要な承認がそろいました。施行日は${today()}です。`).waitFor();
    await go(second.page, '/procedures/versions');
    await second.page.getByText('施行中', { exact: true }).waitFor();
    await assertAccessible(second.page, 'versions');
  });

  it('lets every employee read and search what is in force, on a phone too, and nothing before the first version', async () => {
    await go(employee, '/procedures/in-force');
    await employee.getByText('会社が貸与した端末だけを<b>業務</b>に使う。髙﨑𠮷').waitFor();
    assert.equal(await employee.getByRole('button', { name: /ダウンロード/ }).count(), 0);
    await employee.getByLabel('手順書の中を探す').fill('ﾊﾟｽﾜｰﾄﾞ');
    await employee.getByText(/^\d+項が見つかりました$/).waitFor();
    assert.equal(await employee.locator('main mark').first().textContent(), 'パスワード');
    await employee.setViewportSize(phone);
    await assertAccessible(employee, 'in force on a phone');
    await employee.getByLabel('この日の手順書を見る').fill('2020-01-01');
    await employee.getByRole('button', { name: '開く', exact: true }).click();
    await employee.getByText('2020-01-01の時点で施行していた手順書はありません').waitFor();
  });

  it('compares: nothing differs from the draft until something is changed, then exactly that', async () => {
    await go(administrator, '/procedures/compare?from=in-force&to=draft');
    await administrator.getByText('違いはありません').waitFor();
    const { values } = await call<{ values: { id: string; revision: number }[] }>(
      administrator,
      'GET',
      '/api/procedures/draft?control=8.1',
    );
    const { revision } = values.find(({ id }) => id === 'screenLockMinutes')!;
    await call(administrator, 'PUT', '/api/procedures/draft/values/screenLockMinutes', { revision, value: 5 });
    await go(administrator, '/procedures/compare?from=in-force&to=draft');
    const row = administrator.getByRole('table', { name: '会社の値' }).getByRole('row').nth(1);
    assert.match((await row.textContent()) ?? '', /15分.*5分/);
    await assertAccessible(administrator, 'comparison');
  });

  it('replays a clause on its page with the text, value, owner and version of that day', async () => {
    await go(administrator, '/controls/8.1#8.1.e');
    const clause = administrator.getByRole('article', { name: /8\.1\.e/ });
    await clause.getByText('過去の日付で見る').click();
    await clause.getByLabel('日付').fill(today());
    await clause.getByRole('button', { name: '表示する' }).click();
    const replayed = clause.getByRole('status').filter({ hasText: 'の時点' });
    await replayed.getByRole('link', { name: '1.0版' }).waitFor();
    assert.match((await replayed.textContent()) ?? '', /15分以内.*情報システム管理者/s);
    await assertAccessible(administrator, 'control with a replay');
  });

  it('keeps rows of A.5 to A.7 beside the statement, from a paste, and never over somebody else’s', async () => {
    await go(administrator, '/procedures/statement');
    assert.equal(await administrator.getByRole('table', { name: 'A.8 技術的管理策' }).getByRole('row').count(), 1 + 34);
    await administrator.getByRole('button', { name: '編集する' }).click();
    await administrator.getByText('Excelから貼り付ける').first().click();
    await administrator.getByRole('textbox', { name: 'Excelから貼り付ける' }).fill('A.5.1\t方針群\t適用\t\t総務部\nA.8.1\t端末');
    await administrator.getByRole('button', { name: '表に取り込む' }).click();
    await administrator.getByText('2行目: A.8.1 端末').waitFor();
    const theirs = { control: 'A.7.1', title: '境界', applicable: true, reason: '', where: '総務部' };
    await call(administrator, 'PUT', '/api/statement', { revision: 0, rows: [theirs] });
    await administrator.getByRole('button', { name: '保存する' }).click();
    await administrator.getByText('ほかの人が先に保存しました').waitFor();
    assert.equal(await administrator.getByLabel('1行目の番号').inputValue(), 'A.5.1');
    await assertAccessible(administrator, 'statement in conflict');
    await administrator.getByRole('button', { name: '保存されている内容を読み込む' }).click();
    await administrator.getByRole('button', { name: '保存する' }).click();
    await administrator.getByRole('table', { name: 'A.5〜A.7の管理策' }).getByText('境界').waitFor();
  });

  it('leaves no script error and nothing that the policy forbids', () => assertQuiet());
});
