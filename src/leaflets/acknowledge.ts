import { Fault } from '../base/fault.ts';
import { isLocalDate, type LocalDate, localDateOf } from '../calendar/index.ts';
import { inTransaction, type Tx } from '../db/pool.ts';
import { append, type LedgerEvent } from '../ledger/index.ts';
import { type Campaign, campaignById } from './campaign.store.ts';
import { keyOfToken, type OpenLeaflet, personsOf, shownTo } from './open.ts';
import { isSentTo, readersById } from './people.ts';
import type { LeafletDeps } from './ports.ts';
import { type Confirmation, holdOpen, type Request, storeConfirmation } from './request.store.ts';
import { type Asked, askedBy, countWrongAnswer, type RequestKey } from './token.store.ts';

/** Wrong answers an hour, so that nobody guesses the question away; the next hour begins anew. */
export const quizFailuresPerHourMax = 5;
const quizWindowMs = 3_600_000;

/** Confirmed, with the leaflet as it is shown from now on; or the answer was wrong, and so many tries are left this hour. */
export type Acknowledged = { readonly ok: true; readonly leaflet: OpenLeaflet } | { readonly ok: false; readonly triesLeft: number };

/**
 * The reader confirms having read and understood, by the secret of the mail. A second time changes nothing and shows the first.
 * @throws Fault `link-expired` as in `openByToken`; `bad-request` where the question is not answered; `too-many-attempts`
 */
export async function acknowledgeByToken(deps: LeafletDeps, token: string, answer: number | null): Promise<Acknowledged> {
  const key = keyOfToken(token);
  // Looked up first: whoever guesses must not have the whole register read for every guess.
  if ((await askedBy(deps.pool, key, deps.clock.now())) === null) throw new Fault('link-expired');
  const readers = await readersById(deps, deps.pool);
  return acknowledge(deps, key, answer, ({ request, sentTo }) => {
    const reader = readers.get(request.personId);
    return reader?.active && isSentTo(sentTo, reader) ? { by: `person:${request.personId}`, method: 'mail-link' } : null;
  });
}

/** The same by a signed-in person, for a leaflet of one's own. Throws `not-found` for anybody else's. */
export async function acknowledgeOwn(
  deps: LeafletDeps,
  { accountId, actor, requestId, answer }: { accountId: string; actor: string; requestId: string; answer: number | null },
): Promise<Acknowledged> {
  const own = await personsOf(deps, accountId);
  try {
    return await acknowledge(deps, { id: requestId }, answer, ({ request }) =>
      own.has(request.personId) ? { by: actor, method: 'account' } : null,
    );
  } catch (error) {
    if (error instanceof Fault && error.code === 'link-expired') throw new Fault('not-found', {}, { cause: error });
    throw error;
  }
}

type Who = (asked: Asked) => { readonly by: string; readonly method: 'mail-link' | 'account' } | null;

async function acknowledge(deps: LeafletDeps, key: RequestKey, answer: number | null, who: Who): Promise<Acknowledged> {
  const at = deps.clock.now();
  const triesLeft = await inTransaction(deps.pool, async (tx) => {
    const asked = await askedBy(tx, key, at, true);
    const person = asked === null ? null : who(asked);
    if (asked === null || person === null) throw new Fault('link-expired');
    if (asked.request.state === 'acknowledged') return null;
    const wrong = await judgeAnswer(tx, asked, answer, at);
    if (wrong !== null) return wrong;
    await record(tx, at, [{ ...asked, ...person, answer, paperOn: null, note: null }]);
    return null;
  });
  if (triesLeft !== null) return { ok: false, triesLeft };
  // Read again: what is shown is what is stored, also where two tabs confirmed at once.
  const asked = await askedBy(deps.pool, key, at);
  const reader = asked === null ? undefined : (await readersById(deps, deps.pool)).get(asked.request.personId);
  if (asked === null || !reader) throw new Fault('link-expired');
  return { ok: true, leaflet: await shownTo(deps.pool, asked, reader) };
}

/** Null for the right answer, or how many tries are left after a wrong one. */
async function judgeAnswer(tx: Tx, { request, campaign }: Asked, answer: number | null, at: Date): Promise<number | null> {
  if (campaign.quiz === null) return null;
  const windowFrom = new Date(at.getTime() - quizWindowMs);
  const since = request.quizFailingSince;
  const failures = since !== null && since > windowFrom ? request.quizFailures : 0;
  if (failures >= quizFailuresPerHourMax) {
    throw new Fault('too-many-attempts', { retryAfterSeconds: Math.ceil((since!.getTime() + quizWindowMs - at.getTime()) / 1000) });
  }
  if (answer === null) throw new Fault('bad-request', { field: 'answer', problem: 'the question is not answered' });
  if (answer === campaign.quiz.correct) return null;
  await countWrongAnswer(tx, request.id, at, windowFrom);
  return quizFailuresPerHourMax - failures - 1;
}

interface Recorded extends Pick<Confirmation, 'by' | 'method' | 'answer' | 'paperOn' | 'note'> {
  readonly request: Request;
  readonly campaign: Campaign;
}

/** The entries and the rows, in the caller's transaction. The number of the entry is the receipt that the reader keeps. */
async function record(tx: Tx, at: Date, all: readonly Recorded[]): Promise<void> {
  const events = all.map(({ request, campaign, by, method, paperOn, note }): LedgerEvent => {
    const { audience, versionNumber: version, digest } = campaign;
    return {
      kind: 'leaflet.acknowledged',
      actor: by,
      subject: `person:${request.personId} leaflet:${campaign.id}`,
      payload: { audience, version, digest, method, ...(method === 'paper' ? { paperOn, note } : {}) },
    };
  });
  const first = await append(tx, at, events);
  for (const [index, { request, by, method, answer, paperOn, note }] of all.entries())
    await storeConfirmation(tx, { requestId: request.id, at, by, method, answer, paperOn, note, receipt: first + index });
}

export const paperAtOnceMax = 500;
export const noteCharsMax = 500;

/**
 * Records signed sheets that the administrator holds in hand, all or none.
 * @throws Fault `wrong-state` where one of them is no longer open, `bad-request` for a day before it was asked or in the future
 */
export async function acknowledgeOnPaper(
  deps: LeafletDeps,
  { ids, on, note, by }: { ids: readonly string[]; on: LocalDate; note: string; by: string },
): Promise<void> {
  const at = deps.clock.now();
  const wanted = [...new Set(ids)];
  if (!isLocalDate(on) || on > localDateOf(at)) throw new Fault('bad-request', { field: 'on', problem: 'in the future' });
  await inTransaction(deps.pool, async (tx) => {
    const held = await holdOpen(tx, wanted);
    if (held.length < wanted.length) throw new Fault('wrong-state', { what: 'open', count: wanted.length - held.length });
    const all: Recorded[] = [];
    const campaigns = new Map<string, Campaign>();
    for (const request of held) {
      const campaign = campaigns.get(request.campaignId) ?? (await campaignById(tx, request.campaignId))!;
      campaigns.set(campaign.id, campaign);
      // Sheets may be signed from the day the leaflet was sent on, even by who was asked by mail later.
      if (on < localDateOf(campaign.sentAt)) throw new Fault('bad-request', { field: 'on', problem: 'before it was sent' });
      all.push({ request, campaign, by, method: 'paper', answer: null, paperOn: on, note: note.trim() === '' ? null : note.trim() });
    }
    await record(tx, at, all);
  });
}
