import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allParams, clauseById, controls, isOperative, slotsOf } from '../src/catalog/index.ts';
import { audiencesOf, leafletClauses, plainWordsOf } from '../src/catalog/leaflet.ts';
import type { ParamValue } from '../src/mechanism/param.ts';
import { saidValue } from '../src/mechanism/value.ts';

const charsMax = 60;
const params = new Map(allParams.map((param) => [param.id, param]));

describe('the plain words of the leaflets', () => {
  it('say every operative clause in which users, developers or department managers act, and no other', () => {
    const wanted = controls.flatMap(({ clauses }) =>
      clauses.filter((clause) => isOperative(clause) && audiencesOf(clause.actors).length > 0).map(({ id }) => id),
    );
    assert.deepEqual([...leafletClauses.keys()].sort(), wanted.sort());
    for (const id of wanted) assert.ok(plainWordsOf(id), id);
    assert.equal(plainWordsOf('8.13.c'), null);
    assert.deepEqual(audiencesOf(['user', 'administrator', 'developer']), ['everyone', 'developers']);
  });

  it('take their values from the clause they stand for, the same in both languages', () => {
    for (const [id, { plain }] of leafletClauses) {
      const own = slotsOf(clauseById(id)!.clause.text.ja);
      for (const slot of slotsOf(plain.ja)) {
        assert.ok(params.has(slot), `${id}: no value ${slot}`);
        assert.ok(own.includes(slot), `${id} does not say ${slot}`);
      }
      assert.deepEqual(slotsOf(plain.en).sort(), slotsOf(plain.ja).sort(), id);
    }
  });

  it('are short, polite and whole sentences', () => {
    for (const [id, { plain }] of leafletClauses) {
      const bare = plain.ja.replace(/\{[A-Za-z0-9]+\}/g, '');
      assert.ok([...bare].length <= charsMax, `${id}: ${[...bare].length} characters`);
      assert.match(plain.ja, /(です|ます|ください|ません|あります)(\([^)]*\))?。$/, id);
      assert.match(plain.en, /\.$/, id);
    }
  });

  it('read as a sentence with either answer of a yes-or-no value', () => {
    for (const [id, { plain }] of leafletClauses) {
      for (const slot of slotsOf(plain.ja)) {
        const param = params.get(slot)!;
        if (param.type !== 'boolean') continue;
        for (const answer of [true, false] satisfies ParamValue[]) {
          // 「…する決まり」「…しない決まり」: what a yes-or-no value says ends in a verb, so the word after it must take one.
          const said = `${saidValue(param, answer).ja}${plain.ja.split(`{${slot}}`)[1]!.slice(0, 3)}`;
          assert.match(said, /(る|う|い|す|よい)決まり$/, `${id}: ${said}`);
        }
      }
    }
  });
});
