import { Fault } from '../base/fault.ts';
import { sha256Hex } from '../base/hash.ts';
import { inTransaction } from '../db/pool.ts';
import { append } from '../ledger/index.ts';
import type { AcceptanceDeps } from './deps.ts';
import { historyOf, insertDisposition, insertResults, type NewResult, rowsByIds } from './result.store.ts';
import { type Actor, acceptanceLimits, caseSubject, type Disposition } from './shape.ts';
import { readSheet } from './sheet.store.ts';
import { readText } from './specify.ts';

export interface ResultsGiven {
  readonly results: readonly NewResult[];
  /** Who tested, where that is not who writes it down. */
  readonly tester: string | null;
  /** Uploads that prove it, for all of them. */
  readonly attach: readonly string[];
}
const noteName = { ja: '起きたこと', en: 'what happened' };
const reasonName = { ja: '理由', en: 'reason' };

const mustBeTested = (state: string): void => {
  if (state === 'testing' || state === 'tested') return;
  throw new Fault('wrong-state', {
    state,
    ja: '結果を入れられるのは試験中と承認待ちのあいだです。承認の後は、試験に差し戻してください。',
    en: 'Results are entered while it is tested or waits for approval. After an approval send it back to testing.',
  });
};

function accountOf({ accountId }: Actor): string {
  if (accountId === null) throw new Fault('forbidden');
  return accountId;
}

/**
 * Writes results of one or more cases: all of them or none. Earlier results stay.
 * @throws Fault `wrong-state`, `conflict` where the text of a case changed since, `not-found`, `value-out-of-bounds`
 */
export async function recordResults(deps: AcceptanceDeps, id: string, given: ResultsGiven, actor: Actor): Promise<void> {
  const by = accountOf(actor);
  mustBeTested((await deps.ports.caseFor(id, actor)).state);
  const results = given.results.map((one) => {
    const note = readText(one.note, acceptanceLimits.noteCharsMax, noteName, one.outcome !== 'pass');
    if (note instanceof Fault) throw note;
    return { ...one, note };
  });
  if (results.length === 0 || results.length > acceptanceLimits.actMax || new Set(results.map(({ row }) => row)).size < results.length)
    throw new Fault('bad-request', { field: 'results', max: acceptanceLimits.actMax });
  if (given.tester !== null && !(await deps.ports.isPerson(given.tester))) throw new Fault('not-found', { what: 'tester' });
  const tester = given.tester ?? (await deps.ports.personOf(by));
  await inTransaction(deps.pool, async (tx) => {
    const at = deps.clock.now();
    const known = new Map(
      (
        await rowsByIds(
          tx,
          id,
          results.map(({ row }) => row),
        )
      ).map((row) => [row.id, row.revision]),
    );
    for (const { row, rowRevision } of results) {
      if (!known.has(row)) throw new Fault('not-found', { row });
      if (known.get(row) !== rowRevision)
        throw new Fault('conflict', {
          row,
          ja: '項目の文が変わっています。開き直してください。',
          en: 'The case has changed. Open it again.',
        });
    }
    const files = given.attach.length === 0 ? [] : await deps.ports.bindFiles(tx, given.attach, { subject: caseSubject(id), by, at });
    const payload = {
      results: results.map(({ row, outcome, note }) => ({ row, outcome, note: sha256Hex(note) })),
      tester,
      files: files.map(({ hash, bytes }) => ({ hash, bytes })),
    };
    const ledgerSeq = await append(tx, at, [{ kind: 'acceptance.result', actor: by, subject: caseSubject(id), payload }]);
    await insertResults(tx, id, results, { tester, by, at, files: files.map((file) => file.id), ledgerSeq });
  });
}

export interface DispositionGiven {
  readonly row: string;
  /** The result that the person saw. */
  readonly result: number;
  readonly disposition: Disposition['disposition'];
  readonly reason: string;
  readonly fixBy: string | null;
}

/**
 * Says what is done about a case that did not pass: fixed, to be tested again; or accepted as it is, by somebody else than who tested or
 * made it.
 * @throws Fault `wrong-state`, `conflict` where there is a newer result, `same-person`, `not-found`, `value-out-of-bounds`
 */
export async function dispose(deps: AcceptanceDeps, id: string, given: DispositionGiven, actor: Actor): Promise<void> {
  const by = accountOf(actor);
  mustBeTested((await deps.ports.caseFor(id, actor)).state);
  const reason = readText(given.reason, acceptanceLimits.noteCharsMax, reasonName, true);
  if (reason instanceof Fault) throw reason;
  const person = await deps.ports.personOf(by);
  await inTransaction(deps.pool, async (tx) => {
    const at = deps.clock.now();
    const { results } = await historyOf(tx, id, given.row);
    const [last] = results;
    if (last === undefined) throw new Fault('not-found', { row: given.row });
    if (last.id !== given.result || last.outcome === 'pass')
      throw new Fault('conflict', { ja: '新しい結果があります。開き直してください。', en: 'There is a newer result. Open it again.' });
    if (given.disposition === 'accepted') {
      const made = (await readSheet(tx, id))?.developer ?? null;
      const tested = results.some((one) => one.by === by || (person !== null && one.tester === person));
      if (tested || (person !== null && made === person))
        throw new Fault('same-person', {
          ja: '不合格の項目をそのまま認めるのは、試験した人・開発した人とは別の人です。',
          en: 'What failed is accepted by somebody else than who tested or made it.',
        });
    }
    const { disposition, fixBy, row, result } = given;
    const payload = { row, result, disposition, reason: sha256Hex(reason), fixBy };
    const ledgerSeq = await append(tx, at, [{ kind: 'acceptance.disposed', actor: by, subject: caseSubject(id), payload }]);
    await insertDisposition(tx, id, row, { result, disposition, reason, fixBy, by, person, at, ledgerSeq });
  });
}
