import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clauseById, controls, isOperative } from './index.ts';
import { necessities } from './necessity.ts';

describe('decisions that the sample leaves open', () => {
  it('are asked of operative clauses only, in both languages, ten for "as needed" and five for "in principle"', () => {
    for (const [id, { question, suggestion }] of Object.entries(necessities)) {
      const clause = clauseById(id)?.clause;
      assert.ok(clause && isOperative(clause), id);
      for (const words of [question, suggestion]) {
        assert.match(words.ja, /[ぁ-ん]/);
        assert.match(words.en, /^[A-Z][^ぁ-ん]+[.?]$/);
      }
    }
    const exceptions = Object.values(necessities).filter(({ question }) => /誰が/.test(question.ja));
    assert.deepEqual([Object.keys(necessities).length, exceptions.length], [15, 5]);
  });

  it('miss no operative clause that says 必要に応じて or 原則として', () => {
    const open = controls
      .flatMap(({ clauses }) => clauses)
      .filter((clause) => isOperative(clause) && /必要に応じて|原則として/.test(clause.text.ja))
      .map(({ id }) => id);
    assert.ok(open.length >= 9);
    for (const id of open) assert.ok(necessities[id], id);
  });
});
