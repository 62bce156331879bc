import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import type { Platform } from '../src/facts/kind.ts';
import type { Param, ParamValue } from '../src/mechanism/param.ts';
import { whyNotAllowed } from '../src/mechanism/value.ts';
import type { AskedValues, Question } from '../src/sources/osquery/question.ts';

const root = join(import.meta.dirname, '..');

/** Tables of an osquery release with `name type [hidden]` for each column; made by scripts/osquery-tables.mjs. */
export const fixture: { readonly version: string } & Readonly<Record<Platform, Readonly<Record<string, readonly string[]>>>> = JSON.parse(
  readFileSync(join(root, 'test/fixtures/osquery-tables.json'), 'utf8'),
);

/** `CREATE TABLE` of one table; the word «hidden» stands behind the type, as SQLite itself writes it for virtual tables. */
export const createTable = (table: string, columns: readonly string[]): string =>
  `CREATE TABLE IF NOT EXISTS "${table}" (${columns.map((column) => column.replace(/^\S+/, '"$&"')).join(', ')})`;

/** Functions that osquery adds to SQLite, with the number of their arguments. They answer nothing here: only names are tested. */
const ownFunctions: Readonly<Record<string, number>> = {
  regex_match: 3,
  regex_split: 3,
  split: 3,
  inet_aton: 1,
  in_cidr_block: 2,
  to_base64: 1,
  from_base64: 1,
  conditional_to_base64: 1,
  parent_directory: 1,
  md5: 1,
  sha1: 1,
  sha256: 1,
};

/**
 * An empty database with the tables of one platform, which lets a statement read and nothing else. `read` gathers the
 * tables that compiled statements name, `opened` tells those that one statement opens: a table named only in USING is
 * in the second alone, one that SQLite found it need not open in the first alone.
 */
export function platformDatabase(platform: Platform) {
  const db = new DatabaseSync(':memory:');
  for (const [table, columns] of Object.entries(fixture[platform])) db.exec(createTable(table, columns));
  for (const [name, length] of Object.entries(ownFunctions))
    db.function(
      name,
      Object.defineProperty(() => null, 'length', { value: length }),
    );
  // The number of arguments of this one is open; it is compared here only to see that it exists.
  db.function('version_compare', { varargs: true }, () => 0);
  const roots = new Map(
    db
      .prepare('SELECT rootpage, name FROM sqlite_schema')
      .all()
      .map(({ rootpage, name }) => [rootpage, String(name)]),
  );
  const opened = (sql: string): string[] =>
    db
      .prepare(`EXPLAIN ${sql}`)
      .all()
      .flatMap(({ opcode, p2, p3 }) => (opcode === 'OpenRead' && p3 === 0 ? (roots.get(p2!) ?? []) : []));
  const read = new Set<string>();
  const reading = [constants.SQLITE_SELECT, constants.SQLITE_READ, constants.SQLITE_FUNCTION, constants.SQLITE_RECURSIVE];
  db.setAuthorizer((action, table) => {
    if (action === constants.SQLITE_READ && table !== null && table in fixture[platform]) read.add(table);
    return reading.includes(action) ? constants.SQLITE_OK : constants.SQLITE_DENY;
  });
  return { db, read, opened };
}

/** Every value that a practice declares, by id. */
export const params = new Map<string, Param>();
for (const file of globSync('src/practices/*/params.ts', { cwd: root })) {
  const declared: Record<string, Param> = await import(pathToFileURL(join(root, file)).href);
  for (const param of Object.values(declared)) if (param?.id) params.set(param.id, param);
}

/** Words that break a statement put together carelessly. */
const trickyWords = ["O'Brien's", "');DROP TABLE processes;--", '勤怠くん', '100%_\\', '"x"', 'a,b', '?1', ' é '];

/** Words go into every list that takes any word, also where its pattern refuses some: the SQL must not rest on the pattern alone. */
function trickyValue(param: Param): ParamValue {
  if (param.type === 'number') return param.min;
  if (param.type === 'boolean') return !param.default;
  if (param.type === 'choice') return Object.keys(param.options).at(-1) ?? param.default;
  if (param.type === 'text') return trickyWords[1]!;
  return whyNotAllowed(param, ['勤怠くん']) === null ? trickyWords : param.default;
}
function emptyValue(param: Param): ParamValue {
  if (param.type === 'number') return param.max;
  if (param.type === 'list') return [];
  return param.type === 'text' ? '' : param.default;
}

export const valueSets = { default: (param: Param): ParamValue => param.default, tricky: trickyValue, empty: emptyValue };
export type ValueSet = keyof typeof valueSets;

/** The values that a question names, and no other: reading one that it does not name throws. */
export function valuesFor(question: Question, set: ValueSet): AskedValues {
  const named = (question.values ?? []).map((id) => {
    const param = params.get(id);
    if (param === undefined) throw new Error(`${question.id}: no practice declares the value ${id}`);
    return [id, valueSets[set](param)] as const;
  });
  return new Proxy(Object.fromEntries(named), {
    get(values, id) {
      if (typeof id === 'string' && !Object.hasOwn(values, id)) throw new Error(`${question.id}: reads ${id} without naming it in values`);
      return Reflect.get(values, id);
    },
  });
}

/** The parts of a question as SQL, in the order in which they are written. */
export function statementsOf(question: Question, set: ValueSet): { part: string; sql: string }[] {
  const values = valuesFor(question, set);
  return Object.entries(question.sql).map(([part, sql]) => ({ part, sql: typeof sql === 'string' ? sql : sql(values) }));
}
