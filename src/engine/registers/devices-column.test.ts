import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId } from '../../base/id.ts';
import { words } from '../../base/text.ts';
import { inTransaction } from '../../db/pool.ts';
import { defineRegister, type Register } from '../../mechanism/register.ts';
import { Registers } from './index.ts';
import { approvedLines } from './look.store.ts';
import { type TestRegisters, testRegisters } from './testing/site.ts';

const id = 'trial/changes';
const by = 'account:a';

/** The same register while its column named one device, and since it names several. */
const naming = (type: 'device' | 'devices'): Register =>
  defineRegister({
    id,
    code: 'R-TRY',
    title: words('試しの台帳', 'Trial register'),
    purpose: words('試すとき', 'To try'),
    owner: 'administrator',
    columns: [
      { id: 'title', title: words('内容', 'What'), type: 'text', required: true },
      { id: 'device', title: words('対象の端末', 'Devices'), type },
    ],
    key: ['title'],
    label: 'title',
    confirmMonths: 6,
  });

describe('a column that names several devices', () => {
  let site: TestRegisters;
  let registers: Registers;
  const [alpha, beta, gamma] = [newId(), newId(), newId()];
  let old: string;
  let many: string;

  before(async () => {
    site = await testRegisters([naming('device')]);
    site.is.devices.clear();
    for (const [device, name] of [
      [alpha, 'alpha-01'],
      [beta, 'beta, old'],
      [gamma, 'gamma-01'],
    ] as const)
      site.is.devices.set(device, name);
    old = (await site.registers.add(id, { title: '1台の頃の行', device: gamma }, { by })).row;
    registers = new Registers({
      pool: site.database.app,
      clock: site.clock,
      definitions: [naming('devices')],
      ports: {
        ...site.ports,
        everyone: async (type) =>
          type === 'person' ? [] : [...site.is.devices].map(([each, label]) => ({ id: each, label, detail: '', gone: false })),
      },
    });
    many = (await registers.add(id, { title: '月例更新', device: [beta, alpha] }, { by })).row;
    await registers.add(id, { title: '端末なし' }, { by });
  });
  after(() => site.close());
  const titles = async (wanted: object) => (await registers.rows(id, wanted)).rows.map(({ cells }) => cells.title);

  it('says all of them, also where a line still holds the one of before', async () => {
    const { rows } = await registers.rows(id, {});
    assert.deepEqual(
      rows.map(({ said }) => said.device?.ja),
      ['gamma-01', 'beta, old、alpha-01', undefined],
    );
    assert.deepEqual(await titles({ q: 'alpha-01' }), ['月例更新'], 'they are found by name');
  });

  it('is filtered, grouped and ordered device by device', async () => {
    assert.deepEqual(await titles({ filters: [`device:${alpha}`] }), ['月例更新']);
    assert.deepEqual(await titles({ filters: [`device:${gamma}`] }), ['1台の頃の行']);
    assert.deepEqual(await titles({ filters: ['device:'] }), ['端末なし']);
    const { groups } = await registers.rows(id, { group: 'device' });
    assert.deepEqual(groups!.map(({ said, count }) => [said.ja, count]).sort(), [
      ['(空欄)', 1],
      ['alpha-01', 1],
      ['beta, old', 1],
      ['gamma-01', 1],
    ]);
    assert.deepEqual(await titles({ sort: 'device' }), ['月例更新', '1台の頃の行', '端末なし']);
    assert.deepEqual(await titles({ sort: 'device', order: 'desc' }), ['1台の頃の行', '月例更新', '端末なし']);
  });

  it('finds the lines about one of them', async () => {
    const about = async (device: string) => (await registers.linesNaming(device)).map((line) => line.id);
    assert.deepEqual(await about(alpha), [many]);
    assert.deepEqual(await about(gamma), [old]);
    assert.deepEqual(await about(newId()), []);
    const approved = async (...is: string[]) =>
      (await approvedLines(site.database.app, id, { column: 'device', is, calledOff: { title: '取りやめ' } })).map(({ id: line }) => line);
    assert.deepEqual(await approved(alpha, gamma), [], 'neither was approved by a request');
    const from = { request: newId(), by, at: site.clock.now() };
    const cells = { title: '申請した更新', device: [alpha, beta] };
    const { row } = await inTransaction(site.database.app, (tx) => registers.write(tx, id, cells, from));
    assert.deepEqual(await approved(beta), [row]);
    assert.deepEqual(await approved(gamma), []);
    const { revision } = await registers.row(id, row);
    await registers.end(id, { id: row, revision }, { by, reason: '済み' });
  });

  it('does not call the same device a change, and refuses one that is unknown but not one that stood there', async () => {
    const { revision } = await registers.row(id, old);
    assert.equal(await registers.change(id, { id: old, revision }, { title: '1台の頃の行', device: [gamma] }, { by }), false);
    assert.equal((await registers.row(id, old)).revision, revision);
    const before = await registers.row(id, many);
    await assert.rejects(
      registers.change(id, { id: many, revision: before.revision }, { title: '月例更新', device: [alpha, newId()] }, { by }),
      {
        code: 'value-out-of-bounds',
      },
    );
    site.is.devices.delete(beta);
    assert.equal(
      await registers.change(id, { id: many, revision: before.revision }, { title: '月例更新', device: [beta, alpha, gamma] }, { by }),
      true,
      'beta is on no list any more and stays',
    );
    site.is.devices.set(beta, 'beta, old');
    const { history } = await registers.row(id, many);
    assert.deepEqual(
      history[0]!.changes.map(({ column, after: now }) => [column, now.ja]),
      [['device', 'beta, old、alpha-01、gamma-01']],
    );
  });

  it('goes into a file and comes back, a comma in a name or not; an unknown name is said', async () => {
    const wanted = { format: 'csv', encoding: 'utf-8', state: 'current', language: 'ja', replace: false, forFilling: true } as const;
    const file = Buffer.from(await registers.exportFile(id, wanted)).toString('utf8');
    assert.match(file, /beta, old、alpha-01、gamma-01/);
    const preview = async (text: string) => (await registers.previewImport(Buffer.from(text), { register: id, name: 'list.csv', by })).plan;
    const back = await preview(file);
    assert.deepEqual([back.lines.length, back.same, back.problems], [0, 3, []], 'nothing differs');
    const fewer = await preview(file.replace('beta, old、alpha-01、gamma-01', 'gamma-01、beta, old'));
    assert.deepEqual(
      fewer.lines.map(({ after: now }) => now.device),
      [[gamma, beta]],
    );
    const wrong = await preview(file.replace('alpha-01', 'delta-01'));
    assert.match(wrong.problems[0]!.says.ja, /「delta-01」という端末はありません/);
  });
});
