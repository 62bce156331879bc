import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId } from '../base/id.ts';
import { readEntries } from '../ledger/index.ts';
import { acknowledgeByToken } from './acknowledge.ts';
import { openByToken } from './open.ts';
import { register } from './register.ts';
import { sweepLeaflets } from './remind.ts';
import { send, sendToNewcomers } from './send.ts';
import { leafletOverview, leafletStandings } from './standing.ts';
import { person, rules, type TestCompany, testCompany } from './testing/company.ts';

const by = newId();
const dueOn = '2026-12-08';

describe('sending leaflets', () => {
  let company: TestCompany;
  const hanako = person('髙﨑 花子', { accountId: newId() });
  const jiro = person('𠮷田 次郎', { duties: ['developer'] });
  const paper = person('工場 太郎', { email: '' });
  const left = person('退職 三郎', { active: false });
  before(async () => {
    company = await testCompany();
    company.is.people = [hanako, jiro, paper, left];
  });
  after(() => company.close());

  const of = async (audience: 'everyone' | 'developers' | 'managers' = 'everyone') =>
    (await leafletOverview(company.deps)).leaflets.find((each) => each.audience === audience)!;
  const wanted = async (audience: 'everyone' | 'developers' | 'managers' = 'everyone') => {
    const { digest, sent } = await of(audience);
    return { audience, dueOn, digest, after: sent?.id ?? null, by };
  };
  const rows = async (table: string) => (await company.database.owner.query(`SELECT 1 FROM ${table}`)).rowCount;

  it('says before the first sending that nothing was sent, and whom it would ask', async () => {
    const { standing, people, withoutAddress, sent } = await of();
    assert.deepEqual([people, withoutAddress, sent, standing.content, standing.expected], [3, 1, null, 'not-sent', 3]);
    assert.equal((await of('managers')).people, 0);
  });

  it('refuses what cannot be sent, and stores nothing', async () => {
    const good = await wanted();
    await assert.rejects(send(company.deps, { ...good, digest: 'f'.repeat(64) }), { code: 'conflict' });
    await assert.rejects(send(company.deps, { ...good, after: newId() }), { code: 'conflict' });
    for (const bad of ['2026-11-23', '2027-11-24', '2026-02-30', 'tomorrow', ''])
      await assert.rejects(send(company.deps, { ...good, dueOn: bad }), { code: 'bad-request' }, bad);
    await assert.rejects(send(company.deps, await wanted('managers')), { code: 'not-ready' });
    company.is.base = null;
    await assert.rejects(send(company.deps, good), { code: 'not-ready' });
    company.is.base = 'https://tejun.example.co.jp/';
    const version = company.is.version;
    company.is.version = null;
    await assert.rejects(send(company.deps, good), { code: 'not-ready' });
    company.is.version = version;
    assert.deepEqual([await rows('leaflets_campaign'), await rows('test_outbox'), await rows('ledger_entry')], [0, 0, 0]);
  });

  it('leaves nothing half where the connection dies between the mails and the end', async () => {
    company.is.afterEnqueue = async () => {
      await company.database.owner.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'`,
      );
    };
    await assert.rejects(send(company.deps, await wanted()));
    company.is.afterEnqueue = async () => {};
    for (const table of ['leaflets_campaign', 'leaflets_request', 'leaflets_token', 'test_outbox', 'ledger_entry'])
      assert.equal(await rows(table), 0, table);
  });

  it('asks everybody who is there, by mail or on paper, with one entry in the ledger', async () => {
    const sent = await send(company.deps, await wanted());
    assert.deepEqual({ ...sent, campaignId: '' }, { campaignId: '', byMail: 2, onPaper: 1, carried: 0 });
    const mails = await company.mails();
    assert.deepEqual(mails.map(({ to }) => to.name).sort(), ['髙﨑 花子', '𠮷田 次郎'].sort());
    const [mail] = mails;
    assert.match(mail!.text.link.url, /^https:\/\/tejun\.example\.co\.jp\/leaflet#[A-Za-z0-9_-]{43}$/);
    assert.equal(mail!.text.date, dueOn);
    assert.equal(new Set(mails.map(({ text }) => text.link.url)).size, 2);
    const [entry] = await readEntries(company.database.app, { limit: 1 });
    assert.deepEqual([entry!.kind, entry!.actor, entry!.subject], ['leaflet.sent', by, `leaflet:${sent.campaignId}`]);
    assert.equal((entry!.payload as { count: number }).count, 3);
    assert.doesNotMatch(JSON.stringify(entry!.payload), /髙|example/);
  });

  it('keeps no secret: what is stored opens no leaflet', async () => {
    const token = await company.tokenOf(hanako);
    const { rows: stored } = await company.database.owner.query<{ all: string }>(
      `SELECT (SELECT string_agg(t::text, '') FROM leaflets_token t) || (SELECT string_agg(r::text, '') FROM leaflets_request r)
         || (SELECT string_agg(p::text, '') FROM ledger_payload p) AS all`,
    );
    assert.ok(!stored[0]!.all.includes(token));
  });

  it('lets only one of two that send at the same time win', async () => {
    const same = { ...(await wanted('developers')) };
    const ends = await Promise.allSettled([send(company.deps, same), send(company.deps, same), send(company.deps, same)]);
    assert.equal(ends.filter(({ status }) => status === 'fulfilled').length, 1);
    for (const end of ends) if (end.status === 'rejected') assert.equal(end.reason.code, 'conflict');
    assert.equal((await company.mails()).filter(({ to }) => to.person === jiro.id).length, 2);
  });

  it('asks who came later within the same sending, with a date of their own', async () => {
    await assert.rejects(sendToNewcomers(company.deps, await wanted()), { code: 'not-ready' });
    const newcomer = person('新入 四郎');
    company.is.people = [...company.is.people, newcomer];
    assert.equal((await of()).standing.notAsked, 1);
    const sent = await sendToNewcomers(company.deps, { ...(await wanted()), dueOn: '2026-12-22' });
    assert.deepEqual([sent.byMail, sent.carried], [1, 0]);
    const { entries } = await register(company.deps, { audience: 'everyone', q: '新入' });
    assert.deepEqual(
      entries.map(({ dueOn, state }) => [dueOn, state]),
      [['2026-12-22', 'open']],
    );
  });

  it('gives who left and came back a new link; the old one stays dead', async () => {
    const back = person('出戻り 五郎');
    const before = company.is.people;
    company.is.people = [...before, back];
    await sendToNewcomers(company.deps, { ...(await wanted()), dueOn: '2026-12-22' });
    const old = await company.tokenOf(back);
    company.is.people = [...before, { ...back, active: false }];
    await sweepLeaflets(company.deps);
    company.is.people = [...before, back];
    company.clock.advance({ minutes: 1 });
    await sendToNewcomers(company.deps, { ...(await wanted()), dueOn: '2026-12-22' });
    await assert.rejects(openByToken(company.deps, old), { code: 'link-expired' });
    await openByToken(company.deps, await company.tokenOf(back));
    company.is.people = before;
    await sweepLeaflets(company.deps);
  });

  it('needs no new confirmation for the same content under a new number, and a new one for a changed sentence', async () => {
    const old = await company.tokenOf(hanako);
    await acknowledgeByToken(company.deps, old, null);
    company.is.version = { id: newId(), number: '1.1', content: rules({ '8.28.a': { adoption: 'changed' } }) };
    const [everyone, developers] = await leafletStandings(company.deps);
    assert.deepEqual([everyone!.content, everyone!.acknowledged], ['sent', 1], 'nothing of it concerns everyone');
    assert.deepEqual([developers!.content, developers!.version, developers!.sentVersion], ['changed', '1.1', '1.0']);

    // Sent again all the same: who confirmed is not asked again.
    const again = await send(company.deps, await wanted());
    assert.deepEqual([again.carried, again.byMail, again.onPaper], [1, 2, 1]);
    await assert.rejects(openByToken(company.deps, old), { code: 'link-expired' }, 'the older link is dead');
    const { entries, counts, campaigns } = await register(company.deps, { audience: 'everyone' });
    const carried = entries.find(({ person: { id } }) => id === hanako.id)!;
    assert.deepEqual([carried.state, carried.carried, carried.method], ['acknowledged', true, 'mail-link']);
    assert.deepEqual([counts.acknowledged, counts.open, campaigns.length], [1, 3, 2]);

    company.is.version = { id: newId(), number: '1.2', content: rules({}, 5) };
    const changed = await send(company.deps, await wanted());
    assert.deepEqual([changed.carried, changed.byMail], [0, 3]);
    const leaflet = await openByToken(company.deps, await company.tokenOf(hanako));
    assert.deepEqual(
      leaflet.lines.map(({ changed }) => changed),
      [false, false, true],
      'what changed since is marked',
    );
    assert.equal((await openByToken(company.deps, await company.tokenOf(jiro))).again, false);
  });

  it('keeps the lines of what was sent unchangeable, and a confirmation final', async () => {
    for (const sql of [
      `UPDATE leaflets_campaign SET lines = '[]'`,
      'DELETE FROM leaflets_campaign',
      'DELETE FROM leaflets_request',
      `UPDATE leaflets_request SET state = 'void', void_reason = 'left' WHERE state = 'acknowledged'`,
      `UPDATE leaflets_request SET person_id = '${newId()}'`,
    ])
      await assert.rejects(company.database.app.query(sql), { code: '42501' }, sql);
  });

  it('queues 300 in at most 2 seconds', async () => {
    company.is.people = Array.from({ length: 300 }, (_, i) => person(`社員 ${i}`));
    company.is.version = { id: newId(), number: '2.0', content: rules({}, 3) };
    const wish = await wanted();
    const from = performance.now();
    const sent = await send(company.deps, wish);
    const ms = performance.now() - from;
    assert.equal(sent.byMail, 300);
    assert.ok(ms < 2000, `${ms} ms`);
  });
});
