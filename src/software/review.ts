import type { Db } from '../db/pool.ts';
import { foldedName } from '../practices/software/name-pattern.ts';
import { lastOpened } from './list.store.ts';
import { RuleSet } from './matcher.ts';
import { reviewTitles } from './review.store.ts';
import { appliedRules } from './rule.store.ts';

/** What the review of the list is told of a line. */
export interface ReviewedLine {
  readonly row: string;
  readonly label: string;
  readonly name: string;
  /** Titles that it means, and on how many devices those are in all (a device with two of them counts twice). */
  readonly titles: number;
  readonly devices: number;
  /** Versions on any device, the most frequent first. */
  readonly versions: readonly string[];
  /** The month in which somebody opened it last; null where no machine says so. */
  readonly usedIn: string | null;
  /** Since when it is nowhere; null while it is somewhere. Before it was ever seen: the moment of the line is the caller's to know. */
  readonly goneAt: Date | null;
  readonly wasSeen: boolean;
}

export interface ReviewedWaiting {
  readonly id: number;
  readonly name: string;
  readonly publisher: string;
  readonly devices: number;
  readonly state: 'new' | 'asked';
  readonly firstSeenAt: Date;
}

export interface Review {
  readonly lines: readonly ReviewedLine[];
  /** The most frequent first. */
  readonly waiting: readonly ReviewedWaiting[];
}

/** By the rules as they were applied last. */
export const reviewNow = async (db: Db): Promise<Review> => review(db, new RuleSet([...(await appliedRules(db)).values()]));

const versionsShown = 5;

/** Use counts of every line of the list, and what is in no list. */
async function review(db: Db, rules: RuleSet): Promise<Review> {
  const [titles, opened] = await Promise.all([reviewTitles(db), lastOpened(db)]);
  const byLine = new Map<string, (typeof titles)[number][]>();
  for (const title of titles)
    for (const { rule } of rules.of(title, title.id))
      if (rule.says === 'allow' && rule.from.type === 'line') byLine.set(rule.from.id, [...(byLine.get(rule.from.id) ?? []), title]);
  const lines = rules.rules.flatMap(({ rule }): ReviewedLine[] => {
    if (rule.says !== 'allow' || rule.from.type !== 'line') return [];
    const own = byLine.get(rule.from.id) ?? [];
    const versions = new Map<string, number>();
    for (const title of own)
      for (const { version, devices } of title.versions ?? []) versions.set(version, (versions.get(version) ?? 0) + devices);
    const months = own.flatMap((title) => (title.platform === 'macos' ? (opened.get(foldedName(title.name)) ?? []) : [])).sort();
    const devices = own.reduce((sum, title) => sum + title.devices, 0);
    const gone = own.map(({ goneAt }) => goneAt?.getTime() ?? 0);
    return [
      {
        row: rule.from.id,
        label: rule.label,
        name: rule.name,
        titles: own.length,
        devices,
        versions: [...versions]
          .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
          .slice(0, versionsShown)
          .map(([version]) => version)
          .filter((version) => version !== ''),
        usedIn: months.at(-1) ?? null,
        goneAt: devices > 0 || own.length === 0 ? null : new Date(Math.max(...gone)),
        wasSeen: own.length > 0,
      },
    ];
  });
  const waiting = titles.flatMap(({ id, name, publisher, devices, state, firstSeenAt }): ReviewedWaiting[] =>
    devices > 0 && (state === 'new' || state === 'asked') ? [{ id, name, publisher, devices, state, firstSeenAt }] : [],
  );
  return { lines, waiting };
}
