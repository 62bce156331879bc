import { canonicalJson, sha256Hex } from '../base/hash.ts';
import type { PackSource } from './source.ts';

/** How much of attached files a pack takes. What goes beyond is named with its hash: it can be had from the server. */
export const filesBytesMax = 200 * 1024 * 1024;

const endings: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'text/csv': 'csv',
  'application/json': 'json',
  'message/rfc822': 'eml',
};

/** The hashes of the files that a payload names in `files: [{ hash }]`; the verifier holds the same rule. */
export function hashesIn(payload: string | null): string[] {
  if (payload === null || !payload.includes('"files"')) return [];
  const { files } = JSON.parse(payload) as { files?: unknown };
  if (!Array.isArray(files)) return [];
  return files.flatMap((file: unknown) => {
    const hash = typeof file === 'object' && file !== null ? (file as { hash?: unknown }).hash : undefined;
    return typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash) ? [hash] : [];
  });
}

/** Adds every attached file that an entry shown names, once, under its hash; `files.jsonl` says which entries name it. */
export async function addFiles(
  add: (name: string, content: string | Buffer) => void,
  source: PackSource,
  named: ReadonlyMap<string, readonly number[]>,
): Promise<void> {
  let taken = 0;
  const lines: string[] = [];
  for (const [hash, entries] of [...named].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const found = await source.file?.(hash);
    const fits = found != null && taken + found.content.length <= filesBytesMax;
    const file = fits ? `files/${hash}.${endings[found.mediaType] ?? 'txt'}` : null;
    if (fits) {
      taken += found.content.length;
      // Whoever asks for a hash gets what has it, or nothing.
      if (sha256Hex(found.content) !== hash) throw new Error(`the stored file ${hash} is not what its hash says`);
      add(file!, found.content);
    }
    const why = found == null ? 'missing' : fits ? null : 'too-large';
    lines.push(
      `${canonicalJson({ hash, bytes: found?.content.length ?? null, mediaType: found?.mediaType ?? null, file, why, entries })}\n`,
    );
  }
  if (lines.length > 0) add('files.jsonl', lines.join(''));
}
