import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { sha256Hex } from '../base/hash.ts';
import { newId } from '../base/id.ts';
import { type TestDatabase, testDatabase } from '../db/test-database.ts';
import { type ProcedureSite, procedureSite } from './testing/site.ts';

/**
 * Whatever the program above does wrong, the tables let no version be decided by the one who submitted it, none change after it
 * was frozen, and none take a step that is not one. Random statements of the server's own role are tried, and each that went
 * through is held against the rules as they are written here once more.
 */
interface Row {
  id: string;
  major: number;
  minor: number;
  digest: string;
  content: string;
  submitted_by: string;
  approvals_needed: number;
  state: string;
  decided_at: Date | null;
  effective_from: Date | null;
  approvals: string[];
  returns: string[];
}
type Step =
  | { do: 'submit'; by: number; jump: 'minor' | 'major' | 'same' | 'back'; needed: number; state: string; forged: boolean }
  | { do: 'decide'; of: number; by: number; decision: 'approve' | 'return'; comment: string; forged: boolean }
  | { do: 'settle'; of: number; state: string; days: number | null; decided: boolean }
  | { do: 'tamper'; of: number; set: string };

const place = ({ major, minor }: Row): number => major * 10_000 + minor;
const account = (n: number): string => `account-${n}`;
const rarely = <T>(usual: T, other: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });
const anyState = fc.constantFrom('submitted', 'approved', 'returned', 'withdrawn', 'effective');
/** Mostly the newest version, sometimes one before. */
const which = rarely(0, fc.nat({ max: 4 }));
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('submit' as const),
    by: fc.nat({ max: 3 }),
    jump: fc.constantFrom('minor' as const, 'minor' as const, 'major' as const, 'same' as const, 'back' as const),
    needed: fc.integer({ min: 1, max: 2 }),
    state: rarely('submitted', anyState),
    forged: rarely(false, fc.boolean()),
  }),
  fc.record({
    do: fc.constant('decide' as const),
    of: which,
    by: fc.nat({ max: 3 }),
    decision: rarely('approve' as 'approve' | 'return', fc.constant('return' as const)),
    comment: fc.constantFrom('', '見直し'),
    forged: rarely(false, fc.boolean()),
  }),
  fc.record({
    do: fc.constant('settle' as const),
    of: which,
    state: rarely('approved', anyState),
    days: fc.option(fc.integer({ min: -1, max: 5 }), { freq: 5 }),
    decided: rarely(true, fc.boolean()),
  }),
  fc.record({
    do: fc.constant('tamper' as const),
    of: which,
    set: fc.constantFrom(
      `content = 'x'`,
      'major = major + 1',
      `submitted_by = 'account-9'`,
      `note = 'x'`,
      `digest = ''`,
      'approvals_needed = 1',
    ),
  }),
);

describe('random walks over versions', () => {
  let database: TestDatabase;
  before(async () => {
    database = await testDatabase();
  });
  after(() => database.close());

  let day = Date.parse('2026-11-23T00:00:00Z');
  const rows = async (): Promise<Row[]> => {
    const { rows: found } = await database.app.query<Row>(
      `SELECT v.id, major, minor, v.digest, encode(content, 'escape') AS content, submitted_by, approvals_needed, state, decided_at, effective_from,
         (SELECT coalesce(array_agg(account), '{}') FROM procedures_decision d WHERE d.version = v.id AND decision = 'approve') AS approvals,
         (SELECT coalesce(array_agg(account), '{}') FROM procedures_decision d WHERE d.version = v.id AND decision = 'return') AS returns
       FROM procedures_version v ORDER BY submitted_at DESC, major DESC, minor DESC LIMIT 5`,
    );
    return found;
  };

  /** Whether a statement went through; how it was refused is the database's affair. */
  const tried = (sql: string, values: unknown[]): Promise<boolean> =>
    database.app.query(sql, values).then(
      ({ rowCount }) => rowCount === 1,
      (error: { code?: string }) => {
        assert.match(error.code ?? '', /^(42501|23\d{3}|22\d{3})$/, 'refused by a rule, not by an accident');
        return false;
      },
    );

  async function take(one: Step, now: Row[]): Promise<boolean> {
    const newest = now.find(({ state }) => state === 'approved');
    const at = new Date(day);
    const row = 'of' in one ? now[one.of] : undefined;
    if (one.do === 'submit') {
      const number = {
        minor: [newest?.major ?? 1, (newest?.minor ?? -1) + 1],
        major: [(newest?.major ?? 0) + 1, 0],
        same: [newest?.major ?? 1, newest?.minor ?? 0],
        back: [1, 0],
      }[one.jump];
      const content = `{"n":${day}}`;
      const digest = one.forged ? 'f'.repeat(64) : sha256Hex(content);
      return tried(
        `INSERT INTO procedures_version (id, major, minor, content, digest, note, submitted_by, submitted_at, effective_on, approvals_needed, state)
         VALUES ($1, $2, $3, $4, $5, 'note', $6, $7, '2026-12-01', $8, $9)`,
        [newId(), ...number, Buffer.from(content), digest, account(one.by), at, one.needed, one.state],
      );
    }
    if (!row) return false;
    if (one.do === 'decide')
      return tried('INSERT INTO procedures_decision (version, account, decision, comment, digest, at) VALUES ($1, $2, $3, $4, $5, $6)', [
        row.id,
        account(one.by),
        one.decision,
        one.comment,
        one.forged ? 'f'.repeat(64) : row.digest,
        at,
      ]);
    if (one.do === 'tamper') return tried(`UPDATE procedures_version SET ${one.set} WHERE id = $1`, [row.id]);
    const effective = one.days === null ? null : new Date(day + one.days * 86_400_000);
    return tried('UPDATE procedures_version SET state = $2, decided_at = $3, effective_from = $4 WHERE id = $1', [
      row.id,
      one.state,
      one.decided ? at : null,
      effective,
    ]);
  }

  /** The rules once more: what a statement that went through may have done. */
  function holds(one: Step, before: Row[], after: Row[], approvedBefore: Row | undefined): void {
    const was = 'of' in one ? before[one.of]! : null;
    const is = was ? after.find(({ id }) => id === was.id)! : after[0]!;
    assert.notEqual(one.do, 'tamper');
    if (one.do === 'submit') {
      assert.equal(is.state, 'submitted');
      assert.equal(is.digest, sha256Hex(is.content));
      assert.ok(!approvedBefore || place(is) > place(approvedBefore));
    } else if (one.do === 'decide') {
      assert.equal(was!.state, 'submitted');
      assert.notEqual(account(one.by), was!.submitted_by, 'nobody decides on their own');
      assert.ok(![...was!.approvals, ...was!.returns].includes(account(one.by)), 'once each');
      assert.ok(!one.forged && (one.decision === 'approve' || one.comment !== ''));
    } else if (one.do === 'settle') {
      assert.equal(was!.state, 'submitted', 'decided once');
      assert.ok(['approved', 'returned', 'withdrawn'].includes(is.state));
      if (is.state === 'approved') {
        assert.ok(was!.approvals.length >= was!.approvals_needed && was!.returns.length === 0);
        assert.ok(is.effective_from! >= is.decided_at! && (!approvedBefore || is.effective_from! >= approvedBefore.effective_from!));
      }
      if (is.state === 'returned') assert.ok(was!.returns.length > 0);
    }
    for (const row of before) {
      const now = after.find(({ id }) => id === row.id);
      if (now)
        assert.deepEqual(
          [now.content, now.digest, now.submitted_by, now.major, now.minor],
          [row.content, row.digest, row.submitted_by, row.major, row.minor],
        );
    }
  }

  it('take no illegal step in thousands of statements of the server’s own role', async () => {
    const went = { submit: 0, decide: 0, settle: 0, tamper: 0 };
    let steps = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 250, maxLength: 250 }), async (walk) => {
        let before = await rows();
        for (const one of walk) {
          day += 86_400_000;
          steps += 1;
          const approved = before.find(({ state }) => state === 'approved');
          if (!(await take(one, before))) continue;
          went[one.do] += 1;
          const after = await rows();
          holds(one, before, after, approved);
          before = after;
        }
      }),
      { numRuns: 8, endOnFailure: true },
    );
    const { rows: bad } = await database.owner.query(
      `SELECT v.id FROM procedures_version v JOIN procedures_decision d ON d.version = v.id AND d.account = v.submitted_by
       UNION ALL SELECT id FROM procedures_version WHERE digest <> encode(sha256(content), 'hex')`,
    );
    assert.deepEqual(bad, []);
    assert.ok(steps === 2000 && went.submit > 10 && went.decide > 10 && went.settle > 10, `${steps} ${JSON.stringify(went)}`);
    assert.equal(went.tamper, 0);
  });
});

describe('random walks over the room', () => {
  let site: ProcedureSite;
  before(async () => {
    site = await procedureSite();
  });
  after(() => site.close());

  it('leave values, versions and the ledger in step, whatever people do at once', async () => {
    const { procedures, values, deciders, writer, clock, neighbours } = site;
    const lock = values.param('screenLockMinutes');
    const act = fc.oneof(
      fc.record({ do: fc.constant('value' as const), value: fc.integer({ min: 1, max: 20 }) }),
      fc.record({ do: fc.constant('submit' as const), needed: fc.integer({ min: 1, max: 2 }), ahead: fc.nat({ max: 3 }) }),
      fc.record({ do: fc.constant('approve' as const), by: fc.nat({ max: 4 }) }),
      fc.record({ do: fc.constant('return' as const), by: fc.nat({ max: 4 }) }),
      fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 48 }) }),
    );
    const people = [...deciders, writer];
    const clear = /^(conflict|wrong-state|same-person|value-out-of-bounds|not-ready)$/;
    const perform = async (
      one: (typeof act)['generate'] extends (...given: never[]) => { value: infer V } ? V : never,
    ): Promise<unknown> => {
      if (one.do === 'value') {
        const { revision } = (await procedures.draft()).values.get(lock.id)!;
        return procedures.setValue({ param: lock.id, value: one.value, reason: '理由', revision, by: writer, proven: true });
      }
      if (one.do === 'submit') {
        neighbours.approvalsNeeded = one.needed;
        const today = new Date(clock.now().getTime() + 9 * 3_600_000 + one.ahead * 86_400_000).toISOString().slice(0, 10);
        return site.submit(today);
      }
      const [newest] = await procedures.versions();
      if (one.do === 'wait' || !newest) return clock.advance({ hours: 'hours' in one ? one.hours : 1 });
      const comment = one.do === 'return' ? '見直し' : '';
      return procedures.decide(newest.id, { decision: one.do, comment, digest: newest.digest, by: people[one.by]! });
    };
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(act, { minLength: 1, maxLength: 3 }), { minLength: 30, maxLength: 30 }), async (rounds) => {
        for (const together of rounds) {
          const ends = await Promise.allSettled(together.map((one) => perform(one)));
          for (const end of ends) if (end.status === 'rejected') assert.match(end.reason.code ?? String(end.reason), clear);
          clock.advance({ minutes: 1 });
          const inForce = await procedures.inForceAt(clock.now());
          if (inForce) assert.equal(values.now(lock), inForce.content.values[lock.id]!.value, 'the value in force is the version’s');
        }
      }),
      { numRuns: 4, endOnFailure: true },
    );
    const all = await procedures.versions();
    assert.ok(
      all.some(({ state }) => state === 'effective'),
      'the walk went somewhere',
    );
    assert.ok(all.every(({ submittedBy, decisions }) => decisions.every(({ account: by }) => by !== submittedBy)));
    const reopened = (await site.database.app.query('SELECT param, version FROM values_value ORDER BY param, version DESC')).rows;
    assert.deepEqual(
      reopened.filter(({ param }) => param === lock.id).map(({ version }) => version),
      values.history(lock.id).map(({ version }) => version),
      'memory and database hold the same',
    );
  });
});
