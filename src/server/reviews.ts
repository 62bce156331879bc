import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import type { Log } from '../base/log.ts';
import { localDateOf } from '../calendar/index.ts';
import type { Db, Pool, Tx } from '../db/pool.ts';
import { listPeople } from '../people/account.store.ts';
import { reviewCampaign } from '../practices/reviews/campaign.case.ts';
import { type Actor, kindId, type Pending, type ReviewAccount, Reviews, type ReviewsPorts, type Variant } from '../reviews/index.ts';
import type { Values } from '../values/index.ts';
import { reviewNews } from './review-news.ts';
import { reviewCollector, staffOf } from './review-sources.ts';
import type { Running } from './running.ts';
import type { Writing } from './writing.ts';

interface Wiring {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly log: Log;
  readonly values: Values;
  readonly running: Running;
  readonly writing: Pick<Writing, 'addressOf'>;
}

/** Opens the room of reviews and ties it to the cases, the duties, the registers and what is measured. */
export function openReviews({ pool, clock, log, values, running, writing }: Wiring): Reviews {
  const { registers, lookups } = running;
  const ports: ReviewsPorts = {
    collect: reviewCollector({ pool, registers, value: (param, at) => values.inForce(param, at) }),
    staff: () => staffOf(pool),
    accounts: (db) => accountsOf(db, clock),
    accountNames: async (ids) =>
      new Map((await listPeople(pool, clock.now())).filter(({ id }) => ids.includes(id)).map(({ id, name }) => [id, name])),
    personOf: (account) => lookups.personOf(account),
    localDate: localDateOf,
    cases: {
      go: async (tx, { id, variant, step, cells, at }) => {
        const { id: caseId, number, state } = await running.cases.byMachine(tx, { id, kind: kindId, variant, step, cells, at });
        return { id: caseId, number, state };
      },
    },
    duties: dutyPorts(running, lookups),
    register: registerPorts(running, log),
    label: (variant) => reviewCampaign.variants[variant]!,
    tell: reviewNews(writing),
  };
  const reviews = new Reviews({ pool, clock, log, ports });
  running.onCaseStep((tx, done) => reviews.onStep(tx, done));
  running.onCaseDuty((tx, { caseId, duty }) => reviews.mustBeDecided(tx, caseId, duty));
  return reviews;
}

async function accountsOf(db: Db, clock: Clock): Promise<ReviewAccount[]> {
  return (await listPeople(db, clock.now()))
    .filter(({ status, expiresAt, roles }) => status === 'active' && expiresAt === null && !roles.includes('auditor'))
    .map(({ id, name, roles }) => ({ id, name, roles }));
}

function dutyPorts({ duties }: Running, lookups: Running['lookups']): ReviewsPorts['duties'] {
  const pendingOf = ({ id, duty, key }: { id: string; duty: string; key: string }): Pending => ({
    id,
    duty,
    organisation: key.startsWith('organisation-changed:'),
  });
  return {
    pending: async (ids) => (await duties.ofNoCase(ids)).filter(({ state }) => state !== 'waiting').map(pendingOf),
    planned: async (ids) => (await duties.ofNoCase(ids)).filter(({ state }) => state === 'waiting').map(pendingOf),
    adopt: (tx, occurrences, caseId, at) => duties.adoptForCase(tx, { occurrences, caseId, at }),
    complete: async ({ caseId, duty, record, remark, actor }) => {
      const one = (await duties.ofCases([caseId])).find((occurrence) => occurrence.duty === duty);
      if (one === undefined)
        throw new Fault('wrong-state', { ja: 'この見直しは、もう記録されています。', en: 'This part of the review is recorded already.' });
      const who = await whoIs(lookups, actor);
      // Reading it lays its sheet out and counts as shown: what was frozen of the review is what the person worked with.
      const { sheet, revision } = await duties.occurrence(one.id, who);
      await duties.complete(one.id, { revision, result: 'in-order', record, remark, sheetDigest: sheet?.digest ?? null, attach: [] }, who);
    },
  };
}

const whoIs = async (lookups: Running['lookups'], { actor, accountId, roles }: Actor) => ({
  actor,
  accountId,
  person: accountId === null ? null : await lookups.personOf(accountId),
  roles,
});

/** What a review found out is written into the registers it came from. */
function registerPorts({ registers }: Running, log: Log): ReviewsPorts['register'] {
  return {
    reviewed: async (tx, rows, { by, at, variant }) => {
      if (variant === 'software') return;
      const reviewedOn = localDateOf(at);
      for (const { row, decision } of rows)
        await softly(tx, log, row, () =>
          registers.changeWithin(tx, row, variant === 'privileges' ? { reviewedOn, reviewResult: decision } : { reviewedOn }, { by, at }),
        );
    },
    end: (tx, row, { reason, at }) => softly(tx, log, row, () => registers.endRow(tx, row, { act: 'ended', reason, by: 'system', at })),
  };
}

/** A line that cannot be written as its register asks now (its device is gone) does not keep a review from its end. */
async function softly(tx: Tx, log: Log, row: string, work: () => Promise<void>): Promise<void> {
  await tx.query('SAVEPOINT review_line');
  try {
    await work();
    await tx.query('RELEASE SAVEPOINT review_line');
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    await tx.query('ROLLBACK TO SAVEPOINT review_line');
    log.warn({ err: error, row }, 'a line of a register could not be told of its review');
  }
}

export type { Variant };
