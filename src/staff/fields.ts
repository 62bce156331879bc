import { searchForm, type Words, words } from '../base/text.ts';
import type { DepartmentRecord, DeviceRecord, ImportKind, PersonRecord } from './shape.ts';

/** A column that we know. */
export interface Field<Key extends string = string> {
  readonly key: Key;
  readonly title: Words;
  readonly required: boolean;
  /** How others call it, folded; the titles themselves belong to it. */
  readonly synonyms: readonly string[];
}

const field = <Key extends string>(key: Key, ja: string, en: string, synonyms: readonly string[], required = false): Field<Key> => ({
  key,
  title: words(ja, en),
  required,
  synonyms,
});

export type PersonField = keyof PersonRecord | 'departmentCode';
export type DepartmentField = keyof DepartmentRecord | 'parentCode';
export type DeviceField = keyof DeviceRecord | 'ownerEmail' | 'ownerName';

const people: readonly Field<PersonField>[] = [
  field(
    'number',
    '社員番号',
    'Employee number',
    ['社員no', '社員コード', '従業員番号', '従業員コード', '職員番号', 'employee id', 'employee no', 'staff id', 'id'],
    true,
  ),
  field('name', '氏名', 'Name', ['名前', '社員名', '従業員名', '社員氏名', '従業員氏名', 'full name', 'display name', '表示名'], true),
  field('kana', 'フリガナ', 'Reading', [
    'ふりがな',
    'カナ',
    '氏名カナ',
    'カナ氏名',
    '氏名(カナ)',
    '社員名カナ',
    '読み',
    'kana',
    'furigana',
  ]),
  field('email', 'メールアドレス', 'E-mail', [
    'メール',
    'eメール',
    'email',
    'e-mail address',
    'email address',
    'mail',
    '電子メール',
    '会社メール',
  ]),
  field('departmentCode', '部署コード', 'Department code', ['部門コード', '所属コード', '組織コード', 'department id', 'dept code']),
  field('department', '部署', 'Department', [
    '部署名',
    '部門',
    '部門名',
    '所属',
    '所属名',
    '所属部署',
    '組織名',
    '課',
    'dept',
    'division',
    'section',
  ]),
  field('title', '役職', 'Title', ['役職名', '職位', '肩書', 'job title', 'position']),
  field('duties', '役割', 'Duties', ['情報セキュリティの役割', 'セキュリティの役割', 'roles', 'role', 'duty']),
  field('state', '在籍区分', 'State', ['在籍', '在籍状況', '在職区分', '退職区分', '状態', 'status', 'employment status']),
  field('joinedOn', '入社日', 'Joined on', ['入社年月日', '採用日', 'hire date', 'joined', 'start date']),
  field('leftOn', '退職日', 'Left on', ['退職年月日', '退社日', '退社年月日', 'leave date', 'left', 'end date', 'termination date']),
];

const departments: readonly Field<DepartmentField>[] = [
  field('code', '部署コード', 'Department code', ['コード', '部門コード', '所属コード', '組織コード', 'code', 'dept code']),
  field('name', '部署名', 'Department', ['部署', '部門', '部門名', '所属名', '組織名', 'name', 'department name', 'dept'], true),
  field('parentCode', '上位部署コード', 'Parent code', ['親部署コード', '上位コード', 'parent department code']),
  field('parent', '上位部署', 'Parent', ['上位部署名', '親部署', '上位部門', '上位組織', 'parent department']),
  field('manager', '部門長の社員番号', 'Manager’s employee number', [
    '部門の管理者',
    '部門長',
    '管理者の社員番号',
    '責任者の社員番号',
    'manager',
    'manager id',
  ]),
];

const devices: readonly Field<DeviceField>[] = [
  field('serial', 'シリアル番号', 'Serial number', [
    'シリアルno',
    '製造番号',
    'シリアル',
    's/n',
    'serial',
    'serial no',
    'bios シリアル番号',
    '本体シリアル番号',
  ]),
  field('host', 'コンピュータ名', 'Computer name', [
    'コンピューター名',
    'クライアント名',
    '端末名',
    'pc名',
    'ホスト名',
    'マシン名',
    'host',
    'hostname',
    'device name',
    'host name',
  ]),
  field('asset', '管理番号', 'Asset number', [
    '資産番号',
    '資産管理番号',
    '端末機番号',
    '登録no',
    '備品番号',
    'asset',
    'asset tag',
    'asset no',
  ]),
  field('owner', '使用者の社員番号', 'User’s employee number', [
    '社員番号',
    '社員コード',
    '使用者コード',
    '利用者コード',
    '従業員番号',
    'employee id',
    'user id',
  ]),
  field('ownerEmail', '使用者のメールアドレス', 'User’s e-mail', [
    'メールアドレス',
    'email',
    'e-mail',
    'user email',
    '利用者メールアドレス',
  ]),
  field('ownerName', '使用者名', 'User', [
    '使用者',
    '利用者',
    '利用者名',
    'ユーザー名',
    'ユーザ名',
    '氏名',
    'user name',
    'owner',
    'assigned to',
  ]),
];

export const fieldsOf: Readonly<Record<ImportKind, readonly Field[]>> = { people, departments, devices };

/** Which column of a file a field is read from: field key → title of the column. */
export type Mapping = Readonly<Record<string, string>>;

/** Without the signs and blanks by which spellings of one title differ. */
const folded = (title: string): string => searchForm(title).replace(/[\s_\-・:：*※()（）[\]【】"'’.。]/g, '');

/** Which column each field would be read from, by its title. A column is taken once, by the field that names it first. */
export function proposeMapping(kind: ImportKind, header: readonly string[]): Mapping {
  const free = new Map(header.map((title) => [folded(title), title]).reverse() as [string, string][]);
  const mapping: Record<string, string> = {};
  const take = (key: string, names: readonly string[]) => {
    if (mapping[key] !== undefined) return;
    const name = names.map(folded).find((each) => free.has(each));
    if (name === undefined) return;
    mapping[key] = free.get(name)!;
    free.delete(name);
  };
  // Our own titles first, so that an export of ours is never read askew by a synonym of another field.
  for (const { key, title } of fieldsOf[kind]) take(key, [title.ja, title.en]);
  for (const { key, synonyms } of fieldsOf[kind]) take(key, synonyms);
  return mapping;
}
