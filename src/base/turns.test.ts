import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mapInTurns, Turns } from './turns.ts';

const busy = (ms: number): void => {
  const end = performance.now() + ms;
  while (performance.now() < end);
};

describe('turns', () => {
  it('let others in between pieces of long work, and keep their order', async () => {
    const seen: string[] = [];
    setImmediate(() => seen.push('another'));
    const doubled = await mapInTurns([1, 2, 3], (each) => {
      busy(8);
      seen.push(String(each));
      return 2 * each;
    });
    assert.deepEqual(doubled, [2, 4, 6]);
    assert.deepEqual(seen, ['1', 'another', '2', '3']);
  });

  it('are over after some milliseconds only, and begin anew once given', async () => {
    const turns = new Turns();
    busy(8);
    assert.equal(turns.isOver, true);
    await turns.give();
    assert.equal(turns.isOver, false);
  });
});
