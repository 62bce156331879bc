import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { TestBrowser } from '../../src/api/test-site.ts';
import { addDays, addMonths, localDateOf } from '../../src/calendar/index.ts';
import { practiceKey } from '../../src/mechanism/standing.ts';
import { supplierContracts, supplierDeliveries, supplierSheets } from '../../src/practices/suppliers/suppliers.tool.ts';
import { type Company, company, type RoleName } from './company.ts';

type Who = RoleName | 'deputy';
// biome-ignore lint/suspicious/noExplicitAny: answers of every shape
type Any = any;

/** 8.30 from the wish to have a supplier to its reassessment, through the routes that screens and links use. */
describe('journey: a supplier', { timeout: 10 * 60_000 }, () => {
  let life: Company;
  let count = 0;
  const today = () => localDateOf(life.site.clock.now());
  const refusal = (code: string) => (error: Error) => error.message.includes(code) || assert.fail(`not ${code}: ${error.message}`);

  before(async () => {
    life = await company({ start: '2026-11-23T23:00:00Z' });
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
  });
  after(() => life?.close());

  const form = () => ({
    name: `サンプルシステム${++count}`,
    work: '受注システムの開発と保守',
    access: '顧客データ(試験用に加工)',
    workKinds: ['development'],
    contact: '鈴木',
    person: null,
    subcontractors: 'なし',
  });
  const detail = (id: string, who: Who = 'administrator') => life.get(who, `/api/cases/${id}`);
  const step = async (who: Who, id: string, name: string, cells: object, way = 'steps') => {
    const { revision } = await detail(id);
    return life.act(who, 'POST', `/api/cases/${id}/${way}`, { step: name, revision, cells });
  };
  const entered = async (): Promise<string> =>
    (
      await life.act('administrator', 'POST', '/api/cases', {
        kind: 'suppliers/supplier',
        variant: 'development',
        step: 'enter',
        cells: form(),
      })
    ).id;
  const sending = (more: object = {}) => ({
    way: 'link',
    contactName: '鈴木 一郎',
    contactMail: `suzuki${count}@example.com`,
    dueOn: addDays(today(), 14),
    ...more,
  });
  const mails = async (to: string): Promise<{ subject: string; body: string; link: string | null }[]> => {
    const { rows } = await life.site.database.owner.query(
      'SELECT subject, to_jsonb(n)::text AS body, link_url AS link FROM notify_notice n WHERE recipient = $1 ORDER BY created_at, id',
      [to],
    );
    return rows;
  };
  const tokenTo = async (to: string): Promise<string> =>
    (await mails(to))
      .filter(({ link }) => link !== null)
      .at(-1)!
      .link!.split('#')[1]!;
  const codeTo = async (to: string): Promise<string> =>
    /確認コードは (\d{6})/.exec((await mails(to)).filter(({ link }) => link === null).at(-1)!.body)![1]!;
  /** Lets a browser in, as a supplier does with link and code. */
  const enter = async (to: string, address = '203.0.113.9') => {
    const browser = new TestBrowser(life.site.site.app, address);
    const token = await tokenTo(to);
    const post = (path: string, body: object = {}, headers = {}) => browser.send('POST', `/api/supplier-sheet/${path}`, body, headers);
    assert.equal((await post('open', { token })).status, 200);
    assert.equal((await post('code', { token })).status, 200);
    const { status, body } = await post('confirm', { token, code: await codeTo(to) });
    assert.equal(status, 200, JSON.stringify(body));
    const own = (path: string, given: object | Buffer = {}, headers: Record<string, string> = {}) =>
      browser.send('POST', `/api/supplier-sheet/${path}`, given, { 'x-sheet-session': body.session, ...headers });
    return { browser, token, post, own, session: body.session as string };
  };
  const good = (sheet: Any, no: readonly string[] = []) =>
    Object.fromEntries(
      sheet.groups.flatMap((group: Any) =>
        group.questions.map((question: Any) => [
          question.id,
          question.kind === 'text' ? { value: null, note: 'なし' } : { value: no.includes(question.id) ? 'no' : 'yes', note: '規程 第3章' },
        ]),
      ),
    );
  const answerAll = async (to: string, no: readonly string[] = []) => {
    const supplier = await enter(to);
    const sheet = (await supplier.own('read')).body;
    const saved = await supplier.own('save', { revision: sheet.revision, answers: good(sheet, no) });
    assert.equal(saved.status, 200, JSON.stringify(saved.body));
    const sent = await supplier.own('submit', { revision: saved.body.revision, name: '鈴木 一郎', agreed: true });
    assert.equal(sent.status, 200, JSON.stringify(sent.body));
    return { ...supplier, sheet, receipt: sent.body.receipt };
  };
  const duty = async (who: Who, id: string, wanted: string, record: object, result = 'in-order') => {
    const found = (await detail(id)).waiting.find((each: Any) => each.duty === wanted);
    assert.ok(found, `waits for ${wanted}`);
    const { revision, sheet } = await life.get(who, `/api/duties/occurrences/${found.occurrence}`);
    const attach = wanted === 'suppliers/contract' ? [await upload(who)] : [];
    return life.act(who, 'POST', `/api/duties/occurrences/${found.occurrence}/complete`, {
      revision,
      result,
      record,
      remark: '',
      sheetDigest: sheet?.digest ?? null,
      attach,
    });
  };
  const upload = async (who: Who): Promise<string> => {
    const answer = await life.people[who].send('POST', '/api/attachments?name=keiyaku.pdf', Buffer.from(`%PDF-1.7 ${count}`), {
      'content-type': 'application/octet-stream',
    });
    return answer.body.id;
  };
  const contract = (more: object = {}) => ({
    signedOn: today(),
    workFrom: addDays(today(), 7),
    contractUntil: addMonths(today(), 18),
    clauses: ['confidentiality', 'subcontracting', 'incidents', 'audit', 'return'],
    articles: '',
    missing: 'なし',
    ...more,
  });
  const decide = (who: Who, id: string, outcome: string, more: object = {}, name = 'decide') =>
    step(who, id, name, { outcome, why: '体制が整っている', conditions: null, conditionsBy: null, ...more }, 'decisions');
  const line = async (id: string) => {
    const { line: found } = await detail(id);
    const read = await life.get('administrator', `/api/registers/suppliers/suppliers/rows/${found.row}`);
    return (read.row ?? read).cells;
  };
  const standing = async (tool: { id: string; kind: 'tool' }) =>
    (await life.site.running.practicesAt(life.site.clock.now())).get(practiceKey(tool))!;

  it('is requested, assessed by a link, chosen, contracted, delivers, and is assessed again within the year', async () => {
    const { id: request } = await life.act('employee', 'POST', '/api/requests', {
      kind: 'suppliers/selection',
      form: { ...form(), person: life.staff.employee },
      validForDays: null,
      submit: true,
    });
    const { revision } = await life.get('administrator', `/api/requests/${request}`);
    await life.act('administrator', 'POST', `/api/requests/${request}/decide`, {
      revision,
      decision: 'approve',
      comment: '',
      assessment: { judged: '顧客情報を扱う' },
    });
    const id = (await life.site.running.cases.ofRequest(request))!;
    assert.equal((await detail(id)).state.id, 'candidate');
    const to = `suzuki${count}@example.com`;
    await step('administrator', id, 'send', sending());
    const asked = await detail(id);
    assert.deepEqual(
      asked.waiting.map((each: Any) => each.duty),
      ['suppliers/chase'],
      'silence becomes an alarm',
    );
    await answerAll(to);
    assert.equal((await detail(id)).state.id, 'answered');
    const listed = await life.get('committee', '/api/suppliers');
    assert.equal(listed.suppliers.find((each: Any) => each.case === id).score, 100);
    await decide('administrator', id, 'approve');
    assert.equal((await line(id)).state, 'selected');
    await duty('administrator', id, 'suppliers/contract', contract());
    const active = await detail(id);
    assert.equal(active.state.id, 'active');
    const reassess = active.waiting.find((each: Any) => each.duty === 'suppliers/reassessment');
    assert.equal(reassess.dueOn, addMonths(today(), 12), 'counted from the answers of this supplier');
    assert.equal((await line(id)).reassessBy, reassess.dueOn);
    assert.equal((await standing(supplierSheets)).verdict, 'pass');
    assert.equal((await standing(supplierContracts)).verdict, 'pass');

    assert.equal((await standing(supplierDeliveries)).verdict, 'unknown', 'nothing was delivered yet');
    await step('administrator', id, 'deliver-in-active', { delivered: '受注管理 Ver.1', deliveredOn: today(), note: null });
    const { deliveries } = await life.get('committee', `/api/suppliers/${id}/sheets`);
    const acceptance = await detail(deliveries[0].acceptance);
    assert.equal(acceptance.kind, 'development/acceptance');
    assert.equal((await standing(supplierDeliveries)).verdict, 'pass');

    life.site.clock.advance({ seconds: 330 * 86_400 });
    await life.site.running.sweep();
    await step('administrator', id, 'send-again', sending({ contactMail: to }));
    await answerAll(to, ['org-2', 'pc-4']);
    await decide('administrator', id, 'continue', {}, 'decide-again');
    await duty('administrator', id, 'suppliers/reassessment', { performance: '遅れなし、事故なし', below: 'なし' });
    const again = await detail(id);
    assert.equal(again.state.id, 'active');
    assert.equal(again.waiting.find((each: Any) => each.duty === 'suppliers/reassessment').dueOn, addMonths(today(), 12));
    const { sheets } = await life.get('management', `/api/suppliers/${id}/sheets`);
    assert.equal(sheets.length, 2, 'this year beside last year');
    assert.ok(sheets[0].score.total < sheets[1].score.total);
  });

  it('is not chosen without conditions below the mark, and its conditions are looked at on their day', async () => {
    const id = await entered();
    const to = `suzuki${count}@example.com`;
    await step('administrator', id, 'send', sending());
    await answerAll(to, ['sub-1']);
    await assert.rejects(decide('committee', id, 'approve'), refusal('not-ready'), 'a knock-out');
    await assert.rejects(decide('administrator', id, 'refuse'), refusal('same-person'), 'who entered it');
    await assert.rejects(decide('employee', id, 'refuse'), /40[34]/);
    await decide('committee', id, 'conditional', { conditions: '再委託の承諾を書面で', conditionsBy: addDays(today(), 20) });
    const follow = (await detail(id)).waiting.find((each: Any) => each.duty === 'suppliers/follow-up');
    assert.equal(follow.dueOn, addDays(today(), 20));
    await duty('administrator', id, 'suppliers/follow-up', { seen: '覚書を受け取った', left: 'なし' });
    assert.ok(!(await detail(id)).waiting.some((each: Any) => each.duty === 'suppliers/follow-up'), 'looked at once');
    await duty('administrator', id, 'suppliers/contract', contract({ workFrom: addDays(today(), -3), clauses: ['confidentiality'] }));
    const { verdict, because } = await standing(supplierContracts);
    assert.equal(verdict, 'fail', 'work before the contract');
    assert.match(because.ja, /より前の/);
    await step('administrator', id, 'end', { endedOn: today(), returned: 'none', why: '試行が終わった' });
    assert.equal((await detail(id)).state.end, 'done');
  });

  it('answers once: the second time, a stranger with the link, and a link that was stopped are told so', async () => {
    const id = await entered();
    const to = `suzuki${count}@example.com`;
    await step('administrator', id, 'send', sending());
    const first = await enter(to);
    const stranger = new TestBrowser(life.site.site.app, '198.51.100.7');
    const opened = await stranger.post('/api/supplier-sheet/open', { token: first.token });
    assert.equal(opened.status, 200);
    assert.ok(!JSON.stringify(opened.body).includes(to), 'the address is masked');
    assert.equal((await stranger.send('POST', '/api/supplier-sheet/read', {})).body.error, 'link-expired', 'no answers without the code');
    assert.equal((await stranger.send('POST', '/api/supplier-sheet/confirm', { token: first.token, code: '000000' })).status, 401);
    const sheet = (await first.own('read')).body;
    assert.equal((await first.own('save', { revision: 0, answers: good(sheet) })).body.revision, 1);
    assert.equal((await first.own('save', { revision: 0, answers: {} })).body.error, 'conflict', 'another browser saved');
    assert.equal((await first.own('save', { revision: 1, answers: { 'org-99': { value: 'yes', note: '' } } })).status, 422);
    const pdf = await first.own('evidence?question=org-1&name=taisei.pdf', Buffer.from('%PDF-1.7 a'), {
      'content-type': 'application/octet-stream',
    });
    assert.equal(pdf.status, 200, JSON.stringify(pdf.body));
    const exe = await first.own('evidence?question=org-1&name=a.exe', Buffer.from('MZ'), { 'content-type': 'application/octet-stream' });
    assert.equal(exe.body.error, 'file-refused');
    const submit = () => first.own('submit', { revision: 1, name: '鈴木', agreed: true });
    const both = await Promise.all([submit(), submit()]);
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409], JSON.stringify(both.map(({ body }) => body)));
    const twice = await submit();
    assert.equal(twice.status, 409);
    assert.match(twice.body.params.ja, /回答済み/);
    assert.equal((await first.own('save', { revision: 1, answers: {} })).status, 409);
    const { sheets } = await life.get('administrator', `/api/suppliers/${id}/sheets`);
    const acts = sheets[0].openings.map(({ act, address }: Any) => `${act} ${address}`);
    for (const act of ['opened 198.51.100.7', 'code-wrong 198.51.100.7', 'submitted 203.0.113.9', 'again 203.0.113.9'])
      assert.ok(acts.includes(act), act);
    assert.equal(sheets[0].evidence.length, 1);
  });

  it('stops a link that went to the wrong people for good: no reminder brings another, until the company sends one', async () => {
    const id = await entered();
    const to = `suzuki${count}@example.com`;
    await step('administrator', id, 'send', sending());
    const [{ id: sheet }] = (await life.get('administrator', `/api/suppliers/${id}/sheets`)).sheets;
    await life.act('administrator', 'DELETE', `/api/suppliers/sheets/${sheet}/link`);
    const before = (await mails(to)).length;
    life.site.clock.advance({ seconds: 12 * 86_400 });
    await life.site.running.suppliers.sweep();
    assert.equal((await mails(to)).length, before);
    await life.act('administrator', 'POST', `/api/suppliers/sheets/${sheet}/link`);
    await life.site.running.suppliers.sweep();
    assert.equal((await mails(to)).length, before + 2, 'the link, and its reminder');
  });

  it('shuts nobody out who was sent another link, however often a stranger opened the first', async () => {
    const id = await entered();
    const to = `suzuki${count}@example.com`;
    await step('administrator', id, 'send', sending());
    const [{ id: sheet }] = (await life.get('administrator', `/api/suppliers/${id}/sheets`)).sheets;
    await life.site.database.owner.query(
      `INSERT INTO suppliers_opening (sheet_id, at, act, address) SELECT $1, $2, 'opened', '2001:db8::' || n FROM generate_series(1, 2000) n`,
      [sheet, life.site.clock.now()],
    );
    const token = await tokenTo(to);
    const contact = new TestBrowser(life.site.site.app, '203.0.113.9');
    assert.equal((await contact.post('/api/supplier-sheet/open', { token })).status, 429);
    life.site.clock.advance({ seconds: 60 });
    await life.act('administrator', 'POST', `/api/suppliers/sheets/${sheet}/link`);
    await enter(to);
  });

  it('keeps so many files and no more, also of those that come at once', async () => {
    const id = await entered();
    const to = `suzuki${count}@example.com`;
    await step('administrator', id, 'send', sending());
    const supplier = await enter(to);
    const [{ id: sheet }] = (await life.get('administrator', `/api/suppliers/${id}/sheets`)).sheets;
    await life.site.database.owner.query(
      `INSERT INTO suppliers_evidence (file_id, sheet_id, question, at) SELECT gen_random_uuid(), $1, 'org-1', $2 FROM generate_series(1, 39)`,
      [sheet, life.site.clock.now()],
    );
    const send = (no: number) =>
      supplier.own(`evidence?question=org-1&name=${no}.pdf`, Buffer.from(`%PDF-1.7 ${no}`), { 'content-type': 'application/octet-stream' });
    const sent = await Promise.all([1, 2, 3, 4].map(send));
    assert.deepEqual(sent.map(({ body }) => body.error ?? 'kept').sort(), ['file-refused', 'file-refused', 'file-refused', 'kept']);
  });

  it('refuses after the end: stopped, replaced, called back, expired', async () => {
    const id = await entered();
    const to = `suzuki${count}@example.com`;
    await step('administrator', id, 'send', sending());
    const old = await enter(to);
    const [{ id: sheet }] = (await life.get('administrator', `/api/suppliers/${id}/sheets`)).sheets;
    await life.act('administrator', 'POST', `/api/suppliers/sheets/${sheet}/link`);
    assert.equal((await old.own('read')).body.error, 'link-expired', 'the browser that was in is out');
    assert.equal((await old.post('open', { token: old.token })).body.error, 'link-expired');
    const fresh = await enter(to);
    life.site.clock.advance({ seconds: 30 * 86_400 });
    assert.equal((await fresh.own('read')).status, 410);
    assert.equal((await fresh.post('open', { token: fresh.token })).status, 410, 'due date and grace are over');
    await duty('administrator', id, 'suppliers/chase', { spokeWith: '鈴木様', said: '忘れていた', newDue: addDays(today(), 5) });
    assert.equal((await fresh.post('open', { token: fresh.token })).status, 200, 'more time opens it again');
    await step('administrator', id, 'call-back', { why: '宛先を間違えた' });
    assert.equal((await fresh.post('open', { token: fresh.token })).status, 410);
    assert.equal((await detail(id)).state.id, 'candidate');
  });

  it('takes a workbook whole or not at all, never the one of another, and locks out who guesses', async () => {
    const binary = { 'content-type': 'application/octet-stream' };
    const ask = async () => {
      const id = await entered();
      const to = `suzuki${count}@example.com`;
      await step('administrator', id, 'send', sending());
      return { id, to, ...(await enter(to)) };
    };
    const [one, other] = [await ask(), await ask()];
    const workbook = async ({ browser, session }: typeof one) =>
      (await browser.raw('POST', '/api/supplier-sheet/excel', {}, { 'x-sheet-session': session })).rawPayload;
    const theirs = await one.own('excel/import?revision=0&name=a.xlsx', await workbook(other), binary);
    assert.equal(theirs.body.ok, false);
    assert.match(JSON.stringify(theirs.body.problems), /別の審査票/);
    assert.equal((await one.own('read')).body.revision, 0, 'nothing was half-stored');
    const own = await one.own('excel/import?revision=0&name=a.xlsx', await workbook(one), binary);
    assert.deepEqual([own.body.ok, own.body.revision], [true, 1]);
    assert.equal((await one.own('excel/import?revision=1&name=a.xlsx', Buffer.alloc(3 * 1024 * 1024), binary)).status, 413);
    const stranger = await one.browser.send('POST', '/api/supplier-sheet/evidence?question=org-1&name=a.pdf', Buffer.from('%PDF-'), binary);
    assert.equal(stranger.body.error, 'link-expired', 'no byte is read of who was not let in');

    const guesser = new TestBrowser(life.site.site.app, '198.51.100.99');
    await guesser.post('/api/supplier-sheet/code', { token: one.token });
    const answers = [];
    for (let guess = 0; guess < 25; guess += 1)
      answers.push(await guesser.post('/api/supplier-sheet/confirm', { token: one.token, code: String(guess).padStart(6, '0') }));
    assert.ok(answers.slice(0, 5).every(({ status }) => status === 401));
    assert.equal(answers[5]!.body.params.triesLeft, 0, 'the code is dead after five');
    assert.equal(answers.at(-1)!.status, 429);
    const { rows } = await life.site.database.owner.query<{ row: string }>(
      `SELECT body AS row FROM ledger_payload UNION ALL SELECT subject || actor FROM ledger_entry
       UNION ALL SELECT row_to_json(l)::text FROM suppliers_link l UNION ALL SELECT row_to_json(b)::text FROM suppliers_session b`,
    );
    for (const { row } of rows) assert.ok(!row.includes(one.token) && !row.includes(one.session) && !row.includes(one.to));
  });
});
