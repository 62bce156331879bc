import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { requiredAnswersMax } from '../../src/catalog/interview.ts';
import { assertAccessible, assertQuiet, openBrowser, openPage, phone, settled, setUp, skipWithoutBrowser } from './browser.ts';
import { type Product, startProduct } from './product.ts';

/** A new administrator answers the first questions in Japanese: from the set-up link to Word and PDF, counting every answer. */
describe('the interview', { skip: skipWithoutBrowser }, () => {
  let product: Product;
  let browser: Browser;
  let page: Page;
  before(async () => {
    product = await startProduct();
    browser = await openBrowser();
    page = await openPage(browser);
    await setUp(page, product.setupLink, product.clock);
  });
  after(async () => {
    await browser?.close();
    await product?.stop();
  });

  const step = (name: string) => page.getByRole('heading', { level: 2, name: new RegExp(name) }).waitFor();
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const progress = async () => {
    const [answered, total] = ((await page.getByTestId('interview-progress').textContent()) ?? '').split('/').map(Number);
    return { answered, total };
  };
  const draft = async () =>
    (await (await product.api('GET', '/api/procedures/draft')).json()) as {
      controls: {
        id: string;
        applicable: boolean;
        reason: string;
        clauses: { id: string; adoption: string; operative: boolean; owner: unknown }[];
      }[];
      values: { id: string; value: unknown; answered: boolean }[];
    };

  it('begins at the first open question, says what is missing, and is not submitted by a confirmed word', async () => {
    await page.goto(`${product.url}/procedures/start`);
    await settled(page);
    await step('会社');
    await assertAccessible(page, 'the first step');
    await press('すべて提案どおり');
    await page.getByText('あと2問、答えが必要です。').waitFor();
    await page.getByLabel('会社名').fill('株式会社髙﨑𠮷田');
    const taken = await page.getByLabel('会社名').evaluate((field) => {
      const { KeyboardEvent } = globalThis as unknown as { KeyboardEvent: new (type: string, init: object) => unknown };
      const enter = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, isComposing: true });
      return (field as unknown as { dispatchEvent(event: unknown): boolean }).dispatchEvent(enter);
    });
    assert.equal(taken, false, 'Enter that confirms a word goes no further');
    await page.getByLabel('従業員数').fill('４５');
    await page.getByLabel('事業所').fill('本社\n大阪支店');
    assert.equal((await progress()).answered, 0);
    await press('保存して次へ');
    await step('営業日と年度');
  });

  it('is taken up again where it was left', async () => {
    await page.goto(`${product.url}/procedures/start`);
    await settled(page);
    await step('営業日と年度');
    await press('すべて提案どおり');
    await step('はい・いいえ');
    await page.goBack();
    await step('営業日と年度');
    await page.goForward();
    await step('はい・いいえ');
  });

  it('proposes what does not concern the company, with a reason for the statement', async () => {
    for (const question of [
      'ソフトウェアを自社で開発している',
      '開発を外部に委託している',
      '社外に公開するサーバがある',
      '受託開発または客先常駐がある',
      '無線LANを使っている',
    ])
      await page.getByRole('radiogroup', { name: question }).getByLabel('いいえ').check();
    await press('すべて提案どおり');
    await step('適用外の確認');
    await page.getByText('当社はソフトウェアを自社で開発しておらず、開発の外部委託を行っていないため、適用外とする。').first().waitFor();
    await page.getByRole('radiogroup', { name: /8\.33/ }).getByLabel('残す').check();
    await press('すべて提案どおり');
    await step('会社の値');
    const { controls } = await draft();
    const out = controls.filter(({ applicable }) => !applicable);
    assert.deepEqual(
      out.map(({ id }) => id),
      ['8.4', '8.25', '8.27', '8.28', '8.30', '8.31'],
    );
    for (const { reason } of out) assert.match(reason, /ため、適用外とする。$/);
    const clause = controls.flatMap(({ clauses }) => clauses).find(({ id }) => id === '8.20.h');
    assert.equal(clause?.adoption, 'not-applicable');
  });

  it('takes the values, and refuses one out of its bounds beside the field', async () => {
    await page.getByLabel('全ファイル検査の間隔').fill('９９９');
    await press('保存して次へ');
    await page.getByText('1から366までの値を入れてください。').waitFor();
    await page.getByLabel('全ファイル検査の間隔').fill('１４');
    await press('すべて提案どおり');
    await step('担当と承認');
    const { values } = await draft();
    assert.equal(values.find(({ id }) => id === 'fullScanIntervalDays')?.value, 14);
    assert.equal(values.find(({ id }) => id === 'businessHours')?.value, '09:00-18:00');
    assert.ok(values.filter(({ answered }) => answered).length >= 15);
  });

  it('ends with a draft that has owners, within sixty answers, and hands it out as Word and PDF', async () => {
    await press('すべて提案どおり');
    await step('草案ができました');
    const { answered, total } = await progress();
    assert.equal(answered, total);
    assert.ok(total! >= 30 && total! <= requiredAnswersMax, `${total} answers`);
    await assertAccessible(page, 'the end');
    const operative = (await draft()).controls
      .flatMap(({ clauses }) => clauses)
      .filter((each) => each.operative && each.adoption !== 'not-applicable');
    assert.deepEqual(
      operative.filter(({ owner }) => owner === null).map(({ id }) => id),
      [],
    );
    for (const [name, ending] of [
      ['Wordでダウンロード', /\.docx$/],
      ['PDFでダウンロード', /\.pdf$/],
    ] as const) {
      const [file] = await Promise.all([page.waitForEvent('download'), press(name)]);
      assert.match(file.suggestedFilename(), ending);
      await page.getByText(/を保存しました。/).waitFor();
    }
    assertQuiet();
  });

  it('asks again what a changed answer has turned round', async () => {
    await page.goto(`${product.url}/procedures/start#conditions`);
    await settled(page);
    await page.getByRole('radiogroup', { name: 'ソフトウェアを自社で開発している' }).getByLabel('はい').check();
    await press('保存して次へ');
    await step('適用外の確認');
    await page.getByText('答えが変わったため、適用することになる章があります').waitFor();
    await press('適用に戻す');
    await page.getByRole('button', { name: '適用に戻す', exact: true }).waitFor({ state: 'detached' });
    const { controls } = await draft();
    assert.deepEqual(
      controls.filter(({ applicable }) => !applicable).map(({ id }) => id),
      ['8.30'],
    );
    const { answered, total } = await progress();
    assert.ok(answered! < total!, 'what is still left out waits for a new confirmation');
  });

  it('keeps the company’s facts, its calendar and the imported holidays on a page of their own', async () => {
    await page.goto(`${product.url}/settings/company`);
    await settled(page);
    await page.getByText('夏季休業').first().waitFor();
    await assertAccessible(page, 'the company’s page');
    await page.getByRole('button', { name: '休業日を加える' }).click();
    await page.getByLabel('名前').last().fill('創立記念日');
    await page.getByLabel('初日').last().fill('6月1日');
    const closures = page.locator('form').filter({ has: page.getByRole('button', { name: '休業日を加える' }) });
    await closures.getByRole('button', { name: '保存する' }).click();
    await closures.getByText('保存しました。').waitFor();
    const { months } = (await (await product.api('GET', '/api/calendar?from=2026-06')).json()) as {
      months: { days: { closure: string | null; isBusinessDay: boolean }[] }[];
    };
    assert.deepEqual([months[0]!.days[0]!.closure, months[0]!.days[0]!.isBusinessDay], ['創立記念日', false]);
    const rows = ['2051/1/1,元日', '2051/2/30,ない日'];
    const choose = (text: string) =>
      page.locator('input[type=file]').setInputFiles({ name: 'syukujitsu.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await choose(rows.join('\n'));
    await page.getByText('2行目:').waitFor();
    assert.equal(await page.getByRole('button', { name: 'この祝日を取り込む' }).count(), 0, 'a file with a wrong line cannot be imported');
    await page.getByRole('button', { name: '選んだファイルを外す' }).click();
    await choose(rows[0]!);
    await page.getByRole('button', { name: 'この祝日を取り込む' }).click();
    await page.getByText('1日の祝日を取り込みました。').waitFor();
    await page.getByLabel('見る項目').selectOption({ label: '休業日' });
    await page.getByRole('cell', { name: /創立記念日 06-01〜06-01/ }).waitFor();
    assertQuiet();
  });

  it('reads on a phone and in English', async () => {
    const state = await page.context().storageState();
    for (const language of ['ja', 'en'] as const) {
      const small = await openPage(browser, { size: phone, language, state });
      await small.addInitScript((chosen) => {
        (globalThis as unknown as { localStorage: { setItem(key: string, value: string): void } }).localStorage.setItem(
          'tejun.language',
          chosen,
        );
      }, language);
      for (const place of ['company', 'calendar', 'conditions', 'applicability', 'values', 'owners', 'finished']) {
        await small.goto(`${product.url}/procedures/start#${place}`);
        await settled(small);
        await assertAccessible(small, `${place} in ${language}`);
      }
      await small.goto(`${product.url}/settings/company`);
      await settled(small);
      await assertAccessible(small, `the company’s page in ${language}`);
      await small.context().close();
    }
    assertQuiet();
  });
});
