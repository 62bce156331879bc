import { Fault } from '../base/fault.ts';
import { newId } from '../base/id.ts';
import { addDays, isLocalDate, type LocalDate, localDateOf, startOfDay } from '../calendar/index.ts';
import { inTransaction, type Tx } from '../db/pool.ts';
import { append } from '../ledger/index.ts';
import { type Campaign, currentCampaigns, insertCampaign, lockSending, replaceCampaign } from './campaign.store.ts';
import { type Audience, leafletDigest, leafletLines } from './content.ts';
import { leafletMail } from './mail.ts';
import { hasAddress, isInAudience } from './people.ts';
import type { InForce, LeafletDeps, Reader } from './ports.ts';
import { quizzes } from './quiz.ts';
import { type Confirmed, confirmedContent, insertRequests, requestsOf, voidOpen } from './request.store.ts';
import { dropTokens, insertTokens } from './token.store.ts';

/** Links work so many days beyond the day by which the leaflet is to be confirmed. */
export const linkDaysAfterDue = 90;
export const dueDaysMax = 180;
/** The suggested time to read, in business days. */
export const dueBusinessDays = 10;

export interface Sent {
  readonly campaignId: string;
  /** Asked by mail; on paper for want of an address; confirmed the same content before. */
  readonly byMail: number;
  readonly onPaper: number;
  readonly carried: number;
}

export interface SendWanted {
  readonly audience: Audience;
  readonly dueOn: LocalDate;
  /** What the person saw in the preview: nothing else is sent. */
  readonly digest: string;
  /** The sending that counted then; null for none. Another one in between is a conflict. */
  readonly after: string | null;
  readonly by: string;
}

/**
 * Sends the leaflet of the version in force to its audience, in one transaction with the mails in the queue and the entry in the
 * ledger. Who confirmed the very same content before is not asked again; the links of the sending before it die.
 *
 * @throws Fault `not-ready` (`what`: version, lines, nobody, mail), `conflict`, `bad-request` for a due date out of bounds
 */
export async function send(deps: LeafletDeps, wanted: SendWanted): Promise<Sent> {
  const { audience, dueOn, by } = wanted;
  const at = deps.clock.now();
  refuseDue(dueOn, localDateOf(at));
  const version = await deps.inForce(at);
  if (version === null) throw new Fault('not-ready', { what: 'version' });
  const lines = leafletLines(version.content, audience, deps.clauses);
  if (lines.length === 0) throw new Fault('not-ready', { what: 'lines' });
  const digest = leafletDigest(audience, lines);
  if (digest !== wanted.digest) throw new Fault('conflict', { what: 'content' });
  const base = await deps.mailBase();
  const quiz = (await quizzes(deps)).get(audience)?.quiz ?? null;
  return inTransaction(deps.pool, async (tx) => {
    await lockSending(tx);
    const before = (await currentCampaigns(tx)).get(audience);
    if ((before?.id ?? null) !== wanted.after) throw new Fault('conflict', { what: 'sent' });
    const people = (await deps.readers(tx)).filter((reader) => isInAudience(reader, audience));
    if (people.length === 0) throw new Fault('not-ready', { what: 'nobody' });
    const confirmed = await confirmedContent(tx, audience, digest, at);
    if (before) {
      await replaceCampaign(tx, before.id, at);
      await voidOpen(tx, before.id, 'replaced', at, null);
    }
    const campaign: Campaign = {
      ...frozen(version),
      id: newId(),
      audience,
      digest,
      lines,
      quiz,
      sentAt: at,
      sentBy: by,
      dueOn,
      replacedAt: null,
    };
    await insertCampaign(tx, campaign);
    return ask(deps, tx, { campaign, people, confirmed, dueOn, base, at, by });
  });
}

const frozen = ({ id, number, content }: InForce) => ({ versionId: id, versionNumber: number, company: content.company.name });

/**
 * Asks those who came into the audience since the sending that counts now, with a due date of their own.
 * @throws Fault `wrong-state` where the content has changed since: then a new sending is due; `not-ready`, `conflict` as in `send`
 */
export async function sendToNewcomers(deps: LeafletDeps, wanted: SendWanted): Promise<Sent> {
  const { audience, dueOn, by } = wanted;
  const at = deps.clock.now();
  refuseDue(dueOn, localDateOf(at));
  const base = await deps.mailBase();
  return inTransaction(deps.pool, async (tx) => {
    await lockSending(tx);
    const campaign = (await currentCampaigns(tx)).get(audience);
    if (!campaign || campaign.id !== wanted.after) throw new Fault('conflict', { what: 'sent' });
    if (campaign.digest !== wanted.digest) throw new Fault('wrong-state', { what: 'content' });
    const asked = new Set((await requestsOf(tx, campaign.id)).filter(({ state }) => state !== 'void').map(({ personId }) => personId));
    const people = (await deps.readers(tx)).filter((reader) => isInAudience(reader, audience) && !asked.has(reader.id));
    if (people.length === 0) throw new Fault('not-ready', { what: 'nobody' });
    const confirmed = new Map<string, Confirmed>();
    return ask(deps, tx, { campaign, people, confirmed, dueOn, base, at, by });
  });
}

interface Asking {
  readonly campaign: Campaign;
  readonly people: readonly Reader[];
  readonly confirmed: ReadonlyMap<string, Confirmed>;
  readonly dueOn: LocalDate;
  readonly base: string | null;
  readonly at: Date;
  readonly by: string;
}

async function ask(deps: LeafletDeps, tx: Tx, { campaign, people, confirmed, dueOn, base, at, by }: Asking): Promise<Sent> {
  const requests = people.map((reader) => ({
    id: newId(),
    personId: reader.id,
    byMail: hasAddress(reader),
    carried: confirmed.get(reader.id) ?? null,
  }));
  const ids = await insertRequests(tx, { campaignId: campaign.id, dueOn, at }, requests);
  const addressed = people.filter((reader) => hasAddress(reader) && !confirmed.has(reader.id));
  if (addressed.length > 0 && base === null) throw new Fault('not-ready', { what: 'mail' });
  const key = `sent-${at.getTime()}`;
  const made = addressed.map((reader) =>
    leafletMail(campaign, { requestId: ids.get(reader.id)!, reader, dueOn, key, kind: 'first' }, base!),
  );
  await dropTokens(tx, [...ids.values()]);
  await insertTokens(
    tx,
    made.map(({ token }) => token),
    at,
    linkEnd(dueOn),
  );
  await deps.enqueue(
    tx,
    at,
    made.map(({ mail }) => mail),
  );
  const carried = people.filter(({ id }) => confirmed.has(id)).length;
  const sent: Sent = { campaignId: campaign.id, byMail: made.length, onPaper: people.length - carried - made.length, carried };
  const { audience, versionNumber: version, digest } = campaign;
  const { byMail, onPaper } = sent;
  await append(tx, at, [
    {
      kind: 'leaflet.sent',
      actor: by,
      subject: `leaflet:${campaign.id}`,
      payload: { audience, version, digest, dueOn, count: people.length, byMail, onPaper, carried },
    },
  ]);
  return sent;
}

/** The moment from which a link with this due date opens nothing any more. */
export const linkEnd = (dueOn: LocalDate): Date => startOfDay(addDays(dueOn, linkDaysAfterDue + 1));

function refuseDue(dueOn: LocalDate, today: LocalDate): void {
  if (!isLocalDate(dueOn) || dueOn < today || dueOn > addDays(today, dueDaysMax))
    throw new Fault('bad-request', { field: 'dueOn', dueDaysMax });
}
