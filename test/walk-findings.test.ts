import assert from 'node:assert/strict';
import { it } from 'node:test';
import { openWalk } from './bench/walk-findings.ts';
import { wrongEntries, wrongWords } from './bench/walk-findings-model.ts';
import { tampers } from './bench/walk-findings-steps.ts';
import { runWalk } from './bench/walks.ts';

/** `npm run bench:walks -- --only findings --steps 1000000` walks the long way. */
it('walks at random over findings of scans, and the database takes what is lawful and nothing else', { timeout: 280_000 }, async () => {
  const { counts, found } = await runWalk('findings', 8_000, openWalk, { seed: 20_261_125 });
  const times = (outcome: string, what: RegExp) =>
    Object.entries(counts).reduce((sum, [each, n]) => sum + (each.startsWith(outcome) && what.test(each) ? n : 0), 0);
  for (const what of ['import', 'import of a part', 'moved', 'plan', 'fix', 'verify', 'reopen', 'propose', 'agree', 'decline', 'target'])
    assert.ok((counts[`accepted: ${what}`] ?? 0) > 10, `${what} was hardly accepted: ${JSON.stringify(counts)}`);
  const cheats = [
    ...['scanned in the future', 'older than the last', 'before the last', 'same file again', 'told once for two', 'gone by a part'],
    ...['gone and rated anew', 'known key as a new finding', 'of another part', 'found and gone at once', 'found without a line'],
    ...['due later than found', 'written before what it says', 'by a token that is none'],
    ...[
      'of a revision that is gone',
      'ahead',
      'from anywhere',
      'to anywhere',
      'before what was',
      'by anybody',
      'by the system',
      'without a reason',
    ],
    ...['until any day', 'without an end', 'that wants something else', 'with any proof', 'by the one who proposed', 'as somebody else'],
    ...[...wrongEntries, ...wrongWords].map((entry) => `entry ${entry}`),
  ];
  for (const cheat of cheats)
    assert.ok(times('refused', new RegExp(`, ${cheat}$`)) > 2, `${cheat} was hardly refused: ${JSON.stringify(counts)}`);
  for (const tamper of tampers)
    assert.ok(times('refused', new RegExp(`: tamper ${tamper}$`)) > 2, `${tamper} was hardly refused: ${JSON.stringify(counts)}`);
  assert.ok(found.verified! > 50 && found.left! > 100, JSON.stringify(found));
});
