import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { localDateOf } from '../../src/calendar/index.ts';
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
import { type Product, startProduct, until } from './product.ts';

const dayMs = 86_400_000;
/** The clock opens what is due once a minute. */
const sweepMs = 180_000;

/** What falls to those who run IT: rules of their own to read, and questions whether really nothing happened. */
describe('who runs IT', { skip: skipWithoutBrowser }, () => {
  let product: Product;
  let browser: Browser;
  let page: Page;
  let login: string;
  let password: string;
  let secret: string;

  before(async () => {
    product = await startProduct();
    browser = await openBrowser();
    page = await openPage(browser);
    ({ login, password, secret } = await setUp(page, product.setupLink, product.clock));
    const { url } = await call<{ url: string }>('POST', '/api/people', {
      name: '佐藤 花子',
      login: 'sato@example.co.jp',
      roles: ['committee'],
    });
    const committee = await openPage(browser);
    await acceptInvitation(committee, url, product.clock);
    await putIntoForce(committee);
    for (const [number, name, duties] of [
      ['1001', '山田 太郎', ['administrator']],
      ['1002', '髙﨑 次郎', ['developer']],
    ] as const)
      await call('POST', '/api/staff', { number, name, duties });
  });
  after(async () => {
    await browser?.close();
    await product?.stop();
  });

  /** Through the API, as the person of a page. Anything but success fails the test with what the server said. */
  async function call<T>(method: string, path: string, body?: unknown, by = page): Promise<T> {
    const answer = await by.request.fetch(product.url + path, {
      method,
      headers: { origin: product.url },
      ...(body === undefined ? {} : { data: body }),
    });
    assert.ok(answer.ok(), `${method} ${path}: ${answer.status()} ${await answer.text()}`);
    return (await answer.json()) as T;
  }
  async function putIntoForce(committee: Page): Promise<void> {
    await call('PUT', '/api/company/facts', { changes: [{ key: 'name', value: '株式会社みどり商事', revision: 0 }] });
    for (const [id, { suggestion }] of Object.entries(necessities)) {
      const adopted = { revision: 0, adoption: 'adopted', owner: null, deputy: null, necessity: suggestion.ja };
      await call('PUT', `/api/procedures/draft/clauses/${id}`, adopted);
    }
    const { draft } = await call<{ draft: { revision: number } }>('GET', '/api/procedures');
    const effectiveOn = localDateOf(product.clock.now());
    await call('POST', '/api/procedures/submit', { revision: draft.revision, kind: 'major', effectiveOn, note: '最初の版です。' });
    const { versions } = await call<{ versions: { id: string; digest: string }[] }>('GET', '/api/procedures/versions');
    const { id, digest } = versions[0]!;
    await call('POST', `/api/procedures/versions/${id}/decide`, { decision: 'approve', digest, comment: '' }, committee);
  }
  const go = async (path: string) => {
    await page.goto(product.url + path);
    await settled(page);
  };
  const stepUp = () => {
    // A code counts once.
    product.clock.push(31_000);
    return call('POST', '/api/step-up', { code: codeOf(secret, product.clock) });
  };
  const ruleOf = async (clause: string) => {
    // What was read for somebody else a moment ago counts for a moment.
    product.clock.push(10_000);
    const { clauses } = await call<{ clauses: { id: string; mechanisms: { rule: { verdict: string } | null }[] }[] }>(
      'GET',
      `/api/controls/${clause.split('.').slice(0, 2).join('.')}`,
    );
    return clauses.find(({ id }) => id === clause)!.mechanisms.find(({ rule }) => rule !== null)!.rule!.verdict;
  };

  it('is shown a leaflet of its own: the rules of the administrator, and no rule of everybody’s', async () => {
    await go('/procedures/leaflets');
    assert.equal(await page.getByRole('navigation', { name: 'しおりの種類' }).getByRole('link').count(), 4);
    await page.getByRole('link', { name: /^情報システム運用/ }).click();
    const paper = page.getByRole('region', { name: '情報システム運用のしおり' });
    await paper.getByText('システムの変更は、承認、試験、監査の順に管理してください。').waitFor();
    await paper.getByText('すべてのPCとサーバに、指定したウイルス対策ソフトを入れてください。導入率は100%以上を保つ決まりです。').waitFor();
    assert.equal(await paper.getByText('スクリーンショット').count(), 0);
    await page.getByText('29件の決まり').waitFor();
    await assertAccessible(page, 'the leaflet of those who run IT');
    const pdf = await page.request.post(`${product.url}/api/leaflets/pdf`, {
      headers: { origin: product.url },
      data: { audience: 'operators', lang: 'ja' },
    });
    assert.deepEqual([pdf.status(), (await pdf.body()).subarray(0, 5).toString()], [200, '%PDF-']);
    await page.setViewportSize(phone);
    await assertAccessible(page, 'the leaflet of those who run IT on a phone');
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it('makes the rules of the administrator run once it was read', async () => {
    assert.equal(await ruleOf('8.7.a'), 'unknown');
    await stepUp();
    await page.getByRole('button', { name: '1人に送る' }).click();
    await page.getByText('送りました。メール 0人、紙 1人').waitFor();
    assert.equal(await ruleOf('8.7.a'), 'unknown', 'asked is not read');
    const { entries } = await call<{ entries: { request: string; person: { name: string } }[] }>(
      'GET',
      '/api/leaflets/requests?audience=operators',
    );
    assert.deepEqual(
      entries.map(({ person }) => person.name),
      ['山田 太郎'],
    );
    await call('POST', '/api/leaflets/paper', { requests: [entries[0]!.request], on: localDateOf(product.clock.now()), note: '' });
    assert.deepEqual([await ruleOf('8.7.a'), await ruleOf('8.24.c.2'), await ruleOf('8.1.a')], ['pass', 'pass', 'unknown']);
    await go('/controls/8.7');
    await page.getByText('ウイルス対策ソフトの導入規則').first().waitFor();
  });

  it('answers together what nobody recorded for half a year, ticked one by one', async () => {
    product.clock.push(190 * dayMs);
    const questions = async () =>
      ((await (await product.api('GET', '/api/duties/occurrences?kind=quiet&limit=200')).json()) as { total: number }).total;
    await until('the questions are open', sweepMs, async () => (await questions()) > 15);
    page = await openPage(browser);
    await page.goto(`${product.url}/sign-in`);
    await call('POST', '/api/sign-in', { login, password });
    product.clock.push(31_000);
    await call('POST', '/api/sign-in/totp', { code: codeOf(secret, product.clock) });
    await go('/duties');
    await page.getByRole('link', { name: /^該当なしをまとめて記録する\(\d+件\)$/ }).click();
    const form = page.getByRole('form', { name: '該当なしをまとめて記録する' });
    await form.getByText('開発の一つの段階が終わったとき').waitFor();
    const boxes = form.getByRole('checkbox');
    const before = await boxes.count();
    assert.equal(await form.getByRole('checkbox', { checked: true }).count(), 0, 'nothing is ticked for the person');
    await assertAccessible(page, 'questions whether nothing happened');
    await form.getByRole('button', { name: '選んだ0件を「該当なし」で記録する' }).click();
    await page.getByText('該当がなかったものを選んでください。').waitFor();
    await form.getByRole('checkbox', { name: '開発の各段階のセキュリティレビュー' }).check();
    await form.getByRole('checkbox', { name: '運用開始前のセキュリティ試験' }).check();
    await form.getByText('用意されたシートを見る').first().click();
    await form.getByLabel('備考').fill('総務部にも確かめました。');
    await form.getByRole('button', { name: '選んだ2件を「該当なし」で記録する' }).dblclick();
    await page.getByText('2件を「該当なし」で記録しました').waitFor();
    await page.getByText(/受付番号: 証跡原簿 \d+、\d+番/).waitFor();
    await until('the list is read anew', 30_000, async () => (await boxes.count()) === before - 2);
    const { total } = (await (await product.api('GET', '/api/duties/occurrences?kind=quiet&state=completed')).json()) as { total: number };
    assert.equal(total, 2);
    await page.setViewportSize(phone);
    await assertAccessible(page, 'questions on a phone');
  });

  it('leaves no script error and nothing that the policy forbids', () => assertQuiet());
});
