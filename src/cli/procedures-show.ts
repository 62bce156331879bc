import { z } from 'zod';
import type { Words } from '../base/text.ts';
import { clauseVerdict, words } from './answers.ts';
import { type Cli, type Command, exitCodes, Stop } from './command.ts';
import { table } from './layout.ts';
import { localTime, verdicts } from './verdicts.ts';
import { clauseId } from './where.command.ts';

const time = z.string();
const verdict = z.enum(['pass', 'fail', 'unknown']);
const replayAnswer = z.object({
  clause: z.string(),
  at: time,
  version: z.object({ number: z.string(), effectiveFrom: time.nullable() }).nullable(),
  adoption: z.enum(['adopted', 'changed', 'replaced', 'not-applicable']),
  text: words,
  reason: z.string(),
  owner: words.nullable(),
  deputy: words.nullable(),
  values: z.array(z.object({ id: z.string(), title: words, said: words, value: z.unknown(), since: time.nullable() })),
  verdict: clauseVerdict,
  because: words,
  checks: z.array(
    z.object({
      id: z.string(),
      title: words,
      pass: z.number(),
      fail: z.number(),
      unknown: z.number(),
      findings: z.array(z.object({ device: z.string(), verdict, because: words, since: time })),
    }),
  ),
});
type Replay = z.infer<typeof replayAnswer>;

const adoptions: Readonly<Record<Replay['adoption'], Words>> = {
  adopted: { ja: '手本のとおり', en: 'as the sample' },
  changed: { ja: '変更', en: 'changed' },
  replaced: { ja: '差替え', en: 'replaced' },
  'not-applicable': { ja: '適用外', en: 'not applicable' },
};
const findingsShownMax = 10;

/** One clause of the company's procedures, now or on a past day: text, values, owner, version and verdict of then. */
export const proceduresShow: Command = {
  path: ['procedures', 'show'],
  says: { ja: '手順の項を、いまか過去の日の姿で表示する', en: 'show a clause as it is, or as it was on a past day' },
  words: ['clause'],
  options: {
    at: { value: 'DATE', says: { ja: 'その日の終わりの姿(2026-05-01)', en: 'as it was at the end of that day (2026-05-01)' } },
    json: { says: { ja: 'JSON で出力する', en: 'print JSON' } },
  },
  more: {
    ja: '日付は日本時間です。最初の版が有効になる前の日は、手本の文と、その日の会社の値を表示します。',
    en: 'Days are those of Japan. Before the first version came into force it shows the sample’s text with the values of that day.',
  },
  examples: [
    { line: 'tejun procedures show 8.13.c', says: { ja: 'いまの本文・値・判定', en: 'text, values and verdict of now' } },
    { line: 'tejun procedures show 8.1.e --at 2026-05-01', says: { ja: '5月1日の姿', en: 'as it was on 1 May' } },
  ],
  run: async (cli, { words: [typed = ''], options, switches }) => {
    const id = clauseId(typed);
    if (!/^8\.\d+\.\w/.test(id)) throw notClause(typed);
    const query = options.at === undefined ? '' : `?${new URLSearchParams({ at: dayOf(options.at) })}`;
    const found = await cli.server().get(`/api/procedures/clauses/${encodeURIComponent(id)}${query}`, replayAnswer);
    cli.out(switches.has('json') ? JSON.stringify(found, null, 2) : shown(cli, found));
    return exitCodes.ok;
  },
};

const notClause = (typed: string): Stop =>
  new Stop(
    exitCodes.usage,
    { ja: `${typed} という項はありません。`, en: `There is no clause ${typed}.` },
    { ja: '8.13.c のように書いてください。', en: 'Write it like 8.13.c.' },
  );

function dayOf(typed: string): string {
  const day = typed.normalize('NFKC').trim();
  if (/^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day)) return day;
  throw new Stop(
    exitCodes.usage,
    { ja: `--at ${typed} は日付として読めません。`, en: `--at ${typed} is no date.` },
    { ja: '2026-05-01 のように書いてください。', en: 'Write it like 2026-05-01.' },
  );
}

function shown(cli: Cli, found: Replay): string {
  const { mark, says } = verdicts[found.verdict];
  const version =
    found.version === null
      ? cli.say({ ja: '手本(施行中の版はまだありません)', en: 'sample (no version is in force yet)' })
      : cli.say({
          ja: `${found.version.number}版(${localTime(found.version.effectiveFrom ?? found.at)}から)`,
          en: `version ${found.version.number} (since ${localTime(found.version.effectiveFrom ?? found.at)})`,
        });
  const rows: (readonly [Words, string | null])[] = [
    [{ ja: '時点', en: 'at' }, localTime(found.at)],
    [{ ja: '版', en: 'version' }, version],
    [{ ja: '採否', en: 'adoption' }, cli.say(adoptions[found.adoption])],
    [{ ja: '本文', en: 'text' }, cli.say(found.text)],
    [{ ja: '理由', en: 'reason' }, found.reason === '' ? null : found.reason],
    [{ ja: '担当者', en: 'owner' }, found.owner && cli.say(found.owner)],
    [{ ja: '代行者', en: 'deputy' }, found.deputy && cli.say(found.deputy)],
    ...found.values.map((value, index) => [index === 0 ? { ja: '値', en: 'values' } : { ja: '', en: '' }, valueSaid(cli, value)] as const),
    [{ ja: '判定', en: 'verdict' }, `${mark} ${cli.say(says)}: ${cli.say(found.because)}`],
  ];
  const said = table(
    rows.flatMap(([name, text]) => (text === null ? [] : [[cli.say(name), text]])),
    { indent: 2, columns: cli.columns },
  );
  return [found.clause, said, ...found.checks.map((check) => checkSaid(cli, check))].join('\n');
}

const valueSaid = (cli: Cli, { title, said, since }: Replay['values'][number]): string => {
  const from = since === null ? '' : cli.say({ ja: `(${localTime(since)}から)`, en: ` (since ${localTime(since)})` });
  return `${cli.say(title)}: ${cli.say(said)}${from}`;
};

function checkSaid(cli: Cli, check: Replay['checks'][number]): string {
  const counts = (['fail', 'unknown', 'pass'] as const).map((name) => `${verdicts[name].mark} ${check[name]}`).join('  ');
  const rows = check.findings
    .slice(0, findingsShownMax)
    .map(({ device, verdict: name, because, since }) => [verdicts[name].mark, device, cli.say(because), localTime(since)]);
  const rest = check.findings.length - rows.length;
  const more = rest > 0 ? [`    ${cli.say({ ja: `ほか ${rest} 台`, en: `and ${rest} more` })}`] : [];
  return [
    `  ${cli.say(check.title)}  ${counts}`,
    ...(rows.length === 0 ? [] : [table(rows, { indent: 4, columns: cli.columns })]),
    ...more,
  ].join('\n');
}
