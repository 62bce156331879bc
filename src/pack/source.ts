import type { Words } from '../base/text.ts';
import type { Json } from '../ledger/index.ts';

/** What a pack is told about a control. The composition root answers from the catalogue, the values, the findings and the facts. */

export interface PackValue {
  readonly id: string;
  readonly title: Words;
  /** The value as it reads in the sentence: 10分 / 10 minutes. */
  readonly says: Words;
  /** fixed, advised or company. */
  readonly origin: string;
  /** When the value in force came into force; null for a default that nobody changed. */
  readonly since: Date | null;
}

export type PackVerdictName = 'pass' | 'fail' | 'unknown' | 'planned' | 'not-applicable';

export interface PackMechanism {
  /** Null for a rule and for what is planned. */
  readonly id: string | null;
  readonly kind: string;
  readonly title: Words;
  readonly status: 'running' | 'planned';
  /** Of a register, a duty or a kind of request: where it stood at the end of the period, by the entries shown. */
  readonly standing?: {
    readonly verdict: 'pass' | 'fail' | 'unknown';
    readonly because: Words;
    readonly evidenceAt: Date | null;
    readonly dueOn: string | null;
  };
}

export interface PackClause {
  readonly id: string;
  /** The company's sentence with its values filled in. */
  readonly sentence: Words;
  readonly values: readonly PackValue[];
  readonly mechanisms: readonly PackMechanism[];
  readonly verdict: PackVerdictName;
  readonly because: Words;
  /** False while any of its mechanisms is planned. */
  readonly complete: boolean;
}

export interface PackControl {
  readonly id: string;
  readonly title: Words;
  readonly organisation?: string;
  readonly clauses: readonly PackClause[];
  /**
   * Which ledger entries concern the control, by subject: `value:screenLockMinutes` takes that subject and every one that
   * goes on after a space; a trailing `*` takes every subject that begins so: `device:*`. The rule travels in the pack and
   * the auditor's verifier applies it again, so that no entry can be left out.
   */
  readonly subjects: readonly string[];
}

/** What was judged of one subject, as it stood at the end of the period. */
export interface PackVerdict {
  /** The subject of the ledger entries in which its changes stand. */
  readonly subject: string;
  readonly mechanism: string;
  /** What it is about as a person says it: the device's name. */
  readonly about: string;
  /** As the newest ledger entry about this subject records it; the verifier compares. */
  readonly verdict: 'pass' | 'fail' | 'unknown';
  readonly because: Words;
  readonly since: Date;
  /** Ids of the facts that back it. */
  readonly facts: readonly string[];
}

export interface PackFact {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly observedAt: Date;
  /** SHA-256 of the canonical body, 64 hexadecimal digits, as it was stored. */
  readonly digest: string;
  readonly body: Json;
}

export interface PackSource {
  /** Null where there is no such control. `at` is the end of the period, or now where the period goes on. */
  control(control: string, at: Date): Promise<PackControl | null>;
  verdicts(control: string, at: Date): Promise<readonly PackVerdict[]>;
  /** The facts that the verdicts name. */
  facts(ids: readonly string[]): Promise<readonly PackFact[]>;
  /** A file that was attached to a line, a record or a request, by its SHA-256; null where it is not kept. */
  file?(hash: string): Promise<{ readonly content: Buffer; readonly mediaType: string } | null>;
}
