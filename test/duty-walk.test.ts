import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openWalk } from './bench/walk-duties.ts';
import { runWalk } from './bench/walks.ts';

/** `npm run bench:walks -- --only duties --steps 1000000` walks the long way. */
const steps = 2_000;

describe('a random walk over the occurrences of duties, in bare SQL as the application’s role', () => {
  it('takes every lawful step and no other', async () => {
    const { counts } = await runWalk('duties', steps, openWalk, { seed: 11 });
    for (const what of [
      'accepted: completed',
      'accepted: escalated',
      'refused: closed again',
      'refused: delete',
      'refused: without history',
    ])
      assert.ok((counts[what] ?? 0) > 0, what);
  });
});
