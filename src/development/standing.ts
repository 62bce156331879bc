import { sha256Hex } from '../base/hash.ts';
import { words } from '../base/text.ts';
import { type PracticeStanding, type PracticeStandings, practiceKey } from '../mechanism/standing.ts';
import {
  applicationAssessment,
  environmentAccountsApart,
  environmentsSeparated,
  exposedAssessments,
  protectionAnalysis,
  requirementList,
} from '../practices/development/tools.ts';
import { type Assessment, assessmentsAt } from './assessment.store.ts';
import { environmentAccounts, environmentsApart } from './environments.ts';
import { frozenContent } from './freeze.ts';
import type { DevelopmentDeps, Project, SystemLine } from './ports.ts';
import { type Freeze, freezesAt, requirementsOf } from './requirement.store.ts';
import { type Requirement, unready } from './requirement.ts';

const stand = (
  verdict: PracticeStanding['verdict'],
  ja: string,
  en: string,
  evidenceAt: Date | null = null,
  dueOn: string | null = null,
): PracticeStanding => ({
  verdict,
  because: words(ja, en),
  evidenceAt,
  dueOn,
});
const newest = (times: readonly Date[]): Date | null => (times.length === 0 ? null : times.reduce((a, b) => (a > b ? a : b)));

/** How the tools of this room stood at a moment. */
export async function standingsAt(deps: DevelopmentDeps, at: Date): Promise<PracticeStandings> {
  const { pool, ports } = deps;
  const [assessments, systems, projects, environments, devices] = await Promise.all([
    assessmentsAt(pool, at),
    ports.systemsAt(at),
    ports.projectsAt(at),
    ports.environmentsAt(at),
    ports.devicesNow(at),
  ]);
  const freezes = await freezesAt(
    pool,
    projects.map(({ id }) => id),
    at,
  );
  const lists = new Map<string, Requirement[]>();
  for (const id of freezes.keys()) lists.set(id, await requirementsOf(pool, id, at));
  const today = ports.localDate(at);
  const oldest = ports.monthsBefore(today, ports.assessmentMaxAgeMonths(at));
  return new Map([
    [practiceKey(applicationAssessment), assessed(systems, assessments)],
    [practiceKey(exposedAssessments), exposedStanding(systems, projects, assessments, { oldest, localDate: ports.localDate })],
    [practiceKey(requirementList), listStanding(projects, freezes, lists)],
    [practiceKey(protectionAnalysis), analysisStanding(projects, freezes, lists, ports.needsRecovery(at))],
    [practiceKey(environmentsSeparated), environmentsApart(environments, devices)],
    [practiceKey(environmentAccountsApart), environmentAccounts(environments, devices)],
  ]);
}

/** Every system of the register, and every project, was assessed. Of what was there before nobody knows: that is unknown, not failed. */
export function assessed(systems: readonly SystemLine[], assessments: ReadonlyMap<string, Assessment>): PracticeStanding {
  const last = newest([...assessments.values()].map(({ at }) => at));
  const without = systems.filter(({ id, assessedOn }) => assessedOn === null && !assessments.has(`row:${id}`));
  if (systems.length === 0 && assessments.size === 0)
    return stand('unknown', 'リスクの評価がまだ1件もありません。', 'Nothing has been assessed yet.');
  if (without.length > 0)
    return stand(
      'unknown',
      `評価の記録がないシステムがあります: ${without[0]!.label}${without.length > 1 ? ` ほか${without.length - 1}件` : ''}`,
      `No assessment is recorded of: ${without[0]!.label}${without.length > 1 ? ` and ${without.length - 1} more` : ''}`,
      last,
    );
  return stand(
    'pass',
    `台帳の${systems.length}件すべてに評価の記録があります。`,
    `All ${systems.length} systems of the register were assessed.`,
    last,
  );
}

/** What is reached from outside was assessed within the company's time. */
export function exposedStanding(
  systems: readonly SystemLine[],
  projects: readonly Project[],
  assessments: ReadonlyMap<string, Assessment>,
  { oldest, localDate }: { readonly oldest: string; readonly localDate: (at: Date) => string },
): PracticeStanding {
  const last = newest([...assessments.values()].map(({ at }) => at));
  const ofProjects = projects.flatMap(({ id, number, state }) => {
    const found = assessments.get(`case:${id}`);
    return state === 'live' && found?.exposed === true ? [{ label: number, on: localDate(found.at) }] : [];
  });
  const exposed = [...systems.filter((line) => line.exposed).map(({ label, assessedOn }) => ({ label, on: assessedOn })), ...ofProjects];
  if (exposed.length === 0)
    return systems.length === 0
      ? stand(
          'unknown',
          '情報システム台帳が空で、公開しているものが分かりません。',
          'The register of systems is empty, so what is exposed is not known.',
          last,
        )
      : stand('pass', '社外から使えるシステムは台帳にありません。', 'The register names no system that is reached from outside.', last);
  const late = exposed.filter(({ on }) => on === null || on < oldest);
  if (late.length > 0)
    return stand(
      'fail',
      `評価の期限を過ぎた、または評価していない公開システム: ${late[0]!.label}${late.length > 1 ? ` ほか${late.length - 1}件` : ''}`,
      `Exposed and not assessed in time: ${late[0]!.label}${late.length > 1 ? ` and ${late.length - 1} more` : ''}`,
      last,
    );
  return stand(
    'pass',
    `社外から使える${exposed.length}件は、期限内に評価しています。`,
    `All ${exposed.length} exposed systems were assessed in time.`,
    last,
  );
}

/** Whether a project has left its requirements. */
const beyond = ({ state }: Project): boolean => !['requirements', 'calledOff'].includes(state);

/** Every list that was handed over is still what was handed over, byte for byte. */
export function listStanding(
  projects: readonly Project[],
  freezes: ReadonlyMap<string, Freeze>,
  lists: ReadonlyMap<string, readonly Requirement[]>,
): PracticeStanding {
  const gone = projects.filter(beyond);
  const last = newest([...freezes.values()].map(({ at }) => at));
  if (gone.length === 0)
    return stand(
      'unknown',
      '要求事項の表を提出した開発案件がまだありません。',
      'No project has handed over its list of requirements yet.',
      last,
    );
  for (const { id, number } of gone) {
    const frozen = freezes.get(id);
    if (frozen === undefined)
      return stand('fail', `${number}: 要求事項の表がないまま進んでいます。`, `${number} went on without a list of requirements.`, last);
    if (sha256Hex(frozenContent(lists.get(id) ?? [])) !== frozen.digest)
      return stand('fail', `${number}: 確定した要求事項の表と中身が違います。`, `${number}: the list is not what was frozen.`, last);
  }
  return stand(
    'pass',
    `${gone.length}件の開発案件に、確定した要求事項の表があります。`,
    `${gone.length} projects have a frozen list of requirements.`,
    last,
  );
}

/** Every adopted requirement says how an event is prevented, detected and responded to. */
export function analysisStanding(
  projects: readonly Project[],
  freezes: ReadonlyMap<string, Freeze>,
  lists: ReadonlyMap<string, readonly Requirement[]>,
  needsRecovery: boolean,
): PracticeStanding {
  const judged = projects.filter((project) => beyond(project) && freezes.has(project.id));
  const last = newest(judged.map(({ id }) => freezes.get(id)!.at));
  if (judged.length === 0)
    return stand('unknown', '分析の表を提出した開発案件がまだありません。', 'No project has handed over its analysis yet.');
  for (const { id, number } of judged) {
    const [first] = unready(lists.get(id) ?? [], needsRecovery);
    if (first !== undefined)
      return stand('fail', `${number} 要求事項${first.no}: ${first.says.ja}`, `${number}, requirement ${first.no}: ${first.says.en}`, last);
  }
  return stand(
    'pass',
    `${judged.length}件の開発案件で、すべての観点が埋まっています。`,
    `In ${judged.length} projects every aspect is filled in.`,
    last,
  );
}
