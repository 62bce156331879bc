import { type Words, words } from '../base/text.ts';
import { fold } from './join.ts';

/** What a list of accounts can tell, with the titles under which the usual exports say it. */
export const listFields = {
  account: {
    title: words('アカウント', 'Account'),
    titles: [
      'アカウント',
      'ログインid',
      'ユーザーid',
      'ユーザid',
      'samaccountname',
      'userprincipalname',
      'user principal name',
      'login',
      'username',
      'user',
      'account',
      'member',
      'id',
      'email address [required]',
    ],
  },
  mail: {
    title: words('メールアドレス', 'Mail address'),
    titles: [
      'メールアドレス',
      'メール',
      'mail',
      'email',
      'e-mail',
      'primaryemail',
      'email address',
      'email address [required]',
      'verified domain email',
      'saml name id',
    ],
  },
  name: { title: words('氏名', 'Name'), titles: ['氏名', '名前', '表示名', 'displayname', 'display name', 'full name', 'name', 'cn'] },
  number: {
    title: words('社員番号', 'Staff number'),
    titles: ['社員番号', '従業員番号', 'employeeid', 'employee id', 'employeenumber', 'employee number'],
  },
  object: {
    title: words('対象', 'Of what'),
    titles: [
      '対象',
      'リポジトリ',
      'フォルダ',
      '共有フォルダ',
      '保管先',
      'システム',
      'repository',
      'repo',
      'project',
      'folder',
      'path',
      'site',
      'resource',
      'org',
    ],
  },
  level: {
    title: words('権限', 'Right'),
    titles: [
      '権限',
      'ロール',
      '役割',
      'グループ',
      'role',
      'permission',
      'permissions',
      'access level',
      'access',
      'level',
      'group',
      'groups',
      'memberof',
      'role name',
      'roles',
      'org role',
    ],
  },
  state: {
    title: words('有効・無効', 'Enabled'),
    titles: [
      '状態',
      '有効',
      'ステータス',
      'enabled',
      'accountenabled',
      'account enabled',
      'status',
      'state',
      'suspended',
      'status [read only]',
    ],
  },
  kind: { title: words('種別', 'Kind'), titles: ['種別', '種類', 'usertype', 'user type', 'type', 'membership', 'affiliation'] },
} as const satisfies Record<string, { readonly title: Words; readonly titles: readonly string[] }>;
export type ListField = keyof typeof listFields;
export const listFieldIds = Object.keys(listFields) as ListField[];
export type ListColumns = Readonly<Partial<Record<ListField, string | null>>>;

/** Which column says what, by the titles; each column once, by the order of the synonyms. */
export function guessListColumns(header: readonly string[]): Record<ListField, string | null> {
  const taken = new Set<string>();
  const found = (field: ListField): string | null => {
    for (const title of listFields[field].titles) {
      const column = header.find((each) => fold(each) === title && !taken.has(each));
      if (column === undefined) continue;
      taken.add(column);
      return column;
    }
    return null;
  };
  const guessed = Object.fromEntries(listFieldIds.map((field) => [field, found(field)])) as Record<ListField, string | null>;
  // An address is an account where nothing else names one.
  return guessed.account === null && guessed.mail !== null ? { ...guessed, account: guessed.mail } : guessed;
}

/** `suspended` says the opposite of `enabled`; null where the cell says neither. */
export function disabledIn(column: string, cell: string): boolean | null {
  const text = fold(cell);
  if (text === '') return false;
  const yes = ['true', 'yes', '1', 'はい', '有効', 'enabled', 'active', 'アクティブ', '有'].includes(text);
  const no = ['false', 'no', '0', 'いいえ', '無効', 'disabled', 'inactive', 'suspended', 'deactivated', '停止', '停止中', '無'].includes(
    text,
  );
  if (!yes && !no) return null;
  return fold(column) === 'suspended' ? yes || text === 'suspended' : no;
}
