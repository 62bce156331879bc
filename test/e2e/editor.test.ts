import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, CDPSession, Locator, Page } from 'playwright-core';
import { assertAccessible, assertQuiet, openBrowser, openPage, phone, settled, setUp, skipWithoutBrowser } from './browser.ts';
import { type Product, startProduct } from './product.ts';

/** The key code that a browser sends for every key while an input method is composing. */
const composingKey = 229;

describe('editor: chapter by chapter', { skip: skipWithoutBrowser }, () => {
  let product: Product;
  let browser: Browser;
  let page: Page;
  let keys: CDPSession;

  before(async () => {
    product = await startProduct();
    browser = await openBrowser();
    page = await openPage(browser);
    await setUp(page, product.setupLink, product.clock);
    keys = await page.context().newCDPSession(page);
    const named = await product.api('PUT', '/api/company/facts', { changes: [{ key: 'name', value: '株式会社みなと商会', revision: 0 }] });
    assert.equal(named.status, 200);
  });
  after(async () => {
    await browser?.close();
    await product?.stop();
  });

  const clause = (id: string): Locator => page.locator(`article[data-clause="${id}"]`);
  const open = async (id: string) => {
    await page.goto(`${product.url}/procedures/chapters/${id}`);
    await page.locator('article').first().waitFor();
  };
  const draftClause = async (id: string) => {
    const [chapter] = /^8\.\d+/.exec(id)!;
    const answer = await product.api('GET', `/api/procedures/draft?control=${chapter}`);
    const { controls } = (await answer.json()) as {
      controls: {
        clauses: { id: string; revision: number; adoption: string; note: string; owner: { party: string }; text: { ja: string } }[];
      }[];
    };
    return controls[0]!.clauses.find((each) => each.id === id)!;
  };

  it('leaves every key to the input method, saves on Ctrl-S, and keeps what was typed to the letter', async () => {
    await open('8.1');
    await clause('8.1.a').getByText('変更', { exact: true }).click();
    const area = clause('8.1.a').getByLabel('日本語の文');
    const before = await area.inputValue();
    assert.match(before, /\{パスワードの最小文字数\}/, 'a value stands under its title');
    await area.focus();
    await page.keyboard.press('Control+End');
    await keys.send('Input.imeSetComposition', { text: 'ほぞん', selectionStart: 3, selectionEnd: 3 });
    for (const key of ['Enter', 's']) {
      const modifiers = key === 's' ? 2 : 0;
      await keys.send('Input.dispatchKeyEvent', { type: 'keyDown', key, modifiers, windowsVirtualKeyCode: composingKey });
    }
    assert.equal(await area.inputValue(), `${before}ほぞん`);
    assert.equal((await draftClause('8.1.a')).revision, 0, 'nothing was saved while composing');
    await keys.send('Input.insertText', { text: '保存' });
    await page.keyboard.type('  <b>髙﨑𠮷</b>');
    await page.keyboard.press('Enter');
    await clause('8.1.a').getByText('未保存', { exact: true }).waitFor();
    await page.keyboard.press('Control+s');
    await clause('8.1.a')
      .getByText(/^保存済み/)
      .waitFor();
    const { text, adoption } = await draftClause('8.1.a');
    assert.equal(adoption, 'changed');
    assert.ok(text.ja.endsWith('保存  <b>髙﨑𠮷</b>\n'), text.ja);
    assert.match(text.ja, /\{minPasswordLength\}/, 'and is kept under its id');
    assert.ok(await clause('8.1.a').getByText('<b>髙﨑𠮷</b>').last().isVisible(), 'markup stays text');
  });

  it('says what is missing before it sends, and takes a clause out with its reason', async () => {
    await clause('8.1.d.5').getByText('適用しない', { exact: true }).click();
    await page.keyboard.press('Control+s');
    await clause('8.1.d.5').getByText('理由を書いてください。').waitFor();
    assert.equal((await draftClause('8.1.d.5')).revision, 0);
    await clause('8.1.d.5').getByLabel('理由').fill('私有の携帯電話は業務に使わない。');
    await clause('8.1.d.5').getByRole('button', { name: '保存する' }).click();
    await clause('8.1.d.5')
      .getByText(/^保存済み/)
      .waitFor();
    assert.equal((await draftClause('8.1.d.5')).adoption, 'not-applicable');
  });

  it('changes a value where it stands, asks why a laxer one, and says when it counts', async () => {
    await clause('8.1.e').getByRole('button', { name: /10分/ }).click();
    const form = page.getByRole('dialog', { name: '画面ロックまでの時間' });
    await form.getByText('手本の定めは10分です。').waitFor();
    await form.getByLabel('新しい値').fill('１５');
    // It stays, with what was typed, where the page is scrolled and its sentence is out of sight.
    await form.getByLabel('手本よりゆるくする理由').waitFor();
    await page.mouse.move(5, 5);
    await page.mouse.wheel(0, -20_000);
    await page.getByRole('heading', { level: 1 }).and(page.locator(':visible')).waitFor();
    await form.getByRole('button', { name: '保存する' }).click();
    await form.getByText('ゆるくする理由を書いてください。').waitFor();
    await form.getByLabel('手本よりゆるくする理由').fill('受付では来客対応で操作が途切れるため。');
    await form.getByRole('button', { name: '保存する' }).click();
    await form.getByText('草案に入れました。承認された版の施行日から使います。').waitFor();
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'hidden' });
    await clause('8.1.e').getByRole('button', { name: /15分/ }).waitFor();
    await page.goto(`${product.url}/settings/values/screenLockMinutes`);
    await page.getByText('草案の値', { exact: true }).waitFor();
    assert.ok(await page.getByText('10分', { exact: true }).first().isVisible(), 'ten minutes still count');
    await page.getByLabel('新しい値').fill('20');
    await page.getByLabel('理由').fill('工場の端末のため。');
    await page.getByRole('button', { name: '保存する' }).click();
    await page.getByText('草案に入れました。承認された版の施行日から使います。').waitFor();
  });

  it('shows both where somebody else was faster, and loses neither', async () => {
    await open('8.13');
    const note = clause('8.13.a').getByLabel('メモ', { exact: true });
    await clause('8.13.a').locator('summary', { hasText: 'メモ' }).click();
    await note.fill('自分のメモ');
    const theirs = {
      adoption: 'adopted',
      reason: '',
      owner: 'role:committee',
      deputy: null,
      necessity: '',
      note: '相手のメモ',
      plain: null,
    };
    assert.equal((await product.api('PUT', '/api/procedures/draft/clauses/8.13.a', { revision: 0, ...theirs })).status, 200);
    await page.keyboard.press('Control+s');
    await clause('8.13.a').getByText('違うところごとに').waitFor();
    await assertAccessible(page, 'two people at one clause');
    await clause('8.13.a').getByRole('radiogroup', { name: /^メモ/ }).getByText('両方').click();
    await clause('8.13.a').getByRole('button', { name: '選んだ内容を入力欄に入れる' }).click();
    assert.equal(await note.inputValue(), '相手のメモ\n自分のメモ');
    await clause('8.13.a').getByRole('button', { name: '保存する' }).click();
    await page.getByText('すべて保存済み').waitFor();
    const saved = await draftClause('8.13.a');
    assert.deepEqual([saved.revision, saved.note, saved.owner.party], [2, '相手のメモ\n自分のメモ', 'role:committee']);
  });

  it('keeps what is not saved through a wrong click and a reload', async () => {
    await open('8.13');
    const note = clause('8.13.c').getByLabel('メモ', { exact: true });
    await clause('8.13.c').locator('summary', { hasText: 'メモ' }).click();
    await note.fill('書きかけ');
    await page.getByRole('link', { name: '8.14 →' }).click();
    await page.getByRole('heading', { level: 1, name: /^8\.14/ }).waitFor();
    page.once('dialog', (dialog) => dialog.accept());
    await page.goto(`${product.url}/procedures`);
    await page.getByText('保存していない入力があります').first().waitFor();
    await page.getByRole('link', { name: '8.13.c' }).first().click();
    assert.equal(await note.inputValue(), '書きかけ');
    await page.keyboard.press('Control+s');
    await page.getByText('すべて保存済み').waitFor();
    assert.equal((await draftClause('8.13.c')).note, '書きかけ');
  });

  it('walks from clause to clause with j and k, below what stays in sight', async () => {
    await open('8.12');
    const at = () =>
      page.evaluate(
        () =>
          (globalThis as never as { document: { activeElement: { dataset: { clause?: string } } } }).document.activeElement.dataset.clause,
      );
    await page.keyboard.press('j');
    const first = await at();
    await page.keyboard.press('j');
    const second = await at();
    assert.notEqual(first, second);
    await page.keyboard.press('k');
    assert.equal(await at(), first);
    const bar = await page.getByRole('navigation', { name: 'この章の項へ移動' }).boundingBox();
    const focused = await clause(first!).boundingBox();
    assert.ok(focused!.y >= bar!.y + bar!.height - 1, 'not covered');
  });

  it('can be read and used by everybody, at the desk and on a phone', async () => {
    for (const path of ['/procedures', '/procedures/chapters/8.1', '/procedures/chapters/8.6']) {
      await page.goto(product.url + path);
      await settled(page);
      await assertAccessible(page, path);
    }
    const small = await openPage(browser, { size: phone, state: await page.context().storageState() });
    for (const path of ['/procedures', '/procedures/chapters/8.1']) {
      await small.goto(product.url + path);
      await settled(small);
      await assertAccessible(small, `${path} on a phone`);
    }
    assertQuiet();
  });
});
