import assert from 'node:assert/strict';
import { it } from 'node:test';
import { openWalk } from './bench/walk-requests.ts';
import { tampers } from './bench/walk-requests-model.ts';
import { runWalk } from './bench/walks.ts';

it('walks at random over requests, and the database takes what is lawful and nothing else', async () => {
  const { counts, found } = await runWalk('requests', 6_000, openWalk, { seed: 20_261_124 });
  const times = (what: string) => counts[what] ?? 0;
  for (const what of [
    'create',
    'edit',
    'submit',
    'decide',
    'delegate',
    'settle approved',
    'settle denied',
    'settle draft',
    'settle withdrawn',
    'settle lapsed',
  ])
    assert.ok(times(`accepted: ${what}`) > 5, `${what} was hardly accepted: ${JSON.stringify(counts)}`);
  for (const what of [
    'decide',
    'decide untold',
    'decide on other bytes',
    'submit with anybody',
    'settle approved',
    ...tampers.map((each) => `tamper ${each}`),
  ])
    assert.ok(times(`refused: ${what}`) > 2, `${what} was hardly refused: ${JSON.stringify(counts)}`);
  assert.ok(found.requests! > 100 && found.decisions! > 100 && found.approved! > 10, JSON.stringify(found));
});
