import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { addDays, addMonths, BusinessCalendar, daysBetween, localDateOf, startOfDay } from '../../src/calendar/index.ts';
import { necessities } from '../../src/catalog/necessity.ts';
import { openPostOffice, type PostOffice } from '../../src/notify/testing/post-office.ts';
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

const hourMs = 3_600_000;
const stepUpLifeMs = 5 * 60_000;
/** The clock opens and escalates once a minute. */
const sweepMs = 180_000;
/** What falls due later is told by its reminder only. */
const shortNoticeDays = 5;
/** A sheet that was shown may be confirmed for half an hour. */
const shownMs = 31 * 60_000;

interface Member {
  readonly page: Page;
  readonly login: string;
  readonly password: string;
  readonly secret: string;
}
interface Listed {
  readonly id: string;
  readonly duty: string;
  readonly state: string;
  readonly dueOn: string;
  readonly escalation: number;
}
interface Detail extends Listed {
  readonly sheet: {
    readonly digest: string;
    readonly sections: readonly { readonly to: string | null; readonly title: { readonly ja: string } }[];
  };
}

const calendar = new BusinessCalendar({
  closures: [],
  openWeekdays: [1, 2, 3, 4, 5],
  businessHours: { from: '09:00', to: '18:00' },
  extraHolidays: [],
  fiscalYearStartMonth: 4,
});

describe('duties: from a notice to evidence, and what happens where nobody does anything', { skip: skipWithoutBrowser }, () => {
  let product: Product;
  let browser: Browser;
  let post: PostOffice;
  let administrator: Member;
  let committee: Member;
  /** The occurrence that the notice is about. */
  let done: string;

  before(async () => {
    product = await startProduct();
    // One of the last business days of a month, whenever this runs: mails go out, and what is due on the first of the next is told at once.
    product.clock.push(toLateInMonth(product.clock.now()));
    browser = await openBrowser();
    post = await openPostOffice();
    administrator = await setUpAdministrator();
    committee = await invited('佐藤 花子', 'sato@example.co.jp', ['committee']);
    await sendMailsTo(post);
    await putIntoForce();
  });
  after(async () => {
    await browser?.close();
    await post?.close();
    await product?.stop();
  });

  function toLateInMonth(now: Date): number {
    let day = calendar.addBusinessDays(localDateOf(now), 1);
    while (daysBetween(day, firstOfNextMonth(day)) > shortNoticeDays) day = calendar.addBusinessDays(day, 1);
    return startOfDay(day).getTime() + 10 * hourMs - now.getTime();
  }
  function firstOfNextMonth(day: string): string {
    let first = addMonths(`${day.slice(0, 8)}01`, 1);
    while (!calendar.isBusinessDay(first)) first = addDays(first, 1);
    return first;
  }
  const setUpAdministrator = async (): Promise<Member> => {
    const page = await openPage(browser);
    return { page, ...(await setUp(page, product.setupLink, product.clock)) };
  };
  async function invited(name: string, login: string, roles: readonly string[]): Promise<Member> {
    const { url } = await call<{ url: string }>(administrator.page, 'POST', '/api/people', { name, login, roles });
    const page = await openPage(browser);
    const password = '夕方の散歩は川沿いまで行く';
    return { page, login, password, secret: await acceptInvitation(page, url, product.clock, password) };
  }
  /** As the person of this page, through the API. Anything but success fails the test with what the server said. */
  async function call<T>(page: Page, method: string, path: string, body?: unknown): Promise<T> {
    const answer = await page.request.fetch(product.url + path, {
      method,
      headers: { origin: product.url },
      ...(body === undefined ? {} : { data: body }),
    });
    assert.ok(answer.ok(), `${method} ${path}: ${answer.status()} ${await answer.text()}`);
    return (await answer.json()) as T;
  }
  async function sendMailsTo({ port }: PostOffice): Promise<void> {
    const settings = {
      host: '127.0.0.1',
      port,
      tls: 'none',
      user: '',
      fromAddress: 'tejun@example.co.jp',
      fromName: '情報システム',
      replyTo: '',
      publicUrl: product.url,
    };
    await call(administrator.page, 'PUT', '/api/notices/settings', { channel: 'mail', enabled: true, version: 0, settings, secrets: {} });
  }
  async function putIntoForce(): Promise<void> {
    const { page } = administrator;
    await call(page, 'PUT', '/api/company/facts', { changes: [{ key: 'name', value: '株式会社みどり商事', revision: 0 }] });
    for (const [id, { suggestion }] of Object.entries(necessities)) {
      const adopted = { revision: 0, adoption: 'adopted', owner: null, deputy: null, necessity: suggestion.ja };
      await call(page, 'PUT', `/api/procedures/draft/clauses/${id}`, adopted);
    }
    const { draft } = await call<{ draft: { revision: number } }>(page, 'GET', '/api/procedures');
    const effectiveOn = localDateOf(product.clock.now());
    await call(page, 'POST', '/api/procedures/submit', { revision: draft.revision, kind: 'major', effectiveOn, note: '最初の版です。' });
    const { versions } = await call<{ versions: { id: string; digest: string }[] }>(page, 'GET', '/api/procedures/versions');
    const { id, digest } = versions[0]!;
    await call(committee.page, 'POST', `/api/procedures/versions/${id}/decide`, { decision: 'approve', digest, comment: '' });
  }

  const go = async (page: Page, path: string) => {
    await page.goto(product.url + path);
    await settled(page);
  };
  const confirm = async ({ page, secret }: Member) => {
    const dialog = page.getByRole('dialog');
    // A code counts once.
    product.clock.push(31_000);
    await dialog.getByRole('textbox').fill(codeOf(secret, product.clock));
    await dialog.getByRole('button', { name: '確認する', exact: true }).click();
  };
  const occurrences = async (state: string): Promise<Listed[]> =>
    ((await (await product.api('GET', `/api/duties/occurrences?state=${state}&limit=200`)).json()) as { occurrences: Listed[] })
      .occurrences;

  it('says before anything is open that there is nothing to do, and where to look', async () => {
    const { page } = committee;
    await go(page, '/duties?who=mine&q=%E3%81%AA%E3%81%84');
    await page.getByText('条件に当てはまる回はありません。').waitFor();
    await assertAccessible(page, 'no duties');
  });

  it('leads from the mail to the record: sheet, file, done, in a handful of clicks', async (t) => {
    const mail = await until('the notice of the log review', sweepMs, async () => {
      for (const { to, raw } of post.delivered)
        if (to.includes(administrator.login)) {
          const link = /https?:\/\/\S+\/duties\/[0-9a-f-]{36}/.exec(raw.toString('utf8').replaceAll('=\r\n', ''))?.[0];
          const found = link && (await occurrences('open')).find(({ id, duty }) => duty === 'logs/review' && link.endsWith(id));
          if (found) return { link, id: found.id };
        }
      return null;
    });
    done = mail.id;
    const { page } = administrator;
    const began = performance.now();
    let clicks = 0;
    const click = async (act: Promise<unknown>) => {
      clicks += 1;
      await act;
    };
    product.clock.push(stepUpLifeMs + 60_000);
    await page.goto(mail.link.replace('127.0.0.1', 'localhost'));
    await settled(page);
    const digest = (await page.getByText(/^要約値\(SHA-256\): [0-9a-f]{64}$/).textContent())!.slice(-64);
    await page.getByRole('article', { name: '台帳「検知・問題・対応台帳」' }).waitFor();
    await click(page.getByRole('button', { name: '完了する' }).click());
    await page.getByText(/入力していないところが\d+か所あります。/).waitFor();
    const form = page.getByRole('form', { name: '記録' });
    await form.getByLabel('点検した期間の初め').fill('2026-11-01');
    await form.getByLabel('点検した期間の終わり').fill('2026-11-22');
    await form.getByLabel('見た対象').fill('fs01、UTM');
    await form.getByLabel('途切れていた対象').fill('なし');
    await form.getByLabel('気づいたこと').fill('深夜のログインが1件。本人に確かめ、<b>夜間作業</b>でした。');
    await form.getByLabel('台帳に書いた件数').fill('０');
    await click(form.getByLabel('問題なし').check());
    const file = { name: 'ログ点検_髙﨑.txt', mimeType: 'text/plain', buffer: Buffer.from('2時14分 髙﨑 成功') };
    await click(page.locator('input[type=file]').setInputFiles(file));
    await page.getByText('「ログ点検_髙﨑.txt」を送りました。').waitFor();
    await assertAccessible(page, 'a record being written');
    await click(page.getByRole('button', { name: '完了する' }).dblclick());
    await click(confirm(administrator));
    await page.getByText('完了を記録しました').waitFor();
    t.diagnostic(`from the link to the receipt: ${Math.round(performance.now() - began)} ms, ${clicks} clicks`);
    assert.ok(clicks <= 5);

    await page.getByText(`要約値(SHA-256): ${digest}`).waitFor();
    await page.getByText('記録したときに確かめたシートです。').waitFor();
    await page.getByText('<b>夜間作業</b>').waitFor();
    await assertAccessible(page, 'a duty that is done');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'ログ点検_髙﨑.txtをダウンロード' }).click(),
    ]);
    assert.equal(download.suggestedFilename(), file.name);
    await page
      .getByRole('status')
      .getByRole('link', { name: /^証跡原簿 \d/ })
      .click();
    await page.getByText('定期業務の完了').first().waitFor();
    await page.getByText(digest).waitFor();
    const all = (await occurrences('completed')).filter(({ id }) => id === done);
    assert.equal(all.length, 1, 'a double click records once');
  });

  it('keeps what was typed over a reload, and has a sheet that changed meanwhile looked at before it is confirmed', async () => {
    const { page } = administrator;
    const open = await occurrences('open');
    const details = await Promise.all(
      open.map(async ({ id }) => (await (await product.api('GET', `/api/duties/occurrences/${id}`)).json()) as Detail),
    );
    const found = details.find(({ sheet }) => sheet?.sections.some(({ to }) => to?.startsWith('/registers/')))!;
    const section = found.sheet.sections.find(({ to }) => to?.startsWith('/registers/'))!;
    await go(page, `/duties/${found.id}`);
    await page.getByLabel('該当なし').check();
    await page.getByLabel('備考').fill('今月は対象がありませんでした。');
    await page.reload();
    await settled(page);
    assert.equal(await page.getByLabel('備考').inputValue(), '今月は対象がありませんでした。');
    assert.ok(await page.getByLabel('該当なし').isChecked());
    product.clock.push(shownMs);
    await call(page, 'POST', '/api/step-up', { code: codeOf(administrator.secret, product.clock) });
    await call(page, 'POST', `/api${section.to}/confirm`, { rows: 0, note: '該当なし' });
    await page.getByRole('button', { name: '完了する' }).click();
    await page.getByText('シートの内容が変わりました').waitFor();
    await page.getByRole('article', { name: section.title.ja }).getByText('変わった部分').waitFor();
    assert.equal(await page.getByLabel('備考').inputValue(), '今月は対象がありませんでした。');
    await assertAccessible(page, 'a sheet that changed');
    await page.getByRole('button', { name: '新しいシートを確かめた' }).click();
    await page.getByRole('button', { name: '完了する' }).click();
    await page.getByText('完了を記録しました').waitFor();
    assert.equal((await occurrences('completed')).length, 2);
  });

  it('tells who was slower that somebody else was first, and records nothing twice', async () => {
    const { page } = administrator;
    const [next] = await occurrences('open');
    await go(page, `/duties/${next!.id}`);
    const detail = (await (await product.api('GET', `/api/duties/occurrences/${next!.id}`)).json()) as { revision: number };
    const skipped = await product.api('POST', `/api/duties/occurrences/${next!.id}/skip`, {
      revision: detail.revision,
      reason: '<script>移転のため</script>',
    });
    assert.equal(skipped.status, 200, await skipped.text());
    await page.getByLabel('該当なし').check();
    await page.getByLabel('備考').fill('x');
    await page.getByRole('button', { name: '完了する' }).click();
    await page.getByText('ほかの人が先に処理しました').waitFor();
    await page.getByText('<script>移転のため</script>').first().waitFor();
  });

  it('moves a date with its reason, and says by when it can be', async () => {
    const { page } = administrator;
    const [next] = await occurrences('open');
    await go(page, `/duties/${next!.id}`);
    await page.getByText('期限を移す', { exact: true }).first().click();
    const form = page.getByRole('form', { name: '期限を移す' });
    await form.getByLabel('新しい期限').fill('2099-01-01');
    await form.getByLabel('理由').fill('担当者の出張のため');
    await form.getByRole('button', { name: '期限を移す' }).click();
    await form.getByText(/までの、今と違う日付を入れてください/).waitFor();
    await form.getByLabel('新しい期限').fill(calendar.addBusinessDays(next!.dueOn, 2));
    await form.getByRole('button', { name: '期限を移す' }).click();
    await page.getByText('期限を移しました').waitFor();
    await page.getByRole('listitem').getByText('担当者の出張のため').waitFor();
  });

  it('names a deputy, records what happened, and shows the calendar’s password once', async () => {
    const { page } = administrator;
    await go(page, '/duties/definitions');
    await assertAccessible(page, 'definitions');
    const row = page.getByRole('row').filter({ hasText: '定期的なログの点検' });
    await row.getByRole('button', { name: '担当者を変える' }).click();
    const dialog = page.getByRole('dialog', { name: /担当者/ });
    await dialog.getByLabel('代行者').selectOption({ label: '情報セキュリティ委員会' });
    await dialog.getByRole('button', { name: '保存する' }).click();
    await row.getByText('(代行者: 情報セキュリティ委員会)').waitFor();
    await page.getByRole('button', { name: '購読用のパスワードを発行する' }).click();
    await page.getByText('このパスワードは、いまだけ表示されます。').waitFor();
    const password = ((await page.getByRole('figure', { name: 'パスワード' }).locator('pre').textContent()) ?? '').trim();
    const basic = Buffer.from(`${administrator.login}:${password}`).toString('base64');
    const feed = await fetch(`${product.url}/api/duties/calendar.ics`, { headers: { authorization: `Basic ${basic}` } });
    assert.equal(feed.status, 200);
    assert.match(await feed.text(), /^BEGIN:VCALENDAR\r\n[\s\S]*BEGIN:VEVENT/);
    await page.reload();
    await settled(page);
    assert.equal(await page.getByText(password).count(), 0);
    await page.getByText('発行済み:').waitFor();
  });

  it('takes what nobody does up to the committee and to top management, and fails the clause meanwhile', async () => {
    const before = (await occurrences('open'))[0]!;
    product.clock.push(startOfDay(calendar.addBusinessDays(before.dueOn, 9)).getTime() + 10 * hourMs - product.clock.now().getTime());
    await until('it went up to top management', sweepMs, async () =>
      (await occurrences('overdue')).find(({ id, escalation }) => id === before.id && escalation === 2),
    );
    const page = await signedIn(committee, phone);
    await go(page, '/duties?who=all');
    await page.getByRole('heading', { level: 2, name: /^期限超過 \d+件$/ }).waitFor();
    await page.getByText('トップマネジメントへ上申済み').first().waitFor();
    await assertAccessible(page, 'overdue duties on a phone');
    await go(page, `/duties/${before.id}`);
    await page.getByText('情報セキュリティ委員会に上申しました').waitFor();
    await page.getByText('トップマネジメントに上申しました').waitFor();
    await page.getByText('この回を記録できるのは、担当者と代行者です。').waitFor();
    assert.equal(await page.getByRole('button', { name: '完了する' }).count(), 0);
    await assertAccessible(page, 'an escalated duty on a phone');
    await until('the committee’s mail', sweepMs, async () => post.countTo(committee.login) > 0);
    const { duties } = await call<{ duties: { id: string; standing: { verdict: string } }[] }>(page, 'GET', '/api/duties');
    assert.equal(duties.find(({ id }) => id === before.duty)?.standing.verdict, 'fail');
  });

  it('shows the year on one sheet: done, overdue, planned', async () => {
    const { page } = { page: await signedIn(administrator) };
    await go(page, '/duties?view=year');
    const row = page.getByRole('row', { name: /定期的なログの点検/ });
    await row.getByRole('link', { name: /完了$/ }).waitFor();
    assert.ok((await page.getByRole('link', { name: /期限超過$/ }).count()) > 0);
    assert.ok((await page.getByText(/^\d{4}-\d\d-\d\d 予定$/).count()) > 0);
    await assertAccessible(page, 'the yearly plan');
    await go(page, '/duties?view=month');
    await assertAccessible(page, 'the month');
    await page.setViewportSize(phone);
    await assertAccessible(page, 'the month on a phone');
    await go(page, '/duties?state=completed');
    await page.getByRole('link', { name: '定期的なログの点検' }).waitFor();
    await assertAccessible(page, 'done duties on a phone');
  });

  /** Days have passed, and sessions ended: signs in anew. */
  async function signedIn({ login, password, secret }: Member, size?: typeof phone): Promise<Page> {
    const page = await openPage(browser, size === undefined ? {} : { size });
    await page.goto(`${product.url}/sign-in`);
    await call(page, 'POST', '/api/sign-in', { login, password });
    product.clock.push(31_000);
    await call(page, 'POST', '/api/sign-in/totp', { code: codeOf(secret, product.clock) });
    return page;
  }

  it('leaves no script error and nothing that the policy forbids', () => assertQuiet());
});
