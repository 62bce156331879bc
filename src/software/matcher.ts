import type { Platform } from '../facts/kind.ts';
import { foldedName, programPattern } from '../practices/software/name-pattern.ts';
import { isPublisher, isVeryPublisher } from '../practices/software/publisher.ts';
import { readVersionRule, type VersionRule } from '../practices/software/version-rule.ts';
import { type Rule, ruleDigest } from './rule.ts';
import { namesOf, type Title } from './title.ts';

/** A rule that was read once, to be held against many titles. */
export interface ReadRule {
  readonly rule: Rule;
  readonly digest: string;
  readonly versions: VersionRule;
}

/** By so many letters rules are found. */
const keyChars = 3;
/** Titles whose rules are remembered. */
const foundMax = 50_000;
const none: readonly ReadRule[] = [];
/** From this length on, a listed name may go on with letters («qBittorrentEnhanced»); a short one («Share») must end there. */
const listedCharsMin = 7;
/** Windows' record of starts cuts names of files here. */
const startsCharsMax = 29;

interface Held extends ReadRule {
  means(folded: string, title: Title): boolean;
}

/** All rules, so arranged that a title meets only the few whose names begin like its own. */
export class RuleSet {
  readonly rules: readonly ReadRule[];
  readonly #exact = new Map<string, Held[]>();
  readonly #begins = new Map<string, Held[]>();
  readonly #anywhere: Held[] = [];
  readonly #linked = new Map<number, ReadRule[]>();
  readonly #found = new Map<number, readonly ReadRule[]>();

  constructor(rules: readonly Rule[]) {
    const read: ReadRule[] = [];
    for (const rule of rules) {
      const one = { rule, digest: ruleDigest(rule), versions: readVersionRule(rule.versions) };
      read.push(one);
      this.#put(one);
      for (const title of rule.linked) push(this.#linked, title, one);
    }
    this.rules = read;
  }

  /** The rules that speak of a title. `id` is null for one that is not stored yet, and so linked to nothing. */
  of(title: Title, id: number | null): readonly ReadRule[] {
    if (id === null) return this.#find(title, null);
    // What a title is never changes, and ten thousand devices have the same ones.
    const known = this.#found.get(id);
    if (known !== undefined) return known;
    const found = this.#find(title, id);
    if (this.#found.size >= foundMax) this.#found.clear();
    this.#found.set(id, found);
    return found;
  }

  #find(title: Title, id: number | null): readonly ReadRule[] {
    const found = new Set<ReadRule>(id === null ? [] : this.#linked.get(id));
    for (const name of namesOf(title)) {
      for (const list of [this.#exact.get(name), this.#begins.get(name.slice(0, keyChars)), this.#anywhere])
        for (const held of list ?? []) if (!found.has(held) && speaksOf(held.rule, title) && held.means(name, title)) found.add(held);
    }
    return found.size === 0 ? none : [...found];
  }

  #put(one: ReadRule): void {
    const { rule } = one;
    if (rule.by === 'listed') {
      const name = foldedName(rule.name);
      if (name !== '') this.#file(name, { ...one, means: (seen, title) => isListed(title, seen, name) });
      return;
    }
    const pattern = programPattern(rule.name);
    // A star alone counts only where the publisher says whose programs are meant.
    if (pattern === null) {
      if (rule.publisher !== null && /[^*\s]/.test(rule.publisher)) this.#anywhere.push({ ...one, means: () => true });
      return;
    }
    const held = { ...one, means: (seen: string) => pattern.means(seen) };
    if (pattern.isExact) push(this.#exact, pattern.begins, held);
    else this.#file(pattern.begins, held);
  }

  #file(begins: string, held: Held): void {
    if (begins.length < keyChars) this.#anywhere.push(held);
    else push(this.#begins, begins.slice(0, keyChars), held);
  }
}

function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** Of what merely ran only the forbidding rules speak: nobody permits a file by its name. */
const speaksOf = ({ says, platform, publisher }: Rule, title: Title): boolean =>
  (title.kind === 'installed' || says === 'forbid') &&
  (platform === null || platform === title.platform) &&
  (title.kind === 'trace' ||
    (says === 'baseline' ? isVeryPublisher(publisher, title.publisher) : isPublisher(publisher, title.publisher, title.platform)));

/** A package's name is exact; elsewhere an edition or a version may follow it. */
function isListed({ kind, platform }: { kind: Title['kind']; platform: Platform }, seen: string, listed: string): boolean {
  if (kind === 'trace') return seen === listed || seen === `${listed}.exe`.slice(0, startsCharsMax);
  if (platform === 'linux') return seen === listed;
  return seen.startsWith(listed) && (listed.length >= listedCharsMin || !/^\p{L}/u.test(seen.slice(listed.length)));
}
