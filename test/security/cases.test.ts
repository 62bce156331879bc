import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId } from '../../src/base/id.ts';
import { words } from '../../src/base/text.ts';
import { inTransaction } from '../../src/db/pool.ts';
import { type Actor, casesLimits } from '../../src/engine/cases/index.ts';
import { type CaseSite, caseSite } from '../../src/engine/cases/testing/site.ts';
import { append } from '../../src/ledger/index.ts';
import { defineCase } from '../../src/mechanism/case.ts';

/** Work that every employee can be asked for: what is written of it is still not for every employee. */
const work = defineCase({
  id: 'trial/work',
  code: 'WRK',
  title: words('試しの作業', 'Trial work'),
  purpose: words('試すとき', 'To try'),
  variants: { plain: words('通常', 'Plain') },
  states: {
    begun: { title: words('作業中', 'Under way') },
    done: { title: words('作業済み', 'Done') },
    seen: { title: words('確認済み', 'Seen'), end: 'done' },
  },
  label: (cells) => String(cells.what ?? ''),
  readers: ['administrator'],
  steps: [
    {
      id: 'begin',
      title: words('開始', 'Beginning'),
      does: words('始める', 'Begin'),
      way: { type: 'act' },
      from: [],
      to: 'begun',
      by: ['employee'],
      fields: [{ id: 'what', title: words('内容', 'What'), type: 'text', required: true }],
    },
    {
      id: 'end',
      title: words('終了', 'End'),
      does: words('終える', 'End it'),
      way: { type: 'act' },
      from: ['begun'],
      to: 'done',
      by: ['employee'],
      fields: [],
    },
    {
      id: 'look',
      title: words('確認', 'Look'),
      does: words('確かめる', 'Look at it'),
      way: { type: 'act' },
      from: ['done'],
      to: 'seen',
      by: ['administrator'],
      apart: ['begin', 'end'],
      fields: [],
    },
  ],
});

describe('cases against the curious, and against the application’s own role', () => {
  let site: CaseSite;
  let admin: Actor & { readonly accountId: string };
  let worker: Actor & { readonly accountId: string };
  let stranger: Actor & { readonly accountId: string };
  before(async () => {
    site = await caseSite([work]);
    admin = await site.account('高橋', ['administrator']);
    worker = await site.account('田中', ['employee']);
    stranger = await site.account('別の社員', ['employee']);
  });
  after(() => site.close());

  const begin = async () =>
    (await site.cases.open({ kind: 'trial/work', variant: 'plain', step: 'begin', cells: { what: '社外秘の移行' }, attach: [] }, worker))
      .id;
  const end = (id: string, who: Actor) => site.cases.act(id, { step: 'end', revision: 1, cells: {}, attach: [], confirmed: false }, who);

  it('are not there for an employee who has no part in them, also where every employee may do the step', async () => {
    const id = await begin();
    await assert.rejects(end(id, stranger), { code: 'not-found' });
    await assert.rejects(end(newId(), stranger), { code: 'not-found' });
    assert.equal((await end(id, worker)).state, 'done');
  });

  it('cannot be begun by one employee until nobody else can', async () => {
    const busy = await site.account('熱心な社員', ['employee']);
    const open = (who: Actor) =>
      site.cases.open({ kind: 'trial/work', variant: 'plain', step: 'begin', cells: { what: '何か' }, attach: [] }, who);
    for (let count = 0; count < casesLimits.openOfOneMax; count += 1) await open(busy);
    await assert.rejects(open(busy), { code: 'value-out-of-bounds' });
    await open(stranger);
  });

  it('are told by mail to nobody who may not read them', async () => {
    site.news.length = 0;
    const id = await begin();
    await end(id, admin);
    assert.deepEqual(
      site.news.map(({ to }) => to.toSorted()),
      [[worker.accountId]],
      'the opening concerns nobody else yet, the end whoever began',
    );
    assert.ok(site.news.every(({ to }) => !to.includes(stranger.accountId)));
  });

  it('know by the staff list who did a step, whoever leaves it out', async () => {
    const id = await begin();
    const { owner, app } = site.database;
    const person = newId();
    const second = await site.account('高橋の別アカウント', ['administrator']);
    await owner.query(
      `INSERT INTO staff_person (id, number, number_key, name, kana, email, email_key, title, duties, state, search, revision, changed_at)
       VALUES ($1, 'E-1', 'e-1', '高橋', '', $2, $2, '', '{}', 'active', '', 1, $3)`,
      [person, `${second.accountId}@example.jp`, site.clock.now()],
    );
    const write = (no: number, step: string, from: string, to: string, by: string, people: readonly string[]) =>
      inTransaction(app, async (tx) => {
        const at = site.clock.now();
        const seq = await append(tx, at, [{ kind: 'case.step', actor: by, subject: `case:trial/work case:${id}`, payload: { step, to } }]);
        await tx.query(
          `INSERT INTO cases_event (case_id, no, step, from_state, to_state, by, actors, people, at, happened_at, cells, ledger_seq)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, '{}', $10)`,
          [id, no, step, from, to, by, [by], people, at, seq],
        );
      });
    // Whoever is named as the one who ended it looks at it from an account of her own, and says nothing of who she is.
    await write(2, 'end', 'begun', 'done', worker.accountId, [person]);
    await assert.rejects(write(3, 'look', 'done', 'seen', second.accountId, []), /must be apart/);
    await write(3, 'look', 'done', 'seen', admin.accountId, []);
  });

  it('are about the devices that they were opened for, and get no other', async () => {
    const id = await begin();
    await assert.rejects(
      site.database.app.query('INSERT INTO cases_device (case_id, device_id) VALUES ($1, gen_random_uuid())', [id]),
      /says what it is about when it is opened/,
    );
  });
});
