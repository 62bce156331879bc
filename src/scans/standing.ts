import { saidList, type Words, words } from '../base/text.ts';
import type { PracticeStanding } from '../mechanism/standing.ts';
import { type Acceptance, type ScanRules, type Severity, severities } from './ports.ts';
import type { FindingSums, TargetScan, TargetThen } from './standing.store.ts';

/** Everything that the checks over scans read, as of one moment. */
export interface Scanned {
  readonly at: Date;
  readonly targets: readonly TargetThen[];
  readonly scans: readonly TargetScan[];
  readonly sums: readonly FindingSums[];
  readonly rules: ScanRules;
  readonly acceptances: readonly Acceptance[];
}

/** What one target says to a question: fail and unknown with the reason. */
type Opinion = { readonly verdict: 'pass' } | { readonly verdict: 'fail' | 'unknown'; readonly because: Words } | null;
interface One {
  readonly target: TargetThen;
  readonly scans: readonly TargetScan[];
  readonly sums: readonly FindingSums[];
}

const fail = (ja: string, en: string): Opinion => ({ verdict: 'fail', because: words(ja, en) });
const unknown = (ja: string, en: string): Opinion => ({ verdict: 'unknown', because: words(ja, en) });
const pass: Opinion = { verdict: 'pass' };
const sum = (all: readonly FindingSums[], of: (each: FindingSums) => number): number => all.reduce((total, each) => total + of(each), 0);
const atLeast = (severity: Severity, limit: Severity): boolean => severities.indexOf(severity) <= severities.indexOf(limit);

export const isFresh = ({ at, rules }: Pick<Scanned, 'at' | 'rules'>, scan: TargetScan): boolean =>
  at.getTime() - scan.scannedAt.getTime() <= rules.freshDays * 86_400_000;

/** One target fails: it fails; one is unknown: unknown; and so is no target at all, for nothing was looked at. */
function each(scanned: Scanned, opinion: (one: One) => Opinion, done: (count: number) => Words, none: Words): PracticeStanding {
  const evidenceAt = scanned.scans.reduce<Date | null>((last, { at }) => (last === null || at > last ? at : last), null);
  const said = scanned.targets.flatMap((target) => {
    const of = <T extends { readonly targetId: string }>(all: readonly T[]) => all.filter(({ targetId }) => targetId === target.id);
    const found = opinion({ target, scans: of(scanned.scans), sums: of(scanned.sums) });
    return found === null ? [] : [{ target, found }];
  });
  const dueOn = null;
  for (const verdict of ['fail', 'unknown'] as const) {
    const bad = said.flatMap(({ target, found }) =>
      found !== null && found.verdict === verdict ? [{ name: target.name, because: found.because }] : [],
    );
    const [first] = bad;
    if (first === undefined) continue;
    const more = bad.length - 1;
    const because = words(
      `${first.name}: ${first.because.ja}${more > 0 ? `(ほか${more}件の対象)` : ''}`,
      `${first.name}: ${first.because.en}${more > 0 ? ` (and ${more} more targets)` : ''}`,
    );
    return { verdict, because, evidenceAt, dueOn };
  }
  if (said.length === 0) return { verdict: 'unknown', because: none, evidenceAt, dueOn };
  return { verdict: 'pass', because: done(said.length), evidenceAt, dueOn };
}

const noTarget = words('診断の対象がまだ登録されていません。', 'No target of scans is registered yet.');

/** What keeps a target from any proof: never scanned, too long ago, not wholly, or stopped in the middle. */
function stale(scanned: Scanned, scans: readonly TargetScan[]): Opinion {
  if (scans.length === 0) return unknown('診断結果がまだ取り込まれていません。', 'no scan was imported yet.');
  const fresh = scans.filter((scan) => isFresh(scanned, scan));
  if (fresh.length === 0)
    return unknown(`診断が${scanned.rules.freshDays}日より古くなっています。`, `its scans are older than ${scanned.rules.freshDays} days.`);
  if (!fresh.some(({ failed, complete }) => complete && !failed))
    return unknown('対象の全体を見終えた診断がありません。', 'no scan looked at the whole of it to the end.');
  return null;
}

/** 8.25 d: nothing at or above the company's severity is open, and nothing is past its date. */
export const openVulnerabilities = (scanned: Scanned): PracticeStanding =>
  each(
    scanned,
    (one) => blocked(scanned, one) ?? stale(scanned, one.scans) ?? unconfirmed(scanned, one) ?? pass,
    (count) =>
      words(
        `${count}件の対象に、リリースを止める深刻度の脆弱性も、期限を過ぎたものもありません。`,
        `${count} targets have no finding that stops a release, and none past its date.`,
      ),
    noTarget,
  );

function blocked({ rules }: Scanned, { sums }: One): Opinion {
  const blocking = sum(
    sums.filter(({ severity }) => atLeast(severity, rules.blocking)),
    ({ open }) => open,
  );
  const overdue = sum(sums, (line) => line.overdue);
  if (blocking > 0)
    return fail(
      `リリースを止める深刻度の指摘が${blocking}件残っています。${overdue > 0 ? `期限を過ぎたものが${overdue}件あります。` : ''}`,
      `${blocking} findings that stop a release are open${overdue > 0 ? `, ${overdue} past their date` : ''}.`,
    );
  return overdue > 0 ? fail(`対応の期限を過ぎた指摘が${overdue}件あります。`, `${overdue} findings are past their date.`) : null;
}

function unconfirmed({ rules }: Scanned, { sums }: One): Opinion {
  const gone = sum(
    sums.filter(({ severity }) => atLeast(severity, rules.blocking)),
    (line) => line.gone,
  );
  return gone > 0
    ? unknown(`見つからなくなった指摘${gone}件の確認が済んでいません。`, `${gone} findings that are no longer shown wait to be confirmed.`)
    : null;
}

/** 8.29 b 3 and 8.25 d: every target was scanned within the company's days. */
export const scansImported = (scanned: Scanned): PracticeStanding =>
  each(
    scanned,
    ({ scans }) => stale(scanned, scans) ?? pass,
    (count) =>
      words(
        `${count}件の対象の診断結果が、${scanned.rules.freshDays}日以内に取り込まれています。`,
        `Scans of ${count} targets were imported within ${scanned.rules.freshDays} days.`,
      ),
    noTarget,
  );

const aspectWords = {
  input: words('入力の検査', 'unchecked input'),
  output: words('出力の無害化', 'unsanitised output'),
  rights: words('権限の制限', 'missing limits of rights'),
} as const;

/** 8.28 a, c and d: tools that look for this kind of weakness show none that is open. */
export const weaknesses =
  (aspect: 'input' | 'output' | 'rights') =>
  (scanned: Scanned): PracticeStanding =>
    each(
      scanned,
      ({ scans, sums }) => {
        const name = aspectWords[aspect];
        const open = sum(sums, (line) => line[aspect]);
        if (open > 0) return fail(`${name.ja}に関する指摘が${open}件残っています。`, `${open} findings of ${name.en} are open.`);
        const old = stale(scanned, scans);
        if (old) return old;
        const looked = scans.some((scan) => isFresh(scanned, scan) && scan.complete && !scan.failed && scan.covers.includes(aspect));
        return looked
          ? pass
          : unknown(`${name.ja}を調べる規則を挙げた診断結果がありません。`, `no fresh report lists a rule that looks for ${name.en}.`);
      },
      (count) =>
        words(
          `${count}件の対象に、${aspectWords[aspect].ja}に関する指摘は残っていません。`,
          `${count} targets have no open finding of ${aspectWords[aspect].en}.`,
        ),
      noTarget,
    );

/** 8.28 b: no function above the company's limit without a decision; a linter whose limit is laxer, or unknown, proves nothing. */
export const complexity = (scanned: Scanned): PracticeStanding =>
  each(
    scanned,
    ({ target, scans, sums }) => {
      if (target.kind !== 'repository') return null;
      const { complexityMax } = scanned.rules;
      const open = sum(sums, (line) => line.complex);
      if (open > 0)
        return fail(
          `複雑さの上限(${complexityMax})を超える関数が${open}件あり、理由が決まっていません。`,
          `${open} functions are above the limit of ${complexityMax} without a decision.`,
        );
      const old = stale(scanned, scans);
      if (old) return old;
      const looked = scans.filter((scan) => isFresh(scanned, scan) && scan.complete && !scan.failed && scan.covers.includes('complexity'));
      if (looked.length === 0)
        return unknown('関数の複雑さを調べた診断結果がありません。', 'no fresh report looks at the complexity of functions.');
      if (looked.every(({ complexityLimit }) => complexityLimit === null || complexityLimit > complexityMax))
        return unknown(
          `診断の側の上限が会社の値(${complexityMax})以下であることが、結果から読み取れません。`,
          `the report does not show that the tool’s own limit is at or below ${complexityMax}.`,
        );
      return pass;
    },
    (count) =>
      words(`${count}件のリポジトリに、複雑さの上限を超える関数はありません。`, `${count} repositories have no function above the limit.`),
    words('診断の対象にリポジトリがありません。', 'No repository is among the targets.'),
  );

/** 8.28 advice: each repository passes its linter. */
export const lintClean = (scanned: Scanned): PracticeStanding =>
  each(
    scanned,
    ({ target, scans, sums }) => {
      if (target.kind !== 'repository') return null;
      const linters = scans.filter(({ covers }) => covers.includes('lint'));
      if (linters.length === 0) return unknown('静的解析(リンター)の結果が取り込まれていません。', 'no result of a linter was imported.');
      const names = new Set(linters.map(({ tool }) => tool));
      const shown = sum(
        sums.filter(({ tool }) => names.has(tool)),
        (line) => line.shown,
      );
      if (shown > 0) return fail(`静的解析の指摘が${shown}件あります。`, `its linter shows ${shown} findings.`);
      return stale(scanned, linters) ?? pass;
    },
    (count) => words(`${count}件のリポジトリが静的解析に合格しています。`, `${count} repositories pass their linter.`),
    words('診断の対象にリポジトリがありません。', 'No repository is among the targets.'),
  );

/** 8.29 advice: each tool still finds the defect that was put in on purpose. */
export const seededDefects = (scanned: Scanned): PracticeStanding =>
  each(
    scanned,
    ({ scans, sums }) => {
      const tools = [...new Set(scans.map(({ tool }) => tool))];
      if (tools.length === 0) return stale(scanned, scans);
      const of = (tool: string, what: 'seededSeen' | 'seededGone') =>
        sum(
          sums.filter((line) => line.tool === tool),
          (line) => line[what],
        );
      const blind = tools.filter((tool) => of(tool, 'seededGone') > 0);
      if (blind.length > 0) {
        const said = saidList(blind);
        return fail(
          `わざと入れた欠陥を見つけなくなった道具があります:${said.ja}`,
          `tools that no longer find the seeded defect: ${said.en}`,
        );
      }
      const without = tools.filter((tool) => of(tool, 'seededSeen') === 0);
      if (without.length > 0) {
        const said = saidList(without);
        return unknown(`わざと入れた欠陥で試していない道具があります:${said.ja}`, `tools not tried on a seeded defect: ${said.en}`);
      }
      return stale(scanned, scans) ?? pass;
    },
    (count) =>
      words(`${count}件の対象で、どの道具もわざと入れた欠陥を見つけています。`, `On ${count} targets every tool finds the seeded defect.`),
    noTarget,
  );

/** 8.29 b 3: what was accepted has no open defect that would have stopped it. */
export function openAtAcceptance(scanned: Scanned): PracticeStanding {
  const { acceptances, targets } = scanned;
  const none = words('受け入れたものがまだ記録されていません。', 'Nothing accepted was recorded yet.');
  if (acceptances.length === 0) return { verdict: 'unknown', because: none, evidenceAt: null, dueOn: null };
  const named = new Set(acceptances.flatMap(({ lines }) => lines));
  const judged = { ...scanned, targets: targets.filter(({ line }) => line !== null && named.has(line)) };
  const standing = each(
    judged,
    (one) => blocked(scanned, one) ?? stale(scanned, one.scans) ?? pass,
    (count) =>
      words(`受け入れた${count}件の対象に、未修正の重い欠陥はありません。`, `${count} accepted targets have no unfixed severe defect.`),
    none,
  );
  if (standing.verdict === 'fail') return standing;
  const known = new Set(targets.flatMap(({ line }) => line ?? []));
  const unseen = acceptances.filter(({ lines }) => !lines.some((line) => known.has(line)));
  if (unseen.length === 0) return standing;
  const said = saidList(unseen.map(({ label }) => label));
  const because = words(
    `受け入れたもののうち、診断の対象に結び付いていないものがあります:${said.ja}`,
    `Accepted, and not tied to a target of scans: ${said.en}`,
  );
  return { verdict: 'unknown', because, evidenceAt: standing.evidenceAt, dueOn: null };
}
