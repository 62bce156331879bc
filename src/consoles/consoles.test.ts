import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { FakeClock } from '../base/clock.ts';
import { type TestDatabase, testDatabase } from '../db/test-database.ts';
import { readEntries } from '../ledger/index.ts';
import { dayIn, guessColumns, yesOrNo } from './fields.ts';
import { Consoles, type Subject } from './index.ts';
import { readConsole } from './read.ts';

const bytes = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf8');

describe('lists of consoles', () => {
  let database: TestDatabase;
  const clock = new FakeClock('2026-11-20T03:00:00Z');
  let subjects: Subject[] = [
    { id: 'a', label: '社用スマホ01', serial: 'F17A' },
    { id: 'b', label: '社用スマホ02', serial: '' },
  ];
  let consoles: Consoles;
  before(async () => {
    database = await testDatabase();
    consoles = new Consoles({
      pool: database.app,
      clock,
      subjects: async () => subjects,
      dayOf: (at) => at.toISOString().slice(0, 10),
      daysBetween: (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000),
      daysMax: () => 35,
    });
  });
  after(() => database.close());

  const list = (...lines: string[]) => ({
    kind: 'phones' as const,
    name: 'devices.csv',
    bytes: bytes(['Device Name,Serial Number,Passcode Status,Last Inventory Update', ...lines].join('\r\n')),
  });
  const take = async (file: ReturnType<typeof list>, asOf = '2026-11-20') => {
    const { digest } = await consoles.preview(file);
    await consoles.apply(file, { digest, asOf, product: 'Jamf Pro' }, 'account:a');
  };
  const standing = async () => (await consoles.phones(clock.now())).verdict;

  it('know the columns of common consoles, and say nothing of others', () => {
    assert.deepEqual(guessColumns('phones', ['デバイス名', 'IMEI', 'Compliance']), {
      label: 'デバイス名',
      serial: 'IMEI',
      passcode: null,
      seenOn: null,
    });
    assert.equal(guessColumns('antivirus', ['DeviceName', 'AntivirusSignatureUpdateTime']).definitionsOn, 'AntivirusSignatureUpdateTime');
  });
  it('take nothing for a yes that is not one', () => {
    assert.deepEqual(['Present', ' 設定済み', 'Not present', 'OFF', '', 'N/A', '?'].map(yesOrNo), [
      true,
      true,
      false,
      false,
      null,
      null,
      null,
    ]);
    assert.deepEqual(['2026-11-05T10:00:00Z', '2026/1/5 9:00', '2026年11月5日', '5/1/2026', '2026-02-30', ''].map(dayIn), [
      '2026-11-05',
      '2026-01-05',
      '2026-11-05',
      null,
      null,
      null,
    ]);
  });
  it('mean one of ours by serial number, else by name, and none where two fit', () => {
    const sheet = (...rows: string[][]) => ({ header: ['n', 's'], rows: rows.map((cells, at) => ({ number: at + 2, cells })) });
    const columns = { label: 'n', serial: 's' };
    const means = (...rows: string[][]) => readConsole('phones', sheet(...rows), columns, subjects).records.map(({ subject }) => subject);
    assert.deepEqual(means(['iPhone', 'f17a'], ['社用スマホ02', 'X'], ['other', 'Y']), ['a', 'b', null]);
    assert.deepEqual(means(['iPhone', 'F17A'], ['iPad', 'F17A']), [null, null]);
    assert.deepEqual(
      readConsole('phones', sheet(['', '']), columns, subjects).bad.map(({ row }) => row),
      [2],
    );
    assert.throws(() => readConsole('phones', sheet(), {}, subjects), { code: 'bad-request' });
  });

  it('are shown before they are taken, and stand for a time', async () => {
    assert.equal(await standing(), 'unknown', 'nothing was imported');
    const shown = await consoles.preview(
      list('iPhone 15,F17A,Present,2026-11-19', '社用スマホ02,,maybe,1/2/2026', 'iPad,Z,Not present,2026-11-19'),
    );
    assert.deepEqual(
      shown.records.map(({ subject, passcode }) => [subject, passcode]),
      [
        ['a', true],
        ['b', null],
        [null, false],
      ],
    );
    assert.equal(shown.bad.length, 2);
    await take(list('iPhone 15,F17A,Present,2026-11-19', '社用スマホ02,,maybe,2026-11-19'));
    assert.equal(await standing(), 'unknown', 'of one it says neither');
    await take(list('iPhone 15,F17A,Present,2026-11-19', '社用スマホ02,,Present,2026-11-19'));
    assert.equal(await standing(), 'pass');
    subjects = [...subjects, { id: 'c', label: '社用スマホ03', serial: '' }];
    assert.equal(await standing(), 'unknown', 'a phone that came since is not proven');
    subjects = subjects.slice(0, 2);
    clock.advance({ days: 35 });
    assert.equal(await standing(), 'pass');
    clock.advance({ days: 1 });
    assert.equal(await standing(), 'unknown', 'too old');
    await take(list('iPhone 15,F17A,Not present,2026-12-25', '社用スマホ02,,Present,2026-12-25'), '2026-12-26');
    assert.equal(await standing(), 'fail');
    const [entry] = await readEntries(database.app, { limit: 1, kind: 'console.imported' });
    assert.deepEqual([entry!.subject, (entry!.payload as { matched: number }).matched], ['console:phones', 2]);
  });
  it('are refused where they are not what was shown, of a day to come, or older than what counts', async () => {
    const file = list('iPhone 15,F17A,Present,2026-12-25');
    const { digest } = await consoles.preview(file);
    const given = { digest, asOf: '2026-12-26', product: 'x' };
    await assert.rejects(consoles.apply(list('iPhone 15,F17A,Not present,2026-12-25'), given, 'account:a'), { code: 'conflict' });
    await assert.rejects(consoles.apply(file, { ...given, asOf: '2027-12-26' }, 'account:a'), { code: 'value-out-of-bounds' });
    await assert.rejects(consoles.apply(file, { ...given, asOf: '2026-12-01' }, 'account:a'), { code: 'conflict' });
    await assert.rejects(consoles.apply(file, { ...given, product: ' ' }, 'account:a'), { code: 'bad-request' });
    await assert.rejects(consoles.preview({ ...file, bytes: Buffer.from([0xff, 0xd8, 0xff, 0x00]) }), { code: 'file-unreadable' });
    await assert.rejects(database.app.query("UPDATE consoles_import SET product = 'y'"), { code: '42501' });
  });
});
