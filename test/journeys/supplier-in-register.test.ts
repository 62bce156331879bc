import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { localDateOf } from '../../src/calendar/index.ts';
import { practiceKey } from '../../src/mechanism/standing.ts';
import { supplierContracts, supplierSheets } from '../../src/practices/suppliers/suppliers.tool.ts';
import { type Company, company } from './company.ts';
import { type Any, caseOf, lead, openCase, today } from './lead.ts';
import { answerAll, mailIsSet } from './lives-of-others.ts';

/** 8.30 for a supplier that came with the company's own ledger: from its line to an assessment, given up and begun again. */
describe('journey: a supplier that is in the register already', { timeout: 10 * 60_000 }, () => {
  const register = '/api/registers/suppliers/suppliers';
  const to = 'kobayashi@supplier.example.com';
  let life: Company;
  let row: string;
  const line = (): Promise<Any> => life.get('administrator', `${register}/rows/${row}`);
  const standing = async (tool: { id: string; kind: 'tool' }, at = life.site.clock.now()) =>
    (await life.site.running.practicesAt(at)).get(practiceKey(tool))!;
  const form = () => ({
    existing: row,
    name: '港システム',
    work: '受注システムの保守',
    access: '検証サーバの管理者権限',
    workKinds: ['operation'],
    contact: '小林 03-0000-0000',
    person: null,
    subcontractors: 'なし',
  });
  const begin = () => openCase(life, 'administrator', 'suppliers/supplier', 'operation', 'enter', form());

  before(async () => {
    life = await company({ start: '2026-11-23T23:00:00Z' });
    await mailIsSet(life);
    const cells = {
      name: '港システム',
      work: '受注システムの保守',
      access: '検証サーバの管理者権限',
      contact: '小林 03-0000-0000',
      person: null,
      state: 'active',
      assessedOn: '2026-04-01',
      score: 72,
      reassessBy: '2027-03-31',
      contractOn: '2025-04-01',
      workFrom: '2025-04-02',
      contractUntil: '2027-03-31',
      clauses: ['confidentiality'],
      subcontractors: null,
    };
    row = (await life.act('administrator', 'POST', `${register}/rows`, { cells, reason: '以前の台帳から' })).id;
  });
  after(() => life?.close());

  it('is not taken for assessed because the register says so, and its words tell the way', async () => {
    for (const tool of [supplierSheets, supplierContracts]) {
      const { verdict, because } = await standing(tool);
      assert.equal(verdict, 'unknown');
      assert.match(because.ja, /R-VENDOR-1 港システム: 台帳では委託中ですが.*「審査を始める」/);
      assert.match(because.en, /Begin its assessment/);
    }
    const { kinds } = await life.get('administrator', '/api/cases/kinds');
    const [opens] = kinds.find(({ id }: Any) => id === 'suppliers/supplier').opens;
    assert.deepEqual([opens.adopts.field, opens.adopts.says.ja], ['existing', '審査を始める']);
    assert.equal(opens.fields.find(({ id }: Any) => id === 'existing').register, 'suppliers/suppliers');
    assert.equal((await line()).case, null);
    const forOthers = (await life.get('committee', '/api/cases/kinds')).kinds.find(({ id }: Any) => id === 'suppliers/supplier');
    assert.deepEqual(forOthers.opens, [], 'only its keeper begins one');
    await assert.rejects(
      life.act('committee', 'POST', '/api/cases', { kind: 'suppliers/supplier', variant: 'operation', step: 'enter', cells: form() }),
      /40[34]/,
    );
  });

  it('is taken once, says on its page which case has it, and is given back when the assessment is withdrawn', async () => {
    const before = await line();
    const unjudged = life.site.clock.now();
    const id = await begin();
    const { number, line: own } = await caseOf(life, id);
    assert.equal(own.number, before.number);
    const taken = await line();
    assert.equal(taken.case.number, number);
    assert.deepEqual(taken.cells, { ...before.cells, subcontractors: 'なし' });
    assert.deepEqual(
      taken.history.map(({ act }: Any) => act),
      ['changed', 'added'],
    );
    await assert.rejects(begin(), new RegExp(`進行中の案件があります.*${number}`));
    const under = await standing(supplierSheets);
    assert.deepEqual(
      [under.verdict, new RegExp(`審査と契約の記録がまだ終わっていません.*${number}`).test(under.because.ja)],
      ['unknown', true],
    );
    await lead(life, id, [['withdraw', 'administrator', { why: '今年は見送る' }, { leadsTo: 'withdrawn' }]]);
    const back = await line();
    assert.deepEqual([back.state, back.case, back.cells], ['current', null, before.cells]);
    assert.match((await standing(supplierSheets)).because.ja, /審査の案件がありません/, 'and nobody takes it for assessed');
    assert.match((await standing(supplierSheets, unjudged)).because.ja, /審査の案件がありません/, 'as on that day');
  });

  it('is assessed, chosen by somebody else and contracted in its old line, and passes then', async () => {
    const id = await begin();
    assert.match((await standing(supplierSheets)).because.ja, /まだ終わっていません/);
    const sending = {
      way: 'link',
      contactName: '小林',
      contactMail: to,
      dueOn: localDateOf(new Date(life.site.clock.now().getTime() + 5 * 86_400_000)),
    };
    await lead(life, id, [['send', 'administrator', sending, { leadsTo: 'asked' }]]);
    await answerAll(life, to);
    const answered = (await line()).cells;
    assert.deepEqual([answered.state, answered.score, answered.assessedOn], ['active', 100, today(life)]);
    assert.equal(answered.contractOn, '2025-04-01', 'what the case has not come to stays');
    const decision = { outcome: 'approve', why: '体制が整っている' };
    await assert.rejects(lead(life, id, [['decide', 'administrator', decision]]), /same-person/);
    await lead(life, id, [['decide', 'committee', decision, { leadsTo: 'selected' }]]);
    assert.equal((await line()).cells.state, 'active', 'who works for us is no candidate again');
    const clauses = ['confidentiality', 'subcontracting', 'incidents', 'audit', 'return'];
    await lead(life, id, [['contract', 'administrator', { clauses }, { leadsTo: 'active' }]]);
    const after = await line();
    assert.deepEqual([after.number, after.cells.state, after.cells.clauses], ['R-VENDOR-1', 'active', clauses]);
    assert.equal((await standing(supplierSheets)).verdict, 'pass');
    assert.equal((await standing(supplierContracts)).verdict, 'pass');
    const { rows } = await life.get('administrator', `${register}/rows`);
    assert.equal(rows.length, 1, 'one supplier, one line');
    await lead(life, id, [
      ['end', 'administrator', { endedOn: today(life), returned: 'returned', why: '保守を終えた' }, { leadsTo: 'ended' }],
    ]);
    assert.equal((await line()).state, 'ended');
  });
});
