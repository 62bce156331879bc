import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId } from '../../base/id.ts';
import { words } from '../../base/text.ts';
import type { MeasuredItem } from '../../mechanism/register.ts';
import { privilegesRegister } from '../../practices/privileged-access/privileges.register.ts';
import { markRemaining, placeOf } from './remaining.ts';
import type { StoredRow } from './row.store.ts';
import { by, type Exchange, exchange, thing } from './testing/exchange.ts';

describe('what is still there after its line was ended', () => {
  const measured = privilegesRegister.reconcile!;
  const holder = (account: string, deviceId: string): MeasuredItem => ({
    ...thing(account, { deviceId }),
    cells: { account, by: 'sudo' },
  });
  const line = (number: number, cells: Record<string, string>) =>
    ({ id: newId(), number, revision: 1, state: 'ended', label: cells.account, cells }) as unknown as StoredRow;
  const [one, two] = [newId(), newId()];

  it('knows a withdrawn privilege by the line that covered it, on its own device only', async () => {
    const ended = [
      line(3, { account: 'yamada', scope: 'device', device: one }),
      line(7, { account: 'Yamada', scope: 'device', device: one }),
    ];
    const [there, elsewhere, other] = await markRemaining(privilegesRegister, measured, ended, [
      holder('YAMADA', one),
      holder('yamada', two),
      holder('suzuki', one),
    ]);
    assert.equal(there!.cells.endedLine, 'R-PRIV-7');
    assert.equal(elsewhere!.cells.endedLine, undefined);
    assert.equal(other!.cells.endedLine, undefined);
    const place = placeOf(privilegesRegister, words('端末 a', 'device a'), there!.cells);
    assert.deepEqual(place, words('端末 a・取消し後も残っている権限(R-PRIV-7)', 'device a · Withdrawn, and still there (R-PRIV-7)'));
    assert.deepEqual(placeOf(privilegesRegister, place, other!.cells), place);
  });
});

describe('a line that is ended while its thing is still measured', () => {
  let site: Exchange;
  before(async () => {
    site = await exchange();
  });
  after(() => site?.site.close());
  const id = 'inventory/devices';
  const open = async () => (await site.registers.differences(id, { state: 'open', offset: 0, limit: 50 })).differences;
  const measure = (items: readonly MeasuredItem[]) => {
    site.measured = { items, complete: true, because: words('すべて', 'all') };
  };

  it('is a difference of its own kind, and is closed by the measurement alone', async () => {
    const { row } = await site.registers.add(id, { name: 'keiri-01' }, { by });
    measure([thing('keiri-01'), thing('strange-01')]);
    await site.registers.sweep();
    await site.registers.end(id, { id: row, revision: 1 }, { by, reason: '退職' });
    site.site.clock.advance({ hours: 1 });
    await site.registers.sweep();
    const places = (await open()).map(({ label, place }) => `${label}: ${place.ja}`).sort();
    assert.equal(places.length, 2);
    assert.match(places[0]!, /^keiri-01: .*・終了後も残る端末\(R-DEV-1\)$/);
    assert.doesNotMatch(places[1]!, /残る/);
    measure([thing('strange-01')]);
    site.site.clock.advance({ hours: 1 });
    await site.registers.sweep();
    assert.deepEqual(
      (await open()).map(({ label }) => label),
      ['strange-01'],
    );
  });
});
