import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { addDays, localDateOf, startOfDay } from '../../src/calendar/index.ts';
import { necessities } from '../../src/catalog/necessity.ts';
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

const hourMs = 3_600_000;
const stepUpLifeMs = 5 * 60_000;
const password = '夕方の散歩は川沿いまで行く';

interface Member {
  readonly page: Page;
  readonly login: string;
  readonly password: string;
  readonly secret: string;
}
/** As the directory exports it; the last two stand in no register. */
const listOf = (...rows: readonly string[]): string => ['アカウント,メール,氏名,権限', ...rows].join('\r\n');
const own = 'yamada-adm,yamada@example.co.jp,山田 太郎,Domain Admins';
const committees = 'sato-adm,sato@example.co.jp,佐藤 花子,Domain Admins';
const employees = 'suzuki-adm,suzuki@example.co.jp,鈴木 次郎,Server Operators';
const unknown = 'old-vendor,,,Domain Admins';

/**
 * Two reviews of privileges: the first is begun by hand, the second by the calendar half a year later. What is measured comes by lists of
 * accounts, as it does for whatever has no agent.
 */
describe('the half-yearly review of privileges', { skip: skipWithoutBrowser }, () => {
  let product: Product;
  let browser: Browser;
  let administrator: Member;
  let committee: Member;
  let manager: Member;
  let review: string;
  /** The business day after the tenth on which a review begins by itself. */
  let due: string;

  before(async () => {
    product = await startProduct();
    browser = await openBrowser();
    const today = localDateOf(product.clock.now());
    due = [0, 1]
      .flatMap((more) => [4, 10].map((month) => dayIn(Number(today.slice(0, 4)) + more, month)))
      .find((day) => day > addDays(today, 100))!;
    product.clock.push(startOfDay(addDays(due, -95)).getTime() + 10 * hourMs - product.clock.now().getTime());
    const page = await openPage(browser);
    administrator = { page, ...(await setUp(page, product.setupLink, product.clock)) };
    committee = await invited('佐藤 花子', 'sato@example.co.jp', 'committee');
    manager = await invited('鈴木 次郎', 'suzuki@example.co.jp', 'departmentManager');
    await registers();
    await putIntoForce();
  });
  after(async () => {
    await browser?.close();
    await product?.stop();
  });

  const dayIn = (year: number, month: number): string => `${year}-${String(month).padStart(2, '0')}-13`;
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
  async function send({ page }: Pick<Member, 'page'>, method: string, path: string, data?: object): Promise<any> {
    const answer = await page.request.fetch(product.url + path, { method, headers: { origin: product.url }, ...(data && { data }) });
    assert.ok(answer.ok(), `${path}: ${await answer.text()}`);
    return answer.json();
  }
  async function invited(name: string, login: string, role: string): Promise<Member> {
    const { url } = await send(administrator, 'POST', '/api/people', { name, login, roles: [role] });
    const page = await openPage(browser);
    return { page, login, password, secret: await acceptInvitation(page, url, product.clock, password) };
  }
  async function registers(): Promise<void> {
    const staff: string[] = [];
    for (const [number, name, email] of [
      ['0001', '山田 太郎', administrator.login],
      ['0002', '佐藤 花子', committee.login],
      ['0003', '鈴木 次郎', manager.login],
    ] as const)
      staff.push((await send(administrator, 'POST', '/api/staff', { number, name, email, department: '総務部' })).id);
    const add = async (register: string, cells: object): Promise<string> => {
      const answer = await send(administrator, 'POST', `/api/registers/${register}/rows`, { cells, reason: '登録' });
      return answer.row ?? answer.id;
    };
    const system = await add('systems/systems', {
      ...{ name: '本社AD', kind: 'ownServer', purpose: '社員のサインイン', importance: 'medium', exposure: 'inside' },
    });
    for (const [index, account] of ['yamada-adm', 'sato-adm', 'suzuki-adm'].entries())
      await add('privileged-access/privileges', {
        ...{ account, accountKind: 'personal', holder: staff[index], scope: 'system', system, privilege: 'Domain Admins' },
        reason: 'サーバの保守のため',
      });
  }
  async function putIntoForce(): Promise<void> {
    await send(administrator, 'PUT', '/api/company/facts', { changes: [{ key: 'name', value: '株式会社みなと商会', revision: 0 }] });
    for (const [id, { suggestion }] of Object.entries(necessities)) {
      const adopted = { revision: 0, adoption: 'adopted', owner: null, deputy: null, necessity: suggestion.ja };
      await send(administrator, 'PUT', `/api/procedures/draft/clauses/${id}`, adopted);
    }
    const { draft } = await send(administrator, 'GET', '/api/procedures');
    const effectiveOn = localDateOf(product.clock.now());
    const submitted = { revision: draft.revision, kind: 'major', effectiveOn, note: '最初の版です。' };
    await send(administrator, 'POST', '/api/procedures/submit', submitted);
    const [{ id, digest }] = (await send(administrator, 'GET', '/api/procedures/versions')).versions;
    await send(committee, 'POST', `/api/procedures/versions/${id}/decide`, { decision: 'approve', digest, comment: '' });
  }

  const go = async ({ page }: Pick<Member, 'page'>, path: string) => {
    await page.goto(product.url + path);
    await settled(page);
  };
  const later = () => product.clock.push(stepUpLifeMs + 31_000);
  /** Half a year ends every session. */
  const signIn = async (who: Member) => {
    product.clock.push(31_000);
    await send(who, 'POST', '/api/sign-in', { login: who.login, password: who.password });
    await send(who, 'POST', '/api/sign-in/totp', { code: codeOf(who.secret, product.clock) });
  };
  /** Presses, types the code where it is asked for, and waits for what follows. */
  const press = async ({ page, secret }: Member, name: string, then: () => Promise<unknown>) => {
    await page.getByRole('button', { name, exact: true }).click();
    const dialog = page.getByRole('dialog', { name: '本人確認' });
    const asked = await Promise.race([dialog.waitFor().then(() => true), then().then(() => false)]).catch(() => false);
    if (!asked) return;
    await dialog.getByRole('textbox').fill(codeOf(secret, product.clock));
    await page.keyboard.press('Enter');
    await then();
  };
  const answered = (page: Page, ending: string) => page.waitForResponse((answer) => answer.url().endsWith(ending) && answer.ok());
  const look = async (page: Page, name: string) => {
    const folder = process.env.TEJUN_LOOK;
    if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  };
  const lines = async (who: Member, query = '') => (await send(who, 'GET', `/api/reviews/${review}/lines${query}`)).lines;
  const rowOf = (page: Page, account: string) => page.getByRole('row').filter({ hasText: account });
  async function importList(...rows: readonly string[]): Promise<void> {
    const { page } = administrator;
    await go(administrator, '/reviews/lists');
    await page.locator('input[type=file]').setInputFiles({ name: 'ad.csv', mimeType: 'text/csv', buffer: Buffer.from(listOf(...rows)) });
    await page.getByText(`${rows.length}行のうち`).waitFor();
    await page.getByLabel('一覧の名前').fill('本社AD');
    await page.getByLabel('書き出した日').fill(localDateOf(product.clock.now()));
    await look(page, `lists-${rows.length}`);
    await assertAccessible(page, 'a list of accounts before it is imported');
    later();
    await press(administrator, 'この内容で取り込む', () => page.getByText(`${rows.length}行を取り込みました。`).waitFor());
  }

  it('is begun by hand, after the list of accounts that it is held against was imported', async () => {
    const { page } = administrator;
    await go(administrator, '/cases?kind=reviews/campaign');
    await look(page, 'cases');
    await assertAccessible(page, 'the list of reviews');
    await page.getByRole('link', { name: 'アカウント一覧の取込み' }).click();
    await page.waitForURL(/\/reviews\/lists$/);
    await importList(own, committees, employees, unknown);
    await go(administrator, '/cases?kind=reviews/campaign');
    await page.getByRole('button', { name: '見直しを始める' }).click();
    await page.getByRole('radio', { name: '特権' }).waitFor();
    await look(page, 'begin');
    await assertAccessible(page, 'beginning a review');
    await page.getByRole('button', { name: '始める', exact: true }).click();
    await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/);
    review = page.url().split('/').at(-1)!;
    await page.getByRole('heading', { name: '行の元' }).waitFor();
    await look(page, 'case');
    await assertAccessible(page, 'the case of a review');
  });

  it('is gone through by keys alone; the administrator’s own right is not among them', async () => {
    const { page } = administrator;
    await page.getByRole('link', { name: '行を見直す' }).click();
    await rowOf(page, 'old-vendor').waitFor();
    await settled(page);
    await look(page, 'lines');
    await assertAccessible(page, 'the lines of a review');
    await rowOf(page, 'yamada-adm').getByText('自分の権限です').waitFor();
    for (let tabs = 0; tabs < 40; tabs += 1) {
      await page.keyboard.press('Tab');
      if ((await page.locator('tr:focus').count()) > 0) break;
    }
    assert.match(await page.locator('tr:focus').innerText(), /old-vendor/, 'what needs thought stands first');
    await page.keyboard.press('3');
    await page.getByLabel('「取消し」の理由').waitFor();
    await look(page, 'reason');
    await page.keyboard.type('契約は3月に終わっている');
    await page.keyboard.press('Enter');
    await page.locator('tr:focus').waitFor();
    while (!/suzuki-adm/.test(await page.locator('tr:focus').innerText())) await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.getByText('1行を選択中').waitFor();
    await page.keyboard.press('k');
    await page.keyboard.press('k');
    await page.keyboard.press('k');
    await page.keyboard.press('k');
    while (!/sato-adm/.test(await page.locator('tr:focus').innerText())) await page.keyboard.press('j');
    await page.keyboard.press('1');
    await page.getByText('残り2行').waitFor();
    const found = await lines(administrator);
    const decided = found.map(({ who, decision }: { who: string; decision: { decision: string } | null }) => [
      who.split('(')[0],
      decision?.decision ?? null,
    ]);
    assert.deepEqual(decided.sort(), [
      ['old-vendor', 'revoke'],
      ['sato-adm', 'keep'],
      ['suzuki-adm', null],
      ['yamada-adm', null],
    ]);
    assertQuiet();
  });

  it('lets a line be handed to somebody else, never to its holder', async () => {
    const { page } = administrator;
    const hand = async (to: string) => {
      await page.getByRole('button', { name: '担当を変える' }).click();
      await page.getByRole('combobox', { name: '担当' }).selectOption({ label: to });
      await page.getByLabel('理由').fill('部門の仕事をよく知るため');
      await page.getByRole('button', { name: '変える', exact: true }).click();
    };
    await hand('鈴木 次郎');
    await page.getByText('本人に自分の権限の見直しは頼めません').waitFor();
    await look(page, 'assign');
    await assertAccessible(page, 'handing a line on');
    await page.getByRole('button', { name: 'やめる', exact: true }).click();
    await hand('佐藤 花子');
    await rowOf(page, 'suzuki-adm').getByText('担当: 佐藤 花子').waitFor();
    await look(page, 'assigned');
  });

  it('is finished by the committee on a phone, who decides what the administrator holds', async () => {
    const { page } = committee;
    await page.setViewportSize(phone);
    await go(committee, `/reviews/${review}`);
    await look(page, 'phone');
    await assertAccessible(page, 'the lines of a review on a phone');
    await page.getByRole('link', { name: '自分の未判断' }).click();
    await rowOf(page, 'sato-adm').waitFor({ state: 'detached' });
    for (const account of ['suzuki-adm', 'yamada-adm']) {
      await rowOf(page, account).getByRole('button', { name: '継続' }).click();
    }
    await page.getByText('残り0行').waitFor();
    await go(committee, `/cases/${review}`);
    later();
    await press(committee, '委員会の見直しを終える', () => page.getByText('記録済み').waitFor());
    await look(page, 'phone-case');
    await assertAccessible(page, 'the case of a review on a phone');
    await go(administrator, `/cases/${review}`);
    later();
    await press(administrator, '管理者の見直しを終える', () => administrator.page.getByRole('heading', { name: '取り消すもの' }).waitFor());
  });

  it('ends what was revoked by a later list only', async () => {
    const state = async () => (await send(administrator, 'GET', `/api/reviews/${review}`)).state;
    const { page } = administrator;
    assert.equal(await state(), 'remediating');
    await go(administrator, `/cases/${review}`);
    await page.getByText('まだ残っています').waitFor();
    await look(page, 'remediating');
    await assertAccessible(page, 'what is to be taken away');
    product.clock.push(24 * hourMs);
    await signIn(administrator);
    await importList(own, committees, employees);
    await go(administrator, `/cases/${review}`);
    await page.getByText('消滅を確認', { exact: true }).waitFor();
    assert.equal(await state(), 'verified');
    await page.getByRole('link', { name: '記録の画面を開く' }).first().click();
    await page.getByLabel('どのように外したか').fill('本社ADでアカウントを削除した');
    await page.getByRole('radio', { name: '問題なし', exact: true }).check();
    later();
    await press(administrator, '完了する', () => page.waitForURL(/\/cases\/[0-9a-f-]{36}$/));
    assert.equal(await state(), 'closed');
    assertQuiet();
  });

  it('begins by itself half a year later, and what is as it was is kept together', async () => {
    const { page } = administrator;
    const to = (day: string) => product.clock.push(startOfDay(day).getTime() + 10 * hourMs - product.clock.now().getTime());
    // What is held against a list older than a month counts as not measured, and is kept by nobody together.
    to(addDays(due, -25));
    await signIn(administrator);
    await importList(own, committees, employees);
    to(due);
    await product.restart();
    for (const who of [administrator, committee]) await signIn(who);
    await page.setViewportSize(desk);
    await go(administrator, '/cases?kind=reviews/campaign');
    await page.getByRole('link', { name: /特権/ }).first().click();
    await page.getByRole('link', { name: '行を見直す' }).click();
    await page.waitForURL(/\/reviews\//);
    assert.notEqual(page.url().split('/').at(-1), review);
    review = page.url().split('/').at(-1)!;
    assert.equal((await send(administrator, 'GET', `/api/reviews/${review}`)).setOff, 'calendar');
    for (const [who, count] of [
      [administrator, 2],
      [committee, 1],
    ] as const) {
      await go(who, `/reviews/${review}`);
      await who.page.getByRole('button', { name: '変更のない行をまとめて継続' }).click();
      await who.page.getByRole('button', { name: `${count}行を継続にする` }).waitFor();
      await look(who.page, `keep-${count}`);
      await assertAccessible(who.page, 'keeping lines together');
      later();
      await press(who, `${count}行を継続にする`, () => answered(who.page, '/kept'));
    }
    for (const [who, name] of [
      [administrator, '管理者の見直しを終える'],
      [committee, '委員会の見直しを終える'],
    ] as const) {
      await go(who, `/cases/${review}`);
      later();
      await press(who, name, () => answered(who.page, '/finish'));
    }
    assert.equal((await send(administrator, 'GET', `/api/reviews/${review}`)).state, 'closed');
    assertQuiet();
  });
});
