import { Fault } from '../base/fault.ts';
import { canonicalJson, sha256Hex } from '../base/hash.ts';
import { newId } from '../base/id.ts';
import { inTransaction, type Tx } from '../db/pool.ts';
import { append } from '../ledger/index.ts';
import type { AcceptanceDeps } from './deps.ts';
import { type Actor, acceptanceLimits, caseSubject, rowNumber, type SpecRow, type Version } from './shape.ts';
import {
  countChange,
  insertRows,
  insertVersion,
  lastNumber,
  type RowWrite,
  readSheet,
  specRows,
  updateRows,
  versionsOf,
} from './sheet.store.ts';

export interface RowText {
  readonly what: string;
  readonly expected: string;
  readonly requirement: string;
}
export interface SpecChange {
  /** Of the sheet, as the person saw it. */
  readonly revision: number;
  /** Rows with an id are changed, rows without one are added at the end. */
  readonly put: readonly (RowText & { readonly id: string | null })[];
  readonly remove: readonly string[];
}
export interface Specified {
  readonly revision: number;
  readonly rows: readonly SpecRow[];
}

const forbidden = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

/** A text as it is kept, or why it cannot be. */
export function readText(
  given: string,
  charsMax: number,
  name: { readonly ja: string; readonly en: string },
  needed: boolean,
): string | Fault {
  const text = given.replaceAll('\r\n', '\n').trim();
  const says = (ja: string, en: string) =>
    new Fault('value-out-of-bounds', { field: name.en, ja: `${name.ja}: ${ja}`, en: `${name.en}: ${en}` });
  if (text === '') return needed ? says('入力してください。', 'please fill this in.') : '';
  if (text.length > charsMax)
    return says(`${charsMax}文字以内で入れてください(今は${text.length}文字)。`, `at most ${charsMax} characters.`);
  if (!text.isWellFormed() || forbidden.test(text))
    return says('使えない文字(制御文字)が入っています。', 'it holds characters that cannot be used.');
  return text;
}

export const rowFields = {
  what: { ja: '確かめること', en: 'what to do' },
  expected: { ja: '期待する結果', en: 'expected result' },
  requirement: { ja: '要求の番号', en: 'requirement' },
} as const;

/** @throws Fault `value-out-of-bounds` for the first text that cannot be kept */
export function readRow(given: RowText): RowText {
  const read = {
    what: readText(given.what, acceptanceLimits.textCharsMax, rowFields.what, true),
    expected: readText(given.expected, acceptanceLimits.textCharsMax, rowFields.expected, true),
    requirement: readText(given.requirement, acceptanceLimits.requirementCharsMax, rowFields.requirement, false),
  };
  for (const text of Object.values(read)) if (text instanceof Fault) throw text;
  return read as RowText;
}

/**
 * Changes the specification while it is written: all of it or nothing.
 * @throws Fault `conflict` (somebody else changed it), `wrong-state` (it is frozen), `not-found`, `value-out-of-bounds`
 */
export async function specify(deps: AcceptanceDeps, id: string, change: SpecChange, actor: Actor): Promise<Specified> {
  const { state } = await deps.ports.caseFor(id, actor);
  if (state !== 'specification') throw frozen(state);
  const put = change.put.map((row) => ({ id: row.id, ...readRow(row) }));
  return inTransaction(deps.pool, async (tx) => {
    await changeRows(tx, id, change.revision, (before) => {
      const byId = new Map(put.flatMap((row) => (row.id === null ? [] : [[row.id, row] as const])));
      for (const known of [...byId.keys(), ...change.remove])
        if (!before.some((row) => row.id === known)) throw new Fault('not-found', { row: known });
      const kept = before.filter((row) => !change.remove.includes(row.id)).map((row) => ({ ...(byId.get(row.id) ?? row), id: row.id }));
      return [...kept, ...put.filter((row) => row.id === null)];
    });
    return { revision: change.revision + 1, rows: await specRows(tx, id) };
  });
}

/** Writes what the specification is to be, in its order. Rows that it lacks are removed; those without an id are new. */
export async function changeRows(
  tx: Tx,
  id: string,
  revision: number,
  make: (before: readonly SpecRow[]) => readonly (RowText & { readonly id: string | null })[],
): Promise<void> {
  if ((await readSheet(tx, id)) === null) throw new Fault('not-found', { case: id });
  if (!(await countChange(tx, id, revision)))
    throw new Fault('conflict', {
      ja: 'ほかの人が仕様書を変えました。開き直してから、もう一度行ってください。',
      en: 'Somebody else has changed the specification. Open it again and repeat it.',
    });
  const before = await specRows(tx, id);
  const wanted = make(before);
  if (wanted.length > acceptanceLimits.rowsMax)
    throw new Fault('value-out-of-bounds', {
      field: 'rows',
      ja: `仕様書の項目は${acceptanceLimits.rowsMax}件までです。`,
      en: `A specification holds at most ${acceptanceLimits.rowsMax} cases.`,
    });
  const byId = new Map(before.map((row, place) => [row.id, { ...row, place }]));
  const placed = wanted.map((row, place) => ({ ...row, place }));
  let number = await lastNumber(tx, id);
  const added: RowWrite[] = [];
  const changed: RowWrite[] = [];
  for (const row of placed) {
    const old = row.id === null ? undefined : byId.get(row.id);
    if (old === undefined) added.push({ ...row, id: newId(), number: ++number, revision: 1, removed: false });
    else {
      byId.delete(old.id);
      const retold = row.what !== old.what || row.expected !== old.expected;
      changed.push({ ...old, ...row, id: old.id, number: old.number, revision: old.revision + (retold ? 1 : 0), removed: false });
    }
  }
  const removed = [...byId.values()].map((row): RowWrite => ({ ...row, removed: true }));
  await updateRows(tx, id, [...changed, ...removed]);
  await insertRows(tx, id, added);
}

/** Freezes the specification, in the transaction of the step with which testing begins. @throws Fault `not-ready` for an empty one */
export async function freeze(tx: Tx, id: string, by: { readonly by: string; readonly at: Date }): Promise<Version> {
  const rows = await specRows(tx, id);
  if (rows.length === 0)
    throw new Fault('not-ready', {
      ja: '仕様書に項目がありません。1件以上入れてから試験を始めてください。',
      en: 'The specification is empty. Enter at least one case before testing begins.',
    });
  const content = canonicalJson({
    format: 'tejun-acceptance-specification-1',
    case: id,
    rows: rows.map(({ number, what, expected, requirement, revision }) => ({
      number: rowNumber(number),
      what,
      expected,
      requirement,
      revision,
    })),
  });
  const version = { no: ((await versionsOf(tx, id))[0]?.no ?? 0) + 1, digest: sha256Hex(content), rows: rows.length, ...by };
  const payload = { version: version.no, digest: version.digest, rows: version.rows };
  const ledgerSeq = await append(tx, by.at, [{ kind: 'acceptance.frozen', actor: by.by, subject: caseSubject(id), payload }]);
  await insertVersion(tx, { ...version, case: id, content, ledgerSeq });
  return version;
}

export const frozen = (state: string): Fault =>
  new Fault('wrong-state', {
    state,
    ja: '仕様書は確定しています。直すときは、案件で「仕様書を作成中に戻す」を行ってください。',
    en: 'The specification is frozen. Take it back in the case to change it.',
  });
