import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
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
