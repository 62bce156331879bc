import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
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

let failed = 0;
for (const round of rounds) {
  const child = spawn(process.execPath, ['--test', `--test-concurrency=${round.concurrency}`, '--test-reporter=spec', ...round.files], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, [testServerVariable]: server.url },
  });
  failed += await new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}
await server.stop();
process.exit(failed === 0 ? 0 : 1);
