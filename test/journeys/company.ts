import { must, type TestBrowser } from '../../src/api/test-site.ts';
import { inTransaction, type Tx } from '../../src/db/pool.ts';
import { beginSession } from '../../src/people/session.ts';
import { addPerson } from '../../src/staff/index.ts';
import { type DataSite, dataSite, type TestAgent } from '../data-site.ts';

export const roleNames = ['administrator', 'committee', 'management', 'departmentManager', 'employee'] as const;
export type RoleName = (typeof roleNames)[number];

/** A company of five whose procedures are in force: whole rooms, one database, a clock that only the test moves. */
export interface Company {
  readonly site: DataSite;
  /** Who sits at which browser; two administrators, so that nobody has to decide on their own. */
  readonly people: Readonly<Record<RoleName | 'deputy', TestBrowser>>;
  /** Ids on the staff list, by the same names. */
  readonly staff: Readonly<Record<RoleName | 'deputy', string>>;
  readonly device: string;
  /** The agent of that device, a Windows PC. */
  readonly agent: TestAgent;
  /** Sends as a person who has just proven the second factor; throws unless it succeeded. */
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
  act(who: RoleName | 'deputy', method: string, url: string, body?: unknown): Promise<any>;
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
  get(who: RoleName | 'deputy', url: string): Promise<any>;
  close(): Promise<void>;
}

/** What was proven by the second factor holds for five minutes. */
const provenForMs = 4 * 60_000;
const loginOf = (who: RoleName | 'deputy'): string => `${who.toLowerCase()}@example.co.jp`;

/** `values`: what the company wrote in its first procedures in place of ours, by id. */
export async function company({
  start,
  values = {},
}: {
  start?: string;
  values?: Readonly<Record<string, unknown>>;
} = {}): Promise<Company> {
  const site = await dataSite({ whole: true, ...(start !== undefined && { start }) });
  const administrator = site.administrator;
  const people = { administrator } as Record<RoleName | 'deputy', TestBrowser>;
  for (const who of roleNames.slice(1)) people[who] = await site.site.join(administrator, loginOf(who), [who]);
  people.deputy = await site.site.join(administrator, loginOf('deputy'), ['administrator']);
  const staff = await listStaff(site);
  const agent = await site.agent('keiri-01', 'windows');
  const signedIn = new Map<string, number>();
  const proven = new Map<string, number>();
  const fresh = async (who: RoleName | 'deputy'): Promise<TestBrowser> => {
    const browser = people[who];
    const now = site.clock.now();
    // Sessions end after twelve hours at the latest; a year is longer. Begun as by a sign-in, without the work of a password each time.
    if (now.getTime() - (signedIn.get(who) ?? 0) > 6 * 3_600_000) {
      const place = { address: browser.address, browser: 'test' };
      const begin = (tx: Tx) => beginSession(tx, browser.accountId, 'totp', place, now);
      browser.cookies.set('tejun', await inTransaction(site.site.people.pool, begin));
      signedIn.set(who, now.getTime());
      proven.delete(who);
    }
    return browser;
  };
  const found: Company = {
    site,
    people,
    staff,
    device: agent.deviceId,
    agent,
    act: async (who, method, url, body) => {
      const browser = await fresh(who);
      const now = site.clock.now().getTime();
      // Each act takes half a minute, as a person does, and no two of them happen at the same moment.
      if (now - (proven.get(who) ?? 0) < provenForMs) site.clock.advance({ seconds: 30 });
      else {
        must(await site.site.stepUp(browser));
        proven.set(who, site.clock.now().getTime());
      }
      return must(await browser.send(method, url, body)).body;
    },
    get: async (who, url) => must(await (await fresh(who)).get(url)).body,
    close: () => site.close(),
  };
  await putInForce(found, values);
  return found;
}

async function listStaff(site: DataSite): Promise<Record<RoleName | 'deputy', string>> {
  const staff = {} as Record<RoleName | 'deputy', string>;
  const deps = { pool: site.database.app, clock: site.clock };
  for (const [index, who] of ([...roleNames, 'deputy'] as const).entries()) {
    const email = who === 'administrator' ? 'aoki@example.co.jp' : loginOf(who);
    staff[who] = await addPerson(deps, 'cli', { number: `000${index + 1}`, name: `社員 ${index + 1}`, email, department: '総務部' });
  }
  return staff;
}

/** The sample with its suggestions, submitted and approved: from today on duties have dates. */
async function putInForce({ act, get }: Company, values: Readonly<Record<string, unknown>>): Promise<void> {
  await act('administrator', 'PUT', '/api/company/facts', { changes: [{ key: 'name', value: '株式会社みなと商会', revision: 0 }] });
  await act('administrator', 'POST', '/api/procedures/draft/suggestions', { owner: null, deputy: null, necessity: true });
  for (const [id, value] of Object.entries(values))
    await act('administrator', 'PUT', `/api/procedures/draft/values/${id}`, { revision: 0, value, reason: '当社の環境に合わせる' });
  const { draft } = await get('administrator', '/api/procedures');
  const { date } = await get('administrator', '/api/today');
  const { id } = await act('administrator', 'POST', '/api/procedures/submit', {
    revision: draft.revision,
    kind: 'major',
    effectiveOn: date,
    note: '最初の版',
  });
  const { versions } = await get('committee', '/api/procedures/versions');
  const { digest } = versions.find((version: { id: string }) => version.id === id);
  await act('committee', 'POST', `/api/procedures/versions/${id}/decide`, { decision: 'approve', comment: '', digest });
}
