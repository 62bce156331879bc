import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import { sha256Hex } from '../base/hash.ts';
import { clauseEdit, type ProcedureSite, procedureSite } from './testing/site.ts';

describe('versions of the procedures', () => {
  let site: ProcedureSite;
  const sites: ProcedureSite[] = [];
  beforeEach(async () => {
    site = await procedureSite();
    sites.push(site);
  });
  after(() => Promise.all(sites.map((each) => each.close())));

  const lock = () => site.values.now(site.values.param('screenLockMinutes'));
  const setLock = (value: number, revision: number, reason?: string) =>
    site.procedures.setValue({ param: 'screenLockMinutes', value, revision, reason, by: site.writer });
  const states = async () => (await site.procedures.versions()).map(({ number, state }) => `${number} ${state}`);

  it('lets a stricter value count at once before anything is approved, and a laxer one wait for the approval and its day', async () => {
    const { procedures, clock } = site;
    assert.equal((await setLock(5, 0)).counts, 'now');
    assert.equal(lock(), 5);
    await assert.rejects(setLock(15, 1), { code: 'reason-required' });
    await assert.rejects(setLock(15, 0, '受付'), { code: 'conflict' });
    await assert.rejects(setLock(99, 1, '受付'), { code: 'value-out-of-bounds' });
    assert.equal((await setLock(15, 1, '受付の端末')).counts, 'when-approved');
    assert.equal(lock(), 5);
    const drafted = (await procedures.draft()).values.get('screenLockMinutes')!;
    assert.deepEqual([drafted.value, drafted.pending, drafted.laxer, drafted.reason], [15, true, true, '受付の端末']);

    const id = await site.submit('2026-12-01');
    await site.approve(id);
    assert.deepEqual([await states(), lock()], [['1.0 upcoming'], 5]);
    clock.set('2026-11-30T14:59:59.999Z');
    assert.equal(lock(), 5);
    clock.set('2026-11-30T15:00:00Z');
    assert.deepEqual([await states(), lock()], [['1.0 effective'], 15], 'midnight in Tokyo');
    assert.deepEqual([site.values.tick()], [1]);
    assert.equal((await procedures.draft()).values.get('screenLockMinutes')!.pending, false);

    assert.equal((await setLock(3, 2)).counts, 'when-approved', 'after the first approval even a stricter value waits');
    await assert.rejects(site.values.set({ param: 'screenLockMinutes', value: 3, version: 2, by: site.writer }), {
      code: 'needs-approval',
    });
    assert.equal((await setLock(15, 3, '受付の端末')).counts, 'now', 'what is in force needs no approval');
    const { version, content } = (await procedures.inForceAt(clock.now()))!;
    assert.deepEqual(
      [version.number, content.values.screenLockMinutes],
      ['1.0', { ...content.values.screenLockMinutes!, value: 15, reason: '受付の端末' }],
    );
  });

  it('freezes the bytes: their digest is in the ledger, and no statement changes them', async () => {
    const { procedures, database } = site;
    const id = await site.submit();
    const { version } = await procedures.version(id);
    const { rows } = await database.owner.query<{ content: Buffer }>('SELECT content FROM procedures_version');
    assert.equal(sha256Hex(rows[0]!.content), version.digest);
    const [entry] = await site.entries(1);
    assert.deepEqual([entry!.kind, entry!.payload.digest, entry!.payload.number], ['procedure.submitted', version.digest, '1.0']);
    const refused: Parameters<typeof assert.rejects>[1] = /permission denied|is frozen|is refused|violates/;
    for (const set of [
      `content = 'x'`,
      `content = '{}', digest = encode(sha256('{}'), 'hex')`,
      `digest = repeat('0', 64)`,
      'major = 9',
      `submitted_by = 'somebody'`,
      `effective_on = '2027-01-01'`,
      `note = 'x'`,
      'approvals_needed = 2',
      `submitted_at = now()`,
      `id = gen_random_uuid()`,
    ]) {
      for (const role of [database.app, database.owner])
        await assert.rejects(role.query(`UPDATE procedures_version SET ${set}`), refused, set);
    }
    for (const role of [database.app, database.owner]) {
      await assert.rejects(role.query('DELETE FROM procedures_version'), refused);
      await assert.rejects(role.query('TRUNCATE procedures_version CASCADE'), refused);
      await assert.rejects(
        role.query(`UPDATE procedures_version SET state = 'approved', decided_at = submitted_at, effective_from = submitted_at`),
        /lacks approvals/,
      );
      await assert.rejects(role.query(`UPDATE procedures_version SET state = 'returned', decided_at = submitted_at`), /nobody returned/);
    }
    // The draft goes on; what was submitted stays.
    await procedures.editClause('8.1.a', clauseEdit({ revision: 1, adoption: 'changed', text: { ja: '別の文', en: '' } }), site.writer);
    assert.notEqual((await procedures.version(id)).content.controls[0]!.clauses[0]!.text.ja, '別の文');
  });

  it('refuses to submit what is not ready, what somebody changed meanwhile, a second one, and impossible days', async () => {
    const { procedures, writer, neighbours } = site;
    const submit = (revision: number, effectiveOn = '2026-12-01') =>
      procedures.submit({ revision, kind: 'minor', effectiveOn, note: '初版', by: writer });
    await assert.rejects(
      submit(0),
      ({ code, params }: { code: string; params: Record<string, unknown> }) => code === 'not-ready' && params.problems === 15,
    );
    await procedures.suggestAll({ owner: null, deputy: null, necessity: true }, writer);
    await assert.rejects(submit(0), { code: 'conflict' });
    neighbours.name = '';
    await assert.rejects(submit(1), { code: 'not-ready' });
    neighbours.name = '株式会社例';
    for (const day of ['2026-11-22', '2030-01-01']) await assert.rejects(submit(1, day), { code: 'value-out-of-bounds' }, day);
    await submit(1, '2026-11-23');
    await assert.rejects(submit(1), { code: 'wrong-state' });
  });

  it('needs as many different people as the company says, none of them the submitter', async () => {
    const { procedures, deciders, writer } = site;
    site.neighbours.approvalsNeeded = 2;
    const id = await site.submit('2026-11-23');
    const [first, second, third] = deciders as [string, string, string];
    await assert.rejects(site.approve(id, writer), { code: 'same-person' });
    await assert.rejects(procedures.decide(id, { decision: 'approve', comment: '', digest: '0'.repeat(64), by: first }), {
      code: 'conflict',
    });
    await assert.rejects(procedures.decide(id, { decision: 'return', comment: ' ', digest: '', by: first }), { code: 'reason-required' });
    site.neighbours.approvalsNeeded = 1;
    await site.approve(id, first);
    assert.deepEqual(await states(), ['1.0 submitted'], 'the number counts that stood when it was submitted');
    await assert.rejects(site.approve(id, first), { code: 'conflict' });
    await site.approve(id, second);
    assert.deepEqual(await states(), ['1.0 effective']);
    await assert.rejects(site.approve(id, third), { code: 'wrong-state' });
    const kinds = (await site.entries(3)).map(({ kind, actor }) => [kind, actor]);
    assert.deepEqual(kinds, [
      ['procedure.decided', first],
      ['procedure.decided', second],
      ['procedure.approved', second],
    ]);
  });

  it('gives one of two who decide at once the effect, and the other a clear answer', async () => {
    for (const needed of [1, 2]) {
      site.neighbours.approvalsNeeded = needed;
      const id = await site.submit('2026-11-23');
      const ends = await Promise.allSettled(site.deciders.flatMap((by) => [site.approve(id, by), site.approve(id, by)]));
      assert.equal(ends.filter(({ status }) => status === 'fulfilled').length, needed);
      for (const end of ends) if (end.status === 'rejected') assert.match(end.reason.code, /^(wrong-state|conflict)$/);
      const approved = (await site.procedures.versions()).find((version) => version.id === id)!;
      assert.deepEqual([approved.state, approved.decisions.length], ['effective', needed]);
    }
  });

  it('is returned with words, or withdrawn; then the same number is free again', async () => {
    const { procedures, deciders, writer } = site;
    const first = await site.submit();
    const { digest } = (await procedures.version(first)).version;
    await procedures.decide(first, { decision: 'return', comment: '8.1.eを見直してください。', digest, by: deciders[0]! });
    await assert.rejects(site.approve(first, deciders[1]!), { code: 'wrong-state' });
    site.clock.advance({ minutes: 1 });
    const second = await site.submit();
    await assert.rejects(procedures.withdraw(second, { account: deciders[0]!, administrator: false }), { code: 'forbidden' });
    await procedures.withdraw(second, { account: writer, administrator: false });
    await assert.rejects(procedures.withdraw(second, { account: writer, administrator: true }), { code: 'wrong-state' });
    site.clock.advance({ minutes: 1 });
    await site.submit();
    assert.deepEqual(await states(), ['1.0 submitted', '1.0 withdrawn', '1.0 returned']);
    assert.equal((await site.procedures.versions())[2]!.decisions[0]!.comment, '8.1.eを見直してください。');
  });

  it('replays what was in force on any day, and counts numbers up', async () => {
    const { procedures, clock } = site;
    assert.equal(await procedures.inForceAt(clock.now()), null);
    assert.equal((await procedures.applicabilityAt(clock.now())).size, 0);
    await site.approve(await site.submit('2026-11-23'));
    const start = clock.now();
    clock.set('2026-12-10T00:00:00Z');
    const reason = '自社で開発していないため';
    await procedures.editControl('8.28', { revision: 0, applicable: false, reason }, site.writer);
    await procedures.editClause('8.1.e', clauseEdit({ revision: 1, adoption: 'not-applicable', reason: '端末がない' }), site.writer);
    await assert.rejects(site.submit('2026-12-09'), { code: 'value-out-of-bounds' });
    await site.approve(await site.submit('2026-12-15'));
    clock.advance({ minutes: 1 });
    await assert.rejects(site.submit('2026-12-14'), { code: 'value-out-of-bounds' }, 'not before the version that was approved last');
    await site.approve(await site.submit('2026-12-20', 'major'));
    const at = async (time: string) => (await procedures.inForceAt(new Date(time)))?.version.number ?? null;
    const day = ['2026-11-23T00:59:59Z', start.toISOString(), '2026-12-14T14:59:59Z', '2026-12-14T15:00:00Z', '2026-12-19T15:00:00Z'];
    assert.deepEqual(await Promise.all(day.map(at)), [null, '1.0', '1.0', '1.1', '2.0']);
    assert.deepEqual(await states(), ['2.0 upcoming', '1.1 upcoming', '1.0 effective']);
    clock.set('2026-12-15T00:00:00Z');
    assert.deepEqual(await states(), ['2.0 upcoming', '1.1 effective', '1.0 superseded']);
    const excluded = await procedures.applicabilityAt(clock.now());
    assert.deepEqual([excluded.get('8.28.a')?.ja, excluded.get('8.1.e')?.ja, excluded.has('8.1.a')], [reason, '端末がない', false]);
    assert.equal((await procedures.applicabilityAt(start)).size, 0);
    assert.equal(procedures.momentOf('2026-12-14').toISOString(), '2026-12-14T14:59:59.999Z');
  });

  it('begins when it is approved, where its day has passed meanwhile', async () => {
    const id = await site.submit('2026-11-23');
    site.clock.set('2026-11-25T03:00:00Z');
    await site.approve(id);
    const [version] = await site.procedures.versions();
    assert.deepEqual([version!.effectiveOn, version!.effectiveFrom?.toISOString()], ['2026-11-23', '2026-11-25T03:00:00.000Z']);
  });

  it('takes back with 1.1 what 1.0 would have changed on the same day', async () => {
    await setLock(15, 0, '受付');
    await site.approve(await site.submit('2026-12-01'));
    assert.equal((await setLock(5, 1)).counts, 'when-approved');
    site.clock.advance({ minutes: 1 });
    await site.approve(await site.submit('2026-12-01'));
    assert.deepEqual(await states(), ['1.1 upcoming', '1.0 superseded']);
    site.clock.set('2026-12-02T00:00:00Z');
    assert.deepEqual([lock(), await states()], [5, ['1.1 effective', '1.0 superseded']]);
  });
});
