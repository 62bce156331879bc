import { Fault } from '../base/fault.ts';
import { sha256 } from '../base/hash.ts';
import type { Words } from '../base/text.ts';
import type { Db } from '../db/pool.ts';
import { type Audience, audienceTitles, type MarkedLine, markedSince } from './content.ts';
import { isSentTo, readersById } from './people.ts';
import type { LeafletDeps, Reader } from './ports.ts';
import { bothLanguages } from './quiz.ts';
import { lastConfirmedLines, type Method } from './request.store.ts';
import { type Asked, askedBy, currentRequestIds, type RequestKey } from './token.store.ts';

/** A leaflet as its reader sees it. It names nobody but the reader, and never tells which answer is right. */
export interface OpenLeaflet {
  readonly requestId: string;
  readonly audience: Audience;
  readonly title: Words;
  readonly company: string;
  readonly version: string;
  readonly reader: string;
  readonly sentAt: Date;
  readonly dueOn: string;
  readonly lines: readonly MarkedLine[];
  /** Sentences that the reader confirmed before and that no longer stand. */
  readonly gone: readonly Words[];
  /** True where the reader has confirmed an earlier leaflet of this kind. */
  readonly again: boolean;
  readonly quiz: { readonly question: Words; readonly options: readonly Words[] } | null;
  readonly acknowledged: { readonly at: Date; readonly method: Method; readonly receipt: number; readonly carried: boolean } | null;
}

const secretPattern = /^[A-Za-z0-9_-]{43}$/;

/** The key of a mail's secret. What no secret looks like is looked up too: the answer is the same, and takes as long. */
export const keyOfToken = (token: string): RequestKey => ({ tokenHash: sha256(secretPattern.test(token) ? token : '') });

/**
 * Shows the leaflet behind a mail's secret. Changes nothing: scanners of mail open links too.
 * @throws Fault `link-expired` for a link never made, too old, replaced, sent to an address that is no longer the person's, or of a
 *   person who left; they cannot be told apart
 */
export async function openByToken(deps: LeafletDeps, token: string): Promise<OpenLeaflet> {
  const asked = await askedBy(deps.pool, keyOfToken(token), deps.clock.now());
  const reader = asked === null ? undefined : (await readersById(deps, deps.pool)).get(asked.request.personId);
  if (asked === null || !reader?.active || !isSentTo(asked.sentTo, reader)) throw new Fault('link-expired');
  return shownTo(deps.pool, asked, reader);
}

/** The leaflets of the person behind an account: what is asked now, and what has been confirmed of it. */
export async function ownLeaflets(deps: LeafletDeps, accountId: string): Promise<OpenLeaflet[]> {
  const own = await personsOf(deps, accountId);
  const found: OpenLeaflet[] = [];
  for (const id of await currentRequestIds(deps.pool, [...own.keys()])) {
    const asked = await askedBy(deps.pool, { id }, deps.clock.now());
    if (asked !== null) found.push(await shownTo(deps.pool, asked, own.get(asked.request.personId)!));
  }
  return found;
}

/** The active people of the staff register that an account stands for: one, unless somebody is registered twice. */
export async function personsOf(deps: LeafletDeps, accountId: string): Promise<ReadonlyMap<string, Reader>> {
  const people = await deps.readers(deps.pool);
  return new Map(people.filter((reader) => reader.active && reader.accountId === accountId).map((reader) => [reader.id, reader]));
}

export async function shownTo(db: Db, { request, campaign }: Asked, reader: Reader): Promise<OpenLeaflet> {
  const earlier = request.state === 'open' ? await lastConfirmedLines(db, request.personId, campaign.audience) : null;
  const { question, options } = campaign.quiz ?? {};
  return {
    requestId: request.id,
    audience: campaign.audience,
    title: audienceTitles[campaign.audience],
    company: campaign.company,
    version: campaign.versionNumber,
    reader: reader.name,
    sentAt: request.askedAt,
    dueOn: request.dueOn,
    ...markedSince(campaign.lines, earlier),
    again: earlier !== null,
    quiz: question && options ? { question: bothLanguages(question), options: options.map(bothLanguages) } : null,
    acknowledged:
      request.state === 'acknowledged'
        ? { at: request.acknowledgedAt!, method: request.method!, receipt: request.receipt!, carried: request.carriedFrom !== null }
        : null,
  };
}
