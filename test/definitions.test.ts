import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Words } from '../src/base/text.ts';
import { allParams, controls } from '../src/catalog/index.ts';
import { isCase, isPractice } from '../src/mechanism/citation.ts';
import type { Duty, DutyEvent } from '../src/mechanism/duty.ts';
import { charsMaxOf, type Field } from '../src/mechanism/field.ts';
import type { Param } from '../src/mechanism/param.ts';
import { measuredLists, type Register } from '../src/mechanism/register.ts';
import { citedCases, citedChecks, citedDuties, citedRegisters, citedRequests } from '../src/overview/index.ts';

/** What holds for every register and duty, whoever wrote it: people fill them in for years, and their ids are permanent. */
const root = join(import.meta.dirname, '..', 'src', 'practices');
const defined = async <T>(kind: string): Promise<Map<string, T>> => {
  const found = new Map<string, T>();
  for (const file of globSync(`*/*.${kind}.ts`, { cwd: root }).sort()) {
    const values = Object.values((await import(join(root, file))) as Record<string, unknown>);
    const own = values.filter((value) => typeof value === 'object' && value !== null && (value as { kind?: string }).kind === kind);
    assert.equal(own.length, 1, `${file} defines one ${kind}`);
    found.set(file.replace(`.${kind}.ts`, ''), own[0] as T);
  }
  return found;
};
const registers = await defined<Register>('register');
const duties = await defined<Duty>('duty');
const requestIds = new Set(citedRequests.map(({ id }) => id));
const checkIds = new Set(citedChecks.map(({ id }) => id));

const japanese = /[ぁ-んァ-ヶ一-龠]/;
/** What is written alike in both languages: CPU, SSID, URLs, model numbers. */
const bothAlike = /^[\x20-\x7e・]+$/;
function bilingual(said: Words, where: string): void {
  assert.ok(said.ja.trim() !== '' && said.en.trim() !== '', where);
  assert.ok(japanese.test(said.ja) || bothAlike.test(said.ja.normalize('NFKC')), `${where}: ${said.ja}`);
  assert.doesNotMatch(said.en, japanese, where);
}
const known = (param: Param | number | undefined, where: string): void => {
  if (typeof param === 'object') assert.ok(allParams.includes(param), `${where}: no control lists ${param.id}`);
};

/** `titleMax`: the head of a column is narrower than a question of a form. */
function soundFields(fields: readonly Field[], where: string, titleMax: number): void {
  assert.equal(new Set(fields.map(({ id }) => id)).size, fields.length, `${where}: two fields of one id`);
  assert.equal(new Set(fields.map(({ title }) => title.ja)).size, fields.length, `${where}: two fields of one title`);
  for (const field of fields) {
    const at = `${where}.${field.id}`;
    assert.match(field.id, /^[a-z][A-Za-z0-9]*$/, at);
    bilingual(field.title, at);
    assert.ok([...field.title.ja].length <= titleMax, `${at}: ${field.title.ja} is too long`);
    if (field.hint) {
      bilingual(field.hint, at);
      // A hint that is a sentence ends like one; an example does not.
      assert.doesNotMatch(field.hint.ja, /(です|ます|ません)$/, at);
    }
    assert.equal(field.options !== undefined, field.type === 'choice' || field.type === 'choices', `${at}: options`);
    if (field.options) {
      assert.ok(Object.keys(field.options).length >= 2, at);
      for (const [key, title] of Object.entries(field.options)) {
        assert.match(key, /^[A-Za-z0-9]+$/, at);
        bilingual(title, `${at} ${key}`);
      }
      assert.equal(new Set(Object.values(field.options).map(({ ja }) => ja)).size, Object.keys(field.options).length, at);
    }
    assert.equal(field.register !== undefined, field.type === 'row', `${at}: register`);
    if (field.register) assert.ok(registers.has(field.register), `${at}: ${field.register}`);
    assert.ok(field.unit === undefined || field.type === 'number', `${at}: unit`);
    if (field.type === 'number') assert.ok(field.unit && field.min !== undefined && field.max !== undefined, `${at}: unit and bounds`);
    assert.ok(charsMaxOf(field) <= 2_000, at);
    if (field.requiredWhen) {
      const other = fields.find(({ id }) => id === field.requiredWhen!.field);
      assert.ok(other && field.required !== true, `${at}: needed when`);
      for (const value of field.requiredWhen.is)
        assert.ok(other.type === 'boolean' ? typeof value === 'boolean' : other.options?.[String(value)], `${at}: ${String(value)}`);
    }
  }
}

function soundEvent(event: DutyEvent, where: string): void {
  if (event.type === 'recorded') bilingual(event.says, where);
  if (event.type === 'request-approved') assert.ok(requestIds.has(event.request), `${where}: ${event.request}`);
  if (event.type === 'row-added') assert.ok(registers.has(event.register), `${where}: ${event.register}`);
}

describe('the registers', () => {
  it('are the 32 that the guideline implies and that of forbidden software, each cited by a clause, under the name of its file and a code of its own', () => {
    assert.equal(registers.size, 33);
    for (const [file, register] of registers) assert.equal(register.id, file);
    assert.equal(new Set([...registers.values()].map(({ code }) => code)).size, 33);
    assert.equal(new Set([...registers.values()].map(({ title }) => title.ja)).size, 33);
    assert.deepEqual(citedRegisters.map(({ id }) => id).sort(), [...registers.keys()].sort());
  });

  it('have columns that a person can fill in, and name their lines by text', () => {
    for (const { id, code, title, purpose, columns, key, label, deadlines, confirmMonths } of registers.values()) {
      assert.match(code, /^R-[0-9A-Z]{2,6}$/);
      bilingual(title, id);
      bilingual(purpose, id);
      assert.match(purpose.ja, /。$/, id);
      assert.ok(columns.length >= 6 && columns.length <= 15, `${id}: ${columns.length} columns`);
      soundFields(columns, id, 13);
      const column = (name: string) => columns.find((each) => each.id === name);
      assert.ok(key.length > 0 && key.every(column), `${id}: key`);
      assert.equal(new Set(key).size, key.length, `${id}: key`);
      assert.ok(key.includes(label), `${id}: the label belongs to what makes a line what it is`);
      assert.equal(column(label)?.type, 'text', `${id}: label`);
      assert.equal(column(label)?.required, true, `${id}: label`);
      for (const { column: name, says } of deadlines ?? []) {
        assert.equal(column(name)?.type, 'date', `${id}: ${name}`);
        bilingual(says, id);
      }
      known(confirmMonths, id);
      assert.ok(typeof confirmMonths === 'object' || (confirmMonths >= 1 && confirmMonths <= 12), id);
    }
  });

  it('hold each measured list once', () => {
    const held = [...registers.values()].flatMap(({ reconcile }) => reconcile ?? []);
    assert.deepEqual(held.map(({ list }) => list).sort(), [...measuredLists].sort());
    for (const { says } of held) {
      bilingual(says.unregistered, 'unregistered');
      bilingual(says.unmeasured, 'unmeasured');
    }
  });

  it('is open to everybody for permitted and forbidden software only', () => {
    assert.deepEqual(
      [...registers.values()].filter(({ openToAll }) => openToAll).map(({ id }) => id),
      ['software/allowed', 'software/forbidden'],
    );
  });
});

describe('the duties', () => {
  it('are each cited by a clause, under the name of its file', () => {
    for (const [file, duty] of duties) assert.equal(duty.id, file);
    assert.deepEqual(citedDuties.map(({ id }) => id).sort(), [...duties.keys()].sort());
    assert.equal(new Set([...duties.values()].map(({ title }) => title.ja)).size, duties.size);
  });

  it('say in plain steps what to do, and ask for what an auditor will ask', () => {
    for (const { id, title, purpose, steps, record } of duties.values()) {
      bilingual(title, id);
      bilingual(purpose, id);
      assert.match(purpose.ja, /。$/, id);
      assert.ok(steps.length >= 3 && steps.length <= 6, `${id}: ${steps.length} steps`);
      for (const step of steps) {
        bilingual(step, id);
        assert.match(step.ja, /。$/, id);
      }
      assert.ok(record.length >= 3 && record.length <= 9, `${id}: ${record.length} fields`);
      assert.ok(
        record.some((field) => field.required),
        id,
      );
      soundFields(record, id, 18);
    }
  });

  it('come when the company says, and rest on what exists', () => {
    for (const { id, recurrence, sheet, shift } of duties.values()) {
      if (recurrence.type === 'every') {
        known(recurrence.count, id);
        const unit = { month: 'か月', week: '週間', day: '日' }[recurrence.unit];
        if (typeof recurrence.count === 'object') assert.equal(recurrence.count.unit.ja, unit, `${id}: the value counts in another unit`);
        if (recurrence.fiscalMonth !== undefined) assert.ok(recurrence.fiscalMonth >= 1 && recurrence.fiscalMonth <= 12, id);
        for (const event of recurrence.also ?? []) soundEvent(event, id);
      } else {
        const [limit] = Object.values(recurrence.within);
        known(limit, id);
        if ('days' in recurrence.within && typeof limit === 'object') {
          assert.equal((limit as { unit: Words }).unit.ja, '日', id);
          assert.equal(shift, 'previous', `${id}: a day off must not make the company's days longer`);
        }
        assert.ok(recurrence.on.length > 0 && recurrence.quietMonths >= 1 && recurrence.quietMonths <= 12, id);
        for (const event of recurrence.on) soundEvent(event, id);
        if (recurrence.from === 'end-of-validity')
          assert.ok(
            recurrence.on.every((event) => event.type === 'request-approved'),
            id,
          );
      }
      for (const check of sheet?.checks ?? []) assert.ok(checkIds.has(check), `${id}: ${check}`);
      for (const register of sheet?.registers ?? []) assert.ok(registers.has(register), `${id}: ${register}`);
      for (const request of sheet?.requests ?? []) assert.ok(requestIds.has(request), `${id}: ${request}`);
    }
  });

  it('crowd no month: the yearly and half-yearly ones are spread, at most four of them in one', () => {
    const months = new Map<number, string[]>();
    for (const { id, recurrence } of duties.values()) {
      if (recurrence.type !== 'every' || recurrence.unit !== 'month') continue;
      const count = typeof recurrence.count === 'number' ? recurrence.count : recurrence.count.default;
      if (count < 6) continue;
      assert.ok(recurrence.fiscalMonth !== undefined, `${id}: every ${count} months, but from which`);
      for (let month = recurrence.fiscalMonth; month <= 12; month += count) months.set(month, [...(months.get(month) ?? []), id]);
      if (count === 6 && recurrence.fiscalMonth > 6)
        months.set(recurrence.fiscalMonth - 6, [...(months.get(recurrence.fiscalMonth - 6) ?? []), id]);
    }
    for (const [month, ids] of months) assert.ok(ids.length <= 4, `fiscal month ${month}: ${ids.join(', ')}`);
  });

  it('leave nobody to look at what is his or her own', () => {
    const ownerOf = (id: string) => duties.get(id)?.owner;
    assert.equal(ownerOf('privileged-access/own-review'), 'committee');
    assert.equal(ownerOf('changes/audit'), 'committee');
    assert.equal(ownerOf('capacity/instruction'), 'committee');
    assert.equal(ownerOf('development/acceptance-test'), 'departmentManager');
  });
});

describe('the citations', () => {
  it('name no register and no duty as planned any more', () => {
    const planned = controls.flatMap(({ clauses }) =>
      clauses.flatMap(({ id, mechanisms }) =>
        mechanisms.filter(({ status, kind }) => status === 'planned' && (kind === 'register' || kind === 'duty')).map(() => id),
      ),
    );
    assert.deepEqual(planned, []);
  });

  it('cite each practice once in a clause', () => {
    for (const { id, mechanisms } of controls.flatMap(({ clauses }) => clauses)) {
      const keys = mechanisms.filter(isPractice).map((practice) => `${practice.kind}:${practice.id}`);
      assert.equal(new Set(keys).size, keys.length, id);
    }
  });

  it('let the value of a clause’s cadence drive the duty that it cites', () => {
    for (const { id, cadence, mechanisms } of controls.flatMap(({ clauses }) => clauses)) {
      const cited = mechanisms.filter(isPractice).filter((practice) => practice.kind === 'duty');
      if (cadence.param === undefined || cited.length === 0) continue;
      const driven = cited.some(({ recurrence }) => {
        const by = recurrence.type === 'every' ? recurrence.count : Object.values(recurrence.within)[0];
        return typeof by === 'object' && by.id === cadence.param;
      });
      // Or the case says the day, out of what it holds and of the value.
      const said = mechanisms
        .filter(isCase)
        .some(({ steps }) =>
          steps.some(({ way, opens }) => opens?.dueOn !== undefined && way.type === 'duty' && cited.some((duty) => duty.id === way.duty)),
        );
      assert.ok(driven || said, `${id}: ${cadence.param} drives no duty`);
    }
  });
});

describe('kinds of case', () => {
  it('word what a request asked as the request does: a choice that is taken for a text shows its key', () => {
    for (const kind of citedCases)
      for (const { id, way, from, fields } of kind.steps) {
        if (way.type !== 'request') continue;
        const request = citedRequests.find((each) => each.id === way.request)!;
        const asked = new Map((from.length === 0 ? request.form : request.assessment).map((field) => [field.id, field.type]));
        for (const field of fields) assert.equal(field.type, asked.get(field.id) ?? field.type, `${kind.id} ${id} ${field.id}`);
      }
  });
});
