import assert from 'node:assert/strict';
import { it } from 'node:test';
import { openWalk } from './bench/walk-registers.ts';
import { runWalk } from './bench/walks.ts';

it('walks at random over the lines of registers, and the database takes what is lawful and nothing else', async () => {
  const { counts, found } = await runWalk('registers', 4_000, openWalk, { seed: 20_261_123 });
  const times = (what: string) => counts[what] ?? 0;
  for (const what of ['add', 'changed', 'ended', 'expired', 'restored', 'imported', 'derive', 'confirm'])
    assert.ok(times(`accepted: ${what}`) > 10, `${what} was hardly accepted: ${JSON.stringify(counts)}`);
  for (const what of [
    'add',
    'changed',
    'stale',
    'attack',
    'confirm',
    'no history',
    'history ahead',
    'history alone',
    'entry about another line',
  ])
    assert.ok(times(`refused: ${what}`) > 10, `${what} was hardly refused: ${JSON.stringify(counts)}`);
  assert.ok(found.lines! > 100 && found.revisions! > 1_000, JSON.stringify(found));
});
