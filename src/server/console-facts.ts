import type { Words } from '../base/text.ts';
import type { AntivirusSaid } from '../consoles/index.ts';
import { type FullScan, fullScan } from '../facts/full-scan.ts';
import { type MalwareDefinitions, malwareDefinitions } from '../facts/malware-definitions.ts';
import { type RealtimeScan, realtimeScanState } from '../facts/realtime-scan.ts';

interface Said {
  readonly kind: string;
  readonly body?: unknown;
  readonly unreadable?: Words | null;
}

interface Beside<T> {
  readonly value: (list: AntivirusSaid) => unknown;
  /** The body of an agent that saw nothing. */
  readonly nothing: T;
}
const besideFullScan: Beside<FullScan> = {
  value: ({ scannedOn }) => scannedOn,
  nothing: { lastAt: null, logSince: null, windowDays: 0, schedules: null, scannerInstalled: null, timersReadable: false },
};
const besideDefinitions: Beside<MalwareDefinitions> = {
  value: ({ definitionsOn }) => definitionsOn,
  nothing: { product: '', updatedAt: null, saidUpToDate: null },
};
const besideRealtime: Beside<RealtimeScan> = {
  value: ({ realTime }) => realTime,
  nothing: { securityCenter: null, defenderRunning: null, defenderDisabled: null, others: [], listReadable: false },
};
const ways = new Map<string, Beside<unknown>>([
  [fullScan.kind, besideFullScan],
  [malwareDefinitions.kind, besideDefinitions],
  [realtimeScanState.kind, besideRealtime],
]);

/** The kinds of fact that know a second source. */
export const kindsBesideConsole: ReadonlySet<string> = new Set(ways.keys());

/**
 * An observation of an agent together with what the list says of the device, or without it where no list says it (any more). What it had
 * before of a list goes. Of other kinds of fact nothing changes.
 */
export function withConsole<D extends Said>(draft: D, list: AntivirusSaid | undefined): D {
  const way = ways.get(draft.kind);
  if (way === undefined) return draft;
  const { body, unreadable, ...head } = draft;
  const { console: _console, unread, ...own } = (body ?? {}) as Partial<FullScan>;
  const why = unreadable ?? unread;
  const value = list === undefined ? null : way.value(list);
  if (list === undefined || value === null) return { ...head, ...(why ? { unreadable: why } : { body: own }) } as unknown as D;
  const part = { product: list.product, asOf: list.asOf, value };
  return { ...head, body: why ? { ...(way.nothing as object), unread: why, console: part } : { ...own, console: part } } as unknown as D;
}
