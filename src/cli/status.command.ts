import type { z } from 'zod';
import { boardAnswer, type ClauseVerdict, statusAnswer } from './answers.ts';
import { type Cli, type Command, exitCodes } from './command.ts';
import { table } from './layout.ts';
import { localTime, platformName, verdicts } from './verdicts.ts';

type Status = z.infer<typeof statusAnswer>;
type Board = z.infer<typeof boardAnswer>;

const devicesShownMax = 20;

/** How the company stands, now. It says what fails and does not judge: its exit code is 0 whatever the verdicts are. */
export const status: Command = {
  path: ['status'],
  says: { ja: '管理策・端末・証跡原簿のいまを表示する', en: 'show how controls, devices and ledger stand now' },
  words: [],
  options: { json: { says: { ja: 'JSON で出力する', en: 'print JSON' } } },
  more: {
    ja: '件数は、求めのある項だけを数えます。○ は点検した部分の適合であり、準備中の仕組みが残る項は「未完」として数えます。',
    en: 'Only clauses that ask for something are counted. ○ speaks for what is checked; clauses with a planned part are counted as incomplete.',
  },
  examples: [
    { line: 'tejun status', says: { ja: 'いまの状態', en: 'how it stands' } },
    {
      line: `tejun status --json | jq -r '.clauses[] | select(.verdict == "fail") | .id'`,
      says: { ja: '不適合の項の番号だけ', en: 'only the numbers of failing clauses' },
    },
  ],
  run: async (cli, { switches }) => {
    const server = cli.server();
    const now = await server.get('/api/status', statusAnswer);
    if (switches.has('json')) {
      cli.out(JSON.stringify(now, null, 2));
      return exitCodes.ok;
    }
    const board = await server.get('/api/board', boardAnswer);
    cli.out([sums(cli, now, board), failing(cli, now), devices(cli, now, board), ledger(cli, now)].join('\n\n'));
    return exitCodes.ok;
  },
};

function sums(cli: Cli, now: Status, board: Board): string {
  const sum = (name: keyof Board['controls'][number]['clauses']) =>
    board.controls.reduce((total, control) => total + control.clauses[name], 0);
  const row = (verdict: ClauseVerdict, count: number, note = '') => [
    verdicts[verdict].mark,
    cli.say(verdicts[verdict].says),
    String(count),
    note,
  ];
  const incomplete = board.controls.reduce((total, control) => total + control.incomplete, 0);
  const total = board.controls.reduce((all, { clauses: c }) => all + c.pass + c.fail + c.unknown + c.planned + c.notApplicable, 0);
  const head = cli.say({ ja: `管理策 ${now.controls.length}、手順の項 ${total}`, en: `${now.controls.length} controls, ${total} clauses` });
  const note = cli.say({
    ja: `点検している項のうち、準備中の仕組みが残るもの(未完): ${incomplete}`,
    en: `Of those that are checked, still incomplete: ${incomplete}`,
  });
  return `${head}\n${table(
    [
      row('fail', sum('fail')),
      row('unknown', sum('unknown')),
      row('pass', sum('pass')),
      row('planned', sum('planned')),
      row('not-applicable', sum('notApplicable')),
    ],
    { indent: 2, right: [2] },
  )}\n  ${note}`;
}

/** Fail and unknown are equally loud: both are named, with the reason. */
function failing(cli: Cli, now: Status): string {
  const rows = (['fail', 'unknown'] as const).flatMap((verdict) =>
    now.clauses
      .filter((clause) => clause.verdict === verdict)
      .map((clause) => {
        const advice = /\.advice\b/.test(clause.id) ? cli.say({ ja: '(推奨事項)', en: '(advice) ' }) : '';
        return [verdicts[verdict].mark, cli.say(verdicts[verdict].says), clause.id, advice + cli.say(clause.because)];
      }),
  );
  if (rows.length === 0) return cli.say({ ja: '不適合・不明の項はありません。', en: 'No clause fails or is unknown.' });
  return `${cli.say({ ja: '不適合・不明の項', en: 'Clauses that fail or are unknown' })}\n${table(rows, { indent: 2, columns: cli.columns })}`;
}

function devices(cli: Cli, now: Status, board: Board): string {
  const { total, silent, conflicts } = board.devices;
  const head = cli.say({
    ja: `端末 ${total}(応答なし ${silent}、重複の確認待ち ${conflicts})`,
    en: `${total} device${total === 1 ? '' : 's'} (${silent} silent, ${conflicts} to be looked at)`,
  });
  if (total === 0)
    return `${head}\n  ${cli.say({ ja: 'tejun agent bundle で配布一式を作れます。', en: 'tejun agent bundle makes what is rolled out.' })}`;
  const worst = now.devices.toSorted((a, b) => b.counts.fail - a.counts.fail || b.counts.unknown - a.counts.unknown);
  const rows = worst
    .slice(0, devicesShownMax)
    .map((device) => [
      device.name,
      platformName(device.platform),
      ...(['fail', 'unknown', 'pass'] as const).map((verdict) => `${verdicts[verdict].mark} ${device.counts[verdict]}`),
      `${localTime(device.lastSeenAt)}${device.silent ? cli.say({ ja: ' 応答なし', en: ' silent' }) : ''}`,
    ]);
  const rest = worst.length - rows.length;
  const more = rest > 0 ? `\n  ${cli.say({ ja: `ほか ${rest} 台(tejun agent list)`, en: `and ${rest} more (tejun agent list)` })}` : '';
  return `${head}\n${table(rows, { indent: 2 })}${more}`;
}

const ledger = (cli: Cli, { ledger: { size, root } }: Status): string =>
  `${cli.say({ ja: `証跡原簿 ${size} 件`, en: `Ledger of ${size} entries` })}\n  ${cli.say({ ja: 'ルート', en: 'root' })}  ${root === '' ? '－' : root}`;
