import { Fault } from '../base/fault.ts';
import { type LocalDate, localDateOf } from '../calendar/index.ts';
import { inTransaction, type Tx } from '../db/pool.ts';
import { append, type LedgerEvent } from '../ledger/index.ts';
import { type Campaign, currentCampaigns, lockSending } from './campaign.store.ts';
import { type Audience, audiences } from './content.ts';
import { leafletMail, type MailKind } from './mail.ts';
import { hasAddress, isInAudience, readersById } from './people.ts';
import type { LeafletDeps, Reader } from './ports.ts';
import { markReminders, remindersOf } from './reminder.store.ts';
import { type Request, requestsOf, voidOpen } from './request.store.ts';
import { linkEnd } from './send.ts';
import { dropExpiredTokens, insertTokens } from './token.store.ts';

/** So many business days before the due date, and after it. */
export const reminderBusinessDaysBefore = 3;
export const reminderBusinessDaysAfter = [1, 5, 10, 20] as const;

type BusinessDays = ReturnType<LeafletDeps['calendar']>;
export type ReminderKind = 'before' | 'due' | `late-${number}`;

/**
 * Which reminder a request is at on a day; null where none yet. Computed from dates alone: after a long stop of the server one
 * reminder goes out, the latest, and never those that were missed.
 */
export function reminderAt(asked: { on: LocalDate; dueOn: LocalDate }, today: LocalDate, calendar: BusinessDays): ReminderKind | null {
  const { on, dueOn } = asked;
  const plan: [ReminderKind, LocalDate][] = [];
  if (today < dueOn) plan.push(['before', calendar.addBusinessDays(dueOn, -reminderBusinessDaysBefore)]);
  else {
    plan.push(['due', dueOn]);
    // Days off the end of the known calendar are looked at only once they can matter.
    if (today > dueOn)
      plan.push(
        ...reminderBusinessDaysAfter.map((days): [ReminderKind, LocalDate] => [`late-${days}`, calendar.addBusinessDays(dueOn, days)]),
      );
  }
  const reached = plan.filter(([, date]) => date <= today && date > on);
  return reached.at(-1)?.[0] ?? null;
}

/**
 * What the timer does: voids requests of people who left or changed their duties, sends the reminders that are due, forgets expired
 * links where the clock is believed so far (`mayDrop`). Runs any number of times with the same end. Returns how many mails it queued.
 */
export async function sweepLeaflets(deps: LeafletDeps, mayDrop: () => Promise<boolean> = async () => true): Promise<number> {
  const at = deps.clock.now();
  const base = await deps.mailBase();
  let mails = 0;
  for (const audience of audiences) {
    mails += await inTransaction(deps.pool, async (tx) => {
      await lockSending(tx);
      const campaign = (await currentCampaigns(tx)).get(audience);
      if (!campaign) return 0;
      const { open, events } = await stillConcerned(deps, tx, campaign, at);
      // Without a mail server nothing is marked as sent: the reminders go out once there is one.
      const due = base === null ? [] : await dueReminders(deps, tx, { campaign, open, at });
      const count = await mailReminders(deps, tx, { campaign, base: base ?? '', at, due });
      await append(tx, at, [...events, ...reminded(campaign, count, 'system')]);
      return count;
    });
  }
  if (await mayDrop()) await dropExpiredTokens(deps.pool, at);
  return mails;
}

type Open = readonly { readonly request: Request; readonly reader: Reader }[];

/** The open requests whose people are still there. The others are voided here, with the entry to be written for it. */
async function stillConcerned(deps: LeafletDeps, tx: Tx, campaign: Campaign, at: Date): Promise<{ open: Open; events: LedgerEvent[] }> {
  const readers = await readersById(deps, tx);
  const open: { request: Request; reader: Reader }[] = [];
  const gone = { left: [] as string[], audience: [] as string[] };
  for (const request of await requestsOf(tx, campaign.id)) {
    if (request.state !== 'open') continue;
    const reader = readers.get(request.personId);
    if (reader && isInAudience(reader, campaign.audience)) open.push({ request, reader });
    else gone[reader?.active ? 'audience' : 'left'].push(request.id);
  }
  const left = gone.left.length === 0 ? 0 : await voidOpen(tx, campaign.id, 'left', at, gone.left);
  const moved = gone.audience.length === 0 ? 0 : await voidOpen(tx, campaign.id, 'audience', at, gone.audience);
  if (left + moved === 0) return { open, events: [] };
  const payload = { audience: campaign.audience, version: campaign.versionNumber, voided: { left, moved } };
  return { open, events: [{ kind: 'leaflet.changed', actor: 'system', subject: `leaflet:${campaign.id}`, payload }] };
}

async function dueReminders(
  deps: LeafletDeps,
  tx: Tx,
  { campaign, open, at }: { campaign: Campaign; open: Open; at: Date },
): Promise<Due[]> {
  const [today, calendar] = [localDateOf(at), deps.calendar()];
  const sent = await remindersOf(tx, campaign.id);
  // Nearly everybody was asked on one day with one date: the calendar is asked once for each pair.
  const reached = new Map<string, ReminderKind | null>();
  const kindOf = ({ askedAt, dueOn }: Request): ReminderKind | null => {
    const on = localDateOf(askedAt);
    const key = `${on} ${dueOn}`;
    if (!reached.has(key)) reached.set(key, reminderAt({ on, dueOn }, today, calendar));
    return reached.get(key)!;
  };
  const due: Due[] = [];
  for (const { request, reader } of open) {
    if (!hasAddress(reader)) continue;
    const kind = kindOf(request);
    if (kind === null || sent.get(request.id)?.kinds.includes(kind)) continue;
    due.push({ request, reader, kind, mail: kind === 'before' || kind === 'due' ? kind : 'late' });
  }
  return due;
}

interface Due {
  readonly request: Request;
  readonly reader: Reader;
  readonly kind: string;
  readonly mail: MailKind;
}

/** Marks and queues; the caller writes the entry, last of all. Returns how many were new. */
async function mailReminders(
  deps: LeafletDeps,
  tx: Tx,
  { campaign, base, at, due }: { campaign: Campaign; base: string; at: Date; due: readonly Due[] },
): Promise<number> {
  if (due.length === 0) return 0;
  const marked = await markReminders(
    tx,
    due.map(({ request, kind }) => ({ requestId: request.id, kind })),
    at,
  );
  const made = due
    .filter(({ request }) => marked.has(request.id))
    .map(({ request, reader, kind, mail }) => {
      const { dueOn } = request;
      return { ...leafletMail(campaign, { requestId: request.id, reader, dueOn, key: kind, kind: mail }, base), dueOn };
    });
  for (const dueOn of new Set(made.map((each) => each.dueOn))) {
    const tokens = made.filter((each) => each.dueOn === dueOn).map(({ token }) => token);
    await insertTokens(tx, tokens, at, linkEnd(dueOn));
  }
  if (made.length > 0)
    await deps.enqueue(
      tx,
      at,
      made.map(({ mail }) => mail),
    );
  return made.length;
}

function reminded(campaign: Campaign, count: number, by: string): LedgerEvent[] {
  if (count === 0) return [];
  const payload = { audience: campaign.audience, version: campaign.versionNumber, reminders: count };
  return [{ kind: 'leaflet.sent', actor: by, subject: `leaflet:${campaign.id}`, payload }];
}

/**
 * Reminds everybody who has not confirmed yet, now; at most once a day each. Returns how many mails were queued.
 * @throws Fault `not-ready` without a mail server, `wrong-state` where nothing was sent
 */
export async function remindNow(deps: LeafletDeps, audience: Audience, by: string): Promise<number> {
  const at = deps.clock.now();
  const base = await deps.mailBase();
  if (base === null) throw new Fault('not-ready', { what: 'mail' });
  return inTransaction(deps.pool, async (tx) => {
    await lockSending(tx);
    const campaign = (await currentCampaigns(tx)).get(audience);
    if (!campaign) throw new Fault('wrong-state', { what: 'sent' });
    const { open, events } = await stillConcerned(deps, tx, campaign, at);
    const today = localDateOf(at);
    const due = open
      .filter(({ reader }) => hasAddress(reader))
      .map((one): Due => ({ ...one, kind: `now-${today}`, mail: one.request.dueOn < today ? 'late' : 'now' }));
    const count = await mailReminders(deps, tx, { campaign, base, at, due });
    await append(tx, at, [...events, ...reminded(campaign, count, by)]);
    return count;
  });
}
