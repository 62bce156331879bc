import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inTransaction } from '../../src/db/pool.ts';
import { append } from '../../src/ledger/index.ts';
import { type Company, company } from './company.ts';
import { type Any, caseOf, lead, recordFor, today } from './lead.ts';
import { monthlyOutlooks, recordOutlook } from './lives-of-outlooks.ts';

const refusal = (code: string) => (error: Error) => new RegExp(code).test(`${error.message} ${JSON.stringify(error)}`);

describe('journey 8.6.e: an outlook that was reported, until management has read it', { timeout: 10 * 60_000 }, () => {
  let life: Company;
  before(async () => {
    life = await company({ start: '2027-03-01T00:00:00Z', values: monthlyOutlooks });
  });
  after(() => life?.close());

  const clause = async (): Promise<Record<string, { verdict: string; because: string }>> => {
    const standings = await life.site.running.practicesAt(life.site.clock.now());
    const of = (key: string) => ({ verdict: standings.get(key)!.verdict, because: standings.get(key)!.because.ja });
    return {
      outlook: of('duty:capacity/outlook'),
      report: of('case:capacity/outlook-report'),
      receipt: of('duty:capacity/outlook-receipt'),
      received: of('tool:capacity/outlook-received'),
    };
  };
  const verdicts = async () => Object.fromEntries(Object.entries(await clause()).map(([name, { verdict }]) => [name, verdict]));
  const waitingOf = async (id: string): Promise<Any> => (await caseOf(life, id)).waiting[0];

  it('asks nobody for a receipt where no report was needed', async () => {
    assert.equal((await clause()).received!.verdict, 'unknown', 'nothing was recorded yet');
    const id = await recordOutlook(life, { reported: false, reportedOn: null });
    const { state, waiting, events } = await caseOf(life, id);
    assert.deepEqual([state.id, waiting, events.length], ['notNeeded', [], 1]);
    const { outlook, report, received } = await verdicts();
    assert.deepEqual({ outlook, report, received }, { outlook: 'pass', report: 'pass', received: 'pass' });
  });

  it('refuses a report that lies in the future, and keeps the occurrence open', async () => {
    await assert.rejects(recordOutlook(life, { reported: true, reportedOn: '2027-12-01' }), refusal('reportedOn'));
  });

  it('says whose receipt is missing, fails when it is late, and passes once management has read it', async () => {
    const on = today(life);
    const id = await recordOutlook(life, { reported: true, reportedOn: on });
    const { state, events } = await caseOf(life, id);
    assert.deepEqual([state.id, events[0].cells.proposal], ['toManagement', '8TBへ増設 40万円']);
    const { duty, dueOn, owner } = await waitingOf(id);
    assert.equal(duty, 'capacity/outlook-receipt');
    assert.match(JSON.stringify(owner), /トップマネジメント/);
    const missing = (await clause()).received!;
    assert.equal(missing.verdict, 'unknown');
    assert.match(missing.because, new RegExp(`^OTL-2: ${on}に報告した見通しに、トップマネジメントの確認の記録がありません`));
    life.site.clock.set(`${dueOn}T23:00:00Z`);
    await life.site.running.sweep();
    const { report, receipt, received } = await verdicts();
    assert.deepEqual({ report, receipt, received }, { report: 'fail', receipt: 'fail', received: 'unknown' });
    await assert.rejects(lead(life, id, [['receive', 'management', { readOn: '2027-03-01', answer: 'noted' }]]), refusal('readOn'));
    await lead(life, id, [['receive', 'management', { readOn: today(life), answer: 'agreed' }, { leadsTo: 'received' }]]);
    const after = await verdicts();
    assert.deepEqual([after.report, after.receipt, after.received], ['pass', 'pass', 'pass']);
  });

  it('takes no receipt from whoever wrote the outlook, be it the deputy of management, in SQL neither', async () => {
    const { revision } = (await life.get('administrator', '/api/duties')).duties.find(({ id }: Any) => id === 'capacity/outlook-receipt');
    await life.act('committee', 'PUT', '/api/duties/capacity/outlook-receipt/settings', {
      revision,
      owner: 'role:management',
      deputy: 'role:administrator',
      reason: '社長の不在時',
    });
    const id = await recordOutlook(life, { reported: true, reportedOn: today(life) });
    const { occurrence } = await waitingOf(id);
    const answer = { readOn: today(life), answer: 'noted' };
    await assert.rejects(recordFor(life, 'administrator', occurrence, answer), refusal('same-person'));
    const { app } = life.site.database;
    const at = life.site.clock.now();
    const write = (by: string, as: string) =>
      inTransaction(app, async (tx) => {
        await tx.query(
          `UPDATE duties_occurrence SET state = 'completed', revision = revision + 1, result = 'in-order', record = '{}', closed_at = $2,
             closed_by = $3, changed_at = $2, next_at = NULL WHERE id = $1`,
          [occurrence, at, by],
        );
        const seq = await append(tx, at, [
          {
            kind: 'case.step',
            actor: as,
            subject: `case:capacity/outlook-report case:${id}`,
            payload: { step: 'receive', to: 'received' },
          },
        ]);
        await tx.query(
          `INSERT INTO cases_event (case_id, no, step, from_state, to_state, by, actors, people, at, happened_at, cells, occurrence, ledger_seq)
           VALUES ($1, 2, 'receive', 'toManagement', 'received', $2::text, ARRAY[$2::uuid], '{}', $3, $3, '{}', $4, $5)`,
          [id, as, at, occurrence, seq],
        );
      });
    const { administrator, management } = life.people;
    await assert.rejects(write(administrator.accountId, administrator.accountId), /must be apart/);
    await assert.rejects(write(administrator.accountId, management.accountId), /is not the record of its duty/, 'in another name');
    await recordFor(life, 'deputy', occurrence, answer);
    assert.equal((await caseOf(life, id)).state.id, 'received', 'another administrator stands in');
  });

  it('begins with nothing but a record of its duty, of that moment, by whoever recorded it', async () => {
    const id = await recordOutlook(life, { reported: true, reportedOn: today(life) });
    const { app } = life.site.database;
    const { rows } = await app.query<{ occurrence: string; at: Date }>('SELECT occurrence, at FROM cases_event WHERE case_id = $1', [id]);
    const begin = (by: string, occurrence: string | null, at: Date) =>
      inTransaction(app, async (tx) => {
        const other = crypto.randomUUID();
        await tx.query(
          `INSERT INTO cases_case (id, kind, number, variant, label, search, state, revision, opened_at, changed_at)
           VALUES ($1, 'capacity/outlook-report', 900, 'outlook', 'x', 'x', '', 0, $2, $2)`,
          [other, at],
        );
        const subject = `case:capacity/outlook-report case:${other}`;
        const seq = await append(tx, at, [{ kind: 'case.opened', actor: by, subject, payload: { step: 'report', to: 'toManagement' } }]);
        await tx.query(
          `INSERT INTO cases_event (case_id, no, step, from_state, to_state, by, actors, people, at, happened_at, cells, occurrence, ledger_seq)
           VALUES ($1, 1, 'report', NULL, 'toManagement', $2::text, ARRAY[$2::uuid], '{}', $3, $3, '{}', $4, $5)`,
          [other, by, at, occurrence, seq],
        );
      });
    const { administrator, deputy } = life.people;
    const { occurrence, at } = rows[0]!;
    const no = /is not the record of its duty/;
    life.site.clock.advance({ minutes: 1 });
    await assert.rejects(begin(administrator.accountId, null, at), no);
    await assert.rejects(begin(deputy.accountId, occurrence, at), no, 'another wrote it');
    await assert.rejects(begin(administrator.accountId, occurrence, life.site.clock.now()), no, 'another moment');
    await assert.rejects(begin(administrator.accountId, occurrence, at), /duplicate key/, 'one case begins with one record');
  });
});
