import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../base/clock.ts';
import { run } from './run.ts';
import { lineReader } from './terminal.ts';

/** The shell of the command line: the only place of the room that reads the process. */
const root = join(import.meta.dirname, '..', '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

// `tejun … | head` closes the pipe early: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await run({
  argv: process.argv.slice(2),
  env: process.env,
  root,
  version,
  clock: systemClock,
  columns: process.stdout.isTTY ? process.stdout.columns : Number.POSITIVE_INFINITY,
  write: (text) => void process.stdout.write(text),
  writeError: (text) => void process.stderr.write(text),
  readLine: lineReader(process.stdin, process.stderr),
});
