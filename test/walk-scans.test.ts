import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId } from '../src/base/id.ts';
import { inTransaction } from '../src/db/pool.ts';
import { type TestDatabase, testDatabase } from '../src/db/test-database.ts';
import { append } from '../src/ledger/index.ts';

/**
 * A walk without a goal over the states of a finding, as the application's own role and past the program: each step is written into SQL as
 * it comes, and what SQL lets through is held against a model that knows the rules and nothing of SQL.
 */
const stepsWanted = Number(process.env.TEJUN_WALK_STEPS ?? 500);
const states = ['new', 'planned', 'fixed', 'verified', 'accepted', 'not-affected', 'seeded'] as const;
const steps = ['plan', 'fix', 'verify', 'reopen', 'propose', 'agree', 'decline'] as const;
type State = (typeof states)[number];

function random(seed: number) {
  let at = seed;
  const next = () => {
    at = (Math.imul(at, 1_664_525) + 1_013_904_223) >>> 0;
    return at / 2 ** 32;
  };
  return { of: <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)]!, chance: (part: number) => next() < part };
}

describe('a walk over the states of findings', () => {
  let database: TestDatabase;
  before(async () => {
    database = await testDatabase();
  });
  after(() => database.close());

  it(`of ${stepsWanted} steps takes no way that there is not, and no step of one person that needs two`, { timeout: 600_000 }, async () => {
    const { owner, app } = database;
    const accounts = [newId(), newId(), newId()];
    const person = newId();
    // The first two are one person.
    const people = new Map([
      [accounts[0]!, person],
      [accounts[1]!, person],
      [accounts[2]!, newId()],
    ]);
    await owner.query('ALTER TABLE people_account DISABLE TRIGGER people_account_second_factor');
    for (const id of accounts)
      await owner.query(
        `INSERT INTO people_account (id, login, login_key, name, roles, status, language, created_at, password_hash)
         VALUES ($1, $2, $2, 'x', '{administrator}', 'active', 'ja', now(), 'x')`,
        [id, `${id}@example.co.jp`],
      );
    const [target, finding] = [newId(), newId()];
    const subject = `scan-target:${target}`;
    let minute = Date.parse('2026-11-20T00:00:00Z');
    const tick = () => {
      minute += 60_000;
      return new Date(minute);
    };
    await inTransaction(app, async (tx) => {
      const at = tick();
      const seq = await append(tx, at, [{ kind: 'scan.target', actor: 'a', subject, payload: {} }]);
      await tx.query(
        `INSERT INTO scans_target_version (target_id, no, name, kind, developers, ended, by, at, ledger_seq) VALUES ($1, 1, 'x', 'system', '{}', false, 'a', $2, $3)`,
        [target, at, seq],
      );
    });
    const model: { state: State; revision: number; seen: boolean; proposal: { by: string; wanted: State } | null; fixedAt: number } = {
      state: 'new',
      revision: 0,
      seen: true,
      proposal: null,
      fixedAt: 0,
    };
    let newest = '';
    let newestAt = 0;
    const scan = (seen: boolean, first = false) =>
      inTransaction(app, async (tx) => {
        const at = tick();
        const id = newId();
        if (first)
          await tx.query(
            `INSERT INTO scans_finding (id, target_id, tool, scope, rule, fingerprint, title, message, place, cwes, aliases, aspects, search, severity,
               first_import, first_at, opened_at, seen_import, seen_at, changed_at)
             VALUES ($1, $2, 't', '', 'r', $3, 't', '', '', '{}', '{}', '{}', '', 'high', $4, $5, $5, $4, $5, $5)`,
            [finding, target, Buffer.alloc(32), id, at],
          );
        if (first || model.seen !== seen)
          await tx.query(`INSERT INTO scans_presence (finding_id, import_id, seen, severity, at) VALUES ($1, $2, $3, 'high', $4)`, [
            finding,
            id,
            seen,
            at,
          ]);
        const seq = await append(tx, at, [{ kind: 'scan.imported', actor: 'a', subject, payload: {} }]);
        await tx.query(
          `INSERT INTO scans_import (id, target_id, tool, tool_version, scope, format, complete, file_digest, file_name, commit_id, scanned_at, covers, counts,
             warnings, by, at, ledger_seq) VALUES ($1, $2, 't', '', '', 'sarif', true, $3, '', '', $4, '{}', '{}', '{}', 'a', $4, $5)`,
          [id, target, Buffer.from(id.replaceAll('-', '')), at, seq],
        );
        model.seen = seen;
        newest = id;
        newestAt = at.getTime();
      });
    await scan(true, true);
    const pick = random(20_261_120);
    let done = 0;
    let refused = 0;
    for (let i = 0; i < stepsWanted; i++) {
      if (pick.chance(0.15)) {
        await scan(pick.chance(0.5));
        continue;
      }
      const [step, by] = [pick.of(steps), pick.of(accounts)];
      const wanted =
        step === 'propose' || (step === 'agree' && pick.chance(0.95))
          ? step === 'agree'
            ? (model.proposal?.wanted ?? 'accepted')
            : pick.of(states.slice(4))
          : null;
      const usual: Record<string, State> = { plan: 'planned', fix: 'fixed', verify: 'verified', reopen: 'new' };
      const to = pick.chance(0.1) ? pick.of(states) : (usual[step] ?? (step === 'agree' ? (wanted ?? 'accepted') : model.state));
      const until = wanted === 'accepted' || wanted === 'not-affected' ? '2027-03-01' : null;
      const { state, seen, proposal, fixedAt } = model;
      const may =
        (step === 'plan' && ['new', 'fixed'].includes(state) && to === 'planned') ||
        (step === 'fix' && ['new', 'planned'].includes(state) && to === 'fixed') ||
        (step === 'verify' && ['new', 'planned', 'fixed'].includes(state) && to === 'verified' && !seen && newestAt > fixedAt) ||
        (step === 'reopen' && state !== 'new' && to === 'new') ||
        (step === 'propose' && state !== 'verified' && to === state && proposal === null) ||
        (step === 'agree' &&
          proposal !== null &&
          wanted === proposal.wanted &&
          to === proposal.wanted &&
          people.get(by) !== people.get(proposal.by)) ||
        (step === 'decline' && proposal !== null && to === state);
      const at = tick();
      const went = await inTransaction(app, async (tx) => {
        const seq = await append(tx, at, [{ kind: 'scan.decided', actor: by, subject, payload: { step, findings: [finding] } }]);
        await tx.query(
          `INSERT INTO scans_event (finding_id, no, step, from_state, to_state, wanted, until, reason, import_id, by, person, at, ledger_seq)
           VALUES ($1, $2, $3, $4, $5, $6, $7, 'because', $8, $9, $10, $11, $12)`,
          [finding, model.revision + 1, step, state, to, wanted, until, step === 'verify' ? newest : null, by, people.get(by), at, seq],
        );
      }).then(
        () => true,
        (error: { code?: string }) => {
          if (error.code !== '42501') throw error;
          return false;
        },
      );
      assert.equal(went, may, `step ${i}: ${step} ${state} → ${to} by ${accounts.indexOf(by)} ${JSON.stringify(model)}`);
      if (!went) {
        refused += 1;
        continue;
      }
      done += 1;
      model.revision += 1;
      model.state = to;
      model.proposal = step === 'propose' ? { by, wanted: wanted! } : null;
      if (step === 'fix' || step === 'reopen') model.fixedAt = at.getTime();
    }
    const { rows } = await app.query<{ state: string; revision: number; seen: boolean }>('SELECT state, revision, seen FROM scans_finding');
    assert.deepEqual(rows, [{ state: model.state, revision: model.revision, seen: model.seen }]);
    assert.ok(done > stepsWanted / 10 && refused > stepsWanted / 4, `${done} done, ${refused} refused`);
  });
});
