import type { Tx } from '../db/pool.ts';
import { type Neighbour, neighboursKind } from '../facts/neighbours.ts';
import {
  allSegments,
  insertSegment,
  lockSegments,
  type NeighbourRow,
  putNeighbours,
  type Segment,
  segmentsToldBy,
  setGateway,
  touchReporters,
} from './segments.store.ts';

/** What one device saw around it. */
export interface Look {
  readonly deviceId: string;
  readonly observedAt: Date;
  /** Body of the fact `neighbours`. */
  readonly body: unknown;
  readonly neighbours: readonly Neighbour[];
}

/** A device that stood in more segments than this makes them up, and makes no further one; those that are known it still tells of. */
const segmentsOfDeviceMax = 100;

/**
 * Keeps who stands in the company's segments. What a device sees elsewhere, at home or in a hotel, is nobody's business and is not
 * kept at all. Runs in the transaction of intake.
 */
export async function keepNeighbours(tx: Tx, looks: readonly Look[], isInternal: (network: string) => boolean): Promise<void> {
  const told = looks.map((look) => ({ look, networks: networksOf(look).filter(({ network }) => isInternal(network)) }));
  if (told.every(({ networks }) => networks.length === 0)) return;
  await lockSegments(tx);
  const segments = await allSegments(tx);
  const reports: { segmentId: number; deviceId: string; at: Date }[] = [];
  const rows = new Map<string, NeighbourRow>();
  for (const { look, networks } of told) {
    let room: number | null = null;
    for (const { network, gateway } of networks) {
      let segment = await segmentOf(tx, segments, { network, gateway });
      if (segment === null) {
        room ??= segmentsOfDeviceMax - (await segmentsToldBy(tx, look.deviceId));
        room -= 1;
        if (room < 0) continue;
        segment = await newSegment(tx, segments, { network, gateway, at: look.observedAt });
      }
      reports.push({ segmentId: segment.id, deviceId: look.deviceId, at: look.observedAt });
      if (segment.rule !== 'ask') continue;
      for (const each of look.neighbours)
        if (each.network === network)
          rows.set(`${segment.id} ${each.mac}`, {
            segmentId: segment.id,
            mac: each.mac,
            address: each.address,
            name: '',
            at: look.observedAt,
            seenBy: look.deviceId,
          });
    }
  }
  const each = new Map(reports.map((report) => [`${report.segmentId} ${report.deviceId}`, report]));
  await touchReporters(
    tx,
    [...each.values()].sort((a, b) => a.segmentId - b.segmentId || (a.deviceId < b.deviceId ? -1 : 1)),
  );
  if (rows.size > 0) await putNeighbours(tx, [...rows.values()]);
}

function networksOf(look: Look): readonly { network: string; gateway: string | null }[] {
  const parsed = neighboursKind.schema.safeParse(look.body);
  return parsed.success ? parsed.data.networks : [];
}

/**
 * The segment that a network behind a router is. Homes use the same ranges as offices: a second router for a range that is known
 * already waits for a person to say what it is. Who cannot name its router stands behind the one that is known. Null: a new one.
 */
async function segmentOf(
  tx: Tx,
  known: Segment[],
  { network, gateway }: { network: string; gateway: string | null },
): Promise<Segment | null> {
  const alike = known.filter((segment) => segment.network === network);
  const exact = alike.find((segment) => segment.gateway === (gateway ?? ''));
  if (exact) return exact;
  const [only] = alike;
  if (gateway === null && only) return alike.find((segment) => segment.rule === 'ask') ?? only;
  if (gateway !== null && only && alike.length === 1 && only.gateway === '') {
    await setGateway(tx, only.id, gateway);
    known[known.indexOf(only)] = { ...only, gateway };
    return only;
  }
  return null;
}

async function newSegment(
  tx: Tx,
  known: Segment[],
  { network, gateway, at }: { network: string; gateway: string | null; at: Date },
): Promise<Segment> {
  const isFirst = known.every((segment) => segment.network !== network);
  const made = await insertSegment(tx, { network, gateway: gateway ?? '', rule: isFirst ? 'ask' : 'undecided', at });
  known.push(made);
  return made;
}
