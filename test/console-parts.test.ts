import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { silentLog } from '../src/base/log.ts';
import type { Words } from '../src/base/text.ts';
import { verdictsAt } from '../src/engine/checks/index.ts';
import { readEntries } from '../src/ledger/index.ts';
import { openConsoleParts } from '../src/server/console-parts.ts';
import { openConsoles } from '../src/server/consoles.ts';
import { newEngine } from '../src/server/engine.ts';
import { type DataSite, dataSite } from './data-site.ts';

const scanCheck = 'malware/full-scan';
const ageCheck = 'malware/definition-age';
const onCheck = 'malware/realtime-scan';
/** What Windows says of scans while another product guards it. */
const noScans = { lastAt: null, logSince: null, windowDays: 33, schedules: null, scannerInstalled: null, timersReadable: false };
const noAge = { product: 'ESET Security', updatedAt: null, saidUpToDate: null };
const header = 'Computer name,Detection engine date,Last full scan,Real-time protection';

/** From the list of a console to the verdict, as the server wires it. */
describe('a list of a virus-protection console', () => {
  let data: DataSite;
  let pc: string;
  let other: string;
  before(async () => {
    // Noon in Japan.
    data = await dataSite({ start: '2026-11-22T03:00:00Z' });
    pc = (await data.agent('keiri-01', 'windows')).deviceId;
    other = (await data.agent('keiri-02', 'windows')).deviceId;
    for (const id of [pc, other]) await answers(id);
  });
  after(() => data.close());

  const answers = async (id: string) => {
    await data.observe(id, 'full-scan', noScans);
    await data.observe(id, 'malware-definitions', noAge);
    const drafts = [
      {
        deviceId: id,
        kind: 'realtime-scan',
        source: 'test',
        observedAt: data.clock.now(),
        receivedAt: data.clock.now(),
        unreadable: { ja: '表がありません。', en: 'No such table.' },
      },
    ];
    await data.engine.intake.accept({ drafts });
  };
  const take = async (asOf: string, lines: readonly string[], consoles = data.running.consoles) => {
    const file = { kind: 'antivirus' as const, name: 'eset.csv', bytes: Buffer.from([header, ...lines].join('\r\n')) };
    const { digest } = await consoles.preview(file);
    await consoles.apply(file, { digest, asOf, product: 'ESET PROTECT' }, 'account:a');
    await data.consoleParts.look();
  };
  const finding = async (check: string, id = pc): Promise<{ verdict: string; because: Words; observedAt: string }> =>
    (await data.administrator.get(`/api/devices/${id}`)).body.findings.find((each: { check: string }) => each.check === check);
  const verdicts = async (id = pc) => Promise.all([scanCheck, ageCheck, onCheck].map(async (check) => (await finding(check, id)).verdict));
  const facts = async (id: string) =>
    (await data.database.owner.query('SELECT kind, source, body FROM intake_fact WHERE device_id = $1 ORDER BY id', [id])).rows;

  it('adds nothing where there is none', async () => {
    assert.deepEqual(await verdicts(), ['unknown', 'unknown', 'unknown']);
    await data.consoleParts.look();
    const all = await facts(pc);
    assert.equal(all.length, 3);
    assert.ok(all.every(({ source, body }) => source === 'test' && body?.console === undefined));
  });

  it('turns what the agent could not tell at once, and the ledger names it', async () => {
    await take('2026-11-22', ['keiri-01,2026-11-22,2026-11-20,on']);
    assert.deepEqual(await verdicts(), ['pass', 'pass', 'pass']);
    assert.deepEqual(await verdicts(other), ['unknown', 'unknown', 'unknown'], 'the list does not name it');
    assert.equal((await facts(other)).length, 3);
    const entries = await readEntries(data.database.app, { limit: 4 });
    const turned = entries.map(({ kind, payload }) => [kind, payload as { check?: string; before?: string; because?: Words }] as const);
    assert.deepEqual(turned.map(([kind]) => kind).sort(), ['console.imported', 'finding.changed', 'finding.changed', 'finding.changed']);
    const scan = turned.find(([, payload]) => payload.check === scanCheck)![1];
    assert.equal(scan.before, 'unknown');
    assert.match(scan.because!.ja, /ESET PROTECTの一覧\(2026-11-22時点\).*2026-11-20/);
    assert.match(scan.because!.en, /ESET PROTECT as of 2026-11-22/);
  });

  it('stays with what the agent says afterwards', async () => {
    data.clock.advance({ minutes: 30 });
    const stored = (await facts(pc)).length;
    await answers(pc);
    assert.deepEqual(await verdicts(), ['pass', 'pass', 'pass']);
    assert.equal((await facts(pc)).length, stored, 'the same again is no new fact');
    await data.observe(pc, 'malware-definitions', { ...noAge, product: 'ESET Endpoint' });
    assert.equal((await finding(ageCheck)).verdict, 'pass');
    await data.observe(pc, 'malware-definitions', { ...noAge, saidUpToDate: false });
    assert.equal((await finding(ageCheck)).verdict, 'fail', 'the agent’s own word wins');
    await data.observe(pc, 'malware-definitions', noAge);
    assert.equal((await finding(ageCheck)).verdict, 'pass');
  });

  it('is known to a server that starts again, which does what was left undone', async () => {
    const { values } = data.engine;
    const wiring = { pool: data.database.app, clock: data.clock, log: silentLog };
    // Taken, and then the server was stopped before it said anything again.
    const consoles = openConsoles({ ...wiring, values, registers: data.running.registers });
    await take('2026-11-22', ['keiri-01,2026-11-22,2026-11-21,on'], consoles);
    assert.match((await finding(scanCheck)).because.ja, /2026-11-20/);
    const again = await newEngine({ ...wiring, integrator: { wake: () => {} } as never });
    assert.equal(again.antivirus.of(pc)?.scannedOn, '2026-11-21', 'before any agent is answered');
    assert.equal(again.antivirus.of(other), undefined);
    await openConsoleParts({ ...wiring, engine: again, running: { consoles } }).look();
    assert.match((await finding(scanCheck)).because.ja, /2026-11-21/);
    await again.stop();
  });

  it('does not make a silent device heard', async () => {
    const heard = data.clock.now();
    data.clock.advance({ minutes: 20 });
    await take('2026-11-22', ['keiri-01,2026-11-22,2026-11-20,on']);
    assert.match((await finding(scanCheck)).because.ja, /2026-11-20/);
    assert.equal((await finding(scanCheck)).observedAt, heard.toISOString(), 'what stands is as old as the answer');
    data.clock.advance({ days: 3 });
    await data.engine.sweep();
    assert.deepEqual(await verdicts(), ['unknown', 'unknown', 'unknown']);
    await take('2026-11-25', ['keiri-01,2026-11-25,2026-11-24,on', 'keiri-02,2026-11-25,2026-11-24,on']);
    assert.deepEqual(await verdicts(), ['unknown', 'unknown', 'unknown']);
    assert.match((await finding(scanCheck)).because.ja, /報告がありません/);
    await answers(pc);
    assert.deepEqual(await verdicts(), ['pass', 'pass', 'pass']);
  });

  it('turns what a newer list says otherwise', async () => {
    data.clock.advance({ minutes: 1 });
    await take('2026-11-25', ['keiri-01,2026-11-10,2026-09-01,off']);
    assert.deepEqual(await verdicts(), ['fail', 'fail', 'fail']);
    assert.match((await finding(ageCheck)).because.ja, /2026-11-10/);
  });

  it('counts for a time, and by the company’s value', async () => {
    await take('2026-11-25', ['keiri-01,2026-11-25,2026-11-24,on']);
    data.clock.advance({ days: 2 });
    await answers(pc);
    assert.deepEqual(await verdicts(), ['pass', 'pass', 'pass']);
    await data.engine.values.set({ param: 'consoleListMaxDays', value: 1, version: 0, by: 'account:a' });
    await data.engine.reevaluation.look();
    assert.deepEqual(await verdicts(), ['unknown', 'unknown', 'unknown']);
    assert.match((await finding(scanCheck)).because.ja, /2日前/);
  });

  it('leaves a device that it does not name any more, which is unknown again', async () => {
    const passedAt = data.clock.now();
    await take('2026-11-27', ['keiri-01,2026-11-27,2026-11-27,on']);
    assert.deepEqual(await verdicts(), ['pass', 'pass', 'pass']);
    data.clock.advance({ minutes: 1 });
    await take('2026-11-27', ['keiri-02,2026-11-27,2026-11-27,on']);
    assert.deepEqual(await verdicts(), ['unknown', 'unknown', 'unknown']);
    assert.match((await finding(onCheck)).because.ja, /表がありません/, 'with the agent’s own reason');
    const { rows } = await data.database.owner.query<{ kind: string; body: object | null }>(
      'SELECT c.kind, f.body FROM intake_current c JOIN intake_fact f ON f.id = c.fact_id WHERE c.device_id = $1 ORDER BY c.kind',
      [pc],
    );
    assert.deepEqual(
      rows.map(({ kind, body }) => [kind, body]),
      [
        ['full-scan', noScans],
        ['malware-definitions', noAge],
        ['realtime-scan', null],
      ],
    );
    const past = await verdictsAt(data.database.app, [scanCheck], passedAt);
    assert.equal(past.find(({ deviceId }) => deviceId === pc)!.verdict, 'pass', 'a past day stands as it was');
  });
});
