import { meetsVersion } from '../practices/software/version-rule.ts';
import type { ReadRule } from './matcher.ts';
import type { TitleKind } from './title.ts';

/** As the rules say it of one version, worst last; stored by its number. `limited`: permitted on some devices or to some people only. */
export const itemStates = ['baseline', 'allowed', 'limited', 'unclear', 'asked', 'new', 'forbidden'] as const;
export type ItemState = (typeof itemStates)[number];
export const itemStateNumber = (state: ItemState): number => itemStates.indexOf(state);

/** As a list of titles shows it, whatever the version and the device. `seen`: a file that ran and that nothing forbids. */
export type TitleState = 'new' | 'asked' | 'allowed' | 'baseline' | 'forbidden' | 'seen';

/** Where a decision is asked for: a device and whose it is. */
export interface Where {
  readonly device: string;
  readonly owner: string | null;
}

export interface Decision {
  readonly state: ItemState;
  /** The rule that says so; for `new`, a line that permits another version of it. */
  readonly rule: ReadRule | null;
}

const first = (rules: readonly ReadRule[], says: ReadRule['rule']['says']): ReadRule | undefined =>
  rules.find(({ rule }) => rule.says === says);

/**
 * What the rules say of a version of a title. What is forbidden stays so whatever else is said. Where `where` is left out, a line for
 * some devices makes it `limited`; given, such a line counts only there.
 */
export function decide(rules: readonly ReadRule[], version: string, where?: Where): Decision {
  const forbidden = first(rules, 'forbid');
  if (forbidden) return { state: 'forbidden', rule: forbidden };
  const baseline = first(rules, 'baseline');
  if (baseline) return { state: 'baseline', rule: baseline };
  let limited: ReadRule | null = null;
  let unclear: ReadRule | null = null;
  let otherVersion: ReadRule | null = null;
  for (const one of rules) {
    const { rule, versions } = one;
    if (rule.says !== 'allow') continue;
    const isHere = isFor(rule.on, where);
    if (isHere === false) continue;
    const meets = meetsVersion(versions, version);
    if (meets === true && isHere === true) return { state: 'allowed', rule: one };
    if (meets === true) limited ??= one;
    else if (meets === null) unclear ??= one;
    else otherVersion ??= one;
  }
  if (limited) return { state: 'limited', rule: limited };
  if (unclear) return { state: 'unclear', rule: unclear };
  const asked = first(rules, 'ask');
  if (asked) return { state: 'asked', rule: asked };
  return { state: 'new', rule: otherVersion };
}

/** Null where nobody said on which device it is asked. */
function isFor(on: ReadRule['rule']['on'], where: Where | undefined): boolean | null {
  if (on.type === 'everyone') return true;
  if (where === undefined) return null;
  return on.type === 'device' ? on.id === where.device : on.id === where.owner;
}

export interface TitleDecision {
  readonly state: TitleState;
  readonly limited: boolean;
  readonly rule: ReadRule | null;
}

/** What a list shows of a title: permitted where any line permits some of it, with `limited` where not all of it everywhere. */
export function decideTitle(kind: TitleKind, rules: readonly ReadRule[]): TitleDecision {
  const forbidden = first(rules, 'forbid');
  if (forbidden) return { state: 'forbidden', limited: false, rule: forbidden };
  if (kind === 'trace') return { state: 'seen', limited: false, rule: null };
  const baseline = first(rules, 'baseline');
  if (baseline) return { state: 'baseline', limited: false, rule: baseline };
  const allowing = rules.filter(({ rule }) => rule.says === 'allow');
  const whole = allowing.find(({ rule, versions }) => rule.on.type === 'everyone' && versions.type === 'any');
  if (whole) return { state: 'allowed', limited: false, rule: whole };
  if (allowing.length > 0) return { state: 'allowed', limited: true, rule: allowing[0]! };
  const asked = first(rules, 'ask');
  return asked ? { state: 'asked', limited: false, rule: asked } : { state: 'new', limited: false, rule: null };
}

/** A tool of developers that no line permits on this very device. What everybody may use is not thereby meant for a server. */
export const isStrayTool = (rules: readonly ReadRule[], { device }: Where): boolean =>
  rules.some(({ rule }) => rule.says === 'development') &&
  !rules.some(({ rule }) => rule.says === 'allow' && rule.isDevelopmentTool && rule.on.type === 'device' && rule.on.id === device);
