import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fieldView } from '../src/api/mechanisms.views.ts';
import { cellsFault, readCell } from '../src/mechanism/cells.ts';
import type { Field } from '../src/mechanism/field.ts';
import { citedRequests } from '../src/overview/index.ts';
import { ApiError } from '../web/src/api/api-error.ts';
import { isNeededField } from '../web/src/api/mechanism-types.ts';
import { fieldProblems } from '../web/src/pieces/field-problems.ts';
import { readTyped } from '../web/src/pieces/typed-number.ts';
import { applySearch, kindAddress, requestSearch, wishOf } from '../web/src/requests/address.ts';
import { DraftKeeper } from '../web/src/requests/draft.ts';
import { missingIn, stillMissing } from '../web/src/requests/missing.ts';
import { validityProblem } from '../web/src/requests/validity.ts';

/** What of the forms and of the requests' pages can be held without a browser. */
describe('web: what a form refuses', () => {
  it('says each problem of a refusal beside its own field, in both languages', () => {
    const { params } = cellsFault([
      { field: 'name', says: { ja: '入力してください。', en: 'Please fill this in.' } },
      { field: 'seats.of', says: { ja: '1台以上', en: 'At least 1' } },
    ]);
    assert.deepEqual(fieldProblems(new ApiError('value-out-of-bounds', 400, params)), {
      name: { ja: '入力してください。', en: 'Please fill this in.' },
      'seats.of': { ja: '1台以上', en: 'At least 1' },
    });
  });
  it('finds none in another fault, and one in a fault that names one field only', () => {
    assert.deepEqual(fieldProblems(new ApiError('conflict', 409, { 'problem.a.ja': 'x' })), {});
    assert.deepEqual(fieldProblems(new Error('x')), {});
    assert.deepEqual(fieldProblems(null), {});
    assert.deepEqual(fieldProblems(new ApiError('value-out-of-bounds', 400, { field: 'until', ja: '後の日', en: 'later' })), {
      until: { ja: '後の日', en: 'later' },
    });
  });
  it('marks a field as needed exactly where the server needs it', () => {
    const field = { required: false, requiredWhen: { field: 'kind', is: ['other', true] } };
    assert.equal(isNeededField(field, { kind: 'other' }), true);
    assert.equal(isNeededField(field, { kind: true }), true);
    assert.equal(isNeededField(field, { kind: 'one' }), false);
    assert.equal(isNeededField(field, {}), false);
    assert.equal(isNeededField({ required: true, requiredWhen: null }, {}), true);
  });
});

describe('web: numbers as they are typed', () => {
  it('reads full-width digits, separators and signs', () => {
    assert.equal(readTyped(' 1,200 '), 1200);
    assert.equal(readTyped('12.5'), 12.5);
    assert.equal(readTyped('-3'), -3);
    assert.equal(readTyped('  '), null);
  });
  it('never turns what is no number into one: the server sees what was typed, and refuses it', () => {
    const field: Field = { id: 'seats', title: { ja: '数', en: 'Seats' }, type: 'number' };
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const read = readTyped(typed);
        if (typeof read === 'number') assert.ok(Number.isFinite(read));
        if (typeof read === 'string') assert.ok('says' in readCell(field, read), JSON.stringify(typed));
      }),
    );
    for (const typed of ['十', '1 2', '5台', 'Infinity', 'NaN', '0x10', '1e3']) assert.equal(readTyped(typed), typed);
  });
});

describe('web: addresses of requests', () => {
  it('leave out what a list cannot be filtered by', () => {
    assert.deepEqual(requestSearch({ scope: 'theirs', state: 'active', kind: 'software/install', q: '', offset: '-1', sort: 'name' }), {
      state: 'active',
      kind: 'software/install',
    });
    assert.deepEqual(requestSearch({ q: 128, offset: 50, order: 'asc' }), { q: '128', offset: 50, order: 'asc' });
  });
  it('go on with a request by its id only', () => {
    const id = '0196f0a0-1111-7000-8000-000000000001';
    assert.deepEqual(applySearch({ draft: id, copy: '../../x' }), { draft: id });
    assert.deepEqual(kindAddress('software/install'), { room: 'software', name: 'install' });
  });
});

describe('web: how long an approval is asked for', () => {
  it('takes nothing, or whole days up to the longest', () => {
    assert.equal(validityProblem(null, 30), null);
    assert.equal(validityProblem(30, 30), null);
    assert.equal(validityProblem(31, 30), 'validTooLong');
    assert.equal(validityProblem(0, 30), 'validWhole');
    assert.equal(validityProblem(1.5, 30), 'validWhole');
    assert.equal(validityProblem('半年', 30), 'validWhole');
  });
});

describe('web: what was filled in and not sent', () => {
  const tab = () => {
    const kept = new Map<string, string>();
    return {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    };
  };
  const draft = { values: { name: 'Inkscape', where: ['home'], personal: false }, validForDays: 30, pending: [] };
  it('comes back to the same person in the same form, and to nobody else', () => {
    const storage = tab();
    new DraftKeeper(storage, 'suzuki', 'software/install.new').write(draft);
    assert.deepEqual(new DraftKeeper(storage, 'suzuki', 'software/install.new').read(), draft);
    assert.equal(new DraftKeeper(storage, 'yamada', 'software/install.new').read(), null);
    assert.equal(new DraftKeeper(storage, 'suzuki', 'network/connect.new').read(), null);
  });
  it('is gone once it was sent', () => {
    const storage = tab();
    const keeper = new DraftKeeper(storage, 'suzuki', 'a');
    keeper.write(draft);
    keeper.drop();
    assert.equal(keeper.read(), null);
  });
  it('is none where something unreadable stands, or the browser keeps nothing', () => {
    const storage = tab();
    for (const text of ['', '{', '[]', '3', '{"values":null,"pending":[]}', '{"values":{}}']) {
      storage.setItem('tejun.request.suzuki.a', text);
      assert.equal(new DraftKeeper(storage, 'suzuki', 'a').read(), null, text);
    }
    const none = new DraftKeeper(null, 'suzuki', 'a');
    none.write(draft);
    assert.equal(none.read(), null);
    const full = new DraftKeeper({ ...tab(), setItem: () => assert.fail('full') }, 'suzuki', 'a');
    full.write(draft);
    assert.equal(full.read(), null);
  });
});

describe('web: what is still to be filled', () => {
  const field = (id: string, more: object = {}) => ({
    ...fieldView({ id, title: { ja: id, en: id }, type: 'text', required: true }),
    ...more,
  });
  const fields = [field('name'), field('why'), field('other', { required: false, requiredWhen: { field: 'name', is: ['other'] } })];
  it('is each needed field that is blank, and no longer the one that was filled', () => {
    const missing = missingIn(fields, { name: 'other' }, '入力');
    assert.deepEqual(Object.keys(missing), ['why', 'other']);
    assert.deepEqual(Object.keys(stillMissing(missing, { why: 'x' })), ['other']);
    assert.equal(stillMissing(missing, { name: 'x' }), missing, 'the same while nothing of it was filled');
    assert.deepEqual(missingIn(fields, { name: 'a', why: 'b' }, '入力'), {});
  });
});

describe('web: kinds by what a person wants', () => {
  it('files every kind that the product has under something that people want', () => {
    assert.ok(citedRequests.length >= 20);
    assert.deepEqual(
      citedRequests.filter(({ id }) => wishOf(id) === 'other').map(({ id }) => id),
      [],
    );
  });
  it('files a kind under its room, and what nobody thought of under the last heading', () => {
    assert.equal(wishOf('software/install'), 'software');
    assert.equal(wishOf('nothing/known'), 'other');
    assert.equal(wishOf(''), 'other');
  });
});
