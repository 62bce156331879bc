import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { words } from '../../src/base/text.ts';
import { trialKind } from '../../src/engine/cases/testing/site.ts';
import type { CaseKind } from '../../src/mechanism/case.ts';
import { type Duty, defineDuty } from '../../src/mechanism/duty.ts';
import { citedCases, citedDuties } from '../../src/overview/index.ts';
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

const stepUpLifeMs = 6 * 60_000;

interface Member {
  readonly page: Page;
  readonly secret: string;
}

/** The engine's own trial kind as a part of the product: what real kinds look like may change without these pages changing. */
const trialDuty: Duty = defineDuty({
  id: 'trial/test',
  title: words('試しの変更の試験', 'Test of a trial change'),
  purpose: words('適用する前に試します。', 'It is tried before it is applied.'),
  owner: 'administrator',
  recurrence: {
    type: 'event',
    on: [{ type: 'case', kind: trialKind.id, says: words('試しの変更が承認されたとき', 'A trial change was approved') }],
    within: { businessDays: 5 },
    from: 'event',
    quietMonths: 12,
  },
  shift: 'previous',
  steps: [words('1台で試します。', 'Try it on one device.')],
  sheet: {},
  record: [{ id: 'testedOn', title: words('試験した日', 'Tested on'), type: 'date' }],
  file: 'possible',
});

describe('cases: from the first form to the end, in which nobody does two parts that are apart', { skip: skipWithoutBrowser }, () => {
  let product: Product;
  let browser: Browser;
  let administrator: Member;
  let committee: Member;
  let employee: Member;
  let auditor: Member;
  /** The page of the case. */
  let trial: string;

  before(async () => {
    (citedCases as CaseKind[]).push(trialKind);
    (citedDuties as Duty[]).push(trialDuty);
    product = await startProduct();
    browser = await openBrowser();
    const page = await openPage(browser);
    administrator = { page, secret: (await setUp(page, product.setupLink, product.clock)).secret };
    committee = await invited('佐藤 花子', ['committee']);
    employee = await invited('鈴木 次郎', ['employee']);
    auditor = await invited('監査 三郎', ['auditor']);
  });
  after(async () => {
    await browser?.close();
    await product?.stop();
  });

  async function invited(name: string, roles: readonly string[]): Promise<Member> {
    const login = `${roles[0]!.toLowerCase()}@example.co.jp`;
    const expiresAt = roles.includes('auditor') ? { expiresAt: new Date(product.clock.now().getTime() + 86_400_000).toISOString() } : {};
    const answer = await send(administrator.page, 'POST', '/api/people', { name, login, roles, ...expiresAt });
    assert.ok(answer.ok(), await answer.text());
    const page = await openPage(browser);
    return { page, secret: await acceptInvitation(page, ((await answer.json()) as { url: string }).url, product.clock) };
  }
  /** As the person of this page, through the API. */
  const send = (page: Page, method: string, path: string, body?: unknown) =>
    page.request.fetch(product.url + path, {
      method,
      headers: { origin: product.url },
      ...(body === undefined ? {} : { data: body }),
    });
  const go = async (page: Page, path: string) => {
    await page.goto(product.url + path);
    await settled(page);
  };
  const look = (page: Page, what: string) => assertAccessible(page, what);
  const prove = async ({ page, secret }: Member) => {
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').waitFor();
    await page.keyboard.type(codeOf(secret, product.clock));
    await page.keyboard.press('Enter');
  };
  const station = (page: Page, title: string) =>
    page.getByRole('list', { name: '状態の移り変わり' }).getByRole('listitem').filter({ hasText: title });

  it('says where there are none, and leads to the kinds that can be started', async () => {
    const { page } = administrator;
    await go(page, '/cases');
    await page.getByText('案件はまだありません').waitFor();
    await look(page, 'no cases');
    await page.getByRole('link', { name: '案件を開始する' }).click();
    await page.getByRole('heading', { level: 1, name: '案件を開始する' }).waitFor();
    await look(page, 'kinds of case');
    await page.getByRole('link', { name: /^試しの変更:/ }).click();
    await page.getByRole('heading', { level: 1, name: '試しの変更' }).waitFor();
    await page.getByRole('navigation', { name: '区分を選ぶ' }).getByRole('link', { name: '通常' }).click();
    const form = page.getByRole('form', { name: '申請する' });
    await form.getByRole('button', { name: '申請する' }).click();
    await form.getByText(/入力を確かめてください。1か所あります。/).waitFor();
    assert.equal(await form.getByLabel('内容').getAttribute('aria-invalid'), 'true');
    await look(page, 'the opening form with a problem');
    await form.getByLabel('内容').fill('本社ルータのファームウェア更新');
    await page.reload();
    assert.equal(await form.getByLabel('内容').inputValue(), '本社ルータのファームウェア更新', 'what was written outlives a reload');
    await form.getByRole('button', { name: '申請する' }).click();
    await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/);
    trial = new URL(page.url()).pathname;
    await page.getByRole('status').getByText('案件を開始しました').waitFor();
  });

  it('tells whoever opened it that somebody else decides, and refuses the same person in clear words', async () => {
    const { page } = administrator;
    await page.getByText('あなたは「申請」をしたため、別の人が行います。').waitFor();
    assert.equal(await page.getByRole('form').count(), 0, 'no form is offered');
    await look(page, 'a case that waits for somebody else');
    const refused = await send(page, 'POST', `/api${trial}/decisions`, { step: 'approve', revision: 1, cells: { yes: true } });
    assert.equal(refused.status(), 403, await refused.text());
    const { error, params } = (await refused.json()) as { error: string; params: { ja: string } };
    assert.deepEqual([error, params.ja], ['same-person', '「申請」をした人は「承認」をすることができません。別の人が行ってください。']);
  });

  it('stands on the list of today of whoever is to decide, and asks for the second factor', async () => {
    const { page } = committee;
    product.clock.push(stepUpLifeMs);
    await go(page, '/today');
    const line = page.getByRole('listitem').filter({ hasText: '試しの変更 TRY-1「本社ルータのファームウェア更新」を進める' });
    await line.getByText(/から「申請中」のまま、あなたの「決める」を待っています。$/).waitFor();
    await line.getByRole('link', { name: '案件を開く' }).click();
    await page.getByRole('heading', { level: 1, name: '本社ルータのファームウェア更新' }).waitFor();
    const form = page.getByRole('form', { name: '決める' });
    await form.getByRole('radio', { name: 'はい' }).check();
    await form.getByRole('button', { name: '決める' }).click();
    await prove(committee);
    await page.getByRole('status').getByText('いまの状態: 承認済み').waitFor();
    await station(page, '申請中').getByText('済み', { exact: true }).waitFor();
    await station(page, '承認済み').getByText('いま', { exact: true }).waitFor();
    await station(page, '完了').getByText('この先', { exact: true }).waitFor();
    assert.equal(await station(page, '中止').count(), 0, 'to call it off is no part of the way');
    await look(page, 'a case under way');
  });

  it('leads to the duty that comes next; its record moves the case on and leads back', async () => {
    const { page } = administrator;
    await go(page, trial);
    await page.getByRole('link', { name: '記録の画面を開く' }).click();
    await page.getByRole('heading', { level: 1, name: /^試しの変更の試験/ }).waitFor();
    await page.getByRole('link', { name: '試しの変更 TRY-1 本社ルータのファームウェア更新' }).waitFor();
    await page.getByText('案件の途中の作業は見送れません。').waitFor();
    assert.equal(await page.getByRole('radio', { name: '該当なし' }).count(), 0);
    await look(page, 'the duty of a case');
    await page.getByLabel('問題なし').check();
    await page.getByRole('button', { name: '完了する' }).click();
    await prove(administrator);
    await page.waitForURL(product.url + trial);
    await page.getByRole('status').getByText('いまの状態: 試験済み').waitFor();
    await station(page, '試験済み').getByText('いま', { exact: true }).waitFor();
  });

  it('does a step by its form, and says in the server’s own words why not', async () => {
    const { page } = administrator;
    const form = page.getByRole('form', { name: '適用を記録する' });
    await form.getByLabel('適用した日').fill('2026-01-01');
    await form.getByRole('button', { name: '適用を記録する' }).click();
    await page.getByRole('alert').getByText('元日には行えません。').waitFor();
    await form.getByLabel('適用した日').fill('');
    await form.getByRole('button', { name: '適用を記録する' }).click();
    await page.getByRole('status').getByText('いまの状態: 適用済み').waitFor();
    await page.getByText('測定で確かめられると、自動で進みます。').waitFor();
    await page.getByText('あなたは「適用」をしたため、別の人が行います。').waitFor();
  });

  it('is found by its number, filtered by its state, and read on a phone in both languages', async () => {
    const { page } = committee;
    await go(page, '/cases');
    await page.getByText('あなたの対応を待つ案件が1件あります').waitFor();
    await page
      .getByRole('navigation', { name: '案件の種類' })
      .getByRole('link', { name: /^試しの変更 1$/ })
      .click();
    await page
      .getByRole('navigation', { name: '状態で絞り込む' })
      .getByRole('link', { name: /^適用済み 1$/ })
      .click();
    await page.getByRole('row').filter({ hasText: 'TRY-1' }).getByText('あなたの番です').waitFor();
    await look(page, 'cases of a kind');
    await page.keyboard.press('Control+K');
    await page.getByRole('dialog').getByRole('combobox').fill('try-1');
    await page.getByRole('option', { name: /TRY-1/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '本社ルータのファームウェア更新' }).waitFor();
    await page.setViewportSize(phone);
    await look(page, 'a case on a phone');
    await go(page, '/cases');
    await look(page, 'cases on a phone');
    const state = await page.context().storageState();
    const english = await openPage(browser, { size: phone, language: 'en', state });
    await go(english, '/cases');
    await english.getByText('1 case waits for you').waitFor();
    await look(english, 'cases on a phone, in English');
    await go(english, trial);
    await english.getByText('What comes next').waitFor();
    await look(english, 'a case on a phone, in English');
    await english.context().close();
  });

  it('asks for the file that proves a step, and ends', async () => {
    const { page } = committee;
    await go(page, trial);
    const form = page.getByRole('form', { name: '監査を記録する' });
    await form.getByRole('button', { name: '監査を記録する' }).click();
    await form.getByText('証拠となるファイルを1つ以上添付してください。').waitFor();
    await form
      .locator('input[type=file]')
      .setInputFiles({ name: '監査記録.txt', mimeType: 'text/plain', buffer: Buffer.from('確認しました') });
    await form.getByRole('button', { name: '監査記録.txtを外す' }).waitFor();
    await form.getByRole('button', { name: '監査を記録する' }).click();
    await page.getByRole('status').getByText('この案件は終了しました。').waitFor();
    await page.getByRole('link', { name: '監査記録.txtをダウンロード' }).waitFor();
    await page.setViewportSize({ width: 1440, height: 900 });
    await look(page, 'a case that has ended');
  });

  it('shows an auditor everything and nothing to press, and an employee only what they took part in', async () => {
    const { page } = auditor;
    await go(page, '/cases?state=all');
    await page.getByRole('link', { name: /TRY-1/ }).click();
    await page.getByRole('heading', { level: 1, name: '本社ルータのファームウェア更新' }).waitFor();
    assert.equal(await page.getByRole('form').count(), 0);
    await page
      .getByRole('link', { name: /^証跡原簿 \d+番$/ })
      .first()
      .waitFor();
    await go(page, '/cases');
    assert.equal(await page.getByRole('link', { name: '案件を開始する' }).count(), 0);
    await look(page, 'cases for an auditor');
    await go(employee.page, '/cases?state=all');
    await employee.page.getByText('条件に当てはまる案件はありません。').waitFor();
    assert.equal(await employee.page.getByRole('navigation', { name: '主なメニュー' }).getByRole('link', { name: '案件' }).count(), 0);
    const { id } = (await (
      await send(employee.page, 'POST', '/api/cases', {
        kind: trialKind.id,
        variant: 'normal',
        step: 'request',
        cells: { what: '会議室の無線LAN' },
        attach: [],
      })
    ).json()) as { id: string };
    await go(employee.page, '/requests');
    await employee.page.getByRole('link', { name: 'かかわった案件' }).click();
    await employee.page.getByRole('link', { name: /会議室の無線LAN/ }).click();
    await employee.page.waitForURL(`${product.url}/cases/${id}`);
    await employee.page.getByText('情報システム管理者か情報セキュリティ委員会が行います。').waitFor();
    await look(employee.page, 'an own case of an employee');
    await go(employee.page, trial);
    await employee.page.getByText('対象が見つかりません。').waitFor();
  });

  it('leaves no script error and nothing that the policy forbids', () => assertQuiet());
});
