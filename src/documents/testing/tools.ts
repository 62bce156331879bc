import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Other people's readers of our files. Where one is not on the machine its tests say so and are skipped. */
export const has = (tool: string): boolean => (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, tool)));
export const missing = (...tools: string[]): string | false => {
  const absent = tools.filter((tool) => !has(tool));
  return absent.length === 0 ? false : `${absent.join(', ')} is not on this machine`;
};

/** Does something with the bytes as a file in a folder of its own. */
export function withFile<T>(name: string, bytes: Uint8Array, work: (file: string, folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'tejun-document-'));
  try {
    const file = join(folder, name);
    writeFileSync(file, bytes);
    return work(file, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function output(tool: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(tool, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (error) throw error;
  if (status !== 0 && status !== 3) throw new Error(`${tool} ended with ${status}: ${stderr}`);
  return stdout;
}

/** The text of a PDF in the order in which it was written; with `body`, without the header and footer of upright A4 pages. */
export const pdfText = (pdf: Uint8Array, { body = false } = {}): string =>
  withFile('document.pdf', pdf, (file) =>
    output('pdftotext', ['-raw', '-enc', 'UTF-8', ...(body ? ['-x', '0', '-y', '62', '-W', '596', '-H', '718'] : []), file, '-']),
  );

/** Line breaks and gaps are the typesetter's; what is written is what is left. */
export const dense = (text: string): string => text.replace(/[\s\u200b\u2066-\u2069\u202a-\u202e]+/gu, '');

/** Opens a file in LibreOffice, without a screen and with a profile of its own, and prints it as PDF. */
export const officePdf = (name: string, bytes: Uint8Array): Buffer =>
  withFile(name, bytes, (file, folder) => {
    output('soffice', ['--headless', `-env:UserInstallation=file://${folder}/profile`, '--convert-to', 'pdf', '--outdir', folder, file]);
    return readFileSync(file.replace(/\.\w+$/, '.pdf'));
  });
