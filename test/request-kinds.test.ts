import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allParams } from '../src/catalog/index.ts';
import { readCells } from '../src/mechanism/cells.ts';
import { type Cell, type Cells, charsMaxOf, type Field, isBlank } from '../src/mechanism/field.ts';
import type { Param } from '../src/mechanism/param.ts';
import type { RequestKind } from '../src/mechanism/request.ts';
import { citedDuties, citedRegisters, citedRequests } from '../src/overview/index.ts';

/** What holds for every kind of request, whoever wrote it. */
const registers = new Map(citedRegisters.map((register) => [register.id, register]));
const duties = new Set(citedDuties.map(({ id }) => id));
/** A company whose people are off, at a time before every date here. */
const company = {
  now: '2026-01-01T00:00',
  value: (param: Param) => param.default,
  working: () => ({ days: false, hours: false }),
};
const id = '4c4c4544-0000-4000-8000-000000000001';

/** A cell that fits its field and is as long as it may be. */
function filled(field: Field): Cell {
  switch (field.type) {
    case 'text':
    case 'longText':
      return 'あ'.repeat(charsMaxOf(field));
    case 'number':
      return field.max ?? 1;
    case 'boolean':
      return true;
    case 'date':
      return '2026-11-30';
    case 'moment':
      return '2026-11-30T19:00';
    case 'choice':
      return Object.keys(field.options!)[0]!;
    case 'choices':
      return Object.keys(field.options!);
    case 'devices':
      return [id];
    default:
      return id;
  }
}

/** Forms in which everything is filled, and each option of each choice is taken once; and the same with only what is needed. */
function* forms(fields: readonly Field[]): Generator<Cells> {
  const whole: Cells = Object.fromEntries(fields.map((field) => [field.id, filled(field)]));
  const least = (form: Cells): Cells =>
    Object.fromEntries(
      fields.map((field) => {
        const needed = field.required || field.requiredWhen?.is.includes(form[field.requiredWhen.field] as string);
        return [field.id, needed ? (form[field.id] ?? null) : null];
      }),
    );
  const options = fields
    .filter(({ type }) => type === 'choice')
    .flatMap((field) => Object.keys(field.options!).map((key) => [field.id, key] as const));
  for (const [field, key] of [['', ''] as const, ...options]) {
    const form = field === '' ? whole : { ...whole, [field]: key };
    yield form;
    yield least(form);
  }
}

/** Some forms no kind approves: then one answer is turned until it does. */
const turns: readonly Cells[] = [
  { windowTo: '2026-11-30T20:00' },
  { failed: 0, testedOn: '2025-12-31' },
  { security: 'wpa3' },
  { personal: 'none' },
  { method: 'shred' },
];
function approvable(kind: RequestKind, form: Cells): Cells {
  const known = (turn: Cells) => Object.fromEntries(Object.entries(turn).filter(([field]) => kind.form.some((each) => each.id === field)));
  const tried = [form, ...turns.map((turn) => ({ ...form, ...known(turn) }))];
  return tried.find((each) => !kind.refuses?.(each, company)) ?? form;
}

describe('kinds of request', () => {
  it('are twenty and more, each with its own id', () => {
    assert.ok(citedRequests.length >= 20, `${citedRequests.length}`);
    assert.equal(new Set(citedRequests.map((kind) => kind.id)).size, citedRequests.length);
  });

  for (const kind of citedRequests) {
    describe(kind.id, () => {
      it('says when one needs it, and asks each thing with a word about what to write', () => {
        assert.match(kind.id, /^[a-z-]+\/[a-z-]+$/);
        for (const field of [...kind.form, ...kind.assessment]) {
          assert.ok(field.title.ja !== '' && field.title.en !== '', field.id);
          const explainsItself = !['text', 'longText'].includes(field.type);
          assert.ok(explainsItself || field.hint !== undefined, `${field.id} has no hint`);
          if (field.requiredWhen)
            assert.ok(
              kind.form.some((each) => each.id === field.requiredWhen!.field),
              field.id,
            );
          if (field.register) assert.ok(registers.has(field.register), `${field.id} names ${field.register}`);
        }
        assert.ok(
          kind.form.some(({ type, required }) => type === 'text' && required),
          'lists show the first text as what it is about',
        );
        assert.ok(kind.form.some(({ required }) => required) && kind.assessment.some(({ required }) => required));
        for (const { ja, en } of [kind.title, kind.purpose, ...kind.route.map(({ title }) => title)]) assert.ok(ja !== '' && en !== '');
      });

      it('has a route of different steps that follow the company’s values', () => {
        assert.ok(kind.route.length > 0 && kind.route[0]!.when === undefined, 'the first step judges every request');
        assert.equal(new Set(kind.route.map((step) => step.id)).size, kind.route.length);
        for (const { when, chosen, approvals } of kind.route) {
          assert.ok(approvals >= 1);
          if (when) assert.ok(kind.form.some((field) => field.id === when.field));
          if (chosen) {
            assert.ok(
              allParams.some((param) => param === chosen.by),
              `${chosen.by.id} is no value of the catalogue`,
            );
            for (const option of Object.keys(chosen.by.options)) assert.ok(chosen.roles[option], `${chosen.by.id}: ${option}`);
          }
        }
        if (typeof kind.validDays === 'object' && kind.validDays !== null) assert.ok(allParams.includes(kind.validDays));
      });

      it('writes a line that its register takes, whatever was chosen', () => {
        const register = registers.get(kind.effect.register);
        assert.ok(register, `no register ${kind.effect.register}`);
        let lines = 0;
        for (const given of forms(kind.form)) {
          const form = readCells(kind.form, approvable(kind, given));
          assert.ok(form.ok, JSON.stringify(form));
          if (kind.refuses?.(form.cells, company)) continue;
          for (const judged of forms(kind.assessment)) {
            const assessment = readCells(kind.assessment, judged);
            assert.ok(assessment.ok, JSON.stringify(assessment));
            const validUntil = kind.validDays === null ? null : '2027-01-31';
            const cells = kind.effect.cells({ form: form.cells, assessment: assessment.cells, validUntil, approvedOn: '2026-11-24' });
            const line = readCells(register.columns, cells);
            assert.ok(line.ok, `${JSON.stringify(line)}\n${JSON.stringify(cells)}`);
            assert.ok(!isBlank(line.cells[register.label]));
            lines += 1;
          }
        }
        assert.ok(lines > 0);
      });

      if (kind.closing)
        it('is closed by a duty that there is', () => assert.ok(duties.has(kind.closing!.duty), `no duty ${kind.closing!.duty}`));
    });
  }

  it('that duties and their sheets name are there', () => {
    const known = new Set(citedRequests.map((kind) => kind.id));
    for (const { id: duty, recurrence, sheet } of citedDuties) {
      const events = recurrence.type === 'event' ? recurrence.on : (recurrence.also ?? []);
      for (const event of events) if (event.type === 'request-approved') assert.ok(known.has(event.request), `${duty}: ${event.request}`);
      for (const each of sheet?.requests ?? []) assert.ok(known.has(each), `${duty}: ${each}`);
    }
  });

  it('that can never be approved say why', () => {
    const refusal = (of: string, form: Cells) => citedRequests.find((kind) => kind.id === of)!.refuses!(form, company);
    assert.match(refusal('development/real-data', { personal: 'contained' })!.ja, /個人情報/);
    assert.equal(refusal('development/real-data', { personal: 'none' }), null);
    assert.match(refusal('information/disposal', { method: 'degauss', mediumKind: 'ssd' })!.ja, /磁気消去/);
    assert.equal(refusal('information/disposal', { method: 'degauss', mediumKind: 'hdd' }), null);
    for (const security of ['wpa', 'wep', 'open']) assert.ok(refusal('network/wireless', { security }));
    assert.ok(refusal('audits/agreement', { windowFrom: '2026-11-30T19:00', windowTo: '2026-11-30T19:00' }));
    assert.ok(
      refusal('development/acceptance', { result: 'accepted', cases: 10, failed: 1, testedOn: '2026-11-01', liveOn: '2026-11-02' }),
    );
    assert.ok(refusal('devices/private-phone', { safeguards: ['passcode'] }));
    assert.ok(refusal('network/reconnection', { awayFrom: '2026-11-10', scannedOn: '2026-11-09' }));
    assert.ok(refusal('devices/take-out', { from: '2026-11-10', until: '2026-11-09', information: 'なし' }));
  });
});
