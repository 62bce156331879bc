import type { AskKind, RunningRow, TargetState } from './store.ts';

/** One device of an ask under way. */
export interface Target {
  state: TargetState;
  askedAt: Date | null;
  /** Of an ask for known questions: the kinds of fact that have not come yet. */
  left: Set<string> | null;
}

/** An ask under way, held in memory: at each poll of an agent it is known at once whether it concerns it. */
export interface Running {
  readonly id: string;
  readonly kind: AskKind;
  readonly by: string;
  readonly endsAt: Date;
  /** As it is sent; null where known questions are asked again. */
  readonly sent: string | null;
  /** The kinds of fact that are asked again; null for all. */
  readonly kinds: ReadonlySet<string> | null;
  readonly targets: Map<string, Target>;
  /** Targets whose end is not known yet. */
  open: number;
  columns: readonly string[];
  rows: number;
  bytes: number;
  ending: Promise<void> | null;
}

export const isOpen = (state: TargetState): boolean => state === 'waiting' || state === 'asked';

export const newRunning = (
  row: Omit<RunningRow, 'sql' | 'checkId'>,
  sent: string | null,
  kinds: ReadonlySet<string> | null,
  targets: readonly { deviceId: string; state: TargetState; askedAt: Date | null }[],
): Running => ({
  id: row.id,
  kind: row.kind,
  by: row.by,
  endsAt: row.endsAt,
  sent,
  kinds,
  targets: new Map(targets.map(({ deviceId, state, askedAt }) => [deviceId, { state, askedAt, left: null }])),
  open: targets.filter(({ state }) => isOpen(state)).length,
  columns: row.columns,
  rows: row.rows,
  bytes: row.bytes,
  ending: null,
});
