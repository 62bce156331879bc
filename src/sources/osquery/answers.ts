import type { Words } from '../../base/text.ts';
import type { Collected, KnownCollection } from '../../facts/collection.ts';
import type { Neighbour } from '../../facts/neighbours.ts';
import type { Sample } from '../../facts/sample.ts';
import type { AskedValues, Question, Round, Row, Unreadable, WithItems, WithNeighbours } from './question.ts';
import { partId } from './schedule.ts';

/** The body of distributed/write, as far as it is needed. Old agents send statuses as text and empty results as "". */
export interface Write {
  readonly queries?: Readonly<Record<string, unknown>>;
  readonly statuses?: Readonly<Record<string, unknown>>;
  readonly messages?: Readonly<Record<string, unknown>>;
  /** What each query cost the device, by its id; only newer agents say. */
  readonly stats?: Readonly<Record<string, unknown>>;
}

export type Answer =
  | {
      readonly is: 'fact';
      readonly body: unknown;
      readonly collected?: Collected;
      readonly neighbours?: readonly Neighbour[];
      readonly samples?: readonly Sample[];
    }
  | { readonly is: 'unreadable'; readonly words: Words; readonly refused: boolean; readonly message: string }
  /** The answer says nothing new this time. */
  | { readonly is: 'nothing' }
  /** The rows broke the translation: kept in quarantine. */
  | { readonly is: 'broken'; readonly reason: string; readonly content: string };

/** What one part may bring and what one fact may weigh. No question of ours gets near it; a device that lies may. */
export const answerLimits = { rowsMax: 10_000, cellCharsMax: 16_384, partCharsMax: 4_000_000, factCharsMax: 1_000_000 } as const;

/** Why rows are too much to be looked at, or null. */
function tooMuch(rows: readonly Row[], rowsMax: number): string | null {
  if (rows.length > rowsMax) return `${rows.length} rows, more than ${rowsMax}`;
  let chars = 0;
  for (const row of rows)
    for (const [name, cell] of Object.entries(row)) {
      if (cell.length > answerLimits.cellCharsMax) return `a cell of ${cell.length} characters, more than ${answerLimits.cellCharsMax}`;
      chars += name.length + cell.length;
    }
  return chars > answerLimits.partCharsMax ? `${chars} characters, more than ${answerLimits.partCharsMax}` : null;
}

/** Rows of one part, or why there are none. `null`: the agent skipped it, because discovery said that a table is missing. */
export function rowsOf(write: Write, id: string): readonly Row[] | { error: string } | null {
  const status = write.statuses?.[id];
  const rows = write.queries?.[id];
  if (rows === undefined && status === undefined) return null;
  if (status !== undefined && textOf(status) !== '0')
    return { error: textOf(write.messages?.[id] ?? '').trim() || `status ${textOf(status)}` };
  // No rows must have been found by an agent that says so; an answer that lacks a half proves nothing.
  if (rows === undefined) return { error: 'no rows came with the answer' };
  if (status === undefined && (rows === '' || (Array.isArray(rows) && rows.length === 0)))
    return { error: 'no status came with the answer' };
  if (rows === '') return [];
  if (!Array.isArray(rows)) return { error: 'rows are not a list' };
  if (!rows.every((row) => row !== null && typeof row === 'object' && !Array.isArray(row))) return { error: 'a row is not an object' };
  return rows.map((row) => Object.fromEntries(Object.entries(row as object).map(([name, cell]) => [name, textOf(cell)])));
}

/** A cell as text. What is no plain value becomes its JSON: an object of a stranger's making may have no text form at all. */
const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);

/** The questions that are part of the agent's answer at all. A question of which nothing came back may still come. */
export function answeredIn(questions: readonly Question[], { queries = {}, statuses = {} }: Write): Question[] {
  // By the few ids that came, not by the hundred that there are.
  const ids = new Set([...Object.keys(queries), ...Object.keys(statuses)].map((part) => part.slice(0, part.lastIndexOf('#'))));
  const isPart = (question: Question) =>
    Object.keys(question.sql).some((part) => {
      const id = partId(question, part);
      return queries[id] !== undefined || statuses[id] !== undefined;
    });
  return questions.filter((question) => ids.has(question.id) && isPart(question));
}

/** Turns an agent's rows into the body of a fact. Never throws: what cannot be translated is said. */
export function translateAnswer(question: Question, write: Write, round: Round, values: AskedValues, known?: KnownCollection): Answer {
  const parts: Record<string, readonly Row[]> = {};
  for (const part of Object.keys(question.sql)) {
    const rows = rowsOf(write, partId(question, part));
    if (rows === null) return missingTable(question);
    if ('error' in rows) {
      const message = rows.error.slice(0, 500);
      return {
        is: 'unreadable',
        refused: true,
        message,
        words: { ja: `端末のエージェントが答えられませんでした(${message})。`, en: `The agent could not answer (${message}).` },
      };
    }
    const why = tooMuch(rows, question.rowsMax ?? answerLimits.rowsMax);
    if (why !== null) return { is: 'broken', reason: `${question.id}: ${why}`, content: JSON.stringify(rows.slice(0, 3)) };
    parts[part] = rows;
  }
  try {
    const said = question.translate(parts, round, values, known) as unknown;
    if (isWithItems(said) || isWithNeighbours(said)) return { is: 'fact', ...said };
    const body = said;
    if (body === null || body === undefined) return { is: 'nothing' };
    if (isUnreadable(body)) return { is: 'unreadable', refused: false, message: body.unreadable.en, words: body.unreadable };
    const chars = JSON.stringify(body).length;
    if (chars > answerLimits.factCharsMax) throw new RangeError(`a fact of ${chars} characters, more than ${answerLimits.factCharsMax}`);
    const samples = samplesOf(question, parts, round);
    return { is: 'fact', body, ...(samples.length > 0 && { samples }) };
  } catch (error) {
    return { is: 'broken', reason: `${question.id}: ${String(error)}`, content: JSON.stringify(parts) };
  }
}

/** Of one answer no more numbers than this are looked at. */
const samplesMax = 200;

/** Rows that break the numbers do not take the fact with them. */
function samplesOf(question: Question, parts: Readonly<Record<string, readonly Row[]>>, round: Round): readonly Sample[] {
  try {
    return question.samples?.(parts, round).slice(0, samplesMax) ?? [];
  } catch {
    return [];
  }
}

export function missingTable(question: Question): Answer {
  const tables = question.tables.join(', ');
  return {
    is: 'unreadable',
    refused: true,
    message: `tables not active: ${tables}`,
    words: {
      ja: `この端末のエージェントには必要な表(${tables})がありません。`,
      en: `The agent on this device lacks a table that is needed (${tables}).`,
    },
  };
}

const isWithItems = (said: unknown): said is WithItems => typeof said === 'object' && said !== null && 'collected' in said;

const isWithNeighbours = (said: unknown): said is WithNeighbours =>
  typeof said === 'object' && said !== null && 'neighbours' in said && 'body' in said;

const isUnreadable = (body: unknown): body is Unreadable => typeof body === 'object' && body !== null && 'unreadable' in body;
