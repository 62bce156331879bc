/** What a scanner's report says, whatever its format. */
export const severities = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof severities)[number];

export const scanFormats = ['sarif', 'cyclonedx', 'osv', 'zap-json', 'zap-xml', 'nmap'] as const;
export type ScanFormat = (typeof scanFormats)[number];

/** What a finding says about writing programs well. One finding may say more than one. */
export const aspects = ['input', 'output', 'rights', 'complexity', 'lint'] as const;
export type Aspect = (typeof aspects)[number];

/** What the report says against a finding: a note in the source, or a VEX statement. It is a claim and decides nothing. */
export interface Claim {
  readonly by: 'source' | 'vex';
  /** `accepted`, `false_positive`, `not_affected`, `resolved` … as it was written. */
  readonly state: string;
  readonly reason: string;
}

export interface ScanFinding {
  readonly rule: string;
  /** SHA-256 in hexadecimal; the same for the same defect in the next report of this tool. */
  readonly fingerprint: string;
  readonly title: string;
  readonly message: string;
  readonly severity: Severity;
  /** `src/a.ts`, `pkg:npm/lodash@4.17.20`, `https://www.example.co.jp/login`, `192.168.10.5:443/tcp`. */
  readonly place: string;
  readonly line: number | null;
  readonly cwes: readonly number[];
  /** CVE and other numbers. */
  readonly aliases: readonly string[];
  readonly aspects: readonly Aspect[];
  readonly claim: Claim | null;
  /** What a complexity rule measured. */
  readonly measure: number | null;
}

/** Everything that one tool said of one part (`scope`) of what was scanned. */
export interface ScanRun {
  readonly tool: string;
  readonly version: string;
  /** The part that was looked at, by the tool's own name of it; empty where it says none. */
  readonly scope: string;
  /** When the scan ended, by the report; null where it does not say. */
  readonly scannedAt: Date | null;
  readonly commit: string;
  /** What the tool looks for, by the rules that the report lists. */
  readonly covers: readonly Aspect[];
  /** The limit above which the tool calls a function complex; null where the report does not show it. */
  readonly complexityLimit: number | null;
  readonly findings: readonly ScanFinding[];
  /** What a person should know about the report; keys of the screen's words. */
  readonly warnings: readonly ScanWarning[];
}

export const scanWarnings = ['absolute-paths', 'no-fingerprints', 'tool-failed', 'no-rules'] as const;
export type ScanWarning = (typeof scanWarnings)[number];

export interface ScanReport {
  readonly format: ScanFormat;
  readonly runs: readonly ScanRun[];
}

export const scanLimits = {
  /** 32 MiB: a report of 10,000 results with its snippets has 10 to 20. */
  fileBytesMax: 33_554_432,
  findingsMax: 25_000,
  runsMax: 20,
  depthMax: 64,
  valuesMax: 4_000_000,
  keyCharsMax: 1_000,
  /** A thread that reads may use so much, and so long. */
  memoryMegabytesMax: 1_024,
  readingMsMax: 30_000,
} as const;
