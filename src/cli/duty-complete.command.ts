import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { type Cli, type Command, exitCodes, Stop } from './command.ts';
import { occurrencePath } from './duty.command.ts';
import { type OccurrenceDetailAnswer, occurrenceAnswer, receiptAnswer, uploadAnswer } from './duty-answers.ts';
import type { Server } from './server.ts';

const results = ['in-order', 'problem', 'no-case'];
/** What the server accepts of one file; a larger one is refused before it is read. */
const fileBytesMax = 20 * 1024 * 1024;
const recordBytesMax = 1024 * 1024;
const digestCharsMin = 8;

/**
 * Records an occurrence as done, by whoever may use this machine's token: the ledger says `cli`. What belongs to somebody with an account
 * (the committee's duties, a person's own) the server refuses.
 */
export const dutyComplete: Command = {
  path: ['duty', 'complete'],
  says: { ja: '情報システム管理者の定期業務を完了として記録する', en: 'record a duty of the administrator as done' },
  words: ['id', 'FILE…'],
  options: {
    result: { value: results.join('|'), required: true, says: { ja: '結果', en: 'how it came out' } },
    record: { value: 'FILE.json', says: { ja: '記録の項目(duty show が表示します)', en: 'fields of the record (duty show prints them)' } },
    remark: { value: 'TEXT', says: { ja: '備考(問題ありのときは必須)', en: 'remark (required where there is a problem)' } },
    sheet: {
      value: 'DIGEST',
      says: { ja: '確かめたシートの要約値(先頭8文字以上)', en: 'digest of the sheet that you looked at (its first 8 characters or more)' },
    },
  },
  more: {
    ja: 'FILE は証拠として添付するファイルです(いくつでも)。シートのある業務は、duty show で内容を確かめ、その要約値を --sheet に渡します。\n実施者は「コマンド(tejun)」として残ります。委員会や個人が担当する業務は、本人が画面で記録します。',
    en: 'FILE is attached as proof (any number). Where a duty has a sheet, look at it with duty show and hand its digest to --sheet.\nIt is recorded as done by the command line. Duties of the committee or of a person are recorded by themselves, on the screens.',
  },
  examples: [
    {
      line: 'tejun duty complete 0198c1f2-… 復元結果.pdf --result in-order --record record.json --sheet 3fa9c2d1',
      says: { ja: 'ファイルを添えて完了する', en: 'complete it with a file' },
    },
  ],
  run: async (cli, { words: [id = '', ...files], options }) => {
    const path = occurrencePath(id);
    const result = options.result!;
    if (!results.includes(result))
      throw usage(`--result ${result} は使えません。`, `--result ${result} cannot be used.`, {
        ja: `${results.join('、')} から選んでください。`,
        en: `Choose one of ${results.join(', ')}.`,
      });
    const record = options.record === undefined ? {} : readRecord(options.record);
    const contents = files.map((file) => readFile(file, fileBytesMax));
    const server = cli.server();
    const found = await server.get(path, occurrenceAnswer);
    const sheetDigest = sheetOf(found, options.sheet, id);
    const attach = await upload(server, contents);
    const body = { revision: found.revision, result, record, remark: options.remark ?? '', sheetDigest, attach };
    const { ledgerSeq } = await server.send('POST', `${path}/complete`, body, receiptAnswer);
    cli.out(completed(cli, found, ledgerSeq));
    return exitCodes.ok;
  },
};

const usage = (ja: string, en: string, todo: { ja: string; en: string }): Stop => new Stop(exitCodes.usage, { ja, en }, todo);

const completed = (cli: Cli, { title, about }: OccurrenceDetailAnswer, ledgerSeq: number): string =>
  cli.say({
    ja: `「${title.ja} ${about.ja}」の完了を記録しました。\n  証跡原簿 ${ledgerSeq}番`,
    en: `“${title.en}, ${about.en}” is recorded as done.\n  ledger entry ${ledgerSeq}`,
  });

/** What is confirmed is what was seen: the digest comes from the person, not from what the server would lay out now. */
function sheetOf({ sheet }: OccurrenceDetailAnswer, typed: string | undefined, id: string): string | null {
  if (sheet === null) return null;
  const given = typed?.trim().toLowerCase() ?? '';
  const todo = {
    ja: `tejun duty show ${id} で内容を確かめ、表示された要約値を --sheet に渡してください。`,
    en: `Look at it with tejun duty show ${id}, and hand the digest that it prints to --sheet.`,
  };
  if (given.length < digestCharsMin)
    throw usage('確かめたシートの要約値(--sheet)が足りません。', 'The digest of the sheet (--sheet) is missing.', todo);
  if (sheet.digest.startsWith(given)) return sheet.digest;
  // A whole digest may be that of a sheet that was shown a little earlier: the server knows.
  if (/^[0-9a-f]{64}$/.test(given)) return given;
  throw new Stop(
    exitCodes.notWell,
    { ja: 'シートの内容が変わっています。何も記録していません。', en: 'The sheet has changed. Nothing was recorded.' },
    todo,
  );
}

function readRecord(file: string): Record<string, unknown> {
  const bytes = readFile(file, recordBytesMax).bytes;
  const todo = {
    ja: '{"項目の名前": 値} の形のJSONを UTF-8 で書いてください。項目は tejun duty show が表示します。',
    en: 'Write JSON of the form {"field": value} in UTF-8. tejun duty show prints the fields.',
  };
  try {
    const read: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (typeof read === 'object' && read !== null && !Array.isArray(read)) return read as Record<string, unknown>;
  } catch {
    // Told below, as what does not read.
  }
  throw usage(`${file} を記録として読み取れません。`, `${file} cannot be read as a record.`, todo);
}

interface Content {
  readonly name: string;
  readonly bytes: Uint8Array;
}

function readFile(file: string, bytesMax: number): Content {
  if (!existsSync(file) || !statSync(file).isFile())
    throw usage(`${file} というファイルはありません。`, `There is no file ${file}.`, {
      ja: '名前を確かめてください。',
      en: 'Check its name.',
    });
  if (statSync(file).size > bytesMax)
    throw usage(`${file} は大きすぎます。`, `${file} is too large.`, {
      ja: `${Math.floor(bytesMax / 1024 / 1024)} MB までです。`,
      en: `At most ${Math.floor(bytesMax / 1024 / 1024)} MB.`,
    });
  return { name: basename(file), bytes: readFileSync(file) };
}

/** One after the other. What the server takes and no act uses is forgotten there after a day. */
async function upload(server: Server, contents: readonly Content[]): Promise<string[]> {
  const ids: string[] = [];
  for (const { name, bytes } of contents) {
    const { id } = await server.send('POST', `/api/attachments?${new URLSearchParams({ name })}`, bytes, uploadAnswer);
    ids.push(id);
  }
  return ids;
}
