import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import {
  acceptInvitation,
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
import { type Product, startProduct } from './product.ts';

const stepUpLifeMs = 5 * 60_000;
const tapsMax = 3;
/** The key code that a browser sends for every key while an input method is composing. */
const composingKey = 229;

interface Member {
  readonly page: Page;
  readonly secret: string;
}

describe('requests: from a wish on a phone to a line of a register', { skip: skipWithoutBrowser }, () => {
  let product: Product;
  let browser: Browser;
  let administrator: Member;
  let first: Member;
  let second: Member;
  let employee: Page;
  /** The page of the request that a test before this one sent. */
  let software: string;
  let own: string;

  before(async () => {
    product = await startProduct();
    browser = await openBrowser();
    const page = await openPage(browser);
    administrator = { page, secret: (await setUp(page, product.setupLink, product.clock)).secret };
    first = await invited('佐藤 花子', ['committee']);
    second = await invited('高橋 一郎', ['committee']);
    employee = (await invited('鈴木 次郎', ['employee'])).page;
    await employee.setViewportSize(phone);
  });
  after(async () => {
    await browser?.close();
    await product?.stop();
  });

  async function invited(name: string, roles: readonly string[]): Promise<Member> {
    const login = `${encodeURIComponent(name).replaceAll('%', '').toLowerCase()}@example.co.jp`;
    const { url } = (await (await send(administrator.page, 'POST', '/api/people', { name, login, roles })).json()) as { url: string };
    const page = await openPage(browser);
    return { page, secret: await acceptInvitation(page, url, product.clock) };
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
  const field = (page: Page, name: string) => page.getByLabel(name);
  const prove = async ({ page, secret }: Member) => {
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').waitFor();
    // The cursor is there already: the code is typed, Enter confirms it.
    await page.keyboard.type(codeOf(secret, product.clock));
    await page.keyboard.press('Enter');
  };
  const apply = async (page: Page): Promise<string> => {
    await page.getByRole('button', { name: '申請する', exact: true }).click();
    await page.waitForURL(/\/requests\/[0-9a-f-]{36}$/);
    await page.getByText('申請しました').waitFor();
    return new URL(page.url()).pathname;
  };

  it('leads an employee from an empty list to the kinds, in plain words', async () => {
    await go(employee, '/requests');
    await employee.getByText('申請はまだありません').waitFor();
    await assertAccessible(employee, 'no requests on a phone');
    await employee.getByRole('link', { name: '申請する' }).first().click();
    await employee.getByRole('heading', { level: 1, name: '申請する' }).waitFor();
    await assertAccessible(employee, 'kinds on a phone');
    await employee.getByRole('searchbox', { name: '申請の種類を探す' }).fill('ソフト');
    await employee.getByRole('heading', { level: 2, name: 'ネットワーク' }).waitFor({ state: 'detached' });
    await employee.getByRole('link', { name: 'ソフトウェア利用・導入申請' }).click();
    await employee.getByRole('heading', { level: 1, name: 'ソフトウェア利用・導入申請' }).waitFor();
  });

  it('says at once what is missing, sends nothing while a word is composed, and keeps what was written over a reload', async () => {
    await employee.getByRole('button', { name: '申請する', exact: true }).click();
    await employee.getByText(/入力を確かめてください。\d+か所あります。/).waitFor();
    assert.equal(await field(employee, 'ソフト名').getAttribute('aria-invalid'), 'true');
    assert.ok(await field(employee, 'ソフト名').evaluate((input) => input === input.ownerDocument.activeElement), 'the cursor is in it');
    await assertAccessible(employee, 'form with problems on a phone');

    let sent = 0;
    employee.on('request', (request) => {
      if (request.method() === 'POST') sent++;
    });
    await field(employee, 'ソフト名').focus();
    const keys = await employee.context().newCDPSession(employee);
    await keys.send('Input.imeSetComposition', { text: 'せぶんじっぷ', selectionStart: 6, selectionEnd: 6 });
    await keys.send('Input.dispatchKeyEvent', { type: 'keyDown', key: 'Enter', windowsVirtualKeyCode: composingKey });
    assert.equal(sent, 0);
    await field(employee, 'ソフト名').fill('7-Zip');
    await field(employee, '業務ソフト').check();
    await field(employee, '何に使うか').fill('取引先から届く圧縮ファイルの展開');
    await employee.reload();
    await employee.getByText('前に書きかけた内容を戻しました。').waitFor();
    assert.equal(await field(employee, 'ソフト名').inputValue(), '7-Zip');
    assert.ok(await field(employee, '業務ソフト').isChecked());
  });

  it('takes files by their content, and sends the request', async () => {
    const files = employee.locator('input[type=file]');
    await files.setInputFiles({ name: '道具.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ\u0090\u0000abcdef') });
    await employee.getByRole('alert').getByText('「道具.pdf」は添付できません。').waitFor();
    await files.setInputFiles({ name: '見積書.txt', mimeType: 'text/plain', buffer: Buffer.from('7-Zip 無償') });
    await employee.getByRole('button', { name: '見積書.txtを外す' }).waitFor();
    await field(employee, '入手元').fill('https://www.7-zip.org/');
    await employee.getByRole('radio', { name: '社内の情報' }).check();
    await employee.getByRole('radio', { name: '1台の端末で' }).check();
    await field(employee, '使う端末').waitFor();
    await employee.getByRole('radio', { name: '全社' }).check();
    await field(employee, '使う端末').waitFor({ state: 'detached' });
    await employee.getByText('この申請を承認する人').waitFor();
    software = await apply(employee);
    await employee.getByRole('link', { name: '見積書.txtをダウンロード' }).waitFor();
    assert.equal(await employee.getByRole('button', { name: '承認する' }).count(), 0);
    await assertAccessible(employee, 'own request on a phone');
  });

  it(`is approved on a phone with at most ${tapsMax} taps after the notice was opened, and gives a receipt with its ledger entry`, async () => {
    const { page } = administrator;
    await page.setViewportSize(phone);
    product.clock.push(stepUpLifeMs);
    await go(page, software);
    await assertAccessible(page, 'request to decide on a phone');
    const taps = await page.evaluateHandle(() => {
      const counted = { taps: 0 };
      (globalThis as unknown as EventTarget).addEventListener('pointerdown', () => counted.taps++, true);
      return counted;
    });
    const approve = page.getByRole('button', { name: '承認する' });
    assert.ok(await approve.isVisible());
    const box = (await approve.boundingBox())!;
    assert.ok(box.y + box.height <= phone.height && box.height >= 44, 'under the thumb, and large enough');
    // The tap puts the cursor where something is still to be judged.
    await approve.click();
    for (const [asked, judged] of [
      ['動作の条件を満たすか', 'Windows 11で可'],
      ['守るべきセキュリティの要件', '特になし'],
    ] as const) {
      await field(page, asked).and(page.locator(':focus')).waitFor();
      await page.keyboard.type(judged);
      await page.keyboard.press('Enter');
    }
    await prove(administrator);
    await page.getByRole('status').getByText('承認しました').waitFor();
    const { taps: counted } = await taps.jsonValue();
    assert.ok(counted <= tapsMax, `${counted} taps`);
    await page
      .getByRole('status')
      .getByRole('link', { name: /^証跡原簿 \d+番$/ })
      .waitFor();
    await page.getByRole('status').getByText('「許可ソフト・ユーティリティ台帳」にR-SW-1として載りました。').waitFor();
    await assertAccessible(page, 'receipt on a phone');
  });

  it('wrote the line of the allow-list, which everybody can read', async () => {
    await employee.goto(product.url + software);
    await employee.getByRole('link', { name: '許可ソフト・ユーティリティ台帳 R-SW-1' }).click();
    await employee.waitForURL(/\/registers\/software\/allowed/);
    await go(employee, '/registers/software/allowed');
    await employee.getByText('7-Zip').first().waitFor();
  });

  it('sends the only administrator’s own request to the committee, and refuses him himself', async () => {
    const { page } = administrator;
    await page.setViewportSize(desk);
    await go(page, '/requests/new/software/install');
    await page.getByText('佐藤 花子、高橋 一郎').waitFor();
    await field(page, 'ソフト名').fill('Inkscape');
    await field(page, '業務ソフト').check();
    await field(page, '何に使うか').fill('チラシの図版');
    await field(page, '入手元').fill('https://inkscape.org/');
    await page.getByRole('radio', { name: '業務の情報は扱わない' }).check();
    await page.getByRole('radio', { name: '全社' }).check();
    own = await apply(page);
    await page.getByText('申請者のほかに承認できる情報システム管理者がいないため、情報セキュリティ委員会が承認します。').waitFor();
    assert.equal(await page.getByRole('button', { name: '承認する' }).count(), 0);
    const { revision } = (await (await send(page, 'GET', `/api${own}`)).json()) as { revision: number };
    const assessment = { conditions: '可', requirements: 'なし' };
    const answer = await send(page, 'POST', `/api${own}/decide`, { revision, decision: 'approve', assessment });
    assert.equal(((await answer.json()) as { error: string }).error, 'same-person');
    await assertAccessible(page, 'own request at a desk');
  });

  it('shows whoever reads a text that changed meanwhile what changed, before it can be decided', async () => {
    await first.page.setViewportSize(phone);
    await go(first.page, '/requests?scope=waiting');
    await first.page.getByRole('link', { name: /Inkscape/ }).click();
    await first.page.getByRole('button', { name: '承認する' }).waitFor();

    await go(second.page, own);
    await second.page.getByRole('button', { name: '差し戻す' }).click();
    await second.page.getByRole('button', { name: '差し戻しを確定する' }).click();
    await second.page.getByText('理由を書いてください。').waitFor();
    await field(second.page, '直してほしいこと').fill('何に使うかを詳しく。');
    await second.page.getByRole('button', { name: '差し戻しを確定する' }).click();
    await prove(second);
    await second.page.getByText('差し戻しました', { exact: true }).waitFor();

    const { page } = administrator;
    await go(page, own);
    await page.getByText('何に使うかを詳しく。').first().waitFor();
    await page.getByRole('link', { name: '編集する' }).click();
    await field(page, '何に使うか').fill('店頭のチラシの図版を社内で作る');
    await apply(page);

    // The first one's page still shows what stood before.
    await first.page.getByRole('button', { name: '承認する' }).click();
    await field(first.page, '動作の条件を満たすか').fill('可');
    await field(first.page, '守るべきセキュリティの要件').fill('なし');
    const looked = first.page.getByRole('button', { name: '変更を確かめた' });
    if (!(await looked.isVisible())) {
      await first.page.getByRole('button', { name: '承認する' }).click();
      await prove(first);
    }
    await first.page.getByText('見ている間に、この申請が変わりました').waitFor();
    await first.page.getByText('店頭のチラシの図版を社内で作る').first().waitFor();
    await assertAccessible(first.page, 'changed meanwhile on a phone');
    await looked.click();
    await field(first.page, '動作の条件を満たすか').fill('可');
    await field(first.page, '守るべきセキュリティの要件').fill('なし');
    await first.page.getByRole('button', { name: '承認する' }).click();
    await first.page.getByRole('status').getByText('承認しました').waitFor();
  });

  it('names who decides in one’s place, and ends it again', async () => {
    const { page } = first;
    await page.setViewportSize(phone);
    await go(page, '/requests/delegations');
    await page.getByText('決められた代行はありません').waitFor();
    await page.getByRole('button', { name: '代行者を決める' }).click();
    assert.equal(await page.getByText('入力してください。').count(), 3);
    await field(page, '代行者').selectOption({ label: '高橋 一郎' });
    await field(page, 'いつまで').fill(await field(page, 'いつから').inputValue());
    await field(page, '理由').fill('出張のため');
    await page.getByRole('button', { name: '代行者を決める' }).click();
    await page.getByText('佐藤 花子さん → 高橋 一郎さん').waitFor();
    await assertAccessible(page, 'delegations on a phone');
    await page.getByRole('button', { name: '終える' }).click();
    await page.getByRole('button', { name: '今日で終える' }).click();
    await page.getByText('終了', { exact: true }).waitFor();
  });

  it('lists what is asked for with filters that stand in the address, in both languages and widths', async () => {
    const { page } = administrator;
    await go(page, '/requests?scope=all');
    await page.getByRole('table', { name: '申請' }).getByRole('row').nth(2).waitFor();
    await assertAccessible(page, 'all requests at a desk');
    await page.getByRole('searchbox', { name: '申請を探す' }).fill('7-zip');
    await page.waitForURL(/q=7-zip/);
    await page.getByRole('link', { name: /Inkscape/ }).waitFor({ state: 'detached' });
    await field(page, '状態').selectOption('denied');
    await page.getByText('条件に当てはまる申請はありません。').waitFor();
    const english = await openPage(browser, { size: phone, language: 'en', state: await page.context().storageState() });
    await go(english, '/requests?scope=all');
    await english.getByRole('heading', { level: 1, name: 'Requests' }).waitFor();
    await assertAccessible(english, 'all requests in English on a phone');
    await go(english, '/requests/new/devices/take-out');
    await assertAccessible(english, 'form in English on a phone');
    await english.context().close();
  });

  it('says to an employee why a list of choices stays closed, with the search field still accessible', async () => {
    await go(employee, '/requests/new/devices/take-out');
    await field(employee, '端末台帳の行').click();
    await employee.getByText('この一覧を見る権限がありません。必須でなければ、空欄のままで構いません。').waitFor();
    await assertAccessible(employee, 'suggestions on a phone');
    await employee.keyboard.press('Escape');
  });

  it('leaves no script error and nothing that the policy forbids', () => assertQuiet());
});
