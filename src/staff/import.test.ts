import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import iconv from 'iconv-lite';
import { FakeClock } from '../base/clock.ts';
import { type TestDatabase, testDatabase } from '../db/test-database.ts';
import { readEntries } from '../ledger/index.ts';
import { readTable } from '../tables/index.ts';
import {
  activePeople,
  addPerson,
  applyImport,
  changeStaff,
  changesOf,
  exportStaff,
  type ImportKind,
  keepMapping,
  keepUpload,
  listDepartments,
  listDevices,
  listMappings,
  listStaff,
  partyNames,
  personById,
  previewImport,
  readers,
  readImports,
  type StaffDeps,
  sweepUploads,
  uploadLimits,
} from './index.ts';

const by = 'account-a';

describe('the staff list', () => {
  let database: TestDatabase;
  let deps: StaffDeps;
  const clock = new FakeClock('2026-11-22T01:00:00Z');
  before(async () => {
    database = await testDatabase();
    deps = { pool: database.app, clock };
  });
  after(() => database.close());

  const upload = (text: string | Uint8Array, kind: ImportKind = 'people', name = 'list.csv') =>
    keepUpload(deps, Buffer.from(text as string), { kind, name, by });
  const wantedOf = (kept: Awaited<ReturnType<typeof upload>>, fullList = false) => ({
    file: kept.id,
    mapping: kept.proposed[0]!,
    fullList,
    by,
  });
  const seen = async (text: string | Uint8Array, kind: ImportKind = 'people', fullList = false, name = 'list.csv') => {
    const wanted = wantedOf(await upload(text, kind, name), fullList);
    const preview = await previewImport(deps, wanted);
    return { ...preview, apply: () => applyImport(deps, { ...wanted, digest: preview.digest, source: 'テスト' }) };
  };
  const counts = ({ plan }: Awaited<ReturnType<typeof seen>>) => [
    plan.added.length,
    plan.changed.length,
    plan.missing.length,
    plan.unchanged,
  ];
  const head = async () => (await database.owner.query<{ seq: number }>('SELECT next_seq AS seq FROM ledger_head')).rows[0]!.seq;
  const all = async () => (await listStaff(database.app, { sort: 'number', order: 'asc', offset: 0, limit: 100 })).people;

  const first =
    '社員番号,氏名,フリガナ,メール,部署,役割\n001,青木 花子,アオキ ハナコ,aoki@example.co.jp,総務部,情報システム管理者\n002,髙﨑 𠮷,タカサキ ヨシ,,営業部,\n';

  it('shows the difference first and writes nothing by that', async () => {
    const preview = await seen(first);
    assert.deepEqual(counts(preview), [2, 0, 0, 0]);
    assert.deepEqual(
      preview.plan.newDepartments.map((each) => each.name),
      ['総務部', '営業部'],
    );
    assert.deepEqual(await all(), []);
    assert.deepEqual(await readImports(database.app, 10), []);
  });

  it('applies what was seen, with its history and one entry in the ledger that names nobody', async () => {
    const run = await (await seen(first)).apply();
    assert.deepEqual([run!.added, run!.changed, run!.missing, run!.source], [2, 0, 0, 'テスト']);
    const [aoki] = await all();
    assert.deepEqual(
      [aoki!.number, aoki!.name, aoki!.department, aoki!.duties, aoki!.state, aoki!.revision],
      ['001', '青木 花子', '総務部', ['administrator'], 'active', 1],
    );
    const [change] = await changesOf(database.app, aoki!.id, 5);
    assert.deepEqual([change!.before, change!.after!.name, change!.by, change!.byImport], [null, '青木 花子', by, true]);
    const [entry] = await readEntries(database.app, { limit: 1 });
    assert.deepEqual([entry!.kind, entry!.actor, entry!.subject], ['staff.imported', by, `staff-import:${run!.id}`]);
    assert.deepEqual(entry!.payload, {
      kind: 'people',
      digest: run!.digest,
      fullList: false,
      added: 2,
      changed: 0,
      unchanged: 0,
      missing: 0,
      newDepartments: 2,
    });
  });

  it('changes nothing by the same file again, and by any export of its own', async () => {
    const before = await head();
    assert.deepEqual(counts(await seen(first)), [0, 0, 0, 2]);
    assert.equal(await (await seen(first)).apply(), null);
    for (const language of ['ja', 'en'] as const) {
      for (const kind of ['people', 'departments'] as const) {
        const about = { kind, language, encoding: 'utf-8', replace: false } as const;
        assert.deepEqual(counts(await seen(await exportStaff(deps, { ...about, format: 'csv' }), kind, true)), [0, 0, 0, 2]);
        assert.deepEqual(counts(await seen(await exportStaff(deps, { ...about, format: 'xlsx' }), kind, true, 'list.xlsx')), [0, 0, 0, 2]);
      }
    }
    assert.equal(await head(), before);
  });

  it('exports Shift_JIS only with its losses known, and does not take the losses back', async () => {
    const wanted = { kind: 'people', format: 'csv', encoding: 'cp932', language: 'ja' } as const;
    await assert.rejects(
      exportStaff(deps, { ...wanted, replace: false }),
      (error: { code: string; params: { ja: string; count: number } }) => {
        assert.deepEqual([error.code, error.params.count], ['value-out-of-bounds', 1]);
        assert.match(error.params.ja, /3行目「氏名」の「𠮷」/);
        return true;
      },
    );
    const bytes = await exportStaff(deps, { ...wanted, replace: true });
    assert.match(iconv.decode(Buffer.from(bytes), 'cp932'), /髙﨑 〓/);
    const { plan } = await seen(bytes);
    assert.deepEqual(
      plan.problems.map(({ row, column }) => [row, column]),
      [[3, '氏名']],
    );
  });

  it('refuses to apply where a row has a problem, whatever digest is shown', async () => {
    const before = await head();
    const preview = await seen('社員番号,氏名\n003,佐藤\n003,鈴木\n004,\n');
    assert.deepEqual(
      preview.plan.problems.map(({ row }) => row),
      [2, 3, 4],
    );
    await assert.rejects(preview.apply(), { code: 'not-ready' });
    assert.equal((await all()).length, 2);
    assert.equal(await head(), before);
  });

  it('refuses to apply what is no longer what was seen, and what is not one’s own', async () => {
    const preview = await seen('社員番号,氏名,役職\n002,髙﨑 𠮷,課長\n');
    const takasaki = (await all())[1]!;
    await changeStaff(deps, by, takasaki.id, takasaki.revision, { title: '部長' });
    await assert.rejects(preview.apply(), { code: 'conflict' });
    assert.equal((await personById(database.app, takasaki.id))!.title, '部長');
    const kept = await upload(first);
    await assert.rejects(previewImport(deps, { ...wantedOf(kept), by: 'account-b' }), { code: 'not-found' });
    clock.advance({ minutes: uploadLimits.lifeMinutes });
    await assert.rejects(previewImport(deps, wantedOf(kept)), { code: 'not-found' });
    await sweepUploads(deps);
    assert.equal((await database.owner.query('SELECT 1 FROM staff_upload')).rowCount, 0);
  });

  it('keeps a few files of one person only', async () => {
    for (let count = 0; count < 5; count += 1) {
      await upload(`${first}${count},x,,,,\n`);
      clock.advance({ seconds: 1 });
    }
    assert.equal((await database.owner.query('SELECT 1 FROM staff_upload')).rowCount, uploadLimits.filesKeptMax);
  });

  it('writes all or nothing: a transaction that dies half-way leaves no trace', async () => {
    const before = await head();
    await database.owner.query(`CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF NEW.number = '777' THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF; RETURN NEW; END $$`);
    await database.owner.query('GRANT EXECUTE ON FUNCTION die() TO tejun_app');
    await database.owner.query('CREATE TRIGGER die AFTER INSERT ON staff_person FOR EACH ROW EXECUTE FUNCTION die()');
    const preview = await seen('社員番号,氏名,部署\n776,甲,新しい部\n777,乙,新しい部\n001,青木 花子,新しい部\n');
    await assert.rejects(preview.apply());
    await database.owner.query('DROP TRIGGER die ON staff_person');
    assert.deepEqual(
      (await all()).map((person) => [person.number, person.department]),
      [
        ['001', '総務部'],
        ['002', '営業部'],
      ],
    );
    assert.deepEqual(
      (await listDepartments(deps)).map((each) => each.name),
      ['営業部', '総務部'],
    );
    assert.equal((await readImports(database.app, 10)).length, 1);
    assert.equal(await head(), before);
    assert.equal((await preview.apply())!.added, 2, 'and can be tried again, for the file is still kept');
  });

  it('lets those leave whom a full list lacks, and keeps their names for the clauses that they own', async () => {
    const preview = await seen(first, 'people', true);
    assert.deepEqual(counts(preview), [0, 1, 2, 1]);
    await preview.apply();
    const people = await all();
    assert.deepEqual(
      people.map((person) => [person.number, person.state, person.leftOn]),
      [
        ['001', 'active', ''],
        ['002', 'active', ''],
        ['776', 'left', '2026-11-22'],
        ['777', 'left', '2026-11-22'],
      ],
    );
    const names = await partyNames(database.app, [people[0]!.id, people[3]!.id]);
    assert.deepEqual(names.get(people[0]!.id), { name: '青木 花子', active: true });
    assert.deepEqual(names.get(people[3]!.id), { name: '乙', active: false });
    assert.equal((await activePeople(database.app)).length, 2);
    assert.equal((await readers(database.app)).length, 4);
  });

  it('is edited by hand under the same rules, with what somebody else did in between told', async () => {
    const id = await addPerson(deps, by, {
      number: '010',
      name: '山田　太郎',
      kana: 'ﾔﾏﾀﾞ',
      department: '開発部',
      email: 'Yamada@example.co.jp',
    });
    const person = (await personById(database.app, id))!;
    assert.deepEqual([person.name, person.kana, person.department], ['山田 太郎', 'ヤマダ', '開発部']);
    await assert.rejects(addPerson(deps, by, { number: '０１０', name: '別人' }), { code: 'conflict' });
    await assert.rejects(addPerson(deps, by, { number: '011', name: ' ' }), { code: 'value-out-of-bounds' });
    await assert.rejects(changeStaff(deps, by, id, 1, { email: 'x' }), { code: 'value-out-of-bounds' });
    await changeStaff(deps, by, id, 1, { duties: ['developer'] });
    await assert.rejects(changeStaff(deps, by, id, 1, { title: '主任' }), { code: 'conflict' });
    const before = await head();
    await changeStaff(deps, by, id, 2, { duties: ['developer'] });
    assert.equal(await head(), before, 'nothing changed, nothing recorded');
    const [entry] = await readEntries(database.app, { limit: 1 });
    assert.deepEqual([entry!.kind, entry!.subject, entry!.payload], ['staff.changed', `staff:${id}`, { fields: ['duties'] }]);
  });

  it('finds people by any spelling of name, reading, number, address and department', async () => {
    const found = async (q: string) =>
      (await listStaff(database.app, { q, sort: 'number', order: 'asc', offset: 0, limit: 10 })).people.map((each) => each.number);
    for (const q of ['あおき', 'ｱｵｷ', 'アオキハナ', '青木花子', 'AOKI@', '総務部']) assert.deepEqual(await found(q), ['001'], q);
    assert.deepEqual(await found('%'), []);
    const developers = await listStaff(database.app, {
      duty: 'developer',
      state: 'active',
      sort: 'name',
      order: 'desc',
      offset: 0,
      limit: 10,
    });
    assert.deepEqual([developers.total, developers.people[0]!.number], [1, '010']);
  });

  it('knows whose account it is by the address, unless two have it', async () => {
    const account = '11111111-1111-4111-8111-111111111111';
    await database.owner.query(
      `INSERT INTO people_account (id, login, login_key, name, roles, status, language, created_at) VALUES ($1, 'yamada@example.co.jp', 'yamada@example.co.jp', 'x', '{employee}', 'invited', 'ja', now())`,
      [account],
    );
    const of = async (number: string) => (await all()).find((person) => person.number === number)!;
    assert.equal((await of('010')).accountId, account);
    const id = await addPerson(deps, by, { number: '012', name: '山田 次郎', email: 'YAMADA@example.co.jp' });
    assert.deepEqual([(await of('010')).accountId, (await of('012')).accountId], [null, null]);
    await changeStaff(deps, by, id, 1, { state: 'left' });
    assert.equal((await of('010')).accountId, account);
  });

  it('takes departments and devices in, and meets a device when it is enrolled', async () => {
    await (await seen('部署コード,部署名,上位部署,部門長の社員番号\n10,総務部,本社,001\n00,本社,,\n', 'departments')).apply();
    const general = (await listDepartments(deps)).find((each) => each.code === '10')!;
    assert.deepEqual([general.name, general.parent, general.manager, general.managerName], ['総務部', '本社', '001', '青木 花子']);
    const list = 'シリアル番号,コンピュータ名,管理番号,社員番号\nSN-1,PC-1,A1,001\n,PC-2,A2,010\n';
    await (await seen(list, 'devices')).apply();
    assert.deepEqual(counts(await seen(list, 'devices', true)), [0, 0, 0, 2]);
    assert.deepEqual(
      (await listDevices(database.app, { offset: 0, limit: 10 })).devices.map((each) => each.deviceId),
      [null, null],
    );
    const device = async (id: string, serial: string | null, name: string) =>
      database.owner.query(
        `INSERT INTO devices_device (id, hardware_uuid, serial, instance_id, platform, name, search, os, agent_version, hardware, enrolled_at, last_seen_at)
         VALUES ($1::uuid, $1::text, $2, 'i', 'windows', $3, '', '', '', '', now(), now())`,
        [id, serial, name],
      );
    const [one, two] = ['21111111-1111-4111-8111-111111111111', '31111111-1111-4111-8111-111111111111'] as const;
    await device(one, 'sn-1', 'renamed');
    await device(two, null, 'pc-2.example.co.jp');
    const { devices } = await listDevices(database.app, { q: '', offset: 0, limit: 10 });
    assert.deepEqual(
      devices.map((each) => [each.host, each.ownerName, each.deviceId]),
      [
        ['PC-2', '山田 太郎', two],
        ['PC-1', '青木 花子', one],
      ],
    );
    assert.equal((await listDevices(database.app, { person: (await all())[0]!.id, offset: 0, limit: 10 })).total, 1);
    await (await seen('シリアル番号\nSN-1\n', 'devices', true)).apply();
    assert.deepEqual(
      (await listDevices(database.app, { offset: 0, limit: 10 })).devices.map((each) => each.serial),
      ['SN-1'],
    );
  });

  it('saves how a source is read, and knows its own fields only', async () => {
    await keepMapping(deps, by, { kind: 'people', name: '給与ソフト', columns: { number: 'コード', name: '名' }, encoding: 'cp932' });
    await keepMapping(deps, by, { kind: 'people', name: '給与ソフト', columns: { number: '番号', name: '名' }, encoding: null });
    assert.deepEqual(
      (await listMappings(deps)).map(({ name, columns, encoding }) => [name, columns, encoding]),
      [['給与ソフト', { number: '番号', name: '名' }, null]],
    );
    await assert.rejects(keepMapping(deps, by, { kind: 'people', name: 'x', columns: { serial: 'S' }, encoding: null }), {
      code: 'value-out-of-bounds',
    });
  });

  it('refuses a formula in a column that is read, and lets one pass that is not', async () => {
    const book = await exportStaff(deps, { kind: 'people', format: 'xlsx', encoding: 'utf-8', language: 'ja', replace: false });
    assert.equal((await readTable(book, { name: 'x.xlsx' })).problems.length, 0);
    const { Workbook } = await import('@cj-tech-master/excelts');
    const made = new Workbook();
    const sheet = made.addWorksheet('s');
    sheet.addRow(['社員番号', '氏名', '備考']);
    sheet.addRow(['001', '青木 花子', { formula: 'A1', result: 'x' }]);
    sheet.addRow(['002', { formula: 'A1', result: '髙﨑 𠮷' }, '']);
    const { plan } = await seen(new Uint8Array(await made.xlsx.writeBuffer()), 'people', false, 'x.xlsx');
    assert.deepEqual(
      plan.problems.map(({ row, column, says }) => [row, column, says.ja.slice(0, 6)]),
      [[3, '氏名', '数式のセルで']],
    );
    assert.equal(plan.unchanged, 1);
  });
});
