export interface PackProblem {
  readonly where: string;
  readonly ja: string;
  readonly en: string;
}
export interface PackVerification {
  readonly ok: boolean;
  readonly problems: readonly PackProblem[];
  readonly summary: Readonly<Record<string, unknown>>;
}
export function verifyPack(
  files: ReadonlyMap<string, Uint8Array>,
  options?: { vkey?: string | null; known?: string | null; damaged?: readonly string[] },
): PackVerification;
export function readFolder(folder: string): Map<string, Buffer>;
export function concerns(subjects: readonly string[], subject: string): boolean;
