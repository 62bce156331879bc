import type { Aspect, Severity } from './report.ts';

// Weaknesses by their CWE number. One may stand under more than one: SQL that is put together from input is unchecked input and
// unsanitised output at once.
const byCwe: Readonly<Record<'input' | 'output' | 'rights', ReadonlySet<number>>> = {
  input: new Set([
    20, 22, 23, 36, 59, 73, 74, 77, 78, 79, 80, 88, 89, 90, 91, 94, 95, 98, 99, 112, 119, 120, 125, 129, 134, 190, 345, 400, 434, 470, 501,
    502, 564, 601, 606, 610, 611, 641, 643, 652, 704, 787, 829, 843, 915, 917, 918, 943, 1236, 1284, 1286, 1287, 1321, 1333,
  ]),
  output: new Set([
    74, 75, 77, 78, 79, 80, 83, 86, 87, 88, 89, 90, 91, 93, 94, 95, 96, 97, 113, 116, 117, 134, 138, 150, 564, 643, 644, 652, 917, 943,
    1236, 1336,
  ]),
  rights: new Set([
    250, 264, 266, 267, 268, 269, 271, 272, 273, 274, 276, 280, 281, 282, 284, 285, 286, 287, 306, 352, 425, 441, 538, 552, 566, 639, 668,
    706, 732, 749, 862, 863, 922, 1220, 1275,
  ]),
};

export const lintTools =
  /^(eslint|biome|oxlint|tslint|jshint|stylelint|pylint|ruff|flake8|pyflakes|mypy|golangci-lint|staticcheck|revive|clippy|rubocop|phpcs|php_codesniffer|phpstan|psalm|checkstyle|pmd|ktlint|detekt|swiftlint|shellcheck|hadolint|clang-tidy|cppcheck|markdownlint|sqlfluff)\b/i;

const complexityRule = /(^|[./_:@-])(complexity|C901|gocyclo|cyclop|mccabe|(Std)?CyclomaticComplexity(Check)?|cyclomatic[-_]?complexity)$/i;

export const isComplexityRule = (rule: string): boolean => complexityRule.test(rule) && !/cognitive/i.test(rule);

export function aspectsOf(rule: string, tool: string, cwes: readonly number[]): Aspect[] {
  const found: Aspect[] = (['input', 'output', 'rights'] as const).filter((aspect) => cwes.some((cwe) => byCwe[aspect].has(cwe)));
  if (isComplexityRule(rule)) found.push('complexity');
  if (lintTools.test(tool)) found.push('lint');
  return found;
}

/** `CWE-89`, `external/cwe/cwe-089`, `CWE-79: Improper …` */
export function cwesIn(texts: readonly unknown[]): number[] {
  const found = texts.flatMap((each) => {
    const [, said] = typeof each === 'string' ? (/\bcwe[-_ :]?0*([1-9]\d{0,4})\b/i.exec(each.slice(0, 200)) ?? []) : [];
    return said === undefined ? [] : [Number(said)];
  });
  return [...new Set(found)].sort((a, b) => a - b).slice(0, 30);
}

/** The bands of CVSS 3 and 4. */
export const severityOfScore = (score: number): Severity =>
  score >= 9 ? 'critical' : score >= 7 ? 'high' : score >= 4 ? 'medium' : score > 0 ? 'low' : 'info';

/** What a complexity rule says: what it measured, and above what it complains. Each linter words it in its own way. */
export function complexityIn(message: string): { readonly measured: number | null; readonly limit: number | null } {
  const [, measured] =
    /complexity\s+(?:of|is|=)?\s*(\d{1,5})|too complex \((\d{1,5})/i.exec(message)?.filter((part, i) => i === 0 || part !== undefined) ??
    [];
  const [, limit] =
    /(?:maximum|max(?:imum)?)(?: complexity)?(?: allowed)?(?: is|:)?\s*(\d{1,5})|> ?(\d{1,5})\)/i
      .exec(message)
      ?.filter((part, i) => i === 0 || part !== undefined) ?? [];
  return { measured: measured === undefined ? null : Number(measured), limit: limit === undefined ? null : Number(limit) };
}
