import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, exitCodes, Stop } from './command.ts';
import { force, writeOut } from './files.ts';
import { clauseId } from './where.command.ts';

/** The evidence of one control in a period, as a zip that proves itself without this product. */
export const packBuild: Command = {
  path: ['pack', 'build'],
  says: { ja: '管理策と期間を指定して監査資料を作る', en: 'build the evidence pack of a control and a period' },
  words: [],
  options: {
    control: { value: '8.N', required: true, says: { ja: '管理策の番号', en: 'number of the control' } },
    from: { value: 'YYYY-MM-DD', required: true, says: { ja: '最初の日', en: 'first day' } },
    to: { value: 'YYYY-MM-DD', required: true, says: { ja: '最後の日(この日を含む)', en: 'last day, included' } },
    out: { value: 'FILE.zip', required: true, says: { ja: '書き出すファイル', en: 'file to write' } },
    force,
  },
  examples: [
    {
      line: 'tejun pack build --control 8.17 --from 2026-11-01 --to 2026-11-30 --out pack.zip',
      says: { ja: '11月の 8.17', en: '8.17 in November' },
    },
  ],
  run: async (cli, given) => {
    const control = clauseId(given.options.control!);
    if (!/^8\.\d{1,2}$/.test(control))
      throw wrong(`--control ${given.options.control}`, { ja: '8.17 のように書いてください。', en: 'Write it like 8.17.' });
    const from = day('from', given.options.from!);
    const to = day('to', given.options.to!);
    if (from > to)
      throw wrong(`--from ${from} --to ${to}`, { ja: '最初の日が最後の日より後です。', en: 'The first day is after the last.' });
    const { file, bytes } = await writeOut(given, (path) =>
      // What it holds is for the auditor only: nobody else on this machine may read it.
      cli.server().download({ method: 'POST', path: '/api/packs', body: { control, from, to }, file: path, mode: 0o600 }),
    );
    cli.out(
      cli.say({
        ja: `${file} を作りました(${bytes} バイト)。\n  確かめる: tejun pack verify ${file}\n  渡した先では: unzip して node verify.mjs`,
        en: `${file} is written (${bytes} bytes).\n  Verify it: tejun pack verify ${file}\n  Wherever it is handed to: unzip it and run node verify.mjs`,
      }),
    );
    return exitCodes.ok;
  },
};

const wrong = (what: string, todo: { ja: string; en: string }): Stop =>
  new Stop(exitCodes.usage, { ja: `${what} は使えません。`, en: `${what} cannot be used.` }, todo);

/** A day that exists in the calendar. */
function day(option: string, typed: string): string {
  const text = typed.normalize('NFKC').replaceAll('/', '-');
  const at = new Date(`${text}T00:00:00Z`);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)) return text;
  throw wrong(`--${option} ${typed}`, {
    ja: '暦にある日を 2026-11-30 のように書いてください。',
    en: 'Write a day of the calendar like 2026-11-30.',
  });
}

/** Verifies a pack with the same program that travels in every pack, in a process of its own. Needs no server. */
export const packVerify: Command = {
  path: ['pack', 'verify'],
  says: { ja: '監査資料を検証する(サーバ不要)', en: 'verify an evidence pack (needs no server)' },
  words: ['FILE.zip'],
  options: {
    vkey: {
      value: 'KEY',
      says: { ja: '別の経路で受け取った検証鍵(またはそのファイル)', en: 'verifier key (or its file) received by another way' },
    },
    known: { value: 'FILE', says: { ja: '以前に預かったチェックポイントのファイル', en: 'file of a checkpoint received earlier' } },
  },
  more: {
    ja: '検証鍵を別の経路で受け取って --vkey に渡すと、資料ごと作り替えられていないことまで確かめられます。',
    en: 'With a verifier key received by another way (--vkey), a pack that was forged as a whole is found, too.',
  },
  examples: [
    { line: 'tejun pack verify pack.zip', says: { ja: '検証する', en: 'verify' } },
    {
      line: 'tejun pack verify pack.zip --vkey vkey.txt',
      says: { ja: '預かった検証鍵で検証する', en: 'verify with the key that you hold' },
    },
  ],
  run: async (cli, { words: [file = ''], options }) => {
    if (!existsSync(file)) throw new Stop(exitCodes.usage, { ja: `${file} というファイルはありません。`, en: `There is no file ${file}.` });
    const passed = ['vkey', 'known'].flatMap((name) => (options[name] === undefined ? [] : [`--${name}`, options[name]]));
    const child = spawn(process.execPath, [join(cli.root, 'src', 'pack', 'verify.mjs'), file, ...passed], { stdio: 'inherit' });
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => resolve(code === 0 ? exitCodes.ok : exitCodes.notWell));
    });
  },
};
