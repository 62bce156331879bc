import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { practiceKey } from '../../src/mechanism/standing.ts';
import { change } from '../../src/practices/changes/change.case.ts';
import { type Company, company } from './company.ts';
import { type Any, caseAskedFor, today } from './lead.ts';

const rounds = 6;

/** What two people do to one case at once, and what a clock that jumps does to cases that are open. */
describe('cases under two hands and a jumping clock', { timeout: 10 * 60_000 }, () => {
  let life: Company;
  let count = 0;
  before(async () => {
    life = await company({ start: '2026-11-24T00:00:00Z' });
  });
  after(() => life?.close());

  const detail = (id: string): Promise<Any> => life.get('administrator', `/api/cases/${id}`);
  const approved = (): Promise<string> => {
    const form = {
      title: `設定の変更 ${++count}`,
      kind: 'setting',
      size: 'routine',
      system: null,
      item: null,
      reason: '取引先の指定',
      impact: 'なし',
      rollback: '設定を戻す',
      plannedOn: today(life),
      device: null,
    };
    return caseAskedFor(life, 'changes/change', form, [['administrator', { necessity: '要', effect: 'なし', risk: 'same' }]]);
  };
  const testOf = async (id: string) => {
    const found = (await detail(id)).waiting.find(({ duty }: Any) => duty === 'changes/test');
    const { revision, sheet } = await life.get('deputy', `/api/duties/occurrences/${found.occurrence}`);
    const record = { environment: '試験機', cases: '一通り', testedOn: null, tester: null };
    const body = { revision, result: 'in-order', record, remark: '', sheetDigest: sheet?.digest ?? null, attach: [] };
    return { url: `/api/duties/occurrences/${found.occurrence}/complete`, body };
  };

  it('let one win where one calls it off while another records its duty; the other is told why, and nobody waits for ever', async () => {
    const won = { act: 0, duty: 0 };
    for (let round = 0; round < rounds; round++) {
      const id = await approved();
      const test = await testOf(id);
      const { revision } = await detail(id);
      const callOff = { step: 'callOff', revision, cells: { reason: '不要になった' }, attach: [] };
      const acting = () => life.people.administrator.send('POST', `/api/cases/${id}/steps`, callOff);
      const recording = () => life.people.deputy.send('POST', test.url, test.body);
      // Both have just proven the second factor, so that nothing but the case is between them.
      for (const who of [life.people.administrator, life.people.deputy]) await life.site.site.stepUp(who);
      const [act, duty] =
        round % 2 === 0
          ? await Promise.all([acting(), recording()])
          : await Promise.all([recording(), acting()]).then(([second, first]) => [first, second] as const);
      const [winner, loser] = act!.status < 300 ? [act!, duty!] : [duty!, act!];
      won[winner === act ? 'act' : 'duty']++;
      assert.ok(winner.status < 300, `${winner.status} ${JSON.stringify(winner.body)}`);
      assert.ok([409, 422, 403].includes(loser.status), `${loser.status} ${JSON.stringify(loser.body)}`);
      assert.match(loser.body.error, /^(conflict|wrong-state)$/, JSON.stringify(loser.body));
      const now = await detail(id);
      assert.equal(now.state.id, winner === act ? 'calledOff' : 'tested');
      assert.equal(now.events.length, 3, 'one step was added, not two');
      assert.equal(now.waiting.filter(({ duty: each }: Any) => each === 'changes/test').length, 0, 'the test waits no more');
    }
    assert.equal(won.act + won.duty, rounds);
  });

  it('are late, and nothing else, where the clock leaps a year ahead; what was done then stands, and says so when it is back', async () => {
    const id = await approved();
    const before = await detail(id);
    const now = life.site.clock.now();
    life.site.clock.advance({ days: 365 });
    await life.site.running.sweep();
    const leapt = await detail(id);
    assert.deepEqual([leapt.state.id, leapt.events.length], [before.state.id, before.events.length], 'time alone moves nothing');
    assert.equal(leapt.waiting[0].overdue, true);
    const standing = async () => (await life.site.running.cases.standings(life.site.clock.now())).get(practiceKey(change))!;
    assert.equal((await standing()).verdict, 'fail');
    const test = await testOf(id);
    await life.act('deputy', 'POST', test.url, test.body);
    life.site.clock.set(now);
    await life.site.running.sweep();
    const back = await detail(id);
    assert.deepEqual([back.state.id, back.events.length], ['tested', before.events.length + 1]);
    const cells = { result: 'asPlanned', appliedAt: null, implementer: null, deviation: null, backMinutes: null };
    await assert.rejects(
      life.act('administrator', 'POST', `/api/cases/${id}/steps`, { step: 'apply', revision: back.revision, cells }),
      (error) => {
        assert.match((error as Error).message, /value-out-of-bounds.*2027-11-24/s, 'which day is in the way');
        return true;
      },
    );
    life.site.clock.advance({ days: 366 });
    await life.act('administrator', 'POST', `/api/cases/${id}/steps`, { step: 'apply', revision: back.revision, cells });
    assert.equal((await detail(id)).state.id, 'applied', 'the case is not lost');
  });

  it('lose nothing where a reviewer leaves in the middle: what was judged stands, and another finishes', async () => {
    const holders = ['employee', 'yamada'].map((user) => ({ user, by: ['Administrators'], disabled: false }));
    await life.site.observe(life.device, 'administrators', { holders, unresolved: [], complete: true });
    const happenedOn = today(life);
    await life.act('administrator', 'POST', '/api/organisation-changes', { what: '営業部の新設', happenedOn });
    await life.site.reviews.sweep();
    const { reviews } = await life.get('deputy', '/api/reviews');
    const { id } = reviews.find(({ variant }: Any) => variant === 'privileges');
    const { lines } = await life.get('deputy', `/api/reviews/${id}/lines`);
    const answers = { duty: true, role: true, responsibility: true, competence: true };
    const judge = (who: 'administrator' | 'deputy', { id: line }: Any) =>
      life.act(who, 'POST', `/api/reviews/${id}/decisions`, {
        decisions: [{ line, seen: 0, decision: 'revoke', reason: '知らない人のため', answers }],
      });
    const mine = lines.filter(({ part }: Any) => part === 'administrator');
    assert.ok(mine.length >= 2, JSON.stringify(lines));
    await judge('administrator', mine[0]);
    const { accountId } = life.people.administrator;
    await life.act('deputy', 'POST', `/api/people/${accountId}/disable`, {});
    const refused = await life.people.administrator.send('GET', `/api/reviews/${id}/lines`);
    assert.equal(refused.status, 401, 'whoever left is out at once');
    await life.site.running.sweep();
    const finish = () => life.act('deputy', 'POST', `/api/reviews/${id}/finish`, { part: 'administrator' });
    await assert.rejects(finish(), /not-ready/, 'the other lines are still to be judged');
    for (const line of mine.slice(1)) await judge('deputy', line);
    await finish();
    const after = await life.get('deputy', `/api/reviews/${id}/lines/${mine[0].id}`);
    assert.deepEqual(
      after.decisions.map(({ decision }: Any) => decision),
      ['revoke'],
    );
    const { next, state } = await life.get('deputy', `/api/cases/${id}`);
    assert.notEqual(state.id, 'under-review');
    assert.ok(
      next.every(({ occurrence, who }: Any) => occurrence !== null || who.length > 0),
      'somebody is named for what comes next',
    );
  });
});
