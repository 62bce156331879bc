import { canonicalJson, sha256Hex } from '../base/hash.ts';
import {
  type Candidate,
  type Collected,
  type Flag,
  flags,
  type Line,
  type NewLine,
  type Part,
  type Proof,
  type Seen,
  type SourceState,
} from './shape.ts';

/** The last review of the same things, as it was frozen. */
export interface Before {
  readonly frozenAt: Date;
  readonly lines: readonly Line[];
}

export interface FreezeDeps {
  newId(): string;
  /** Accounts of this product that administer it. */
  readonly administrators: ReadonlySet<string>;
}

/**
 * Makes the lines of a review out of what the sources show: each held against the last review, with what a person has to look at. What
 * was there the last time and is not shown now counts as removed only where that is proven; else it stays in, as not measured. Pure.
 */
export function freeze({ sources, candidates, staff, proof }: Collected, before: Before | null, deps: FreezeDeps): NewLine[] {
  const accountsOf = new Map(staff.flatMap(({ id, accountId }) => (accountId === null ? [] : [[id, accountId] as const])));
  const known = new Map((before?.lines ?? []).filter(({ delta }) => delta !== 'removed').map((line) => [line.key, line]));
  const partOf = (subject: string | null): Part => {
    const account = subject === null ? undefined : accountsOf.get(subject);
    return account !== undefined && deps.administrators.has(account) ? 'committee' : 'administrator';
  };
  const shown = new Set(candidates.map(({ key }) => key));
  const lineOf = (candidate: Candidate, line: Pick<NewLine, 'delta' | 'flags' | 'previous'>): Omit<NewLine, 'no'> => ({
    ...candidate,
    ...line,
    flags: flags.filter((flag) => line.flags.includes(flag)),
    id: deps.newId(),
    part: partOf(candidate.subject),
    subjectAccounts: candidate.subject === null ? [] : [...(accountsOf.has(candidate.subject) ? [accountsOf.get(candidate.subject)!] : [])],
  });
  const here = candidates.map((candidate) => {
    const last = known.get(candidate.key) ?? null;
    const moved =
      last !== null &&
      last.seen.department !== '' &&
      candidate.seen.department !== '' &&
      last.seen.department !== candidate.seen.department;
    const added: readonly Flag[] = moved ? [...candidate.flags, 'department-changed'] : candidate.flags;
    const delta = last === null ? 'new' : moved || digestOf(last) !== digestOf(candidate) ? 'changed' : 'unchanged';
    return lineOf(candidate, { delta, flags: added, previous: last?.id ?? null });
  });
  const registerRead = sources.some(({ source, state }) => source === 'register' && state === 'complete');
  const missing = [...known.values()].filter(({ key }) => !shown.has(key));
  const gone = missing.map((last) => {
    // What only a register said is gone as soon as the register, read whole, does not say it any more.
    const onlyWritten = last.seen.shownBy.every((source) => source === 'register');
    const isGone = onlyWritten ? registerRead : absence(last.seen, last.row, proof, before!.frozenAt) !== null;
    return isGone
      ? lineOf(last, { delta: 'removed', flags: [], previous: last.id })
      : lineOf(
          { ...last, measured: 'not-measured' },
          { delta: 'unchanged', flags: [...last.flags, 'not-measured', 'carried'], previous: last.id },
        );
  });
  return [...here, ...gone].sort(byWeight).map((line, i) => ({ ...line, no: i + 1 }));
}

const digestOf = ({ subject, who, what, level, measured }: Candidate): string => canonicalJson({ subject, who, what, level, measured });

/** What needs thought first: flagged, then changed and new, then what is as it was; what is gone comes last. */
function byWeight(a: Omit<NewLine, 'no'>, b: Omit<NewLine, 'no'>): number {
  const weight = ({ delta, flags: found }: Omit<NewLine, 'no'>): number =>
    delta === 'removed' ? 9 : found.length > 0 ? 0 : delta === 'changed' ? 1 : delta === 'new' ? 2 : 3;
  const text = (line: Omit<NewLine, 'no'>): string => `${line.what}\u0000${line.who}\u0000${line.key}`;
  return weight(a) - weight(b) || (text(a) < text(b) ? -1 : 1);
}

/**
 * Since when it is proven that something is not there any more, by all that showed it; null where that is not proven. Whatever is told of
 * a silent device is what it said last, so that only devices that spoke after `since`, or are not in use any more, prove anything.
 */
export function absence(seen: Seen, row: string | null, proof: Proof, since: Date): Date | null {
  const proven: Date[] = [];
  const byDevices = seen.shownBy.includes('measured') || (row !== null && (seen.everyDevice || seen.devices.length > 0));
  if (byDevices) {
    const { observed } = proof;
    if (observed === null) return null;
    const asked = seen.everyDevice && seen.devices.length === 0 ? [...proof.inUse] : seen.devices;
    for (const device of asked) {
      if (!proof.inUse.has(device)) continue;
      const at = observed.get(device);
      if (at === undefined || at <= since) return null;
      proven.push(at);
    }
    if (proven.length === 0 && asked.length > 0 && proof.counted !== null && proof.counted > since) proven.push(proof.counted);
  }
  const lists = seen.shownBy.filter((source) => source.startsWith('list:'));
  for (const source of lists) {
    const list = proof.lists.find((each) => each.source === source);
    if (list === undefined || list.at <= since) return null;
    proven.push(list.at);
  }
  if (!byDevices && lists.length === 0) {
    const list = proof.lists.filter(({ names, at }) => at > since && seen.covers.some((name) => names.has(name)));
    if (list.length > 0) proven.push(...list.map(({ at }) => at));
    else if (isNowhere(seen, proof, since)) proven.push(proof.counted!);
    else return null;
  }
  return proven.length === 0 ? null : new Date(Math.min(...proven.map((at) => at.getTime())));
}

/** Software of which no device holds any version: what a line of the list means goes by its name. */
function isNowhere({ shownBy, account }: Seen, { counted, installed }: Proof, since: Date): boolean {
  if (!shownBy.includes('counted') || counted === null || counted <= since || installed === null) return false;
  return !installed.some((name) => name === account || name.startsWith(`${account} `));
}

/** SHA-256 over the canonical JSON of all that was frozen. */
export const populationHash = (sources: readonly SourceState[], lines: readonly NewLine[]): string =>
  sha256Hex(
    canonicalJson({
      sources: sources.map(({ source, state, asOf, items }) => ({ source, state, asOf: asOf?.toISOString() ?? null, items })),
      lines: lines.map(
        ({ no, id, key, subject, subjectAccounts, who, what, level, delta, flags: found, measured, part, row, previous, seen }) => ({
          no,
          id,
          key,
          subject,
          subjectAccounts,
          who,
          what,
          level,
          delta,
          flags: found,
          measured,
          part,
          row,
          previous,
          seen,
        }),
      ),
    }),
  );
