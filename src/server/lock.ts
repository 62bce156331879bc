import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '../base/fault.ts';

/** What is known of the server that works in a home; the command line finds it here. */
export interface RunningServer {
  readonly pid: number;
  /** As it is reached from this machine. */
  readonly url: string;
  /** Whether the server works as a database role that owns nothing. */
  readonly leastPrivilege: boolean;
}

const fileIn = (home: string): string => join(home, 'server.json');

/** The server at work in this home, or null. A file left by a killed server, or a pid that is another program now, is nobody. */
export function runningServer(home: string): RunningServer | null {
  const file = fileIn(home);
  if (!existsSync(file)) return null;
  const told = readJson(file);
  if (!told || !isOurs(told.pid)) return null;
  return told;
}

function readJson(file: string): RunningServer | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as RunningServer;
  } catch {
    return null; // cut short by a kill: whoever wrote it is gone
  }
}

function isOurs(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as { code?: string }).code !== 'EPERM') return false;
  }
  const commandLine = `/proc/${pid}/cmdline`;
  return !existsSync(commandLine) || /main\.ts/.test(readFileSync(commandLine, 'utf8'));
}

/** Two servers in one home would fight over the database: the second one is told where the first one answers. */
export function claimHome(home: string): void {
  const other = runningServer(home);
  if (other && other.pid !== process.pid)
    throw new Fault('config-invalid', { problem: `already running (process ${other.pid}) at ${other.url}`, home });
  mkdirSync(home, { recursive: true, mode: 0o711 });
  if (!other) rmSync(fileIn(home), { force: true });
  try {
    // Of two that start in the same moment one makes the file; the other would take its database away from under it.
    writeFileSync(fileIn(home), JSON.stringify({ pid: process.pid, url: '' }), { flag: other ? 'w' : 'wx' });
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error;
    throw new Fault('config-invalid', { problem: 'another server is starting at this moment', home }, { cause: error });
  }
}

/** Whole or not at all: the command line may read it at any moment. */
export function tellServer(home: string, server: RunningServer): void {
  const partial = `${fileIn(home)}.${process.pid}`;
  writeFileSync(partial, JSON.stringify(server));
  renameSync(partial, fileIn(home));
}

export const releaseHome = (home: string): void => rmSync(fileIn(home), { force: true });
