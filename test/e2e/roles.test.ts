import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { addMonths, BusinessCalendar, localDateOf, startOfDay } from '../../src/calendar/index.ts';
import { necessities } from '../../src/catalog/necessity.ts';
import { openPostOffice, type PostOffice } from '../../src/notify/testing/post-office.ts';
import { SimulatedAgent } from '../bench/agent.ts';
import { Wire } from '../bench/wire.ts';
import {
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
const codeLifeMs = 31_000;
/** After as many rounds an agent has been asked everything. */
const rounds = 12;
const linesMax = 10;

type Who = 'administrator' | 'committee' | 'management' | 'departmentManager' | 'employee';
interface Account {
  readonly login: string;
  readonly password: string;
  readonly secret: string;
  page: Page;
}
interface Today {
  readonly lines: readonly { readonly id: string; readonly title: { readonly ja: string } }[];
}

const calendar = new BusinessCalendar({
  closures: [],
  openWeekdays: [1, 2, 3, 4, 5],
  businessHours: { from: '09:00', to: '18:00' },
  extraHolidays: [],
  fiscalYearStartMonth: 4,
});
const names = { committee: '佐藤 花子', management: '渡辺 健', departmentManager: '鈴木 一郎', employee: '田中 美咲' } as const;

describe('this week, for each role', { skip: skipWithoutBrowser }, () => {
  let product: Product;
  let browser: Browser;
  let post: PostOffice;
  const people = {} as Record<Who, Account>;
  const staff = {} as Record<Who, string>;
  let deviceName: string;
  const waiting = {} as { employee: string; manager: string; committee: string };

  before(async () => {
    product = await startProduct();
    product.clock.push(at(middleOfMonth()) - product.clock.now().getTime());
    [browser, post] = await Promise.all([openBrowser(), openPostOffice()]);
    const page = await openPage(browser, { size: phone });
    people.administrator = { page, ...(await setUp(page, product.setupLink, product.clock)) };
    for (const who of Object.keys(names) as (keyof typeof names)[]) people[who] = await invited(who);
    await keepStaff();
    await putIntoForce();
    await sendLeaflet();
    deviceName = await reportDevice();
    await apply();
  });
  after(async () => {
    await browser?.close();
    await post?.close();
    await product?.stop();
  });

  /** A business day on which nothing of the month's first half is open any more. */
  function middleOfMonth(): string {
    let day = calendar.addBusinessDays(localDateOf(product.clock.now()), 1);
    while (Number(day.slice(8)) < 10 || Number(day.slice(8)) > 14) day = calendar.addBusinessDays(day, 1);
    return day;
  }
  const at = (day: string): number => startOfDay(day).getTime() + 10 * hourMs;

  async function send(page: Page, method: string, path: string, body?: unknown) {
    const isFile = Buffer.isBuffer(body);
    return page.request.fetch(product.url + path, {
      method,
      headers: { origin: product.url, ...(isFile && { 'content-type': 'application/octet-stream' }) },
      ...(body === undefined ? {} : { data: body }),
    });
  }
  /** As a person, through the API; whoever has to prove themselves again does. Anything but success fails the test. */
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
  async function call(who: Who, method: string, path: string, body?: unknown): Promise<any> {
    const { page } = people[who];
    let answer = await send(page, method, path, body);
    if (answer.status() === 403 && (await answer.text()).includes('step-up-required')) {
      assert.ok((await send(page, 'POST', '/api/step-up', { code: nextCode(people[who]) })).ok(), 'step-up');
      answer = await send(page, method, path, body);
    }
    assert.ok(answer.ok(), `${who} ${method} ${path}: ${answer.status()} ${await answer.text()}`);
    return answer.json();
  }
  /** A code counts once. */
  function nextCode({ secret }: Pick<Account, 'secret'>): string {
    product.clock.push(codeLifeMs);
    return codeOf(secret, product.clock);
  }

  /** Accepts an invitation as its page does; the page itself has tests of its own. */
  async function invited(who: keyof typeof names): Promise<Account> {
    const [login, password] = [`${who.toLowerCase()}@example.co.jp`, '夕方の散歩は川沿いまで行く'];
    const { url } = await call('administrator', 'POST', '/api/people', { name: names[who], login, roles: [who] });
    const page = await openPage(browser, { size: phone });
    await page.goto(`${product.url}/sign-in`);
    const begun = await send(page, 'POST', '/api/invitations/begin', { token: url.split('#')[1], password, language: 'ja' });
    const secret = ((await begun.json()) as { totp: { secret: string } }).totp.secret.replaceAll(' ', '');
    const finished = await send(page, 'POST', '/api/invitations/finish', { factor: { kind: 'totp', code: nextCode({ secret }) } });
    assert.ok(finished.ok(), await finished.text());
    return { page, login, password, secret };
  }

  async function keepStaff(): Promise<void> {
    for (const [index, who] of (Object.keys(people) as Who[]).entries()) {
      const name = who === 'administrator' ? '山田 太郎' : names[who];
      const person = { number: `000${index + 1}`, name, email: people[who].login, department: '総務部' };
      staff[who] = (await call('administrator', 'POST', '/api/staff', person)).id;
    }
  }

  async function putIntoForce(): Promise<void> {
    const act = (method: string, path: string, body?: unknown) => call('administrator', method, path, body);
    await act('PUT', '/api/company/facts', { changes: [{ key: 'name', value: '株式会社みなと商会', revision: 0 }] });
    for (const [id, { suggestion }] of Object.entries(necessities)) {
      const adopted = { revision: 0, adoption: 'adopted', owner: null, deputy: null, necessity: suggestion.ja };
      await act('PUT', `/api/procedures/draft/clauses/${id}`, adopted);
    }
    const { draft } = await act('GET', '/api/procedures');
    const effectiveOn = localDateOf(product.clock.now());
    await act('POST', '/api/procedures/submit', { revision: draft.revision, kind: 'major', effectiveOn, note: '最初の版です。' });
    const [{ id, digest }] = (await act('GET', '/api/procedures/versions')).versions;
    await call('committee', 'POST', `/api/procedures/versions/${id}/decide`, { decision: 'approve', digest, comment: '' });
  }

  async function sendLeaflet(): Promise<void> {
    const settings = {
      ...{ host: '127.0.0.1', port: post.port, tls: 'none', user: '' },
      ...{ fromAddress: 'tejun@example.co.jp', fromName: '情報システム', replyTo: '', publicUrl: product.url },
    };
    await call('administrator', 'PUT', '/api/notices/settings', { channel: 'mail', enabled: true, version: 0, settings, secrets: {} });
    const { dueOn, leaflets } = await call('administrator', 'GET', '/api/leaflets');
    const { digest } = leaflets.find(({ audience }: { audience: string }) => audience === 'everyone');
    await call('administrator', 'POST', '/api/leaflets/send', { audience: 'everyone', dueOn, digest, after: null });
  }

  /** A computer that breaks the rules speaks the agents' own protocol; the staff list says whose it is. */
  async function reportDevice(): Promise<string> {
    const agent = new SimulatedAgent(3, {
      wire: new Wire(product.agentPort, readFileSync(join(product.home, 'tls', 'ca.pem'), 'utf8')),
      secret: JSON.parse(readFileSync(join(product.home, 'secrets', 'enrol-secret.json'), 'utf8')).current,
      run: 'roles',
      observe: (path, _ms, problem) => assert.equal(problem, null, path),
    });
    await agent.enrol();
    for (let round = 0; round < rounds; round += 1) await agent.poll();
    const list = Buffer.from(`ホスト名,社員番号\n${agent.host.name},0005\n`);
    const { file, sheets } = await call('administrator', 'POST', '/api/staff/import/read?kind=devices&name=list.csv', list);
    const wanted = { file, kind: 'devices', sheet: sheets[0].name, mapping: sheets[0].proposed, fullList: false };
    const { digest } = await call('administrator', 'POST', '/api/staff/import/preview', wanted);
    await call('administrator', 'POST', '/api/staff/import/apply', { ...wanted, digest });
    return agent.host.name;
  }

  /** One request comes back to its applicant, one has gone on to the manager, one to the committee. */
  async function apply(): Promise<void> {
    const ask = async (who: Who, kind: string, form: object, decision: object): Promise<string> => {
      const { id } = await call(who, 'POST', '/api/requests', { kind, form, submit: true });
      const { revision } = await call('administrator', 'GET', `/api/requests/${id}`);
      await call('administrator', 'POST', `/api/requests/${id}/decide`, { revision, ...decision });
      return id;
    };
    const today = localDateOf(product.clock.now());
    waiting.employee = await ask(
      'employee',
      'software/install',
      { name: 'Figma', kind: 'application', purpose: '図版', source: 'https://www.figma.com/', data: 'internal', scope: 'everyone' },
      { decision: 'return', comment: '無料版か有料版かを書いてください。' },
    );
    const accepted = { title: '受注管理 2.3', kind: 'modified', tester: staff.employee, testedOn: today, specification: 'v1', cases: 12 };
    waiting.manager = await ask(
      'employee',
      'development/acceptance',
      { ...accepted, failed: 0, security: '権限の確認', defects: 'なし', result: 'accepted', liveOn: today },
      { decision: 'approve', assessment: { judged: '問題なし' } },
    );
    const patch = { title: '会計サーバにKB5046613を適用しない', subject: 'kaikei-sv', severity: 'critical', substitute: '経理部に絞る' };
    waiting.committee = await ask(
      'departmentManager',
      'exceptions/unpatched',
      { ...patch, reason: '会計ソフトが起動しない', verified: '試験機で確かめた' },
      { decision: 'approve', assessment: { enough: '足りる', risk: 'medium' } },
    );
    await call('administrator', 'POST', '/api/registers/exceptions/exceptions/rows', {
      cells: {
        ...{ title: '受付の共用PCを画面ロックの対象から外す', kind: 'setting', subject: 'uketsuke-01', reason: '来客用' },
        ...{ substitute: '施錠した受付に置く', risk: 'low', approvedUntil: addMonths(today, 1) },
      },
    });
  }

  const go = async (who: Who, path: string): Promise<Page> => {
    const { page } = people[who];
    await page.goto(product.url + path);
    await settled(page);
    return page;
  };
  /** The list as this person sees it on a phone: short, without a barrier, and as the server says it. */
  async function today(
    who: Who,
  ): Promise<{ page: Page; ids: string[]; line: (title: RegExp) => Locator; open: (title: RegExp) => Promise<void> }> {
    const page = await go(who, '/today');
    await page.getByRole('heading', { level: 1, name: '今週やること' }).waitFor();
    const list = page.getByRole('list', { name: '今週やること' });
    await list.getByRole('listitem').first().waitFor();
    assert.ok((await list.getByRole('listitem').count()) <= linesMax, `${who} is shown a list, not a wall`);
    await assertAccessible(page, `${who}'s week on a phone`);
    const { lines } = (await call(who, 'GET', '/api/today')) as Today;
    const line = (title: RegExp) => list.getByRole('listitem').filter({ hasText: title });
    return { page, ids: lines.map(({ id }) => id), line, open: (title) => line(title).getByRole('link').click() };
  }

  it('shows an employee three things: the own device with its remedy, the own request, the own leaflet', async () => {
    const { page, ids, open } = await today('employee');
    assert.deepEqual(
      ids.map((id) => id.replace(/-.*/, '')),
      ['leaflet', 'returned', 'device'],
    );
    await page.getByRole('button', { name: 'メニューを開く' }).click();
    const menu = page.getByRole('dialog').getByRole('link');
    await menu.last().waitFor();
    assert.deepEqual(await menu.allTextContents(), ['今週やること', '自分の端末', '申請', '台帳', '手順書']);
    await page.keyboard.press('Escape');

    await open(/^あなたの/);
    const device = page.getByRole('region', { name: deviceName });
    await device.getByText(/ディスクの暗号化$/).waitFor();
    // To encrypt a disk is not an employee's work: the page says whom to ask, with words to copy.
    assert.ok((await device.getByText('情報システム管理者に依頼してください').count()) > 0);
    assert.ok((await device.getByRole('button', { name: '依頼の文面をコピー' }).count()) > 0);
    await assertAccessible(page, 'the own device on a phone');

    await (await today('employee')).open(/Figma/);
    await page.getByText('無料版か有料版かを書いてください。').first().waitFor();
    assert.ok(page.url().endsWith(waiting.employee));

    await (await today('employee')).open(/^しおりを読んで/);
    await page.getByRole('button', { name: '読んで理解しました' }).click();
    await page.getByText('確認しました', { exact: true }).waitFor();
    assert.deepEqual((await today('employee')).ids, [`returned-${waiting.employee}`, ids.at(-1)]);
  });

  it('lets a department’s manager decide from the list, and then the line is gone', async () => {
    const { page, ids, line, open } = await today('departmentManager');
    assert.ok(ids.includes(`decide-${waiting.manager}`), ids.join());
    await line(/受注管理/)
      .getByText(/^田中 美咲さんの受入れ試験結果の承認\(2者\)です。.*決めないと失効します。$/)
      .waitFor();
    await open(/受注管理/);
    await page.getByRole('button', { name: '承認する' }).click();
    const proof = page.getByRole('dialog').getByRole('textbox');
    const done = page.getByRole('status').getByText('承認しました');
    await proof.or(done).waitFor();
    if (await proof.isVisible()) await proof.fill(nextCode(people.departmentManager)).then(() => page.keyboard.press('Enter'));
    await done.waitFor();
    assert.ok(!(await today('departmentManager')).ids.includes(`decide-${waiting.manager}`));
  });

  it('does not drown an administrator on the first day: what is to be confirmed is one line', async () => {
    const { page, ids, open } = await today('administrator');
    assert.ok(ids.length <= linesMax, ids.join());
    await open(/^台帳の内容を確認する\(3\d冊\)/);
    await page.getByText(/\d+件の台帳/).waitFor();
  });

  it('shows the committee what went up, the decision that waits, and the exception that ends', async () => {
    const next = addMonths(`${localDateOf(product.clock.now()).slice(0, 8)}01`, 1);
    let day = calendar.addBusinessDays(next, 2);
    while (Number(day.slice(8)) < 4) day = calendar.addBusinessDays(day, 1);
    product.clock.push(at(day) - product.clock.now().getTime());
    await product.restart();
    await Promise.all((Object.keys(people) as Who[]).map(signInAgain));

    const { page, ids, open } = await today('committee');
    assert.ok(ids.some((id) => id.startsWith('escalated-')) && ids.includes(`decide-${waiting.committee}`), ids.join());
    await open(/^期限の近い例外/);
    await page.getByText('受付の共用PCを画面ロックの対象から外す').first().waitFor();
    const up = (await today('committee')).line(/^上申された/).first();
    await up.getByText(/^情報システム管理者が、期限から\d+日たっても行っていません。/).waitFor();
    await up.getByRole('link', { name: '経緯を見る' }).click();
    await page.getByText('情報セキュリティ委員会に上申しました').waitFor();
    assert.equal(await page.getByRole('button', { name: '完了する' }).count(), 0);
    await (await today('committee')).open(/KB5046613/);
    await page.getByRole('button', { name: '承認する' }).waitFor();
  });

  it('tells the administrator how late it is and what happens next', async () => {
    const { page, line } = await today('administrator');
    await line(/期限 \d{4}-\d\d-\d\d\(\d+日超過\)/)
      .first()
      .waitFor();
    assert.ok((await page.getByText(/^トップマネジメントへ上申済みです。/).count()) > 0);
    await page.setViewportSize(desk);
    await assertAccessible(page, 'the administrator’s week at a desk');
  });

  it('gives management one page a month, on one sheet of paper, with what went up twice', async () => {
    const { page, ids, line, open } = await today('management');
    assert.ok(ids.some((id) => id.startsWith('escalated-')) && ids.some((id) => id.startsWith('report-')), ids.join());
    await line(/^上申された/)
      .first()
      .getByText(/担当者に指示するか、担当者を替えてください。$/)
      .waitFor();
    await open(/月の状況を/);
    await page.getByRole('heading', { level: 1, name: /^\d{4}年\d+月の状況$/ }).waitFor();
    await page.getByText('トップマネジメントへ上申済み').first().waitFor();
    await page.getByRole('heading', { level: 3, name: /^承認を待っている申請 \d+件/ }).waitFor();
    await page.getByText('受付の共用PCを画面ロックの対象から外す').waitFor();
    await assertAccessible(page, 'the month on a phone');
    const paper = (await page.pdf({ format: 'A4' })).toString('latin1');
    assert.equal(paper.match(/\/Type\s*\/Page\b(?!s)/g)?.length, 1, 'one sheet of paper');
  });

  /** Weeks have passed, and sessions ended. */
  async function signInAgain(who: Who): Promise<void> {
    const account = people[who];
    const { login, password, secret } = account;
    assert.ok((await send(account.page, 'POST', '/api/sign-in', { login, password })).ok(), who);
    assert.ok((await send(account.page, 'POST', '/api/sign-in/totp', { code: codeOf(secret, product.clock) })).ok(), who);
  }

  it('leaves no script error and nothing that the policy forbids', () => assertQuiet());
});
