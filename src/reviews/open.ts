import { Fault } from '../base/fault.ts';
import { newId } from '../base/id.ts';
import { inTransaction, isUnavailable, type Tx } from '../db/pool.ts';
import { append } from '../ledger/index.ts';
import { type CampaignRow, insertCampaign, insertLines, insertSources, lastCampaign, linesOf } from './campaign.store.ts';
import { freeze, populationHash } from './population.ts';
import type { CaseStanding, Pending, ReviewsDeps } from './ports.ts';
import { campaignSubject, type NewLine, reviewLimits, type Variant, variants } from './shape.ts';

/** The duties of a variant: what is recorded when its parts are done. The first of them opens it. */
export const dutiesOf: Readonly<
  Record<Variant, { readonly administrator: string; readonly committee: string | null; readonly opening: readonly string[] }>
> = {
  privileges: {
    administrator: 'privileged-access/review',
    committee: 'privileged-access/own-review',
    opening: ['privileged-access/review', 'privileged-access/own-review'],
  },
  software: { administrator: 'software/allowed-review', committee: null, opening: ['software/allowed-review'] },
  access: { administrator: 'reviews/access', committee: 'reviews/own-access', opening: ['reviews/access'] },
  'source-code': { administrator: 'reviews/source-code', committee: 'reviews/own-access', opening: ['reviews/source-code'] },
};

/** States in which a review of the same things is still being judged. */
const judging: readonly string[] = ['frozen', 'under-review', 'committee-left', 'administrator-left', 'decided'];
const openLock = 8_034_060;

/**
 * Opens what is to be opened: a review for each variant one of whose duties is to be done, unless one is still being judged. Then the
 * occurrence waits; the next review is frozen of what is there by then. Safe at any time; returns how many were opened.
 */
export async function openDue(deps: ReviewsDeps): Promise<number> {
  let opened = 0;
  for (const variant of variants) {
    try {
      const pending = await deps.ports.duties.pending(dutiesOf[variant].opening);
      if (pending.length === 0 || (await isJudging(deps, variant))) continue;
      const setOff = pending.some(({ organisation }) => organisation) ? 'organisation' : 'calendar';
      if ((await openCampaign(deps, variant, { setOff, by: 'system', pending })) !== null) opened += 1;
    } catch (error) {
      if (isUnavailable(error)) throw error;
      deps.log.error({ err: error, variant }, 'a review could not be opened');
    }
  }
  return opened;
}

/** Opens a review because somebody wants one now. @throws Fault `wrong-state` where one is still being judged */
export async function openNow(deps: ReviewsDeps, variant: Variant, by: string): Promise<CaseStanding> {
  const pending = await deps.ports.duties.pending(dutiesOf[variant].opening);
  const opened = (await isJudging(deps, variant)) ? null : await openCampaign(deps, variant, { setOff: 'person', by, pending });
  if (opened === null)
    throw new Fault('wrong-state', {
      ja: '同じ対象の見直しがまだ終わっていません。先にその見直しを終えてください。',
      en: 'A review of the same things is still under way. Finish that one first.',
    });
  return opened;
}

async function isJudging({ pool }: ReviewsDeps, variant: Variant): Promise<boolean> {
  const last = await lastCampaign(pool, variant);
  return last !== null && judging.includes(last.state);
}

interface Opening {
  readonly setOff: CampaignRow['setOff'];
  /** Who asked for it; `system` where a date or a change of the organisation did. */
  readonly by: string;
  readonly pending: readonly Pending[];
}

/** Collects, then writes the case, its population and its sources in one transaction. Null where another sweep was faster. */
async function openCampaign(deps: ReviewsDeps, variant: Variant, { setOff, by, pending }: Opening): Promise<CaseStanding | null> {
  const { pool, clock, ports } = deps;
  const at = clock.now();
  const [last, collected, accounts, planned] = await Promise.all([
    lastCampaign(pool, variant),
    ports.collect(variant, at),
    ports.accounts(pool),
    ports.duties.planned(dutiesOf[variant].opening),
  ]);
  const before = last === null ? null : { frozenAt: last.frozenAt, lines: await linesOf(pool, last.caseId) };
  const administrators = new Set(accounts.filter(({ roles }) => roles.includes('administrator')).map(({ id }) => id));
  const lines = freeze(collected, before, { newId, administrators });
  if (lines.length > reviewLimits.linesMax)
    throw new Fault('value-out-of-bounds', {
      ja: `1回の見直しは${reviewLimits.linesMax}行までです。一覧の内容を確かめてください。`,
      en: `A review holds at most ${reviewLimits.linesMax} lines. Check the lists.`,
    });
  const hash = populationHash(collected.sources, lines);
  return inTransaction(pool, async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [openLock]);
    const now = await lastCampaign(tx, variant);
    if (now?.caseId !== last?.caseId) return null;
    const label = `${ports.label(variant).ja} ${ports.localDate(at)}`;
    const opened = await ports.cases.go(tx, { id: null, variant, step: 'freeze', cells: { label, variant, setOff }, at });
    const ledgerSeq = await append(tx, at, [
      {
        kind: 'review.frozen',
        actor: by,
        subject: campaignSubject(opened.id),
        payload: {
          number: opened.number,
          variant,
          setOff,
          lines: lines.length,
          hash,
          sources: collected.sources.map(({ source, state, items }) => ({ source, state, items })),
        },
      },
    ]);
    await insertCampaign(tx, {
      caseId: opened.id,
      variant,
      previous: last?.caseId ?? null,
      setOff,
      frozenAt: at,
      lines: lines.length,
      hash,
      ledgerSeq,
    });
    await insertSources(tx, opened.id, collected.sources);
    await insertLines(tx, opened.id, lines);
    await adopt(deps, tx, opened.id, [...pending, ...planned], at);
    return ports.cases.go(tx, { id: opened.id, variant, step: 'begin', cells: { ...countsOf(lines), hash }, at });
  });
}

/** What the case says of its population; the lines themselves stand here. */
function countsOf(lines: readonly NewLine[]): { readonly lines: string; readonly unregistered: string; readonly notMeasured: string } {
  const here = lines.filter(({ delta }) => delta !== 'removed');
  const count = (is: (line: NewLine) => boolean): string => String(here.filter(is).length);
  return {
    lines: String(here.length),
    unregistered: count(({ flags }) => flags.includes('unregistered')),
    notMeasured: count(({ measured }) => measured === 'not-measured'),
  };
}

/** One occurrence of each duty becomes the review's: what is to be done now goes before what is planned. */
async function adopt({ ports }: ReviewsDeps, tx: Tx, caseId: string, occurrences: readonly Pending[], at: Date): Promise<void> {
  const first = new Map<string, string>();
  for (const { duty, id } of occurrences) if (!first.has(duty)) first.set(duty, id);
  await ports.duties.adopt(tx, [...first.values()], caseId, at);
}
