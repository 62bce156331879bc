import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId } from '../src/base/id.ts';
import { silentLog } from '../src/base/log.ts';
import { localDateOf, startOfDay } from '../src/calendar/index.ts';
import { inTransaction } from '../src/db/pool.ts';
import { type Actor, Cases, layDownCases } from '../src/engine/cases/index.ts';
import { type TestRegisters, testRegisters, vendors } from '../src/engine/registers/testing/site.ts';
import { append, readEntries } from '../src/ledger/index.ts';
import type { Cells } from '../src/mechanism/field.ts';
import { supplierCase } from '../src/practices/suppliers/supplier.case.ts';
import { suppliersRegister } from '../src/practices/suppliers/suppliers.register.ts';

/** A line that was in the register before becomes a case's line: two engines on one database, as the application's role. */
const register = suppliersRegister.id;
const kind = supplierCase.id;

describe('a line that was in the register before a case', () => {
  let site: TestRegisters;
  let cases: Cases;
  let admin: Actor & { readonly accountId: string };
  let count = 0;

  before(async () => {
    site = await testRegisters([suppliersRegister, vendors]);
    const { registers, clock } = site;
    const { app, owner } = site.database;
    await layDownCases(owner, [supplierCase]);
    cases = new Cases({
      pool: app,
      clock,
      log: silentLog,
      definitions: [supplierCase],
      ports: {
        localDate: localDateOf,
        startOfDay,
        accounts: async () => [],
        accountNames: async () => new Map(),
        peopleOf: async () => new Map(),
        named: (type, ids) => (type === 'row' ? registers.namedRows(ids) : Promise.resolve(new Map())),
        applies: async () => true,
        bindFiles: async () => [],
        duties: {
          record: () => null,
          open: async () => {},
          hold: async () => {},
          leaveOut: async () => {},
          waiting: async () => new Map(),
        },
        requestForm: () => null,
        register: {
          add: (tx, id, cells, by) => registers.addWithin(tx, id, cells, by),
          change: (tx, row, cells, by) => registers.changeWithin(tx, row, cells, by),
          hold: (tx, row) => registers.holdLine(tx, row),
          back: (tx, row, to, by) => registers.backWithin(tx, row, to, by),
          end: (tx, row, why) => registers.endRow(tx, row, why),
          describe: (rows) => registers.describe(rows),
        },
        tell: async () => {},
      },
    });
    const id = newId();
    await owner.query(
      `INSERT INTO people_account (id, login, login_key, name, roles, status, language, created_at)
       VALUES ($1, 'a@example.jp', 'a@example.jp', '青木', '{administrator}', 'invited', 'ja', $2)`,
      [id, clock.now()],
    );
    admin = { actor: id, accountId: id, roles: ['administrator'] };
  });
  after(() => site.close());

  /** As it came out of the company's own ledger: under contract, assessed by a form of their own. */
  const imported = async (more: Cells = {}): Promise<string> => {
    count += 1;
    const cells = {
      name: `港システム${count}`,
      work: '受注システムの保守',
      access: '検証サーバの管理者権限',
      contact: '鈴木 03-0000-0000',
      state: 'active',
      assessedOn: '2026-04-01',
      score: 72,
      reassessBy: '2027-03-31',
      contractOn: '2025-04-01',
      contractUntil: '2027-03-31',
      clauses: ['confidentiality'],
      ...more,
    };
    return (await site.registers.add(register, cells, { by: admin.actor })).row;
  };
  const opening = (existing: string | null, more: Cells = {}) => ({
    existing,
    name: `港システム${count}`,
    work: '受注システムの保守と運用',
    access: '検証サーバの管理者権限',
    workKinds: ['operation'],
    subcontractors: 'なし',
    ...more,
  });
  const open = (existing: string | null, more: Cells = {}) => {
    // No two acts of a person happen at the same moment.
    site.clock.advance({ seconds: 30 });
    return cases.open({ kind, variant: 'operation', step: 'enter', cells: opening(existing, more), attach: [] }, admin);
  };
  const withdraw = async (id: string) => {
    site.clock.advance({ seconds: 30 });
    const { one } = await cases.detail(id, admin);
    const cells = { why: '今年は見送る' };
    return cases.act(id, { step: 'withdraw', revision: one.revision, cells, attach: [], confirmed: false }, admin);
  };
  const line = (row: string) => site.registers.row(register, row);
  const refused = (pattern: RegExp) => (error: { code?: string; params?: Record<string, unknown> }) => {
    assert.equal(error.code, 'value-out-of-bounds', String(error));
    assert.match(JSON.stringify(error.params), pattern);
    return true;
  };

  it('is taken with its number and history: what the case does not say keeps what was written', async () => {
    const row = await imported();
    const before = await line(row);
    const { id, number } = await open(row, { contact: null });
    const after = await line(row);
    assert.equal(after.number, before.number);
    assert.deepEqual(
      after.history.map(({ act }) => act),
      ['changed', 'added'],
    );
    assert.equal(after.history[0]!.reason, `${number} 審査の準備`);
    assert.deepEqual(after.cells, { ...before.cells, work: '受注システムの保守と運用', subcontractors: 'なし' });
    assert.equal((await cases.detail(id, admin)).register!.row, row);
    const { rows } = await site.registers.rows(register, {});
    assert.equal(rows.filter(({ cells }) => cells.name === before.cells.name).length, 1, 'it is not doubled');
    const [entry] = await readEntries(site.database.app, { limit: 5, subject: `case:${kind} case:${id}` });
    assert.deepEqual((entry!.payload as { adopts?: unknown }).adopts, { row, revision: 1 });
  });

  it('makes a line of its own where none is named, as before', async () => {
    count += 1;
    const { id } = await open(null);
    const { register: own } = await cases.detail(id, admin);
    const { cells, history } = await line(own!.row);
    assert.deepEqual([cells.state, history.length], ['candidate', 1]);
  });

  it('is refused where it has a case under way, has ended, is of another register, or is not there', async () => {
    const row = await imported();
    const { number } = await open(row);
    await assert.rejects(open(row), refused(new RegExp(`進行中の案件があります.*${number}`)));
    const gone = await imported();
    await site.registers.end(register, { id: gone, revision: 1 }, { by: admin.actor, reason: '取引の終了' });
    await assert.rejects(open(gone), refused(/終了しています。台帳で有効に戻してから/));
    const other = await site.registers.add(vendors.id, { name: '別の台帳の行' }, { by: admin.actor });
    await assert.rejects(open(other.row), refused(/この台帳の行ではありません/));
    await assert.rejects(open(newId()), refused(/existing/));
    assert.equal((await line(gone)).history.length, 2, 'nothing was written into it');
  });

  it('is taken by one of two who take it at the same moment', async () => {
    const row = await imported();
    const both = await Promise.allSettled([open(row), open(row), open(row)]);
    assert.equal(both.filter(({ status }) => status === 'fulfilled').length, 1);
    for (const each of both) if (each.status === 'rejected') refused(/進行中の案件があります/)(each.reason);
    assert.equal((await line(row)).history.length, 2);
  });

  it('says again what it said before, and is free for another case, where the assessment is withdrawn', async () => {
    const row = await imported();
    const before = await line(row);
    const first = await open(row, { contact: '佐藤' });
    // What the case does not write stays what somebody wrote meanwhile.
    const now = await line(row);
    await site.registers.change(register, { id: row, revision: now.revision }, { contractUntil: '2028-03-31' }, { by: admin.actor });
    const { number } = await withdraw(first.id);
    const after = await line(row);
    assert.equal(after.state, 'current');
    assert.deepEqual(after.cells, { ...before.cells, contractUntil: '2028-03-31' });
    assert.equal(after.history[0]!.reason, `${number} 審査の中止`);
    const second = await open(row);
    assert.notEqual(second.id, first.id);
    assert.equal((await cases.ofLine(row, admin))!.id, second.id);
    assert.deepEqual(
      [...(await cases.linesOf(kind, site.clock.now()))].filter(([of]) => of === row),
      [[row, second.id]],
    );
  });

  it('goes back also to somebody who has left since', async () => {
    const person = newId();
    site.is.people.set(person, '退職 太郎');
    const row = await imported({ person });
    const { id } = await open(row);
    site.is.people.delete(person);
    await withdraw(id);
    assert.equal((await line(row)).cells.person, person);
  });

  it('ends with a withdrawn case that made its own line', async () => {
    count += 1;
    const { id } = await open(null);
    const { register: own } = await cases.detail(id, admin);
    await withdraw(id);
    assert.equal((await line(own!.row)).state, 'ended');
  });

  describe('as the application’s own role', () => {
    /** As a program gone wrong would write it, ledger entry and all. */
    const write = (given: { row: string | null; named: string | null; revision: number | null; told?: unknown; at?: Date }) =>
      inTransaction(site.database.app, async (tx) => {
        const at = given.at ?? site.clock.now();
        const id = newId();
        await tx.query(
          `INSERT INTO cases_case (id, kind, number, variant, label, search, state, revision, line, line_revision, opened_at, changed_at)
           VALUES ($1, $2, $3, 'operation', 'x', 'x', '', 0, $4, $5, $6, $6)`,
          [id, kind, 900_000 + Math.floor(Math.random() * 99_999), given.row, given.revision, at],
        );
        const adopts = given.told === undefined ? { row: given.row, revision: given.revision } : given.told;
        const payload = { step: 'enter', to: 'candidate', ...(given.revision === null ? {} : { adopts }) } as never;
        const seq = await append(tx, at, [{ kind: 'case.opened', actor: admin.actor, subject: `case:${kind} case:${id}`, payload }]);
        await tx.query(
          `INSERT INTO cases_event (case_id, no, step, from_state, to_state, by, actors, people, at, happened_at, cells, ledger_seq)
           VALUES ($1, 1, 'enter', NULL, 'candidate', $2, $3, '{}', $4, $4, $5, $6)`,
          [id, admin.actor, [admin.actor], at, JSON.stringify({ existing: given.named }), seq],
        );
      });
    const denied = (pattern: RegExp) => (error: Error) => pattern.test(error.message) || assert.fail(error);

    it('no case takes a line that its opening does not name, or that the ledger does not tell', async () => {
      const [row, other] = [await imported(), await imported()];
      await assert.rejects(write({ row, named: null, revision: 1 }), denied(/not the one that its opening names/));
      await assert.rejects(write({ row, named: other, revision: 1 }), denied(/not the one that its opening names/));
      await assert.rejects(write({ row: null, named: row, revision: null }), denied(/not the one that its opening names/));
      await assert.rejects(write({ row, named: row, revision: 1, told: { row: other, revision: 1 } }), denied(/not in the ledger/));
      site.clock.advance({ seconds: 1 });
      await assert.rejects(write({ row, named: null, revision: null }), denied(/was there before it/));
      await write({ row, named: row, revision: 1 });
    });

    it('no line is taken that ended, is of another register, changed meanwhile, or has a case under way', async () => {
      const row = await imported();
      await assert.rejects(write({ row, named: row, revision: 2 }), denied(/has revision 1, not 2/));
      await open(row);
      const { revision } = await line(row);
      await assert.rejects(write({ row, named: row, revision }), denied(/cases_case_line_once/));
      const gone = await imported();
      await site.registers.end(register, { id: gone, revision: 1 }, { by: admin.actor, reason: '終了' });
      await assert.rejects(write({ row: gone, named: gone, revision: 2 }), denied(/none in force of the register/));
      const { row: strange } = await site.registers.add(vendors.id, { name: '別の台帳' }, { by: admin.actor });
      await assert.rejects(write({ row: strange, named: strange, revision: 1 }), denied(/none in force of the register/));
      for (const statement of [
        `INSERT INTO cases_mirror VALUES ('x/y', 'vendors/list')`,
        `UPDATE cases_mirror SET register = 'vendors/list'`,
        'DELETE FROM cases_adoption',
        'UPDATE cases_case SET line_revision = 1',
      ])
        await assert.rejects(site.database.app.query(statement), /permission denied/, statement);
    });
  });
});
