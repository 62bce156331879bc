import type { Words } from '../base/text.ts';
import { type ParamAnswer, paramAnswer, paramsAnswer } from './answers.ts';
import { type Cli, type Command, exitCodes, Stop } from './command.ts';
import { table, visible } from './layout.ts';
import { localTime } from './verdicts.ts';

const origins: Readonly<Record<ParamAnswer['origin'], Words>> = {
  fixed: { ja: '手本の定め', en: 'fixed by the guideline' },
  advised: { ja: '手本の助言', en: 'advised by the guideline' },
  company: { ja: '会社が決める', en: 'chosen by the company' },
};

const pathOf = (id: string): string => `/api/params/${encodeURIComponent(id)}`;

/** As it is typed at `value set`. */
const typedForm = (value: ParamAnswer['value']): string => (Array.isArray(value) ? value.join(',') : String(value));

export const valueList: Command = {
  path: ['value', 'list'],
  says: { ja: '会社の値をすべて表示する', en: 'list the company’s values' },
  words: [],
  options: {},
  examples: [{ line: 'tejun value list', says: { ja: '値と、その名前', en: 'values and their names' } }],
  run: async (cli) => {
    const { params } = await cli.server().get('/api/params', paramsAnswer);
    cli.out(
      table(
        params.map((param) => [param.id, cli.say(param.title), `${cli.say(param.said)}${laxer(cli, param)}`]),
        { columns: cli.columns },
      ),
    );
    return exitCodes.ok;
  },
};

const laxer = (cli: Cli, param: ParamAnswer): string =>
  param.laxer ? cli.say({ ja: '(手本より緩い)', en: ' (laxer than the guideline)' }) : '';

export const valueGet: Command = {
  path: ['value', 'get'],
  says: { ja: '会社の値をひとつ表示する', en: 'show one value of the company' },
  words: ['id'],
  options: {},
  examples: [{ line: 'tejun value get screenLockMinutes', says: { ja: '画面ロックまでの時間', en: 'time until the screen locks' } }],
  run: async (cli, { words: [id = ''] }) => {
    const param = await cli.server().get(pathOf(id), paramAnswer);
    cli.out(`${param.id}  ${visible(cli.say(param.title))}\n${table(details(cli, param), { indent: 2, columns: cli.columns })}`);
    return exitCodes.ok;
  },
};

function details(cli: Cli, param: ParamAnswer): string[][] {
  const bounds = param.min === null || param.max === null ? null : `${param.min}–${param.max} ${cli.say(param.unit ?? { ja: '', en: '' })}`;
  const options =
    param.options === null
      ? null
      : Object.entries(param.options)
          .map(([name, said]) => `${name} = ${cli.say(said)}`)
          .join(' / ');
  const set =
    param.setAt === null
      ? cli.say({ ja: '既定のまま', en: 'still the default' })
      : `${cli.say({ ja: '第', en: 'version ' })}${param.version}${cli.say({ ja: '版', en: '' })}, ${localTime(param.setAt)}`;
  const rows: (readonly [Words, string | null])[] = [
    [{ ja: '値', en: 'value' }, `${typedForm(param.value)}  (${cli.say(param.said)})${laxer(cli, param)}`],
    [{ ja: '既定', en: 'default' }, typedForm(param.default)],
    [{ ja: '範囲', en: 'bounds' }, bounds],
    [{ ja: '選択肢', en: 'options' }, options],
    [{ ja: '由来', en: 'origin' }, cli.say(origins[param.origin])],
    [{ ja: '設定', en: 'set' }, set],
    [{ ja: '理由', en: 'reason' }, param.reason],
    [{ ja: '使う項', en: 'used by' }, param.usedBy.length === 0 ? null : param.usedBy.join(' ')],
    [{ ja: '補足', en: 'hint' }, param.hint === null ? null : cli.say(param.hint)],
  ];
  return rows.flatMap(([name, text]) => (text === null ? [] : [[cli.say(name), text]]));
}

/** One value drives the sentence, the check and the finding; the change stands in the ledger with its reason. */
export const valueSet: Command = {
  path: ['value', 'set'],
  says: { ja: '会社の値を変える', en: 'change a value of the company' },
  words: ['id', 'value'],
  options: {
    reason: {
      value: 'TEXT',
      says: { ja: '変える理由(手本より緩くするときは必須)', en: 'why (required where it is laxer than the guideline)' },
    },
  },
  more: {
    ja: '一覧はコンマで区切ります。空の一覧は "" です。はい・いいえは true・false と書きます。変更は証跡原簿に残り、手順の文と点検にすぐ効きます。',
    en: 'Lists are written with commas; "" is an empty list. Yes and no are true and false. The change stands in the ledger and takes effect in sentences and checks at once.',
  },
  examples: [
    { line: 'tejun value set screenLockMinutes 5', says: { ja: '5分にする', en: '5 minutes' } },
    {
      line: 'tejun value set screenLockMinutes 30 --reason "受付の共用端末"',
      says: { ja: '手本より緩くする', en: 'laxer than the guideline' },
    },
    { line: 'tejun value set ntpServers ntp.nict.jp,ntp.example.co.jp', says: { ja: '一覧', en: 'a list' } },
  ],
  run: async (cli, { words: [id = '', typed = ''], options }) => {
    const server = cli.server();
    const before = await server.get(pathOf(id), paramAnswer);
    const value = typedValue(before, typed);
    if (typedForm(value) === typedForm(before.value)) {
      cli.out(cli.say({ ja: `${id} はすでに ${cli.say(before.said)} です。`, en: `${id} is ${cli.say(before.said)} already.` }));
      return exitCodes.ok;
    }
    const body = { value, version: before.version, ...(options.reason === undefined ? {} : { reason: options.reason }) };
    const after = await server.send('PUT', pathOf(id), body, paramAnswer);
    cli.out(`${id}: ${visible(cli.say(before.said))} → ${visible(cli.say(after.said))}${laxer(cli, after)}`);
    return exitCodes.ok;
  },
};

const yes = ['true', 'yes', 'on', 'はい'];
const no = ['false', 'no', 'off', 'いいえ'];

/** What was typed, as the parameter's type; bounds are the server's to judge. Throws Stop (usage). */
export function typedValue(param: Pick<ParamAnswer, 'id' | 'type' | 'options'>, typed: string): ParamAnswer['value'] {
  const plain = typed.normalize('NFKC').trim();
  const wrong = (ja: string, en: string) =>
    new Stop(exitCodes.usage, { ja: `${param.id} に ${typed} は使えません。`, en: `${typed} cannot be used for ${param.id}.` }, { ja, en });
  if (param.type === 'number') {
    if (/^-?\d{1,15}(\.\d+)?$/.test(plain)) return Number(plain);
    throw wrong('数だけを書いてください(単位は付けません)。', 'Write the number alone, without its unit.');
  }
  if (param.type === 'boolean') {
    if (yes.includes(plain.toLowerCase())) return true;
    if (no.includes(plain.toLowerCase())) return false;
    throw wrong('true か false と書いてください。', 'Write true or false.');
  }
  if (param.type === 'choice' && param.options !== null && !Object.hasOwn(param.options, plain)) {
    const names = Object.keys(param.options).join(', ');
    throw wrong(`${names} から選んでください。`, `Choose one of ${names}.`);
  }
  if (param.type === 'choice') return plain;
  if (param.type === 'text') return typed;
  return typed
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
