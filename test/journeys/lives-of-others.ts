import assert from 'node:assert/strict';
import { must, TestBrowser } from '../../src/api/test-site.ts';
import { addDays } from '../../src/calendar/index.ts';
import type { Company } from './company.ts';
import { type Any, caseOf, lead, openCase, recordFor, today, type Who } from './lead.ts';
import { finishAcceptance } from './lives-of-development.ts';

let count = 0;
const yes = { duty: true, role: true, responsibility: true, competence: true };

/** What the company's device says of its administrators, now. */
const holders = (life: Company, users: readonly string[]): Promise<void> =>
  life.site.observe(life.device, 'administrators', {
    holders: users.map((user) => ({ user, by: ['Administrators'], disabled: false })),
    unresolved: [],
    complete: true,
  });

/** A review of privileges: one that is not known is revoked, and a later measurement shows that it is gone. */
export async function privilegeReview(life: Company): Promise<string> {
  await holders(life, ['administrator', 'yamada']);
  const line = {
    account: 'administrator',
    accountKind: 'personal',
    holder: life.staff.administrator,
    privilege: 'Administrators',
    reason: '保守のため',
    scope: 'device',
    device: life.device,
  };
  await life.act('administrator', 'POST', '/api/registers/privileged-access/privileges/rows', { cells: line, reason: '登録' });
  const id = await review(life, 'privileges');
  assert.equal((await caseOf(life, id)).state.id, 'remediating');
  life.site.clock.advance({ minutes: 10 });
  await holders(life, ['administrator']);
  await life.site.reviews.sweep();
  await lead(life, id, [['close', 'administrator', {}, { leadsTo: 'closed' }]]);
  return id;
}

/** Reviews of what a list says that was exported elsewhere: all is kept. */
export const accessReview = (life: Company): Promise<string> => listed(life, 'access');
export const sourceReview = (life: Company): Promise<string> => listed(life, 'source-code');
async function listed(life: Company, variant: string): Promise<string> {
  const text = 'login,email,role,repository\r\naoki,aoki@example.co.jp,admin,core\r\n';
  const send = async (act: string, query: Record<string, string>): Promise<Any> => {
    await life.act('administrator', 'GET', '/api/me');
    const url = `/api/review-lists/${variant}/${act}?${new URLSearchParams({ file: 'members.csv', ...query })}`;
    const binary = { 'content-type': 'application/octet-stream' };
    return must(await life.people.administrator.send('POST', url, Buffer.from(text, 'utf8'), binary)).body;
  };
  const { digest } = await send('preview', {});
  await send('apply', { digest, name: 'members', asOf: today(life) });
  return review(life, variant);
}
export const softwareReview = (life: Company): Promise<string> => review(life, 'software');

/** Line by line, each by whose part it is, and each part finished. What nobody knows is revoked. */
async function review(life: Company, variant: string): Promise<string> {
  await life.act('administrator', 'POST', '/api/reviews', { variant });
  const { reviews } = await life.get('administrator', '/api/reviews');
  const { id } = reviews.find((each: Any) => each.variant === variant);
  for (const who of variant === 'software' ? (['administrator'] as const) : (['administrator', 'committee'] as const)) {
    const { lines } = await life.get(who, `/api/reviews/${id}/lines?limit=200`);
    const decisions = lines
      .filter(({ part, delta }: Any) => part === who && delta !== 'removed')
      .map((line: Any) => ({
        line: line.id,
        seen: 0,
        decision: line.who.startsWith('yamada') ? 'revoke' : 'keep',
        reason: '担当の仕事を確かめた',
        answers: variant === 'software' ? null : yes,
      }));
    if (decisions.length > 0) await life.act(who, 'POST', `/api/reviews/${id}/decisions`, { decisions });
    await life.act(who, 'POST', `/api/reviews/${id}/finish`, { part: who });
  }
  return id;
}

/** Mail goes out by links, so an address of the server has to be known. */
export async function mailIsSet(life: Company): Promise<void> {
  const { version } = (await life.get('administrator', '/api/notices/settings')).channels?.find(
    ({ channel }: Any) => channel === 'mail',
  ) ?? {
    version: 0,
  };
  if (version > 0) return;
  await life.act('administrator', 'PUT', '/api/notices/settings', {
    channel: 'mail',
    enabled: true,
    version: 0,
    settings: {
      host: '127.0.0.1',
      port: 2525,
      tls: 'none',
      user: '',
      fromAddress: 'tejun@example.co.jp',
      fromName: '情報システム',
      replyTo: '',
      publicUrl: 'https://tejun.example.co.jp',
    },
    secrets: {},
  });
}

/** What the supplier does: opens the link, proves the address by its code, answers all, and sends it off. */
export async function answerAll(life: Company, to: string): Promise<void> {
  const { rows } = await life.site.database.owner.query(
    'SELECT link_url AS link FROM notify_notice WHERE recipient = $1 AND link_url IS NOT NULL ORDER BY created_at, id',
    [to],
  );
  const token = rows.at(-1).link.split('#')[1];
  const browser = new TestBrowser(life.site.site.app, '203.0.113.9');
  let session = '';
  const post = async (path: string, body: object = {}): Promise<Any> =>
    must(await browser.send('POST', `/api/supplier-sheet/${path}`, body, session === '' ? {} : { 'x-sheet-session': session })).body;
  await post('open', { token });
  await post('code', { token });
  const { rows: mails } = await life.site.database.owner.query(
    'SELECT to_jsonb(n)::text AS body FROM notify_notice n WHERE recipient = $1 AND link_url IS NULL ORDER BY created_at, id',
    [to],
  );
  const code = /確認コードは (\d{6})/.exec(mails.at(-1).body)![1];
  ({ session } = await post('confirm', { token, code }));
  const { revision, groups } = await post('read');
  const answers = Object.fromEntries(
    groups.flatMap(({ questions }: Any) =>
      questions.map(({ id, kind }: Any) => [id, kind === 'text' ? { value: null, note: 'なし' } : { value: 'yes', note: '規程 第3章' }]),
    ),
  );
  const saved = await post('save', { revision, answers });
  await post('submit', { revision: saved.revision, name: '鈴木 一郎', agreed: true });
}

/** Assessed, reminded, chosen with a condition, contracted, talked to, delivering, assessed again, and ended. */
export async function supplier(life: Company): Promise<string> {
  await mailIsSet(life);
  const to = `suzuki${++count}@supplier.example.com`;
  const id = await openCase(life, 'administrator', 'suppliers/supplier', 'development', 'enter', {
    name: `サンプルシステム${count}`,
    work: '受注システムの開発と保守',
    access: '顧客データ(試験用に加工)',
    workKinds: ['development'],
    contact: '鈴木',
    person: null,
    subcontractors: 'なし',
  });
  const sent = () => ({ way: 'link', contactName: '鈴木 一郎', contactMail: to, dueOn: addDays(today(life), 3) });
  await lead(life, id, [['send', 'administrator', sent(), { leadsTo: 'asked' }]]);
  life.site.clock.advance({ days: 5 });
  await life.site.running.sweep();
  await waited(life, id, 'administrator', 'suppliers/chase', { newDue: addDays(today(life), 5) });
  await answerAll(life, to);
  const conditionsBy = addDays(today(life), 6);
  const decided = { outcome: 'conditional', why: '体制が整っている', conditions: '再委託の承諾を書面で', conditionsBy };
  await lead(life, id, [['decide', 'committee', decided, { leadsTo: 'selected' }]]);
  await waited(life, id, 'administrator', 'suppliers/follow-up');
  const clauses = ['confidentiality', 'subcontracting', 'incidents', 'audit', 'return'];
  await lead(life, id, [['contract', 'administrator', { clauses }, { leadsTo: 'active' }]]);
  await waited(life, id, 'administrator', 'suppliers/progress');
  await lead(life, id, [['deliver-in-active', 'administrator', { delivered: '受注管理 Ver.1', deliveredOn: today(life) }]]);
  const { deliveries } = await life.get('administrator', `/api/suppliers/${id}/sheets`);
  // Opened by the delivery: known to those who read acceptances, and somebody has a date for it from the beginning.
  const opened = await caseOf(life, deliveries[0].acceptance);
  assert.deepEqual([opened.state.id, ...opened.waiting.map(({ duty }: Any) => duty)], ['specification', 'development/acceptance-test']);
  await finishAcceptance(life, deliveries[0].acceptance, 'committee');
  await lead(life, id, [['send-again', 'administrator', sent(), { leadsTo: 'asked-again' }]]);
  await answerAll(life, to);
  await lead(life, id, [
    ['decide-again', 'committee', { outcome: 'continue', why: '遅れがない' }, { leadsTo: 'reviewed' }],
    ['reassess', 'administrator', {}, { leadsTo: 'active' }],
    ['end', 'administrator', { endedOn: today(life), returned: 'returned', why: '開発が終わった' }, { leadsTo: 'ended' }],
  ]);
  return id;
}

/** Records what the case waits for beside its way. */
async function waited(life: Company, id: string, who: Who, duty: string, cells: object = {}): Promise<void> {
  const { waiting } = await caseOf(life, id);
  const found = waiting.find((each: Any) => each.duty === duty);
  assert.ok(found, `${id} waits for ${duty}: ${waiting.map((each: Any) => each.duty).join(', ')}`);
  await recordFor(life, who, found.occurrence, cells as never);
}
