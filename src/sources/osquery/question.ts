import type { Words } from '../../base/text.ts';
import type { Collected, CollectionId, KnownCollection } from '../../facts/collection.ts';
import type { FactKind, Platform } from '../../facts/kind.ts';
import type { Neighbour } from '../../facts/neighbours.ts';
import type { Sample } from '../../facts/sample.ts';

/** A row as the agent sends it: every cell is a string. */
export type Row = Readonly<Record<string, string>>;

/** Times of one round: when the server handed the question out, when the answer came back. */
export interface Round {
  readonly askedAt: Date;
  readonly receivedAt: Date;
}

/** Company values by parameter id; a question that puts values into its SQL names them in `values`. */
export type AskedValues = Readonly<Record<string, unknown>>;

/** The agent answered, but the answer proves nothing (a blind table, no logged-on user …). Becomes unknown, with the reason. */
export interface Unreadable {
  readonly unreadable: Words;
}
export const unreadable = (ja: string, en: string): Unreadable => ({ unreadable: { ja, en } });

/** How often it is asked: `minute` at each poll, cheap only; `hourly`; `daily` for what costs the device more than 0.5 s. */
export type Cadence = 'minute' | 'hourly' | 'daily';

/**
 * One question to the agent on one platform: one or more SQL statements whose rows together make one fact.
 * All parts must be answered with status 0, or the fact is unreadable with the agent's own message.
 */
// biome-ignore lint/suspicious/noExplicitAny: a list holds questions of every kind; each is typed where it is defined
export interface Question<T = any> {
  /** `<kind of fact>/<platform>`, permanent. */
  readonly id: string;
  readonly kind: FactKind<T>;
  readonly platform: Platform;
  readonly cadence: Cadence;
  /** Tables that must be active in the agent; where one is missing the question is skipped and said so. */
  readonly tables: readonly string[];
  /** Ids of company values that the SQL needs. */
  readonly values?: readonly string[];
  readonly sql: Readonly<Record<string, string | ((values: AskedValues, known?: KnownCollection) => string)>>;
  /** Set where the fact stands for a collection: rows come only where they differ from what is known (collecting.ts). */
  readonly collects?: CollectionId;
  /** More rows than `answerLimits.rowsMax` in one part. */
  readonly rowsMax?: number;
  /** Pure. Returns the body of the fact, or says why the rows prove nothing. A throw is quarantined with the rows. */
  translate(
    parts: Readonly<Record<string, readonly Row[]>>,
    round: Round,
    values: AskedValues,
    known?: KnownCollection,
  ): T | Unreadable | WithItems<T> | WithNeighbours<T>;
  /** Pure. Numbers for the series of the device, out of the same rows; only where they are a fact. A throw costs the numbers only. */
  samples?(parts: Readonly<Record<string, readonly Row[]>>, round: Round): readonly Sample[];
}

/** A fact that stands for a collection, with the items themselves. */
export interface WithItems<T = unknown> {
  readonly body: T;
  readonly collected: Collected;
}

/** A fact about networks, with the machines that were seen in them. */
export interface WithNeighbours<T = unknown> {
  readonly body: T;
  readonly neighbours: readonly Neighbour[];
}

/** The body of a fact, whether or not items or neighbours came with it. */
export const bodyOf = <T>(said: T | WithItems<T> | WithNeighbours<T>): T =>
  typeof said === 'object' && said !== null && 'body' in said && ('collected' in said || 'neighbours' in said) ? said.body : (said as T);

export const question = <T>(q: Question<T>): Question<T> => q;

/** A text as an SQLite literal. User text is data: quotes are doubled, NUL is refused. */
export function sqlText(text: string): string {
  if (text.includes('\u0000')) throw new RangeError('sqlText: a NUL cannot stand in SQL');
  return `'${text.replaceAll("'", "''")}'`;
}

/** `('a','b')`; an empty list becomes a list that matches nothing. */
export const sqlList = (items: readonly string[]): string => (items.length === 0 ? "('')" : `(${items.map(sqlText).join(',')})`);

/** An integer cell, or null where the cell is empty or no integer: never a made-up 0. */
export function intOf(cell: string | undefined): number | null {
  return cell !== undefined && /^-?\d{1,15}$/.test(cell.trim()) ? Number(cell) : null;
}

/** Seconds since 1970 in a cell, as a date; null where it is no time. */
export function timeOf(cell: string | undefined): Date | null {
  const seconds = intOf(cell);
  return seconds === null || seconds <= 0 ? null : new Date(seconds * 1000);
}
