import { isIPv4, isIPv6 } from 'node:net';
import { Fault } from '../base/fault.ts';
import { sha256 } from '../base/hash.ts';
import type { Db } from '../db/pool.ts';
import { giveBackToBucket, takeFromBucket } from './limit.store.ts';

interface Rule {
  readonly burst: number;
  readonly perMinute: number;
}

/**
 * How often one may try. An account's bucket refills five times as fast as an address's, so that one stranger at one
 * address cannot empty it; a browser that signed in before has buckets of its own, which no stranger can empty at all.
 */
export const limitRules = {
  address: { burst: 10, perMinute: 1 },
  account: { burst: 20, perMinute: 5 },
  browser: { burst: 10, perMinute: 1 },
  /** Only who knows the password gets here; a six-digit code then holds for two years on average. */
  factor: { burst: 5, perMinute: 1 / 3 },
  link: { burst: 20, perMinute: 2 },
} as const satisfies Record<string, Rule>;

export interface Limit {
  readonly rule: keyof typeof limitRules;
  readonly of: string;
}

const bucketOf = ({ rule, of }: Limit): Buffer => sha256(`${rule}\n${of}`);

/**
 * Takes one attempt from each bucket, in order, and stops at the first that refuses. Throws `too-many-attempts` with
 * `retryAfterSeconds`. `first` tells the refusal that begins a series, so that only that one is recorded.
 */
export async function takeAttempt(
  db: Db,
  limits: readonly Limit[],
  now: Date,
  onFirstRefusal: (limit: Limit) => Promise<unknown> = async () => {},
): Promise<void> {
  for (const limit of limits) {
    const { burst, perMinute } = limitRules[limit.rule];
    const counted = await takeFromBucket(db, bucketOf(limit), burst, perMinute / 60, now);
    if (counted.refusedAt === null) continue;
    if (counted.refusedAt.getTime() === now.getTime()) await onFirstRefusal(limit);
    throw new Fault('too-many-attempts', { retryAfterSeconds: Math.max(1, Math.ceil(((1 - counted.attemptsLeft) * 60) / perMinute)) });
  }
}

/** What ended well is not counted. */
export async function giveBack(db: Db, limits: readonly Limit[]): Promise<void> {
  for (const limit of limits) await giveBackToBucket(db, bucketOf(limit), limitRules[limit.rule].burst);
}

/** One household has one IPv4 address, or a /64 of IPv6. */
export function addressGroup(address: string): string {
  const bare = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (isIPv4(bare) || !isIPv6(bare)) return bare;
  const [head = '', tail = ''] = bare.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === '' ? [] : tail.split(':');
  const groups = bare.includes('::') ? [...left, ...Array(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right] : left;
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
