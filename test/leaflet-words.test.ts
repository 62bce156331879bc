import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Clause } from '../src/catalog/control.ts';
import { allParams, clauseById, controls, isOperative, slotsOf } from '../src/catalog/index.ts';
import { type Audience, leafletClauses, plainWordsFor, plainWordsOf, readersOf } from '../src/catalog/leaflet.ts';
import { isRule } from '../src/mechanism/citation.ts';
import type { ParamValue } from '../src/mechanism/param.ts';
import { saidValue } from '../src/mechanism/value.ts';
import { sampleContent } from '../src/procedures/build.ts';

const charsMax = 60;
const params = new Map(allParams.map((param) => [param.id, param]));

/** Every sentence of every leaflet, with the clause it stands for. */
const sentences = [...leafletClauses].flatMap(([id, said]) =>
  Object.entries(said).map(([audience, { plain }]) => ({ id, plain, where: `${id} ${audience}` })),
);
const clauses = controls.flatMap((control) => control.clauses);
const idsOf = (wanted: (clause: Clause) => boolean): string[] => clauses.filter(wanted).map(({ id }) => id);
const saidBy = (audience: Audience): string[] => [...leafletClauses].filter(([, said]) => said[audience]).map(([id]) => id);
const actsIn = (clause: Clause, ...actors: readonly string[]): boolean => clause.actors.some((actor) => actors.includes(actor));
const isRuled = (clause: Clause): boolean => clause.mechanisms.some(isRule);

describe('the plain words of the leaflets', () => {
  it('say what asks something of users, developers or department managers and the advice behind their rules, and no other', () => {
    for (const [audience, actor] of [
      ['everyone', 'user'],
      ['developers', 'developer'],
      ['managers', 'departmentManager'],
    ] as const) {
      const wanted = idsOf((clause) => actsIn(clause, actor) && (isOperative(clause) || (clause.type === 'advice' && isRuled(clause))));
      assert.deepEqual(saidBy(audience).sort(), wanted.sort(), audience);
    }
    assert.equal(plainWordsOf('8.13.c'), null);
  });

  it('say to those who run IT exactly the clauses with a rule in which they act', () => {
    const wanted = idsOf((clause) => isRuled(clause) && actsIn(clause, 'administrator', 'operator', 'committee'));
    assert.deepEqual(saidBy('operators').sort(), wanted.sort());
    assert.ok(wanted.length < idsOf((clause) => actsIn(clause, 'administrator')).length / 3, 'a leaflet, not the procedures');
  });

  it('say every rule to somebody: one that nobody is told never runs', () => {
    for (const clause of clauses.filter(isRuled)) {
      const readers = readersOf(clause);
      assert.ok(readers.length > 0, clause.id);
      // What only introduces is told by the clauses below it.
      const below = clause.heading || clause.type === 'lead';
      for (const audience of readers)
        assert.ok(
          leafletClauses.get(clause.id)?.[audience] ??
            (below && saidBy(audience).some((id) => id.startsWith(`${clause.id.replace(/\.p$/, '')}.`))),
          `${clause.id} ${audience}`,
        );
    }
    assert.deepEqual(
      clauses.flatMap(({ id, mechanisms }) => (mechanisms.some((one) => one.status === 'planned' && one.kind === 'rule') ? [id] : [])),
      [],
    );
  });

  it('tell a user and an administrator each their half of a clause', () => {
    const said = leafletClauses.get('8.7.e.1')!;
    assert.notEqual(said.everyone!.plain.ja, said.operators!.plain.ja);
    assert.equal(plainWordsOf('8.7.e.1'), said.everyone!.plain);
    assert.deepEqual(plainWordsFor('8.7.e.1'), { operators: said.operators!.plain });
    assert.equal(plainWordsFor('8.7.a'), null, 'nobody else is told it');
    assert.equal(plainWordsFor('8.19.a'), null, 'both are told the same');
  });

  it('are frozen with a version, both halves of a clause', () => {
    const frozen = new Map(sampleContent().controls.flatMap((control) => control.clauses.map((clause) => [clause.id, clause] as const)));
    assert.deepEqual(frozen.get('8.7.e.1')!.plainFor, plainWordsFor('8.7.e.1'));
    assert.deepEqual([frozen.get('8.7.a')!.plain, 'plainFor' in frozen.get('8.7.a')!], [plainWordsOf('8.7.a'), false]);
  });

  it('take their values from the clause they stand for, the same in both languages', () => {
    for (const { id, plain } of sentences) {
      const own = slotsOf(clauseById(id)!.clause.text.ja);
      for (const slot of slotsOf(plain.ja)) {
        assert.ok(params.has(slot), `${id}: no value ${slot}`);
        assert.ok(own.includes(slot), `${id} does not say ${slot}`);
      }
      assert.deepEqual(slotsOf(plain.en).sort(), slotsOf(plain.ja).sort(), id);
    }
  });

  it('are short, polite and whole sentences', () => {
    for (const { where: id, plain } of sentences) {
      const bare = plain.ja.replace(/\{[A-Za-z0-9]+\}/g, '');
      assert.ok([...bare].length <= charsMax, `${id}: ${[...bare].length} characters`);
      assert.match(plain.ja, /(です|ます|ください|ません|あります)(\([^)]*\))?。$/, id);
      assert.match(plain.en, /\.$/, id);
    }
  });

  it('read as a sentence with either answer of a yes-or-no value', () => {
    for (const { where: id, plain } of sentences) {
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
