import { type Language, type Words, words } from '../base/text.ts';
import { localDateOf, localTimeOf } from '../calendar/index.ts';
import { type Audience, audienceTitles, type EntryState, type Register, type RegisterEntry } from '../leaflets/index.ts';
import { type SheetColumn, writeCsv, writeWorkbook } from '../tables/index.ts';
import { type Names, nameIn } from './leaflets.views.ts';

export type RegisterFormat = 'csv' | 'csv-cp932' | 'xlsx';

const columns: readonly (Omit<SheetColumn, 'title'> & { readonly title: Words })[] = [
  { key: 'name', title: words('氏名', 'Name'), width: 20, kind: 'text' },
  { key: 'department', title: words('部署', 'Department'), width: 20, kind: 'text' },
  { key: 'state', title: words('状態', 'State'), width: 14, kind: 'text' },
  { key: 'acknowledgedAt', title: words('確認した日時', 'Confirmed at'), width: 18, kind: 'text' },
  { key: 'version', title: words('版', 'Version'), width: 8, kind: 'text' },
  { key: 'method', title: words('方法', 'How'), width: 18, kind: 'text' },
  { key: 'receipt', title: words('証跡原簿の番号', 'Ledger entry'), width: 16, kind: 'number' },
  { key: 'askedAt', title: words('依頼した日時', 'Asked at'), width: 18, kind: 'text' },
  { key: 'dueOn', title: words('期限', 'Due'), width: 12, kind: 'date' },
  { key: 'reminders', title: words('督促の回数', 'Reminders'), width: 12, kind: 'number' },
  { key: 'note', title: words('備考', 'Note'), width: 30, kind: 'text', wrap: true },
];

const stateWords: Readonly<Record<EntryState, Words>> = {
  open: words('未確認', 'Not confirmed'),
  overdue: words('期限超過', 'Overdue'),
  acknowledged: words('確認済み', 'Confirmed'),
  'not-asked': words('未送付', 'Not sent'),
  void: words('対象外', 'No longer concerned'),
};
const methodWords = {
  'mail-link': words('メールのリンク', 'Link in a mail'),
  account: words('サインインして', 'Signed in'),
  paper: words('紙', 'Paper'),
} as const;

const momentOf = (at: Date): string => `${localDateOf(at)} ${localTimeOf(at)}`;

/** The register as a file that a spreadsheet opens; times on the company's clock. */
export async function registerFile(
  { campaign, entries }: Register,
  { format, lang, audience, names, at }: { format: RegisterFormat; lang: Language; audience: Audience; names: Names; at: Date },
): Promise<{ readonly bytes: Buffer; readonly type: string; readonly name: string }> {
  const titled = columns.map((column) => ({ ...column, title: column.title[lang] }));
  const rows = entries.map((entry) => rowOf(entry, campaign?.version ?? '', lang, names));
  const name = `leaflet-${audience}-${localDateOf(at)}`;
  if (format !== 'xlsx') {
    const { bytes } = writeCsv({ columns: titled, rows }, format === 'csv' ? 'utf-8' : 'cp932');
    return { bytes, type: `text/csv; charset=${format === 'csv' ? 'utf-8' : 'Shift_JIS'}`, name: `${name}.csv` };
  }
  const title = words(`${audienceTitles[audience].ja}の確認の記録`, `Acknowledgements: ${audienceTitles[audience].en}`)[lang];
  const lines = [title, campaign === null ? '' : `${campaign.version} (${momentOf(campaign.sentAt)})`, momentOf(at)];
  const sheet = { name: audienceTitles[audience][lang], lines, columns: titled, rows, landscape: true, frozenColumns: 1 };
  return {
    bytes: Buffer.from(await writeWorkbook([sheet], { title, at })),
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    name: `${name}.xlsx`,
  };
}

function rowOf(entry: RegisterEntry, version: string, lang: Language, names: Names) {
  const { method, carried, recordedBy, paperOn, note } = entry;
  const how = method === null ? '' : methodWords[method][lang];
  const notes = [
    carried ? words('前と同じ内容のため確認済み', 'Confirmed before; same content')[lang] : '',
    paperOn === null ? '' : words(`署名日 ${paperOn}`, `Signed ${paperOn}`)[lang],
    recordedBy === null ? '' : words(`記録者 ${nameIn(names, recordedBy).ja}`, `Recorded by ${nameIn(names, recordedBy).en}`)[lang],
    entry.hasAddress ? '' : words('メールアドレスなし', 'No mail address')[lang],
    note ?? '',
  ];
  return {
    name: entry.person.name,
    department: entry.person.department ?? '',
    state: stateWords[entry.state][lang],
    acknowledgedAt: entry.acknowledgedAt === null ? '' : momentOf(entry.acknowledgedAt),
    version: entry.state === 'acknowledged' ? version : '',
    method: how,
    receipt: entry.receipt,
    askedAt: entry.askedAt === null ? '' : momentOf(entry.askedAt),
    dueOn: entry.dueOn,
    reminders: entry.reminders,
    note: notes.filter((text) => text !== '').join(' / '),
  };
}
