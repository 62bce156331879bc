import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { trialKind } from '../../src/engine/cases/testing/site.ts';
import { citedCases } from '../../src/overview/index.ts';
import { walk } from './walk.ts';

/** Steps of each kind here; `npm run bench:case-walks` takes a million. */
const steps = 2_000;

describe('random walks over the states of cases, as the application’s role', () => {
  for (const kind of [trialKind, ...citedCases])
    it(`${kind.id}: nothing unlawful is taken, and nothing lawful refused`, async () => {
      const walked = await walk(kind, steps, 20_261_123);
      assert.deepEqual(walked.illegal.slice(0, 3), []);
      assert.deepEqual(walked.wrongly.slice(0, 3), []);
      assert.ok(walked.taken > 50, `only ${walked.taken} steps were lawful`);
      assert.ok(walked.refused > steps / 4, `only ${walked.refused} attempts were unlawful`);
    });
});
