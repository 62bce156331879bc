import { type Words, words } from '../base/text.ts';
import type { CaseHistory } from '../mechanism/case-check.ts';
import type { Cells } from '../mechanism/field.ts';
import type { PracticeStanding } from '../mechanism/standing.ts';
import { type ContractClause, contractClauses, requiredClauses } from '../practices/suppliers/contract-clauses.ts';
import type { Delivery } from './sheet.store.ts';
import { kept, type SlaWithFigures } from './sla.ts';

/** What is wrong with one thing, or cannot be known of it. */
interface Trouble {
  readonly verdict: 'fail' | 'unknown';
  readonly of: string;
  readonly because: Words;
}

/** The worst comes first; where nothing is there to be judged it is unknown. */
function standing(
  troubles: readonly Trouble[],
  says: { readonly judged: number; readonly pass: Words; readonly none: Words; readonly evidenceAt: Date | null },
): PracticeStanding {
  const { evidenceAt } = says;
  for (const verdict of ['fail', 'unknown'] as const) {
    const bad = troubles.filter((each) => each.verdict === verdict);
    const [first] = bad;
    if (first === undefined) continue;
    const more = bad.length - 1;
    const because = words(
      `${first.of}: ${first.because.ja}${more > 0 ? `(ほか${more}件)` : ''}`,
      `${first.of}: ${first.because.en}${more > 0 ? ` (and ${more} more)` : ''}`,
    );
    return { verdict, because, evidenceAt, dueOn: null };
  }
  if (says.judged === 0) return { verdict: 'unknown', because: says.none, evidenceAt, dueOn: null };
  return { verdict: 'pass', because: says.pass, evidenceAt, dueOn: null };
}

type Event = CaseHistory['events'][number];
const lastOf = ({ events }: CaseHistory, ...steps: readonly string[]): Event | null =>
  events.findLast(({ step }) => steps.some((name) => step === name || step.startsWith(`${name}-in-`))) ?? null;
const newestOf = (cases: readonly CaseHistory[]): Date | null =>
  cases.reduce<Date | null>((last, { events, openedAt }) => {
    const at = events.at(-1)?.at ?? openedAt;
    return last === null || at > last ? at : last;
  }, null);
const isWorking = ({ state }: CaseHistory): boolean => ['active', 'asked-again', 'answered-again', 'reviewed'].includes(state);
const day = (cell: unknown): string | null => (typeof cell === 'string' && cell !== '' ? cell : null);

/** A line of R-VENDOR in force, and the case under way that it belongs to. */
export interface SupplierLine {
  /** `R-VENDOR-3` */
  readonly number: string;
  readonly cells: Cells;
  readonly case: CaseHistory | null;
}

const beforeTheContract = ['requested', 'candidate', 'asked', 'answered', 'selected'];

/**
 * Who works for us by the register alone: whose line has no case yet, or one that has not come to a contract. What was written there by
 * hand proves nothing, and is not passed over either.
 */
function byTheRegisterAlone(lines: readonly SupplierLine[]): Trouble[] {
  return lines.flatMap(({ number, cells, case: one }): Trouble[] => {
    if (cells.state !== 'active' || (one !== null && !beforeTheContract.includes(one.state))) return [];
    const of = `${number} ${String(cells.name ?? '')}`.trim();
    if (one !== null)
      return [
        {
          verdict: 'unknown',
          of,
          because: words(
            `委託中ですが、審査と契約の記録がまだ終わっていません(${one.number})。案件を進めてください。`,
            `It works for us, but assessment and contract are not recorded yet (${one.number}). Go on with the case.`,
          ),
        },
      ];
    return [
      {
        verdict: 'unknown',
        of,
        because: words(
          '台帳では委託中ですが、審査の案件がありません。委託先台帳でこの行を開き、「審査を始める」から始めてください。',
          'The register says that it works for us, but it has no case. Open its line there and choose “Begin its assessment”.',
        ),
      },
    ];
  });
}

/** 8.30.a: who works for us was chosen by a sheet, at or above the pass mark or with conditions, and not too long ago. Pure. */
export function judgeSheets(cases: readonly CaseHistory[], today: string, lines: readonly SupplierLine[] = []): PracticeStanding {
  const working = cases.filter(isWorking);
  const troubles = working.flatMap((one): Trouble[] => {
    const answer = lastOf(one, 'answer', 'answer-again');
    const say = (verdict: Trouble['verdict'], ja: string, en: string): Trouble[] => [{ verdict, of: one.number, because: words(ja, en) }];
    if (answer === null) return say('fail', '審査票の回答がないまま委託しています。', 'It works for us without having answered a sheet.');
    const by = day(answer.cells.reassessBy);
    if (by === null) return say('unknown', '再審査の期限が記録されていません。', 'No date for the reassessment is recorded.');
    return by < today ? say('fail', `再審査の期限(${by})を過ぎています。`, `The reassessment was due on ${by}.`) : [];
  });
  return standing([...troubles, ...byTheRegisterAlone(lines)], {
    judged: working.length,
    pass: words(
      `委託中の${working.length}社は、すべて審査済みで期限内です。`,
      `All ${working.length} suppliers are assessed and within their dates.`,
    ),
    none: words('委託中の委託先がまだありません。', 'Nobody works for us yet.'),
    evidenceAt: newestOf(working),
  });
}

/** 8.30.b: the contract has what the company requires, has not run out, and was signed before the work began. Pure. */
export function judgeContracts(
  cases: readonly CaseHistory[],
  today: string,
  required: string,
  lines: readonly SupplierLine[] = [],
): PracticeStanding {
  const judged = cases.filter((one) => isWorking(one) || lastOf(one, 'contract') !== null);
  const needed = requiredClauses[required] ?? Object.keys(contractClauses);
  const troubles = judged.flatMap((one): Trouble[] => {
    const contract = lastOf(one, 'contract', 'renew');
    const say = (verdict: Trouble['verdict'], ja: string, en: string): Trouble[] => [{ verdict, of: one.number, because: words(ja, en) }];
    if (contract === null) return say('unknown', '契約の記録がありません。', 'No contract is recorded.');
    const { clauses, contractUntil, signedOn } = contract.cells;
    const [first, from] = [lastOf(one, 'contract')?.cells, day(lastOf(one, 'contract')?.cells.workFrom)];
    const signed = day(first?.signedOn) ?? day(signedOn);
    if (from !== null && signed !== null && from < signed)
      return say(
        'fail',
        `契約日(${signed})より前の${from}に業務を始めています。`,
        `Work began on ${from}, before the contract of ${signed}.`,
      );
    if (one.endedAt !== null) return [];
    const has = Array.isArray(clauses) ? clauses : [];
    const lacks = needed.filter((clause) => !has.includes(clause)).map((clause) => contractClauses[clause as ContractClause]);
    if (lacks.length > 0)
      return say(
        'fail',
        `契約にない事項: ${lacks.map(({ ja }) => ja).join('、')}`,
        `Missing in the contract: ${lacks.map(({ en }) => en).join(', ')}`,
      );
    const until = day(contractUntil);
    return until !== null && until < today ? say('fail', `契約の期限(${until})が過ぎています。`, `The contract ran out on ${until}.`) : [];
  });
  return standing([...troubles, ...byTheRegisterAlone(lines)], {
    judged: judged.length,
    pass: words(`契約${judged.length}件に必須の事項があり、期限内です。`, `${judged.length} contracts have what is required and run.`),
    none: words('契約の記録がまだありません。', 'No contract is recorded yet.'),
    evidenceAt: newestOf(judged),
  });
}

/** 8.30.c: each delivery has its acceptance, and that one was approved or is under way. Pure. */
export function judgeDeliveries(
  deliveries: readonly Delivery[],
  acceptances: ReadonlyMap<string, CaseHistory>,
  cases: readonly CaseHistory[],
): PracticeStanding {
  const numberOf = new Map(cases.map(({ id, number }) => [id, number]));
  const troubles = deliveries.flatMap(({ caseId, what, deliveredOn, acceptance }): Trouble[] => {
    const of = `${numberOf.get(caseId) ?? ''} ${what}(${deliveredOn})`.trim();
    if (acceptance === null) return [{ verdict: 'fail', of, because: words('受入れの記録がありません。', 'It has no acceptance.') }];
    const found = acceptances.get(acceptance);
    if (found === undefined)
      return [{ verdict: 'unknown', of, because: words('受入れの案件が見つかりません。', 'Its acceptance cannot be found.') }];
    return found.state === 'given-up'
      ? [
          {
            verdict: 'fail',
            of,
            because: words(`受入れ(${found.number})が中止されました。`, `Its acceptance (${found.number}) was called off.`),
          },
        ]
      : [];
  });
  return standing(troubles, {
    judged: deliveries.length,
    pass: words(`納品${deliveries.length}件すべてに受入れの案件があります。`, `All ${deliveries.length} deliveries have their acceptance.`),
    none: words('納品の記録がまだありません。', 'No delivery is recorded yet.'),
    evidenceAt: deliveries[0]?.at ?? null,
  });
}

/** A line of R-NSVC in force. */
export interface ServiceLine {
  readonly row: string;
  readonly number: string;
  readonly changedAt: Date;
  readonly cells: Cells;
}

/** 8.21.b: each service has an SLA or accepted terms, a review within the interval, and figures that keep what was agreed. Pure. */
export function judgeServices(
  lines: readonly ServiceLine[],
  levels: readonly SlaWithFigures[],
  {
    today,
    reviewedSince,
    lastMonth,
    required,
  }: { readonly today: string; readonly reviewedSince: string; readonly lastMonth: string; readonly required: boolean },
): PracticeStanding {
  const judged = lines.filter(({ cells }) => cells.sla !== 'notNeeded');
  const troubles = judged.flatMap(({ row, number, cells }): Trouble[] => {
    const of = `${number} ${String(cells.name ?? '')}`;
    const say = (verdict: Trouble['verdict'], ja: string, en: string): Trouble[] => [{ verdict, of, because: words(ja, en) }];
    if (cells.sla === 'none')
      return required ? say('fail', 'SLAも条件の確認もありません。', 'It has neither an SLA nor accepted terms.') : [];
    const renewOn = day(cells.renewOn);
    if (renewOn !== null && renewOn < today)
      return say('fail', `契約の更新日(${renewOn})を過ぎています。`, `Its renewal was on ${renewOn}.`);
    const reviewed = day(cells.reviewedOn);
    if (reviewed === null) return say('unknown', 'SLAを見直した日が書かれていません。', 'When its SLA was reviewed is not recorded.');
    if (reviewed < reviewedSince)
      return say('fail', `SLAの見直しが${reviewed}から行われていません。`, `Its SLA was last reviewed on ${reviewed}.`);
    return levelTroubles(
      of,
      levels.filter(({ service }) => service === row),
      lastMonth,
    );
  });
  return standing(troubles, {
    judged: judged.length,
    pass: words(
      `サービス${judged.length}件にSLAか確認した条件があり、期限内です。`,
      `All ${judged.length} services have an SLA or accepted terms, within their dates.`,
    ),
    none: words('台帳にネットワークサービスがまだありません。', 'No network service is in the register yet.'),
    evidenceAt: judged.reduce<Date | null>((last, { changedAt }) => (last === null || changedAt > last ? changedAt : last), null),
  });
}

function levelTroubles(of: string, levels: readonly SlaWithFigures[], lastMonth: string): Trouble[] {
  return levels.flatMap((level): Trouble[] => {
    const [newest] = level.figures;
    const named = (ja: string, en: string): Words => words(`${level.what}: ${ja}`, `${level.what}: ${en}`);
    if (level.since.slice(0, 7) > lastMonth) return [];
    if (newest === undefined || newest.month < lastMonth)
      return [
        { verdict: 'unknown', of, because: named(`${lastMonth}の実績が記録されていません。`, `no figure is recorded for ${lastMonth}.`) },
      ];
    if (kept(level, newest.value)) return [];
    return [
      {
        verdict: 'fail',
        of,
        because: named(
          `${newest.month}の実績${newest.value}${level.unit}は、約束の${level.agreed}${level.unit}に届きません。`,
          `${newest.value} ${level.unit} in ${newest.month} does not keep the agreed ${level.agreed}.`,
        ),
      },
    ];
  });
}

/** How the register of services stood against what listens in the company, as registers tell it. */
export interface ListeningCompared {
  readonly unregistered: number;
  readonly compared: { readonly at: Date; readonly complete: boolean; readonly because: Words } | null;
}

/**
 * 8.21.a: what listens in the company stands in the register. Services from outside are measured by nobody, and it says so. Pure.
 * `inHouse` and `lines`: how many lines name a server of our own, and how many there are at all.
 */
export function judgeUnregistered(found: ListeningCompared | null, inHouse: number, lines: number): PracticeStanding {
  const scope = words(
    '社外のサービスは端末から測れないため、SLAの見直しのときに請求書などから確かめてください。',
    'Services from outside are not measured: look for them in invoices when SLAs are reviewed.',
  );
  const compared = found?.compared ?? null;
  const say = (verdict: PracticeStanding['verdict'], ja: string, en: string): PracticeStanding => ({
    verdict,
    because: words(`${ja}${scope.ja}`, `${en} ${scope.en}`),
    evidenceAt: compared?.at ?? null,
    dueOn: null,
  });
  if (found === null || compared === null) return say('unknown', '待受けをまだ測れていません。', 'What listens was not measured yet.');
  if (found.unregistered > 0)
    return say(
      'fail',
      `台帳にない待受けが${found.unregistered}件あります。`,
      `${found.unregistered} listening devices are not in the register.`,
    );
  if (!compared.complete) return say('unknown', compared.because.ja, compared.because.en);
  if (lines === 0) return say('unknown', '台帳にまだ1件もありません。', 'The register has no line yet.');
  return say(
    'pass',
    `測れた待受けはすべて台帳にあります(社内のサービス${inHouse}件)。`,
    `What listens is all in the register (${inHouse} services of our own).`,
  );
}
