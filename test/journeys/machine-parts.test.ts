import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { localDateOf } from '../../src/calendar/index.ts';
import { controls } from '../../src/catalog/index.ts';
import { type Check, concerns, isJudgedOn, type VerdictName } from '../../src/mechanism/check.ts';
import { isCheck } from '../../src/mechanism/citation.ts';
import { questions } from '../../src/sources/osquery/questions/index.ts';
import { answerStrangers, decideWhatStands, explainWaiting, type Fleet, fleet } from './fleet.ts';
import type { Machine } from './machine.ts';
import { entriesIn, packOf, provesOffline, type Shown } from './proof.ts';

/** The controls whose machine part runs. */
const named = '8.1 8.2 8.3 8.6 8.7 8.8 8.9 8.12 8.13 8.15 8.17 8.18 8.19 8.20 8.22 8.23 8.24 8.31 8.32'.split(' ');

/** Where no answer of a machine shows that a rule is broken, and why. Then it is unknown, never a pass. */
const onlyUnknown: Readonly<Record<string, string>> = {
  'endpoint/password-set macos': 'macOS tells when a password was set, never that an account has none',
  'clock/last-sync windows': 'a time service that keeps its source says so once: no entry of the week proves nothing',
};

interface Standing {
  readonly verdict: string;
  readonly because: { readonly ja: string };
}
interface Picture {
  readonly clauses: ReadonlyMap<string, Standing & { readonly checks: ReadonlyMap<string, Counted> }>;
  /** By check and machine. */
  readonly verdicts: ReadonlyMap<string, { verdict: VerdictName; because: { ja: string } }>;
}
interface Counted extends Standing {
  readonly counts: Readonly<Record<VerdictName, number>>;
}

/**
 * What machines do for each control, from the answer of an agent to the verdict of its clause to a verified pack: machines of three
 * platforms keep every rule, break every rule, and keep them again, by answers in recorded shape through the agents' protocol.
 */
describe('journey: the machine’s part of every control', { timeout: 10 * 60_000 }, () => {
  let all: Fleet;
  let from = '';
  const pictures = {} as Record<'kept' | 'broken' | 'again', Picture>;

  before(async () => {
    all = await fleet({ start: '2027-03-01T00:00:00Z' });
    from = localDateOf(all.life.site.clock.now());
    for (let day = 0; day < 25; day += 1) await all.dayOfDisks(40);
    await keepEveryRule();
    pictures.kept = await picture();
    await breakEveryRule();
    pictures.broken = await picture();
    await putRight();
    pictures.again = await picture();
    await all.life.site.integrate();
  });
  after(() => all?.close());

  async function keepEveryRule(): Promise<void> {
    await all.tell('good');
    await decideWhatStands(all);
  }

  /** Everything at once; then so many days that the time in which a person may explain, permit or answer is over. */
  async function breakEveryRule(): Promise<void> {
    all.life.site.clock.advance({ hours: 37 });
    await all.tell('bad');
    for (let day = 1; day <= 10; day += 1) await all.dayOfDisks(40 + 5 * day);
    await all.serve(false);
    all.life.site.clock.advance({ hours: 37 });
    await all.tell('bad');
  }

  async function putRight(): Promise<void> {
    await all.serve(true);
    all.life.site.clock.advance({ hours: 37 });
    await all.tell('good');
    assert.ok((await explainWaiting(all.life, '保守のため一時的に導入し、元に戻した')).length >= all.machines.length);
    assert.equal(await answerStrangers(all.life, '来客用の複合機'), 1);
    for (let day = 1; day <= 14; day += 1) await all.dayOfDisks(40);
    await all.tell('good');
  }

  async function picture(): Promise<Picture> {
    const clauses = new Map();
    for (const id of named) {
      const control = await all.life.get('administrator', `/api/controls/${id}`);
      for (const { id: clause, verdict, because, mechanisms } of control.clauses)
        clauses.set(clause, {
          verdict,
          because,
          checks: new Map(mechanisms.flatMap(({ check }: { check: { id: string } | null }) => (check === null ? [] : [[check.id, check]]))),
        });
    }
    const verdicts = new Map();
    for (const machine of all.machines)
      for (const [check, state] of await all.verdicts(machine)) verdicts.set(`${check} ${machine.name}`, state);
    return { clauses, verdicts };
  }

  const judged = (check: Check): Machine[] => all.machines.filter(({ traits }) => isJudgedOn(check, traits));
  const failing = (check: Check): Machine[] =>
    judged(check).filter(({ traits }) => onlyUnknown[`${check.id} ${traits.platform}`] === undefined);

  for (const control of controls.filter(({ id }) => named.includes(id))) {
    const cited = [
      ...new Map(control.clauses.flatMap(({ mechanisms }) => mechanisms.filter(isCheck).map((check) => [check.id, check]))).values(),
    ];
    it(`${control.id}: ${cited.map(({ id }) => id).join(', ')}`, async () => {
      assert.notEqual(cited.length, 0);
      for (const check of cited) eachMachineFollows(check);
      for (const { id, mechanisms } of control.clauses) clauseFollows(id, mechanisms.filter(isCheck), mechanisms.length);
      const zip = await packOf(all.life, control.id, from);
      const entries = entriesIn(zip);
      for (const check of cited) for (const machine of judged(check)) ledgerTells(entries, check, machine);
      for (const [kind, decisions] of Object.entries(decidedBy))
        if (cited.some(({ reads }) => reads.kind === kind))
          for (const decision of decisions)
            assert.ok(
              entries.some((entry) => entry.kind === decision),
              `${decision} stands in the pack`,
            );
      await provesOffline(zip);
    });
  }

  function eachMachineFollows(check: Check): void {
    assert.ok(failing(check).length > 0, `${check.id} fails nowhere`);
    for (const { name, traits } of judged(check)) {
      const said = (at: keyof typeof pictures) => pictures[at].verdicts.get(`${check.id} ${name}`);
      const bad = onlyUnknown[`${check.id} ${traits.platform}`] === undefined ? 'fail' : 'unknown';
      for (const [at, verdict] of [
        ['kept', 'pass'],
        ['broken', bad],
        ['again', 'pass'],
      ] as const)
        assert.equal(said(at)?.verdict, verdict, `${check.id} of ${name} when rules are ${at}: ${said(at)?.because.ja}`);
    }
  }

  function clauseFollows(id: string, checks: readonly Check[], mechanisms: number): void {
    if (checks.length === 0) return;
    for (const at of ['kept', 'broken', 'again'] as const) {
      const clause = pictures[at].clauses.get(id)!;
      for (const check of checks) {
        const { counts, verdict, because } = clause.checks.get(check.id)!;
        const blind = all.machines.filter(({ traits }) => concerns(check, traits) && !isJudgedOn(check, traits)).length;
        const fails = at === 'broken' ? failing(check).length : 0;
        const passes = at === 'broken' ? 0 : judged(check).length;
        assert.deepEqual([counts.fail, counts.pass], [fails, passes], `${id} ${check.id} when rules are ${at}: ${because.ja}`);
        assert.equal(verdict, fails > 0 ? 'fail' : blind > 0 ? 'unknown' : 'pass');
      }
      if (at === 'broken') {
        assert.equal(clause.verdict, 'fail', `${id}: ${clause.because.ja}`);
        const reasons = checks.map((check) => `${check.title.ja}:${clause.checks.get(check.id)!.because.ja}`);
        assert.ok(reasons.includes(clause.because.ja), `${id} says why: ${clause.because.ja}`);
      } else if (checks.length === mechanisms && checks.every(({ id: check }) => clause.checks.get(check)!.verdict === 'pass')) {
        assert.equal(clause.verdict, 'pass', `${id}: ${clause.because.ja}`);
      } else assert.notEqual(clause.verdict, 'fail', `${id} when rules are ${at}: ${clause.because.ja}`);
    }
  }

  it('asked every question that a machine can be asked', () => {
    for (const { traits, asked, name } of all.machines) {
      const parts = questions
        .filter(({ platform }) => platform === traits.platform)
        .flatMap(({ id, sql }) => Object.keys(sql).map((part) => `${id.split('/')[0]}#${part}`));
      assert.deepEqual(
        parts.filter((part) => !asked.has(part)),
        [],
        name,
      );
    }
  });

  it('says of nothing that only unknown is possible where it is not', () => {
    const cited = new Set(controls.flatMap(({ clauses }) => clauses.flatMap(({ mechanisms }) => mechanisms.filter(isCheck))));
    for (const key of Object.keys(onlyUnknown)) {
      const [id, platform] = key.split(' ');
      assert.ok(
        [...cited].some(
          (check) => check.id === id && all.machines.some((m) => m.traits.platform === platform && isJudgedOn(check, m.traits)),
        ),
        key,
      );
    }
  });
});

/** What people decided about a derived fact belongs to the evidence of the verdict. */
const decidedBy: Readonly<Record<string, readonly string[]>> = {
  'baseline-drift': ['drift.baseline'],
  'unexplained-changes': ['drift.explained'],
  'unknown-machines': ['segment.decided', 'neighbour.answered'],
  'response-time': ['capacity.target'],
};

/** The verdicts of a check on a machine, one entry each, in this order among them: kept, broken, kept again. */
function ledgerTells(entries: readonly Shown[], check: Check, machine: Machine): void {
  const subject = `check:${check.id} device:${machine.id}`;
  const told = entries
    .filter((entry) => entry.kind === 'finding.changed' && entry.subject === subject)
    .map(({ payload }) => payload.verdict);
  const bad = onlyUnknown[`${check.id} ${machine.traits.platform}`] === undefined ? 'fail' : 'unknown';
  const wanted = ['pass', bad, 'pass'];
  let next = 0;
  for (const verdict of told) if (verdict === wanted[next]) next += 1;
  assert.equal(next, wanted.length, `${subject}: ${told.join(', ')}`);
}
