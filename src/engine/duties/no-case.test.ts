import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId } from '../../base/id.ts';
import { words } from '../../base/text.ts';
import { BusinessCalendar } from '../../calendar/index.ts';
import { type Duty, defineDuty } from '../../mechanism/duty.ts';
import type { OccurrenceQuery, QuietQuestion } from './index.ts';
import { quietDueOf } from './recurrence.ts';
import { actor, nine, type TestCompany, testCompany, trialDuties } from './testing/company.ts';

const administrator = actor(['administrator']);
const committee = actor(['committee']);
const all: OccurrenceQuery = { state: 'all', mine: false, q: '', sort: 'dueOn', order: 'asc', offset: 0, limit: 50 };

const quiet = (name: string, more: Partial<Duty> = {}): Duty =>
  defineDuty({
    ...trialDuties.disposal,
    id: `trial/${name}`,
    ...more,
  });
const definitions = [
  trialDuties.weekly,
  quiet('disposal'),
  quiet('erasure', { sheet: { registers: ['information/disposal'] }, file: 'needed' }),
  quiet('contract', { record: [{ id: 'with', title: words('契約先', 'With whom'), type: 'text', required: true }] }),
  quiet('instruction', { owner: 'committee' }),
];

describe('when what nobody recorded is asked about', () => {
  const calendar = new BusinessCalendar({
    closures: [{ name: '年末年始', from: '12-29', to: '01-03' }],
    openWeekdays: [1, 2, 3, 4, 5],
    businessHours: { from: '09:00', to: '18:00' },
    extraHolidays: [],
    fiscalYearStartMonth: 4,
  });

  it('falls due on the last business day of a month, a week away at least', () => {
    const dues = ['2026-11-02', '2026-11-20', '2026-11-24', '2026-12-20', '2027-02-01', '2028-02-10', '2028-02-29'].map(
      (day) => `${day} ${quietDueOf(day, calendar)}`,
    );
    assert.deepEqual(dues, [
      '2026-11-02 2026-11-30',
      '2026-11-20 2026-11-30',
      '2026-11-24 2026-12-28',
      '2026-12-20 2026-12-28',
      '2027-02-01 2027-02-26',
      '2028-02-10 2028-02-29',
      '2028-02-29 2028-03-31',
    ]);
  });
});

describe('questions whether nothing happened, answered together', () => {
  let company: TestCompany;
  const ask = () => company.duties.quietQuestions(administrator);
  const answers = (questions: readonly QuietQuestion[]) =>
    questions.map(({ id, revision, sheet }) => ({ id, revision, sheetDigest: sheet?.digest ?? null }));
  const completed = async () =>
    (await company.rows<{ id: string }>(`SELECT id FROM duties_occurrence WHERE state = 'completed' ORDER BY id`)).map(({ id }) => id);

  before(async () => {
    company = await testCompany('2026-11-24T00:00:00Z', definitions);
    await company.duties.sweep();
    // Half a year later; somebody recorded one case in between, whose question comes on another day.
    company.clock.set(nine('2026-12-10'));
    await company.duties.recordEvent('trial/contract', { about: '委託の契約', happenedOn: '2026-12-10' }, administrator);
    company.clock.set(nine('2027-06-14'));
    await company.duties.sweep();
  });
  after(() => company.close());

  it('say what would have been a case and since when, each to who may answer, all due on one day', async () => {
    const questions = await ask();
    assert.deepEqual(
      questions.map(({ duty, since, dueOn, state, events, sheet }) => [duty, since, dueOn, state, events[0]!.type, sheet !== null]).sort(),
      [
        ['trial/contract', '2026-12-10', '2027-06-30', 'open', 'recorded', false],
        ['trial/disposal', '2026-11-24', '2027-05-31', 'overdue', 'recorded', false],
        ['trial/erasure', '2026-11-24', '2027-05-31', 'overdue', 'recorded', true],
      ],
    );
    assert.deepEqual(
      (await company.duties.quietQuestions(committee)).map(({ duty }) => duty),
      ['trial/instruction'],
    );
    assert.deepEqual(await company.duties.quietQuestions(actor(['auditor'])), []);
    const { total } = await company.duties.occurrences({ ...all, kind: 'quiet' }, administrator);
    assert.equal(total, 4);
  });

  it('are refused as a whole, with the one that does not fit', async () => {
    const { duties } = company;
    const good = answers(await ask());
    const refused = (occurrences: ReturnType<typeof answers>, code: string, occurrence: string | undefined, who = administrator) =>
      assert.rejects(duties.noCase({ occurrences, remark: '' }, who), (fault: { code?: string; params?: Record<string, unknown> }) => {
        assert.deepEqual([fault.code, fault.params?.occurrence], [code, occurrence]);
        return true;
      });
    const [instruction] = answers(await duties.quietQuestions(committee));
    const [weekly] = (await duties.occurrences({ ...all, state: 'todo', duty: 'trial/weekly' }, administrator)).occurrences;
    const erasure = good.find(({ sheetDigest }) => sheetDigest !== null)!;
    const others = good.filter((each) => each !== erasure);
    await refused([...good, instruction!], 'forbidden', instruction!.id);
    await refused([...good, { id: weekly!.id, revision: weekly!.revision, sheetDigest: null }], 'wrong-state', weekly!.id);
    await refused([...others, { ...erasure, revision: 7 }], 'conflict', erasure.id);
    await refused([...others, { ...erasure, sheetDigest: null }], 'not-ready', erasure.id);
    await refused([...others, { ...erasure, sheetDigest: 'ff' }], 'conflict', erasure.id);
    const nobody = newId();
    await refused([...good, { id: nobody, revision: 1, sheetDigest: null }], 'not-found', nobody);
    await refused([], 'bad-request', undefined);
    await refused([...good, good[0]!], 'bad-request', undefined);
    await refused(good, 'forbidden', good.toSorted((a, b) => (a.id < b.id ? -1 : 1))[0]!.id, actor(['auditor']));
    await assert.rejects(duties.noCase({ occurrences: good, remark: '\u0007' }, administrator), { code: 'value-out-of-bounds' });
    assert.deepEqual(await completed(), [], 'nothing half done');
  });

  it('leave nothing behind where the transaction dies in the middle', async () => {
    const occurrences = answers(await ask());
    await company.database.owner.query(
      `CREATE FUNCTION test_break() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         IF (SELECT count(*) FROM duties_occurrence WHERE state = 'completed') > 1 THEN RAISE EXCEPTION 'killed'; END IF; RETURN NULL;
       END $$;
       CREATE TRIGGER test_break AFTER UPDATE ON duties_occurrence FOR EACH ROW EXECUTE FUNCTION test_break()`,
    );
    await assert.rejects(company.duties.noCase({ occurrences, remark: '' }, administrator), /killed/);
    await company.database.owner.query('DROP TRIGGER test_break ON duties_occurrence');
    assert.deepEqual([await completed(), await company.ledger('duty.completed')], [[], 0]);
  });

  it('are recorded once, whoever clicks twice, each with its own entry, remark and sheet', async () => {
    const occurrences = answers(await ask());
    const given = { occurrences, remark: '上期は該当なし' };
    const [one, two] = await Promise.allSettled([
      company.duties.noCase(given, administrator),
      company.restarted(definitions).noCase({ ...given, occurrences: occurrences.toReversed() }, administrator),
    ]);
    assert.deepEqual([one.status, two.status].sort(), ['fulfilled', 'rejected']);
    const receipts = [one, two].flatMap((each) => (each.status === 'fulfilled' ? each.value : []));
    assert.deepEqual(receipts.map(({ id }) => id).sort(), occurrences.map(({ id }) => id).sort());
    assert.equal(new Set(receipts.map(({ ledgerSeq }) => ledgerSeq)).size, 3);
    assert.deepEqual([await completed(), await company.ledger('duty.completed')], [occurrences.map(({ id }) => id).sort(), 3]);
    for (const { id, sheetDigest } of occurrences) {
      const { result, remark, sheet, events } = await company.duties.occurrence(id, administrator);
      assert.deepEqual([result, remark, sheet?.digest ?? null], ['no-case', '上期は該当なし', sheetDigest]);
      const done = events.at(-1)!;
      assert.deepEqual([done.act, done.ledgerSeq], ['completed', receipts.find((each) => each.id === id)!.ledgerSeq]);
    }
    const entries = await company.rows<{ subject: string; payload: Record<string, unknown> }>(
      `SELECT e.subject, p.body::jsonb AS payload FROM ledger_entry e JOIN ledger_payload p USING (seq) WHERE e.kind = 'duty.completed'`,
    );
    assert.deepEqual(
      entries.map(({ payload }) => [payload.result, payload.together]),
      Array(3).fill(['no-case', 3]),
    );
    const sheets = entries.map(({ payload }) => payload.sheet).filter((digest) => digest !== null);
    assert.deepEqual(
      sheets,
      occurrences.flatMap(({ sheetDigest }) => sheetDigest ?? []),
    );
    assert.deepEqual(await ask(), [], 'nothing is left to ask');
  });

  it('can be moved by a month to the next such day, and no further', async () => {
    company.clock.set(nine('2027-12-14'));
    await company.duties.sweep();
    const { id, revision, dueOn } = (await ask()).find(({ state, dueOn: due }) => state === 'open' && due > '2027-12-14')!;
    assert.equal(dueOn, '2027-12-28');
    const move = (to: string) => company.duties.move(id, { revision, to, reason: '棚卸しの後に' }, administrator);
    await assert.rejects(move('2028-02-01'), { code: 'value-out-of-bounds' });
    await move('2028-01-31');
  });
});
