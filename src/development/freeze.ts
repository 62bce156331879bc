import { Fault } from '../base/fault.ts';
import { canonicalJson, sha256Hex } from '../base/hash.ts';
import type { Tx } from '../db/pool.ts';
import { append } from '../ledger/index.ts';
import { assessmentsOf } from './assessment.store.ts';
import type { DevelopmentDeps } from './ports.ts';
import { freezesAt, insertFreeze, requirementsOf } from './requirement.store.ts';
import { type Requirement, unready, wordingOf } from './requirement.ts';

/** What the digest stands for: numbers and wordings, in order, without how they are met. */
export const frozenContent = (lines: readonly Requirement[]): string =>
  canonicalJson(lines.map((line) => ({ id: line.id, no: line.no, ...wordingOf(line) })) as never);

interface Step {
  readonly case: string;
  readonly by: string;
  readonly at: Date;
}

/**
 * Freezes the list of a project, in the transaction that hands it over.
 * @throws Fault `not-ready` with the first line that is not ready, and how many there are
 */
export async function freeze(deps: DevelopmentDeps, tx: Tx, { case: caseId, by, at }: Step): Promise<void> {
  const [assessment] = await assessmentsOf(tx, 'case', caseId, 1);
  if (assessment === undefined)
    throw new Fault('not-ready', {
      ja: 'リスクの評価がまだです。評価してから提出してください。',
      en: 'The risk was not assessed. Assess it before handing over.',
    });
  const lines = await requirementsOf(tx, caseId, at);
  const adopted = lines.filter(({ decision }) => decision === 'adopted').length;
  if (adopted === 0) throw new Fault('not-ready', { ja: '採用した要求事項が1件もありません。', en: 'No requirement was adopted.' });
  const bad = unready(lines, deps.ports.needsRecovery(at));
  const [first] = bad;
  if (first !== undefined) {
    const more = bad.length - 1;
    throw new Fault('not-ready', {
      line: first.no,
      ja: `要求事項 ${first.no}: ${first.says.ja}${more > 0 ? `(ほか${more}件)` : ''}`,
      en: `Requirement ${first.no}: ${first.says.en}${more > 0 ? ` (and ${more} more)` : ''}`,
    });
  }
  const content = frozenContent(lines);
  const digest = sha256Hex(content);
  const no = ((await freezesAt(tx, [caseId], at)).get(caseId)?.no ?? 0) + 1;
  const payload = { digest, lines: lines.length, adopted, assessment: assessment.id };
  const subject = `case:development/project case:${caseId}`;
  const seq = await append(tx, at, [{ kind: 'development.frozen', actor: by, subject, payload }]);
  await insertFreeze(tx, { caseId, no, digest, lines: lines.length, adopted, by, at }, content, seq);
}

/**
 * Refuses a release while findings are open or an acceptance is not approved. What nobody measures refuses nothing here: the vulnerability
 * test that a person recorded stands before it, and the check of 8.25.d says that it is unknown.
 */
export async function mayRelease(deps: DevelopmentDeps, tx: Tx, project: Step & { readonly line: string | null }): Promise<void> {
  const { release } = deps.ports;
  const open = await release.openFindings(tx, project);
  if (open !== null && open > 0)
    throw new Fault('not-ready', {
      what: 'findings',
      ja: `リリースを止める深刻度の検出が${open}件残っています。直すか、根拠を付けて判定してから運用を始めてください。`,
      en: `${open} findings that stop a release are open. Fix or judge them first.`,
    });
  const acceptance = await release.acceptance(tx, project);
  if (acceptance === 'open')
    throw new Fault('not-ready', {
      what: 'acceptance',
      ja: 'この案件の受入れがまだ承認されていません。承認されてから運用を始めてください。',
      en: 'The acceptance of this project is not approved yet.',
    });
  const unmet = (await requirementsOf(tx, project.case, project.at)).filter(
    ({ decision, result }) => decision === 'adopted' && result === 'unmet',
  );
  if (unmet.length > 0)
    throw new Fault('not-ready', {
      what: 'requirements',
      ja: `満たしていない要求事項があります: ${unmet
        .map(({ no }) => no)
        .slice(0, 10)
        .join('、')}。直すか、要求事項を見直してください。`,
      en: `Requirements are not met: ${unmet
        .map(({ no }) => no)
        .slice(0, 10)
        .join(', ')}. Fix them, or open the requirements again.`,
    });
}
