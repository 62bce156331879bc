import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { localDateOf } from '../../src/calendar/index.ts';
import { SimulatedAgent } from '../bench/agent.ts';
import { Wire } from '../bench/wire.ts';
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
import { type Product, startProduct, turnMaxMs, until } from './product.ts';

/** After as many rounds an agent has been asked everything. */
const rounds = 8;
/** An agent is asked for its lists once an hour, at a minute of its own: at the latest an hour and a half after the last time. */
const nextLookMs = 91 * 60_000;
/** What a simulated computer changes in each of its lists comes every so many hours of its own. */
const hoursBetweenChanges = 40;
const clicksMax = 9;

interface Member {
  readonly page: Page;
  readonly secret: string;
}

/**
 * A routine change by three people, from the list of kinds of request to the audit. What is counted are presses of the pointer, as the
 * browser reports them; texts, dates and choices are filled in by the keyboard, and the code of the second factor is typed and confirmed
 * by Enter. Each person begins where their work begins: the list of kinds of request, and the page 今日.
 */
describe('a change from request to audit, with a measured difference', { skip: skipWithoutBrowser }, () => {
  let product: Product;
  let browser: Browser;
  let administrator: Member;
  let committee: Member;
  let manager: Member;
  let agent: SimulatedAgent;
  /** Named by the change too, and shows nothing of it. */
  let still: SimulatedAgent;
  let request: string;
  let clicks = 0;

  before(async () => {
    product = await startProduct();
    browser = await openBrowser();
    const page = await counted();
    administrator = { page, secret: (await setUp(page, product.setupLink, product.clock)).secret };
    committee = await invited('佐藤 花子', ['committee']);
    manager = await invited('鈴木 次郎', ['departmentManager']);
    agent = simulated(9);
    still = simulated(13);
    await agent.enrol();
    await still.enrol();
    await poll();
    clicks = 0;
  });
  after(async () => {
    await browser?.close();
    await product?.stop();
  });

  const simulated = (number: number) =>
    new SimulatedAgent(number, {
      wire: new Wire(product.agentPort, readFileSync(join(product.home, 'tls', 'ca.pem'), 'utf8')),
      secret: JSON.parse(readFileSync(join(product.home, 'secrets', 'enrol-secret.json'), 'utf8')).current,
      run: 'changes',
      observe: (path, _ms, problem) => assert.equal(problem, null, path),
    });
  async function counted(): Promise<Page> {
    const page = await openPage(browser);
    await page.exposeFunction('countClick', () => void clicks++);
    // A press of a key that acts as a click has no detail; one of the pointer has.
    await page.addInitScript("document.addEventListener('click', (event) => { if (event.detail > 0) window.countClick(); }, true)");
    return page;
  }
  async function invited(name: string, roles: readonly string[]): Promise<Member> {
    const login = `${encodeURIComponent(name).replaceAll('%', '').toLowerCase()}@example.co.jp`;
    const answer = await administrator.page.request.fetch(`${product.url}/api/people`, {
      method: 'POST',
      headers: { origin: product.url },
      data: { name, login, roles },
    });
    const { url } = (await answer.json()) as { url: string };
    const page = await counted();
    return { page, secret: await acceptInvitation(page, url, product.clock) };
  }
  const poll = async () => {
    for (let round = 0; round < rounds; round += 1) await agent.poll();
  };
  const go = async ({ page }: Member, path: string) => {
    await page.goto(product.url + path);
    await settled(page);
  };
  /** Types the code where the dialog asks for it; where the second factor is still fresh, it does not. */
  const prove = async ({ page, secret }: Member, then: () => Promise<unknown>) => {
    const dialog = page.getByRole('dialog', { name: '本人確認' });
    const asked = await Promise.race([dialog.waitFor().then(() => true), then().then(() => false)]).catch(() => false);
    if (!asked) return;
    await dialog.getByRole('textbox').focus();
    await page.keyboard.type(codeOf(secret, product.clock));
    await page.keyboard.press('Enter');
    await then();
  };
  const later = () => product.clock.push(5 * 60_000 + 31_000);
  /** The way to what a line of the page 今日 is about. */
  const lineOf = (page: Page, title: string) => page.getByRole('listitem').filter({ hasText: title }).getByRole('link').first();
  const write = async (page: Page, fields: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(fields)) await page.getByLabel(name).first().fill(text);
  };
  const choose = async (page: Page, name: string) => {
    const option = page.getByRole('radio', { name, exact: true });
    await option.focus();
    await page.keyboard.press('Space');
    assert.ok(await option.isChecked(), name);
  };

  it('is requested for two devices, on its day', async () => {
    const { page } = manager;
    await go(manager, '/requests/new');
    await page.getByRole('link', { name: '変更申請', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: '変更申請' }).waitFor();
    await write(page, {
      変更の内容: 'サーバの月例更新',
      必要な理由: '公開された脆弱性の修正',
      影響: '夜間に10分止まる',
      元に戻す方法: '前日のバックアップから復元',
      適用の予定日: localDateOf(product.clock.now()),
    });
    await page.getByRole('combobox', { name: '種類' }).selectOption({ label: '更新' });
    await choose(page, 'いつもの更新(元に戻せる)');
    await page.getByRole('combobox', { name: '対象の端末' }).focus();
    const chosen = page.getByRole('list', { name: '対象の端末として選んだ端末' });
    const chips = () => chosen.getByRole('button').evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')));
    // By the keyboard alone: what was typed is replaced by the next name, and what was chosen by mistake goes again.
    for (const { host } of [agent, still]) {
      await page.keyboard.type(host.name);
      await page.getByRole('option', { name: new RegExp(host.name) }).waitFor();
      await page.keyboard.press('Enter');
      await chosen.getByText(host.name).waitFor();
    }
    await page.keyboard.press('Enter');
    await page.getByText('2台を選んでいます(200台まで)。').waitFor();
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await page.getByText('1台を選んでいます(200台まで)。').waitFor();
    assert.deepEqual(await chips(), [`${agent.host.name}を外す`]);
    await page.keyboard.type(still.host.name);
    await page.getByRole('option', { name: new RegExp(still.host.name) }).waitFor();
    await page.keyboard.press('Enter');
    await chosen.getByText(still.host.name).waitFor();
    await page.keyboard.press('Escape');
    await assertAccessible(page, 'the form of a change with two devices');
    await page.getByRole('button', { name: '申請する', exact: true }).click();
    await page.waitForURL(/\/requests\/[0-9a-f-]{36}$/);
    request = new URL(page.url()).pathname;
    assert.equal(clicks, 2);
  });

  it('is approved, tested and applied, each form following the last', async () => {
    const { page } = administrator;
    later();
    await go(administrator, '/today');
    await page.locator(`a[href="${request}"]`).first().click();
    await page.getByRole('button', { name: '承認する' }).waitFor();
    await write(page, { 必要性の評価: '先に延ばせない', 影響の評価: '業務に支障はない' });
    await choose(page, '小さくなる');
    await page.getByRole('button', { name: '承認する' }).click();
    await prove(administrator, () => page.getByText('承認しました').first().waitFor());
    assert.equal(clicks, 4);

    later();
    await go(administrator, '/today');
    await lineOf(page, '変更の適用前の試験').click();
    await page.getByRole('button', { name: '完了する' }).waitFor();
    await write(page, { 試した場所: '試験機 test01', 試したことと結果: '起動、印刷、締めまで動いた' });
    await choose(page, '問題なし');
    await page.getByRole('button', { name: '完了する' }).click();
    await prove(administrator, () => page.waitForURL(/\/cases\/[0-9a-f-]{36}$/));
    assert.equal(clicks, 6, 'and the browser went on to the case');

    // The work itself, as the agent sees it.
    agent.host.drift += hoursBetweenChanges;
    product.clock.push(nextLookMs);
    await poll();
    await go(administrator, new URL(page.url()).pathname);
    await choose(page, '計画どおり');
    await page.getByRole('button', { name: '適用を記録する' }).click();
    await prove(administrator, () => page.getByText('適用済み(監査待ち)').first().waitFor());
    assert.equal(clicks, 7);
  });

  it('shows what was measured, in words', async () => {
    const { page } = administrator;
    const address = new URL(page.url()).pathname;
    await until('the difference is tied to the case', turnMaxMs, async () => {
      await poll();
      await go(administrator, address);
      return (await page.getByRole('cell', { name: agent.host.name }).count()) > 0;
    });
    await page.getByText(`対象の端末2台のうち、次の1台では違いがまだ測定されていません: ${still.host.name}`).waitFor();
    await assertAccessible(page, 'a change with a measured difference');
    await page.setViewportSize(phone);
    await assertAccessible(page, 'a change on a phone');
  });

  it('is audited by somebody else, with the difference on the sheet, and ends: in nine clicks', async () => {
    const { page } = committee;
    later();
    await go(committee, '/today');
    await lineOf(page, '変更後の監査').click();
    await page.getByRole('button', { name: '完了する' }).waitFor();
    await page.getByRole('cell', { name: agent.host.name }).first().waitFor();
    await write(page, { 計画との違い: 'なし', 残っていたもの: 'なし' });
    await choose(page, '問題なし');
    await page.getByRole('button', { name: '完了する' }).click();
    await prove(committee, () => page.waitForURL(/\/cases\/[0-9a-f-]{36}$/));
    await page.getByText('完了', { exact: true }).first().waitFor();
    assert.ok(clicks <= clicksMax, `${clicks} clicks`);
    assert.equal(clicks, 9);
    assertQuiet();
  });
});
