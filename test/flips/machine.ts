import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** Changes this machine for a test, and undoes all of it, the last change first. */
export class Machine {
  readonly #undo: (() => void)[] = [];

  /** Writes a file; what stood there comes back with its mode, owner and times. */
  write(path: string, text: string, mode = 0o644): void {
    this.#remember(path);
    writeFileSync(path, text);
    chmodSync(path, mode);
  }

  /** Takes a file away until the end. */
  hide(path: string): void {
    this.#remember(path);
    rmSync(path, { force: true });
  }

  mode(path: string, mode: number): void {
    chmodSync(path, mode);
  }

  /** Sets the time of a file or folder to so many days ago. */
  age(path: string, days: number, now: Date): void {
    const { atime, mtime } = lstatSync(path);
    this.#undo.push(() => utimesSync(path, atime, mtime));
    const at = new Date(now.getTime() - days * 86_400_000);
    utimesSync(path, at, at);
  }

  folder(path: string, mode = 0o755): void {
    this.#parents(path);
    if (!existsSync(path)) {
      mkdirSync(path);
      this.#undo.push(() => rmSync(path, { recursive: true, force: true }));
    }
    chmodSync(path, mode);
  }

  /** Runs a command, and another at the end. A command that fails at the end does not keep the others from it. */
  run(command: readonly string[], back?: readonly string[]): void {
    if (back) this.#undo.push(() => execFileSync(back[0]!, back.slice(1), { stdio: 'ignore' }));
    execFileSync(command[0]!, command.slice(1), { stdio: ['ignore', 'ignore', 'pipe'] });
  }

  undo(): void {
    for (const back of this.#undo.splice(0).reverse()) {
      try {
        back();
      } catch {
        // What is gone already needs no undoing; the rest must still be undone.
      }
    }
  }

  #remember(path: string): void {
    this.#parents(path);
    if (!existsSync(path)) {
      this.#undo.push(() => rmSync(path, { force: true }));
      return;
    }
    const stat = lstatSync(path);
    if (stat.isSymbolicLink()) {
      const target = readlinkSync(path);
      unlinkSync(path);
      this.#undo.push(() => {
        rmSync(path, { force: true });
        symlinkSync(target, path);
      });
      return;
    }
    const bytes = readFileSync(path);
    this.#undo.push(() => {
      writeFileSync(path, bytes);
      chmodSync(path, stat.mode);
      chownSync(path, stat.uid, stat.gid);
      utimesSync(path, stat.atime, stat.mtime);
    });
  }

  /** Makes the folders above, and takes away at the end those that were not there. */
  #parents(path: string): void {
    const above = dirname(path);
    if (existsSync(above)) return;
    this.#parents(above);
    mkdirSync(above);
    this.#undo.push(() => rmSync(above, { recursive: true, force: true }));
  }
}
