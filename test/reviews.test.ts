import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { localDateOf } from '../src/calendar/index.ts';
import { type Company, company } from './journeys/company.ts';

// biome-ignore lint/suspicious/noExplicitAny: answers of every shape
type Any = any;
const refused = (code: string) => (error: Error) => error.message.includes(code);
const yes = { duty: true, role: true, responsibility: true, competence: true };

describe('a review of privileges, from what is measured to what is gone', () => {
  let life: Company;
  let device: string;
  const row: Record<string, string> = {};
  before(async () => {
    life = await company();
    device = life.device;
    await holders(['administrator', 'employee', 'yamada']);
    const line = (account: string, holder: string, scope: object) => ({
      cells: { account, accountKind: 'personal', holder, privilege: 'Administrators', reason: '保守のため', ...scope },
      reason: '登録',
    });
    const add = async (name: string, body: object) => {
      row[name] = (await life.act('administrator', 'POST', '/api/registers/privileged-access/privileges/rows', body)).id;
    };
    await add('own', line('administrator', life.staff.administrator, { scope: 'device', device }));
    await add('employee', line('employee', life.staff.employee, { scope: 'device', device }));
  });
  after(() => life?.close());

  /** What the device says of its administrators, now. */
  async function holders(users: readonly string[]): Promise<void> {
    const body = { holders: users.map((user) => ({ user, by: ['Administrators'], disabled: false })), unresolved: [], complete: true };
    await life.site.observe(device ?? life.device, 'administrators', body);
  }
  const sql = (text: string, values: readonly unknown[] = []) => life.site.database.app.query(text, values as unknown[]);
  const lines = async (id: string, who: 'administrator' | 'committee' = 'administrator', query = ''): Promise<Any[]> =>
    (await life.get(who, `/api/reviews/${id}/lines${query}`)).lines;
  const lineOf = async (id: string, account: string): Promise<Any> => (await lines(id)).find(({ who }: Any) => who.startsWith(account));
  const decide = (who: 'administrator' | 'committee' | 'departmentManager', id: string, decisions: object[]) =>
    life.act(who, 'POST', `/api/reviews/${id}/decisions`, { decisions });
  const caseOf = (id: string): Promise<Any> => life.get('administrator', `/api/cases/${id}`);
  const newest = async (): Promise<Any> => (await life.get('administrator', '/api/reviews')).reviews[0];
  const mails = async (): Promise<Any[]> =>
    (
      await sql(`SELECT recipient, subject, body_text, link_url FROM notify_notice WHERE about = $1 ORDER BY created_at`, [
        `review:${first.id}`,
      ])
    ).rows;
  /** Lines of reviews on 今週やること. */
  const toDo = async (who: 'administrator' | 'departmentManager' = 'departmentManager'): Promise<Any[]> =>
    (await life.get(who, '/api/today')).lines.filter(({ to }: Any) => to.startsWith('/reviews'));
  let first: Any;

  it('opens once when a change of the organisation is recorded, and its duties become its steps', async () => {
    await life.act('administrator', 'POST', '/api/organisation-changes', {
      what: '営業部の新設',
      happenedOn: localDateOf(life.site.clock.now()),
    });
    assert.deepEqual((await life.site.reviews.sweep()).opened >= 1, true);
    assert.equal((await life.site.reviews.sweep()).opened, 0);
    const { reviews } = await life.get('administrator', '/api/reviews');
    first = reviews.find(({ variant }: Any) => variant === 'privileges');
    assert.equal(first.setOff, 'organisation');
    assert.equal(reviews.filter(({ variant }: Any) => variant === 'privileges').length, 1);
    const { next } = (await caseOf(first.id)) as Any;
    assert.deepEqual(next.map(({ occurrence }: Any) => occurrence?.duty).sort(), [
      'privileged-access/own-review',
      'privileged-access/review',
    ]);
    const { rows } = await sql(
      `SELECT count(*)::int AS n FROM duties_occurrence WHERE duty LIKE 'privileged-access/%review' AND state IN ('open', 'overdue') AND case_id IS NULL`,
    );
    assert.equal(rows[0].n, 0, 'nobody does it twice');
  });

  it('names what is in no register, and gives the administrator’s own rights to the committee', async () => {
    const found = await lines(first.id);
    const by = Object.fromEntries(found.map((line: Any) => [line.who.split('(')[0], line]));
    assert.deepEqual(by.yamada.flags, ['unknown-holder', 'unregistered']);
    assert.deepEqual([by.administrator.part, by.employee.part, by.yamada.part], ['committee', 'administrator', 'administrator']);
    assert.deepEqual([by.employee.flags, by.employee.measured, by.employee.delta], [[], 'measured', 'new']);
    const { rows } = await sql(
      `SELECT p.body::jsonb ->> 'hash' AS hash FROM ledger_entry l JOIN ledger_payload p USING (seq) WHERE kind = 'review.frozen' AND subject LIKE $1`,
      [`%${first.id}`],
    );
    assert.equal(rows[0].hash, first.hash);
  });

  it('keeps the population as it is, in SQL', async () => {
    const some = await lineOf(first.id, 'yamada');
    await assert.rejects(sql(`UPDATE reviews_line SET flags = '{}' WHERE id = $1`, [some.id]), /permission denied|refused/);
    await assert.rejects(sql('DELETE FROM reviews_line WHERE id = $1', [some.id]), /permission denied|refused/);
    const copy = `INSERT INTO reviews_line SELECT gen_random_uuid(), case_id, no + 1000, key || 'x', subject, subject_accounts, who, what, level, delta, flags, measured, part, register_row, previous, seen FROM reviews_line WHERE id = $1`;
    await assert.rejects(sql(copy, [some.id]), /nothing is added to a population/);
    await assert.rejects(life.site.database.owner.query(`UPDATE reviews_campaign SET hash = repeat('0', 64)`), /reviews are kept/);
  });

  it('lets nobody judge a right of their own: in words, and in SQL as the application’s role', async () => {
    const own = await lineOf(first.id, 'administrator');
    assert.deepEqual([own.mayDecide, own.own], [false, true]);
    await assert.rejects(
      decide('administrator', first.id, [{ line: own.id, seen: 0, decision: 'keep', answers: yes }]),
      refused('same-person'),
    );
    const insert = (line: string, account: string, person: string | null) =>
      sql(
        `INSERT INTO reviews_decision (line_id, no, decision, reason, duty, role, responsibility, competence, together, account, person, at, ledger_seq)
         VALUES ($1, 1, 'keep', '', true, true, true, true, false, $2, $3, now(), 1)`,
        [line, account, person],
      );
    const { accountId } = life.people.administrator;
    await assert.rejects(insert(own.id, accountId, null), { constraint: 'reviews_not_own' });
    await assert.rejects(insert(own.id, life.people.committee.accountId, life.staff.administrator), { constraint: 'reviews_not_own' });
    const other = await lineOf(first.id, 'employee');
    await assert.rejects(insert(other.id, life.people.committee.accountId, null), { constraint: 'reviews_part' });
    await assert.rejects(insert(other.id, accountId, null), /not in the ledger/);
  });

  it('asks for a reason for all but keeping what has no flag, and keeps every correction', async () => {
    const [employee, yamada] = [await lineOf(first.id, 'employee'), await lineOf(first.id, 'yamada')];
    await assert.rejects(
      decide('administrator', first.id, [{ line: yamada.id, seen: 0, decision: 'keep', answers: yes }]),
      refused('reason-required'),
    );
    await assert.rejects(
      decide('administrator', first.id, [{ line: employee.id, seen: 0, decision: 'revoke', answers: yes }]),
      refused('reason-required'),
    );
    await assert.rejects(
      life.act('administrator', 'POST', `/api/reviews/${first.id}/finish`, { part: 'administrator' }),
      refused('not-ready'),
    );
    await decide('administrator', first.id, [{ line: employee.id, seen: 0, decision: 'keep', answers: yes }]);
    await assert.rejects(
      decide('administrator', first.id, [{ line: employee.id, seen: 0, decision: 'keep', answers: yes }]),
      refused('conflict'),
    );
    await decide('administrator', first.id, [
      { line: employee.id, seen: 1, decision: 'revoke', reason: '担当を外れたため', answers: { ...yes, duty: false } },
      { line: yamada.id, seen: 0, decision: 'revoke', reason: '知らない人のため', answers: { ...yes, role: false } },
    ]);
    const { decisions } = await life.get('administrator', `/api/reviews/${first.id}/lines/${employee.id}`);
    assert.deepEqual(
      decisions.map(({ decision }: Any) => decision),
      ['keep', 'revoke'],
    );
  });

  it('hands a line on, never to its holder, and never by somebody who was not asked', async () => {
    const employee = await lineOf(first.id, 'employee');
    const { reviewers } = await life.get('administrator', `/api/reviews/${first.id}/reviewers`);
    assert.ok(reviewers.some(({ id }: Any) => id === life.people.departmentManager.accountId));
    await assert.rejects(
      decide('departmentManager', first.id, [{ line: employee.id, seen: 2, decision: 'keep', reason: '要る', answers: yes }]),
      refused('forbidden'),
    );
    const yamada = await lineOf(first.id, 'yamada');
    const hand = (to: string | null, reason: string, line = employee) =>
      life.act('administrator', 'POST', `/api/reviews/${first.id}/assignments`, { lines: [line.id], to, reason });
    await assert.rejects(hand(life.people.employee.accountId, '本人'), refused('same-person'));
    assert.ok(!reviewers.some(({ id }: Any) => id === life.people.employee.accountId), 'whoever cannot open a review is not offered');
    await assert.rejects(hand(life.people.employee.accountId, '見直しを読めない人', yamada), refused('not-found'));
    assert.equal((await lineOf(first.id, 'yamada')).assigned, null);
    assert.deepEqual(await mails(), [], 'nobody is told of what was refused');
    await hand(life.people.departmentManager.accountId, '部門の長に尋ねる');
    assert.equal((await life.get('departmentManager', `/api/reviews/${first.id}/lines?mine=yes`)).total, 1);
    const [line] = await toDo();
    assert.deepEqual([line.to, line.title.ja], [`/reviews/${first.id}`, `権限の見直し ${first.number}「特権」の1行を判断する`]);
    assert.deepEqual(await toDo('administrator'), [], 'lines of the role stand among its duties');
    await decide('departmentManager', first.id, [
      { line: employee.id, seen: 2, decision: 'revoke', reason: '異動したため', answers: { ...yes, duty: false } },
    ]);
    assert.deepEqual(await toDo(), [], 'what was decided since waits no more');
  });

  it('tells by mail to whom lines were handed: how many and where, and nobody’s name', async () => {
    const [employee, yamada] = [await lineOf(first.id, 'employee'), await lineOf(first.id, 'yamada')];
    const hand = (to: string | null, ...handed: Any[]) =>
      life.act('administrator', 'POST', `/api/reviews/${first.id}/assignments`, {
        lines: handed.map(({ id }) => id),
        to,
        reason: '尋ねる',
      });
    assert.deepEqual(
      (await mails()).map(({ recipient, subject }) => [recipient, subject]),
      [['departmentmanager@example.co.jp', `${first.number} 権限の見直し(特権): 判断の依頼 1行`]],
    );
    const { writing } = life.site as Any;
    const { addressOf } = writing;
    writing.addressOf = async () => 'https://tejun.example.co.jp';
    await hand(life.people.departmentManager.accountId, employee, yamada);
    const [, mail, ...more] = await mails();
    assert.deepEqual(more, [], 'one mail for all that was handed at once');
    assert.match(mail.body_text, /2行について、判断を頼まれました/);
    assert.equal(mail.link_url, `https://tejun.example.co.jp/reviews/${first.id}`);
    assert.doesNotMatch(`${mail.subject} ${mail.body_text}`, /yamada|employee|尋ねる/);
    assert.match((await toDo())[0].title.ja, /の2行を判断する$/);
    await hand(null, employee, yamada);
    await hand(life.people.administrator.accountId, yamada);
    await hand(null, yamada);
    assert.equal((await mails()).length, 2, 'nobody is told of what comes back, or of what they take themselves');
    assert.deepEqual(await toDo(), []);
    writing.addressOf = async () => Promise.reject(new Error('broken'));
    await assert.rejects(hand(life.people.departmentManager.accountId, yamada));
    writing.addressOf = addressOf;
    assert.deepEqual([(await mails()).length, await toDo()], [2, []], 'what nobody could be told of was not handed');
  });

  it('is finished part by part by different people, and then asks for what was revoked', async () => {
    const { next } = await caseOf(first.id);
    const duty = next.find(({ occurrence }: Any) => occurrence?.duty === 'privileged-access/own-review').occurrence;
    const own = await lineOf(first.id, 'administrator');
    const { occurrence } = await life.get('committee', `/api/duties/occurrences/${duty.occurrence}`).then((body) => ({ occurrence: body }));
    const record = {
      revision: occurrence.revision,
      result: 'in-order',
      record: { reviewed: 1, reviewer: life.staff.committee, holder: 'x', decisions: 'x' },
      remark: '',
      sheetDigest: occurrence.sheet?.digest ?? null,
      attach: [],
    };
    await assert.rejects(
      life.act('committee', 'POST', `/api/duties/occurrences/${duty.occurrence}/complete`, record),
      refused('not-ready'),
    );
    const asked = { lines: [(await lineOf(first.id, 'yamada')).id], to: life.people.departmentManager.accountId, reason: 'もう一度尋ねる' };
    await life.act('administrator', 'POST', `/api/reviews/${first.id}/assignments`, asked);
    assert.equal((await toDo()).length, 1, 'decided before, and asked again');
    await life.act('administrator', 'POST', `/api/reviews/${first.id}/finish`, { part: 'administrator' });
    assert.deepEqual(await toDo(), [], 'its part is recorded');
    assert.equal((await caseOf(first.id)).state.id ?? (await caseOf(first.id)).state, 'committee-left');
    const employee = await lineOf(first.id, 'employee');
    await assert.rejects(
      decide('administrator', first.id, [{ line: employee.id, seen: 3, decision: 'keep', reason: 'やはり要る', answers: yes }]),
      refused('wrong-state'),
    );
    await decide('committee', first.id, [{ line: own.id, seen: 0, decision: 'keep', answers: yes }]);
    await life.act('committee', 'POST', `/api/reviews/${first.id}/finish`, { part: 'committee' });
    const detail = await life.get('administrator', `/api/reviews/${first.id}`);
    assert.equal(detail.state, 'remediating');
    assert.equal(detail.remediations.length, 2);
    const handed = await life.get('departmentManager', `/api/reviews/${first.id}`);
    assert.deepEqual(handed.remediations, [], 'whose rights go is not for everybody who was handed a line');
    const { rows } = await sql(`SELECT state, cells ->> 'reviewResult' AS result FROM registers_row WHERE id = $1`, [row.own]);
    assert.deepEqual(rows[0], { state: 'current', result: 'keep' });
  });

  it('closes only when a later measurement shows that it is gone', async () => {
    const { next } = await caseOf(first.id);
    const occurrence = next.find(({ occurrence: one }: Any) => one?.duty === 'reviews/remediation').occurrence;
    assert.ok(occurrence.dueOn > localDateOf(life.site.clock.now()));
    const record = async () => {
      const { revision, sheet } = await life.get('administrator', `/api/duties/occurrences/${occurrence.occurrence}`);
      return life.act('administrator', 'POST', `/api/duties/occurrences/${occurrence.occurrence}/complete`, {
        revision,
        result: 'in-order',
        record: { how: '外した' },
        remark: '',
        sheetDigest: sheet?.digest ?? null,
        attach: [],
      });
    };
    await life.site.reviews.sweep();
    await assert.rejects(record(), refused('not-ready'));
    const states = async () => (await life.get('administrator', `/api/reviews/${first.id}`)).remediations.map(({ state }: Any) => state);
    assert.deepEqual(await states(), ['still-there', 'still-there']);
    // A person ending the line of the register proves nothing.
    life.site.clock.advance({ minutes: 10 });
    await holders(['administrator', 'yamada']);
    await life.site.reviews.sweep();
    assert.deepEqual((await states()).sort(), ['gone', 'still-there']);
    const { rows } = await sql('SELECT state FROM registers_row WHERE id = $1', [row.employee]);
    assert.equal(rows[0].state, 'ended', 'the machine ends the line');
    await assert.rejects(record(), refused('not-ready'));
    life.site.clock.advance({ minutes: 10 });
    await holders(['administrator']);
    await life.site.reviews.sweep();
    assert.equal((await life.get('administrator', `/api/reviews/${first.id}`)).state, 'verified');
    // It comes back before anybody closes it.
    life.site.clock.advance({ minutes: 10 });
    await holders(['administrator', 'yamada']);
    await life.site.reviews.sweep();
    assert.equal((await life.get('administrator', `/api/reviews/${first.id}`)).state, 'remediating');
    life.site.clock.advance({ minutes: 10 });
    await holders(['administrator']);
    await life.site.reviews.sweep();
    await record();
    assert.equal((await life.get('administrator', `/api/reviews/${first.id}`)).state, 'closed');
  });

  it('holds the next review against it, and keeps what did not change together, each line by itself', async () => {
    await life.act('administrator', 'POST', '/api/reviews', { variant: 'privileges' });
    const second = await newest();
    assert.equal(second.setOff, 'person');
    await assert.rejects(life.act('administrator', 'POST', '/api/reviews', { variant: 'privileges' }), refused('wrong-state'));
    const found = await lines(second.id);
    assert.deepEqual(found.map(({ who, delta }: Any) => [who.split('(')[0], delta]).sort(), [
      ['administrator', 'unchanged'],
      ['employee', 'removed'],
      ['yamada', 'removed'],
    ]);
    const shown = await life.get('committee', `/api/reviews/${second.id}/keepable`);
    assert.deepEqual(
      shown.named.map(({ who }: Any) => who.split('(')[0]),
      ['administrator'],
    );
    assert.equal((await life.get('administrator', `/api/reviews/${second.id}/keepable`)).lines, 0);
    await assert.rejects(
      life.act('committee', 'POST', `/api/reviews/${second.id}/kept`, { digest: '0'.repeat(64), lines: 1 }),
      refused('conflict'),
    );
    assert.deepEqual(await life.act('committee', 'POST', `/api/reviews/${second.id}/kept`, { digest: shown.digest, lines: shown.lines }), {
      kept: 1,
    });
    await life.act('administrator', 'POST', `/api/reviews/${second.id}/finish`, { part: 'administrator' });
    await life.act('committee', 'POST', `/api/reviews/${second.id}/finish`, { part: 'committee' });
    assert.equal((await newest()).state, 'closed');
    const file = await life.people.administrator.get(`/api/reviews/${second.id}/sheet`);
    assert.equal(file.status, 200);
  });

  it('says which source failed, and does not grow smaller by it', async () => {
    await holders(['administrator', 'sato']);
    const { registers } = life.site.running;
    const read = registers.inForce;
    registers.inForce = async () => Promise.reject(new Error('broken'));
    try {
      await life.act('administrator', 'POST', '/api/reviews', { variant: 'privileges' });
    } finally {
      registers.inForce = read;
    }
    const third = await life.get('administrator', `/api/reviews/${(await newest()).id}`);
    assert.equal(third.sources.find(({ source }: Any) => source === 'register').state, 'failed');
    const own = await lineOf(third.id, 'administrator');
    assert.ok(own.flags.length > 0, 'it is looked at by itself');
  });

  it('hands a line back when its reviewer is gone, with a trace', async () => {
    const { id } = await newest();
    const sato = await lineOf(id, 'sato');
    await life.act('administrator', 'POST', `/api/reviews/${id}/assignments`, {
      lines: [sato.id],
      to: life.people.departmentManager.accountId,
      reason: '部門へ',
    });
    assert.equal((await life.site.reviews.sweep()).handedBack, 0);
    await life.site.database.owner.query(`UPDATE people_account SET status = 'disabled' WHERE id = $1`, [
      life.people.departmentManager.accountId,
    ]);
    assert.equal((await life.site.reviews.sweep()).handedBack, 1);
    assert.equal((await lineOf(id, 'sato')).assigned, null);
    const { rows } = await sql('SELECT by, account FROM reviews_assignment WHERE line_id = $1 ORDER BY no', [sato.id]);
    assert.deepEqual(
      rows.map(({ by }) => by === 'system'),
      [false, true],
    );
  });

  it('takes a list of accounts whole or not at all, and names what does not fit', async () => {
    const send = async (act: string, query: Record<string, string>, text: string) => {
      await life.site.site.stepUp(life.people.administrator);
      const url = `/api/review-lists/source-code/${act}?${new URLSearchParams({ file: 'members.csv', ...query })}`;
      return life.people.administrator.raw('POST', url, Buffer.from(text, 'utf8'), { 'content-type': 'application/octet-stream' });
    };
    const text = 'login,email,role,repository\r\naoki,aoki@example.co.jp,admin,core\r\nghost,,write,core\r\n';
    const shown = (await send('preview', {}, text)).json() as Any;
    assert.deepEqual([shown.lines, shown.joined], [2, 1]);
    assert.ok(shown.mismatches.some(({ kind, account }: Any) => kind === 'unknown' && account === 'ghost'));
    assert.ok(shown.mismatches.some(({ kind }: Any) => kind === 'no-account'));
    const asOf = localDateOf(life.site.clock.now());
    const broken = await send('preview', {}, 'login,role\r\n,admin\r\nx,read\r\n');
    assert.equal(broken.json().badCount, 1);
    const refusedList = await send('apply', { digest: broken.json().digest, name: 'GitHub', asOf }, 'login,role\r\n,admin\r\nx,read\r\n');
    assert.equal(refusedList.json().error, 'file-unreadable');
    assert.equal((await send('apply', { digest: '0'.repeat(64), name: 'GitHub', asOf }, text)).json().error, 'conflict');
    assert.equal(
      (await send('apply', { digest: shown.digest, name: 'GitHub', asOf: '2999-01-01' }, text)).json().error,
      'value-out-of-bounds',
    );
    assert.deepEqual((await send('apply', { digest: shown.digest, name: 'GitHub', asOf }, text)).json(), { lines: 2, joined: 1 });
    // The one that the change of the organisation opened had nothing to judge; the next sees the list.
    const opened = (await life.get('administrator', '/api/reviews')).reviews.find(({ variant }: Any) => variant === 'source-code');
    await life.act('administrator', 'POST', `/api/reviews/${opened.id}/finish`, { part: 'administrator' });
    await life.act('committee', 'POST', `/api/reviews/${opened.id}/finish`, { part: 'committee' });
    await life.act('administrator', 'POST', '/api/reviews', { variant: 'source-code' });
    const { id } = await newest();
    const found = await lines(id);
    assert.deepEqual(found.map(({ who, part, measured, flags }: Any) => [who.split('(')[0], part, measured, flags]).sort(), [
      ['aoki', 'committee', 'measured', ['unregistered']],
      ['ghost', 'administrator', 'measured', ['unknown-holder', 'unregistered']],
    ]);
  });
});
