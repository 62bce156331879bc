import { Fault } from '../base/fault.ts';
import type { Tx } from '../db/pool.ts';
import { campaignsIn, countsOf, linesOf, readCampaign } from './campaign.store.ts';
import { reviewerOf } from './decide.ts';
import { newestDecisions } from './decision.store.ts';
import { dutiesOf } from './open.ts';
import type { ReviewsDeps } from './ports.ts';
import { insertRemediations } from './remediation.store.ts';
import { type Actor, kindId, type Line, type Part } from './shape.ts';

/**
 * Records the duty of a part: what it asks is counted by the machine, the words about it are the person's.
 * @throws Fault `not-found`, `forbidden`, `not-ready` (undecided lines), `wrong-state`, `same-person` (who recorded the other part)
 */
export async function finish(
  deps: ReviewsDeps,
  caseId: string,
  given: { readonly part: Part; readonly remark: string },
  actor: Actor,
): Promise<void> {
  const campaign = await readCampaign(deps.pool, caseId);
  if (campaign === null) throw new Fault('not-found', { case: caseId });
  const reviewer = await reviewerOf(deps, actor);
  const duty = dutiesOf[campaign.variant][given.part];
  if (duty === null) throw new Fault('bad-request', { field: 'part' });
  if (!reviewer.parts.includes(given.part)) throw new Fault('forbidden', { part: given.part });
  const lines = (await linesOf(deps.pool, caseId)).filter(({ part, delta }) => part === given.part && delta !== 'removed');
  const decided = await newestDecisions(
    deps.pool,
    lines.map(({ id }) => id),
  );
  const left = lines.length - decided.size;
  if (left > 0) throw notReady(left);
  const taken = lines.filter(({ id }) => decided.get(id)!.decision !== 'keep');
  const count = (decision: string): number => lines.filter(({ id }) => decided.get(id)!.decision === decision).length;
  const words = `継続${count('keep')}件、縮小${count('reduce')}件、取消し${count('revoke')}件。`;
  const named = taken.slice(0, 20).map((line) => `${line.who}: ${line.what}`);
  const decisions =
    `${words}${named.length > 0 ? `\n${named.join('\n')}` : ''}${taken.length > 20 ? `\nほか${taken.length - 20}件` : ''}`.slice(0, 1_900);
  const record = recordOf(duty, { lines, taken, decisions, person: reviewer.person, setOff: campaign.setOff });
  await deps.ports.duties.complete({ caseId, duty, record, remark: given.remark, actor });
}

const notReady = (left: number): Fault =>
  new Fault('not-ready', {
    left,
    ja: `まだ判断していない行が${left}行あります。すべて判断してから終えてください。`,
    en: `${left} lines are undecided. Decide them all first.`,
  });

interface Counted {
  readonly lines: readonly Line[];
  readonly taken: readonly Line[];
  readonly decisions: string;
  readonly person: string | null;
  readonly setOff: string;
}

/** What each duty's record asks, out of the decisions: nobody writes the same thing twice. */
function recordOf(duty: string, { lines, taken, decisions, person, setOff }: Counted): Record<string, unknown> {
  const reviewed = lines.length;
  switch (duty) {
    case 'privileged-access/review':
      return { reviewed, withdrawn: taken.length, trigger: setOff === 'organisation' ? 'organisation' : 'regular', decisions };
    case 'privileged-access/own-review': {
      if (person === null)
        throw new Fault('not-ready', {
          ja: 'あなたのアカウントが社員名簿と結び付いていません。社員名簿にメールアドレスを登録してから終えてください。',
          en: 'Your account is nobody on the staff list. Have your address entered there first.',
        });
      const holders = [...new Set(lines.map(({ who }) => who))].slice(0, 10).join('、');
      return { reviewed, reviewer: person, holder: (holders === '' ? 'なし(0行)' : holders).slice(0, 200), decisions };
    }
    case 'software/allowed-review':
      return { reviewed, removed: named(taken), added: 'なし' };
    default:
      return { reviewed, withdrawn: taken.length, decisions };
  }
}

const named = (lines: readonly Line[]): string => {
  if (lines.length === 0) return 'なし';
  const shown = lines.slice(0, 5).map(({ what }) => what);
  return `${shown.join('、')}${lines.length > shown.length ? `ほか${lines.length - shown.length}件` : ''}`.slice(0, 200);
};

/**
 * What this room does when a review takes a step, in its transaction: a part is recorded only when its lines are decided, and what is
 * decided to be taken away begins to be followed.
 */
export async function onStep(
  deps: ReviewsDeps,
  tx: Tx,
  {
    case: caseId,
    kind,
    to,
    by,
    at,
  }: { readonly case: string; readonly kind: string; readonly to: string; readonly by: string; readonly at: Date },
): Promise<void> {
  if (kind !== kindId) return;
  const campaign = await readCampaign(tx, caseId);
  if (campaign === null) return;
  const { variant } = campaign;
  if (to !== 'decided') return;
  const lines = await linesOf(tx, caseId);
  const decided = await newestDecisions(
    tx,
    lines.map(({ id }) => id),
  );
  const rows = lines.flatMap(({ id, row }) => (row !== null && decided.has(id) ? [{ row, decision: decided.get(id)!.decision }] : []));
  await deps.ports.register.reviewed(tx, rows, { by, at, variant });
  const count = await insertRemediations(tx, caseId, at);
  await deps.ports.cases.go(tx, { id: caseId, variant, step: 'settle', cells: { outcome: count > 0 ? 'remediate' : 'none' }, at });
}

/** In words, before the database refuses it: somebody records the duty on its own page with lines undecided. */
export async function mustBeDecided(tx: Tx, caseId: string, duty: string): Promise<void> {
  const campaign = await readCampaign(tx, caseId);
  if (campaign === null) return;
  const part = (['administrator', 'committee'] as const).find((each) => dutiesOf[campaign.variant][each] === duty);
  const counts = part && (await countsOf(tx, [caseId])).get(caseId)?.find((each) => each.part === part);
  if (counts && counts.decided < counts.lines) throw notReady(counts.lines - counts.decided);
}

export const remediating = (deps: ReviewsDeps) => campaignsIn(deps.pool, ['remediating', 'verified']);
