import type { Words } from '../base/text.ts';
import type { VerdictName } from './check.ts';

/** Where a mechanism that people run stands at one moment. */
export interface PracticeStanding {
  readonly verdict: VerdictName;
  readonly because: Words;
  /** When it was last proven: the last record, confirmation or decision it rests on; null before the first. */
  readonly evidenceAt: Date | null;
  /** The next date by which somebody must act; null where there is none. */
  readonly dueOn: string | null;
}

/** Key of a mechanism that people run: `duty:backup/restore-check`. */
export const practiceKey = ({
  kind,
  id,
}: {
  readonly kind: 'duty' | 'request' | 'register' | 'case' | 'tool';
  readonly id: string;
}): string => `${kind}:${id}`;

/** By `practiceKey`. */
export type PracticeStandings = ReadonlyMap<string, PracticeStanding>;
