import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { silentLog } from '../src/base/log.ts';
import { integrate, memorySigner, readEntries, verifyLedger } from '../src/ledger/index.ts';
import { clauseEdit, type ProcedureSite, procedureSite } from '../src/procedures/testing/site.ts';
import { type Engine, newEngine } from '../src/server/engine.ts';
import { standingReader } from '../src/server/replay.ts';

/** A device whose screen locks after twelve minutes, under a rule that says ten, then fifteen, then five. */
describe('a value that is approved', () => {
  let site: ProcedureSite;
  let engine: Engine;
  let deviceId: string;
  before(async () => {
    site = await procedureSite();
    const { clock, database } = site;
    engine = await newEngine({ pool: database.app, clock, log: silentLog, integrator: { wake: () => {} } as never });
    ({ deviceId } = await engine.devices.enrol({
      hardwareUuid: '4c4c4544-0000-4000-8000-000000000001',
      serial: 'SERIAL-1',
      instanceId: 'instance-1',
      platform: 'windows',
      name: '受付-01',
      os: 'Windows 11 Pro',
      agentVersion: '5.23.1',
      hardware: 'Example 13',
    }));
  });
  after(async () => {
    await engine.stop();
    await site.close();
  });

  // The site's own `values` and the engine's are two memories of one table; the room is tied to the engine's, as in the server.
  const observe = async () => {
    const at = site.clock.now();
    const body = { machineSeconds: 720, machinePasswordRequired: true, users: [] };
    await engine.intake.accept({ drafts: [{ deviceId, kind: 'screen-lock', source: 'test', observedAt: at, receivedAt: at, body }] });
  };
  const setLock = async (value: number, reason?: string) => {
    const { revision } = (await site.procedures.draft()).values.get('screenLockMinutes')!;
    return site.procedures.setValue({ param: 'screenLockMinutes', value, revision, reason, by: site.writer });
  };
  const standing = (at: Date) =>
    standingReader({ pool: site.database.app, applicabilityAt: (moment) => site.procedures.applicabilityAt(moment) })('8.1.e', at);
  const verdict = async (at = site.clock.now()) =>
    (await standing(at)).checks.find(({ id }) => id === 'endpoint/screen-lock')!.findings[0]?.verdict;

  it('changes verdicts from its date on, and yesterday’s replay stays what it was', async () => {
    const { clock, procedures } = site;
    await observe();
    assert.equal(await verdict(), 'fail', 'twelve minutes under a rule of ten');
    const monday = clock.now();

    await setLock(15, '受付の端末は来客対応のため');
    await site.approve(await site.submit('2026-11-25'));
    clock.set('2026-11-24T14:59:00Z');
    await reopen();
    await observe();
    assert.equal(await verdict(), 'fail', 'approved, but its day has not begun');

    clock.set('2026-11-24T15:00:00Z');
    const heard: string[] = [];
    engine.values.onChange((param) => heard.push(param));
    engine.values.tick();
    assert.deepEqual(heard, ['screenLockMinutes'], 'the agents are asked again');
    await observe();
    assert.equal(await verdict(), 'pass');
    const wednesday = clock.now();

    await setLock(5);
    await procedures.editClause(
      '8.1.e',
      clauseEdit({ revision: 1, adoption: 'changed', text: { ja: '{screenLockMinutes}でロックする。', en: '' } }),
      site.writer,
    );
    clock.advance({ minutes: 1 });
    await site.approve(await site.submit('2026-11-27'));
    clock.set('2026-11-27T03:00:00Z');
    await reopen();
    await observe();
    assert.equal(await verdict(), 'fail');

    const then = async (at: Date) => {
      const { version, content } = (await procedures.inForceAt(at))!;
      const clause = content.controls[0]!.clauses.find(({ id }) => id === '8.1.e')!;
      return [version.number, clause.adoption, content.values.screenLockMinutes!.said.ja, await verdict(at)];
    };
    assert.deepEqual(await then(wednesday), ['1.0', 'adopted', '15分', 'pass']);
    assert.deepEqual(await then(clock.now()), ['1.1', 'changed', '5分', 'fail']);
    assert.deepEqual([await procedures.inForceAt(monday), await verdict(monday)], [null, 'fail']);
    const findings = (await readEntries(site.database.app, { limit: 1000 })).filter(({ kind }) => kind === 'finding.changed');
    const said = findings
      .map(({ payload }) => payload as { check: string; verdict: string; values: { screenLockMinutes: number } })
      .filter(({ check }) => check === 'endpoint/screen-lock')
      .map((payload) => [payload.verdict, payload.values.screenLockMinutes]);
    assert.deepEqual(said.reverse(), [
      ['fail', 10],
      ['pass', 15],
      ['fail', 5],
    ]);
  });

  it('leaves every act in a ledger that verifies', async () => {
    const kinds = new Set((await readEntries(site.database.app, { limit: 1000 })).map(({ kind }) => kind));
    for (const kind of ['procedure.edited', 'procedure.submitted', 'procedure.decided', 'procedure.approved', 'value.changed'] as const)
      assert.ok(kinds.has(kind), kind);
    const signer = memorySigner();
    await integrate(site.database.app, signer, site.clock);
    const report = await verifyLedger(site.database.app, signer.vkey);
    assert.deepEqual(report.problems, []);
  });

  /** The engine's memory of the values as after a restart: the room under test wrote through another one. */
  async function reopen(): Promise<void> {
    await engine.stop();
    engine = await newEngine({ pool: site.database.app, clock: site.clock, log: silentLog, integrator: { wake: () => {} } as never });
  }
});
