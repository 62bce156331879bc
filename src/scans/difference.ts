import type { FindingState, ReadFinding, Severity } from './ports.ts';

/** A finding as it is known of one tool and part. */
export interface KnownFinding {
  readonly id: string;
  readonly rule: string;
  /** Hexadecimal. */
  readonly fingerprint: string;
  readonly title: string;
  readonly message: string;
  readonly place: string;
  readonly line: number | null;
  readonly severity: Severity;
  readonly seen: boolean;
  readonly state: FindingState;
}

export interface Difference {
  readonly added: readonly ReadFinding[];
  /** Known and shown again though they were gone; of those, `verified` ones were closed. */
  readonly back: readonly Paired[];
  /** Known, shown, and no longer there. Empty for a scan that is not complete. */
  readonly gone: readonly KnownFinding[];
  /** Rated otherwise than before. */
  readonly rerated: readonly Paired[];
  /** Worded or placed otherwise, for example on another line. */
  readonly reworded: readonly Paired[];
  readonly unchanged: number;
}
export interface Paired {
  readonly known: KnownFinding;
  readonly now: ReadFinding;
}

export const keyOf = ({ rule, fingerprint }: { readonly rule: string; readonly fingerprint: string }): string => `${rule}\n${fingerprint}`;

/** What a report changes. Pure: the preview and the import show and do the same. */
export function differenceOf(known: readonly KnownFinding[], found: readonly ReadFinding[], complete: boolean): Difference {
  const byKey = new Map(known.map((each) => [keyOf(each), each]));
  const shown = new Map(found.map((each) => [keyOf(each), each]));
  const added = [...shown.values()].filter((each) => !byKey.has(keyOf(each)));
  const pairs = [...shown.values()].flatMap((now): Paired[] => {
    const before = byKey.get(keyOf(now));
    return before ? [{ known: before, now }] : [];
  });
  const back = pairs.filter((pair) => !pair.known.seen);
  const rerated = pairs.filter((pair) => pair.known.seen && pair.known.severity !== pair.now.severity);
  const reworded = pairs.filter(
    ({ known: a, now: b }) => a.line !== b.line || a.place !== b.place || a.title !== b.title || a.message !== b.message,
  );
  return {
    added,
    back,
    gone: complete ? known.filter((each) => each.seen && !shown.has(keyOf(each))) : [],
    rerated,
    reworded,
    unchanged: pairs.length - back.length,
  };
}
