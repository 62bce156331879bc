import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { addDays, localDateOf, weekdayOf } from '../../src/calendar/index.ts';
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

const stepUpLifeMs = 5 * 60_000;
const auditorsPassword = '監査の前の晩は早めに寝ておく';

interface Member {
  readonly page: Page;
  readonly secret: string;
}

describe('what goes up to management, and what an auditor is given', { skip: skipWithoutBrowser }, () => {
  let product: Product;
  let browser: Browser;
  let administrator: Member;
  let committee: Member;
  let manager: Member;
  let employee: Member;
  let problem: string;

  before(async () => {
    product = await startProduct();
    browser = await openBrowser();
    const page = await openPage(browser);
    administrator = { page, secret: (await setUp(page, product.setupLink, product.clock)).secret };
    committee = await invited('佐藤 花子', ['committee']);
    manager = await invited('社長 一郎', ['management']);
    employee = await invited('鈴木 次郎', ['employee']);
  });
  after(async () => {
    await browser?.close();
    await product?.stop();
  });

  async function invited(name: string, roles: readonly string[]): Promise<Member> {
    const login = `${encodeURIComponent(name).replaceAll('%', '').toLowerCase()}@example.co.jp`;
    const { url } = await send(administrator, '/api/people', { name, login, roles });
    const page = await openPage(browser);
    return { page, secret: await acceptInvitation(page, url, product.clock) };
  }
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
  async function send({ page }: Pick<Member, 'page'>, path: string, data: object): Promise<any> {
    const answer = await page.request.fetch(product.url + path, { method: 'POST', headers: { origin: product.url }, data });
    assert.ok(answer.ok(), `${path}: ${await answer.text()}`);
    return answer.json();
  }
  const go = async ({ page }: Pick<Member, 'page'>, path: string) => {
    await page.goto(product.url + path);
    await settled(page);
  };
  const later = () => product.clock.push(stepUpLifeMs + 31_000);
  const write = async (page: Page, fields: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(fields)) await page.getByLabel(name).first().fill(text);
  };
  const choose = (page: Page, name: string) => page.getByRole('radio', { name, exact: true }).first().check();
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
  const inState = (page: Page, state: string) => page.getByText(state, { exact: true }).first().waitFor();
  const doneDuty = (who: Member) => press(who, '完了する', () => who.page.waitForURL(/\/cases\/[0-9a-f-]{36}$/));

  it('the administrator finds the cause and reports', async () => {
    const noticedAt = new Date(product.clock.now().getTime() + 9 * 3_600_000 - 3_600_000).toISOString().slice(0, 16);
    const cells = { title: '会計システムが遅い', noticedAt, impact: 'large', device: null, system: null, noticedBy: null, detail: null };
    const opening = { kind: 'monitoring/problem', variant: 'capacity', step: 'detectCapacity', cells };
    problem = `/cases/${(await send(employee, '/api/cases', opening)).id}`;
    const { page } = administrator;
    await go(administrator, '/today');
    await page
      .getByText(/問題の原因調査と委員会への報告\(PRB-1/)
      .first()
      .waitFor();
    await page
      .getByRole('link', { name: /実施して記録する/ })
      .first()
      .click();
    await page.getByRole('button', { name: '完了する' }).waitFor();
    await write(page, {
      原因: '図面の写しが毎日たまっていた',
      委員会への報告日: localDateOf(product.clock.now()),
      伝えた相手と方法: '委員長へメール',
    });
    await choose(page, '問題なし');
    later();
    await doneDuty(administrator);
    await inState(page, '委員会の決定待ち');
  });

  it('the committee decides and tells management', async () => {
    const { page } = committee;
    await go(committee, '/today');
    await page
      .getByText(/問題への対策の指示と経営への報告\(PRB-1/)
      .first()
      .waitFor();
    await page
      .getByRole('link', { name: /実施して記録する/ })
      .first()
      .click();
    await page.getByRole('button', { name: '完了する' }).waitFor();
    await choose(page, '指示し、経営に報告する');
    await write(page, {
      指示の内容: '今月中にディスクを増設する',
      決めた委員: '委員長 佐藤',
      対策の期限: addDays(localDateOf(product.clock.now()), 20),
      経営に求めること: '40万円の支出の承認',
    });
    await choose(page, '問題なし');
    later();
    await doneDuty(committee);
    await inState(page, '経営の確認待ち');
  });

  it('management reads one page, says so, and answers', async () => {
    const { page } = manager;
    await page.setViewportSize(phone);
    await go(manager, problem);
    await page.getByRole('heading', { name: '経営への報告書' }).waitFor();
    await page.getByText('まだ経営が読んでいません').waitFor();
    await assertAccessible(page, 'a report to management on a phone');
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'PDFで読む' }).click()]);
    assert.match(file.suggestedFilename(), /^問題・対応報告書_PRB-1\.pdf$/);
    later();
    await press(manager, '報告書を読んだことを記録する', () => answered(page, '/decisions'));
    await choose(page, '委員会の指示どおり進める');
    await press(manager, '回答する', () => answered(page, '/decisions'));
    await settled(page);
    const { state } = (await (await page.request.get(`${product.url}/api${problem}`)).json()) as { state: { id: string } };
    assert.equal(state.id, 'instructed');
    await page.locator('main').getByText('社長 一郎').first().waitFor();
    assertQuiet();
  });

  it('an audit in business hours is refused; on a Saturday its account works then, and at no other time', async () => {
    const today = localDateOf(product.clock.now());
    const day = (weekday: number) => [2, 3, 4, 5, 6, 7, 8].map((days) => addDays(today, days)).find((date) => weekdayOf(date) === weekday)!;
    const saturday = day(6);
    const form = {
      title: '内部監査',
      kind: 'externalAudit',
      systems: 'ファイルサーバ',
      system: null,
      device: null,
      auditor: '監査法人みなと 田中',
      method: '閲覧のみ',
      windowFrom: `${saturday}T19:00`,
      windowTo: `${saturday}T22:00`,
      inBusinessHours: null,
      reasonInBusinessHours: null,
      accounts: null,
      copies: null,
      noticedOn: null,
    };
    const { id } = await send(employee, '/api/requests', { kind: 'audits/agreement', form, validForDays: null, submit: true });
    later();
    for (const who of [administrator, manager]) {
      await go(who, `/requests/${id}`);
      if (who === administrator) await write(who.page, { 業務への影響: '休日のため影響なし' });
      await press(who, '承認する', () => answered(who.page, '/decide'));
    }
    const { page } = administrator;
    await go(administrator, '/cases');
    await page
      .getByRole('link', { name: /内部監査/ })
      .first()
      .click();
    await page.getByRole('heading', { name: '監査者のアカウント' }).waitFor();
    await write(page, { 監査者の名前: '田中', 監査者のメールアドレス: 'tanaka@audit.example.com' });
    later();
    await press(administrator, '監査者のアカウントを作る', () => page.getByText('招待中(まだ準備していない)').waitFor());
    await page.getByRole('button', { name: '招待リンクを作る' }).click();
    await page
      .getByText(/\/invitation#/)
      .first()
      .waitFor();
    const link = /http\S+\/invitation#[\w-]{43}/.exec(await page.locator('main').innerText())![0];
    await assertAccessible(page, 'the window of an audit with its account');

    const auditor = await openPage(browser);
    const secret = await acceptInvitation(auditor, link, product.clock, auditorsPassword);
    const signsIn = async (): Promise<boolean> => {
      const at = await openPage(browser);
      const login = { login: 'tanaka@audit.example.com', password: auditorsPassword };
      const send = (path: string, data: object) =>
        at.request.fetch(product.url + path, { method: 'POST', headers: { origin: product.url }, data });
      const first = await send('/api/sign-in', login);
      const ok = first.ok() && (await send('/api/sign-in/totp', { code: codeOf(secret, product.clock) })).ok();
      if (ok) {
        await go({ page: at }, '/cases');
        await at
          .getByRole('link', { name: /内部監査/ })
          .first()
          .waitFor();
      }
      return ok;
    };
    const to = (moment: string) => product.clock.push(new Date(`${moment}:00+09:00`).getTime() - product.clock.now().getTime() + 30_000);
    assert.equal(await signsIn(), false, 'before the window');
    to(form.windowFrom);
    assert.equal(await signsIn(), true, 'within it');
    to(form.windowTo);
    assert.equal(await signsIn(), false, 'after it');
    await product.restart();
    const { cases } = (await (await product.api('GET', '/api/cases?kind=audits/audit')).json()) as { cases: { state: { id: string } }[] };
    assert.equal(cases[0]!.state.id, 'over', 'a server that was away closes it when it starts');
    assertQuiet();
  });
});
