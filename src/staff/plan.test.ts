import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readDate, readDuties, readEmail, readState, readText } from './cells.ts';
import { proposeMapping } from './fields.ts';
import { mappedRows, PlanProblems } from './plan.ts';
import { planDepartments } from './plan-departments.ts';
import { planDevices } from './plan-devices.ts';
import { planPeople, type StoredPerson } from './plan-people.ts';
import type { ImportKind } from './shape.ts';

const stored = (number: string, name: string, more: Partial<StoredPerson> = {}): StoredPerson => ({
  id: `id-${number}`,
  number,
  name,
  kana: '',
  email: '',
  department: '',
  title: '',
  duties: [],
  state: 'active',
  joinedOn: '',
  leftOn: '',
  ...more,
});

/** A file of these lines, the first one the header; its rows begin with 2. */
function rowsOf(kind: ImportKind, lines: readonly string[]) {
  const [header = [], ...rows] = lines.map((line) => line.split(','));
  const mapping = proposeMapping(kind, header);
  const problems = new PlanProblems(mapping);
  const sheet = {
    name: 's',
    headerNumber: 1,
    header,
    rows: rows.map((cells, index) => ({ number: index + 2, cells: header.map((_, at) => cells[at] ?? '') })),
  };
  return { mapping, problems, rows: mappedRows(kind, sheet, mapping, problems) };
}
const people = (
  lines: readonly string[],
  known: readonly StoredPerson[] = [],
  fullList = false,
  departments: { id: string; code: string; name: string }[] = [],
) => {
  const { mapping, problems, rows } = rowsOf('people', lines);
  return planPeople(rows, mapping, { people: known, departments, today: '2026-11-22' }, fullList, problems);
};
const told = (plan: { problems: readonly { row: number | null; column: string | null; says: { ja: string } }[] }) =>
  plan.problems.map(({ row, column, says }) => `${row} ${column}: ${says.ja}`);

describe('columns', () => {
  it('are proposed from the titles that payroll programs, LANSCOPE and SKYSEA write, in Japanese and English', () => {
    assert.deepEqual(
      proposeMapping('people', ['従業員コード', '社員 氏名', '氏名(カナ)', 'E-mail Address', '所属部署', '職位', '退職年月日']),
      {
        number: '従業員コード',
        name: '社員 氏名',
        kana: '氏名(カナ)',
        email: 'E-mail Address',
        department: '所属部署',
        title: '職位',
        leftOn: '退職年月日',
      },
    );
    assert.deepEqual(proposeMapping('people', ['Employee ID', 'Display name', 'Dept', 'Status']), {
      number: 'Employee ID',
      name: 'Display name',
      department: 'Dept',
      state: 'Status',
    });
    assert.deepEqual(proposeMapping('devices', ['登録No', 'クライアント名', 'シリアルNo.', '利用者名', 'メールアドレス']), {
      asset: '登録No',
      host: 'クライアント名',
      serial: 'シリアルNo.',
      ownerName: '利用者名',
      ownerEmail: 'メールアドレス',
    });
    assert.deepEqual(proposeMapping('departments', ['部門コード', '部門名', '親部署']), {
      code: '部門コード',
      name: '部門名',
      parent: '親部署',
    });
    assert.deepEqual(proposeMapping('people', ['何か', '別の何か']), {});
  });
});

describe('cells', () => {
  const value = (read: { ok: boolean; value?: unknown }) => (read.ok ? read.value : 'refused');
  it('are days in every spelling that lists have, and nothing else', () => {
    for (const cell of [
      '2026-11-02',
      '2026/11/2',
      '2026年11月2日',
      '20261102',
      '令和8年11月2日',
      'R8.11.2',
      '２０２６／１１／０２',
      '2026-11-02 00:00',
    ])
      assert.equal(value(readDate(cell)), '2026-11-02', cell);
    assert.equal(value(readDate('平成元年1月8日')), '1989-01-08');
    for (const cell of ['2026-02-30', '2026-13-01', '11/2/2026', '昨日', '2026', '45000', '1850-01-01'])
      assert.equal(value(readDate(cell)), 'refused', cell);
    assert.equal(value(readDate(' ')), '');
  });
  it('keep rare letters of names and fold widths', () => {
    assert.equal(value(readText('　髙﨑　𠮷\u{e0100} ', 100)), '髙﨑 𠮷\u{e0100}');
    assert.equal(value(readText('神\ufa19羽', 100)), '神\ufa19羽');
    assert.equal(value(readText('ﾀｶｻｷ ＡＢＣ　１', 100)), 'タカサキ ABC 1');
    assert.equal(value(readText('か\u3099く', 100)), 'がく');
    assert.equal(value(readText('00\u200b1\ufeff', 100)), '001');
    for (const cell of ['青〓木', 'x'.repeat(101), 'a\u202eb', 'a\u0000'])
      assert.equal(value(readText(cell, 100)), 'refused', JSON.stringify(cell));
  });
  it('are addresses, states and duties', () => {
    assert.equal(value(readEmail(' Aoki@Example.co.jp')), 'Aoki@Example.co.jp');
    for (const cell of ['aoki', 'a@b', 'a b@example.jp', 'a@example..jp@x', '<a@example.jp>', 'a@example.jp\r\nBcc: x@y.jp'])
      assert.equal(value(readEmail(cell)), 'refused', cell);
    assert.deepEqual(
      ['在籍', '退職', '休職', '', 'Active', '？'].map((cell) => value(readState(cell))),
      ['active', 'left', 'active', 'active', 'active', 'refused'],
    );
    assert.deepEqual(value(readDuties('開発者、情報システム管理者/開発者')), ['administrator', 'developer']);
    assert.equal(value(readDuties('開発者、王様')), 'refused');
  });
});

describe('a list of people', () => {
  it('adds, changes, leaves alone, and leaves columns that it lacks as they were', () => {
    const known = [stored('1', '青木 花子', { department: '営業部', email: 'aoki@example.co.jp' }), stored('2', '山田')];
    const plan = people(['社員番号,氏名,部署', '1,青木 花子,総務部', '2,山田,', '３,髙﨑,総務部'], known, false, [
      { id: 'd', code: '', name: '営業部' },
    ]);
    assert.deepEqual(plan.problems, []);
    assert.deepEqual([plan.added.length, plan.changed.length, plan.unchanged, plan.missing.length], [1, 1, 1, 0]);
    assert.deepEqual(plan.changed[0]!.fields, ['department']);
    assert.equal(plan.changed[0]!.after!.email, 'aoki@example.co.jp');
    assert.equal(plan.added[0]!.after!.number, '3');
    assert.deepEqual(plan.newDepartments, [{ code: '', name: '総務部' }], 'once, though two rows name it');
  });

  it('tells a number that stands twice on both rows, and lost zeros', () => {
    const plan = people(['社員番号,氏名', '7,甲', '8,乙', '７,丙', '12,丁'], [stored('0012', '丁')]);
    assert.deepEqual(told(plan), [
      '2 社員番号: 「7」が4行目にもあります。',
      '4 社員番号: 「7」が2行目にもあります。',
      '5 社員番号: 登録済みの「0012」と先頭の0だけが違います。Excelで0が消えていないか確かめてください(「12」)。',
    ]);
  });

  it('tells by row and column what cannot be read, and which column is missing', () => {
    const plan = people([
      '社員番号,氏名,メール,入社日,退職日,役割',
      ',甲,,,,',
      '2,,,,,',
      '3,丙,bing,2026/2/31,,王様',
      '4,丁,,2026-04-01,2025-04-01,',
    ]);
    assert.deepEqual(
      told(plan).map((line) => line.replace(/」.*|です.*/, '')),
      ['2 社員番号: 空', '3 氏名: 空', '4 入社日: 「2026/2/31', '4 メール: 「bing', '4 役割: 「王様', '5 退職日: 退職日が入社日より前'],
    );
    assert.deepEqual(told(people(['番,姓', '1,甲'])), [
      'null null: 「社員番号」にあたる列を選んでください。',
      'null null: 「氏名」にあたる列を選んでください。',
    ]);
  });

  it('lets those leave who are not in a full list, and come back', () => {
    const known = [
      stored('1', '甲', { joinedOn: '2020-04-01' }),
      stored('2', '乙', { state: 'left', leftOn: '2025-03-31' }),
      stored('3', '丙'),
    ];
    const plan = people(['社員番号,氏名,在籍区分', '2,乙,在籍', '3,丙,'], known, true);
    assert.deepEqual(
      plan.missing.map(({ id, after }) => [id, after!.state, after!.leftOn]),
      [['id-1', 'left', '2026-11-22']],
    );
    assert.deepEqual(
      plan.changed.map(({ id, after, fields }) => [id, after!.leftOn, fields]),
      [['id-2', '', ['state', 'leftOn']]],
    );
    assert.equal(people(['社員番号,氏名', '3,丙'], known, false).missing.length, 0);
  });

  it('takes a day of leaving for the state where the file has no column for it', () => {
    const plan = people(['社員番号,氏名,退職日', '1,甲,2026-11-22', '2,乙,2026-11-23', '3,丙,']);
    assert.deepEqual(
      plan.added.map(({ after }) => after!.state),
      ['left', 'active', 'active'],
    );
  });
});

describe('a list of departments', () => {
  const known = [
    { id: 'd1', code: '10', name: '営業部', parent: '', manager: '' },
    { id: 'd2', code: '', name: '総務部', parent: '', manager: '' },
  ];
  const plan = (lines: readonly string[]) => {
    const { mapping, problems, rows } = rowsOf('departments', lines);
    return planDepartments(rows, mapping, { departments: known, numbers: new Map([['1', '1']]) }, problems);
  };
  it('knows one by code, then by name, and finds a parent further down', () => {
    const found = plan(['部署コード,部署名,上位部署,部門長の社員番号', '10,第一営業部,本部,1', '20,総務部,,', '00,本部,,']);
    assert.deepEqual(found.problems, []);
    assert.deepEqual(
      found.changed.map(({ id, after, fields }) => [id, after!.parent, after!.manager, fields]),
      [
        ['d1', '本部', '1', ['name', 'parent', 'manager']],
        ['d2', '', '', ['code']],
      ],
    );
    assert.deepEqual(
      found.added.map(({ after }) => after!.name),
      ['本部'],
    );
  });
  it('refuses circles, strangers and names that are taken', () => {
    assert.deepEqual(told(plan(['部署名,上位部署', '甲,乙', '乙,甲'])), [
      '2 上位部署: 上位部署をたどると元に戻ります。',
      '3 上位部署: 上位部署をたどると元に戻ります。',
    ]);
    assert.deepEqual(told(plan(['部署コード,部署名,上位部署,部門長の社員番号', '10,総務部,海,99'])), [
      '2 部署名: その名前の部署が、別のコードで登録されています。',
      '2 上位部署: 「海」という部署はありません。',
      '2 部門長の社員番号: 社員番号「99」の人はいません。',
    ]);
  });
});

describe('a list of devices', () => {
  const staff = [stored('1', '青木 花子', { email: 'aoki@example.co.jp' }), stored('2', '山田'), stored('3', '山 田')];
  const known = [{ id: 'o1', serial: 'ABC', host: 'PC-1', asset: '', owner: '1' }];
  const plan = (lines: readonly string[], fullList = false) => {
    const { mapping, problems, rows } = rowsOf('devices', lines);
    return planDevices(rows, mapping, { devices: known, people: staff }, fullList, problems);
  };
  it('finds the user by number, address or a name that is one person’s', () => {
    const found = plan([
      'シリアル番号,コンピュータ名,社員番号,メールアドレス,使用者名',
      'abc,PC-1,,AOKI@example.co.jp,',
      'X1,PC-2,2,,',
      'To be filled by O.E.M.,PC-3,,,青木花子',
      'X4,,,,',
    ]);
    assert.deepEqual(found.problems, []);
    assert.deepEqual(
      found.added.map(({ after }) => [after!.serial, after!.host, after!.owner]),
      [
        ['X1', 'PC-2', '2'],
        ['', 'PC-3', '1'],
        ['X4', '', ''],
      ],
    );
    assert.deepEqual(
      found.changed.map(({ id, fields }) => [id, fields]),
      [['o1', ['serial']]],
    );
  });
  it('tells whom it cannot find, and what a full list lacks', () => {
    const found = plan(['シリアル番号,コンピュータ名,使用者名', 'X1,,山田', 'X2,,佐藤', ',,', 'X1,,'], true);
    assert.deepEqual(told(found), [
      '2 使用者名: 「山田」にあたる人が2人います。社員番号で指定してください。',
      '2 シリアル番号: 「X1」が5行目にもあります。',
      '3 使用者名: 「佐藤」という在籍者はいません。',
      '4 null: シリアル番号もコンピュータ名もありません。',
      '5 シリアル番号: 「X1」が2行目にもあります。',
    ]);
    assert.deepEqual(
      found.missing.map(({ id, after }) => [id, after]),
      [['o1', null]],
    );
  });
});
