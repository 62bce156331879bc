import type { Words } from '../base/text.ts';
import type { Cli } from './command.ts';
import type { FieldAnswer, OccurrenceAnswer, OccurrenceDetailAnswer, SectionAnswer } from './duty-answers.ts';
import { table, visible } from './layout.ts';
import { localTime, verdicts } from './verdicts.ts';

export const stateWords: Readonly<Record<OccurrenceAnswer['state'], Words>> = {
  waiting: { ja: '予定', en: 'planned' },
  open: { ja: '実施期間中', en: 'open' },
  overdue: { ja: '期限超過', en: 'overdue' },
  completed: { ja: '完了', en: 'done' },
  skipped: { ja: '見送り', en: 'skipped' },
};

export const escalatedTo = (escalation: number): Words =>
  escalation === 1 ? { ja: '(委員会へ上申済み)', en: ' (went to the committee)' } : { ja: '(経営へ上申済み)', en: ' (went to management)' };

const resultWords: Readonly<Record<string, Words>> = {
  'in-order': { ja: '問題なし', en: 'in order' },
  problem: { ja: '問題あり', en: 'problem found' },
  'no-case': { ja: '該当なし', en: 'no case' },
};

/** One occurrence as a terminal shows it: first how it stands, then what to look at, then what is written down. */
export function dutySaid(cli: Cli, found: OccurrenceDetailAnswer): string {
  const isOpen = found.state === 'open' || found.state === 'overdue';
  return [
    `${visible(cli.say(found.title))} ${visible(cli.say(found.about))}`,
    facts(cli, found),
    cli.say({ ja: '進め方', en: 'How' }),
    table(
      found.steps.map((step, index) => [`${index + 1}.`, cli.say(step)]),
      { indent: 2, columns: cli.columns },
    ),
    ...(found.sheet === null ? [] : [sheetSaid(cli, found.sheet)]),
    ...(isOpen ? [fieldsSaid(cli, found)] : [recordSaid(cli, found)]),
  ].join('\n');
}

function facts(cli: Cli, { state, escalation, dueOn, owner, deputy, recurrence, clauses, purpose }: OccurrenceDetailAnswer): string {
  const rows: (readonly [Words, string])[] = [
    [
      { ja: '状態', en: 'state' },
      `${cli.say(stateWords[state])}${state === 'overdue' && escalation > 0 ? cli.say(escalatedTo(escalation)) : ''}`,
    ],
    [{ ja: '期限', en: 'due' }, dueOn],
    [{ ja: '担当者', en: 'owner' }, cli.say(owner.name)],
    [{ ja: '代行者', en: 'deputy' }, deputy === null ? '－' : cli.say(deputy.name)],
    [{ ja: '頻度', en: 'rhythm' }, cli.say(recurrence)],
    [{ ja: '項', en: 'clauses' }, clauses.join(' ')],
    [{ ja: '目的', en: 'why' }, cli.say(purpose)],
  ];
  return table(
    rows.map(([name, text]) => [cli.say(name), text]),
    { indent: 2, columns: cli.columns },
  );
}

function sheetSaid(cli: Cli, { sections, digest }: NonNullable<OccurrenceDetailAnswer['sheet']>): string {
  return [
    cli.say({ ja: `シート (要約値 ${digest.slice(0, 16)})`, en: `Sheet (digest ${digest.slice(0, 16)})` }),
    ...sections.map((section) => sectionSaid(cli, section)),
  ].join('\n');
}

function sectionSaid(cli: Cli, { title, verdict, summary, rows, more }: SectionAnswer): string {
  const mark = verdict === null ? '' : `${verdicts[verdict].mark} `;
  const lines = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? cell : cli.say(cell))));
  return [
    `  ${mark}${visible(cli.say(title))}: ${visible(cli.say(summary))}`,
    ...(lines.length === 0 ? [] : [table(lines, { indent: 4, columns: cli.columns })]),
    ...(more === 0 ? [] : [`    ${cli.say({ ja: `ほか${more}件`, en: `and ${more} more` })}`]),
  ].join('\n');
}

/** What `--record` is made of. */
function fieldsSaid(cli: Cli, { fields, file }: OccurrenceDetailAnswer): string {
  const asked = [...fields.map((field) => fieldRow(cli, field))];
  const head = cli.say({ ja: '記録の項目 (--record のJSON)', en: 'Fields of the record (JSON of --record)' });
  const needed = file === 'needed' ? [cli.say({ ja: '  証拠となるファイルが要ります。', en: '  A file is needed as its proof.' })] : [];
  const none = cli.say({ ja: '  ありません。', en: '  None.' });
  return [head, asked.length === 0 ? none : table(asked, { indent: 2, columns: cli.columns }), ...needed].join('\n');
}

const fieldRow = (cli: Cli, { id, title, type, required, options }: FieldAnswer): string[] => [
  id,
  required ? cli.say({ ja: '必須', en: 'required' }) : '',
  options === null ? type : options.map(({ key }) => key).join('|'),
  cli.say(title),
];

function recordSaid(cli: Cli, { state, fields, record, result, remark, files, events, closedAt }: OccurrenceDetailAnswer): string {
  if (state === 'waiting') return cli.say({ ja: 'まだ実施できる時期ではありません。', en: 'It cannot be done yet.' });
  const last = events.at(-1);
  const rows: string[][] = [
    [
      cli.say({ ja: '結果', en: 'result' }),
      cli.say(result === null ? stateWords[state] : (resultWords[result] ?? { ja: result, en: result })),
    ],
    ...fields.map(({ id, title }) => [cli.say(title), cellSaid(record?.[id])]),
    [cli.say({ ja: '備考', en: 'remark' }), remark === '' ? '－' : remark.replaceAll('\n', ' ')],
    [cli.say({ ja: '添付', en: 'files' }), files.length === 0 ? '－' : files.map(({ name }) => name).join(', ')],
    [cli.say({ ja: '日時', en: 'at' }), `${closedAt === null ? '－' : localTime(closedAt)} ${last?.by ?? ''}`],
    [cli.say({ ja: '証跡原簿', en: 'ledger' }), last?.ledgerSeq == null ? '－' : String(last.ledgerSeq)],
  ];
  return [cli.say({ ja: '記録', en: 'Record' }), table(rows, { indent: 2, columns: cli.columns })].join('\n');
}

const cellSaid = (cell: unknown): string => {
  if (cell === null || cell === undefined) return '－';
  return Array.isArray(cell) ? cell.join(', ') : String(cell).replaceAll('\n', ' ');
};
