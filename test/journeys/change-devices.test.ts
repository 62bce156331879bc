import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { osBuild } from '../../src/facts/os-build.ts';
import { told } from '../drift/told.ts';
import { type Company, company } from './company.ts';
import { type Any, caseAskedFor, caseOf, type Given, lead, moment, openCase, today } from './lead.ts';

const packages = (...versions: string[]) => versions.map((version, i) => [`pkg-${i}`, { version }] as const);
const idOf = ({ id }: Any): string => id;
const deviceOf = ({ device }: Any): string => device.id;

/** One change of several devices: what each of them tells is held against it, and none is overlooked. */
describe('journey: a change of several devices', { timeout: 10 * 60_000 }, () => {
  let life: Company;
  let one: string;
  let two: string;
  let other: string;
  const look = () => life.site.watching.look();

  before(async () => {
    life = await company({ start: '2026-11-23T23:00:00Z' });
    [one, two, other] = (await Promise.all(['keiri-01', 'keiri-02', 'eigyo-01'].map((name) => life.site.agent(name)))).map(
      ({ deviceId }) => deviceId,
    ) as [string, string, string];
    for (const device of [one, two, other]) await told(life.site, device, { software: packages('1', '1') });
    await look();
  });
  after(() => life?.close());

  const approved = (more: Given) =>
    caseAskedFor(
      life,
      'changes/change',
      {
        title: '月例の更新',
        kind: 'update',
        size: 'routine',
        system: null,
        item: null,
        reason: '公開された脆弱性の修正',
        impact: '夜間に10分止まる',
        rollback: '前日のバックアップから復元',
        plannedOn: today(life),
        ...more,
      },
      [['administrator', { necessity: '延ばせない', effect: '業務に支障はない', risk: 'smaller' }]],
    );
  const apply = ['apply', 'administrator', { result: 'asPlanned' }, { leadsTo: 'applied' }] as const;
  const shown = (id: string) => life.get('committee', `/api/changes/${id}/differences?limit=10`);
  const seenOn = async (device: string) => (await life.site.watching.drift.events({ device, offset: 0, limit: 5 })).events[0]!;
  const check = async (id: string) => (await life.site.running.practicesAt(life.site.clock.now())).get(`tool:changes/${id}`)!;

  it('has what each of them shows attached, and not what another one shows', async () => {
    const id = await approved({ device: [two, one, two] });
    const { line } = await caseOf(life, id);
    const { row } = await life
      .get('administrator', `/api/registers/changes/changes/rows/${line.row}`)
      .then((found) => ({ row: found.row ?? found }));
    assert.deepEqual(row.cells.device, [two, one]);
    assert.equal(row.said.device.ja, 'keiri-02、keiri-01');
    const about = async (device: string) => (await life.get('administrator', `/api/cases?device=${device}&limit=50`)).cases.map(idOf);
    assert.deepEqual([await about(one), await about(two), await about(other)], [[id], [id], []]);
    await lead(life, id, [['test', 'administrator', {}, { leadsTo: 'tested' }]]);

    life.site.clock.advance({ hours: 1 });
    for (const device of [two, other]) await told(life.site, device, { software: packages('2', '1') });
    await look();
    await lead(life, id, [apply]);
    await look();
    assert.deepEqual([(await seenOn(two)).state, (await seenOn(other)).state], ['matched', 'waiting']);
    const half = await shown(id);
    assert.deepEqual(half.events.map(deviceOf), [two]);
    assert.deepEqual(half.unchanged, [{ id: one, name: 'keiri-01' }]);
    assert.deepEqual([half.unexplained, half.unexplainedOn], [0, null], 'what the third showed is no matter of this change');
    const sheet = async () => {
      const { occurrence } = (await caseOf(life, id)).waiting[0];
      return (await life.get('committee', `/api/duties/occurrences/${occurrence}`)).sheet.sections[0];
    };
    assert.equal((await sheet()).verdict, 'unknown', 'one of two told of nothing');
    assert.match((await sheet()).summary.ja, /2台のうち1台では、違いがまだ測定されていません/);

    await told(life.site, one, { software: packages('2', '1') });
    await look();
    assert.deepEqual((await shown(id)).events.map(deviceOf).sort(), [one, two].sort());
    assert.deepEqual((await shown(id)).unchanged, []);
    assert.equal((await sheet()).verdict, 'pass');
    const measured = (await caseOf(life, id)).events.filter(({ step }: Any) => step === 'measured');
    assert.equal(measured.length, 2, 'once when the first told, once when all had');
    await lead(life, id, [['audit', 'committee', { differences: 'なし', left: 'なし' }, { leadsTo: 'closed' }]]);
    assert.equal((await check('outcome-as-planned')).verdict, 'pass', (await check('outcome-as-planned')).because.ja);
  });

  it('is unknown for good where one of them told of nothing before it was audited', async () => {
    life.site.clock.advance({ days: 1 });
    for (const device of [one, two]) await told(life.site, device, { software: packages('2', '1') });
    await look();
    const id = await approved({ device: [one, two] });
    await lead(life, id, [['test', 'administrator', {}, { leadsTo: 'tested' }]]);
    life.site.clock.advance({ hours: 1 });
    await told(life.site, one, { software: packages('3', '1') });
    await look();
    await lead(life, id, [apply]);
    await look();
    await lead(life, id, [['audit', 'committee', { differences: 'なし', left: 'なし' }, { leadsTo: 'closed' }]]);
    const said = await check('outcome-as-planned');
    assert.equal(said.verdict, 'unknown');
    assert.match(said.because.ja, /2台のうち1台で、適用による違いが測定されていません/);
  });

  it('in an emergency explains what was seen on each of them during the work', async () => {
    life.site.clock.advance({ days: 1 });
    for (const device of [one, two, other]) await told(life.site, device, { software: packages('3', '1') });
    await look();
    life.site.clock.advance({ hours: 1 });
    for (const device of [one, two, other]) await told(life.site, device, { software: packages('4', '1') });
    await look();
    const id = await openCase(life, 'administrator', 'changes/change', 'emergency', 'emergency', {
      title: '攻撃への対処',
      kind: 'update',
      urgency: '攻撃が始まっていた',
      impact: '10分止まった',
      rollback: '前の版に戻す',
      startedAt: moment(life, 70),
      appliedAt: moment(life, 1),
      implementer: null,
      device: [one, two],
      system: null,
    });
    await look();
    assert.deepEqual(
      [(await seenOn(one)).state, (await seenOn(two)).state, (await seenOn(other)).state],
      ['matched', 'matched', 'waiting'],
    );
    assert.deepEqual((await shown(id)).events.map(deviceOf).sort(), [one, two].sort());
  });

  it('of a system is compared device by device, and one with another version is not overlooked', async () => {
    const { deviceId: spare } = await life.site.agent('test02');
    const build = (device: string, ...numbers: number[]) => life.site.observe(device, osBuild.kind, { name: 'Debian', numbers });
    for (const device of [one, two]) await build(device, 13, 0);
    await build(spare, 13, 1);
    // The test machine is among those that are changed: that it has what it has proves nothing of the others.
    const id = await approved({ kind: 'osOrPackage', device: [one, two, spare] });
    await lead(life, id, [['verify', 'administrator', { mayChange: true, testDevice: spare }, { leadsTo: 'tested' }], apply]);
    const versions = async () => (await shown(id)).versions;
    life.site.clock.advance({ minutes: 10 });
    await build(one, 13, 1);
    await look();
    assert.equal((await versions()).same, null, 'one of them did not tell since');
    assert.deepEqual((await versions()).untold, [{ id: two, name: 'keiri-02' }]);
    assert.equal((await check('versions-as-tested')).verdict, 'unknown');
    life.site.clock.advance({ minutes: 10 });
    await build(two, 13, 0);
    await look();
    assert.equal((await versions()).same, false);
    assert.equal((await versions()).production, 'Debian 13.0 ×1, Debian 13.1 ×1');
    assert.deepEqual((await versions()).other, [{ id: two, name: 'keiri-02' }]);
    assert.match((await check('versions-as-tested')).because.ja, /3台のうち1台の版が違います/);
    life.site.clock.advance({ minutes: 10 });
    await build(two, 13, 1);
    await look();
    assert.deepEqual([(await versions()).same, (await versions()).other], [true, []]);
    assert.equal((await check('versions-as-tested')).verdict, 'pass', (await check('versions-as-tested')).because.ja);
  });
});
