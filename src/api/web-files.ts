import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { sha256 } from '../base/hash.ts';
import type { ApiApp } from './server.ts';
import { isApi } from './wire.ts';

/** One file of the web app. What can be compressed is, once, at the start; fonts and pictures stay on disk. */
interface WebFile {
  readonly type: string;
  readonly etag: string;
  readonly immutable: boolean;
  /** Where it stands on disk. */
  readonly full: string;
  /** Pages are held: a rebuild under a running server would else show a page whose files this server does not know. */
  readonly plain?: Buffer;
  readonly br?: Buffer;
  readonly gzip?: Buffer;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};
const compressible = new Set(['.html', '.js', '.mjs', '.css', '.json', '.webmanifest', '.svg', '.txt']);
/** Strong compression of one large bundle costs seconds at start; level 5 costs a tenth and weighs a few percent more. */
const brotliQuality = 5;

/**
 * Serves the built web app. A request is a look-up in a map of names that were read at the start: no path of a request ever reaches the
 * file system. Every other page address gets index.html, which routes by itself.
 */
export function serveWebFiles(app: ApiApp, folder: string): void {
  const files = loadWebFiles(folder);
  app.route({
    method: 'GET',
    url: '/*',
    config: { access: 'public' },
    schema: { hide: true },
    handler: async (request, reply) => {
      const path = request.url.split('?', 1)[0]!;
      const file = files.get(path) ?? (isPage(path) ? files.get('/index.html') : undefined);
      if (file === undefined) return reply.callNotFound();
      const accepted = request.headers['accept-encoding'];
      const encoding = (['br', 'gzip'] as const).find((name) => file[name] !== undefined && accepts(accepted, name));
      const isKnown = matches(request.headers['if-none-match'], file.etag);
      const content = isKnown ? null : encoding === undefined ? await contentOf(file) : file[encoding]!;
      // A rebuild took it away or wrote another in its place: whoever asks is told so, and nobody keeps that answer.
      if (content === undefined) return reply.callNotFound();
      reply
        .header('etag', file.etag)
        .header('vary', 'accept-encoding')
        .header('cache-control', file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
      if (content === null) return reply.code(304).send();
      if (encoding !== undefined) reply.header('content-encoding', encoding);
      return reply.type(file.type).send(content);
    },
  });
}

/** Nothing is there any more, or a folder. */
const goneCodes: ReadonlySet<string | undefined> = new Set(['ENOENT', 'ENOTDIR', 'EISDIR']);

/** What stood there at the start, byte for byte; nothing where it is gone or is another: it would be kept for a year. */
async function contentOf({ plain, full, etag }: WebFile): Promise<Buffer | undefined> {
  if (plain !== undefined) return plain;
  const read = await readFile(full).catch((error: NodeJS.ErrnoException) => {
    if (goneCodes.has(error.code)) return undefined;
    throw error; // too many open files, a broken disk: a fault that is told
  });
  return read !== undefined && etagOf(read) === etag ? read : undefined;
}

const etagOf = (content: Buffer): string => `"${sha256(content).toString('base64url').slice(0, 22)}"`;

/** A page's address may hold a dot (/controls/8.12); what asks for a file by its ending is none. */
const isPage = (path: string): boolean =>
  !isApi(path) && !path.startsWith('/assets/') && !path.startsWith('/ledger/') && !Object.hasOwn(types, extname(path).toLowerCase());

/** Every file of the folder by its URL path. Hashed names (Vite's /assets/) never change, so they may be kept for ever. */
export function loadWebFiles(folder: string): ReadonlyMap<string, WebFile> {
  const files = new Map<string, WebFile>();
  if (!existsSync(folder)) return files;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const full = join(entry.parentPath, entry.name);
    const path = `/${relative(folder, full).split(sep).map(encodeURIComponent).join('/')}`;
    files.set(path, webFile(path, full));
  }
  const index = files.get('/index.html');
  if (index !== undefined) files.set('/', index);
  return files;
}

function webFile(path: string, full: string): WebFile {
  const plain = readFileSync(full);
  const extension = extname(path).toLowerCase();
  return {
    type: types[extension] ?? 'application/octet-stream',
    etag: etagOf(plain),
    immutable: path.startsWith('/assets/') && extension !== '.html',
    full,
    ...(extension === '.html' ? { plain } : {}),
    ...(compressible.has(extension) && plain.length > 1024
      ? { br: brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality } }), gzip: gzipSync(plain) }
      : {}),
  };
}

const matches = (header: string | undefined, etag: string): boolean =>
  header?.split(',').some((given) => given.trim().replace(/^W\//, '') === etag || given.trim() === '*') ?? false;

/** `br;q=0` says no. */
const accepts = (header: string | undefined, encoding: string): boolean =>
  header?.split(',').some((part) => {
    const [name = '', quality = 'q=1'] = part.split(';').map((piece) => piece.trim().toLowerCase());
    return name === encoding && Number(quality.replace('q=', '')) > 0;
  }) ?? false;
