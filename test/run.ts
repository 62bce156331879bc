import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestServer, testServerVariable } from '../src/db/test-database.ts';

/**
 * Runs the tests under one database server, each file with a database of its own. `unit` leaves out what starts whole
 * servers, agents and browsers.
 */
const root = join(import.meta.dirname, '..');
const wholeOnes = /^test\/((documents|e2e|faults|flips)\/|journeys\/(first-computer|write)\.)/;
// By what is left out, so that no new folder is forgotten.
const everything = ['src/**/*.test.ts', 'test/**/*.test.ts'];

const given = process.argv.slice(2).filter((argument) => argument !== 'unit');
const patterns = given.length > 0 ? given : everything;
const isWhole = (file: string): boolean => wholeOnes.test(file);
const isWanted = (file: string): boolean => !(process.argv.includes('unit') && isWhole(file));
const server = await startTestServer();
const files = [...new Set(patterns.flatMap((pattern) => globSync(pattern, { cwd: root })))].filter(isWanted).sort();

/** What starts a whole product has the machine to itself: one file after another. */
const rounds = [
  { files: files.filter((file) => !isWhole(file)), concurrency: availableParallelism() },
  { files: files.filter(isWhole), concurrency: 1 },
].filter((round) => round.files.length > 0);

/**
 * What drives real agents, browsers and a killed database hangs on the machine's mood too. A file that fails is run once more by itself;
 * one that passes then is told by name at the end: it holds a race, of the test or of the product, that somebody has to mend. More
 * files than this are no mood.
 */
const secondTriesMax = 2;
const folder = mkdtempSync(join(tmpdir(), 'tejun-tests-'));

/** The files in which something failed; null where the runner itself came to an end otherwise. */
async function run(round: { readonly files: readonly string[]; readonly concurrency: number }): Promise<string[] | null> {
  const list = join(folder, 'failed');
  const reporters = ['spec', 'stdout', join(import.meta.dirname, 'failed-files.ts'), list];
  const options = reporters.map((value, at) => `--test-reporter${at % 2 === 0 ? '' : '-destination'}=${value}`);
  const child = spawn(process.execPath, ['--test', `--test-concurrency=${round.concurrency}`, ...options, ...round.files], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, [testServerVariable]: server.url },
  });
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  const failed = readFileSync(list, 'utf8').split('\n').filter(Boolean);
  return (code === 0) === (failed.length === 0) ? failed : null;
}

let isGood = true;
const lucky: string[] = [];
for (const round of rounds) {
  const failed = await run(round);
  if (failed?.length === 0) continue;
  const again = failed !== null && lucky.length + failed.length <= secondTriesMax ? await run({ files: failed, concurrency: 1 }) : null;
  if (again?.length === 0) lucky.push(...failed!);
  else isGood = false;
}
for (const file of lucky) console.error(`⚠ failed, and passed only when run once more (its failure stands above): ${file}`);
rmSync(folder, { recursive: true, force: true });
await server.stop();
process.exit(isGood ? 0 : 1);
