import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type Condition, conditions } from '../catalog/control.ts';
import { clauseById, controlById, controls } from '../catalog/index.ts';
import { type Answers, proposed, proposedClause, proposedFor } from './applicability.ts';

const keys = Object.keys(conditions) as Condition[];
const anyAnswers = fc.record(
  Object.fromEntries(keys.map((key) => [key, fc.option(fc.boolean(), { nil: undefined })])),
) as fc.Arbitrary<Answers>;
const development = controls.filter(({ appliesWhenAny }) => appliesWhenAny?.includes('developsSoftware'));

describe('what the answers propose', () => {
  it('leaves a chapter out only where every one of its conditions was denied', () => {
    const [chapter] = development;
    assert.equal(proposed(chapter!, {}), null);
    assert.equal(proposed(chapter!, { developsSoftware: false }), null, 'one is still open');
    assert.equal(proposed(chapter!, { outsourcesDevelopment: true })?.applicable, true, 'one is enough');
    assert.deepEqual(proposed(chapter!, { developsSoftware: false, outsourcesDevelopment: false }), {
      applicable: false,
      reason: {
        ja: '当社はソフトウェアを自社で開発しておらず、開発の外部委託を行っていないため、適用外とする。',
        en: 'Because we do not develop software ourselves and we do not have software developed by others, the control does not apply.',
      },
    });
  });

  it('leaves a clause out as soon as one of its conditions was denied', () => {
    const { clause } = clauseById('8.20.h')!;
    assert.equal(proposedClause(clause, {}), null);
    assert.equal(
      proposedClause(clause, { hasWirelessLan: false })?.reason.ja,
      '当社は社内で無線LANを使用していないため、この項は適用しない。',
    );
    assert.equal(proposedClause(clause, { hasWirelessLan: true })?.applicable, true);
  });

  it('proposes for a number of either kind, and nothing for one that nobody knows', () => {
    const no = { developsSoftware: false, outsourcesDevelopment: false, worksAtClients: true };
    assert.equal(proposedFor('8.25', no)?.applicable, false);
    assert.equal(proposedFor('8.25.f', no)?.applicable, false, 'its chapter goes, so it goes too');
    assert.equal(proposedFor('8.13', {})?.applicable, true);
    assert.equal(proposedFor('8.99', {}), null);
  });

  it('gives every answer a whole sentence in both languages', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        for (const control of controls) {
          const whole = proposed(control, answers);
          for (const each of [whole, ...control.clauses.map((clause) => proposedClause(clause, answers))]) {
            if (each === null) continue;
            assert.match(each.reason.ja, /。$/);
            assert.match(each.reason.en, /^[A-Z].*\.$/);
            assert.ok(!/undefined/.test(each.reason.ja + each.reason.en));
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('never leaves out what an unanswered or affirmed condition holds', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        for (const control of controls) {
          const held = (control.appliesWhenAny ?? []).some((condition) => answers[condition] !== false);
          if (held || control.appliesWhenAny === undefined) assert.notEqual(proposed(control, answers)?.applicable, false, control.id);
        }
      }),
    );
  });

  it('knows only controls that the catalogue has', () => {
    for (const { id } of development) assert.ok(controlById(id));
    assert.equal(development.length, 6);
  });
});
