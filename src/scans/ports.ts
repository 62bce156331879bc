import type { Clock } from '../base/clock.ts';
import type { Pool } from '../db/pool.ts';

export const severities = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof severities)[number];
/** One state, not several marks that may contradict one another. */
export const findingStates = ['new', 'planned', 'fixed', 'verified', 'accepted', 'not-affected', 'seeded'] as const;
export type FindingState = (typeof findingStates)[number];
export const wantedStates = ['accepted', 'not-affected', 'seeded'] as const;
export type WantedState = (typeof wantedStates)[number];
export const findingSteps = ['plan', 'fix', 'verify', 'reopen', 'propose', 'agree', 'decline'] as const;
export type FindingStep = (typeof findingSteps)[number];

/** 32 MiB, as the readers of reports take it: a report of 10,000 results with its snippets has 10 to 20. */
export const reportBytesMax = 33_554_432;

/** Whoever acts. */
export interface Who {
  readonly actor: string;
  readonly accountId: string | null;
  /** Who that is on the staff list. */
  readonly person: string | null;
  readonly roles: readonly string[];
}

/** A report as this room takes it; `sources/scanners` reads it. */
export interface ReadReport {
  readonly format: string;
  readonly runs: readonly ReadRun[];
}
export interface ReadRun {
  readonly tool: string;
  readonly version: string;
  readonly scope: string;
  readonly scannedAt: Date | null;
  readonly commit: string;
  readonly covers: readonly string[];
  readonly complexityLimit: number | null;
  readonly findings: readonly ReadFinding[];
  readonly warnings: readonly string[];
}
export interface ReadFinding {
  readonly rule: string;
  readonly fingerprint: string;
  readonly title: string;
  readonly message: string;
  readonly severity: Severity;
  readonly place: string;
  readonly line: number | null;
  readonly cwes: readonly number[];
  readonly aliases: readonly string[];
  readonly aspects: readonly string[];
  readonly claim: { readonly by: string; readonly state: string; readonly reason: string } | null;
  readonly measure: number | null;
}

/** What the company decided, in force at a moment. */
export interface ScanRules {
  /** Days within which a finding is dealt with. */
  readonly days: Readonly<Record<Exclude<Severity, 'info'>, number>>;
  /** From this severity on nothing is released. */
  readonly blocking: Severity;
  /** A scan speaks for so many days. */
  readonly freshDays: number;
  readonly complexityMax: number;
  /** A decision to leave something holds so many days at most. */
  readonly acceptMaxDays: number;
}

/** Something that was taken into operation: a line of the register of acceptance. */
export interface Acceptance {
  readonly label: string;
  /** Lines of other registers that it names: the system, the project. */
  readonly lines: readonly string[];
}

export interface ScansDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  /** @throws Fault `file-unreadable` */
  read(bytes: Uint8Array): Promise<ReadReport>;
  rulesAt(at: Date): ScanRules;
  /** The company's day. */
  dayOf(at: Date): string;
  /** What was accepted, as of a moment. */
  acceptances(at: Date): Promise<readonly Acceptance[]>;
}
