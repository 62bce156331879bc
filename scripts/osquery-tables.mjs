// Prints the tables and columns that an osquery release has on Windows, macOS and Linux, as JSON, for test/osquery-sql.test.ts.
// To refresh at a new release: check out osquery's repository at the release's tag, then
//   node scripts/osquery-tables.mjs <checkout>/specs 5.23.1 > test/fixtures/osquery-tables.json
// Only facts are taken: names, types, and whether a column is hidden. Deprecated second names are left out, and so are columns
// that belong to another platform (the agent compiles them and answers nothing: a question must not rest on one).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, version] = process.argv.slice(2);
if (!folder || !/^\d+\.\d+\.\d+$/.test(version ?? '')) {
  process.stderr.write('usage: node scripts/osquery-tables.mjs <folder of specs> <version>\n');
  process.exit(2);
}

const all = ['windows', 'macos', 'linux'];
/** The names by which a spec says where a column exists. */
const constants = { WINDOWS: ['windows'], DARWIN: ['macos'], LINUX: ['linux'], POSIX: ['macos', 'linux'] };

/** A spec is a list of calls with literals; these are the only tokens that matter in it. */
const token = /"""[\s\S]*?"""|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|#.*|[A-Za-z_]\w*|[()[\],=+]/g;

/** `{ name, columns: [{ text, platforms }] }` of one spec file. */
function readSpec(path) {
  const tokens = readFileSync(path, 'utf8')
    .match(token)
    .filter((one) => !one.startsWith('#'));
  const columns = [];
  let name = '';
  let platforms = all;
  for (let at = 0; at < tokens.length; at += 1) {
    if (tokens[at + 1] !== '(') continue;
    if (tokens[at] === 'table_name') name = tokens[at + 2].slice(1, -1);
    if (tokens[at] === 'schema') platforms = all;
    if (tokens[at] === 'extended_schema') platforms = tokens.slice(at + 2, tokens.indexOf('[', at)).flatMap((one) => constants[one] ?? []);
    if (tokens[at] === 'Column') columns.push({ text: column(tokens, at + 2), platforms });
  }
  if (!name || columns.length === 0) throw new Error(`no table in ${path}`);
  return { name, columns };
}

/** `pid bigint`, or `pid_with_namespace integer hidden`, from the tokens of a Column's arguments. The agent keeps dates as text. */
function column(tokens, start) {
  let end = start;
  for (let depth = 1; depth > 0; end += 1) depth += { '(': 1, '[': 1, ')': -1, ']': -1 }[tokens[end]] ?? 0;
  const args = tokens.slice(start, end);
  const hidden = args.some((one, i) => one === 'hidden' && args[i + 1] === '=' && args[i + 2] === 'True');
  const type = args[2].startsWith('DATE') ? 'text' : args[2].toLowerCase().replaceAll('_', ' ');
  return `${args[0].slice(1, -1)} ${type}${hidden ? ' hidden' : ''}`;
}

/** The build file lists every spec, followed by its platforms unless it is built on all of them. */
const build = readFileSync(join(folder, 'CMakeLists.txt'), 'utf8').replaceAll(/#.*/g, '');
const tables = { windows: [], macos: [], linux: [] };
for (const [, file, where] of build.matchAll(/([\w/]+\.table)(?::([a-z,]+))?/g)) {
  const { name, columns } = readSpec(join(folder, file));
  for (const platform of all) {
    if (where && !where.split(',').includes(platform)) continue;
    const own = columns.filter((one) => one.platforms.includes(platform)).map((one) => one.text);
    tables[platform].push(`    ${JSON.stringify(name)}: ${JSON.stringify(own)}`);
  }
}
const listed = all.map((platform) => `  ${JSON.stringify(platform)}: {\n${tables[platform].sort().join(',\n')}\n  }`);
process.stdout.write(`{\n  "version": ${JSON.stringify(version)},\n${listed.join(',\n')}\n}\n`);
