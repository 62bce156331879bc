import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import type { Browser, Locator, Page } from 'playwright-core';
import { BusinessCalendar, localDateOf, startOfDay } from '../../src/calendar/index.ts';
import { requiredAnswersMax } from '../../src/catalog/interview.ts';
import { openPostOffice, type PostOffice } from '../../src/notify/testing/post-office.ts';
import { agentProgram } from '../../src/sources/osquery/local-agent.ts';
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
} from '../e2e/browser.ts';
import { type Product, startProduct, turnMaxMs, until } from '../e2e/product.ts';

/**
 * The whole way of writing, as a company goes it, in Japanese: first questions → three clauses of its own → submitted → approved by
 * somebody else → in force → read and confirmed by an employee → on paper → a value changed → a new version → the verdict of the
 * real agent turns from that moment on, and yesterday still shows yesterday.
 */
const hourMs = 3_600_000;
const skip = skipWithoutBrowser || (agentProgram() === null || process.platform !== 'linux' ? 'no agent for this machine' : false);
const program = 'osqueryd';

interface Member {
  readonly page: Page;
  readonly login: string;
  readonly secret: string;
}
interface Replay {
  readonly version: { readonly number: string } | null;
  readonly text: { readonly ja: string };
  readonly values: readonly { readonly id: string; readonly said: { readonly ja: string } }[];
  readonly checks: readonly { readonly id: string; readonly pass: number; readonly fail: number; readonly unknown: number }[];
}

describe('journey: a company writes its own procedures', { skip }, () => {
  let product: Product;
  let browser: Browser;
  let post: PostOffice;
  let folder: string;
  let administrator: Member;
  let member: Member;
  let firstDay: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tejun-write-'));
    product = await startProduct({ localAgent: true });
    product.clock.push(toNextNoon(product.clock.now()));
    firstDay = localDateOf(product.clock.now());
    browser = await openBrowser();
    post = await openPostOffice();
    const page = await openPage(browser);
    const { secret, login } = await setUp(page, product.setupLink, product.clock);
    administrator = { page, secret, login };
  });
  after(async () => {
    await browser?.close();
    await post?.close();
    await product?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Mail rests in quiet hours and on holidays, whenever this test happens to run. */
  function toNextNoon(now: Date): number {
    const calendar = new BusinessCalendar({
      closures: [],
      openWeekdays: [1, 2, 3, 4, 5],
      businessHours: { from: '09:00', to: '18:00' },
      extraHolidays: [],
      fiscalYearStartMonth: 4,
    });
    const day = calendar.addBusinessDays(localDateOf(now), 1);
    return startOfDay(day).getTime() + 12 * hourMs - now.getTime();
  }

  async function call<T>(page: Page, method: string, path: string, body?: unknown): Promise<T> {
    const answer = await page.request.fetch(product.url + path, {
      method,
      headers: { origin: product.url },
      ...(body === undefined ? {} : { data: body }),
    });
    assert.ok(answer.ok(), `${method} ${path}: ${answer.status()} ${await answer.text()}`);
    return (await answer.json()) as T;
  }
  /** A code counts once: the next one is half a minute away. */
  const nextCode = (secret: string): string => {
    product.clock.push(31_000);
    return codeOf(secret, product.clock);
  };
  const stepUp = ({ page, secret }: Member) => call(page, 'POST', '/api/step-up', { code: nextCode(secret) });
  const go = async (page: Page, path: string) => {
    await page.goto(product.url + path);
    await settled(page);
  };
  const clause = (page: Page, id: string): Locator => page.locator(`article[data-clause="${id}"]`);
  const saved = (page: Page, id: string) =>
    clause(page, id)
      .getByText(/^保存済み/)
      .waitFor();
  const replay = (at: string) => call<Replay>(administrator.page, 'GET', `/api/procedures/clauses/8.12.b?at=${at}`);
  const runningCheck = async () => {
    const { clauses } = (await (await product.api('GET', '/api/controls/8.12')).json()) as {
      clauses: { id: string; mechanisms: { check: { id: string; verdict: string } | null }[] }[];
    };
    const { mechanisms } = clauses.find(({ id }) => id === '8.12.b')!;
    return mechanisms.flatMap(({ check }) => (check ? [check] : []))[0]!;
  };
  const turns = (verdict: string) =>
    until(`the check of 8.12.b is ${verdict}`, turnMaxMs, async () => (await runningCheck()).verdict === verdict);

  it('answers the first questions, and has a draft of 34 chapters', async () => {
    const { page } = administrator;
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
    const step = (name: string) => page.getByRole('heading', { level: 2, name: new RegExp(name) }).waitFor();
    await go(page, '/procedures/start');
    await step('会社');
    await page.getByLabel('会社名').fill('株式会社髙﨑𠮷田');
    await page.getByLabel('従業員数').fill('４０');
    await press('すべて提案どおり');
    await step('営業日と年度');
    await press('すべて提案どおり');
    await step('はい・いいえ');
    for (const question of [
      'ソフトウェアを自社で開発している',
      '開発を外部に委託している',
      '社外に公開するサーバがある',
      '受託開発または客先常駐がある',
    ])
      await page.getByRole('radiogroup', { name: question }).getByLabel('いいえ').check();
    for (const name of ['適用外の確認', '会社の値', '担当と承認', '草案ができました']) {
      await press('すべて提案どおり');
      await step(name);
    }
    const [answered, total] = ((await page.getByTestId('interview-progress').textContent()) ?? '').split('/').map(Number);
    assert.equal(answered, total);
    assert.ok(total! <= requiredAnswersMax, `${total} answers`);
  });

  it('edits three clauses: one left out, one laxer value with its reason, one text of its own', async () => {
    const { page } = administrator;
    await go(page, '/procedures/chapters/8.1');
    await clause(page, '8.1.d.5').getByText('適用しない', { exact: true }).click();
    await clause(page, '8.1.d.5').getByLabel('理由').fill('私有の携帯電話は業務に使わないため。');
    await clause(page, '8.1.d.5').getByRole('button', { name: '保存する' }).click();
    await saved(page, '8.1.d.5');
    await clause(page, '8.1.e').getByRole('button', { name: /10分/ }).click();
    const form = page.getByRole('dialog', { name: '画面ロックまでの時間' });
    await form.getByLabel('新しい値').fill('１５');
    await form.getByLabel('手本よりゆるくする理由').fill('受付では来客対応で操作が途切れるため。');
    await form.getByRole('button', { name: '保存する' }).click();
    await form.getByText('草案に入れました。承認された版の施行日から使います。').waitFor();
    await go(page, '/procedures/chapters/8.12');
    await clause(page, '8.12.c').getByText('変更', { exact: true }).click();
    await clause(page, '8.12.c').getByLabel('日本語の文').fill('社員は、#図面 と $原価$ の画面を *撮影* しない。<script>髙﨑𠮷</script>');
    await clause(page, '8.12.c').getByRole('button', { name: '保存する' }).click();
    await saved(page, '8.12.c');
  });

  it('submits to the committee, whose member approves with a second factor', async () => {
    const { page } = administrator;
    await stepUp(administrator);
    member = await invited('佐藤 花子', ['committee']);
    await submitDraft('最初の版です。');
    assert.equal((await runningCheck()).verdict.length > 0, true);
    await approve('1.0版');
    await go(page, '/procedures/in-force');
    await page.getByText('社員は、#図面 と $原価$ の画面を *撮影* しない。<script>髙﨑𠮷</script>').waitFor();
    await assertAccessible(page, 'in force');
  });

  async function invited(name: string, roles: readonly string[]): Promise<Member> {
    const login = 'sato@example.co.jp';
    const { url } = await call<{ url: string }>(administrator.page, 'POST', '/api/people', { name, login, roles });
    const page = await openPage(browser);
    const secret = await acceptInvitation(page, url, product.clock);
    return { page, login, secret };
  }

  async function submitDraft(note: string): Promise<void> {
    const { page } = administrator;
    await go(page, '/procedures');
    await page.getByLabel('施行日').fill(localDateOf(product.clock.now()));
    await page.getByLabel('改訂の理由と要点').fill(note);
    await page.getByRole('button', { name: '委員会に提出する' }).click();
    await page.getByText(/版として提出しました。/).waitFor();
  }

  async function approve(version: string): Promise<void> {
    const { page } = member;
    await go(page, '/procedures/versions');
    await page.getByRole('link', { name: '読んで決める' }).first().click();
    await page.getByRole('heading', { level: 1, name: version }).waitFor();
    await page.getByRole('button', { name: '承認する' }).click();
    await page.getByText('承認しました', { exact: true }).waitFor();
  }

  it('sends the leaflet, and an employee without an account reads and confirms it on a phone', async () => {
    const { page } = administrator;
    await stepUp(administrator);
    await call(page, 'POST', '/api/staff', {
      number: '0017',
      name: '髙橋 𠮷子',
      kana: 'タカハシ ヨシコ',
      email: 'takahashi@example.co.jp',
      department: '営業部',
    });
    const { channels } = await call<{ channels: { channel: string; version: number }[] }>(page, 'GET', '/api/notices/settings');
    await call(page, 'PUT', '/api/notices/settings', {
      channel: 'mail',
      enabled: true,
      version: channels.find(({ channel }) => channel === 'mail')!.version,
      settings: {
        host: '127.0.0.1',
        port: post.port,
        tls: 'none',
        user: '',
        fromAddress: 'tejun@example.co.jp',
        fromName: '情報システム',
        replyTo: '',
        publicUrl: product.url,
      },
      secrets: {},
    });
    await go(page, '/procedures/leaflets');
    await page.getByRole('button', { name: '1人に送る' }).click();
    await page.getByText(/^送りました。メール 1人/).waitFor();
    const mail = await until(
      'the mail arrives',
      30_000,
      async () => post.countTo('takahashi@example.co.jp') > 0 && post.mailTo('takahashi@example.co.jp'),
    );
    const link = /https?:\/\/\S+\/leaflet#\S+/.exec(mail.text ?? '')?.[0];
    assert.ok(link, mail.text);
    const reader = await openPage(browser, { size: phone });
    await reader.goto(link.replace('127.0.0.1', 'localhost'));
    await settled(reader);
    await reader.getByText('髙橋 𠮷子 さん').waitFor();
    assert.ok(
      await reader
        .getByText(/15分以内/)
        .first()
        .isVisible(),
      'the company’s value',
    );
    await assertAccessible(reader, 'the leaflet on a phone');
    await reader.getByRole('button', { name: '読んで理解しました' }).click();
    await reader.getByRole('status').filter({ hasText: '確認しました' }).waitFor();
    const control = await call<{ clauses: { id: string; mechanisms: { rule: { verdict: string } | null }[] }[] }>(
      page,
      'GET',
      '/api/controls/8.12',
    );
    const rule = control.clauses.find(({ id }) => id === '8.12.c')!.mechanisms.flatMap((each) => each.rule ?? [])[0]!;
    assert.equal(rule.verdict, 'pass', 'everybody on the list has confirmed what is in force');
  });

  it('hands it out as PDF, Word and Excel that say the same words', async () => {
    const { page } = administrator;
    await go(page, '/procedures');
    const own = '社員は、#図面と$原価$の画面を*撮影*しない。<script>髙﨑𠮷</script>';
    for (const format of ['PDF', 'Word', 'Excel']) {
      const button = page.getByRole('button', { name: new RegExp(`施行中の版.*日本語.*${format}`) });
      const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
      const path = join(folder, file.suggestedFilename());
      await file.saveAs(path);
      const text = format === 'PDF' ? pdfText(path) : officeText(path);
      if (text === null) continue;
      const squeezed = text.replaceAll(/\s/g, '');
      for (const words of [own, '株式会社髙﨑𠮷田', '操作をやめてから15分以内に', '私有の携帯電話は業務に使わないため。'])
        assert.ok(squeezed.includes(words), `${format} says ${words}`);
    }
  });

  it('changes a value in a new version: the verdict turns from then on, and yesterday stays as it was', async () => {
    const { page } = administrator;
    await turns('pass');
    product.clock.push(24 * hourMs);
    await turns('pass');
    const today = localDateOf(product.clock.now());
    assert.notEqual(today, firstDay);
    await signIn(administrator, '朝のお茶は三杯までにする');
    await signIn(member, '夕方の散歩は川沿いまで行く');
    const { values } = await call<{ values: { id: string; revision: number; value: string[] }[] }>(
      page,
      'GET',
      '/api/procedures/draft?control=8.12',
    );
    const { revision, value } = values.find(({ id }) => id === 'forbiddenSoftware')!;
    const edit = { revision, value: [...value, program] };
    assert.deepEqual(
      (await call<{ counts: string }>(page, 'PUT', '/api/procedures/draft/values/forbiddenSoftware', edit)).counts,
      'when-approved',
    );
    assert.equal((await runningCheck()).verdict, 'pass', 'a draft changes no verdict');
    await submitDraft('使ってはならないソフトウェアを1つ加えました。');
    await approve('1.1版');
    await turns('fail');
    const [then, now] = [await replay(firstDay), await replay(today)];
    const said = ({ values: all }: Replay) => all.find(({ id }) => id === 'forbiddenSoftware')!.said.ja;
    assert.deepEqual([then.version?.number, now.version?.number], ['1.0', '1.1']);
    assert.ok(!said(then).includes(program) && !then.text.ja.includes(program));
    assert.ok(said(now).includes(program) && now.text.ja.includes(program));
    const { id } = await runningCheck();
    const counts = ({ checks }: Replay) => checks.find((check) => check.id === id)!;
    assert.deepEqual([counts(then).pass, counts(then).fail], [1, 0]);
    assert.deepEqual([counts(now).pass, counts(now).fail], [0, 1]);
  });

  it('shows the same on the control’s page, and every act stands in the ledger', async () => {
    const { page } = administrator;
    // The browser lives on the same day as the product.
    await page.clock.setFixedTime(product.clock.now());
    await go(page, '/controls/8.12#8.12.b');
    const article = page.getByRole('article', { name: /8\.12\.b/ });
    await article.getByText('過去の日付で見る').click();
    await article.getByLabel('日付').fill(firstDay);
    await article.getByRole('button', { name: '表示する' }).click();
    await article.getByRole('status').filter({ hasText: 'の時点' }).getByRole('link', { name: '1.0版' }).waitFor();
    const kinds = new Map<string, number>();
    for (const kind of [
      'company.changed',
      'procedure.edited',
      'procedure.submitted',
      'procedure.decided',
      'procedure.approved',
      'value.changed',
      'staff.changed',
      'notice.settings',
      'leaflet.sent',
      'leaflet.acknowledged',
    ]) {
      const { entries } = await call<{ entries: unknown[] }>(page, 'GET', `/api/ledger?kind=${kind}`);
      kinds.set(kind, entries.length);
    }
    assert.deepEqual(
      [...kinds].filter(([, count]) => count === 0),
      [],
    );
    assert.equal(kinds.get('procedure.approved'), 2);
    const today = localDateOf(product.clock.now());
    const pack = await product.api('POST', '/api/packs', { control: '8.12', from: firstDay, to: today });
    assert.equal(pack.status, 200);
    const file = join(folder, 'pack.zip');
    writeFileSync(file, Buffer.from(await pack.arrayBuffer()));
    const proven = Object.values(unzipSync(readFileSync(file))).map((bytes) => strFromU8(bytes));
    for (const kind of ['leaflet.sent', 'leaflet.acknowledged', 'procedure.approved', 'value.changed'])
      assert.ok(proven.join('\n').includes(kind), `the pack holds ${kind}`);
    const verifier = join(import.meta.dirname, '..', '..', 'src', 'pack', 'verify.mjs');
    const verified = spawnSync(process.execPath, [verifier, file], { encoding: 'utf8' });
    assert.equal(verified.status, 0, verified.stdout + verified.stderr);
    const report = await call<{ ok: boolean }>(page, 'POST', '/api/ledger/verify', {});
    assert.ok(report.ok);
    assertQuiet();
  });

  async function signIn({ page, login, secret }: Member, password: string): Promise<void> {
    await page.goto(`${product.url}/sign-in`);
    await settled(page);
    if (!page.url().includes('/sign-in')) return void (await stepUp({ page, login, secret }));
    await page.getByLabel('メールアドレス').fill(login);
    await page.getByLabel('パスワード', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'サインインする' }).click();
    await page.getByLabel('認証アプリの6桁の数字').fill(nextCode(secret));
    await page.getByRole('button', { name: '確認する' }).click();
    await page.getByRole('navigation', { name: '主なメニュー' }).waitFor();
  }
});

/** Null where the machine has no pdftotext; the documents' own tests say so loudly. */
function pdfText(path: string): string | null {
  const out = spawnSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
  if (out.error) return null;
  assert.equal(out.status, 0, out.stderr);
  return out.stdout;
}

/** Every text of a Word or Excel file, in the order of its parts. */
function officeText(path: string): string {
  const parts = unzipSync(readFileSync(path));
  const xml = Object.entries(parts)
    .filter(([name]) => /\.xml$/.test(name))
    .map(([, bytes]) => strFromU8(bytes));
  const text = xml.join('\n').replaceAll(/<[^>]+>/g, '');
  writeFileSync(`${path}.txt`, text);
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
