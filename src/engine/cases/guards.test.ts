import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inTransaction } from '../../db/pool.ts';
import { append } from '../../ledger/index.ts';
import type { Actor } from './index.ts';
import { type CaseSite, caseSite } from './testing/site.ts';

/** What the database refuses the application's own role, whatever the program above believes. */
describe('guards of cases', () => {
  let site: CaseSite;
  let admin: Actor;
  let committee: Actor;
  let id: string;
  before(async () => {
    site = await caseSite();
    admin = await site.account('高橋', ['administrator']);
    committee = await site.account('委員', ['committee']);
    ({ id } = await site.cases.open(
      { kind: 'trial/change', variant: 'normal', step: 'request', cells: { what: '変更' }, attach: [] },
      admin,
    ));
  });
  after(() => site.close());

  /** An event as a program gone wrong would write it, ledger entry and all. */
  const write = (given: {
    step: string;
    from: string;
    to: string;
    by: string;
    no?: number;
    actors?: string[];
    happenedAt?: Date;
    told?: string;
  }) =>
    inTransaction(site.database.app, async (tx) => {
      const at = site.clock.now();
      const payload = { step: given.told ?? given.step, to: given.to };
      const seq = await append(tx, at, [{ kind: 'case.step', actor: given.by, subject: `case:trial/change case:${id}`, payload }]);
      await tx.query(
        `INSERT INTO cases_event (case_id, no, step, from_state, to_state, by, actors, people, at, happened_at, cells, ledger_seq)
         VALUES ($1, $2, $3, $4, $5, $6, $7, '{}', $8, $9, '{}', $10)`,
        [id, given.no ?? 2, given.step, given.from, given.to, given.by, given.actors ?? [given.by], at, given.happenedAt ?? at, seq],
      );
    });
  const denied = (pattern: RegExp) => (error: Error) => pattern.test(error.message) || assert.fail(error);

  it('refuses a way that is not laid down, a state that is not there, and a step out of turn', async () => {
    await assert.rejects(write({ step: 'apply', from: 'requested', to: 'applied', by: admin.actor }), denied(/does not go from/));
    await assert.rejects(write({ step: 'approve', from: 'approved', to: 'approved', by: committee.actor }), denied(/does not follow/));
    await assert.rejects(
      write({ step: 'approve', from: 'requested', to: 'approved', by: committee.actor, no: 7 }),
      denied(/does not follow/),
    );
  });
  it('refuses whoever asked as approver, strangers, and an event without its entry', async () => {
    await assert.rejects(write({ step: 'approve', from: 'requested', to: 'approved', by: admin.actor }), denied(/must be apart/));
    await assert.rejects(
      write({ step: 'approve', from: 'requested', to: 'approved', by: committee.actor, actors: [committee.actor, admin.actor] }),
      denied(/must be apart/),
    );
    await assert.rejects(
      write({ step: 'approve', from: 'requested', to: 'approved', by: committee.actor, actors: [] }),
      denied(/among those/),
    );
    const stranger = '00000000-0000-7000-8000-000000000000';
    await assert.rejects(write({ step: 'approve', from: 'requested', to: 'approved', by: stranger }), denied(/accounts that there are/));
    await assert.rejects(
      write({ step: 'approve', from: 'requested', to: 'approved', by: committee.actor, told: 'apply' }),
      denied(/not in the ledger/),
    );
  });
  it('refuses what happened before what came before it, and what has not happened', async () => {
    const to = { step: 'approve', from: 'requested', to: 'approved', by: committee.actor };
    await assert.rejects(write({ ...to, happenedAt: new Date('2026-11-20T00:00:00Z') }), denied(/out of order/));
    await assert.rejects(write({ ...to, happenedAt: new Date('2026-12-20T00:00:00Z') }), denied(/out of order/));
  });
  it('lets the application move no state, rewrite no history and lay down no way', async () => {
    for (const statement of [
      `UPDATE cases_case SET state = 'closed'`,
      'DELETE FROM cases_case',
      `UPDATE cases_event SET step = 'audit'`,
      'DELETE FROM cases_event',
      'TRUNCATE cases_event',
      `INSERT INTO cases_transition VALUES ('trial/change', 'apply', 'normal', 'requested', 'closed', true, false, NULL, NULL)`,
      'DELETE FROM cases_apart',
      `INSERT INTO cases_ending VALUES ('trial/change', 'approved')`,
    ])
      await assert.rejects(site.database.app.query(statement), /permission denied|are kept/, statement);
  });
  it('refuses a case without a beginning, and one that begins further on', async () => {
    const insert = (state: string) =>
      site.database.app.query(
        `INSERT INTO cases_case (id, kind, number, variant, label, search, state, revision, opened_at, changed_at)
         VALUES (gen_random_uuid(), 'trial/change', 900, 'normal', 'x', 'x', $1, 0, now(), now())`,
        [state],
      );
    await assert.rejects(insert(''), /has no beginning/);
    await assert.rejects(insert('closed'), /begins with its first event/);
  });
});
