import { canonicalJson, sha256Hex } from '../base/hash.ts';
import type { Platform } from '../facts/kind.ts';
import { readVersionRule } from '../practices/software/version-rule.ts';

/**
 * One thing that the company says of software: a line of a register, an open request, or an item of a company value. Its digest is its
 * identity: a rule that changes is one that went and one that came.
 */
export interface Rule {
  readonly says: 'forbid' | 'allow' | 'ask' | 'baseline' | 'development';
  /** A name with `*`. */
  readonly name: string;
  /**
   * `listed`: a name of the company's list of forbidden programs, which an edition or a version may follow, and which a file that ran
   * bears too.
   */
  readonly by: 'pattern' | 'listed';
  readonly publisher: string | null;
  readonly platform: Platform | null;
  /** The cell «認める版». */
  readonly versions: string | null;
  readonly on:
    | { readonly type: 'everyone' }
    | { readonly type: 'device'; readonly id: string }
    | { readonly type: 'person'; readonly id: string };
  /** Titles that a person put under this line by hand. */
  readonly linked: readonly number[];
  /** For developers: permits such a tool on a server. */
  readonly isDevelopmentTool: boolean;
  /** As a person calls it: `R-SW-12`, a request's number, a value's title. */
  readonly label: string;
  /** Where it is read: the line, the request, the value. */
  readonly from: { readonly type: 'line' | 'request' | 'value'; readonly of: string; readonly id: string };
}

export const ruleDigest = (rule: Rule): string => sha256Hex(canonicalJson(rule));

/** Whether its condition on versions is one that a machine can hold against a version. */
export const versionsReadable = ({ versions }: Pick<Rule, 'versions'>): boolean => readVersionRule(versions).type !== 'unreadable';

const everyone = { type: 'everyone' } as const;

/** What every rule has that says nothing of it. */
export const plainRule = {
  by: 'pattern',
  publisher: null,
  platform: null,
  versions: null,
  on: everyone,
  linked: [],
  isDevelopmentTool: false,
} as const;
