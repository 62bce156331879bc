import { randomBytes } from 'node:crypto';
import type { InjectOptions } from 'fastify';
import { Secret, TOTP } from 'otpauth';
import { FakeClock } from '../base/clock.ts';
import { silentLog } from '../base/log.ts';
import { type TestDatabase, testDatabase } from '../db/test-database.ts';
import { append } from '../ledger/index.ts';
import { makeSetupLink, type PeopleDeps, type PeopleEvent, type Role, vaultWith } from '../people/index.ts';
import { allPeopleRoutes, authenticator, buildServer, type RoutePlugin, type ServerConfig } from './index.ts';
import type { ApiApp } from './server.ts';

export const cliToken = randomBytes(32).toString('base64url');
export const goodPassword = 'えだまめ-coral-bicycle-71';

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly body: any;
}

/** A browser as the server sees it: it keeps cookies and says where its requests come from. */
export class TestBrowser {
  readonly cookies = new Map<string, string>();
  readonly #app: ApiApp;
  readonly host: string;
  address: string;
  /** The seed in the person's authenticator app. */
  seed = '';
  accountId = '';
  recoveryCodes: string[] = [];

  constructor(app: ApiApp, address = '192.0.2.10', host = 'localhost:8034') {
    this.#app = app;
    this.address = address;
    this.host = host;
  }

  async send(method: string, url: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const answer = await this.raw(method, url, body, headers);
    const isJson = String(answer.headers['content-type'] ?? '').startsWith('application/json');
    return { status: answer.statusCode, headers: answer.headers, body: isJson ? answer.json() : answer.body };
  }
  /** The answer as it comes, with its bytes. A Buffer is sent as it is. */
  async raw(method: string, url: string, body?: unknown, headers: Record<string, string> = {}) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await this.#app.inject({
      method: method as InjectOptions['method'] & string,
      url,
      remoteAddress: this.address,
      headers: {
        host: this.host,
        ...(cookie === '' ? {} : { cookie }),
        ...(method === 'GET' ? {} : { origin: `http://${this.host}`, 'sec-fetch-site': 'same-origin' }),
        ...(method === 'GET' || method === 'DELETE' ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: Buffer.isBuffer(body) ? body : JSON.stringify(body) }),
    });
    for (const { name, value } of answer.cookies) {
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }
  get(url: string): Promise<Answer> {
    return this.send('GET', url);
  }
  post(url: string, body?: unknown): Promise<Answer> {
    return this.send('POST', url, body);
  }
}

export const codeOf = (seed: string, at: Date): string => TOTP.generate({ secret: Secret.fromBase32(seed), timestamp: at.getTime() });

export interface TestSite {
  readonly app: ApiApp;
  readonly clock: FakeClock;
  readonly people: PeopleDeps;
  /** What was given to the ledger, in order. */
  readonly events: PeopleEvent[];
  browser(address?: string, host?: string): TestBrowser;
  /** Follows the set-up link to its end. */
  setUp(login?: string): Promise<TestBrowser>;
  /** The administrator invites someone, who follows the link to its end. */
  join(administrator: TestBrowser, login: string, roles: readonly Role[], expiresAt?: Date): Promise<TestBrowser>;
  /** Signs in with password and code; time moves on, so that no code is shown twice. */
  signIn(browser: TestBrowser, login: string): Promise<Answer>;
  stepUp(browser: TestBrowser): Promise<Answer>;
  close(): Promise<void>;
}

/** A server with a database of its own, a clock that stands still, and no network. */
export async function testSite(
  options: {
    config?: Partial<ServerConfig>;
    routes?: RoutePlugin[];
    /** Shared with other rooms under test; who made it closes it. */
    database?: TestDatabase;
    clock?: FakeClock;
  } = {},
): Promise<TestSite> {
  const database = options.database ?? (await testDatabase());
  const clock = options.clock ?? new FakeClock();
  const events: PeopleEvent[] = [];
  const people: PeopleDeps = {
    pool: database.app,
    clock,
    vault: vaultWith(randomBytes(32)),
    append: async (tx, at, added) => {
      await append(tx, at, added);
      events.push(...added);
    },
  };
  const config: ServerConfig = { trustedProxies: [], version: '0.0.0', ...options.config };
  const app = await buildServer({
    config,
    clock,
    log: silentLog,
    authenticate: authenticator(people, cliToken),
    routes: [...allPeopleRoutes({ people, config }), ...(options.routes ?? [])],
    ready: async () => true,
  });
  const nextCode = (browser: TestBrowser): string => {
    clock.advance({ seconds: 30 });
    return codeOf(browser.seed, clock.now());
  };
  const enrol = async (browser: TestBrowser, path: string, begin: object): Promise<TestBrowser> => {
    const begun = must(await browser.post(`/api/${path}/begin`, { password: goodPassword, language: 'ja', ...begin }));
    browser.seed = begun.body.totp.secret;
    browser.recoveryCodes = must(
      await browser.post(`/api/${path}/finish`, { factor: { kind: 'totp', code: nextCode(browser) } }),
    ).body.recoveryCodes;
    browser.accountId = must(await browser.get('/api/session')).body.accountId;
    return browser;
  };
  const site: TestSite = {
    app,
    clock,
    people,
    events,
    browser: (address, host) => new TestBrowser(app, address, host),
    setUp: async (login = 'aoki@example.co.jp') =>
      enrol(site.browser(), 'setup', { token: await makeSetupLink(people), name: '青木 花子', login }),
    join: async (administrator, login, roles, expiresAt) => {
      must(await site.stepUp(administrator));
      const invited = must(
        await administrator.post('/api/people', { name: `社員 ${login}`, login, roles, expiresAt: expiresAt?.toISOString() ?? null }),
      );
      return enrol(site.browser(), 'invitations', { token: invited.body.url.split('#')[1] });
    },
    signIn: async (browser, login) => {
      must(await browser.post('/api/sign-in', { login, password: goodPassword }));
      return browser.post('/api/sign-in/totp', { code: nextCode(browser) });
    },
    stepUp: (browser) => browser.post('/api/step-up', { code: nextCode(browser) }),
    close: async () => {
      await app.close();
      if (!options.database) await database.close();
    },
  };
  return site;
}

/** The answer, if it is a success. */
export function must(answer: Answer): Answer {
  if (answer.status >= 300) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
  return answer;
}
