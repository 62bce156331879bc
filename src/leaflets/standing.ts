import { localDateOf } from '../calendar/index.ts';
import { type Campaign, campaignsAt, currentCampaigns } from './campaign.store.ts';
import { type Audience, audiences, type LeafletLine, leafletDigest, leafletLines } from './content.ts';
import type { LeafletStanding } from './judge.ts';
import { hasAddress, isInAudience } from './people.ts';
import type { InForce, LeafletDeps } from './ports.ts';
import { quizzes, type StoredQuiz } from './quiz.ts';
import { confirmedContent, requestsAt } from './request.store.ts';

/** A leaflet as the administrator sees it: what it would say, who reads it, where it stands. */
export interface LeafletState {
  readonly audience: Audience;
  /** What would be sent now; before the first version, what the draft would give. */
  readonly lines: readonly LeafletLine[];
  readonly digest: string;
  readonly people: number;
  readonly withoutAddress: number;
  readonly standing: LeafletStanding;
  readonly sent: Campaign | null;
  readonly quiz: StoredQuiz;
}
export interface LeafletOverview {
  readonly version: { readonly id: string; readonly number: string } | null;
  readonly company: string;
  readonly mailReady: boolean;
  readonly leaflets: readonly LeafletState[];
}

export async function leafletOverview(deps: LeafletDeps): Promise<LeafletOverview> {
  const at = deps.clock.now();
  const [version, people, campaigns, questions, base] = await Promise.all([
    deps.inForce(at),
    deps.readers(deps.pool),
    currentCampaigns(deps.pool),
    quizzes(deps),
    deps.mailBase(),
  ]);
  const content = version?.content ?? (await deps.draft());
  const leaflets: LeafletState[] = [];
  for (const audience of audiences) {
    const lines = leafletLines(content, audience, deps.clauses);
    const readers = people.filter((reader) => isInAudience(reader, audience)).map(asConcerned);
    const sent = campaigns.get(audience) ?? null;
    leaflets.push({
      audience,
      lines,
      digest: leafletDigest(audience, lines),
      people: readers.length,
      withoutAddress: readers.filter(({ hasAddress }) => !hasAddress).length,
      standing: await standingOf(deps, { at, audience, version, lines, readers, sent }),
      sent,
      quiz: questions.get(audience) ?? { audience, revision: 0, quiz: null },
    });
  }
  return {
    version: version === null ? null : { id: version.id, number: version.number },
    company: content.company.name,
    mailReady: base !== null,
    leaflets,
  };
}

/** How every leaflet stands now, for the verdicts of rules. */
export async function leafletStandings(deps: LeafletDeps): Promise<LeafletStanding[]> {
  return (await leafletOverview(deps)).leaflets.map(({ standing }) => standing);
}

/**
 * How every leaflet stood at a past moment: the text in force then, the people of then, and what they had confirmed by then.
 */
export async function leafletStandingsAt(deps: LeafletDeps, at: Date): Promise<LeafletStanding[]> {
  const [version, campaigns, people] = await Promise.all([deps.inForce(at), campaignsAt(deps.pool, at), deps.readersAt(deps.pool, at)]);
  const standings: LeafletStanding[] = [];
  for (const audience of audiences) {
    const sent = campaigns.get(audience) ?? null;
    const readers = people.filter((reader) => isInAudience(reader, audience)).map(asConcerned);
    const lines = version === null ? [] : leafletLines(version.content, audience, deps.clauses);
    standings.push(await standingOf(deps, { at, audience, version, lines, readers, sent }));
  }
  return standings;
}

interface Concerned {
  readonly id: string;
  readonly hasAddress: boolean;
}
const asConcerned = (reader: Parameters<typeof hasAddress>[0]): Concerned => ({ id: reader.id, hasAddress: hasAddress(reader) });

interface Standing {
  readonly at: Date;
  readonly audience: Audience;
  readonly version: InForce | null;
  readonly lines: readonly LeafletLine[];
  readonly readers: readonly Concerned[];
  readonly sent: Campaign | null;
}

async function standingOf(deps: LeafletDeps, { at, audience, version, lines, readers, sent }: Standing): Promise<LeafletStanding> {
  const head = {
    audience,
    version: version?.number ?? null,
    sentVersion: sent?.versionNumber ?? null,
    sentAt: sent?.sentAt ?? null,
    dueOn: sent?.dueOn ?? null,
    expected: readers.length,
  };
  const none = { acknowledged: 0, confirmedAt: null, overdue: 0, noAddress: 0, notAsked: 0 };
  if (version === null) return { ...head, ...none, content: 'no-version' };
  if (lines.length === 0) return { ...head, ...none, content: 'no-lines' };
  const digest = leafletDigest(audience, lines);
  const confirmed = await confirmedContent(deps.pool, audience, digest, at);
  const times = readers.flatMap(({ id }) => confirmed.get(id)?.at.getTime() ?? []);
  const acknowledged = { acknowledged: times.length, confirmedAt: times.length === 0 ? null : new Date(earliest(times)) };
  if (sent === null || sent.digest !== digest) {
    return { ...head, ...none, ...acknowledged, content: sent === null ? 'not-sent' : 'changed' };
  }
  const asked = new Map((await requestsAt(deps.pool, sent.id, at)).map((request) => [request.personId, request]));
  return { ...head, ...counted(readers, asked, localDateOf(at)), ...acknowledged, content: 'sent' };
}

const earliest = (times: readonly number[]): number => times.reduce((least, time) => Math.min(least, time));

type AskedPeople = ReadonlyMap<string, Awaited<ReturnType<typeof requestsAt>>[number]>;

function counted(readers: readonly Concerned[], asked: AskedPeople, today: string) {
  const counts = { overdue: 0, noAddress: 0, notAsked: 0 };
  for (const reader of readers) {
    const request = asked.get(reader.id);
    if (!request || request.state === 'void') counts.notAsked += 1;
    if (request?.state !== 'open') continue;
    if (request.dueOn < today) counts.overdue += 1;
    if (!reader.hasAddress) counts.noAddress += 1;
  }
  return counts;
}
