import type { z } from 'zod';
import { statusAnswer } from './answers.ts';
import { type Cli, type Command, exitCodes } from './command.ts';
import { table } from './layout.ts';
import { kindWords, localTime, verdicts } from './verdicts.ts';

type Clause = z.infer<typeof statusAnswer>['clauses'][number];
const kinds = ['rule', 'check', 'duty', 'request', 'register', 'tool'] as const;

/** What runs for each clause and what is planned, with the last evidence. It counts; what it thinks of the counts it does not say. */
export const coverage: Command = {
  path: ['coverage'],
  says: { ja: '手順の項ごとに、動いている仕組みと準備中の仕組みを表示する', en: 'show what runs and what is planned, clause by clause' },
  words: [],
  options: {
    json: { says: { ja: 'JSON で出力する', en: 'print JSON' } },
    planned: { says: { ja: '準備中の仕組みが残る項だけ', en: 'only clauses that still have a planned part' } },
  },
  more: {
    ja: '「最後の証跡」は、その仕組みの判定が拠っている最も新しい記録の時刻です。まだ何も記録がない仕組みは － です。',
    en: 'The last evidence is when the record was made on which a mechanism’s verdict rests; － where there is none yet.',
  },
  examples: [
    { line: 'tejun coverage --planned', says: { ja: '準備中のものが残る項', en: 'what is not complete yet' } },
    {
      line: `tejun coverage --json | jq '.clauses[] | select(.complete | not) | .id'`,
      says: { ja: '未完の項の番号だけ', en: 'only the numbers of incomplete clauses' },
    },
  ],
  run: async (cli, { switches }) => {
    const { clauses } = await cli.server().get('/api/status', statusAnswer);
    const operative = clauses.filter((clause) => clause.operative);
    if (switches.has('json')) {
      cli.out(JSON.stringify({ totals: totalsOf(operative), clauses: clauses.map(asJson) }, null, 2));
      return exitCodes.ok;
    }
    const shown = switches.has('planned') ? operative.filter((clause) => !clause.complete) : operative;
    cli.out([sums(cli, operative), ...shown.map((clause) => lines(cli, clause))].join('\n\n'));
    return exitCodes.ok;
  },
};

function totalsOf(clauses: readonly Clause[]) {
  const counted = (kind: string, status: string) =>
    clauses.flatMap((clause) => clause.mechanisms).filter((each) => each.kind === kind && each.status === status).length;
  return {
    operative: clauses.length,
    running: clauses.filter((clause) => clause.mechanisms.some(({ status }) => status === 'running')).length,
    complete: clauses.filter((clause) => clause.complete).length,
    mechanisms: Object.fromEntries(kinds.map((kind) => [kind, { running: counted(kind, 'running'), planned: counted(kind, 'planned') }])),
  };
}

const asJson = ({ id, operative, complete, verdict, mechanisms }: Clause) => ({
  id,
  operative,
  complete,
  verdict,
  mechanisms: mechanisms.map((each) => ({
    kind: each.kind,
    id: each.id,
    title: each.title,
    status: each.status,
    verdict: each.verdict,
    lastEvidenceAt: each.evidenceAt,
  })),
});

function sums(cli: Cli, operative: readonly Clause[]): string {
  const { running, complete, mechanisms } = totalsOf(operative);
  const head = cli.say({
    ja: `求めのある項 ${operative.length} のうち、動いている項 ${running}、すべての仕組みが動いている項 ${complete}`,
    en: `Of ${operative.length} operative clauses ${running} run something, ${complete} run everything`,
  });
  const rows = kinds.map((kind) => [
    cli.say(kindWords(kind)),
    cli.say({ ja: `動作 ${mechanisms[kind]!.running}`, en: `${mechanisms[kind]!.running} running` }),
    cli.say({ ja: `準備中 ${mechanisms[kind]!.planned}`, en: `${mechanisms[kind]!.planned} planned` }),
  ]);
  return `${head}\n${table(rows, { indent: 2 })}`;
}

function lines(cli: Cli, clause: Clause): string {
  const rows = clause.mechanisms.map((each) => [
    each.status === 'planned' ? verdicts.planned.mark : each.verdict === null ? '' : verdicts[each.verdict].mark,
    cli.say(kindWords(each.kind)),
    cli.say(each.title),
    each.status === 'planned' ? cli.say(verdicts.planned.says) : each.evidenceAt === null ? '－' : localTime(each.evidenceAt),
  ]);
  return `${clause.id}\n${table(rows, { indent: 2 })}`;
}
