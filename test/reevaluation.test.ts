import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inTransaction } from '../src/db/pool.ts';
import { append, readEntries } from '../src/ledger/index.ts';
import type { ParamValue } from '../src/mechanism/param.ts';
import { lockValues } from '../src/values/index.ts';
import { type DataSite, dataSite } from './data-site.ts';

const clockCheck = 'clock/offset';
const listCheck = 'software/file-sharing-running';

/** From a value that comes into force to what a person reads, as the server wires it: no device says anything in between. */
describe('a value that comes into force', () => {
  let data: DataSite;
  let deviceId: string;
  before(async () => {
    data = await dataSite();
    deviceId = (await data.agent('srv-01')).deviceId;
    await data.observe(deviceId, 'clock-offset', { offsetMs: 900, boundMs: 10 });
    const { values } = data.engine;
    const asked = (values.now(values.param('forbiddenSoftware')) as string[]).map((name) => name.toLowerCase());
    await data.observe(deviceId, 'running-programs', { asked, running: [] });
  });
  after(() => data.close());

  const verdictOf = async (check: string): Promise<string> =>
    (await data.administrator.get(`/api/devices/${deviceId}`)).body.findings.find((each: { check: string }) => each.check === check)
      .verdict;
  const version = (param: string) => data.engine.values.history(param)[0]?.version ?? 0;
  const set = (param: string, value: ParamValue) => data.engine.values.set({ param, value, version: version(param), by: 'account:a' });

  it('turns the verdict from the stored fact, and says in the ledger why', async () => {
    assert.equal(await verdictOf(clockCheck), 'pass');
    await set('maxClockOffsetMs', 500);
    await data.engine.reevaluation.look();
    assert.equal(await verdictOf(clockCheck), 'fail');
    const [entry] = await readEntries(data.database.app, { limit: 1 });
    const payload = entry!.payload as Record<string, unknown>;
    assert.deepEqual([entry!.kind, payload.check, payload.reevaluated], ['finding.changed', clockCheck, true]);
    await set('maxClockOffsetMs', 1_500);
    await data.engine.reevaluation.look();
    assert.equal(await verdictOf(clockCheck), 'pass');
  });

  it('does so at the moment of effect of a version, once', async () => {
    const { values } = data.engine;
    const effectiveFrom = new Date(data.clock.now().getTime() + 60_000);
    const stored = await inTransaction(data.database.app, async (tx) => {
      await lockValues(tx);
      const done = await values.adopt(tx, [{ param: 'maxClockOffsetMs', value: 300, reason: null }], {
        effectiveFrom,
        by: 'account:b',
        version: '1.0',
      });
      await append(tx, data.clock.now(), done.events);
      return done.stored;
    });
    values.committed(stored);
    await data.engine.reevaluation.look();
    assert.equal(await verdictOf(clockCheck), 'pass', 'not before its time');
    data.clock.advance({ seconds: 60 });
    assert.equal(values.tick(), 1);
    await data.engine.reevaluation.idle();
    assert.equal(await verdictOf(clockCheck), 'fail');
    const findings = async () => (await data.database.owner.query('SELECT 1 FROM checks_finding')).rowCount;
    const before = await findings();
    await data.engine.reevaluation.look();
    assert.equal(await findings(), before);
  });

  it('waits for the answer where the question carries it: «none of the old list» says nothing of the new one', async () => {
    assert.equal(await verdictOf(listCheck), 'pass');
    await set('forbiddenSoftware', [...(data.engine.values.now(data.engine.values.param('forbiddenSoftware')) as string[]), 'mytool']);
    await data.engine.reevaluation.look();
    assert.equal(await verdictOf(listCheck), 'pass');
    await data.observe(deviceId, 'running-programs', { asked: [], running: [] });
    assert.notEqual(await verdictOf(listCheck), 'pass');
  });
});
