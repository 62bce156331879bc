import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Browser, Locator, Page } from 'playwright-core';
import { agentProgram } from '../../src/sources/osquery/local-agent.ts';
import {
  type Administrator,
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
import { type Product, startProduct, turnMaxMs, until } from './product.ts';

const localAgent = agentProgram() !== null && process.platform === 'linux';
const path = '/registers/software/allowed';
const api = `/api${path}`;
const lines = ['7-Zip', 'Google Chrome', 'サクラエディタ', '弥生会計', 'TeraTerm', 'WinSCP'];
interface Line {
  readonly id: string;
  readonly number: string;
  readonly revision: number;
  readonly state: string;
  readonly cells: Readonly<Record<string, unknown>>;
}

describe('registers', { skip: skipWithoutBrowser }, () => {
  let product: Product;
  let browser: Browser;
  let page: Page;
  let administrator: Administrator;
  let state: Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>;

  before(async () => {
    product = await startProduct({ localAgent });
    browser = await openBrowser();
    page = await openPage(browser);
    administrator = await setUp(page, product.setupLink, product.clock);
    state = await page.context().storageState();
    for (const [index, name] of lines.entries()) {
      const cells = {
        name,
        kind: index < 4 ? 'application' : 'utility',
        publisher: `提供元${index + 1}`,
        purpose: '業務',
        scope: 'everyone',
        approvedUntil: index === 3 ? '2020-03-31' : null,
      };
      assert.equal((await product.api('POST', `${api}/rows`, { cells })).status, 201);
    }
  });
  after(async () => {
    await browser?.close();
    await product?.stop();
  });

  const go = async (to: string) => {
    await page.goto(product.url + to);
    await settled(page);
  };
  const stored = async (q: string): Promise<Line> => {
    const { rows } = (await (await product.api('GET', `${api}/rows?state=all&q=${encodeURIComponent(q)}`)).json()) as { rows: Line[] };
    return rows[0]!;
  };
  const saved = (q: string, what: (line: Line) => boolean) => until(`${q} is saved`, 30_000, async () => what(await stored(q)));
  /** The cell of a line by its column's place: 1 is the name, 2 the kind, 3 the publisher, 4 (where the platform is hidden) the purpose. */
  const cell = (line: number, column: number): Locator => page.locator(`[data-spot="${line}:${column}"]`);
  const proveMyself = async () => {
    const dialog = page.getByRole('dialog', { name: '本人確認' });
    await dialog.getByLabel('認証アプリの6桁の数字').fill(codeOf(administrator.secret, product.clock));
    await page.keyboard.press('Enter');
  };
  /** The proof of the sign-in is over, and a code is used only once. */
  const waitForAnotherCode = () => product.clock.push(5 * 60_000 + 31_000);

  it('are listed with those first that need somebody, and found by word', async () => {
    await go('/registers');
    assert.equal(await page.locator('main tbody tr').count(), 33);
    await page.getByRole('searchbox', { name: '台帳を検索' }).fill('許可ソフト');
    await page.waitForURL(/q=/);
    await page.getByRole('link', { name: /^許可ソフト/ }).click();
    await page.getByRole('heading', { level: 1, name: /^許可ソフト/ }).waitFor();
    await cell(0, 1).getByText('7-Zip').waitFor();
  });

  it('are written by keyboard: arrows, typing, Tab, F2, Esc', async () => {
    await go(`${path}?hidden=["platform"]`);
    await cell(0, 3).click();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.type('Google');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Webの閲覧');
    await page.keyboard.press('Enter');
    await saved('Chrome', ({ cells }) => cells.publisher === 'Google' && cells.purpose === 'Webの閲覧');
    assert.equal((await stored('Chrome')).revision, 3, 'two cells are two changes, and neither is a conflict with the other');
    // Enter went one line down, in the same column.
    assert.equal(await page.locator(':focus').getAttribute('aria-label'), 'R-SW-3 用途');
    await page.keyboard.press('F2');
    await page.keyboard.type('の編集');
    assert.equal(await page.locator(':focus').inputValue(), '業務の編集');
    await page.keyboard.press('Escape');
    await page.keyboard.type('捨てる');
    await page.keyboard.press('Escape');
    assert.equal(await cell(2, 4).textContent(), '業務');
    assert.equal((await stored('サクラ')).revision, 1);
  });

  it('begin with the first letter of a Japanese word, and Enter that confirms it writes nothing', async () => {
    await go(path);
    await cell(2, 3).click();
    const keys = await page.context().newCDPSession(page);
    await keys.send('Input.imeSetComposition', { text: 'かいはつ', selectionStart: 4, selectionEnd: 4 });
    const field = page.locator(':focus');
    assert.equal(await field.inputValue(), 'かいはつ', 'no letter is lost');
    await field.evaluate((node) => {
      const { KeyboardEvent } = globalThis as unknown as { KeyboardEvent: new (type: string, init: object) => never };
      node.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }));
    });
    assert.equal(await page.locator(':focus').inputValue(), 'かいはつ', 'the cell is still being written');
    await keys.send('Input.insertText', { text: '開発部' });
    assert.equal((await stored('サクラ')).revision, 1);
    await page.keyboard.press('Enter');
    await saved('サクラ', ({ cells }) => cells.publisher === '開発部');
  });

  it('choose a value from a list in the table, and refuse a date that does not exist', async () => {
    await go(`${path}?hidden=["publisher","platform","scope","device","person","versions","conditions","source","licences"]`);
    await cell(0, 2).click();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').or(page.locator('.mantine-Popover-dropdown')).getByLabel('種類').selectOption('developmentTool');
    await page.keyboard.press('Enter');
    await saved('7-Zip', ({ cells }) => cells.kind === 'developmentTool');
    await cell(0, 5).click();
    await page.keyboard.type('2027/2/29');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('実在する日付', { exact: false }).waitFor();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('２０２７/2/28');
    await page.keyboard.press('Enter');
    await saved('7-Zip', ({ cells }) => cells.approvedUntil === '2027-02-28');
  });

  it('show what somebody else wrote first, and let the person choose', async () => {
    await go(path);
    await cell(0, 3).getByText('提供元1').waitFor();
    const { id, revision } = await stored('7-Zip');
    assert.equal((await product.api('PATCH', `${api}/rows/${id}`, { revision, cells: { publisher: '先の人' } })).status, 200);
    await cell(0, 3).click();
    await page.keyboard.type('後の人');
    await page.keyboard.press('Enter');
    const notice = page.locator('main').getByText('ほかの人が先に変更しました', { exact: false }).first();
    await notice.waitFor();
    assert.ok(
      await page
        .getByRole('cell', { name: '先の人' })
        .or(page.locator('td', { hasText: '先の人' }))
        .first()
        .isVisible(),
    );
    await page.getByRole('button', { name: '自分の入力で保存する' }).click();
    await saved('7-Zip', ({ cells }) => cells.publisher === '後の人');
  });

  it('are filtered by value and by a part of a text, sorted, grouped; and a view keeps all of it', async () => {
    await go(path);
    await page.getByRole('button', { name: '種類の絞り込みと表示' }).click();
    await page.getByRole('checkbox', { name: /^ユーティリティ/ }).check();
    await page.getByRole('button', { name: '絞り込む', exact: true }).click();
    await page.getByText('条件に合う行 2行').waitFor();
    await page.getByRole('button', { name: 'ソフト名の絞り込みと表示' }).click();
    await page.getByLabel('次の文字を含む').fill('ｗｉｎ');
    await page.keyboard.press('Enter');
    await page.getByText('条件に合う行 1行').waitFor();
    await page.getByRole('link', { name: /「ｗｉｎ」/ }).click();
    await page.getByText('条件に合う行 2行').waitFor();
    await page.getByRole('button', { name: 'ソフト名で並べ替える' }).click();
    await page.getByRole('button', { name: 'ソフト名で並べ替える' }).click();
    await page.waitForURL(/order=desc/);
    await until('the order is turned', 30_000, async () => (await cell(0, 1).textContent()) === 'WinSCP');
    await page.getByRole('button', { name: '保存した表示' }).click();
    await page.getByRole('button', { name: 'いまの表示を保存' }).click();
    await page.getByLabel('名前', { exact: true }).fill('道具');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '道具', exact: true }).waitFor();
    await go(`${path}?group=kind`);
    const groups = page.getByRole('navigation', { name: '種類ごとの行数' });
    await groups.getByRole('link', { name: /^業務ソフト 3/ }).click();
    await page.getByText('条件に合う行 3行').waitFor();
    await page.getByRole('button', { name: '保存した表示' }).click();
    await page.getByRole('link', { name: '道具' }).click();
    await page.getByText('条件に合う行 2行').waitFor();
    assert.equal(await cell(0, 1).textContent(), 'WinSCP');
  });

  it('change many lines at once, end them and take them back, with a reason', async () => {
    await go(`${path}?filters=["kind:utility"]`);
    await cell(0, 3).click();
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByText('2行を選択中').waitFor();
    await page.getByRole('button', { name: 'まとめて変更' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('変更する項目').selectOption('purpose');
    await dialog.getByLabel(/^用途/).fill('遠隔操作');
    await dialog.getByRole('button', { name: '2行を変更する' }).click();
    await dialog.getByText('理由を書いてください。').waitFor();
    await dialog.getByLabel('理由').fill('棚卸し');
    await dialog.getByRole('button', { name: '2行を変更する' }).click();
    await page.getByText('2行を変更しました。').waitFor();
    assert.equal((await stored('TeraTerm')).cells.purpose, '遠隔操作');
    await page.getByLabel('このページの行をすべて選ぶ').check();
    await page.getByRole('button', { name: '終了にする' }).click();
    await dialog.getByLabel('理由').fill('使わなくなった');
    await dialog.getByRole('button', { name: '2行を終了にする' }).click();
    await page.getByText('2行を終了にしました。').waitFor();
    await go(`${path}?state=ended`);
    await page.getByLabel('このページの行をすべて選ぶ').check();
    await page.getByRole('button', { name: '有効に戻す' }).click();
    await dialog.getByLabel('理由').fill('まだ使う');
    await dialog.getByRole('button', { name: '2行を有効に戻す' }).click();
    await page.getByText('2行を有効に戻しました。').waitFor();
    assert.equal((await stored('WinSCP')).state, 'current');
  });

  it('show a line with its history beside the table, and lead to the entry that proves it', async () => {
    await go(path);
    await cell(4, 3).click();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    const sheet = page.getByRole('dialog', { name: 'R-SW-5' });
    await sheet.getByText('まだ使う').waitFor();
    await assertAccessible(page, 'a line');
    await sheet
      .getByRole('link', { name: /^証跡原簿/ })
      .first()
      .click();
    await page.getByRole('heading', { level: 2, name: '証明' }).waitFor();
  });

  it('are confirmed by their keeper with the second factor', async () => {
    waitForAnotherCode();
    await go(path);
    await page.getByRole('button', { name: '内容を確認しました' }).click();
    await page.getByRole('checkbox', { name: /有効な6行すべて/ }).check();
    await page.getByLabel('気づいたこと(任意)').fill('年度末に見直す');
    await page.getByRole('button', { name: '確認を記録する' }).click();
    await proveMyself();
    await page.getByText('確認を記録しました。').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: '閉じる' }).last().click();
    await page.getByRole('row', { name: /年度末に見直す/ }).waitFor();
  });

  it('go to Excel and back: what was corrected there is shown before it is taken', async () => {
    await go(path);
    await page.getByRole('button', { name: '書き出す' }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Excel(.xlsx)' }).click()]);
    assert.match(download.suggestedFilename(), /許可ソフト.*\.xlsx$/);
    const book = unzipSync(readFileSync((await download.path())!));
    const corrected = Object.fromEntries(
      Object.entries(book).map(([name, bytes]) => [
        name,
        name.endsWith('.xml') ? strToU8(strFromU8(bytes).replaceAll('提供元4', '弥生株式会社')) : bytes,
      ]),
    );
    await page.getByRole('link', { name: '取り込む' }).click();
    await page.getByRole('heading', { level: 1, name: /の取込み$/ }).waitFor();
    await page
      .getByLabel('ファイルを選ぶ')
      .first()
      .setInputFiles({ name: '許可ソフト.xlsx', mimeType: '', buffer: Buffer.from(zipSync(corrected)) });
    const changed = page.getByRole('row', { name: /弥生会計/ });
    await changed.getByText('提供元4').waitFor();
    await changed.getByText('弥生株式会社').waitFor();
    assert.equal((await stored('弥生会計')).cells.publisher, '提供元4', 'nothing is changed before');
    await assertAccessible(page, 'difference of an import');
    await page.getByRole('button', { name: '取り込む' }).click();
    await page.getByText('理由を書いてください。').waitFor();
    await page.getByLabel('取込みの理由').fill('棚卸し');
    await page.getByRole('button', { name: '取り込む' }).click();
    await page.getByText('変更1行', { exact: false }).waitFor();
    assert.equal((await stored('弥生会計')).cells.publisher, '弥生株式会社');
  });

  it('take a measured thing over with one press', { skip: localAgent ? false : 'no agent on this machine' }, async () => {
    const { label } = await until('the device of this computer is a difference', turnMaxMs, async () => {
      const answer = await product.api('GET', '/api/registers/devices/devices/differences?side=unregistered');
      return ((await answer.json()) as { differences: { label: string }[] }).differences[0];
    });
    await go('/registers/devices/devices/differences');
    await assertAccessible(page, 'differences');
    await page.getByRole('button', { name: '台帳に載せる' }).click();
    const sheet = page.getByRole('dialog');
    const form = sheet.locator('form');
    await form.waitFor();
    // What the measurement cannot know is asked for, and the press repeated.
    for (let round = 0; round < 4; round++) {
      const answered = page.waitForResponse(/\/register$/);
      await sheet.getByRole('button', { name: '台帳に載せる' }).click();
      if ((await answered).ok()) break;
      await form.locator('[aria-invalid="true"]').first().waitFor();
      await fillWhatIsMissing(form);
    }
    await page.getByText(`「${label}」を台帳に載せました。`).waitFor();
    await page.getByText('台帳にないものはありません。').waitFor();
  });

  for (const [size, language] of [
    [desk, 'ja'],
    [phone, 'en'],
  ] as const) {
    it(`have no barrier and no sideways scroll at ${size.width} px in ${language}`, async () => {
      const { id } = await stored('7-Zip');
      const other = await openPage(browser, { size, language, state: { ...state, origins: [] } });
      for (const each of [
        '/registers',
        '/registers?show=attention',
        path,
        `${path}?group=kind&state=all`,
        `${path}?q=nothing-has-this-name`,
        `${path}?row=${id}`,
        `${path}?row=new`,
        `${path}/import`,
        '/registers/devices/devices/differences?side=unmeasured',
        '/registers/information/assets',
      ]) {
        await other.goto(product.url + each);
        await settled(other);
        assert.equal(await other.getByRole('alert').count(), 0, `${each}: ${(await other.getByRole('alert').allTextContents()).join()}`);
        await assertAccessible(other, `${each} ${size.width} ${language}`);
      }
      await other.context().close();
    });
  }

  it('are cards on a phone, and a line is changed in its own panel', async () => {
    const other = await openPage(browser, { size: phone, state });
    await other.goto(product.url + path);
    await settled(other);
    await other.getByRole('link', { name: 'R-SW-4を開く' }).click();
    const sheet = other.getByRole('dialog', { name: 'R-SW-4' });
    await sheet.getByRole('button', { name: '変更する' }).click();
    await sheet.getByLabel(/^用途/).fill('会計');
    await sheet.getByRole('button', { name: '保存する' }).click();
    await sheet.getByText('保存しました。').waitFor();
    assert.equal((await stored('弥生会計')).cells.purpose, '会計');
    await other.context().close();
  });

  it('leave no script error and nothing that the policy forbids', () => assertQuiet());
});

/** Fills each field that the server said something about. */
async function fillWhatIsMissing(form: Locator): Promise<void> {
  const missing = form.locator('[data-field]:has([aria-invalid="true"])');
  for (const field of await missing.all()) {
    const select = field.locator('select');
    const radio = field.locator('input[type="radio"]').first();
    const date = field.locator('input[type="date"]');
    if ((await select.count()) > 0) await select.selectOption({ index: 1 });
    else if ((await radio.count()) > 0) await radio.check();
    else if ((await date.count()) > 0) await date.fill('2026-11-22');
    else if ((await field.getByRole('combobox').count()) === 0) await field.locator('input, textarea').first().fill('確認済み');
  }
}
