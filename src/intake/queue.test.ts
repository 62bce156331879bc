import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Delivery } from './index.ts';
import { Queue } from './queue.ts';

const list = (name: string): Delivery => ({
  drafts: [{ kind: name, collected: { collection: 'software', token: '', items: [] } }] as unknown as NonNullable<Delivery['drafts']>,
});
const other = (name: string): Delivery => ({ counts: { [name]: 1 } });
const nameOf = ({ delivery }: { delivery: Delivery }) => delivery.drafts?.[0]?.kind ?? Object.keys(delivery.counts ?? {})[0];

function filled(now: number, ...deliveries: Delivery[]) {
  const queue = new Queue();
  for (const delivery of deliveries) queue.push({ since: now, delivery, done: () => {}, failed: () => {} });
  return queue;
}
const push = (queue: Queue, since: number, delivery: Delivery) => queue.push({ since, delivery, done: () => {}, failed: () => {} });

describe('what waits for its commit', () => {
  it('takes a list that comes alone at once, one after another', () => {
    const queue = filled(1_000, list('a'));
    assert.deepEqual(queue.take(1_000).map(nameOf), ['a']);
    push(queue, 1_010, list('b'));
    assert.deepEqual(queue.take(1_010).map(nameOf), ['b']);
  });

  it('lets lists that come together wait for each other, and nothing else for them', () => {
    const queue = filled(1_000, list('a'), list('b'), other('x'));
    assert.deepEqual(queue.take(1_000).map(nameOf), ['a', 'b', 'x'], 'the first ones after a quiet time');
    push(queue, 1_100, list('c'));
    push(queue, 1_100, other('y'));
    assert.deepEqual(queue.take(1_100).map(nameOf), ['y']);
    assert.deepEqual(queue.take(1_200), []);
    push(queue, 1_300, list('d'));
    assert.deepEqual(queue.take(1_399), []);
    assert.deepEqual(queue.take(1_400).map(nameOf), ['c', 'd']);
    for (let each = 0; each < 12; each++) push(queue, 1_410, list(`l${each}`));
    assert.equal(queue.take(1_410).length, 12, 'so many do not wait longer');
    assert.equal(queue.length, 0);
  });

  it('wakes who waits for more', async () => {
    const queue = filled(0, list('a'), list('b'));
    queue.take(0);
    push(queue, 10, list('c'));
    const woken = queue.more(10);
    push(queue, 20, other('x'));
    await woken;
    assert.deepEqual(queue.take(20).map(nameOf), ['x']);
  });

  it('says how long things waited that are no lists, and when the server is behind', () => {
    const queue = filled(0, other('x'), other('y'), list('a'));
    const batch = queue.take(0);
    queue.stored(batch, 100);
    push(queue, 100, other('z'));
    assert.equal(queue.takeMeanWaitMs(400), 500 / 3);
    assert.deepEqual([queue.isBusy(600), queue.isBusy(601)], [false, true]);
    queue.take(601);
    assert.deepEqual([queue.takeMeanWaitMs(700), queue.isBusy(700)], [0, false]);
    push(queue, 700, list('b'));
    assert.deepEqual([queue.isBusy(1_500), queue.isBusy(1_601)], [false, true], 'lists wait by design');
  });
});
