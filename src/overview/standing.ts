import type { Words } from '../base/text.ts';
import type { Clause } from '../catalog/control.ts';
import { isOperative } from '../catalog/index.ts';
import type { DeviceTraits, Platform } from '../facts/kind.ts';
import { type Check, concerns, type VerdictName } from '../mechanism/check.ts';
import { isCheck, isPractice, isRule, type Practice } from '../mechanism/citation.ts';
import { type PracticeStanding, type PracticeStandings, practiceKey } from '../mechanism/standing.ts';

/** What has been measured of one check over all devices. `unknown` includes devices that have not answered yet. */
export interface CheckStanding {
  readonly check: Check;
  readonly verdict: VerdictName;
  readonly because: Words;
  /** Devices that the check concerns; the sum of the three counts. */
  readonly expected: number;
  readonly counts: { readonly pass: number; readonly fail: number; readonly unknown: number };
  /** The oldest of the newest observations it rests on; null before the first. */
  readonly evidenceAt: Date | null;
}

/** How far the people whom a clause's rule concerns have confirmed the text in force. */
export interface RuleStanding {
  readonly verdict: VerdictName;
  readonly because: Words;
  /** People who should confirm it, and those who have. */
  readonly expected: number;
  readonly acknowledged: number;
  /** The oldest of the newest confirmations it rests on; null before the first. */
  readonly evidenceAt: Date | null;
}

export type ClauseVerdict = 'pass' | 'fail' | 'unknown' | 'planned' | 'not-applicable';

export interface ClauseStanding {
  readonly clause: Clause;
  readonly operative: boolean;
  readonly verdict: ClauseVerdict;
  /** False while any of its mechanisms is planned. */
  readonly complete: boolean;
  readonly because: Words;
  /** The running mechanism that decides it, with its own words; null where none runs or none has to. */
  readonly worst: { readonly title: Words; readonly because: Words } | null;
  readonly evidenceAt: Date | null;
}

/** What the engine and the device list know, as it is read from the database. */
export interface Measured {
  readonly devicesByPlatform: Readonly<Record<Platform, number>>;
  /** Needed by checks that concern a class or an environment only; without it they concern nothing that is counted. */
  readonly devicesByTraits?: readonly (DeviceTraits & { readonly count: number })[];
  readonly counts: ReadonlyMap<string, { readonly pass: number; readonly fail: number; readonly unknown: number }>;
  /** The words of one device with the check's worst verdict. */
  readonly examples: ReadonlyMap<string, { readonly verdict: VerdictName; readonly because: Words; readonly deviceName: string }>;
  readonly oldestByKind: ReadonlyMap<string, Date>;
  /** When silence was last looked for; without it, never mind (a past moment, a test). */
  readonly sweptAt?: Date;
  /** By clause; a clause without one has not been put before anybody. */
  readonly rules?: ReadonlyMap<string, RuleStanding>;
  /** Where registers, duties and requests stand; one that is missing has no record yet. */
  readonly practices?: PracticeStandings;
  /** Clauses that the version of the procedures in force excludes, each with the company's reason. */
  readonly notApplicable?: ReadonlyMap<string, Words>;
}

export function checkStanding(check: Check, measured: Measured): CheckStanding {
  const expected = expectedOf(check, measured);
  const { pass = 0, fail = 0 } = measured.counts.get(check.id) ?? {};
  const unknown = Math.max(0, expected - pass - fail);
  const verdict: VerdictName = fail > 0 ? 'fail' : unknown > 0 || expected === 0 ? 'unknown' : 'pass';
  return {
    check,
    verdict,
    because: checkBecause(check, measured, verdict, { pass, fail, unknown }, expected),
    expected,
    counts: { pass, fail, unknown },
    evidenceAt:
      pass + fail + (measured.counts.get(check.id)?.unknown ?? 0) > 0 ? (measured.oldestByKind.get(check.reads.kind) ?? null) : null,
  };
}

/** How many devices in use a check concerns. */
function expectedOf(check: Check, { devicesByPlatform, devicesByTraits = [] }: Measured): number {
  if (check.classes === undefined && check.environments === undefined)
    return (Object.keys(check.platforms) as Platform[]).reduce((sum, platform) => sum + devicesByPlatform[platform], 0);
  return devicesByTraits.reduce((sum, { count, ...traits }) => sum + (concerns(check, traits) ? count : 0), 0);
}

function checkBecause(check: Check, measured: Measured, verdict: VerdictName, counts: CheckStanding['counts'], expected: number): Words {
  if (expected === 0) return { ja: '対象となる端末がまだ登録されていません。', en: 'No device that it concerns is enrolled yet.' };
  const example = measured.examples.get(check.id);
  const blind = (Object.entries(check.platforms) as [Platform, 'judged' | Words][]).find(
    ([platform, state]) => state !== 'judged' && measured.devicesByPlatform[platform] > 0,
  );
  // One device: its own words say most.
  if (expected === 1 && example?.verdict === verdict) return example.because;
  if (expected === 1 && blind) return blind[1] as Words;
  if (expected === 1 && !example) return { ja: 'まだ測定していません。', en: 'Not measured yet.' };
  const parts = {
    fail: { ja: `${counts.fail}台が不適合`, en: `${counts.fail} fail` },
    unknown: { ja: `${counts.unknown}台が不明`, en: `${counts.unknown} unknown` },
    pass: { ja: `${counts.pass}台が適合`, en: `${counts.pass} pass` },
  };
  const shown = (['fail', 'unknown', 'pass'] as const).filter((name) => counts[name] > 0).map((name) => parts[name]);
  const sums = {
    ja: `対象${expected}台のうち${shown.map((p) => p.ja).join('、')}です。`,
    en: `Of ${expected} ${expected === 1 ? 'device' : 'devices'}: ${shown.map((p) => p.en).join(', ')}.`,
  };
  if (verdict === 'pass' || (verdict === 'fail' && !example)) return sums;
  if (example?.verdict === verdict)
    return {
      ja: `${sums.ja}例:${example.deviceName}「${example.because.ja}」`,
      en: `${sums.en} For example ${example.deviceName}: ${example.because.en}`,
    };
  const waiting =
    blind && verdict === 'unknown'
      ? (blind[1] as Words)
      : { ja: '未測定の端末があります。', en: 'Some devices have not been measured yet.' };
  return { ja: `${sums.ja}${waiting.ja}`, en: `${sums.en} ${waiting.en}` };
}

const unread: RuleStanding = {
  verdict: 'unknown',
  because: { ja: 'しおりをまだ送っていません。', en: 'The leaflet has not been sent yet.' },
  expected: 0,
  acknowledged: 0,
  evidenceAt: null,
};

/** Where the rule of a clause stands; unknown as long as nobody was asked to read it. */
export const ruleStanding = (clause: Clause, measured: Pick<Measured, 'rules'>): RuleStanding => measured.rules?.get(clause.id) ?? unread;

const unrecorded: PracticeStanding = {
  verdict: 'unknown',
  because: { ja: 'まだ記録がありません。', en: 'Nothing has been recorded yet.' },
  evidenceAt: null,
  dueOn: null,
};

/** Where a register, a duty or a kind of request stands; unknown as long as nobody recorded anything. */
export const practiceStanding = (practice: Practice, measured: Pick<Measured, 'practices'>): PracticeStanding =>
  measured.practices?.get(practiceKey(practice)) ?? unrecorded;

const rank: Record<VerdictName, number> = { fail: 2, unknown: 1, pass: 0 };

/** The worst of the running mechanisms; `planned` where none runs. A pass never hides a planned part: `complete` says so. */
export function clauseStanding(
  clause: Clause,
  standings: ReadonlyMap<string, CheckStanding>,
  measured: Pick<Measured, 'rules' | 'practices' | 'notApplicable'> = {},
): ClauseStanding {
  const checks = clause.mechanisms.filter(isCheck).map((check) => standings.get(check.id)!);
  const rules = clause.mechanisms.filter(isRule).map((rule) => ({ title: rule.title, ...ruleStanding(clause, measured) }));
  const practices = clause.mechanisms
    .filter(isPractice)
    .map((practice) => ({ title: practice.title, ...practiceStanding(practice, measured) }));
  // A check for platforms that nobody here uses says nothing of the clause, as long as another one measures something.
  const concerned = checks.filter((standing) => standing.expected > 0);
  const counted = (concerned.length > 0 ? concerned : checks).map((each) => ({ ...each, title: each.check.title }));
  const running = checks.length + rules.length + practices.length;
  const complete = running > 0 && running === clause.mechanisms.length;
  const base = { clause, operative: isOperative(clause), complete };
  const excluded = measured.notApplicable?.get(clause.id);
  if (excluded) return { ...base, verdict: 'not-applicable', because: excluded, worst: null, evidenceAt: null };
  const worst = [...counted, ...rules, ...practices].toSorted((a, b) => rank[b.verdict] - rank[a.verdict])[0];
  if (!worst) {
    return {
      ...base,
      verdict: 'planned',
      because: { ja: 'この項を動かす仕組みは準備中です。', en: 'What makes this clause run is planned.' },
      worst: null,
      evidenceAt: null,
    };
  }
  const times = [...checks, ...rules, ...practices].flatMap((standing) => (standing.evidenceAt ? [standing.evidenceAt.getTime()] : []));
  return {
    ...base,
    verdict: worst.verdict,
    because: { ja: `${worst.title.ja}:${worst.because.ja}`, en: `${worst.title.en}: ${worst.because.en}` },
    worst: { title: worst.title, because: worst.because },
    evidenceAt: times.length === 0 ? null : new Date(Math.min(...times)),
  };
}
