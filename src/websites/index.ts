import type { Clock } from '../base/clock.ts';
import { saidList } from '../base/text.ts';
import { inTransaction, type Pool } from '../db/pool.ts';
import type { Verdict } from '../mechanism/check.ts';
import type { PracticeStanding } from '../mechanism/standing.ts';
import { addressOfSite, type Seen } from './seen.ts';
import { judgeWebsite, type WebsiteRules } from './standing.ts';
import { keepLook, looksAt } from './websites.store.ts';

export type { Seen } from './seen.ts';
export { judgeWebsite, type WebsiteRules } from './standing.ts';

export interface WebsitesDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  /** The websites that the company names, and what it asks of them, at a moment. */
  readonly rulesAt: (at: Date) => WebsiteRules & { readonly sites: readonly string[] };
  /** Looks at one; throws `{ problem }` where nothing could be seen. */
  readonly look: (host: string, port: number) => Promise<Exclude<Seen, { failed: string }>>;
}

/** Older than this a look says nothing of now: three rounds were missed. */
const freshMs = 3 * 3_600_000;

/** The company's own websites: looked at by this server, and judged. */
export class Websites {
  readonly #deps: WebsitesDeps;
  #looking: Promise<void> | null = null;

  constructor(deps: WebsitesDeps) {
    this.#deps = deps;
  }

  /** Looks at every named website once, one after another. Calls at the same time share one round. */
  look(): Promise<void> {
    this.#looking ??= this.#round().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  async #round(): Promise<void> {
    const { pool, clock } = this.#deps;
    for (const site of sitesOf(this.#deps.rulesAt(clock.now()).sites)) {
      const seen = await this.#lookAt(site);
      await inTransaction(pool, (tx) => keepLook(tx, site, seen, clock.now()));
    }
  }

  async #lookAt(site: string): Promise<Seen> {
    const address = addressOfSite(site);
    if (address === null) return { failed: 'no-such-name' };
    try {
      return await this.#deps.look(address.host, address.port);
    } catch (error) {
      const problem = (error as { problem?: unknown }).problem;
      return { failed: typeof problem === 'string' ? problem : 'broken' };
    }
  }

  /** Where the websites stood at a moment: the worst of them, with its words. */
  async standing(at: Date): Promise<PracticeStanding> {
    const { sites: named, ...rules } = this.#deps.rulesAt(at);
    const sites = sitesOf(named);
    if (sites.length === 0)
      return standingOf('unknown', '自社のWebサイトが未登録です。', 'No website of the company has been listed yet.', null);
    const looks = new Map((await looksAt(this.#deps.pool, sites, at)).map((look) => [look.host, look]));
    const judged = sites.map((site) => {
      const look = looks.get(site);
      const stale = look === undefined || at.getTime() - look.confirmedAt.getTime() > freshMs;
      const verdict: Verdict = stale
        ? {
            verdict: 'unknown',
            because: {
              ja: 'まだ確かめていないか、最後に確かめてから時間がたっています。',
              en: 'It has not been looked at yet, or not for hours.',
            },
          }
        : judgeWebsite(look.seen, rules, at);
      return { site, ...verdict, confirmedAt: look?.confirmedAt ?? null };
    });
    const times = judged.flatMap(({ confirmedAt }) => (confirmedAt === null ? [] : [confirmedAt.getTime()]));
    const evidenceAt = times.length === 0 ? null : new Date(Math.min(...times));
    const bad = (['fail', 'unknown'] as const)
      .map((name) => judged.filter(({ verdict }) => verdict === name))
      .find((list) => list.length > 0);
    if (bad === undefined) {
      const said = saidList(sites);
      return standingOf(
        'pass',
        `Webサイト${sites.length}件は、定めた版のTLSと有効な証明書で守られています:${said.ja}`,
        `All ${sites.length} websites have TLS as required and a valid certificate: ${said.en}`,
        evidenceAt,
      );
    }
    const ja = saidList(
      bad.map(({ site, because }) => `${site}「${because.ja}」`),
      3,
    ).ja;
    const en = saidList(
      bad.map(({ site, because }) => `${site}: ${because.en}`),
      3,
    ).en;
    return standingOf(bad[0]!.verdict, ja, en, evidenceAt);
  }
}

const sitesOf = (named: readonly string[]): string[] =>
  [...new Set(named.map((site) => site.trim().toLowerCase()))].filter((site) => site !== '');

const standingOf = (verdict: PracticeStanding['verdict'], ja: string, en: string, evidenceAt: Date | null): PracticeStanding => ({
  verdict,
  because: { ja, en },
  evidenceAt,
  dueOn: null,
});
