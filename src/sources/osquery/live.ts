import { rowsOf, type Write } from './answers.ts';
import type { Question, Row } from './question.ts';
import { intOf } from './question.ts';
import { partId } from './schedule.ts';

/** What the agent measured while it answered; null where it did not say. */
export interface Cost {
  readonly wallMs: number | null;
  readonly userMs: number | null;
  readonly systemMs: number | null;
  readonly memoryBytes: number | null;
}

/** The agent's answer to a person's query. */
export interface LiveAnswer {
  readonly askId: string;
  readonly rows: readonly Row[] | null;
  readonly message: string | null;
  readonly cost: Cost;
}

/** Asking at once: who wants to know is another room's, wired in `server`. */
export interface LivePort {
  /** False at nearly every poll; then nothing else is called. */
  concerns(deviceId: string): boolean;
  /**
   * What this poll brings along. `renew` makes the questions of these kinds (null: all) due at once and says which kinds there are;
   * `gently` leaves those alone that failed before.
   */
  next(
    deviceId: string,
    now: Date,
    renew: (kinds: ReadonlySet<string> | null, gently: boolean) => readonly string[],
  ): Promise<{ readonly query: { readonly id: string; readonly sql: string } | null; readonly accelerate: number }>;
  /** Stores answers; returns how many nobody had asked for. */
  answered(deviceId: string, answers: readonly LiveAnswer[], now: Date): Promise<number>;
  /** Facts of these kinds came, or the agent refused them. */
  observed(deviceId: string, kinds: readonly string[], cost: Cost, now: Date): Promise<void>;
}

const prefix = 'live/';
/** Answers of one write that are looked at; one query travels at a time. */
const answersMax = 10;
const askIdPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Only the agent's own tables decide whether a query works: a person's query is never skipped in silence. */
export const liveMessage = ({ id, sql }: { id: string; sql: string }, accelerate: number): Record<string, unknown> => ({
  queries: { [id]: sql },
  discovery: { [id]: 'SELECT 1' },
  ...(accelerate > 0 && { accelerate }),
});

/** The answers to queries of persons in a write. What has no id of ours in it is not looked at. */
export function liveAnswersIn(write: Write): LiveAnswer[] {
  const ids = new Set([...Object.keys(write.queries ?? {}), ...Object.keys(write.statuses ?? {})].filter((id) => id.startsWith(prefix)));
  return [...ids].slice(0, answersMax).flatMap((id): LiveAnswer[] => {
    const askId = id.slice(prefix.length);
    const rows = askIdPattern.test(askId) ? rowsOf(write, id) : null;
    if (rows === null) return [];
    const cost = costOf(write, [id]);
    return 'error' in rows ? [{ askId, rows: null, message: rows.error, cost }] : [{ askId, rows, message: null, cost }];
  });
}

/** The sums of what the agent measured for these ids; memory is the largest of them. */
export function costOf(write: Write, ids: readonly string[]): Cost {
  let wallMs: number | null = null;
  let userMs: number | null = null;
  let systemMs: number | null = null;
  let memoryBytes: number | null = null;
  for (const id of ids) {
    const said: unknown = write.stats?.[id];
    if (said === null || typeof said !== 'object') continue;
    const { wall_time_ms, user_time, system_time, memory } = said as Record<string, unknown>;
    wallMs = plus(wallMs, wall_time_ms, secondsMax * 1000);
    userMs = plus(userMs, user_time, secondsMax * 1000);
    systemMs = plus(systemMs, system_time, secondsMax * 1000);
    const bytes = numberOf(memory, Number.MAX_SAFE_INTEGER);
    if (bytes !== null) memoryBytes = Math.max(memoryBytes ?? 0, bytes);
  }
  return { wallMs, userMs, systemMs, memoryBytes };
}

/** A query that ran longer than a day did not; a number beyond it is a lie. */
const secondsMax = 86_400;

const plus = (sum: number | null, said: unknown, max: number): number | null => {
  const number = numberOf(said, max);
  return number === null ? sum : Math.min(max, (sum ?? 0) + number);
};

function numberOf(said: unknown, max: number): number | null {
  const number = typeof said === 'number' ? said : typeof said === 'string' ? intOf(said) : null;
  return number !== null && Number.isInteger(number) && number >= 0 && number <= max ? number : null;
}

/** The kinds of fact of these questions, with what they cost together. */
export const observedIn = (write: Write, answered: readonly Question[]): { kinds: string[]; cost: Cost } => ({
  kinds: answered.map((question) => question.kind.kind),
  cost: costOf(
    write,
    answered.flatMap((question) => Object.keys(question.sql).map((part) => partId(question, part))),
  ),
});
