import { type Words, words } from '../base/text.ts';
import { liveLimits, refusedNames } from './limits.ts';
import { type Token, tokensOf } from './tokens.ts';

/** A statement that may be asked, as it is sent; or why it may not. */
export type Statement = { readonly sent: string; readonly refused?: undefined } | { readonly refused: Words };

/** The agent's database is read-only by itself and takes one statement. What says otherwise is refused before anybody is asked. */
const writing = new Set(
  'insert update delete attach detach pragma create drop alter vacuum reindex analyze begin commit rollback savepoint'.split(' '),
);
/** Words that end the list of tables of a SELECT. */
const behindTables = new Set('where group order limit having union intersect except select window values'.split(' '));

/**
 * Looks at a person's SQL: one SELECT, of a length that a person reads, that names nothing refused. It is sent within a SELECT with
 * a limit, so that a device leaves off by itself what would be too much.
 */
export function statementOf(sql: string): Statement {
  if (sql.trim() === '') return refused('SQLを入力してください。', 'Write a query.');
  if (sql.length > liveLimits.sqlCharsMax)
    return refused(`SQLは${liveLimits.sqlCharsMax}文字までです。`, `A query has ${liveLimits.sqlCharsMax} characters at most.`);
  const tokens = tokensOf(sql);
  if (!isTokens(tokens)) return { refused: tokens };
  const end = tokens.findIndex(({ is, text }) => is === 'sign' && text === ';');
  const own = end < 0 ? tokens : tokens.slice(0, end);
  if (end >= 0 && tokens.slice(end).some(({ text, is }) => is !== 'sign' || text !== ';'))
    return refused('一度に実行できるのは1文だけです。', 'Only one statement at a time.');
  const [first] = own;
  if (first?.is !== 'name' || !['select', 'with'].includes(first.text.toLowerCase()))
    return refused('SELECT(またはWITH)で始まる文だけを実行できます。', 'Only a statement that begins with SELECT or WITH.');
  const why = unbalanced(own) ?? writes(own) ?? forbidden(own);
  if (why) return { refused: why };
  const body = sql.slice(0, end < 0 ? sql.length : tokens[end]!.at);
  return { sent: `SELECT * FROM (\n${body}\n) LIMIT ${liveLimits.rowsOfDeviceMax + 1}` };
}

const isTokens = (tokens: readonly Token[] | Words): tokens is readonly Token[] => Array.isArray(tokens);
const refused = (ja: string, en: string): Statement => ({ refused: words(ja, en) });

/** Parentheses that close more than they open would lead out of the limit that is put around. */
function unbalanced(tokens: readonly Token[]): Words | null {
  let depth = 0;
  for (const { is, text } of tokens) {
    if (is !== 'sign') continue;
    if (text === '(') depth += 1;
    if (text === ')') depth -= 1;
    if (depth < 0) break;
  }
  return depth === 0 ? null : words('括弧の数が合いません。', 'The parentheses do not match.');
}

function writes(tokens: readonly Token[]): Words | null {
  const found = tokens.find(({ is, text }) => is === 'name' && writing.has(text.toLowerCase()));
  return found ? words(`${found.text.toUpperCase()} は使えません。`, `${found.text.toUpperCase()} cannot be used.`) : null;
}

/**
 * A name is refused wherever it stands, quoted or not. A string is a name for SQLite only where a table is expected, so there it is
 * refused too; elsewhere `name = 'curl'` is a fair question.
 */
function forbidden(tokens: readonly Token[]): Words | null {
  const places: ('tables' | 'on' | 'else')[] = ['else'];
  for (const [i, { is, text }] of tokens.entries()) {
    const word = text.toLowerCase();
    const because = refusedNames.get(word);
    const before = tokens[i - 1]?.text.toLowerCase();
    // `x IN 'table'` and `main.'table'` read a table, too.
    const isTable = is === 'text' && (places.at(-1) === 'tables' || before === 'in' || before === '.');
    if (because && (is === 'name' || is === 'quoted' || isTable))
      return words(`${word} は照会できません(${because.ja})。`, `${word} cannot be asked (${because.en}).`);
    const last = places.length - 1;
    if (is === 'name' && (word === 'from' || word === 'join')) places[last] = 'tables';
    else if (is === 'name' && (word === 'on' || word === 'using') && places[last] === 'tables') places[last] = 'on';
    else if (is === 'name' && behindTables.has(word)) places[last] = 'else';
    else if (is === 'sign' && text === ',' && places[last] === 'on') places[last] = 'tables';
    else if (is === 'sign' && text === '(') places.push(places[last] === 'tables' ? 'tables' : 'else');
    else if (is === 'sign' && text === ')' && places.length > 1) places.pop();
  }
  return null;
}
