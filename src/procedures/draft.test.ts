import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { controls, isOperative } from '../catalog/index.ts';
import { necessities } from '../catalog/necessity.ts';
import { clauseEdit, type ProcedureSite, procedureSite } from './testing/site.ts';

describe('the draft of the procedures', () => {
  let site: ProcedureSite;
  before(async () => {
    site = await procedureSite();
  });
  after(() => site.close());

  const clauseOf = async (id: string) =>
    (await site.procedures.draft()).content.controls.flatMap(({ clauses }) => clauses).find((clause) => clause.id === id)!;
  const own = { ja: '画面は{screenLockMinutes}で必ずロックする。', en: 'Screens lock after {screenLockMinutes}.' };

  it('is the sample while nobody has touched it', async () => {
    const { rows, content } = await site.procedures.draft();
    assert.deepEqual([rows.revision, rows.clauses.size], [0, 0]);
    assert.equal(content.controls.length, 34);
    assert.deepEqual(
      content.controls.flatMap(({ clauses }) => clauses.map(({ id, text }) => [id, text])),
      controls.flatMap(({ clauses }) => clauses.map(({ id, text }) => [id, text])),
    );
    assert.ok(content.controls.every(({ applicable }) => applicable));
    assert.equal((await site.procedures.changes(await site.procedures.draft())).count, 0);
  });

  it('keeps a company’s own text, its owner and its reason, with what stood before in the ledger', async () => {
    const saved = await site.procedures.editClause(
      '8.1.e',
      clauseEdit({ adoption: 'changed', text: own, owner: 'role:administrator', note: '受付の端末も含む\r\n2行目' }),
      site.writer,
    );
    assert.deepEqual(saved, { revision: 1, draftRevision: 1 });
    const clause = await clauseOf('8.1.e');
    assert.deepEqual([clause.adoption, clause.text, clause.note], ['changed', own, '受付の端末も含む\n2行目']);
    assert.deepEqual([clause.owner, clause.ownerName?.ja], ['role:administrator', '情報システム管理者']);
    const [entry] = await site.entries(1);
    assert.deepEqual([entry!.kind, entry!.actor, entry!.subject], ['procedure.edited', site.writer, 'clause:8.1.e']);
    const { before: was, after: is } = entry!.payload as Record<string, Record<string, unknown>>;
    assert.deepEqual([was!.adoption, is!.adoption, is!.text], ['adopted', 'changed', own]);
    assert.notEqual(was!.digest, is!.digest);
  });

  it('shows the second of two who edit the same a conflict, and loses the text of neither', async () => {
    const edit = (text: string, revision: number) =>
      site.procedures.editClause('8.2.a', clauseEdit({ adoption: 'changed', text: { ja: text, en: '' }, revision }), site.writer);
    const ends = await Promise.allSettled([edit('一人目の文', 0), edit('二人目の文', 0), edit('三人目の文', 0)]);
    assert.equal(ends.filter(({ status }) => status === 'fulfilled').length, 1);
    for (const end of ends) if (end.status === 'rejected') assert.equal(end.reason.code, 'conflict');
    for (const revision of [0, 2, 7]) await assert.rejects(edit('古い画面', revision), { code: 'conflict' });
    await edit('あとから直した文', 1);
    await site.procedures.editClause('8.2.a', clauseEdit({ revision: 2 }), site.writer);
    assert.equal((await clauseOf('8.2.a')).adoption, 'adopted');
    const states = await site.procedures.states('clause:8.2.a');
    assert.deepEqual(
      states.map(({ revision, content }) => [revision, content.adoption]),
      [
        [3, 'adopted'],
        [2, 'changed'],
        [1, 'changed'],
      ],
    );
    assert.equal(states[1]!.content.textJa, 'あとから直した文');
    assert.match(String(states[2]!.content.textJa), /人目の文/);
    await assert.rejects(site.database.app.query(`UPDATE procedures_edit SET content = '{}'`), /permission denied|is refused/);
    await assert.rejects(site.database.owner.query('DELETE FROM procedures_edit'), /is refused/);
  });

  it('asks for a text where the company’s own counts, and for a reason where the sample is given up', async () => {
    const edit = (given: Parameters<typeof clauseEdit>[0]) => site.procedures.editClause('8.3.a', clauseEdit(given), site.writer);
    await assert.rejects(edit({ adoption: 'changed' }), { code: 'value-out-of-bounds' });
    await assert.rejects(edit({ adoption: 'changed', text: { ja: ' \n', en: 'only English' } }), { code: 'value-out-of-bounds' });
    await assert.rejects(edit({ adoption: 'replaced', text: own }), { code: 'reason-required' });
    await assert.rejects(edit({ adoption: 'not-applicable', reason: ' 　' }), { code: 'reason-required' });
    for (const bad of ['a\u0000b', 'a\u001bb', '\ud83d', 'a\u007fb'])
      await assert.rejects(edit({ adoption: 'changed', text: { ja: bad, en: '' } }), { code: 'value-out-of-bounds' });
    for (const owner of ['person:青木', 'role:nobody', 'role:user', `person:${'-'.repeat(36)}`, 'administrator', ''])
      await assert.rejects(edit({ owner }), { code: 'bad-request' }, owner);
    await assert.rejects(site.procedures.editClause('9.9.z', clauseEdit({}), site.writer), { code: 'not-found' });
    assert.equal((await clauseOf('8.3.a')).adoption, 'adopted');
    const markup = '<script>alert(1)</script> #let x $a$ *b* \u200f髙﨑𠮷';
    await edit({ adoption: 'changed', text: { ja: markup, en: '' } });
    assert.equal((await clauseOf('8.3.a')).text.ja, markup, 'a person’s text is data');
  });

  it('excludes a control only with a reason', async () => {
    const { procedures, writer } = site;
    await assert.rejects(procedures.editControl('8.28', { revision: 0, applicable: false, reason: '' }, writer), {
      code: 'reason-required',
    });
    await assert.rejects(procedures.editControl('9.1', { revision: 0, applicable: false, reason: 'x' }, writer), { code: 'not-found' });
    await procedures.editControl('8.28', { revision: 0, applicable: false, reason: '自社で開発していないため' }, writer);
    await assert.rejects(procedures.editControl('8.28', { revision: 0, applicable: true, reason: '' }, writer), { code: 'conflict' });
    const { content } = await procedures.draft();
    assert.equal(content.controls.find(({ id }) => id === '8.28')!.applicable, false);
  });

  it('lists controls that are kept elsewhere, each once', async () => {
    const { procedures, writer } = site;
    const row = { control: 'A.5.1', title: '方針群', applicable: true, reason: '', where: '情報セキュリティ基本方針' };
    await procedures.editElsewhere([row], 0, writer);
    await assert.rejects(procedures.editElsewhere([row], 0, writer), { code: 'conflict' });
    await assert.rejects(procedures.editElsewhere([row, row], 1, writer), { code: 'value-out-of-bounds' });
    await assert.rejects(procedures.editElsewhere([{ ...row, applicable: false }], 1, writer), { code: 'reason-required' });
    assert.deepEqual((await procedures.draft()).content.elsewhere, [row]);
  });

  it('says what is missing: what stops first, then what the committee should know', async () => {
    const { procedures, neighbours } = site;
    neighbours.name = ' ';
    neighbours.proposed = (id) => (id === '8.4' || id === '8.20.h' ? { applicable: false, reason: { ja: 'ない', en: 'none' } } : null);
    await procedures.editClause(
      '8.1.e',
      clauseEdit({ revision: 1, adoption: 'changed', text: { ja: '{lockedBy}のあとロックする。', en: '' } }),
      site.writer,
    );
    const found = procedures.problems(await procedures.draft());
    const at = (level: string) => found.filter((problem) => problem.level === level).map((problem) => problem.at);
    assert.deepEqual(at('stop'), ['company', ...Object.keys(necessities).sort(byPlace)]);
    assert.deepEqual(
      found.map(({ level }) => level),
      [...at('stop').map(() => 'stop'), ...at('warn').map(() => 'warn')],
    );
    for (const place of ['8.4', '8.20.h', '8.1.e']) assert.ok(at('warn').includes(place), place);
    const said = found.filter((problem) => problem.at === '8.1.e').map(({ words }) => words.ja);
    assert.ok(said.some((ja) => ja.includes('{lockedBy}')));
    assert.ok(
      said.some((ja) => ja.includes('画面ロックまでの時間')),
      'the check reads a value that the sentence no longer says',
    );
    neighbours.name = '株式会社例';
    neighbours.proposed = () => null;
  });

  it('takes our suggestions for what nobody decided, and leaves what somebody did', async () => {
    const { procedures, writer } = site;
    const decided = '夜間の監査は行わない。';
    await procedures.editClause('8.34.a', clauseEdit({ necessity: decided, owner: 'role:committee' }), writer);
    const { changed } = await procedures.suggestAll({ owner: 'role:administrator', deputy: 'role:committee', necessity: true }, writer);
    const { content, rows } = await procedures.draft();
    const applied = content.controls.filter(({ applicable }) => applicable).flatMap(({ clauses }) => clauses);
    const operative = controls.flatMap(({ clauses }) => clauses).filter(isOperative);
    assert.ok(changed > 100);
    for (const { id } of operative.filter((clause) => !clause.id.startsWith('8.28.')))
      assert.ok(applied.find((clause) => clause.id === id)!.owner, id);
    const audit = applied.find(({ id }) => id === '8.34.a')!;
    assert.deepEqual([audit.necessity, audit.owner, audit.deputy], [decided, 'role:committee', 'role:committee']);
    assert.equal(applied.find(({ id }) => id === '8.13.a')!.necessity, necessities['8.13.a']!.suggestion.ja);
    assert.equal(applied.find(({ id }) => id === '8.3.a')!.text.ja.includes('<script>'), true, 'own texts stay');
    const again = await procedures.suggestAll({ owner: 'role:administrator', deputy: 'role:committee', necessity: true }, writer);
    assert.deepEqual(again, { changed: 0, draftRevision: rows.revision });
    const stops = procedures.problems(await procedures.draft()).filter(({ level }) => level === 'stop');
    assert.deepEqual(stops, []);
  });
});

const places = controls.flatMap(({ clauses }) => clauses.map(({ id }) => id));
const byPlace = (a: string, b: string) => places.indexOf(a) - places.indexOf(b);
