import assert from 'node:assert/strict';
import { questions } from '../src/development/index.ts';
import { type Company, company, type RoleName } from './journeys/company.ts';

export type Who = RoleName | 'deputy';
// biome-ignore lint/suspicious/noExplicitAny: answers of every shape
export type Any = any;

/** A refusal whose message names the code. */
export const refused = (code: string) => (error: Error) => assert.match(error.message, new RegExp(code)) ?? true;

export type Projects = Awaited<ReturnType<typeof projects>>;

/** A company that develops: with an environment, and what its people do with projects on the screens. */
export async function projects() {
  const life: Company = await company({ start: '2027-03-01T00:00:00Z' });
  const environment = await developmentEnvironment(life);
  const path = (id: string, rest = ''): string => `/api/development/projects/${id}${rest}`;
  const today = async (): Promise<string> => (await life.get('employee', '/api/today')).date;
  const detail = (id: string): Promise<Any> => life.get('administrator', `/api/cases/${id}`);
  const stateOf = async (id: string): Promise<string> => (await detail(id)).state.id;
  const answers = (more: Record<string, string> = {}) => ({
    ...Object.fromEntries(questions.map(({ id, options }) => [id, Object.keys(options)[0]!])),
    ...more,
  });

  let opened = 0;
  async function open(who: Who, more: Record<string, unknown> = {}, variant = 'four'): Promise<string> {
    opened += 1;
    const cells = {
      name: `受注管理 ${opened}`,
      kind: 'inHouse',
      systemKind: 'web',
      requirements: '二要素、権限の分離',
      repository: 'Git core',
      ...more,
    };
    return (await life.act(who, 'POST', '/api/cases', { kind: 'development/project', variant, step: 'open', cells })).id;
  }
  async function step(who: Who, id: string, name: string, cells: Record<string, unknown>, way = 'steps') {
    const { revision } = await detail(id);
    return life.act(who, 'POST', `/api/cases/${id}/${way}`, { step: name, revision, cells });
  }
  /** Records the duty that the case waits for. */
  async function duty(who: Who, id: string, record: Record<string, unknown>, outcome = 'in-order') {
    const { waiting } = await detail(id);
    const [{ occurrence }] = waiting;
    const { revision, sheet, duty: of } = await life.get('administrator', `/api/duties/occurrences/${occurrence}`);
    const needsFile = ['development/vulnerability-test', 'development/pre-release-test'].includes(of.id ?? of);
    const attach = needsFile
      ? [(await life.site.running.attachments.upload(Buffer.from('報告書'), { name: '報告.txt', by: life.people[who].accountId })).id]
      : [];
    const body = {
      revision,
      result: outcome,
      record,
      remark: outcome === 'problem' ? '直す' : '',
      sheetDigest: sheet?.digest ?? null,
      attach,
    };
    return life.act(who, 'POST', `/api/duties/occurrences/${occurrence}/complete`, body);
  }
  const review = (who: Who, id: string, outcome = 'in-order', reviewer: Who = who) =>
    duty(who, id, { reviewer: life.staff[reviewer], met: '全件', unmet: 'なし' }, outcome);
  const prepare = async (who: Who, id: string, more: Record<string, string> = {}) => {
    await life.act(who, 'POST', path(id, '/assessments'), { answers: answers(more) });
    return life.act(who, 'POST', path(id, '/starters'), { language: 'ja' });
  };
  const handOver = (who: Who, id: string) =>
    step(who, id, 'submitRequirements', { author: life.staff[who], estimate: '60万円、3週間、中' });
  const actor = (who: Who) => ({ actor: life.people[who].accountId, accountId: life.people[who].accountId, roles: [who] });

  return { life, environment, path, today, detail, stateOf, answers, open, step, duty, review, prepare, handOver, actor };
}

/** A line of the register of environments, which designs name. */
async function developmentEnvironment(life: Company): Promise<string> {
  const cells = {
    name: '受注 開発',
    kind: 'development',
    server: 'dev01',
    separation: ['machine'],
    data: 'generated',
    members: '開発課',
  };
  const added = await life.act('administrator', 'POST', '/api/registers/development/environments/rows', { cells });
  return added.id ?? added.row;
}
