import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inTransaction } from '../src/db/pool.ts';
import { append } from '../src/ledger/index.ts';
import { practiceKey } from '../src/mechanism/standing.ts';
import { deletedInTime } from '../src/practices/test-data/deleted-in-time.tool.ts';
import { type Company, company, type RoleName } from './journeys/company.ts';

/** Real data in a test, from the request until somebody else has seen that they are gone. */
describe('real data in a test', { timeout: 10 * 60_000 }, () => {
  let life: Company;
  before(async () => {
    life = await company({ start: '2027-03-01T00:00:00Z', values: { deleteWithinHoursAfterTest: '8' } });
  });
  after(() => life?.close());

  type Who = RoleName | 'deputy';
  const now = () => life.site.clock.now();
  const momentOf = (at: Date) => new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 16);
  const standing = async () => (await life.site.running.practicesAt(now())).get(practiceKey(deletedInTime))!;
  const detail = (id: string) => life.get('administrator', `/api/cases/${id}`);
  const form = (name: string, more = {}) => ({
    name,
    personal: 'none',
    content: '商品コード 8,000件',
    place: 'orders_test',
    reason: '桁あふれを再現する',
    person: life.staff.employee,
    members: '開発課',
    usedFrom: '2027-03-01',
    ...more,
  });
  async function approved(name: string, validForDays: number | null = 30): Promise<{ request: string; id: string }> {
    const { id: request } = await life.act('employee', 'POST', '/api/requests', {
      kind: 'development/real-data',
      form: form(name),
      validForDays,
      submit: true,
    });
    const { revision } = await life.get('administrator', `/api/requests/${request}`);
    const assessment = { noPersonal: 'columns', protection: '社外から入れない' };
    await life.act('administrator', 'POST', `/api/requests/${request}/decide`, { revision, decision: 'approve', comment: '', assessment });
    return { request, id: (await life.site.running.cases.ofRequest(request))! };
  }
  async function step(who: Who, id: string, name: string, cells: Record<string, unknown>, way = 'steps') {
    const { revision } = await detail(id);
    return life.act(who, 'POST', `/api/cases/${id}/${way}`, { step: name, revision, cells });
  }
  async function report(who: 'employee' | 'administrator', id: string, more: { attach?: boolean; deletedAt?: string } = {}) {
    const { occurrence } = (await detail(id)).waiting[0];
    const { revision, sheet } = await life.get(who, `/api/duties/occurrences/${occurrence}`);
    const by = life.people[who].accountId;
    const file = await life.site.running.attachments.upload(Buffer.from('0 rows'), { name: '検索.txt', by });
    const record = {
      deletedAt: more.deletedAt ?? momentOf(now()),
      deletedBy: '社員',
      method: 'dropped',
      places: 'orders_test',
      copies: 'なし',
      verified: '検索し0件',
    };
    const attach = more.attach === false ? [] : [file.id];
    return life.act(who, 'POST', `/api/duties/occurrences/${occurrence}/complete`, {
      revision,
      result: 'in-order',
      record,
      remark: '',
      sheetDigest: sheet?.digest ?? null,
      attach,
    });
  }

  it('never begins with personal data, whoever would approve', async () => {
    const asked = life.act('employee', 'POST', '/api/requests', {
      kind: 'development/real-data',
      form: form('顧客', { personal: 'contained' }),
      validForDays: 10,
      submit: true,
    });
    await assert.rejects(asked, /not-ready/);
    assert.equal((await life.get('administrator', '/api/cases?kind=test-data/use&state=all')).total, 0);
    assert.equal((await standing()).verdict, 'unknown');
  });

  /** The step as a program gone wrong would write it, with its entry in the ledger, before the duty is recorded. */
  const deletedWithoutRecord = (id: string, occurrence: string) =>
    inTransaction(life.site.database.app, async (tx) => {
      const by = life.people.employee.accountId;
      const { revision } = await detail(id);
      const payload = { step: 'delete', to: 'deleted' };
      const ledgerSeq = await append(tx, now(), [{ kind: 'case.step', actor: by, subject: `case:test-data/use case:${id}`, payload }]);
      await tx.query(
        `INSERT INTO cases_event (case_id, no, step, from_state, to_state, by, actors, people, at, happened_at, cells, occurrence, ledger_seq)
         VALUES ($1, $2, 'delete', 'ended', 'deleted', $3::text, ARRAY[$3::text::uuid], '{}', $4, $4, '{}', $5, $6)`,
        [id, revision + 1, by, now(), occurrence, ledgerSeq],
      );
    });

  it('goes from the request to the deletion with proof, and to the acknowledgement by somebody else', async () => {
    const { request, id } = await approved('商品マスタの写し');
    assert.equal((await detail(id)).state.id, 'in-use');
    const endedAt = new Date(now().getTime() - 3 * 3_600_000);
    await assert.rejects(step('employee', id, 'end-test', { endedAt: '2027-04-01T00:00' }), /value-out-of-bounds/, 'not in the future');
    life.site.clock.advance({ hours: 5 });
    await step('employee', id, 'end-test', { endedAt: momentOf(new Date(endedAt.getTime() + 5 * 3_600_000)) });
    const [waiting] = (await detail(id)).waiting;
    const { rows } = await life.site.database.app.query('SELECT due_at, owner, request FROM duties_occurrence WHERE id = $1', [
      waiting.occurrence,
    ]);
    const ended = new Date(Math.floor((endedAt.getTime() + 5 * 3_600_000) / 60_000) * 60_000);
    assert.equal(rows[0].due_at.getTime() - ended.getTime(), 8 * 3_600_000, 'the hours count from the end of the test');
    assert.deepEqual([rows[0].owner, rows[0].request], [`person:${life.staff.employee}`, request], 'whoever asked reports');
    await assert.rejects(report('employee', id, { attach: false }), /not-ready/, 'with its proof');
    await assert.rejects(deletedWithoutRecord(id, waiting.occurrence), /not the record of its duty/, 'in SQL too: it is not recorded yet');
    await report('employee', id);
    assert.equal((await detail(id)).state.id, 'deleted');
    assert.equal((await life.get('employee', `/api/requests/${request}`)).state, 'closed', 'the report closes the request');
    const { line } = await detail(id);
    const row = await life.get('administrator', `/api/registers/development/test-data/rows/${line.row}`);
    assert.equal((row.cells ?? row.row.cells).deletedOn, '2027-03-01');
    await assert.rejects(step('administrator', id, 'acknowledge', { seen: 'place', remarks: null }), /step-up-required/);
    await assert.rejects(step('employee', id, 'acknowledge', { seen: 'place' }, 'decisions'), /forbidden/);
    await step('administrator', id, 'acknowledge', { seen: 'place' }, 'decisions');
    assert.equal((await detail(id)).state.id, 'closed');
    assert.equal((await standing()).verdict, 'pass');
  });

  it('is over when its approval is, and alarms when nobody deletes', async () => {
    const { id } = await approved('受注の写し', 2);
    life.site.clock.advance({ days: 3 });
    await life.site.running.sweep();
    const { state, waiting, events } = await detail(id);
    assert.deepEqual([state.id, events.at(-1).step, events.at(-1).by, waiting.length], ['ended', 'run-out', null, 1]);
    await life.site.running.sweep();
    assert.equal((await detail(id)).events.length, events.length, 'once');
    life.site.clock.advance({ hours: 30 });
    await life.site.running.sweep();
    assert.equal((await detail(id)).waiting[0].overdue, true);
    assert.equal((await standing()).verdict, 'fail');
    await report('administrator', id);
    await assert.rejects(step('administrator', id, 'acknowledge', { seen: 'proof' }, 'decisions'), /same-person/, 'not by who deleted');
    await step('deputy', id, 'acknowledge', { seen: 'left' }, 'decisions');
    assert.deepEqual([(await detail(id)).state.id, (await detail(id)).waiting.length], ['ended', 1], 'deleted again');
    await report('administrator', id);
    await step('deputy', id, 'acknowledge', { seen: 'proof' }, 'decisions');
    assert.match((await standing()).because.ja, /8時間を過ぎて/);
  });
});
