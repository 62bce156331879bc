import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { bodyLimits } from '../../src/sources/osquery/body-limits.ts';
import { type Flips, openFlips, skipFlips } from '../flips/real-agent.ts';

const bytes = bodyLimits.wireBytesMax.write + 1024 * 1024;

describe('the real agent, asked for more than is taken', { skip: skipFlips }, () => {
  let flips: Flips;
  before(async () => {
    flips = await openFlips();
  });
  after(() => flips?.close());

  it('lets go of the answer and goes on answering', async () => {
    await assert.rejects(flips.rows(`SELECT printf('%.*c', ${bytes}, 'x') AS cell`), /larger than/);
    assert.deepEqual(await flips.rows('SELECT 1 AS one'), [{ one: '1' }]);
  });
});
