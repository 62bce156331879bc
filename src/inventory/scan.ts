import type { Tx } from '../db/pool.ts';
import { allSegments, insertSegment, lockSegments, putNeighbours } from './segments.store.ts';

/** A machine that a scan found. */
export interface ScannedNeighbour {
  readonly mac: string | null;
  readonly address: string;
  readonly name: string;
  readonly seenAt: Date;
}

export interface ScanPorts {
  /** The company's range in which an address lies, or null. */
  rangeOf(address: string): string | null;
  /** Whether an address lies in a network. */
  isIn(address: string, network: string): boolean;
}

/**
 * Adds the machines of a scan to the segments that are looked at. A range of which no device told yet becomes a segment by it. Says
 * how many stand in none: without a card, outside of the company's ranges, or where a person said that strangers do not matter.
 */
export async function keepScan(tx: Tx, found: readonly ScannedNeighbour[], ports: ScanPorts, now: Date): Promise<{ outside: number }> {
  await lockSegments(tx);
  const segments = await allSegments(tx);
  const rows = new Map<string, Parameters<typeof putNeighbours>[1][number]>();
  let outside = 0;
  for (const { mac, address, name, seenAt } of found) {
    const range = mac === null ? null : ports.rangeOf(address);
    if (mac === null || range === null) {
      outside += 1;
      continue;
    }
    const around = segments.filter(({ network }) => ports.isIn(address, network));
    const segment =
      around.find(({ rule }) => rule === 'ask') ??
      around[0] ??
      (await insertSegment(tx, { network: range, gateway: '', rule: 'ask', at: now }));
    if (!segments.includes(segment)) segments.push(segment);
    // A report from the future, or of a year ago, says nothing of when it is handed in.
    const at = seenAt > now ? now : seenAt;
    if (segment.rule === 'ask') rows.set(`${segment.id} ${mac}`, { segmentId: segment.id, mac, address, name, at, seenBy: null });
    else outside += 1;
  }
  if (rows.size > 0) await putNeighbours(tx, [...rows.values()]);
  return { outside };
}
