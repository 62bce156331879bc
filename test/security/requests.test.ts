import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { must, type TestBrowser } from '../../src/api/test-site.ts';
import { localDateOf } from '../../src/calendar/index.ts';
import type { Tx } from '../../src/db/pool.ts';
import type { Cells } from '../../src/mechanism/field.ts';
import { citedRequests } from '../../src/overview/index.ts';
import { type Company, company, type RoleName } from '../journeys/company.ts';
import { filledIn } from '../journeys/fill.ts';

const deciders = ['administrator', 'departmentManager', 'committee', 'management'] as const;
const kindOf = (id: string) => citedRequests.find((kind) => kind.id === id)!;

describe('requests, in the hands of who wants one through', () => {
  let life: Company;
  before(async () => {
    life = await company();
  });
  after(() => life?.close());

  const form = (id: string, mark: string): Cells =>
    filledIn(kindOf(id).form, { person: life.staff.employee, device: life.device, later: '2030-03-29', mark, row: () => null });
  const ask = (who: RoleName, id: string, more: object = {}, mark = randomUUID()) =>
    life.act(who, 'POST', '/api/requests', { kind: id, form: form(id, mark), validForDays: null, submit: true, ...more });
  const upload = async (browser: TestBrowser, text: string): Promise<string> =>
    must(await browser.send('POST', '/api/attachments?name=a.txt', Buffer.from(text), { 'content-type': 'application/octet-stream' })).body
      .id;
  const statuses = async (path: string) => Promise.all(deciders.map(async (who) => `${who} ${(await life.people[who].get(path)).status}`));

  async function approve(id: string, kind: string): Promise<void> {
    for (let step = 0; step < 4; step += 1)
      for (const who of deciders) {
        const { acts = [], revision } = (await life.people[who].get(`/api/requests/${id}`)).body;
        if (!acts.includes('approve')) continue;
        const known = { person: life.staff.employee, device: life.device, later: '2030-03-29', mark: 'x', row: () => null };
        const assessment = filledIn(kindOf(kind).assessment, known);
        await life.act(who, 'POST', `/api/requests/${id}/decide`, { revision, decision: 'approve', comment: '', assessment });
      }
    assert.equal((await life.get('administrator', `/api/requests/${id}`)).state, 'approved');
  }

  it('show the files of a draft to its applicant only, and of others to who may read the request', async () => {
    const file = await upload(life.people.employee, 'a draft');
    await ask('employee', 'software/utility', { attach: [file], submit: false });
    assert.deepEqual(
      await statuses(`/api/attachments/${file}`),
      deciders.map((who) => `${who} 404`),
    );
    assert.equal((await life.people.employee.get(`/api/attachments/${file}`)).status, 200);
    const sent = await upload(life.people.employee, 'submitted');
    const { id } = await ask('employee', 'software/utility', { attach: [sent] });
    const reads = await statuses(`/api/requests/${id}`);
    assert.ok(reads.includes('departmentManager 404'));
    assert.deepEqual(await statuses(`/api/attachments/${sent}`), reads);
  });

  it('are not closed by a click that there was nothing to report, nor show an applicant what others asked for', async () => {
    const kind = 'development/real-data';
    const other = await life.site.site.join(life.people.administrator, 'fukuda@example.co.jp', ['employee']);
    await life.site.site.stepUp(other);
    const secret = must(await other.post('/api/requests', { kind, form: form(kind, '秘密の顧客表'), validForDays: null, submit: true }));
    const { id } = await ask('employee', kind);
    for (const each of [secret.body.id, id]) await approve(each, kind);
    // The report is due once the test has ended; the case says when that was.
    const ended = life.site.clock.now().toISOString();
    const endedAt = new Date(Date.parse(ended) + 9 * 3_600_000).toISOString().slice(0, 16);
    const { case: of } = await life.get('employee', `/api/requests/${id}`);
    const { revision: seen } = await life.get('employee', `/api/cases/${of.id}`);
    await life.act('employee', 'POST', `/api/cases/${of.id}/steps`, { step: 'end-test', revision: seen, cells: { endedAt } });
    const { closing } = await life.get('employee', `/api/requests/${id}`);
    const path = `/api/duties/occurrences/${closing.occurrence}`;
    const { revision, sheet } = await life.get('employee', path);
    assert.ok(sheet.sections.length > 0, 'the machine lays a sheet out');
    assert.doesNotMatch(JSON.stringify(sheet), /秘密の顧客表|fukuda/);
    assert.match(JSON.stringify((await life.get('administrator', path)).sheet), /秘密の顧客表/);
    const body = { revision, result: 'no-case', record: {}, remark: ' ', sheetDigest: sheet.digest, attach: [] };
    await life.site.site.stepUp(life.people.employee);
    assert.equal((await life.people.employee.post(`${path}/complete`, body)).body.error, 'reason-required');
    const words = { ...body, remark: '実データは借りずに終わりました。' };
    assert.equal((await life.people.employee.post(`${path}/complete`, words)).body.error, 'wrong-state', 'the case waits for a report');
    assert.equal((await life.get('employee', `/api/requests/${id}`)).state, 'approved');
    const record = { deletedAt: endedAt, deletedBy: '本人', method: 'files', places: 'dev01', copies: 'なし', verified: '検索し0件' };
    const attach = [await upload(life.people.employee, 'the log of the deletion')];
    must(await life.people.employee.post(`${path}/complete`, { ...body, result: 'in-order', record, attach }));
    assert.equal((await life.get('employee', `/api/requests/${id}`)).state, 'closed');
    assert.doesNotMatch(JSON.stringify((await life.get('employee', path)).sheet), /秘密の顧客表/, 'nor afterwards');
  });

  it('say where an applicant has made an approver his delegate, and so chosen who judges him', async () => {
    const today = localDateOf(life.site.clock.now());
    const to = life.people.administrator.accountId;
    const { id: delegation } = await life.act('committee', 'POST', '/api/requests/delegations', {
      to,
      since: today,
      until: today,
      reason: '休暇',
    });
    const { id } = await ask('committee', 'software/utility');
    const [step] = (await life.get('deputy', `/api/requests/${id}`)).route;
    assert.match(step.because.ja, /代行者に決めた人は/);
    await life.act('committee', 'POST', `/api/requests/delegations/${delegation}/end`);
  });

  it('let one person fill neither the database nor the approvers’ mail', async () => {
    const { employee } = life.people;
    const draft = await ask('employee', 'software/utility', { submit: false });
    for (let revision = 1; revision <= 3; revision += 1) {
      const attach: string[] = [];
      while (attach.length < 20) attach.push(await upload(employee, randomUUID()));
      const changed = await employee.send('PATCH', `/api/requests/${draft.id}`, {
        revision,
        form: {},
        validForDays: null,
        attach,
        submit: false,
      });
      assert.equal(changed.status, revision < 3 ? 200 : 422, `${revision * 20} files`);
    }
    let made = 0;
    let refused = '';
    for (; made < 120 && refused === ''; made += 1)
      refused = (await employee.post('/api/requests', { kind: 'software/utility', form: {}, submit: false })).body.params?.ja ?? '';
    assert.ok(made < 120);
    assert.match(refused, /1人100件まで/);
    for (const { id } of (await employee.get('/api/requests?state=draft&limit=200')).body.requests)
      must(await employee.post(`/api/requests/${id}/withdraw`, { revision: (await employee.get(`/api/requests/${id}`)).body.revision }));
  });

  it('take no comment and no reason that turns the text around it, or holds half a character', async () => {
    const { id } = await ask('employee', 'software/utility');
    const today = localDateOf(life.site.clock.now());
    await life.site.site.stepUp(life.people.administrator);
    for (const text of ['a\u202eb', 'a\ud800', 'a\u0007']) {
      const decision = { revision: 1, decision: 'return', comment: text, assessment: {} };
      assert.equal((await life.people.administrator.post(`/api/requests/${id}/decide`, decision)).status, 422);
      const absence = { to: life.people.committee.accountId, since: today, until: today, reason: text };
      assert.equal((await life.people.administrator.post('/api/requests/delegations', absence)).status, 422);
    }
  });

  /** Until the end of the transaction, and never beyond it. */
  async function refused(work: (tx: Tx) => Promise<unknown>, why: RegExp): Promise<void> {
    const tx = await life.site.database.app.connect();
    try {
      await tx.query('BEGIN');
      await assert.rejects(
        work(tx).then(() => tx.query('SET CONSTRAINTS ALL IMMEDIATE')),
        (error: { code?: string; message: string }) => error.code === '42501' && why.test(error.message),
      );
    } finally {
      await tx.query('ROLLBACK');
      tx.release();
    }
  }

  it('are not approved in SQL for longer than was asked, nor anything decided or delegated beside the ledger', async () => {
    const { id } = await ask('employee', 'software/utility', { validForDays: 7 });
    const by = life.people.administrator.accountId;
    const at = life.site.clock.now();
    const { rows } = await life.site.database.app.query('SELECT digest FROM requests_submission WHERE request = $1', [id]);
    const decision = randomUUID();
    const decide = (tx: Tx) =>
      tx.query(
        `INSERT INTO requests_decision (id, request, round, place, account, decision, comment, digest, at) VALUES ($1, $2, 1, 0, $3, 'approve', '', $4, $5)`,
        [decision, id, by, rows[0].digest, at],
      );
    const settle = (tx: Tx, until: string | null) =>
      tx.query(
        `UPDATE requests_case SET state = 'approved', place = NULL, approved_at = $2, valid_until = $3, line = gen_random_uuid() WHERE id = $1`,
        [id, at, until],
      );
    for (const until of [null, '2099-12-31'])
      await refused(async (tx) => {
        await decide(tx);
        await settle(tx, until);
      }, /asked for 7 days/);
    await refused(async (tx) => {
      await decide(tx);
      await tx.query(
        `INSERT INTO requests_event (request, kind, round, act, at, by, reason, decision, ledger_seq)
         SELECT $1, 'software/utility', 1, 'decided', $2, $3, '', $4, max(seq) FROM ledger_entry WHERE kind = 'request.decided'`,
        [id, at, by, decision],
      );
    }, /not in the ledger/);
    await refused(
      (tx) =>
        tx.query(
          `INSERT INTO requests_delegation (id, from_account, to_account, since, until, reason, at, by)
           VALUES (gen_random_uuid(), $1::uuid, $2, $3, $3, 'x', $4, $1)`,
          [by, life.people.employee.accountId, localDateOf(at), at],
        ),
      /not in the ledger/,
    );
  });
});
