import { type Cli, type Command, exitCodes, Stop } from './command.ts';
import { type OccurrenceAnswer, occurrenceAnswer, occurrencesAnswer } from './duty-answers.ts';
import { dutySaid, escalatedTo, stateWords } from './duty-said.ts';
import { table } from './layout.ts';
import type { Server } from './server.ts';

const states = ['todo', 'overdue', 'open', 'waiting', 'completed', 'skipped', 'all'];
const pageRows = 200;

/** What is to be done, or was done, everybody's. */
export const dutyList: Command = {
  path: ['duty', 'list'],
  says: { ja: '定期業務を一覧する', en: 'list the duties' },
  words: [],
  options: {
    state: {
      value: states.join('|'),
      says: { ja: '状態(既定は todo: 期限超過と実施期間中)', en: 'state (default: todo, overdue and open)' },
    },
    json: { says: { ja: 'JSON で出力する', en: 'print JSON' } },
  },
  examples: [
    { line: 'tejun duty list', says: { ja: 'いま行うもの', en: 'what is to be done' } },
    { line: 'tejun duty list --state overdue', says: { ja: '期限を過ぎたもの', en: 'what is overdue' } },
  ],
  run: async (cli, { options, switches }) => {
    const state = options.state ?? 'todo';
    if (!states.includes(state))
      throw new Stop(
        exitCodes.usage,
        { ja: `--state ${state} は使えません。`, en: `--state ${state} cannot be used.` },
        { ja: `${states.join('、')} から選んでください。`, en: `Choose one of ${states.join(', ')}.` },
      );
    const found = await occurrencesOf(cli.server(), state);
    if (switches.has('json')) cli.out(JSON.stringify(found, null, 2));
    else if (found.length === 0) cli.out(cli.say({ ja: '当てはまる定期業務はありません。', en: 'There is no such duty.' }));
    else cli.out(listed(cli, found));
    return exitCodes.ok;
  },
};

/** Pages move while the clock opens what comes: each is kept once, and the end is a short page. */
async function occurrencesOf(server: Server, state: string): Promise<OccurrenceAnswer[]> {
  const found = new Map<string, OccurrenceAnswer>();
  for (let offset = 0; ; offset += pageRows) {
    const query = new URLSearchParams({ state, sort: 'dueOn', order: 'asc', limit: String(pageRows), offset: String(offset) });
    const page = await server.get(`/api/duties/occurrences?${query}`, occurrencesAnswer);
    for (const each of page.occurrences) found.set(each.id, each);
    if (page.occurrences.length < pageRows) return [...found.values()];
  }
}

function listed(cli: Cli, found: readonly OccurrenceAnswer[]): string {
  const head = [
    { ja: '期限', en: 'DUE' },
    { ja: '状態', en: 'STATE' },
    { ja: '業務', en: 'DUTY' },
    { ja: '担当者', en: 'OWNER' },
    { ja: 'ID', en: 'ID' },
  ].map((each) => cli.say(each));
  const rows = found.map(({ dueOn, state, escalation, title, about, owner, id }) => [
    dueOn,
    `${cli.say(stateWords[state])}${state === 'overdue' && escalation > 0 ? cli.say(escalatedTo(escalation)) : ''}`,
    `${cli.say(title)} ${cli.say(about)}`,
    cli.say(owner.name),
    id,
  ]);
  return table([head, ...rows]);
}

/** One occurrence: what to do, the prepared sheet with its digest, and the fields of its record. */
export const dutyShow: Command = {
  path: ['duty', 'show'],
  says: { ja: '定期業務の回を、シートと記録の項目とともに表示する', en: 'show one occurrence of a duty, with its sheet and record' },
  words: ['id'],
  options: { json: { says: { ja: 'JSON で出力する', en: 'print JSON' } } },
  examples: [{ line: 'tejun duty show 0198c1f2-…', says: { ja: 'ID は duty list が表示します', en: 'duty list prints the ids' } }],
  run: async (cli, { words: [id = ''], switches }) => {
    const found = await cli.server().get(occurrencePath(id), occurrenceAnswer);
    cli.out(switches.has('json') ? JSON.stringify(found, null, 2) : dutySaid(cli, found));
    return exitCodes.ok;
  },
};

/** Throws Stop (usage) for what is no id: the server would only say that its arguments do not read. */
export function occurrencePath(typed: string): string {
  const id = typed.trim().toLowerCase();
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return `/api/duties/occurrences/${id}`;
  throw new Stop(
    exitCodes.usage,
    { ja: `${typed} は定期業務の回のIDではありません。`, en: `${typed} is no id of an occurrence.` },
    { ja: 'IDは tejun duty list が表示します。', en: 'tejun duty list prints the ids.' },
  );
}
