import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isWithin, rangeOf, rangesOf } from './segments.ts';

describe('ranges of addresses', () => {
  it('reads a range and refuses everything else', () => {
    assert.deepEqual(rangeOf(' 192.168.10.77/24 '), { text: '192.168.10.77/24', start: 0xc0a80a00, prefix: 24 });
    for (const text of ['192.168.10.0', 'DMZ', '192.168.300.0/24', '10.0.0.0/7', '10.0.0.0/33', '::/64', ''])
      assert.equal(rangeOf(text), null, text);
    assert.equal(rangesOf(['DMZ', '10.0.0.0/8']).length, 1);
  });
  it('knows what lies within', () => {
    const within = (network: string, range: string) => isWithin(rangeOf(network)!, rangeOf(range)!);
    assert.ok(within('10.1.2.0/24', '10.0.0.0/8'));
    assert.ok(within('10.1.2.0/24', '10.1.2.0/24'));
    assert.ok(within('255.255.255.255/32', '255.255.255.0/24'));
    assert.equal(within('10.0.0.0/8', '10.1.2.0/24'), false);
    assert.equal(within('11.1.2.0/24', '10.0.0.0/8'), false);
  });
});
