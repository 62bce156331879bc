import { addDays } from '../../src/calendar/index.ts';
import { osBuild } from '../../src/facts/os-build.ts';
import type { Company } from './company.ts';
import { type Any, caseAskedFor, type Given, lead, moment, openCase, type Step, today } from './lead.ts';

/** How one case is led from its opening to its end; answers its id. */
export type Life = (life: Company) => Promise<string>;

let count = 0;
const mark = (): string => String(++count);

/** A change that was asked for, by its kind; `middle` leads it from its approval to where it was tested. */
async function applied(life: Company, more: Given, middle: readonly Step[]): Promise<string> {
  const form = {
    title: `DBサーバの更新 ${mark()}`,
    kind: 'update',
    size: 'routine',
    system: null,
    item: null,
    reason: '公開された脆弱性の修正',
    impact: '夜間に10分止まる',
    rollback: '前日のバックアップから復元',
    plannedOn: today(life),
    device: null,
    ...more,
  };
  const assessment = { necessity: '延ばせない', effect: '業務に支障はない', risk: 'smaller' };
  const id = await caseAskedFor(life, 'changes/change', form, [['administrator', assessment]]);
  await lead(life, id, [...middle, ['apply', 'administrator', { result: 'asPlanned' }, { leadsTo: 'applied' }]]);
  return id;
}
async function audited(life: Company, id: string): Promise<string> {
  await lead(life, id, [['audit', 'committee', { differences: 'なし', left: 'なし' }, { leadsTo: 'closed' }]]);
  return id;
}

export const routineChange: Life = async (life) =>
  audited(life, await applied(life, {}, [['test', 'administrator', {}, { leadsTo: 'tested' }]]));
/** Looked up first, tested twice: the first test found a problem. */
export const serverChange: Life = async (life) =>
  audited(
    life,
    await applied(life, { kind: 'serverUpdate' }, [
      ['precheck', 'administrator', { backupAt: moment(life, 600) }, { leadsTo: 'prechecked' }],
      ['testServer', 'administrator', {}, { result: 'problem', leadsTo: 'prechecked' }],
      ['testServer', 'administrator', {}, { leadsTo: 'tested' }],
    ]),
  );

/** Verified on a machine of its own; what both machines tell afterwards is the same. */
export async function systemChange(life: Company): Promise<string> {
  const [server, spare] = [await life.site.agent(`srv-${mark()}`), await life.site.agent(`test-${mark()}`)];
  const tell = (device: string, ...numbers: number[]) => life.site.observe(device, osBuild.kind, { name: 'Debian', numbers });
  await tell(server.deviceId, 13, 0);
  await tell(spare.deviceId, 13, 1);
  const verified = { mayChange: true, testDevice: spare.deviceId };
  const id = await applied(life, { kind: 'osOrPackage', device: server.deviceId }, [
    ['verify', 'administrator', verified, { leadsTo: 'tested' }],
  ]);
  life.site.clock.advance({ minutes: 10 });
  await tell(server.deviceId, 13, 1);
  await life.site.watching.look();
  return audited(life, id);
}

/** Whoever decided afterwards does not audit: where the committee is one person, it names a deputy for the audit. */
async function managementAudits(life: Company): Promise<void> {
  const { duties } = await life.get('committee', '/api/duties');
  const { owner, deputy, revision } = duties.find(({ id }: Any) => id === 'changes/audit');
  if (deputy !== null) return;
  const settings = { revision, owner: owner.party, deputy: 'role:management', reason: '委員が1人のため' };
  await life.act('committee', 'PUT', '/api/duties/changes/audit/settings', settings);
}

/** Applied before it was approved; the committee decides afterwards, the management audits. */
export async function emergencyChange(life: Company): Promise<string> {
  await managementAudits(life);
  const id = await openCase(life, 'administrator', 'changes/change', 'emergency', 'emergency', {
    title: `攻撃への対処 ${mark()}`,
    kind: 'update',
    urgency: '攻撃が始まっていた',
    impact: '10分止まった',
    rollback: '前の版に戻す',
    startedAt: moment(life, 40),
    appliedAt: moment(life, 10),
    implementer: null,
    device: null,
    system: null,
  });
  await lead(life, id, [
    ['approveAfterwards', 'committee', { decision: 'approved' }, { leadsTo: 'emergencyApproved' }],
    ['testAfterwards', 'administrator', {}, { leadsTo: 'applied' }],
    ['audit', 'management', {}, { leadsTo: 'closed' }],
  ]);
  return id;
}

const noticed = (life: Company, title: string): Given => ({
  title: `${title} ${mark()}`,
  noticedAt: moment(life, 20),
  impact: 'large',
  device: null,
  system: null,
  noticedBy: null,
  detail: null,
});

/** Up to management and back, measures that failed once, and the check by somebody else. */
export async function capacityProblem(life: Company): Promise<string> {
  const id = await openCase(life, 'employee', 'monitoring/problem', 'capacity', 'detectCapacity', noticed(life, '会計が遅い'));
  const dueOn = addDays(today(life), 10);
  await lead(life, id, [
    ['cause', 'administrator', {}, { leadsTo: 'reported' }],
    ['decide', 'committee', { decision: 'escalate', toManagement: '40万円の支出', dueOn }, { leadsTo: 'toManagement' }],
    ['read', 'management', {}, { leadsTo: 'read' }],
    ['answer', 'management', { answer: 'agree' }, { leadsTo: 'instructed' }],
    ['measure', 'administrator', {}, { result: 'problem', leadsTo: 'reported' }],
    ['decide', 'committee', { decision: 'instruct', dueOn }, { leadsTo: 'instructed' }],
    ['measure', 'administrator', {}, { leadsTo: 'verifying' }],
    ['verify', 'deputy', { solved: true, how: '使用率の画面で確認' }, { leadsTo: 'closed' }],
  ]);
  return id;
}

export async function reportedIncident(life: Company): Promise<string> {
  const cells = { ...noticed(life, '社用スマホの紛失'), kind: 'loss' };
  const id = await openCase(life, 'employee', 'monitoring/problem', 'event', 'detect', cells);
  await lead(life, id, [
    ['respond', 'administrator', { needsDecision: false }, { leadsTo: 'verifying' }],
    ['verify', 'committee', { solved: true, how: '回線の停止を確認' }, { leadsTo: 'closed' }],
  ]);
  return id;
}

/** The next Saturday at least five days away: outside business hours. */
function saturday(life: Company): string {
  const from = addDays(today(life), 8);
  return addDays(from, (6 - new Date(`${from}T00:00:00Z`).getUTCDay() + 7) % 7);
}

async function agreedAudit(life: Company, day: string, more: Given): Promise<string> {
  const form = {
    title: `内部監査 ${mark()}`,
    kind: 'externalAudit',
    systems: 'ファイルサーバ',
    system: null,
    device: null,
    auditor: '監査法人みなと 田中',
    method: '閲覧だけのアカウントで設定を見る',
    windowFrom: `${day}T19:00`,
    windowTo: `${day}T22:00`,
    inBusinessHours: null,
    reasonInBusinessHours: null,
    accounts: null,
    copies: null,
    noticedOn: null,
    ...more,
  };
  return caseAskedFor(life, 'audits/agreement', form, [
    ['administrator', { effect: '休日のため影響なし' }],
    ['management', {}],
  ]);
}

/** The window comes and goes; the clock stands on the Sunday after it. */
async function pass(life: Company, day: string): Promise<void> {
  for (const at of [`${day}T19:00:30`, `${day}T22:00:30`, `${addDays(day, 1)}T09:00:00`]) {
    life.site.clock.set(`${at}+09:00`);
    await life.site.audits.sweep();
  }
}

/** With an account for the auditor, and copies that are deleted with proof. */
export async function audit(life: Company): Promise<string> {
  const day = saturday(life);
  const id = await agreedAudit(life, day, {});
  await lead(life, id, [['giveAccount', 'administrator', { name: '田中', login: `tanaka${mark()}@audit.example.com` }]]);
  await pass(life, day);
  await lead(life, id, [
    [
      'outcome',
      'administrator',
      { actualFrom: `${day}T19:10`, actualUntil: `${day}T21:40`, findings: '指摘1件', copiesTaken: true },
      { leadsTo: 'copies' },
    ],
    ['copiesDeleted', 'administrator', { deletedOn: today(life) }, { leadsTo: 'closed' }],
  ]);
  return id;
}

export async function plannedStop(life: Company): Promise<string> {
  const day = saturday(life);
  const id = await agreedAudit(life, day, { kind: 'plannedStop', method: null });
  await lead(life, id, [['notice', 'administrator', { noticedOn: today(life) }, { leadsTo: 'noticed' }]]);
  await pass(life, day);
  const really = { actualFrom: `${day}T19:10`, actualUntil: `${day}T21:20` };
  await lead(life, id, [['outageOutcome', 'administrator', really, { leadsTo: 'closed' }]]);
  return id;
}

/** Real data in a test: deleted with proof by whoever asked, seen to be gone by somebody else. */
export async function realData(life: Company): Promise<string> {
  const form = {
    name: `商品マスタの写し ${mark()}`,
    personal: 'none',
    content: '商品コード 8,000件',
    place: 'orders_test',
    reason: '桁あふれを再現する',
    person: life.staff.employee,
    members: '開発課',
    usedFrom: today(life),
  };
  const assessment = { noPersonal: 'columns', protection: '社外から入れない' };
  const id = await caseAskedFor(life, 'development/real-data', form, [['administrator', assessment]], 30);
  life.site.clock.advance({ hours: 1 });
  await lead(life, id, [
    ['end-test', 'employee', {}, { leadsTo: 'ended' }],
    ['delete', 'employee', {}, { leadsTo: 'deleted' }],
    ['acknowledge', 'administrator', { seen: 'place' }, { leadsTo: 'closed' }],
  ]);
  return id;
}
