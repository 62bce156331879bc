import { canonicalJson, sha256 } from '../base/hash.ts';
import type { CollectionId } from '../facts/collection.ts';
import type { Platform } from '../facts/kind.ts';
import { foldedName } from '../practices/software/name-pattern.ts';
import { titleName } from '../practices/software/title-name.ts';

/** `trace`: a file that ran somewhere, and nothing says that it was installed. */
export type TitleKind = 'installed' | 'trace';

/** A program whatever its version. */
export interface Title {
  readonly kind: TitleKind;
  readonly platform: Platform;
  readonly name: string;
  readonly publisher: string;
}

/** An item of the inventory, as far as this room reads it. */
export interface SeenItem {
  readonly collection: CollectionId;
  readonly platform: Platform;
  readonly key: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const charsMax = 200;
const cut = (text: string): string => text.trim().slice(0, charsMax).toWellFormed();

/** What an item is a version of; null for what is no program (an app of a Mac that is in the list of installed ones anyway). */
export function titleOf({ collection, platform, key, attributes }: SeenItem): { title: Title; version: string } | null {
  if (collection === 'executed-programs') {
    // Apps within the folder for apps stand in the list of what is installed.
    if (key.trim() === '' || (attributes.via === 'app' && attributes.place === 'programs')) return null;
    return { title: { kind: 'trace', platform, name: cut(key), publisher: '' }, version: attributes.month ?? '' };
  }
  const version = cut(attributes.version ?? '');
  const name = cut(titleName(key, version, platform));
  if (name === '') return null;
  return { title: { kind: 'installed', platform, name, publisher: cut(attributes.publisher ?? '') }, version };
}

/** What makes a title this title. */
export const titleDigest = ({ kind, platform, name, publisher }: Title): Buffer =>
  sha256(canonicalJson([kind, platform, foldedName(name), foldedName(publisher)]));

/** The names under which a rule may mean it. A file that ran is meant with and without its ending. */
export function namesOf({ kind, name }: Pick<Title, 'kind' | 'name'>): string[] {
  const folded = foldedName(name);
  if (kind === 'installed') return [folded];
  const plain = folded.replace(/\.(exe|com|scr|app)$/, '');
  return plain === folded || plain === '' ? [folded] : [folded, plain];
}
