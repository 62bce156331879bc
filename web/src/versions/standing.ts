interface Decided {
  readonly decision: 'approve' | 'return';
}
export const approvalsOf = (version: { readonly decisions: readonly Decided[] }): number =>
  version.decisions.filter((each) => each.decision === 'approve').length;

interface Dated {
  readonly submittedAt: string;
  /** Null: never approved. */
  readonly effectiveFrom: string | null;
}
/** The version that a newer one stands on: the newest approved one that is older than it. Null: the sample. */
export function baseOf<V extends Dated>(version: V, newestFirst: readonly V[]): V | null {
  const older = newestFirst.filter((other) => other.submittedAt < version.submittedAt);
  return older.find((other) => other.effectiveFrom !== null) ?? null;
}
