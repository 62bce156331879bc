import type { Db, Tx } from '../db/pool.ts';
import type { FindingState, FindingStep, Severity, WantedState } from './ports.ts';

export interface LockedFinding {
  readonly id: string;
  readonly targetId: string;
  readonly tool: string;
  readonly scope: string;
  readonly state: FindingState;
  readonly revision: number;
  readonly seen: boolean;
  readonly proposal: number | null;
}

/** In the order of their ids, so that two who decide at once wait for one another and never for ever. */
export async function findingsToDecide(tx: Tx, ids: readonly string[]): Promise<LockedFinding[]> {
  const { rows } = await tx.query<LockedFinding>(
    `SELECT id, target_id AS "targetId", tool, scope, state, revision, seen, proposal FROM scans_finding WHERE id = ANY ($1::uuid[]) ORDER BY id`,
    [ids],
  );
  return rows;
}

/** The newest complete import of each tool and part. */
export async function newestComplete(tx: Tx, targetId: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await tx.query<{ id: string; tool: string; scope: string }>(
    `SELECT DISTINCT ON (tool, scope) id, tool, scope FROM scans_import WHERE target_id = $1 AND complete ORDER BY tool, scope, at DESC`,
    [targetId],
  );
  return new Map(rows.map(({ id, tool, scope }) => [`${tool}\n${scope}`, id]));
}

export interface FindingEvent {
  readonly no: number;
  readonly step: FindingStep;
  readonly fromState: FindingState;
  readonly toState: FindingState;
  readonly wanted: WantedState | null;
  readonly until: string | null;
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
}

const eventColumns = `e.no, e.step, e.from_state AS "fromState", e.to_state AS "toState", e.wanted, to_char(e.until, 'YYYY-MM-DD') AS until, e.reason, e.by, e.at`;

export async function proposalsOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, FindingEvent>> {
  const { rows } = await tx.query<FindingEvent & { findingId: string }>(
    `SELECT e.finding_id AS "findingId", ${eventColumns} FROM scans_finding f JOIN scans_event e ON e.finding_id = f.id AND e.no = f.proposal
     WHERE f.id = ANY ($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map(({ findingId, ...event }) => [findingId, event]));
}

export interface NewEvent {
  readonly finding: string;
  readonly no: number;
  readonly from: FindingState;
  readonly to: FindingState;
  readonly wanted: WantedState | null;
  readonly until: string | null;
  readonly importId: string | null;
}

export async function insertEvents(
  tx: Tx,
  events: readonly NewEvent[],
  given: { readonly step: FindingStep; readonly reason: string; readonly by: string; readonly person: string | null; readonly at: Date },
  seq: number,
): Promise<void> {
  await tx.query(
    `INSERT INTO scans_event (finding_id, no, step, from_state, to_state, wanted, until, reason, import_id, by, person, at, ledger_seq)
     SELECT e.finding, e.no, $2, e."from", e."to", e.wanted, e.until, $3, e."importId", $4, $5, $6, $7
     FROM jsonb_to_recordset($1::jsonb) AS e (finding uuid, no int, "from" text, "to" text, wanted text, until date, "importId" uuid)`,
    [JSON.stringify(events), given.step, given.reason, given.by, given.person, given.at, seq],
  );
}

export async function eventsOf(db: Db, id: string): Promise<FindingEvent[]> {
  const { rows } = await db.query<FindingEvent>(
    `SELECT ${eventColumns} FROM scans_event e WHERE e.finding_id = $1 ORDER BY e.no DESC LIMIT 500`,
    [id],
  );
  return rows;
}

export interface Presence {
  readonly seen: boolean;
  readonly severity: Severity;
  readonly tool: string;
  readonly toolVersion: string;
  readonly fileName: string;
  readonly commit: string;
  readonly scannedAt: Date;
  readonly by: string;
  readonly at: Date;
}

/** When scans showed it first, no more, again, or rated it anew. */
export async function presenceOf(db: Db, id: string): Promise<Presence[]> {
  const { rows } = await db.query<Presence>(
    `SELECT p.seen, p.severity, i.tool, i.tool_version AS "toolVersion", i.file_name AS "fileName", i.commit_id AS commit, i.scanned_at AS "scannedAt",
       i.by, p.at FROM scans_presence p JOIN scans_import i ON i.id = p.import_id WHERE p.finding_id = $1 ORDER BY p.at DESC LIMIT 500`,
    [id],
  );
  return rows;
}
