import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId, newSecret } from '../base/id.ts';
import { words } from '../base/text.ts';
import { readEntries } from '../ledger/index.ts';
import { acknowledgeByToken, acknowledgeOnPaper, acknowledgeOwn, quizFailuresPerHourMax } from './acknowledge.ts';
import { openByToken, ownLeaflets } from './open.ts';
import type { Reader } from './ports.ts';
import { setQuiz } from './quiz.ts';
import { register } from './register.ts';
import { send } from './send.ts';
import { leafletOverview } from './standing.ts';
import { person, rules, type TestCompany, testCompany } from './testing/company.ts';

const by = newId();
const quiz = { question: words('画面を離れるときは?', ''), options: [words('そのまま', ''), words('ロックする', '')], correct: 1 };

describe('confirming a leaflet', () => {
  let company: TestCompany;
  const hanako = person('髙﨑 花子', { kana: 'タカサキ ハナコ' });
  const jiro = person('𠮷田 次郎', { accountId: newId() });
  const paper = person('工場 太郎', { email: null });
  before(async () => {
    company = await testCompany();
    company.is.people = [hanako, jiro, paper];
    await sendNow();
  });
  after(() => company.close());

  async function sendNow(): Promise<string> {
    const { digest, sent } = (await leafletOverview(company.deps)).leaflets[0]!;
    return (await send(company.deps, { audience: 'everyone', dueOn: '2026-12-08', digest, after: sent?.id ?? null, by })).campaignId;
  }
  const entries = async (kind: string) => (await readEntries(company.database.app, { limit: 1000 })).filter((entry) => entry.kind === kind);
  const requestOf = async (reader: Reader) =>
    (await register(company.deps, { audience: 'everyone' })).entries.find((entry) => entry.person.id === reader.id)!;

  it('shows the leaflet without changing anything, however often it is opened', async () => {
    const token = await company.tokenOf(hanako);
    for (let i = 0; i < 3; i += 1) {
      const leaflet = await openByToken(company.deps, token);
      assert.deepEqual(
        [leaflet.reader, leaflet.version, leaflet.company, leaflet.acknowledged],
        ['髙﨑 花子', '1.0', '株式会社髙﨑', null],
      );
      assert.equal(leaflet.lines.length, 3);
    }
    assert.equal((await requestOf(hanako)).state, 'open');
    assert.equal((await entries('leaflet.acknowledged')).length, 0);
  });

  it('opens nothing for whoever was sent it by a wrong address, once that is corrected', async () => {
    const token = await company.tokenOf(hanako);
    company.is.people = [{ ...hanako, email: 'takasaki.h@example.co.jp' }, jiro, paper];
    await assert.rejects(openByToken(company.deps, token), { code: 'link-expired', params: {} });
    await assert.rejects(acknowledgeByToken(company.deps, token, null), { code: 'link-expired', params: {} });
    company.is.people = [{ ...hanako, email: ` ${hanako.email!.toUpperCase()} ` }, jiro, paper];
    assert.equal((await openByToken(company.deps, token)).acknowledged, null, 'the same address, written another way');
    company.is.people = [hanako, jiro, paper];
  });

  it('refuses a link that was never made, in whatever form, with one and the same words', async () => {
    for (const token of [newSecret(), '', 'x', `${await company.tokenOf(hanako)}a`, "' OR 1=1 --", '髙'])
      await assert.rejects(openByToken(company.deps, token), { code: 'link-expired', params: {} }, token);
    await assert.rejects(acknowledgeByToken(company.deps, newSecret(), null), { code: 'link-expired', params: {} });
  });

  it('confirms once, with a receipt out of the ledger, and shows it on every later opening', async () => {
    company.clock.advance({ days: 1 });
    const token = await company.tokenOf(hanako);
    const ends = await Promise.all([acknowledgeByToken(company.deps, token, null), acknowledgeByToken(company.deps, token, null)]);
    const recorded = await entries('leaflet.acknowledged');
    assert.equal(recorded.length, 1, 'two taps are one confirmation');
    const [entry] = recorded;
    const { campaign } = await register(company.deps, { audience: 'everyone' });
    assert.deepEqual([entry!.actor, entry!.subject], [`person:${hanako.id}`, `person:${hanako.id} leaflet:${campaign!.id}`]);
    assert.deepEqual(Object.keys(entry!.payload as object).sort(), ['audience', 'digest', 'method', 'version']);
    for (const end of ends) assert.deepEqual(end.ok && end.leaflet.acknowledged?.receipt, entry!.seq);
    company.clock.advance({ days: 1 });
    const later = await openByToken(company.deps, token);
    assert.equal(later.acknowledged!.at.toISOString(), '2026-11-25T00:00:00.000Z');
    assert.equal((await requestOf(hanako)).receipt, entry!.seq);
  });

  it('lets a signed-in person confirm one’s own, and nobody else’s', async () => {
    const [own] = await ownLeaflets(company.deps, jiro.accountId!);
    assert.equal(own!.reader, '𠮷田 次郎');
    assert.deepEqual(await ownLeaflets(company.deps, newId()), []);
    const theirs = (await requestOf(paper)).requestId!;
    const as = { accountId: jiro.accountId!, actor: jiro.accountId!, answer: null };
    await assert.rejects(acknowledgeOwn(company.deps, { ...as, requestId: theirs }), { code: 'not-found' });
    await assert.rejects(acknowledgeOwn(company.deps, { ...as, requestId: newId() }), { code: 'not-found' });
    const end = await acknowledgeOwn(company.deps, { ...as, requestId: own!.requestId });
    assert.equal(end.ok && end.leaflet.acknowledged!.method, 'account');
  });

  it('records signed paper, all or none, with its day and who holds it', async () => {
    const ids = [(await requestOf(paper)).requestId!];
    const good = { ids, on: '2026-11-25', note: ' 総務の棚 ', by };
    for (const on of ['2026-11-23', '2026-11-27', 'x'])
      await assert.rejects(acknowledgeOnPaper(company.deps, { ...good, on }), { code: 'bad-request' }, on);
    const confirmed = (await requestOf(hanako)).requestId!;
    await assert.rejects(acknowledgeOnPaper(company.deps, { ...good, ids: [...ids, confirmed] }), { code: 'wrong-state' });
    assert.equal((await requestOf(paper)).state, 'open', 'none of them');
    await acknowledgeOnPaper(company.deps, good);
    const entry = await requestOf(paper);
    assert.deepEqual(
      [entry.state, entry.method, entry.paperOn, entry.note, entry.recordedBy],
      ['acknowledged', 'paper', '2026-11-25', '総務の棚', by],
    );
    const { standing } = (await leafletOverview(company.deps)).leaflets[0]!;
    assert.deepEqual([standing.acknowledged, standing.expected, standing.noAddress], [3, 3, 0]);
  });

  it('asks a question where the company set one: a wrong answer confirms nothing, and the tries of an hour end', async () => {
    for (const bad of [
      { ...quiz, correct: 2 },
      { ...quiz, options: [words('一つ', '')] },
      { ...quiz, options: [words('同じ', ''), words('同じ', '')] },
      { ...quiz, question: words(' ', '') },
      { ...quiz, question: words('あ'.repeat(201), '') },
      { ...quiz, question: words('改\n行', '') },
    ])
      await assert.rejects(setQuiz(company.deps, { audience: 'everyone', revision: 0, quiz: bad, by }), { code: 'bad-request' });
    await setQuiz(company.deps, { audience: 'everyone', revision: 0, quiz, by });
    await assert.rejects(setQuiz(company.deps, { audience: 'everyone', revision: 0, quiz: null, by }), { code: 'conflict' });
    await assert.rejects(setQuiz(company.deps, { audience: 'managers', revision: 3, quiz, by }), { code: 'conflict' });
    company.is.version = { id: newId(), number: '1.1', content: rules({}, 5) };
    await sendNow();
    const token = await company.tokenOf(hanako);
    const shown = await openByToken(company.deps, token);
    assert.deepEqual(shown.quiz, {
      question: words('画面を離れるときは?', '画面を離れるときは?'),
      options: quiz.options.map(({ ja }) => words(ja, ja)),
    });
    assert.doesNotMatch(JSON.stringify(shown), /correct/);
    await assert.rejects(acknowledgeByToken(company.deps, token, null), { code: 'bad-request' });
    for (let left = quizFailuresPerHourMax - 1; left >= 0; left -= 1)
      assert.deepEqual(await acknowledgeByToken(company.deps, token, 0), { ok: false, triesLeft: left });
    company.clock.advance({ minutes: 30 });
    await assert.rejects(acknowledgeByToken(company.deps, token, 1), { code: 'too-many-attempts', params: { retryAfterSeconds: 1800 } });
    company.clock.advance({ minutes: 30, seconds: 1 });
    assert.deepEqual(
      await acknowledgeByToken(company.deps, token, 0),
      { ok: false, triesLeft: quizFailuresPerHourMax - 1 },
      'not for ever',
    );
    assert.equal((await acknowledgeByToken(company.deps, token, 1)).ok, true);
  });

  it('keeps the question that was sent, whatever is set later', async () => {
    await setQuiz(company.deps, { audience: 'everyone', revision: 1, quiz: null, by });
    assert.ok((await openByToken(company.deps, await company.tokenOf(jiro))).quiz);
    assert.equal((await entries('leaflet.changed')).length, 2);
  });

  it('opens for nobody who has left, nor 90 days after the date', async () => {
    const token = await company.tokenOf(jiro);
    company.is.people = [hanako, { ...jiro, active: false }, paper];
    await assert.rejects(openByToken(company.deps, token), { code: 'link-expired', params: {} });
    await assert.rejects(acknowledgeByToken(company.deps, token, 1), { code: 'link-expired', params: {} });
    company.is.people = [hanako, jiro, paper];
    company.clock.set('2027-03-08T14:59:59Z');
    await openByToken(company.deps, token);
    company.clock.set('2027-03-08T15:00:00Z');
    await assert.rejects(openByToken(company.deps, token), { code: 'link-expired', params: {} });
  });

  it('finds people in the register by name, reading and department, in any width of letters', async () => {
    const found = async (q: string) =>
      (await register(company.deps, { audience: 'everyone', q })).entries.map(({ person: { name } }) => name);
    assert.deepEqual(await found('ﾀｶｻｷ'), ['髙﨑 花子']);
    assert.deepEqual(await found('𠮷田'), ['𠮷田 次郎']);
    assert.equal((await found('総務')).length, 3);
    const states = async (state: 'acknowledged' | 'waiting' | 'overdue' | 'no-address') =>
      (await register(company.deps, { audience: 'everyone', state })).entries.length;
    assert.deepEqual(
      [await states('acknowledged'), await states('waiting'), await states('overdue'), await states('no-address')],
      [1, 2, 2, 1],
    );
    await assert.rejects(
      register(company.deps, { audience: 'managers', campaign: (await register(company.deps, { audience: 'everyone' })).campaign!.id }),
      {
        code: 'not-found',
      },
    );
  });
});
