import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { allParams, clauseById, controlById, controls, isOperative, slotsOf } from '../src/catalog/index.ts';
import { collectionOf } from '../src/facts/collection.ts';
import { derivedKinds } from '../src/facts/derived.ts';
import { platforms } from '../src/facts/kind.ts';
import { neighboursKind } from '../src/facts/neighbours.ts';
import { defaultsOf } from '../src/mechanism/check-tester.ts';
import { isCheck } from '../src/mechanism/citation.ts';
import { whyNotAllowed } from '../src/mechanism/value.ts';
import { citedChecks } from '../src/overview/index.ts';
import { questions } from '../src/sources/osquery/questions/index.ts';

const clauses = controls.flatMap((control) => control.clauses.map((clause) => ({ control, clause })));
const japanese = /[ぁ-んァ-ヶ一-龠]/;

describe('the catalogue', () => {
  it('holds the 34 controls, 163 entries and 118 operative clauses of the guideline', () => {
    assert.deepEqual(
      controls.map((control) => control.id),
      Array.from({ length: 34 }, (_, i) => `8.${i + 1}`),
    );
    assert.equal(clauses.length, 163);
    assert.equal(clauses.filter(({ clause }) => isOperative(clause)).length, 118);
    assert.equal(new Set(clauses.map(({ clause }) => clause.id)).size, 163);
  });

  it('says every sentence in both languages, with the same values in each', () => {
    for (const { control, clause } of clauses) {
      assert.match(clause.text.ja, japanese, clause.id);
      assert.doesNotMatch(clause.text.en, japanese, clause.id);
      assert.deepEqual(slotsOf(clause.text.ja).toSorted(), slotsOf(clause.text.en).toSorted(), clause.id);
      for (const slot of slotsOf(clause.text.ja))
        assert.ok(
          control.params.some((param) => param.id === slot),
          `${clause.id}: {${slot}}`,
        );
    }
  });

  it('uses each parameter in a sentence of each control that lists it', () => {
    for (const control of controls) {
      const used = new Set(control.clauses.flatMap((clause) => slotsOf(clause.text.ja)));
      assert.deepEqual(
        control.params.filter((param) => !used.has(param.id)).map((param) => param.id),
        [],
        control.id,
      );
    }
  });

  it('has one definition for each parameter, with a default that is allowed', () => {
    for (const id of new Set(allParams.map((param) => param.id))) {
      const definitions = new Set(controls.flatMap((control) => control.params.filter((param) => param.id === id)));
      assert.equal(definitions.size, 1, `${id} is defined twice`);
    }
    for (const param of allParams) assert.equal(whyNotAllowed(param, param.default), null, param.id);
  });

  it('refers only to what exists', () => {
    for (const { clause } of clauses) {
      for (const ref of clause.refs) assert.ok(clauseById(ref.to) ?? controlById(ref.to), `${clause.id} → ${ref.to}`);
      if (clause.cadence.param !== undefined)
        assert.ok(
          allParams.some((param) => param.id === clause.cadence.param),
          clause.id,
        );
    }
  });

  it('cites a mechanism, running or planned, for every operative clause', () => {
    for (const { clause } of clauses.filter((each) => isOperative(each.clause))) assert.ok(clause.mechanisms.length > 0, clause.id);
  });
});

/** What is asked for the inventory: no check judges it as it comes. */
const isForInventory = (pair: string) => collectionOf(pair.split('/')[0]!) !== null || pair.startsWith(`${neighboursKind.kind}/`);

describe('mechanisms', () => {
  it('cites every check that is written, and each is tested beside itself', () => {
    const root = join(import.meta.dirname, '..', 'src', 'practices');
    const files = globSync('*/*.check.ts', { cwd: root })
      .map((file) => file.replace('.check.ts', ''))
      .sort();
    assert.deepEqual(citedChecks.map((check) => check.id).toSorted(), files);
    const tests = globSync('*/*.test.ts', { cwd: root }).map((file) => file.replace('.test.ts', ''));
    assert.deepEqual(
      files.filter((file) => !tests.includes(file)),
      [],
    );
  });

  it('has at least 25 checks over at least 12 controls', () => {
    assert.ok(citedChecks.length >= 25);
    assert.ok(new Set(clauses.filter(({ clause }) => clause.mechanisms.some(isCheck)).map(({ control }) => control.id)).size >= 12);
  });

  it('has a producer and a reader for each kind of fact on each platform', () => {
    const produced = new Set([
      ...questions.map((question) => `${question.kind.kind}/${question.platform}`),
      ...derivedKinds.flatMap(({ kind }) => platforms.map((platform) => `${kind}/${platform}`)),
    ]);
    const read = new Set(
      citedChecks.flatMap((check) =>
        Object.entries(check.platforms)
          .filter(([, state]) => state === 'judged')
          .map(([platform]) => `${check.reads.kind}/${platform}`),
      ),
    );
    assert.deepEqual(
      [...read].filter((pair) => !produced.has(pair)),
      [],
      'read but never asked',
    );
    assert.deepEqual(
      // Lists and neighbours are read by the inventory.
      [...produced].filter((pair) => !read.has(pair) && !isForInventory(pair)),
      [],
      'asked but never read',
    );
  });

  it('gives every check parameters of the catalogue, so that a person can see and set them', () => {
    for (const check of citedChecks) {
      for (const id of Object.keys(defaultsOf(check.params))) {
        const param = (check.params as Record<string, { id: string }>)[id]!;
        assert.ok(
          allParams.some((known) => known.id === param.id),
          `${check.id}: ${param.id}`,
        );
      }
    }
  });
});
