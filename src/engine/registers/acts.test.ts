import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId } from '../../base/id.ts';
import { inTransaction } from '../../db/pool.ts';
import { rowSubject } from './index.ts';
import { type TestRegisters, testRegisters } from './testing/site.ts';

const id = 'software/allowed';
const by = 'account:a';

describe('lines of a register', () => {
  let site: TestRegisters;
  before(async () => {
    site = await testRegisters();
  });
  after(() => site.close());
  const add = (cells: Record<string, unknown>, reason = '') => site.registers.add(id, cells, { by, reason });

  it('are added with a number, a history, an entry in the ledger, and what hangs on them', async () => {
    const [owner] = site.is.people.keys();
    const { row, number, revision } = await add({ name: ' 7-Zip ', tags: ['dev', 'office'], owner, seats: 3, free: true }, '申請による');
    assert.deepEqual([number, revision], ['R-SW-1', 1]);
    const line = await site.registers.row(id, row);
    assert.deepEqual(line.cells.name, '7-Zip');
    assert.deepEqual(line.cells.tags, ['office', 'dev']);
    assert.equal(line.cells.note, null);
    assert.deepEqual([line.said.owner?.ja, line.said.tags?.ja, line.said.free?.en], ['髙橋 花子', '事務、開発', 'Yes']);
    assert.deepEqual(
      line.history.map(({ act, reason, by: who, changes }) => [
        act,
        reason,
        who,
        changes.map(({ column, after: said }) => [column, said.ja]),
      ]),
      [
        [
          'added',
          '申請による',
          by,
          [
            ['name', '7-Zip'],
            ['tags', '事務、開発'],
            ['seats', '3'],
            ['free', 'はい'],
            ['owner', '髙橋 花子'],
          ],
        ],
      ],
    );
    const entry = (await site.ledger()).at(-1)!;
    assert.deepEqual([entry.kind, entry.actor, entry.subject], ['register.row', by, `register:${id} row:${row}`]);
    assert.deepEqual(entry.payload, {
      act: 'added',
      number: 'R-SW-1',
      revision: 1,
      state: 'current',
      reason: '申請による',
      cells: { name: '7-Zip', tags: ['office', 'dev'], seats: 3, free: true, owner },
    });
    assert.deepEqual(site.is.added, [{ register: id, row, label: '7-Zip' }]);
  });

  it('say every problem of what was typed beside its column, and store nothing', async () => {
    const given = { version: 'x'.repeat(201), seats: -1, owner: newId(), vendor: newId(), colour: 'red' };
    await assert.rejects(add(given), (fault: { code: string; params: Record<string, string> }) => {
      assert.equal(fault.code, 'value-out-of-bounds');
      for (const field of ['name', 'version', 'seats', 'colour']) assert.ok(fault.params[`problem.${field}.ja`], field);
      return true;
    });
    await assert.rejects(add({ name: 'x', owner: newId(), vendor: newId(), device: newId() }), (fault: { params: object }) => {
      assert.deepEqual(
        Object.keys(fault.params).filter((key) => key.endsWith('.ja')),
        ['problem.owner.ja', 'problem.device.ja', 'problem.vendor.ja'],
      );
      return true;
    });
    await assert.rejects(site.registers.add('no/such', {}, { by }), { code: 'not-found' });
    for (const reason of ['a\u0000b', '\ud800', 'x'.repeat(501)])
      await assert.rejects(add({ name: 'x' }, reason), { code: 'value-out-of-bounds' });
    assert.equal((await site.registers.rows(id, {})).total, 1);
  });

  it('name lines of the register that the column is for, and of no other', async () => {
    const vendor = await site.registers.add('vendors/list', { name: '株式会社例' }, { by });
    const software = await add({ name: '経費精算', vendor: vendor.row });
    assert.equal((await site.registers.line(id, software.row)).said.vendor?.ja, 'R-VENDOR-1 株式会社例');
    await assert.rejects(add({ name: '別', vendor: software.row }), { code: 'value-out-of-bounds' });
  });

  it('are never the same twice while in force, however they are typed', async () => {
    await add({ name: 'Ｎｏｔｅｐａｄ＋＋', version: '8' });
    const same = { name: 'notepad++', version: '８' };
    await assert.rejects(add(same), (fault: { code: string; params: { ja: string } }) => {
      assert.equal(fault.code, 'conflict');
      assert.match(fault.params.ja, /名称・版が「notepad\+\+」と同じ行があります\(R-SW-3\)。/);
      return true;
    });
    await add({ ...same, version: '9' });
  });

  it('are written once where two people write the same at once', async () => {
    const both = await Promise.allSettled([add({ name: '同時' }), add({ name: '同時' })]);
    assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    assert.equal((await site.registers.rows(id, { q: '同時' })).total, 1);
    const many = await Promise.all(Array.from({ length: 8 }, (_, i) => add({ name: `並行${i}` })));
    assert.equal(new Set(many.map(({ number }) => number)).size, 8, 'each has a number of its own');
  });

  it('change cell by cell, and not at all where nothing changes', async () => {
    const { row } = await add({ name: 'Git', seats: 1, note: '一行目\r\n二行目' });
    assert.equal(await site.registers.change(id, { id: row, revision: 1 }, { seats: 2, note: null }, { by, reason: '増設' }), true);
    assert.equal(await site.registers.change(id, { id: row, revision: 2 }, { seats: 2, name: ' Git ' }, { by }), false);
    const line = await site.registers.row(id, row);
    assert.deepEqual([line.revision, line.cells.seats, line.cells.name, line.cells.note], [2, 2, 'Git', null]);
    assert.deepEqual(
      line.history[0]!.changes.map(({ column, before: was, after: is }) => [column, was.ja, is.ja]),
      [
        ['seats', '1', '2'],
        ['note', '一行目\n二行目', ''],
      ],
    );
    assert.deepEqual((await site.ledger()).at(-1)!.payload.cells, { seats: 2, note: null });
  });

  it('keep what a second person with an old page would overwrite', async () => {
    const { row } = await add({ name: 'Vim' });
    const both = await Promise.allSettled([1, 2].map((seats) => site.registers.change(id, { id: row, revision: 1 }, { seats }, { by })));
    assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    const refused = both.find((each) => each.status === 'rejected') as PromiseRejectedResult;
    assert.deepEqual([refused.reason.code, refused.reason.params.revision], ['conflict', 2]);
    assert.equal((await site.registers.row(id, row)).history.length, 2);
  });

  it('do not refuse a change because somebody whom they name is gone', async () => {
    const [person, name] = [newId(), '退職 者'];
    site.is.people.set(person, name);
    const { row } = await add({ name: 'Emacs', owner: person });
    site.is.people.delete(person);
    assert.equal(await site.registers.change(id, { id: row, revision: 1 }, { seats: 1 }, { by }), true);
    assert.equal((await site.registers.line(id, row)).said.owner?.ja, '(不明)');
  });

  it('end with a reason, stay as they are, and come back unless another took their place', async () => {
    const { row } = await add({ name: 'WinRAR', seats: 4 });
    await assert.rejects(site.registers.end(id, { id: row, revision: 1 }, { by, reason: ' ' }), { code: 'reason-required' });
    await site.registers.end(id, { id: row, revision: 1 }, { by, reason: '使わなくなった' });
    await assert.rejects(site.registers.change(id, { id: row, revision: 2 }, { seats: 5 }, { by }), { code: 'wrong-state' });
    await assert.rejects(site.registers.end(id, { id: row, revision: 2 }, { by, reason: 'x' }), { code: 'wrong-state' });
    await assert.rejects(site.registers.restore(id, { id: row, revision: 1 }, { by }), { code: 'conflict' });
    const other = await add({ name: 'winrar' });
    await assert.rejects(site.registers.restore(id, { id: row, revision: 2 }, { by }), { code: 'conflict' });
    await site.registers.end(id, { id: other.row, revision: 1 }, { by, reason: '重複' });
    await site.registers.restore(id, { id: row, revision: 2 }, { by, reason: 'やはり使う' });
    const line = await site.registers.row(id, row);
    assert.deepEqual([line.state, line.revision, line.cells.seats], ['current', 3, 4]);
    assert.deepEqual(
      line.history.map(({ act }) => act),
      ['restored', 'ended', 'added'],
    );
    await assert.rejects(site.registers.restore(id, { id: row, revision: 3 }, { by }), { code: 'wrong-state' });
    await assert.rejects(site.registers.end('vendors/list', { id: row, revision: 3 }, { by, reason: 'x' }), { code: 'not-found' });
  });

  it('take files, which alone are a revision too', async () => {
    const file = newId();
    const { row } = await site.registers.add(id, { name: '付きの行' }, { by, attach: [file] });
    assert.deepEqual(site.is.bound.at(-1), { ids: [file], subject: rowSubject(id, row) });
    assert.equal(await site.registers.change(id, { id: row, revision: 1 }, {}, { by, attach: [newId()] }), true);
    assert.deepEqual((await site.ledger()).at(-1)!.payload.files, [{ name: 'a.pdf', hash: 'ab'.repeat(32), bytes: 5 }]);
    assert.deepEqual([(await site.registers.line(id, row)).attachments, (await site.registers.line(id, row)).revision], [2, 2]);
  });

  it('leave nothing behind where what hangs on them fails', async () => {
    const before = (await site.ledger()).length;
    site.is.onAdded = async () => Promise.reject(new Error('the duty could not be opened'));
    await assert.rejects(add({ name: '半端' }), /could not be opened/);
    site.is.onAdded = async () => {};
    assert.equal((await site.registers.rows(id, { q: '半端', state: 'all' })).total, 0);
    assert.equal((await site.ledger()).length, before);
  });
});

describe('lines of an approval', () => {
  let site: TestRegisters;
  before(async () => {
    site = await testRegisters();
  });
  after(() => site.close());

  it('are written and ended in the transaction of the request, and only once', async () => {
    const [request, at] = [newId(), site.clock.now()];
    const from = { request, by: 'account:b', at };
    const { row, number } = await inTransaction(site.database.app, (tx) => site.registers.write(tx, id, { name: 'Wireshark' }, from));
    assert.equal(number, 'R-SW-1');
    const line = await site.registers.row(id, row);
    assert.deepEqual([line.request, line.history[0]!.act], [request, 'approved']);
    await assert.rejects(
      inTransaction(site.database.app, (tx) => site.registers.write(tx, id, { name: 'wireshark' }, { ...from, request: newId() })),
      { code: 'conflict' },
    );
    const why = { act: 'expired', reason: '許可の期間が終わった', by: 'system', at } as const;
    await inTransaction(site.database.app, (tx) => site.registers.endRow(tx, row, why));
    await inTransaction(site.database.app, (tx) => site.registers.endRow(tx, row, why));
    const ended = await site.registers.row(id, row);
    assert.deepEqual([ended.state, ended.revision, ended.history[0]!.act], ['ended', 2, 'expired']);
    assert.deepEqual(
      [...(await site.registers.describe([row, newId()])).values()].map((each) => each.number),
      ['R-SW-1'],
    );
    await assert.rejects(
      inTransaction(site.database.app, (tx) => site.registers.endRow(tx, newId(), why)),
      { code: 'not-found' },
    );
  });
});
