import { sha256Hex } from '../../base/hash.ts';

/**
 * The stable key of a finding within its tool. Two findings with the same parts in one report differ by their order, so that the
 * second of two equal lines stays the second.
 */
export class Keys {
  readonly #seen = new Map<string, number>();
  of(parts: readonly string[]): string {
    const base = JSON.stringify(parts);
    const ordinal = this.#seen.get(base) ?? 0;
    this.#seen.set(base, ordinal + 1);
    return sha256Hex(ordinal === 0 ? base : `${base}#${ordinal}`);
  }
}

/** What stands in a program, without what a formatter changes. */
export const foldedCode = (code: string): string => code.replace(/\s+/g, ' ').trim();

/** A message without what moves: numbers of lines, counts. */
export const foldedMessage = (message: string): string => message.replace(/\d+/g, '#').replace(/\s+/g, ' ').trim();

/** Where build servers check a repository out. */
const checkouts =
  /^\/(?:home\/runner\/work\/[^/]+\/[^/]+|builds\/[^/]+\/[^/]+|github\/workspace|__w\/[^/]+\/[^/]+|workspace|workspaces\/[^/]+|bitbucket\/pipelines\/agent\/build|usr\/src\/app|src|code|app)\//;

/** A path as it is the same on every machine: with slashes, without a scheme, `.` and `..`, and the folder of the build server. */
export function foldedPath(given: string, root = ''): { readonly path: string; readonly absolute: boolean } {
  let path = given.replace(/^file:\/\/(?:localhost)?(?=\/)/i, '').replace(/^file:/i, '');
  try {
    path = decodeURIComponent(path);
  } catch {
    // A per cent sign that encodes nothing is part of the name.
  }
  path = path
    .normalize('NFC')
    .replaceAll('\\', '/')
    .replace(/^\/(?=[A-Za-z]:\/)/, '');
  if (root !== '' && path.startsWith(root)) path = path.slice(root.length);
  path = path.replace(checkouts, '');
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '.' && (part !== '' || parts.length === 0)) parts.push(part);
  }
  const folded = parts.join('/').slice(0, 500);
  return { path: folded, absolute: /^(\/|[A-Za-z]:\/)/.test(folded) };
}
