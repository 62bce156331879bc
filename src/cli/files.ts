import { existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { Words } from '../base/text.ts';
import { exitCodes, type Given, Stop } from './command.ts';

/**
 * Writes a result to the file of `--out`: under another name first, so that a broken download never stands there, and
 * over an existing file only with `--force`. Returns its size in bytes.
 */
export async function writeOut(
  { options, switches }: Given,
  write: (file: string) => Promise<number>,
): Promise<{ file: string; bytes: number }> {
  const file = options.out!;
  const path = resolve(file);
  const refuse = () => {
    if (existsSync(path) && (statSync(path).isDirectory() || !switches.has('force')))
      throw new Stop(
        exitCodes.usage,
        { ja: `${file} はすでにあります。`, en: `${file} exists already.` },
        { ja: '別の名前にするか、上書きするなら --force を付けてください。', en: 'Choose another name, or add --force to overwrite it.' },
      );
  };
  refuse();
  if (!existsSync(dirname(path))) {
    throw new Stop(
      exitCodes.usage,
      { ja: `${dirname(path)} というフォルダーはありません。`, en: `There is no folder ${dirname(path)}.` },
      { ja: 'フォルダーを作ってから、もう一度実行してください。', en: 'Make the folder and try again.' },
    );
  }
  const partial = `${path}.${process.pid}.part`;
  try {
    const bytes = await write(partial);
    refuse();
    renameSync(partial, path);
    return { file, bytes };
  } finally {
    rmSync(partial, { force: true });
  }
}

export const force = { says: { ja: 'すでにあるファイルに上書きする', en: 'overwrite an existing file' } };

/** What the server accepts; a larger file is refused before it is read. */
const fileBytesMax = 20 * 1024 * 1024;
const wrong = (says: Words, todo?: Words): Stop => new Stop(exitCodes.usage, says, todo);

/** A spreadsheet or CSV to be sent. Throws Stop (usage) where there is none, or it is too large. */
export function tableFile(path: string): { name: string; bytes: Buffer } {
  if (!existsSync(path) || !statSync(path).isFile())
    throw wrong({ ja: `${path} というファイルはありません。`, en: `There is no file ${path}.` });
  if (statSync(path).size > fileBytesMax)
    throw wrong(
      {
        ja: `${path} は大きすぎます。読めるのは${fileBytesMax / 1024 / 1024} MBまでです。`,
        en: `${path} is too large: at most ${fileBytesMax / 1024 / 1024} MB.`,
      },
      {
        ja: '必要な列と行だけを、別のファイルに保存してください。',
        en: 'Save the columns and rows that are needed as a file of their own.',
      },
    );
  return { name: basename(path), bytes: readFileSync(path) };
}
