import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId } from '../../base/id.ts';
import type { Actor } from './index.ts';
import { type CaseSite, caseSite, trialKind } from './testing/site.ts';
import { awaitedActs, statesAhead, waitsForRoles } from './waits.ts';

describe('what a case waits for', () => {
  const ids = (variant: string, state: string) => awaitedActs(trialKind, variant, state).map(({ id }) => id);

  it('is an act that leads on; a duty, a measurement or the end is none', () => {
    assert.deepEqual(ids('normal', 'requested'), ['approve']);
    assert.deepEqual(ids('normal', 'approved'), [], 'the test is a duty, which has a date and reminders of its own');
    assert.deepEqual(ids('normal', 'tested'), ['apply']);
    assert.deepEqual(ids('normal', 'applied'), ['audit'], 'a measurement that leads nowhere new does not matter');
    assert.deepEqual(ids('normal', 'closed'), []);
  });

  it('is said by roles', () => {
    assert.deepEqual(
      waitsForRoles(trialKind, 'normal', 'requested').map(({ en }) => en),
      ['Information system administrator', 'Information security committee'],
    );
    assert.deepEqual(waitsForRoles(trialKind, 'normal', 'approved'), []);
  });

  it('shows the way to the end, without calling off and without what goes wrong', () => {
    assert.deepEqual(statesAhead(trialKind, 'normal', 'requested'), ['approved', 'tested', 'applied', 'closed']);
    assert.deepEqual(statesAhead(trialKind, 'emergency', 'applied'), ['closed']);
    assert.deepEqual(statesAhead(trialKind, 'normal', 'closed'), []);
    assert.deepEqual(statesAhead(trialKind, 'normal', 'dropped'), []);
  });
});

describe('cases that wait for a reader', () => {
  let site: CaseSite;
  let admin: Actor;
  let committee: Actor;
  let staff: Actor;
  let auditor: Actor;
  let outside: Actor;
  before(async () => {
    site = await caseSite([
      { ...trialKind, readers: ['administrator'] },
      // Whoever it concerns answers it, and nobody else is asked.
      {
        ...trialKind,
        id: 'trial/own',
        code: 'OWN',
        steps: trialKind.steps.map((step) => (step.id === 'approve' ? { ...step, by: ['employee'] as const, apart: [] } : step)),
      },
    ]);
    admin = await site.account('高橋', ['administrator'], newId());
    committee = await site.account('委員', ['committee'], newId());
    staff = await site.account('社員', ['employee'], newId());
    auditor = { actor: newId(), accountId: newId(), roles: ['auditor'] };
    outside = await site.account('部長', ['departmentManager'], newId());
  });
  after(() => site.close());

  const open = (actor: Actor, what: string, kind = 'trial/change') =>
    site.cases.open({ kind, variant: 'normal', step: 'request', cells: { what }, attach: [] }, actor);
  const wanted = { state: 'open', mine: false, waiting: true, q: '', offset: 0, limit: 50 } as const;
  const waiting = async (actor: Actor) => (await site.cases.list(wanted, actor)).cases.map(({ number }) => number);

  it('are those whose next act is of a role of theirs, what waits longest first, and never their own where they must be apart', async () => {
    await open(staff, '一つ目');
    site.clock.advance({ hours: 1 });
    const own = await open(admin, '二つ目');
    assert.deepEqual(await waiting(committee), ['TRY-1', 'TRY-2']);
    assert.deepEqual(await waiting(admin), ['TRY-1'], 'whoever asked for the second does not decide on it');
    assert.deepEqual([await waiting(staff), await waiting(auditor), await waiting(outside)], [[], [], []]);
    const listed = (await site.cases.list({ ...wanted, waiting: false }, admin)).cases;
    assert.deepEqual(
      listed.map(({ number, waitsForMe }) => [number, waitsForMe]),
      [
        ['TRY-2', false],
        ['TRY-1', true],
      ],
    );
    assert.equal((await site.cases.detail(own.id, committee)).waitsForMe, true, 'whoever is asked to decide may read it');
    await assert.rejects(site.cases.detail(own.id, outside), { code: 'not-found' });
  });

  it('are no longer once the act was done, and a duty is next', async () => {
    const [first] = (await site.cases.list(wanted, committee)).cases;
    await site.cases.act(first!.one.id, { step: 'approve', revision: 1, cells: { yes: true }, attach: [], confirmed: true }, committee);
    assert.deepEqual(await waiting(committee), ['TRY-2']);
    const listed = (await site.cases.list({ ...wanted, waiting: false }, admin)).cases;
    assert.equal(listed.find(({ number }) => number === 'TRY-1')!.waiting.length, 1);
  });

  it('are for everybody only those in which they took part', async () => {
    const { id } = await open(staff, '自分で答える', 'trial/own');
    const other = await site.account('同僚', ['employee'], newId());
    assert.deepEqual([await waiting(staff), await waiting(other)], [['OWN-1'], []]);
    assert.equal((await site.cases.named(id, staff))?.mayRead, true);
    assert.deepEqual(await site.cases.named(id, other), {
      id,
      number: 'OWN-1',
      kind: trialKind.title,
      label: '自分で答える',
      mayRead: false,
    });
    assert.equal(await site.cases.named(newId(), admin), null);
  });
});
