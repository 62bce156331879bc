import { type Cli, type Command, exitCodes, Stop } from './command.ts';
import { table, visible } from './layout.ts';
import { type RequestAnswer, type RequestLine, requestAnswer, requestsAnswer, stateWords } from './request-answers.ts';
import type { Server } from './server.ts';

const states = ['active', ...Object.keys(stateWords).filter((state) => state !== 'draft'), 'all'];
const pageRows = 200;

/** Requests that were submitted, everybody's. Drafts are their applicants' own. */
export const requestList: Command = {
  path: ['request', 'list'],
  says: { ja: '申請を一覧する', en: 'list the requests' },
  words: [],
  options: {
    state: {
      value: states.join('|'),
      says: {
        ja: '状態(既定は submitted: 決定待ち。active は決定待ちと有効な承認)',
        en: 'state (default: submitted; active: waiting or in force)',
      },
    },
    json: { says: { ja: 'JSON で出力する', en: 'print JSON' } },
  },
  examples: [
    { line: 'tejun request list', says: { ja: '決定を待つもの', en: 'what waits for a decision' } },
    { line: 'tejun request list --state all --json', says: { ja: 'すべて', en: 'all of them' } },
  ],
  run: async (cli, { options, switches }) => {
    const state = options.state ?? 'submitted';
    if (!states.includes(state))
      throw new Stop(
        exitCodes.usage,
        { ja: `--state ${state} は使えません。`, en: `--state ${state} cannot be used.` },
        { ja: `${states.join('、')} から選んでください。`, en: `Choose one of ${states.join(', ')}.` },
      );
    const found = await requestsOf(cli.server(), state);
    if (switches.has('json')) cli.out(JSON.stringify(found, null, 2));
    else if (found.length === 0) cli.out(cli.say({ ja: '当てはまる申請はありません。', en: 'There is no such request.' }));
    else cli.out(listed(cli, found));
    return exitCodes.ok;
  },
};

/** By number, oldest first: a request that comes in meanwhile stands at the end, and moves none of the others to another page. */
async function requestsOf(server: Server, state: string): Promise<RequestLine[]> {
  const found = new Map<string, RequestLine>();
  for (let offset = 0; ; offset += pageRows) {
    const query = new URLSearchParams({
      scope: 'all',
      state,
      sort: 'number',
      order: 'asc',
      limit: String(pageRows),
      offset: String(offset),
    });
    const page = await server.get(`/api/requests?${query}`, requestsAnswer);
    for (const each of page.requests) found.set(each.id, each);
    if (page.requests.length < pageRows) return [...found.values()];
  }
}

function listed(cli: Cli, found: readonly RequestLine[]): string {
  const head = [
    { ja: '番号', en: 'NUMBER' },
    { ja: '状態', en: 'STATE' },
    { ja: '決定の期限', en: 'DECIDE BY' },
    { ja: '有効期限', en: 'VALID UNTIL' },
    { ja: '申請者', en: 'APPLICANT' },
    { ja: '申請', en: 'REQUEST' },
    { ja: '件名', en: 'SUBJECT' },
  ].map((each) => cli.say(each));
  const late = cli.say({ ja: '(遅れ)', en: ' (overdue)' });
  const rows = found.map((each) => [
    String(each.number),
    `${cli.say(stateWords[each.state])}${each.overdue ? late : ''}`,
    each.state === 'submitted' ? (each.decideBy ?? '－') : '－',
    each.validUntil ?? '－',
    visible(each.applicant),
    cli.say(each.title),
    visible(each.about),
  ]);
  return table([head, ...rows]);
}

/** One request: what is asked for, who decides, what happened. */
export const requestShow: Command = {
  path: ['request', 'show'],
  says: { ja: '申請の内容と経過を表示する', en: 'show a request and what happened' },
  words: ['number'],
  options: { json: { says: { ja: 'JSON で出力する', en: 'print JSON' } } },
  examples: [{ line: 'tejun request show 128', says: { ja: '番号は request list が表示します', en: 'request list prints the numbers' } }],
  run: async (cli, { words: [number = ''], switches }) => {
    const server = cli.server();
    const found = await requestNumbered(server, number);
    cli.out(switches.has('json') ? JSON.stringify(found, null, 2) : requestSaid(cli, found));
    return exitCodes.ok;
  },
};

/** A request by the number that people call it by. Throws Stop (usage) where there is none. */
export async function requestNumbered(server: Pick<Server, 'get'>, typed: string): Promise<RequestAnswer> {
  const number = typed.normalize('NFKC').replace(/^#/, '');
  const none = new Stop(
    exitCodes.usage,
    { ja: `${visible(typed)} という番号の申請はありません。`, en: `There is no request ${visible(typed)}.` },
    { ja: '番号は tejun request list --state all が表示します。', en: 'tejun request list --state all prints the numbers.' },
  );
  if (!/^\d{1,9}$/.test(number)) throw none;
  const query = new URLSearchParams({ scope: 'all', state: 'all', q: number, limit: String(pageRows) });
  const { requests } = await server.get(`/api/requests?${query}`, requestsAnswer);
  const found = requests.find((each) => each.number === Number(number));
  if (!found) throw none;
  return server.get(`/api/requests/${found.id}`, requestAnswer);
}

export function requestSaid(cli: Cli, found: RequestAnswer): string {
  const cellsOf = (fields: RequestAnswer['fields'], cells: RequestAnswer['form']) =>
    fields.flatMap(({ id, title }) => {
      const cell = cells[id] ?? null;
      if (cell === null) return [];
      const said = found.said[id] ? cli.say(found.said[id]) : String(cell);
      return [[cli.say(title), visible(said.replaceAll('\n', ' / '))]];
    });
  const step = (each: RequestAnswer['route'][number]) => {
    const who = each.who.map(visible).join(cli.say({ ja: '、', en: ', ' }));
    const because = each.because === null ? '' : `\n    ${cli.say(each.because)}`;
    return `  ${each.given}/${each.approvals}  ${cli.say(each.title)} (${who})${because}`;
  };
  const event = ({ at, says, by, reason }: RequestAnswer['events'][number]) =>
    `  ${localTime(at)}  ${visible(by)}  ${cli.say(says)}${reason === '' ? '' : ` ${visible(reason)}`}`;
  return [
    `${cli.say({ ja: `申請${found.number}`, en: `Request ${found.number}` })}  ${cli.say(found.title)}  ${cli.say(stateWords[found.state])}`,
    table([[cli.say({ ja: '申請者', en: 'Applicant' }), visible(found.applicant)], ...cellsOf(found.fields, found.form)], {
      indent: 2,
      columns: cli.columns,
    }),
    ...found.files.map(({ name }) => `  + ${visible(name)}`),
    ...toJudge(cli, found),
    cli.say({ ja: '承認', en: 'Approvals' }),
    ...found.route.map(step),
    ...(found.assessment === null
      ? []
      : [
          cli.say({ ja: '評価', en: 'Assessment' }),
          table(cellsOf(found.assessmentFields, found.assessment), { indent: 2, columns: cli.columns }),
        ]),
    ...(found.row === null ? [] : [`${cli.say(found.row.title)} ${found.row.number}`]),
    cli.say({ ja: '経過', en: 'What happened' }),
    ...found.events.map(event),
  ].join('\n');
}

/** What the first approver fills in, by the names that `--assessment` knows. */
function toJudge(cli: Cli, { state, assessment, assessmentFields }: RequestAnswer): string[] {
  if (state !== 'submitted' || assessment !== null || assessmentFields.length === 0) return [];
  const mark = cli.say({ ja: ' ※必須', en: ' (required)' });
  const rows = assessmentFields.map(({ id, title, required }) => [id, `${cli.say(title)}${required ? mark : ''}`]);
  return [
    cli.say({ ja: '承認するときに評価すること(--assessment)', en: 'To be assessed (--assessment)' }),
    table(rows, { indent: 2, columns: cli.columns }),
  ];
}

const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo', dateStyle: 'short', timeStyle: 'short' });
const localTime = (iso: string): string => clock.format(new Date(iso));
