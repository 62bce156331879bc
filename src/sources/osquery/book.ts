import type { Words } from '../../base/text.ts';
import type { Collected, CollectionId, KnownCollection } from '../../facts/collection.ts';
import type { Platform } from '../../facts/kind.ts';
import type { Neighbour } from '../../facts/neighbours.ts';
import type { Sample } from '../../facts/sample.ts';
import type { Enrolling } from './enrolment.ts';
import type { AgentLine } from './lines.ts';

export interface Unanswered {
  readonly question: string;
  readonly askedAt: Date;
  readonly message: string;
  readonly misses: number;
}

/** What the protocol needs to know and to tell of devices; wired in main. */
export interface AgentBook {
  /** `secretGeneration`: with which secret it came; null where that is not counted. */
  enrol(enrolling: Enrolling, secretGeneration: number | null): Promise<{ nodeKey: string; deviceId: string }>;
  node(nodeKey: string): Promise<{ deviceId: string; platform: Platform } | null>;
  seen(deviceId: string): void;
  /** The device runs the flags of this bundle. Left out where nobody keeps it. */
  bundle?(deviceId: string, version: number): void;
  /** The collections of a device as they are stored: what it told may have been refused. Left out where all of it is kept. */
  knownCollections?(deviceId: string): Promise<ReadonlyMap<CollectionId, KnownCollection>>;
  refused(address: string, reason: 'wrong-secret' | 'bad-request' | 'no-identity'): Promise<void>;
  describe(deviceId: string, os: string, agentVersion: string): Promise<void>;
  askedSoFar(deviceId: string): Promise<{
    seen: Map<string, Date>;
    unanswered: Map<string, Unanswered>;
    known?: ReadonlyMap<CollectionId, KnownCollection>;
  }>;
  setUnanswered(deviceId: string, rows: readonly Unanswered[]): Promise<void>;
  clearUnanswered(deviceId: string, questions: readonly string[]): Promise<void>;
}

export interface EmittedDraft {
  readonly deviceId: string;
  readonly kind: string;
  readonly source: string;
  readonly observedAt: Date;
  readonly receivedAt: Date;
  readonly body?: unknown;
  readonly unreadable?: Words;
  readonly collected?: Collected;
  readonly neighbours?: readonly Neighbour[];
}
export interface Quarantinable {
  readonly at: Date;
  readonly deviceId: string | null;
  readonly what: string;
  readonly reason: string;
  readonly content: string;
}
export interface EmittedSamples {
  readonly deviceId: string;
  readonly samples: readonly Sample[];
}
export interface Emission {
  readonly drafts?: readonly EmittedDraft[];
  /** Numbers for the series of devices, stored with the facts that came in the same answer. */
  readonly samples?: readonly EmittedSamples[];
  readonly lines?: readonly AgentLine[];
  readonly quarantined?: readonly Quarantinable[];
  readonly counts?: Readonly<Record<string, number>>;
}
