import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId } from '../src/base/id.ts';
import { silentLog } from '../src/base/log.ts';
import { BusinessCalendar, localDateOf, startOfDay } from '../src/calendar/index.ts';
import { type TestRegisters, testRegisters } from '../src/engine/registers/testing/site.ts';
import { type Decider, Requests } from '../src/engine/requests/index.ts';
import { type Cell, type Cells, type Field, isNeeded } from '../src/mechanism/field.ts';
import type { RequestKind } from '../src/mechanism/request.ts';
import { citedRegisters, citedRequests } from '../src/overview/index.ts';

/** Every kind of request, from its form to the line in its real register, and to that line's end: two engines, no stand-in between. */
let site: TestRegisters;
let requests: Requests;
const person = newId();
const account = (name: string, ...roles: string[]): Decider => ({ id: newId(), name, roles });
const applicant = account('佐藤', 'employee');
const deciders = [
  applicant,
  account('管理者', 'administrator'),
  account('委員', 'committee'),
  account('社長', 'management'),
  account('部長', 'departmentManager'),
];
const actorOf = ({ id, roles }: Decider) => ({ actor: id, accountId: id, roles });

before(async () => {
  site = await testRegisters([...citedRegisters]);
  site.is.people.set(person, '佐藤 健');
  const calendar = new BusinessCalendar({
    closures: [],
    openWeekdays: [1, 2, 3, 4, 5],
    businessHours: { from: '09:00', to: '18:00' },
    extraHolidays: [],
    fiscalYearStartMonth: 4,
  });
  const { registers } = site;
  requests = new Requests({
    pool: site.database.app,
    clock: site.clock,
    log: silentLog,
    definitions: citedRequests,
    ports: {
      calendar: () => calendar,
      localDate: localDateOf,
      startOfDay,
      value: (param) => param.default,
      deciders: async () => deciders,
      accountNames: async () => new Map(deciders.map(({ id, name }) => [id, name])),
      clausesOf: () => [],
      applies: async () => true,
      named: async (_type, ids) => new Map(ids.map((id) => [id, { label: '佐藤 健', gone: false }])),
      bindFiles: async () => [],
      register: {
        write: (tx, register, cells, from) => registers.write(tx, register, cells, from),
        end: (tx, row, why) => registers.endRow(tx, row, why),
        describe: (rows) => registers.describe(rows),
        title: (register) => registers.definition(register)!.title,
        confirmedAt: (register, at) => registers.confirmedAt(register, at),
      },
      onApproved: async () => new Map(),
      closings: async () => new Map(),
      tell: async () => {},
    },
  });
});
after(() => site.close());

/** What a person could have written, in the fields that are needed. */
function answer({ id, type, options }: Field): Cell {
  if (type === 'choice') return Object.keys(options!).find((key) => !['degauss', 'contained', 'system', 'device'].includes(key))!;
  if (type === 'choices') return Object.keys(options!);
  if (type === 'person') return person;
  if (type === 'number') return id === 'failed' ? 0 : 10;
  // What was done lies behind, what is planned ahead.
  if (type === 'date') return id === 'testedOn' ? '2026-11-20' : '2026-12-01';
  if (type === 'moment') return id.endsWith('To') ? '2026-12-01T20:00' : '2026-12-01T19:00';
  return `${id}のとおり`;
}
function filled(fields: readonly Field[]): Cells {
  let cells: Cells = {};
  // A choice may make another field needed.
  for (let i = 0; i < 2; i += 1)
    cells = Object.fromEntries(fields.filter((field) => isNeeded(field, cells)).map((field) => [field.id, answer(field)]));
  return cells;
}

async function approve(kind: RequestKind, id: string): Promise<void> {
  for (let i = 0; i < 4; i += 1) {
    const shown = await requests.detail(id, actorOf(applicant));
    if (shown.state !== 'submitted') return;
    const step = shown.route.find(({ state }) => state === 'now')!;
    const by = actorOf(deciders.find((each) => each.id === step.deciders[0])!);
    await requests.decide(
      id,
      { revision: shown.revision, decision: 'approve', comment: '', assessment: i === 0 ? filled(kind.assessment) : {} },
      by,
    );
  }
}

describe('requests and their registers', () => {
  for (const kind of citedRequests) {
    it(`${kind.id} writes its line, and its end ends it`, async () => {
      const written = { form: filled(kind.form), validForDays: null, attach: [], submit: true };
      const { id, number } = await requests.create(kind.id, written, actorOf(applicant));
      await approve(kind, id);
      const shown = await requests.detail(id, actorOf(applicant));
      assert.equal(shown.state, 'approved');
      const { line } = shown;
      const stands = async () => (await site.database.app.query('SELECT state, register FROM registers_row WHERE id = $1', [line])).rows[0];
      assert.deepEqual(await stands(), { state: 'current', register: kind.effect.register });
      const again = await requests.create(kind.id, written, actorOf(applicant));
      if (kind.validDays === null) await assert.rejects(approve(kind, again.id), { code: 'conflict' }, 'such a line is in force');
      await requests.revoke(id, shown.revision, '不要になった', actorOf(deciders[1]!));
      assert.notEqual((await stands()).state, 'current');
      assert.ok(number > 0);
    });
  }
});
