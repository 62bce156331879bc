import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { FakeClock } from '../../src/base/clock.ts';
import { addTarget, changeTarget } from '../../src/capacity/index.ts';
import { type TestDatabase, testDatabase } from '../../src/db/test-database.ts';
import { readEntries } from '../../src/ledger/index.ts';

describe('entries of the ledger about machines', () => {
  let database: TestDatabase;
  const clock = new FakeClock();
  before(async () => {
    database = await testDatabase();
  });
  after(() => database.close());

  it('hold no key that stands in the address of a target, and still tell one address from another', async () => {
    const deps = { pool: database.app, clock };
    const target = { kind: 'http', name: 'wiki', address: 'http://wiki/health?key=geheim', deviceId: null, warnMs: null } as const;
    const { id } = await addTarget(deps, target, 'account:a');
    await changeTarget(deps, id, { ...target, address: 'http://wiki/health?key=andere\nzeile', revision: 1 }, 'account:a');
    const entries = await readEntries(database.app, { limit: 10, kind: 'capacity.target' });
    const told = entries.map(({ payload }) => payload as { address: string; addressDigest: string });
    assert.doesNotMatch(JSON.stringify(told), /geheim|andere|zeile/);
    assert.deepEqual(
      told.map(({ address }) => address),
      ['http://wiki/health?…', 'http://wiki/health?…'],
    );
    assert.notEqual(told[0]!.addressDigest, told[1]!.addressDigest);
  });
});
