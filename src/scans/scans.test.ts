import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { FakeClock } from '../base/clock.ts';
import type { Fault } from '../base/fault.ts';
import { newId } from '../base/id.ts';
import { type TestDatabase, testDatabase } from '../db/test-database.ts';
import { readEntries } from '../ledger/index.ts';
import { type Acceptance, type ListedFinding, type ReadFinding, Scans, type Severity, type Who } from './index.ts';

describe('scans', () => {
  let database: TestDatabase;
  const clock = new FakeClock('2026-11-20T03:00:00Z');
  let scans: Scans;
  let acceptances: Acceptance[] = [];
  const days = { critical: 7, high: 30, medium: 90, low: 180 };
  const who = (roles: string[], person: string | null = null): Who => {
    const id = newId();
    return { actor: id, accountId: id, person, roles };
  };
  const administrator = who(['administrator']);
  const committee = who(['committee']);
  const developer = who(['employee'], newId());
  const stranger = who(['employee']);
  const auditor = who(['auditor']);
  /** The second account of the developer's person. */
  const secondAccount = who(['administrator'], developer.person);

  before(async () => {
    database = await testDatabase();
    for (const { accountId, roles } of [administrator, committee, developer, stranger, secondAccount])
      await database.owner.query(
        `INSERT INTO people_account (id, login, login_key, name, roles, status, language, created_at) VALUES ($1, $2, $2, 'x', $3, 'invited', 'ja', now())`,
        [accountId, `${accountId}@example.co.jp`, roles],
      );
    await database.owner.query('ALTER TABLE people_account DISABLE TRIGGER people_account_second_factor');
    await database.owner.query("UPDATE people_account SET status = 'active', password_hash = 'x'");
    scans = new Scans({
      pool: database.app,
      clock,
      read: async (bytes) =>
        JSON.parse(Buffer.from(bytes).toString(), (key, value) => (key === 'scannedAt' && value ? new Date(value) : value)),
      rulesAt: () => ({ days, blocking: 'high', freshDays: 35, complexityMax: 15, acceptMaxDays: 180 }),
      dayOf: (at) => new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 10),
      acceptances: async () => acceptances,
    });
  });
  after(() => database.close());

  const found = (name: string, more: Partial<ReadFinding> = {}): ReadFinding => ({
    rule: 'sql',
    fingerprint: Buffer.from(name.padEnd(32, '.')).toString('hex'),
    title: name,
    message: '',
    severity: 'high',
    place: `src/${name}.js`,
    line: 1,
    cwes: [89],
    aliases: [],
    aspects: ['input'],
    claim: null,
    measure: null,
    ...more,
  });
  const report = (findings: readonly ReadFinding[], more: object = {}, name = 'r.sarif') => ({
    name,
    complete: true,
    bytes: Buffer.from(
      JSON.stringify({
        format: 'sarif',
        runs: [
          {
            tool: 'CodeQL',
            version: '2',
            scope: '',
            scannedAt: null,
            commit: 'c',
            covers: ['input', 'output', 'rights'],
            complexityLimit: null,
            warnings: [],
            findings,
            at: newId(),
            ...more,
          },
        ],
      }),
    ),
  });
  const newTarget = (name: string, more: object = {}) =>
    scans.addTarget(
      { name, kind: 'repository', line: null, developers: [developer.accountId!], ended: false, ...more },
      administrator.actor,
    );
  async function take(target: string, findings: readonly ReadFinding[], more: object = {}, complete = true) {
    clock.advance({ minutes: 1 });
    const given = { ...report(findings, more), complete };
    const { digest } = await scans.preview(target, given, developer);
    return (await scans.import(target, given, digest, developer)).runs[0]!;
  }
  const list = async (target: string): Promise<Map<string, ListedFinding>> =>
    new Map((await scans.findings({ target, offset: 0, limit: 200 }, administrator)).findings.map((each) => [each.title, each]));
  const chosen = (...all: (ListedFinding | undefined)[]) => all.map((each) => ({ id: each!.id, revision: each!.revision }));
  async function step(target: string, names: string[], step: string, by: Who, more: object = {}) {
    clock.advance({ minutes: 1 });
    const all = await list(target);
    await scans.decide(
      {
        step: step as never,
        findings: chosen(...names.map((name) => all.get(name))),
        reason: 'because',
        wanted: null,
        until: null,
        ...more,
      },
      by,
    );
  }
  const states = async (target: string) =>
    Object.fromEntries([...(await list(target))].map(([name, { state, seen }]) => [name, `${state}${seen ? '' : ' gone'}`]));
  const standing = async (id: string) => (await scans.standings(clock.now())).get(`scanning/${id}`)!;

  it('keep keys over imports, and neither close nor revive anything', async () => {
    const target = await newTarget('shop');
    assert.deepEqual(await take(target, [found('a'), found('b'), found('c', { severity: 'medium' })]), {
      tool: 'CodeQL',
      scope: '',
      same: false,
      results: 3,
      new: 3,
      gone: 0,
      reappeared: 0,
    });
    assert.deepEqual(await take(target, [found('a', { line: 99 }), found('d')]).then(({ new: fresh, gone }) => [fresh, gone]), [1, 2]);
    assert.deepEqual(await states(target), { a: 'new', b: 'new gone', c: 'new gone', d: 'new' });
    assert.equal((await list(target)).get('a')!.line, 99);
    await step(target, ['b', 'c'], 'verify', developer);
    assert.deepEqual(await states(target), { a: 'new', b: 'verified gone', c: 'verified gone', d: 'new' });
    assert.deepEqual(
      await take(target, [found('a'), found('b'), found('c', { severity: 'medium' }), found('d')]).then(({ reappeared }) => reappeared),
      2,
    );
    assert.deepEqual(await states(target), { a: 'new', b: 'verified', c: 'verified', d: 'new' }, 'shown again, and a person decides');
    const { total } = await scans.findings({ target, waits: 'reappeared', offset: 0, limit: 10 }, administrator);
    assert.equal(total, 2);
    await step(target, ['b'], 'reopen', developer);
    assert.equal((await states(target)).b, 'new');
    const { presence, events } = await scans.finding((await list(target)).get('b')!.id, developer);
    assert.deepEqual(
      presence.map(({ seen }) => seen),
      [true, false, true],
    );
    assert.deepEqual(
      events.map((event) => event.step),
      ['reopen', 'verify'],
    );
  });

  it('take the same file once, and no older one', async () => {
    const target = await newTarget('twice');
    const given = report([found('a')], { scannedAt: '2026-11-20T03:00:00Z' });
    const { digest } = await scans.preview(target, given, administrator);
    await scans.import(target, given, digest, administrator);
    const again = await scans.preview(target, given, administrator);
    assert.ok(again.runs[0]!.importedAt);
    assert.deepEqual((await scans.import(target, given, again.digest, administrator)).runs[0], {
      tool: 'CodeQL',
      scope: '',
      same: true,
      results: 1,
      new: 0,
      gone: 0,
      reappeared: 0,
    });
    assert.equal((await scans.imports(target, administrator, { offset: 0, limit: 10 })).total, 1);
    await assert.rejects(scans.preview(target, report([], { scannedAt: '2026-11-19T03:00:00Z' }), administrator), { code: 'conflict' });
    await assert.rejects(scans.preview(target, report([], { scannedAt: '2027-11-19T03:00:00Z' }), administrator), {
      code: 'file-unreadable',
    });
    await assert.rejects(
      scans.import(target, report([found('z')]), digest, administrator),
      { code: 'conflict' },
      'what was shown is what is done',
    );
  });

  it('say that something is gone by complete scans of the same tool and part only', async () => {
    const target = await newTarget('parts');
    await take(target, [found('a')]);
    await take(target, [], { scope: 'other' });
    await take(target, [], { tool: 'Semgrep' });
    await take(target, [], {}, false);
    await take(target, [], { warnings: ['tool-failed'] });
    assert.equal((await states(target)).a, 'new');
    await take(target, []);
    assert.equal((await states(target)).a, 'new gone');
  });

  it('confirm a repair by a later scan alone', async () => {
    const target = await newTarget('repairs');
    await take(target, [found('a'), found('b')]);
    await step(target, ['a'], 'plan', developer);
    await step(target, ['a'], 'fix', developer);
    await assert.rejects(step(target, ['a'], 'verify', developer), { code: 'wrong-state' }, 'the scan still shows it');
    await take(target, []);
    await step(target, ['a'], 'verify', developer);
    await step(target, ['b'], 'fix', developer);
    await assert.rejects(step(target, ['b'], 'verify', developer), { code: 'wrong-state' }, 'repaired after the scan');
    await take(target, [found('x')]);
    await step(target, ['b'], 'verify', developer);
    assert.deepEqual(await states(target), { a: 'verified gone', b: 'verified gone', x: 'new' });
  });

  it('are decided in their order of time, and say so where the clock of the server was set back', async () => {
    const target = await newTarget('behind');
    await take(target, [found('a')]);
    await step(target, ['a'], 'plan', developer);
    clock.advance({ minutes: -5 });
    await assert.rejects(step(target, ['a'], 'fix', developer), (error: Fault) => {
      assert.deepEqual([error.code, error.params.problem], ['wrong-state', 'clock-behind']);
      return true;
    });
    assert.equal((await states(target)).a, 'planned');
    clock.advance({ minutes: 10 });
    await step(target, ['a'], 'fix', developer);
    assert.equal((await states(target)).a, 'fixed');
  });

  it('leave something only by two people, with a reason, until a day', async () => {
    const target = await newTarget('left');
    await take(target, [found('a'), found('b')]);
    const propose = (names: string[], more: object, by = developer) => step(target, names, 'propose', by, more);
    await assert.rejects(propose(['a'], { wanted: 'accepted', until: '2027-12-01' }), { code: 'value-out-of-bounds' });
    await assert.rejects(propose(['a'], { wanted: 'accepted', until: '2026-01-01' }), { code: 'value-out-of-bounds' });
    await assert.rejects(propose(['a'], { wanted: 'accepted', until: '2026-12-01', reason: ' ' }), { code: 'reason-required' });
    await propose(['a'], { wanted: 'accepted', until: '2026-12-01' });
    assert.equal((await states(target)).a, 'new', 'proposed is not decided');
    await assert.rejects(step(target, ['a'], 'agree', developer), { code: 'forbidden' });
    await assert.rejects(step(target, ['a'], 'agree', secondAccount), { code: 'same-person' }, 'another account, the same person');
    await propose(['b'], { wanted: 'not-affected', until: '2026-12-01' }, administrator);
    await assert.rejects(step(target, ['b'], 'agree', administrator), { code: 'same-person' });
    await assert.rejects(step(target, ['a', 'b'], 'agree', administrator), { code: 'same-person' }, 'all or none');
    assert.deepEqual(await states(target), { a: 'new', b: 'new' });
    await step(target, ['a', 'b'], 'agree', committee);
    assert.deepEqual(await states(target), { a: 'accepted', b: 'not-affected' });
    await take(target, [found('a'), found('b')]);
    assert.deepEqual(await states(target), { a: 'accepted', b: 'not-affected' }, 'a decision stays over imports');
    assert.equal((await scans.findings({ target, waits: 'open', offset: 0, limit: 10 }, administrator)).total, 0);
    const day = clock.now();
    clock.set('2026-12-03T00:00:00Z');
    assert.equal(
      (await scans.findings({ target, waits: 'open', offset: 0, limit: 10 }, administrator)).total,
      2,
      'and counts again after its day',
    );
    clock.set(day.toISOString());
  });

  it('show a target to who works on it, and let nobody else do anything', async () => {
    const target = await newTarget('own', { developers: [] });
    await scans
      .import(target, report([found('a')]), (await scans.preview(target, report([found('a')]), administrator)).digest, administrator)
      .catch(() => null);
    for (const nobody of [developer, stranger]) {
      await assert.rejects(scans.target(target, nobody), { code: 'not-found' });
      await assert.rejects(scans.preview(target, report([]), nobody), { code: 'not-found' });
      assert.equal((await scans.findings({ target, offset: 0, limit: 10 }, nobody)).total, 0);
    }
    await assert.rejects(scans.preview(target, report([]), committee), { code: 'forbidden' });
    await assert.rejects(scans.preview(target, report([]), auditor), { code: 'forbidden' });
    assert.equal((await scans.targets(stranger)).length, 0);
    await scans.changeTarget(target, 1, { name: 'own', kind: 'system', line: null, developers: [], ended: true }, administrator.actor);
    await assert.rejects(scans.preview(target, report([]), administrator), { code: 'wrong-state' });
    await assert.rejects(
      scans.changeTarget(target, 1, { name: 'own', kind: 'system', line: null, developers: [], ended: false }, administrator.actor),
      { code: 'conflict' },
    );
    await assert.rejects(newTarget('shop'), { code: 'conflict' }, 'a name that is taken');
  });

  it('let a token bring reports of its target until it ends', async () => {
    const [target, other] = [await newTarget('pipeline'), await newTarget('other')];
    const secret = await scans.makeToken(target, { name: 'GitHub Actions', days: 30 }, administrator.actor);
    const token = (await scans.tokenOf(secret))!;
    assert.equal(token.targetId, target);
    assert.deepEqual((await scans.post(token, report([found('a')]))).runs[0]!.new, 1);
    await assert.rejects(scans.post({ ...token, targetId: other }, report([found('a')])), { code: '42501' });
    assert.equal(await scans.tokenOf(`${secret}x`), null);
    const { rows } = await database.app.query('SELECT secret_hash FROM scans_token');
    assert.ok(!JSON.stringify(rows).includes(secret));
    await scans.endToken(token.id, administrator.actor);
    assert.equal(await scans.tokenOf(secret), null);
    await assert.rejects(scans.post(token, report([found('b')])), { code: '42501' }, 'also one that was let in a moment before');
    assert.equal(
      await scans.tokenOf(await scans.makeToken(target, { name: 'x', days: 1 }, administrator.actor)).then((made) => made?.name),
      'x',
    );
    const [entry] = await readEntries(database.app, { limit: 1, kind: 'scan.token' });
    assert.equal(entry!.subject, `scan-target:${target}`);
  });

  it('never say pass of what nobody looked at', async () => {
    await database.owner
      .query('SET session_replication_role = replica; TRUNCATE scans_target CASCADE; SET session_replication_role = DEFAULT; ')
      .catch(() => {});
    const all = async () =>
      Object.fromEntries([...(await scans.standings(clock.now()))].map(([id, { verdict }]) => [id.slice(9), verdict]));
    const target = await newTarget('judged');
    for (const each of await scans.targets(administrator))
      if (each.id !== target && !each.ended)
        await scans.changeTarget(
          each.id,
          each.no,
          { name: each.name, kind: each.kind, line: null, developers: [], ended: true },
          administrator.actor,
        );
    assert.deepEqual(new Set(Object.values(await all())), new Set(['unknown']));
    await take(target, [found('a', { severity: 'medium' })]);
    assert.equal((await standing('open-vulnerabilities')).verdict, 'pass');
    assert.equal((await standing('import')).verdict, 'pass');
    assert.equal((await standing('input-checks')).verdict, 'fail');
    assert.equal((await standing('output-sanitising')).verdict, 'pass');
    assert.equal((await standing('complexity')).verdict, 'unknown', 'no linter that measures it');
    assert.equal((await standing('linter')).verdict, 'unknown');
    assert.equal((await standing('seeded-defect')).verdict, 'unknown');
    const before = clock.now();
    clock.advance({ days: 34 });
    assert.equal((await standing('import')).verdict, 'pass');
    clock.advance({ days: 2 });
    assert.equal((await standing('import')).verdict, 'unknown');
    clock.advance({ days: 60 });
    assert.equal((await standing('open-vulnerabilities')).verdict, 'fail', 'past its date');
    assert.equal((await scans.standings(before)).get('scanning/open-vulnerabilities')!.verdict, 'pass', 'and that day stays what it was');
    await take(target, [found('a', { severity: 'medium' }), found('h')]);
    assert.match(
      (await standing('open-vulnerabilities')).because.ja,
      /^judged: リリースを止める深刻度の指摘が1件残っています。期限を過ぎたものが1件/,
    );
    await take(target, []);
    assert.equal((await standing('open-vulnerabilities')).verdict, 'unknown', 'gone, and nobody confirmed it');
    await step(target, ['a', 'h'], 'verify', developer);
    assert.equal((await standing('open-vulnerabilities')).verdict, 'pass');
    acceptances = [{ label: '受注管理', lines: [newId()] }];
    assert.equal((await standing('open-at-acceptance')).verdict, 'unknown');
  });

  it('believe a linter that shows its limit, and a tool that finds the seeded defect', async () => {
    const [target] = (await scans.targets(administrator)).filter(({ name }) => name === 'judged');
    const lint = { tool: 'ESLint', covers: ['complexity', 'lint'] };
    const complex = (name: string, measure: number, severity: Severity = 'medium') =>
      found(name, { rule: 'complexity', aspects: ['complexity', 'lint'], measure, severity, cwes: [] });
    await take(target!.id, [complex('f', 23)], { ...lint, complexityLimit: 15 });
    assert.equal((await standing('complexity')).verdict, 'fail');
    assert.equal((await standing('linter')).verdict, 'fail');
    await step(target!.id, ['f'], 'propose', developer, { wanted: 'seeded' });
    await step(target!.id, ['f'], 'agree', committee);
    assert.equal((await standing('complexity')).verdict, 'pass');
    assert.equal((await standing('linter')).verdict, 'pass');
    assert.match((await standing('seeded-defect')).because.en, /not tried on a seeded defect: CodeQL/);
    await take(target!.id, [complex('f', 23)], { ...lint, complexityLimit: 20 });
    assert.equal((await standing('complexity')).verdict, 'unknown', 'a laxer limit proves nothing');
    await take(target!.id, [], { ...lint, complexityLimit: null });
    assert.equal((await standing('seeded-defect')).verdict, 'fail', 'it went blind');
  });

  it('are guarded in SQL, whatever the program believes', async () => {
    const target = await newTarget('guarded');
    await take(target, [found('a')]);
    const id = (await list(target)).get('a')!.id;
    for (const sql of [
      `UPDATE scans_finding SET state = 'verified' WHERE id = '${id}'`,
      `UPDATE scans_finding SET severity = 'low' WHERE id = '${id}'`,
      `UPDATE scans_finding SET seen = false WHERE id = '${id}'`,
      `DELETE FROM scans_finding`,
      `UPDATE scans_event SET reason = ''`,
      `UPDATE scans_import SET complete = false`,
      `UPDATE scans_target SET developers = '{}'`,
      `UPDATE scans_token SET target_id = '${target}'`,
      `INSERT INTO scans_presence (finding_id, import_id, seen, severity, at) SELECT '${id}', seen_import, false, 'low', now() FROM scans_finding WHERE id = '${id}' ON CONFLICT DO NOTHING`,
      `INSERT INTO scans_event (finding_id, no, step, from_state, to_state, reason, by, at, ledger_seq) VALUES ('${id}', 1, 'fix', 'new', 'fixed', '', '${developer.actor}', now(), 1)`,
    ].filter((sql) => !sql.includes('ON CONFLICT')))
      await assert.rejects(database.app.query(sql), { code: '42501' }, sql);
    await assert.rejects(
      database.app.query(
        `INSERT INTO scans_presence (finding_id, import_id, seen, severity, at)
         SELECT '${id}', i.id, false, 'low', now() FROM scans_import i WHERE i.id NOT IN (SELECT import_id FROM scans_presence WHERE finding_id = '${id}') LIMIT 1`,
      ),
      { code: '42501' },
      'nothing is added to an import that was made',
    );
  });
});
