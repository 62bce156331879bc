import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId } from '../../src/base/id.ts';
import { words } from '../../src/base/text.ts';
import { inTransaction } from '../../src/db/pool.ts';
import { type Company, company, type RoleName } from './company.ts';

type Who = RoleName | 'deputy';
const refusal = (code: string) => (error: Error) => new RegExp(code).test(`${error.message} ${JSON.stringify(error)}`);

const dutyOf: Readonly<Record<string, string>> = {
  cause: 'capacity/problem-report',
  respond: 'monitoring/response',
  decide: 'capacity/instruction',
  measure: 'monitoring/measures',
};

describe('journey 8.6: a problem, from its detection to the management that read of it', { timeout: 10 * 60_000 }, () => {
  let life: Company;
  before(async () => {
    // A Tuesday morning in Tokyo.
    life = await company({ start: '2026-11-24T00:00:00Z' });
  });
  after(() => life.close());

  const seen = (id: string, who: Who = 'administrator') => life.get(who, `/api/cases/${id}`);
  const record = async (id: string, step: string, who: Who, cells: object, result = 'in-order') => {
    const { waiting } = await seen(id);
    const found = waiting.find((each: { duty: string }) => each.duty === dutyOf[step]);
    assert.ok(found, `${step} waits`);
    const url = `/api/duties/occurrences/${found.occurrence}`;
    const { revision, sheet } = await life.get(who, url);
    const remark = result === 'problem' ? '予算が足りず、増設できなかった' : '';
    return life.act(who, 'POST', `${url}/complete`, {
      revision,
      result,
      record: cells,
      remark,
      sheetDigest: sheet?.digest ?? null,
      attach: [],
    });
  };
  const step = async (id: string, name: string, who: Who, cells: object, way: 'steps' | 'decisions' = 'decisions') => {
    const { revision } = await seen(id);
    return life.act(who, 'POST', `/api/cases/${id}/${way}`, { step: name, revision, cells, attach: [] });
  };
  const report = {
    cause: '図面の写しが毎日たまっていた',
    firstAid: '古い写しを別のディスクへ移した',
    reportedOn: '2026-11-24',
    reportedTo: '委員長へメール',
  };
  const decision = (more: object) => ({ instruction: '今月中にディスクを増設する。担当 青木', members: '委員長 佐藤', ...more });

  it('goes up to management, which reads one page, answers, and sees it solved', async () => {
    const breach = newId();
    const at = life.site.clock.now();
    await life.site.database.app.query(
      `INSERT INTO capacity_breach (id, subject, about, opened_at, last_failed_at) VALUES ($1, $2, $3, $4, $4)`,
      [breach, `check:capacity/disk-space device:${life.device}`, JSON.stringify(words('fs01', 'fs01')), at],
    );
    const about = words('keiri-01:C:の使用率が92%です。', 'keiri-01: C: at 92 %.');
    await inTransaction(life.site.database.app, (tx) =>
      life.site.problems.breached(tx, { breach, subject: `check:capacity/disk-space device:${life.device}`, about, at }),
    );
    const { cases } = await life.get('administrator', '/api/cases?kind=monitoring/problem');
    assert.equal(cases.length, 1);
    const { id, number, waiting } = cases[0];
    assert.equal(number, 'PRB-1');
    assert.equal(waiting[0].duty, 'capacity/problem-report');
    assert.equal(waiting[0].dueOn, '2026-11-27', 'the value of the procedures: three days');

    life.site.clock.advance({ hours: 3 });
    await record(id, 'cause', 'administrator', report);
    assert.equal((await seen(id)).state.id, 'reported');
    await assert.rejects(record(id, 'decide', 'committee', decision({ decision: 'instruct', dueOn: '2026-11-01' })), refusal('not-ready'));
    await assert.rejects(
      record(id, 'decide', 'committee', decision({ decision: 'escalate', dueOn: '2026-11-30' })),
      refusal('toManagement'),
    );
    life.site.clock.advance({ hours: 20 });
    await record(id, 'decide', 'committee', decision({ decision: 'escalate', dueOn: '2026-11-30', toManagement: '40万円の支出' }));

    const escalated = await seen(id, 'management');
    assert.equal(escalated.state.id, 'toManagement');
    const page = escalated.events.at(-1);
    assert.equal(page.step, 'report');
    assert.equal(page.by, null, 'the product drew it');
    assert.equal(page.cells.question, '40万円の支出');
    assert.match(page.cells.times, /気づいてから委員会への報告まで 3時間/);
    assert.deepEqual(
      escalated.waiting.map(({ duty, dueOn }: { duty: string; dueOn: string }) => [duty, dueOn]),
      [['monitoring/measures', '2026-11-30']],
      'the day of the instruction runs while management reads',
    );
    await assert.rejects(
      record(id, 'measure', 'administrator', { doneOn: '2026-11-25', measures: '増設', checked: '46%' }),
      refusal('wrong-state'),
    );
    await assert.rejects(step(id, 'read', 'committee', {}), refusal('forbidden'));
    await assert.rejects(step(id, 'read', 'management', {}, 'steps'), refusal('step-up-required'));
    await assert.rejects(step(id, 'answer', 'management', { answer: 'agree', words: null }), refusal('wrong-state'));
    await step(id, 'read', 'management', {});
    await step(id, 'answer', 'management', { answer: 'agree', words: '40万円まで支出してよい' });
    const page1 = await life.people.management.raw('GET', `/api/cases/${id}/report`);
    assert.equal(page1.statusCode, 200);
    assert.equal(page1.headers['content-type'], 'application/pdf');
    assert.equal(page1.rawPayload.subarray(0, 5).toString(), '%PDF-');
    const word = await life.people.management.raw('GET', `/api/cases/${id}/report?format=docx`);
    assert.equal(word.rawPayload.subarray(0, 2).toString(), 'PK');
    await assert.rejects(life.get('employee', `/api/cases/${id}/report`), refusal('not-found'));
    assert.equal((await seen(id)).state.id, 'instructed');

    await record(id, 'measure', 'administrator', { doneOn: '2026-11-25', measures: '途中まで', checked: 'まだ' }, 'problem');
    assert.equal((await seen(id)).state.id, 'reported', 'what could not be done goes back to the committee');
    await record(id, 'decide', 'committee', decision({ decision: 'instruct', dueOn: '2026-12-04' }));
    await record(id, 'measure', 'administrator', { doneOn: '2026-11-25', measures: '8TBに増設', checked: '46%に下がった' });
    await assert.rejects(step(id, 'verify', 'administrator', { solved: true, how: '画面' }), refusal('same-person'));

    await life.site.problems.sweep();
    assert.equal((await seen(id)).state.id, 'verifying', 'the breach is still there');
    await life.site.database.app.query('UPDATE capacity_breach SET ended_at = $2 WHERE id = $1', [breach, life.site.clock.now()]);
    await life.site.problems.sweep();
    await life.site.problems.sweep();
    const over = await seen(id);
    assert.deepEqual([over.state.id, over.events.at(-1).by], ['closed', null]);
    const { rows } = await life.get('administrator', '/api/registers/monitoring/events/rows?state=ended');
    assert.equal(rows.length, 1, 'its line ended with it');
    assert.match(JSON.stringify(rows[0].cells), /8TBに増設/);
  });

  it('is decided by somebody else than whoever reported it, in SQL too', async () => {
    const noticedAt = '2026-11-25T07:00';
    const cells = { title: '会計が遅い', noticedAt, impact: 'large', device: null, system: null, noticedBy: null, detail: null };
    const { id } = await life.act('employee', 'POST', '/api/cases', {
      kind: 'monitoring/problem',
      variant: 'capacity',
      step: 'detectCapacity',
      cells,
      attach: [],
    });
    await record(id, 'cause', 'administrator', { ...report, reportedOn: '2026-11-25' });
    const { database, clock } = life.site;
    await assert.rejects(
      inTransaction(database.app, async (tx) => {
        const by = life.people.administrator.accountId;
        await tx.query(
          `INSERT INTO cases_event (case_id, no, step, from_state, to_state, by, actors, people, at, happened_at, cells, ledger_seq)
           VALUES ($1, 3, 'decide', 'reported', 'accepted', $2::text, ARRAY[$2::uuid], '{}', $3, $3, '{}', 1)`,
          [id, by, clock.now()],
        );
      }),
      /must be apart/,
    );
    await record(id, 'decide', 'committee', decision({ decision: 'accept', instruction: '年度末に入れ替えるため、様子を見る' }));
    assert.equal((await seen(id)).state.id, 'accepted');
  });

  it('opens from a line that somebody entered in the register, once, and writes nothing twice', async () => {
    const cells = { title: '社用スマホ03の紛失', noticedAt: '2026-11-25T07:00', kind: 'loss', impact: 'small' };
    await life.act('administrator', 'POST', '/api/registers/monitoring/events/rows', { cells, reason: '届出' });
    const { cases } = await life.get('administrator', '/api/cases?kind=monitoring/problem');
    assert.deepEqual(
      cases.map(({ label, state }: { label: string; state: { id: string } }) => [label, state.id]),
      [['社用スマホ03の紛失', 'investigating']],
    );
    const { id, waiting } = cases[0];
    assert.deepEqual(
      waiting.map(({ duty }: { duty: string }) => duty),
      ['monitoring/response'],
    );
    const { rows } = await life.get('administrator', '/api/registers/monitoring/events/rows');
    assert.equal(rows.length, 1);
    await record(id, 'respond', 'administrator', { startedAt: '2026-11-25T07:10', action: '回線を止めた', needsDecision: false });
    assert.equal((await seen(id)).state.id, 'verifying');
    await step(id, 'verify', 'deputy', { solved: false, how: '位置がまだ分かる' });
    assert.equal((await seen(id)).state.id, 'investigating', 'back to the cause');
    await assert.rejects(step(id, 'dismiss', 'administrator', { reason: '違った' }), refusal('forbidden'));
    await step(id, 'dismiss', 'committee', { reason: '机から見つかった' });
    assert.equal((await seen(id)).state.id, 'dismissed');
  });
});
