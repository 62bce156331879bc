import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { canonicalJson, sha256Hex } from '../base/hash.ts';
import { plainWordsOf } from '../catalog/leaflet.ts';
import { OverviewReader } from '../overview/index.ts';
import { clauseEdit, type ProcedureSite, procedureSite } from '../procedures/testing/site.ts';
import { procedureRoutes } from './procedures.routes.ts';
import type { PastStanding } from './procedures-replay.routes.ts';
import { type Answer, must, type TestBrowser, type TestSite, testSite } from './test-site.ts';

const nobody = { devicesByPlatform: { windows: 0, macos: 0, linux: 0 }, counts: new Map(), examples: new Map(), oldestByKind: new Map() };
const standing: PastStanding = {
  verdict: 'fail',
  because: { ja: '不適合', en: 'fails' },
  checks: [
    {
      id: 'endpoint/screen-lock',
      title: { ja: '画面ロック', en: 'Screen lock' },
      pass: 0,
      fail: 1,
      unknown: 0,
      findings: [{ device: 'PC-1', verdict: 'fail', because: { ja: '15分', en: '15' }, since: new Date('2026-11-20T00:00:00Z') }],
    },
  ],
};

describe('the routes of the procedures', () => {
  let room: ProcedureSite;
  let site: TestSite;
  let administrator: TestBrowser;
  let committee: TestBrowser;
  let employee: TestBrowser;
  const asked: [string, string][] = [];

  before(async () => {
    room = await procedureSite();
    site = await testSite({
      routes: [
        (app) =>
          procedureRoutes(app, {
            procedures: room.procedures,
            values: room.values,
            clock: room.clock,
            overview: new OverviewReader(async () => nobody, room.clock),
            nameOf: async (ids) => new Map(ids.map((id) => [id, { ja: `名前 ${id.slice(0, 4)}`, en: `name ${id.slice(0, 4)}` }])),
            plainSample: plainWordsOf,
            standingAt: async (clause, at) => {
              asked.push([clause, at.toISOString()]);
              return standing;
            },
          }),
      ],
    });
    administrator = await site.setUp();
    committee = await site.join(administrator, 'committee@example.co.jp', ['committee']);
    employee = await site.join(administrator, 'employee@example.co.jp', ['employee']);
  });
  after(async () => {
    await site.close();
    await room.close();
  });

  const refused = ({ status, body }: Answer) => `${status} ${body.error}`;
  const get = async (url: string, browser = administrator) => must(await browser.get(url)).body;
  const put = (url: string, body: object, browser = administrator) => browser.send('PUT', url, body);
  const clause = async (id: string) =>
    (await get(`/api/procedures/draft?control=${id.split('.').slice(0, 2).join('.')}`)).controls[0].clauses.find(
      (each: { id: string }) => each.id === id,
    );

  it('show the whole draft fast, each clause with its sample, its values and what hangs on it', async () => {
    const times: number[] = [];
    for (let i = 0; i < 9; i += 1) {
      const start = performance.now();
      assert.equal((await administrator.get('/api/procedures/draft')).status, 200);
      times.push(performance.now() - start);
    }
    // The fastest of nine: what the server needs, whatever else the machine does.
    assert.ok(Math.min(...times) <= 200, `${times.map(Math.round)} ms`);
    const draft = await get('/api/procedures/draft');
    assert.deepEqual([draft.controls.length, draft.values.length > 140, draft.revision], [34, true, 0]);
    const lock = await clause('8.1.e');
    assert.deepEqual(lock.text, lock.sample);
    assert.ok(
      lock.pieces.ja.some((piece: { param?: string; said?: string }) => piece.param === 'screenLockMinutes' && piece.said === '10分'),
    );
    assert.equal(
      lock.mechanisms.some((each: { kind: string; status: string }) => each.kind === 'check' && each.status === 'running'),
      true,
    );
    const chapter = await get('/api/procedures/draft?control=8.13');
    const ids = chapter.values.map(({ id }: { id: string }) => id);
    assert.ok(ids.includes('backupMaxAgeHours') && !ids.includes('screenLockMinutes'));
    assert.equal(refused(await administrator.get('/api/procedures/draft?control=8.99')), '404 not-found');
  });

  it('save a clause, and answer a conflict with what stands now', async () => {
    const text = { ja: '全端末を{screenLockMinutes}でロックする。', en: '' };
    const edit = clauseEdit({ adoption: 'changed', text, owner: 'role:administrator', reason: '共用端末のため' });
    assert.deepEqual(must(await put('/api/procedures/draft/clauses/8.1.e', edit)).body, { revision: 1, draftRevision: 1 });
    const late = await put('/api/procedures/draft/clauses/8.1.e', edit);
    assert.equal(refused(late), '409 conflict');
    assert.deepEqual([late.body.now.clause.text, late.body.now.clause.revision], [text, 1]);
    const saved = await clause('8.1.e');
    assert.equal(saved.owner.name.ja, '情報システム管理者');
    assert.match(saved.changedBy.ja, /^名前/);
    assert.deepEqual(saved.pieces.en, saved.pieces.ja, 'where nobody wrote English, the Japanese is the rule');
    const states = (await get('/api/procedures/draft/clauses/8.1.e/history')).states;
    assert.deepEqual([states.length, states[0].content.textJa], [1, text.ja]);
    for (const bad of [{ ...edit, text: { ja: 'x'.repeat(4001), en: '' } }, { ...edit, adoption: 'ignored' }, { ...edit, owner: 'me' }, {}])
      assert.equal(refused(await put('/api/procedures/draft/clauses/8.1.e', bad)), '400 bad-request');
    assert.equal(refused(await put('/api/procedures/draft/clauses/9.9.z', clauseEdit({}))), '404 not-found');
  });

  it('save a control, a value and the rows kept elsewhere, each with its conflict', async () => {
    const control = { revision: 0, applicable: false, reason: '開発していないため' };
    must(await put('/api/procedures/draft/controls/8.28', control));
    const late = await put('/api/procedures/draft/controls/8.28', control);
    assert.deepEqual([refused(late), late.body.now.control.reason], ['409 conflict', control.reason]);
    const url = '/api/procedures/draft/values/screenLockMinutes';
    assert.equal(must(await put(url, { revision: 0, value: 5 })).body.counts, 'now');
    assert.equal(refused(await put(url, { revision: 1, value: 15 })), '422 reason-required');
    assert.equal(must(await put(url, { revision: 1, value: 15, reason: '受付' })).body.counts, 'when-approved');
    const value = await put(url, { revision: 1, value: 3 });
    assert.deepEqual(
      [refused(value), value.body.now.value.value, value.body.now.value.inForce, value.body.now.value.pending],
      ['409 conflict', 15, 5, true],
    );
    assert.equal(refused(await put('/api/procedures/draft/values/nothing', { revision: 0, value: 1 })), '404 not-found');
    const row = { control: 'A.5.1', title: '方針', applicable: true, reason: '', where: '基本方針' };
    assert.deepEqual(must(await put('/api/statement', { revision: 0, rows: [row] })).body.revision, 1);
    const rows = await put('/api/statement', { revision: 0, rows: [] });
    assert.deepEqual([refused(rows), rows.body.now.elsewhere.rows], ['409 conflict', [row]]);
    assert.equal(refused(await put('/api/statement', { revision: 1, rows: [{ ...row, control: 'A.8.1' }] })), '400 bad-request');
  });

  it('say where it stands, and refuse to submit while something is missing', async () => {
    const overview = await get('/api/procedures');
    assert.deepEqual([overview.company, overview.inForce, overview.submitted, overview.controls.length], ['株式会社例', null, null, 34]);
    assert.equal(overview.draft.changes, 4, 'a clause, a control, a value, the rows');
    assert.equal(overview.draft.problems[0].level, 'stop');
    const row = overview.controls.find(({ id }: { id: string }) => id === '8.28');
    assert.deepEqual([row.clauses.notApplicable, row.clauses.total, row.ownerless], [4, 4, 0]);
    await site.stepUp(administrator);
    const submission = { revision: overview.draft.revision, kind: 'minor', effectiveOn: '2026-11-24', note: '初版' };
    const answer = await administrator.post('/api/procedures/submit', submission);
    assert.deepEqual([refused(answer), answer.body.params.problems], ['422 not-ready', 15]);
    assert.match(answer.body.params.ja, /必要か/);
  });

  it('carry a draft to a version in force: submitted by one, approved by another who read exactly that', async () => {
    const taken = must(
      await administrator.post('/api/procedures/draft/suggestions', { owner: 'role:administrator', necessity: true }),
    ).body;
    await site.stepUp(administrator);
    const wanted = { revision: taken.draftRevision, kind: 'minor', effectiveOn: '2026-11-24', note: '初版' };
    const submitted = must(await administrator.post('/api/procedures/submit', wanted)).body;
    assert.deepEqual([submitted.number, submitted.state, submitted.isOwn, submitted.effectiveFrom], ['1.0', 'submitted', true, null]);
    const url = `/api/procedures/versions/${submitted.id}`;
    const read = await get(url, committee);
    assert.deepEqual([read.version.isOwn, read.controls.length, read.company], [false, 34, '株式会社例']);
    assert.equal(read.controls[0].clauses[0].label, '第1条');
    const decision = { decision: 'approve', comment: '8.1.eは要確認', digest: read.version.digest };
    site.clock.advance({ minutes: 6 });
    assert.equal(
      refused(await administrator.post(`${url}/decide`, decision)),
      '403 forbidden',
      'an administrator writes, and does not decide',
    );
    assert.equal(refused(await committee.post(`${url}/decide`, decision)), '403 step-up-required');
    await site.stepUp(committee);
    assert.equal(refused(await committee.post(`${url}/decide`, { ...decision, digest: 'f'.repeat(64) })), '409 conflict');
    const [one, two] = await Promise.all([committee.post(`${url}/decide`, decision), committee.post(`${url}/decide`, decision)]);
    assert.deepEqual([one.status, two.status].sort(), [200, 409], 'a double click');
    assert.equal((await get(url)).version.state, 'upcoming');
    assert.equal(refused(await administrator.post(`${url}/withdraw`)), '403 step-up-required');
    await site.stepUp(administrator);
    assert.equal(refused(await administrator.post(`${url}/withdraw`)), '409 wrong-state');
    assert.equal((await get('/api/procedures/in-force', employee)).version, null);
    assert.equal(refused(await employee.get('/api/procedures/versions')), '403 forbidden');
    room.clock.set('2026-11-24T00:00:00Z');
    const inForce = await get('/api/procedures/in-force', employee);
    assert.deepEqual([inForce.version.number, inForce.version.state, inForce.version.decisions[0].comment], ['1.0', 'effective', '']);
    assert.equal((await get('/api/procedures/in-force')).version.decisions[0].comment, '8.1.eは要確認');
    assert.equal((await get('/api/procedures/in-force?at=2026-11-22', employee)).version, null);
    assert.equal((await get('/api/procedures')).draft.changes, 0);
    const { versions } = await get('/api/procedures/versions');
    assert.deepEqual([versions.length, versions[0].decisions[0].isOwn], [1, false]);
  });

  it('hand out the frozen bytes, whose sum is the digest', async () => {
    const { versions } = await get('/api/procedures/versions');
    const [{ id, digest, number }] = versions;
    const answer = await administrator.send('GET', `/api/procedures/versions/${id}/content`);
    assert.equal(answer.headers['content-disposition'], `attachment; filename="procedures-${number}.json"`);
    const { rows } = await room.database.owner.query<{ content: Buffer }>('SELECT content FROM procedures_version WHERE id = $1', [id]);
    assert.equal(sha256Hex(rows[0]!.content), digest);
    assert.equal(canonicalJson(answer.body), rows[0]!.content.toString('utf8'));
    assert.equal(refused(await employee.send('GET', `/api/procedures/versions/${id}/content`)), '403 forbidden');
    assert.equal(
      (
        await administrator.send(
          'GET',
          `/api/procedures/versions/${id.replace(/^./, (first: string) => (first === 'f' ? 'e' : 'f'))}/content`,
        )
      ).status,
      404,
    );
  });

  it('compare any two, by clause, words and values', async () => {
    const compared = await get('/api/procedures/compare?from=sample&to=in-force');
    assert.deepEqual([compared.from.ja, compared.to.ja], ['手本', '1.0版']);
    const changed = compared.clauses.find(({ id }: { id: string }) => id === '8.1.e');
    assert.deepEqual(
      changed.fields.map(({ ja }: { ja: string }) => ja),
      ['本文', '採否', '理由'],
    );
    const text = (kinds: string[]) =>
      changed.words.ja
        .filter(({ kind }: { kind: string }) => kinds.includes(kind))
        .map((run: { text: string }) => run.text)
        .join('');
    assert.equal(text(['same', 'added']), '全端末を15分でロックする。');
    assert.deepEqual(
      compared.values.map(({ id, before, after, laxer }: never) => [
        id,
        (before as { ja: string }).ja,
        (after as { ja: string }).ja,
        laxer,
      ]),
      [['screenLockMinutes', '10分', '15分', true]],
    );
    assert.equal(compared.controls[0].after.ja, '適用外(開発していないため)');
    const kept = compared.controls.find(({ id }: { id: string }) => id.startsWith('A.5'));
    assert.deepEqual([kept.before.ja, /^適用する/.test(kept.after.ja)], ['なし', true], 'what is kept elsewhere is part of the version');
    const same = await get('/api/procedures/compare?from=in-force&to=draft');
    assert.deepEqual([same.controls, same.clauses, same.values], [[], [], []]);
    assert.equal(refused(await administrator.get('/api/procedures/compare?from=draft&to=1.0')), '404 not-found');
  });

  it('replay a clause at any moment, with the value and the verdict of then', async () => {
    const now = await get('/api/procedures/clauses/8.1.e');
    assert.deepEqual([now.version.number, now.text.ja, now.verdict], ['1.0', '全端末を15分でロックする。', 'fail']);
    assert.deepEqual([now.values[0].said.ja, now.owner.ja, now.checks[0].findings[0].device], ['15分', '情報システム管理者', 'PC-1']);
    const then = await get('/api/procedures/clauses/8.1.e?at=2026-11-22');
    assert.deepEqual([then.version, then.adoption, then.values[0].said.ja, then.values[0].since], [null, 'adopted', '10分', null]);
    assert.deepEqual(asked.at(-1), ['8.1.e', '2026-11-22T14:59:59.999Z']);
    const soon = await get('/api/procedures/clauses/8.1.e?at=2026-12-01');
    assert.deepEqual([soon.version.number, asked.at(-1)![1]], ['1.0', room.clock.now().toISOString()], 'the future has no verdicts');
    assert.equal(refused(await administrator.get('/api/procedures/clauses/9.9')), '404 not-found');
    for (const at of ['yesterday', '9999-12-31', '0001-01-01', '2026-02-30', '0000-01-01T00:00:00Z'])
      assert.equal(refused(await administrator.get(`/api/procedures/clauses/8.1.e?at=${at}`)), '400 bad-request', at);
  });

  it('make the statement of applicability from what is in force', async () => {
    const statement = await get('/api/statement', committee);
    assert.deepEqual([statement.version.number, statement.controls.length, statement.elsewhere.length], ['1.0', 34, 1]);
    const excluded = statement.controls.find(({ id }: { id: string }) => id === '8.28');
    assert.deepEqual([excluded.applicable, excluded.state.notApplicable, excluded.stateWords.ja], [false, 4, '適用外 4']);
    assert.deepEqual(statement.controls[0].changedClauses, ['8.1.e']);
  });

  it('recommend a revision where something behind the version has changed', async () => {
    room.neighbours.contradictions = [{ at: '8.20', words: { ja: '無線LANの記録があります。', en: 'Wireless LAN was seen.' } }];
    const { recommendations, controls } = await get('/api/procedures');
    assert.deepEqual(
      recommendations.map(({ at, kind }: { at: string; kind: string }) => [at, kind]),
      [['8.20', 'fact']],
    );
    assert.equal(controls.find(({ id }: { id: string }) => id === '8.20').recommendations, 1);
    room.neighbours.contradictions = [];
  });
});
