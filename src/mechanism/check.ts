import type { Words } from '../base/text.ts';
import type { DeviceClass, DeviceTraits, Environment, FactKind, Observed, Platform } from '../facts/kind.ts';
import type { Param, ValueOf } from './param.ts';

/** Three verdicts and no fourth. Silence, staleness and what cannot be read are `unknown`, never `pass`. */
export const verdicts = ['pass', 'fail', 'unknown'] as const;
export type VerdictName = (typeof verdicts)[number];

export interface Verdict {
  readonly verdict: VerdictName;
  readonly because: Words;
}

export const pass = (ja: string, en: string): Verdict => ({ verdict: 'pass', because: { ja, en } });
export const fail = (ja: string, en: string): Verdict => ({ verdict: 'fail', because: { ja, en } });
export const unknown = (ja: string, en: string): Verdict => ({ verdict: 'unknown', because: { ja, en } });

/**
 * How long an observation speaks for now: `live` is about what runs at this moment (agent asked every minute),
 * `settings` about what is set or installed (asked hourly), `slow` about what costs the device much (asked daily).
 * The company sets the limits of live and settings; slow is asked daily and lives twice that long at least.
 */
export type Freshness = 'live' | 'settings' | 'slow';

export type ParamValues<P extends Readonly<Record<string, Param>>> = { readonly [K in keyof P]: ValueOf<P[K]> };

// biome-ignore lint/suspicious/noExplicitAny: a list holds checks of every kind; each is typed where it is defined
export interface Check<T = any, P extends Readonly<Record<string, Param>> = any> {
  readonly status: 'running';
  readonly kind: 'check';
  /** `<room>/<name>`, permanent: `endpoint/screen-lock`. */
  readonly id: string;
  readonly title: Words;
  readonly reads: FactKind<T>;
  readonly params: P;
  readonly freshness: Freshness;
  /**
   * The platforms it concerns: `judged`, or words that say why the agent cannot see it there. Such a device counts as
   * unknown with that reason. A platform that is not named is not concerned at all.
   */
  readonly platforms: Partial<Record<Platform, 'judged' | Words>>;
  /** Left out where it concerns every class of device; a device of another class is not concerned at all. */
  readonly classes?: readonly DeviceClass[];
  /** Left out where it concerns every environment. A device of which nobody said the environment is in none that is named. */
  readonly environments?: readonly Environment[];
  /** What a person does to put it right, by platform. */
  readonly remedy: Partial<Record<Platform, Words>>;
  /**
   * The same in steps that a person without an administrator's rights can take on the own device. Left out for a platform where
   * there are none: then the administrator is asked.
   */
  readonly remedyForUser?: Partial<Record<Platform, Words>>;
  /** What the verdict does not prove; shown beside it. */
  readonly caveat?: Words;
  /** Pure: no I/O, no clock, cannot fail. */
  judge(fact: Observed<T>, params: ParamValues<P>, now: Date): Verdict;
}

/** Whether a check concerns a device: it counts it, and judges it unless the platform's words say why it cannot. */
export const concerns = (check: Pick<Check, 'platforms' | 'classes' | 'environments'>, traits: DeviceTraits): boolean =>
  check.platforms[traits.platform] !== undefined &&
  (check.classes === undefined || check.classes.includes(traits.deviceClass)) &&
  (check.environments === undefined || (traits.environment !== null && check.environments.includes(traits.environment)));

export const isJudgedOn = (check: Check, traits: DeviceTraits): boolean =>
  check.platforms[traits.platform] === 'judged' && concerns(check, traits);

export function defineCheck<T, P extends Readonly<Record<string, Param>>>(check: Omit<Check<T, P>, 'status' | 'kind'>): Check<T, P> {
  return { status: 'running', kind: 'check', ...check };
}
