import { type Platform, platforms } from '../../src/facts/kind.ts';
import type { Row } from '../../src/sources/osquery/question.ts';
import { collectionRows } from './collection-rows.ts';
import { networkRows } from './network-rows.ts';
import { linuxRows, macosRows } from './posix-rows.ts';
import { windowsRows } from './windows-rows.ts';

/** One simulated computer, as far as its answers depend on it. */
export interface Host {
  readonly number: number;
  readonly name: string;
  readonly platform: Platform;
  /** One in twenty breaks the company's rules. */
  readonly failing: boolean;
  /** Seconds since 1970 at which the simulation began: dates in answers hang on it. */
  readonly started: number;
  /** Grows by one each hour, so that measured amounts move as they do in life. */
  drift: number;
}

export type PartRows = Readonly<Record<string, (host: Host) => readonly Row[]>>;

const byPlatform: Readonly<Record<Platform, PartRows>> = { windows: windowsRows, macos: macosRows, linux: linuxRows };

/** 70 of 100 Windows, 20 macOS, 10 Linux. */
export const platformOf = (number: number): Platform => (number % 10 < 7 ? 'windows' : number % 10 < 9 ? 'macos' : 'linux');

/**
 * The rows of one part of a question, from the id under which the server asked it and its own SQL. Counts that only prove
 * that a table can be read are answered for any question; what nobody wrote rows for is answered with none, as most
 * questions for something forbidden are.
 */
export function rowsFor(host: Host, id: string, sql: string, nowSeconds: number): readonly Row[] {
  if (id.startsWith('clock-offset/')) return [{ unix_time: String(nowSeconds) }];
  const [question = '', part = ''] = id.split('#');
  const collection = /^(.+)-collection\//.exec(question)?.[1];
  if (collection !== undefined) return part === 'items' ? (collectionRows(host, collection, sql) ?? []) : [{ n: '9' }];
  const network = networkRows(host, `${question.split('/')[0]}#${part}`);
  if (network) return network;
  const known = byPlatform[host.platform][`${question.split('/')[0]}#${part}`];
  if (known) return known(host);
  return /COUNT\(\*\) (AS|\) AS) ?seen|AS seen\b/.test(sql) && !/GROUP BY/.test(sql) ? [{ seen: seenOf(part, host) }] : [];
}

/** Counts of things that should not be there are 0; the others are those of a lived-in computer. */
const seenOf = (part: string, host: Host): string => (part === 'radios' || part === 'elsewhere' ? '0' : String(180 + (host.number % 90)));

export const platformCounts = (hosts: number): Record<Platform, number> => {
  const counts = Object.fromEntries(platforms.map((platform) => [platform, 0])) as Record<Platform, number>;
  for (let number = 0; number < hosts; number++) counts[platformOf(number)] += 1;
  return counts;
};
