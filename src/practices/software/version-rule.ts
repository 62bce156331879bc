/** What a cell «認める版» asks of a version. `any`: nothing. `unreadable`: it means something that no machine can hold against a version. */
export type VersionRule =
  | { readonly type: 'any' }
  | { readonly type: 'unreadable'; readonly text: string }
  | { readonly type: 'some'; readonly of: readonly VersionTest[] };

interface VersionTest {
  readonly from?: { readonly version: string; readonly included: boolean };
  readonly to?: { readonly version: string; readonly included: boolean };
  /** `24.*`: the numbers that must stand in front. */
  readonly begins?: string;
}

const number = String.raw`v?(\d[0-9a-z]*(?:[.\-_+~:][0-9a-z]+)*)`;
const forms: readonly { readonly form: RegExp; readonly test: (a: string, b: string) => VersionTest }[] = [
  { form: new RegExp(`^${number}[.\\-]?(?:\\*|x)$`, 'i'), test: (a) => ({ begins: a.replace(/[.\-_]x$/i, '') }) },
  {
    form: new RegExp(`^${number}\\s*(?:以上|以降|以後|or newer|or later|and later|and newer|\\+)$`, 'i'),
    test: (a) => ({ from: { version: a, included: true } }),
  },
  { form: new RegExp(`^(?:>=|≧|≥|from)\\s*${number}$`, 'i'), test: (a) => ({ from: { version: a, included: true } }) },
  { form: new RegExp(`^${number}\\s*(?:より新しい|より後|超|超過)$`, 'i'), test: (a) => ({ from: { version: a, included: false } }) },
  { form: new RegExp(`^>\\s*${number}$`, 'i'), test: (a) => ({ from: { version: a, included: false } }) },
  { form: new RegExp(`^${number}\\s*(?:以下|以前|まで|or older|or earlier)$`, 'i'), test: (a) => ({ to: { version: a, included: true } }) },
  { form: new RegExp(`^(?:<=|≦|≤|up to)\\s*${number}$`, 'i'), test: (a) => ({ to: { version: a, included: true } }) },
  { form: new RegExp(`^${number}\\s*(?:未満|より古い|より前)$`, 'i'), test: (a) => ({ to: { version: a, included: false } }) },
  { form: new RegExp(`^<\\s*${number}$`, 'i'), test: (a) => ({ to: { version: a, included: false } }) },
  {
    form: new RegExp(`^${number}\\s*(?:以上)?\\s*(?:〜|～|~|-|–|to|から|、)\\s*${number}\\s*(?:以下|まで)?$`, 'i'),
    // «14.38-1» is one version as a distribution writes it.
    test: (a, b) =>
      compare(a, b) > 0 ? { begins: `${a}-${b}` } : { from: { version: a, included: true }, to: { version: b, included: true } },
  },
  {
    form: new RegExp(`^${number}\\s*以上\\s*、?\\s*${number}\\s*未満$`, 'i'),
    test: (a, b) => ({ from: { version: a, included: true }, to: { version: b, included: false } }),
  },
  { form: new RegExp(`^${number}$`, 'i'), test: (a) => ({ begins: a }) },
];
const anyVersion = /^(すべて|全て|すべての版|全ての版|全版|制限なし|制限無し|指定なし|問わない|any|all|any version|all versions|\*)$/i;

/**
 * Reads a cell such as `24.09以上`, `24.*`, `1.2〜1.9`, `3.0未満`, `24.08、24.09`. A version alone means itself and what is finer:
 * 24.09 means 24.09.1 too. Empty means every version.
 */
export function readVersionRule(cell: string | null): VersionRule {
  const text = (cell ?? '')
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(版|バージョン|version|ver\.?)\s*/i, '');
  if (text === '' || anyVersion.test(text)) return { type: 'any' };
  const whole = testOf(text);
  if (whole !== null) return { type: 'some', of: [whole] };
  const tests = text.split(/\s*(?:、|,|;|または|又は| or |\/)\s*/).map(testOf);
  return tests.every((test) => test !== null) ? { type: 'some', of: tests } : { type: 'unreadable', text };
}

function testOf(text: string): VersionTest | null {
  for (const { form, test } of forms) {
    const found = form.exec(text.trim());
    if (found) return test(found[1]!, found[2] ?? '');
  }
  return null;
}

/** Whether a version is meant; null where nobody can tell: the rule cannot be read, or the program does not say its version. */
export function meetsVersion(rule: VersionRule, version: string): boolean | null {
  if (rule.type === 'any') return true;
  if (rule.type === 'unreadable' || !/\d/.test(version)) return null;
  return rule.of.some(
    ({ from, to, begins }) =>
      (begins === undefined || beginsWith(version, begins)) &&
      (from === undefined || compare(version, from.version) > (from.included ? -1 : 0)) &&
      (to === undefined || compareUpTo(version, to.version) < (to.included ? 1 : 0)),
  );
}

type Part = number | string;

/** `1:24.09-2+deb12` without what a distribution puts before and behind, as numbers and words. */
const partsOf = (version: string): Part[] =>
  (
    version
      .normalize('NFKC')
      .toLowerCase()
      .replace(/^v/, '')
      .replace(/^\d+:/, '')
      .match(/\d+|[a-z]+/g) ?? []
  ).map((part) => (/^\d/.test(part) ? Number(part) : part));

/** Numbers by size, words by letter; a word stands before a number and before nothing (1.0rc1 < 1.0). */
function comparePart(a: Part | undefined, b: Part | undefined): number {
  if (a === b) return 0;
  if (a === undefined) return typeof b === 'string' ? 1 : b === 0 ? 0 : -1;
  if (b === undefined) return -comparePart(b, a);
  if (typeof a === typeof b) return a < b ? -1 : 1;
  return typeof a === 'string' ? -1 : 1;
}

export function compare(a: string, b: string): number {
  const [x, y] = [partsOf(a), partsOf(b)];
  for (let i = 0; i < Math.max(x.length, y.length); i += 1) {
    const found = comparePart(x[i], y[i]);
    if (found !== 0) return Math.sign(found);
  }
  return 0;
}

/** 1.9.4 is not above 1.9: an upper end means whatever is finer too. */
function compareUpTo(version: string, end: string): number {
  return beginsWith(version, end) ? 0 : compare(version, end);
}

function beginsWith(version: string, begins: string): boolean {
  const [whole, front] = [partsOf(version), partsOf(begins)];
  return front.every((part, i) => (whole[i] === undefined ? part === 0 : whole[i] === part));
}
