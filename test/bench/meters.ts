import { readdirSync, readFileSync } from 'node:fs';

/** The clock ticks of /proc, which Linux fixes at 100 a second for user space. */
const ticksPerSecond = 100;

export const round = (value: number, digits = 1): number => Math.round(value * 10 ** digits) / 10 ** digits;

/** The value below which the given share of the samples lies, or null for no samples. */
export function percentile(samples: readonly number[], share: number): number | null {
  if (samples.length === 0) return null;
  const sorted = Float64Array.from(samples).sort();
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!;
}

/** Fields of /proc/<pid>/stat behind the program's name; null where the process has ended. */
function statOf(pid: number): string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

/** CPU seconds of one process, all its threads, user and system. */
export function cpuSecondsOf(pid: number): number {
  const stat = statOf(pid);
  return stat ? (Number(stat[11]) + Number(stat[12])) / ticksPerSecond : 0;
}

/** CPU seconds of a process, of its children that ended, and of those that live: a PostgreSQL server as a whole. */
export function cpuSecondsOfFamily(pid: number): number {
  const own = statOf(pid);
  if (!own) return 0;
  const ended = (Number(own[13]) + Number(own[14])) / ticksPerSecond;
  const living = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && statOf(Number(name))?.[1] === String(pid))
    .map((name) => cpuSecondsOf(Number(name)));
  return living.reduce((sum, seconds) => sum + seconds, cpuSecondsOf(pid) + ended);
}

/** Memory of a process in MiB: what it holds now, and the most that it ever held. */
export function memoryMbOf(pid: number): { now: number; peak: number } {
  const text = readFileSync(`/proc/${pid}/status`, 'utf8');
  const field = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) / 1024;
  return { now: field('VmRSS'), peak: field('VmHWM') };
}

/** What a tally counted, as it passes between threads. */
export interface Counted {
  readonly times: ReadonlyMap<string, readonly number[]>;
  readonly problems: ReadonlyMap<string, number>;
  readonly errors: number;
}

/** Counts calls by path, with the time of each good one. */
export class Tally {
  readonly #times = new Map<string, number[]>();
  readonly problems = new Map<string, number>();
  errors = 0;

  readonly observe = (path: string, ms: number, problem: string | null): void => {
    if (problem !== null) {
      this.errors += 1;
      const name = `${path}: ${problem}`;
      this.problems.set(name, (this.problems.get(name) ?? 0) + 1);
    }
    const times = this.#times.get(path);
    if (times) times.push(ms);
    else this.#times.set(path, [ms]);
  };

  counted(): Counted {
    return { times: this.#times, problems: this.problems, errors: this.errors };
  }
  add({ times, problems, errors }: Counted): void {
    for (const [path, ms] of times) this.#times.set(path, (this.#times.get(path) ?? []).concat(ms));
    for (const [name, count] of problems) this.problems.set(name, (this.problems.get(name) ?? 0) + count);
    this.errors += errors;
  }

  get requests(): number {
    return [...this.#times.values()].reduce((sum, times) => sum + times.length, 0);
  }
  count(path: string): number {
    return this.#times.get(path)?.length ?? 0;
  }
  ms(path: string, share: number): number | null {
    const value = percentile(this.#times.get(path) ?? [], share);
    return value === null ? null : round(value);
  }
}
