import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readCells } from './cells.ts';
import type { Field } from './field.ts';

const title = { ja: '項目', en: 'Field' };
const yes = { ja: 'はい', en: 'yes' };
const field = (id: string, type: Field['type'], more: Partial<Field> = {}): Field => ({ id, title, type, ...more });
const one = (type: Field['type'], value: unknown, more: Partial<Field> = {}) => {
  const read = readCells([field('it', type, more)], { it: value });
  return read.ok ? read.cells.it : read.problems.map(({ says }) => says.en).join();
};

describe('what a person fills in', () => {
  it('is kept in one form: trimmed, and a blank is nothing', () => {
    assert.equal(one('text', '  髙﨑 𠮷 '), '髙﨑 𠮷');
    for (const blank of ['', '   ', null, undefined]) assert.equal(one('text', blank), null);
    assert.equal(one('longText', 'a\r\nb'), 'a\nb');
    assert.deepEqual(one('choices', ['b', 'a', 'b'], { options: { a: yes, b: yes } }), ['a', 'b']);
  });

  it('takes dates and moments that exist, and no others', () => {
    assert.equal(one('date', '2028-02-29'), '2028-02-29');
    for (const wrong of ['2027-02-29', '2026-13-01', '22/11/2026', 20261122]) assert.match(String(one('date', wrong)), /exists/);
    assert.equal(one('moment', '2026-11-22T23:59'), '2026-11-22T23:59');
    for (const wrong of ['2026-11-22T24:00', '2026-02-30T10:00', '2026-11-22 10:00']) assert.match(String(one('moment', wrong)), /exist/);
  });

  it('keeps numbers within their bounds and says them with their unit', () => {
    const bounds = { min: 1, max: 5, unit: { ja: '台', en: 'devices' } };
    assert.equal(one('number', 5, bounds), 5);
    assert.equal(one('number', 0, bounds), 'At least 1 devices.');
    assert.equal(one('number', 6, bounds), 'At most 5 devices.');
    for (const wrong of ['5', Number.NaN, Number.POSITIVE_INFINITY, true]) assert.equal(one('number', wrong), 'Enter a number.');
  });

  it('refuses what is no option, no id, too long, or cannot be seen', () => {
    assert.match(String(one('choice', 'toString', { options: { a: yes } })), /options/);
    assert.match(String(one('person', "1' OR '1'='1")), /list/);
    assert.match(String(one('text', 'あ'.repeat(201))), /At most 200 .*now 201/);
    for (const wrong of ['a\u0000b', 'a\nb', '\u202egpj.exe', '\ud800']) assert.match(String(one('text', wrong)), /cannot be used/);
    assert.equal(one('boolean', 'true'), 'Choose yes or no.');
  });

  it('names several devices, each once in the order in which they were chosen, and no more than one case is tied to', () => {
    const id = (i: number) => `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`;
    assert.deepEqual(one('devices', [id(2), id(1), id(2)]), [id(2), id(1)]);
    assert.deepEqual(one('devices', id(1)), [id(1)], 'as a form said it while it named one device');
    assert.equal(one('devices', []), null);
    for (const wrong of [['x'], [id(1), 7], { a: id(1) }, 7]) assert.equal(one('devices', wrong), 'Choose from the list.');
    const many = (count: number) =>
      one(
        'devices',
        Array.from({ length: count }, (_, i) => id(i)),
      );
    assert.equal((many(200) as string[]).length, 200);
    assert.match(String(many(201)), /At most 200 devices \(now 201\)/);
    assert.equal((one('devices', [...(many(200) as string[]), id(0)]) as string[]).length, 200, 'one that stands there twice counts once');
  });

  it('asks for what is needed, also where another answer makes it so, but not in a draft', () => {
    const fields = [
      field('what', 'choice', { required: true, options: { own: yes, other: yes } }),
      field('why', 'text', { requiredWhen: { field: 'what', is: ['other'] } }),
    ];
    const missing = (given: Record<string, unknown>, partial = false) => {
      const read = readCells(fields, given, { partial });
      return read.ok ? [] : read.problems.map((problem) => problem.field);
    };
    assert.deepEqual(missing({}), ['what']);
    assert.deepEqual(missing({ what: 'other' }), ['why']);
    assert.deepEqual(missing({ what: 'own' }), []);
    assert.deepEqual(missing({ what: 'other' }, true), []);
    assert.deepEqual(missing({ what: 'own', admin: true }), ['admin']);
  });
});
