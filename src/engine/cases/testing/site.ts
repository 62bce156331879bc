import { FakeClock } from '../../../base/clock.ts';
import { newId } from '../../../base/id.ts';
import { silentLog } from '../../../base/log.ts';
import { words } from '../../../base/text.ts';
import { localDateOf, startOfDay } from '../../../calendar/index.ts';
import { type TestDatabase, testDatabase } from '../../../db/test-database.ts';
import { type CaseKind, defineCase } from '../../../mechanism/case.ts';
import { namedIn } from '../../../mechanism/named.ts';
import { type Actor, type CaseNews, type CaseOccurrence, Cases, type CasesPorts, layDownCases, type StepDone } from '../index.ts';

/** A change as plain as can be: asked for, approved, tested by a duty, applied, audited by somebody else; or applied first. */
export const trialKind: CaseKind = defineCase({
  id: 'trial/change',
  code: 'TRY',
  title: words('試しの変更', 'Trial change'),
  purpose: words('試すとき', 'To try'),
  variants: { normal: words('通常', 'Normal'), emergency: words('緊急', 'Emergency') },
  states: {
    requested: { title: words('申請中', 'Requested') },
    approved: { title: words('承認済み', 'Approved') },
    tested: { title: words('試験済み', 'Tested') },
    applied: { title: words('適用済み', 'Applied') },
    closed: { title: words('完了', 'Closed'), end: 'done' },
    dropped: { title: words('中止', 'Called off'), end: 'called-off' },
  },
  label: (cells) => String(cells.what ?? ''),
  devices: (cells) => namedIn(cells.device),
  readers: ['administrator', 'committee'],
  steps: [
    {
      id: 'request',
      title: words('申請', 'Request'),
      does: words('申請する', 'Request it'),
      way: { type: 'act' },
      variants: ['normal'],
      from: [],
      to: 'requested',
      by: ['employee'],
      fields: [
        { id: 'what', title: words('内容', 'What'), type: 'text', required: true },
        { id: 'device', title: words('端末', 'Devices'), type: 'devices' },
      ],
    },
    {
      id: 'approve',
      title: words('承認', 'Approval'),
      does: words('決める', 'Decide'),
      way: { type: 'act' },
      from: ['requested'],
      to: { field: 'yes', is: { true: 'approved', false: 'dropped' } },
      by: ['administrator', 'committee'],
      apart: ['request'],
      stepUp: true,
      fields: [{ id: 'yes', title: words('承認する', 'Approve'), type: 'boolean', required: true }],
    },
    {
      id: 'test',
      title: words('試験', 'Test'),
      does: words('試験を記録する', 'Record the test'),
      way: { type: 'duty', duty: 'trial/test' },
      variants: ['normal'],
      from: ['approved'],
      to: 'tested',
      onProblem: 'approved',
      by: ['administrator'],
      fields: [],
      when: 'testedOn',
    },
    {
      id: 'apply',
      title: words('適用', 'Application'),
      does: words('適用を記録する', 'Record it'),
      way: { type: 'act' },
      from: ['tested'],
      to: 'applied',
      by: ['administrator'],
      apart: ['approve'],
      who: 'implementer',
      when: 'appliedOn',
      fields: [
        { id: 'implementer', title: words('適用した者', 'Applied by'), type: 'person' },
        { id: 'appliedOn', title: words('適用した日', 'Applied on'), type: 'date' },
      ],
      refuses: ({ appliedOn }) => (appliedOn === '2026-01-01' ? words('元日には行えません。', 'Not on New Year’s Day.') : null),
    },
    {
      id: 'applyFirst',
      title: words('緊急の適用', 'Applied first'),
      does: words('緊急の適用を記録する', 'Record an emergency'),
      way: { type: 'act' },
      variants: ['emergency'],
      from: [],
      to: 'applied',
      by: ['administrator'],
      fields: [{ id: 'what', title: words('内容', 'What'), type: 'text', required: true }],
    },
    {
      id: 'audit',
      title: words('監査', 'Audit'),
      does: words('監査を記録する', 'Record the audit'),
      way: { type: 'act' },
      from: ['applied'],
      to: 'closed',
      by: ['administrator', 'committee'],
      apart: ['apply', 'applyFirst'],
      file: 'needed',
      fields: [],
    },
    {
      id: 'seen',
      title: words('測定', 'Measured'),
      does: words('測定', 'Measured'),
      way: { type: 'machine' },
      from: ['applied'],
      to: 'applied',
      by: [],
      fields: [],
    },
  ],
});

export interface CaseSite {
  readonly database: TestDatabase;
  readonly clock: FakeClock;
  readonly cases: Cases;
  readonly news: CaseNews[];
  readonly done: StepDone[];
  /** Occurrences that are open now. */
  readonly waiting: { case: string; duty: string; key: string }[];
  /** An account, and who it is on the staff list where `person` is given. */
  account(name: string, roles: readonly string[], person?: string): Promise<Actor & { readonly accountId: string }>;
  close(): Promise<void>;
}

/** The engine on a real database as the application's role; its neighbours are played. */
export async function caseSite(kinds: readonly CaseKind[] = [trialKind]): Promise<CaseSite> {
  const database = await testDatabase();
  await layDownCases(database.owner, kinds);
  // Duties and requests are played here, so that no step can be held against their records.
  await database.owner.query('ALTER TABLE cases_event DISABLE TRIGGER duties_case_step');
  const clock = new FakeClock('2026-11-24T01:00:00Z');
  const news: CaseNews[] = [];
  const done: StepDone[] = [];
  const waiting: CaseSite['waiting'] = [];
  const accounts = new Map<string, { id: string; name: string; roles: readonly string[]; person: string | null }>();
  const ports: CasesPorts = {
    localDate: localDateOf,
    startOfDay,
    accounts: async () => [...accounts.values()],
    accountNames: async (ids) => new Map(ids.flatMap((id) => (accounts.has(id) ? [[id, accounts.get(id)!.name] as const] : []))),
    peopleOf: async (ids) => new Map(ids.flatMap((id) => (accounts.get(id)?.person ? [[id, accounts.get(id)!.person!] as const] : []))),
    named: async (_, ids) => new Map(ids.map((id) => [id, { label: id.slice(0, 8), gone: id.startsWith('dead') }])),
    applies: async () => true,
    bindFiles: async (_, ids) => ids.map((id) => ({ id, name: `${id}.pdf`, hash: 'a'.repeat(64), bytes: 3 })),
    duties: {
      record: (duty) =>
        duty === 'trial/test'
          ? { title: words('試験', 'Test'), fields: [{ id: 'testedOn', title: words('試験した日', 'Tested on'), type: 'date' }] }
          : null,
      open: async (_, duty, given) => {
        if (!waiting.some((one) => one.case === given.case && one.duty === duty)) waiting.push({ case: given.case, duty, key: given.key });
      },
      hold: async () => {},
      leaveOut: async (_, given) => {
        const kept = waiting.filter((one) => one.case !== given.case || given.keep.includes(one.duty));
        waiting.splice(0, waiting.length, ...kept);
      },
      waiting: async (cases, at) =>
        Map.groupBy(
          waiting
            .filter((one) => cases.includes(one.case))
            .map((one): CaseOccurrence & { case: string } => ({
              case: one.case,
              id: one.key,
              duty: one.duty,
              dueOn: '2026-12-01',
              dueAt: new Date('2026-12-01T15:00:00Z'),
              overdue: at >= new Date('2026-12-01T15:00:00Z'),
              owner: words('管理者', 'Administrator'),
            })),
          (one) => one.case,
        ),
    },
    requestForm: () => null,
    register: {
      add: async () => ({ row: newId() }),
      change: async () => {},
      hold: async () => null,
      back: async () => {},
      end: async () => {},
      describe: async () => new Map(),
    },
    tell: async (_tx, _at, one) => void news.push(one),
    onStep: async (_tx, one) => void done.push(one),
  };
  const cases = new Cases({ pool: database.app, clock, log: silentLog, definitions: kinds, ports });
  return {
    database,
    clock,
    cases,
    news,
    done,
    waiting,
    async account(name, roles, person) {
      const id = newId();
      accounts.set(id, { id, name, roles, person: person ?? null });
      await database.owner.query(
        `INSERT INTO people_account (id, login, login_key, name, roles, status, language, created_at)
         VALUES ($1, $2, $2, $3, $4, 'invited', 'ja', $5)`,
        [id, `${id}@example.jp`, name, roles, clock.now()],
      );
      return { actor: id, accountId: id, roles };
    },
    close: () => database.close(),
  };
}
