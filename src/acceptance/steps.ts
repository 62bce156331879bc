import { Fault } from '../base/fault.ts';
import type { Tx } from '../db/pool.ts';
import type { Cells } from '../mechanism/field.ts';
import type { AcceptanceDeps } from './deps.ts';
import { committeeApproved, handsOf, standingRows, sumsOf } from './result.store.ts';
import { rowNumber } from './shape.ts';
import { insertSheet, readSheet, versionsOf } from './sheet.store.ts';
import { freeze } from './specify.ts';

/** A step that the engine of cases has just written, in its transaction. */
export interface StepSeen {
  readonly case: string;
  readonly step: string;
  readonly to: string;
  readonly cells: Cells;
  /** Lines of registers that the acceptance is about. */
  readonly lines: readonly string[];
  readonly by: string;
  readonly at: Date;
}

const personIn = (cells: Cells, id: string): string | null => (typeof cells[id] === 'string' ? cells[id] : null);

/**
 * What hangs on the steps of an acceptance: its sheet, the frozen specification, the numbers, and the refusals in words. The database
 * refuses the same when the transaction ends (0039-acceptance.sql).
 * @throws Fault `not-ready`, `same-person`, `value-out-of-bounds`
 */
export async function onStep(deps: AcceptanceDeps, tx: Tx, done: StepSeen): Promise<void> {
  const { step, cells, at, by } = done;
  if (step === 'open' || step === 'open-for') {
    const named = { developer: personIn(cells, 'developer'), tester: personIn(cells, 'tester') };
    await insertSheet(tx, { case: done.case, ...named, committee: deps.ports.committeeApproves(at), at });
    return;
  }
  const sheet = await readSheet(tx, done.case);
  // What was tested on paper has no sheet: its request says it all.
  if (sheet === null) return;
  if (step === 'begin-testing') await freeze(tx, done.case, { by, at });
  else if (step === 'tested' && done.to === 'counting') await count(deps, tx, done);
  else if (step.startsWith('approve-')) await mayBeApproved(deps, tx, done, sheet.developer);
  else if (step === 'live') await mayGoLive(tx, done, sheet.committee);
}

/** The numbers come into the history of the case by the product's own step: nobody counts. */
async function count(deps: AcceptanceDeps, tx: Tx, { case: id, cells, at }: StepSeen): Promise<void> {
  const sums = await sumsOf(tx, id);
  if (cells.result === 'accepted' && sums.passed < sums.rows)
    throw new Fault('not-ready', {
      ja: `合格していない項目が${sums.rows - sums.passed}件あります。試験を続けるか、「条件付き合格」としてください。`,
      en: `${sums.rows - sums.passed} cases have not passed. Go on testing, or choose “with conditions”.`,
    });
  const [version] = await versionsOf(tx, id);
  const { rows } = await standingRows(tx, id, { only: 'failed', offset: 0, limit: 50 });
  const defects = rows.map(({ number, last, disposition }) =>
    `${rowNumber(number)} ${disposition?.reason ?? last?.note ?? ''}`.replaceAll('\n', ' '),
  );
  await deps.ports.counted(
    tx,
    id,
    {
      specification: `受入れテスト仕様書 第${version?.no ?? 0}版`,
      digest: version?.digest ?? '',
      cases: sums.rows,
      failed: sums.rows - sums.passed,
      defects: (defects.length === 0 ? 'なし' : defects.join('\n')).slice(0, 1_000).toWellFormed(),
    },
    at,
  );
}

async function mayBeApproved(deps: AcceptanceDeps, tx: Tx, { case: id, lines, by, at }: StepSeen, developer: string | null): Promise<void> {
  const sums = await sumsOf(tx, id);
  if (sums.open > 0)
    throw new Fault('not-ready', {
      what: 'open-cases',
      count: sums.open,
      ja: `合格でも、認められてもいない項目が${sums.open}件あります。試験し直すか、理由を付けて認めてから承認してください。`,
      en: `${sums.open} cases neither passed nor were accepted with a reason. They come before an approval.`,
    });
  const found = (await deps.ports.openFindings(tx, lines, at)) ?? 0;
  if (found > 0)
    throw new Fault('not-ready', {
      what: 'open-findings',
      count: found,
      ja: `診断ツールが見つけた欠陥が${found}件、直されても認められてもいません。`,
      en: `${found} defects found by scanners are neither fixed nor accepted with a reason.`,
    });
  const hands = await handsOf(tx, id);
  const person = await deps.ports.personOf(by);
  if (hands.accounts.includes(by) || (person !== null && (hands.people.includes(person) || developer === person)))
    throw new Fault('same-person', {
      ja: '試験した人と開発した人は承認できません。同じ役割の別の人か、代行者が承認してください。',
      en: 'Whoever tested or made it cannot approve it. Somebody else of that role, or a deputy, must.',
    });
}

async function mayGoLive(tx: Tx, { case: id, cells }: StepSeen, committee: boolean): Promise<void> {
  const { open, lastAt } = await sumsOf(tx, id);
  const lastOn = lastAt === null ? null : new Date(lastAt.getTime() + 9 * 3_600_000).toISOString().slice(0, 10);
  if (open > 0) throw new Fault('not-ready', { what: 'open-cases', count: open });
  if (lastOn !== null && typeof cells.liveOn === 'string' && cells.liveOn < lastOn)
    throw new Fault('value-out-of-bounds', {
      field: 'liveOn',
      ja: `最後の試験は${lastOn}です。運用開始日は、その日以後にしてください。`,
      en: `The last case was tested on ${lastOn}. It cannot go live before.`,
    });
  if (committee && !(await committeeApproved(tx, id)))
    throw new Fault('not-ready', {
      what: 'committee',
      ja: '会社の値により、情報セキュリティ委員会の承認も要ります。',
      en: 'By the company’s value the information security committee approves too.',
    });
}
