import { z } from 'zod';
import { type Words, words } from '../base/text.ts';
import type { Pool } from '../db/pool.ts';
import { type Bundle, conflicts, recentFailures } from '../devices/index.ts';
import { platforms } from '../facts/kind.ts';
import { counters, recentQuarantine } from '../intake/read.ts';
import { callerOf } from './access.ts';
import { type AgentsView, agentsSchema } from './contract.ts';
import type { ApiApp } from './server.ts';
import { done } from './wire.ts';

/** What the screen about agents shows besides the database; wired in main. */
export interface AgentRouteDeps {
  readonly pool: Pool;
  facts(): Pick<AgentsView, 'serverName' | 'port' | 'certificate' | 'secret' | 'local' | 'intervals'>;
  /** What was handed out, which agents run, and with which secret they came. */
  rollout(): Promise<{
    readonly signing: AgentsView['signing'];
    readonly bundles: readonly (Pick<Bundle, 'version' | 'platform' | 'madeAt' | 'secretGeneration'> & { readonly devices: number })[];
    readonly generations: AgentsView['generations'];
    readonly versions: AgentsView['versions'];
    readonly newest: AgentsView['newest'];
  }>;
  rotateSecret(by: string, atOnce: boolean): Promise<void>;
  /** A zip with flags, authority, secret and install script for the official package. */
  bundle(platform: (typeof platforms)[number], by: string): Promise<Uint8Array>;
}

const shownMax = 100;

const reasons: Record<'wrong-secret' | 'bad-request' | 'no-identity', Words> = {
  'wrong-secret': words(
    '登録用の秘密が違います。配布一式が古くないか確かめてください。',
    'The enrolment secret is wrong. Check whether the bundle is an old one.',
  ),
  'bad-request': words('登録の要求を読み取れませんでした。', 'The enrolment request could not be read.'),
  'no-identity': words('端末を識別する情報がありません。', 'Nothing in the request identifies a device.'),
};

export function agentRoutes(app: ApiApp, deps: AgentRouteDeps): void {
  const { pool } = deps;
  app.route({
    method: 'GET',
    url: '/api/agents',
    config: { access: ['administrator'] },
    schema: { response: { 200: agentsSchema } },
    handler: async () => {
      const [failures, quarantine, counts, disputed] = await Promise.all([
        recentFailures(pool, shownMax),
        recentQuarantine(pool, shownMax),
        counters(pool),
        conflicts(pool, shownMax),
      ]);
      const { bundles, ...rollout } = await deps.rollout();
      return {
        ...deps.facts(),
        ...rollout,
        bundles: bundles.map(({ version, platform, madeAt, secretGeneration, devices }) => ({
          version,
          platform,
          madeAt: madeAt.toISOString(),
          secretGeneration,
          devices,
        })),
        failedEnrolments: failures.map(({ address, reason, count, lastAt }) => ({
          address,
          reason: reasons[reason],
          count,
          lastAt: lastAt.toISOString(),
        })),
        quarantine: quarantine.map((item) => ({ ...item, at: item.at.toISOString() })),
        counters: counts,
        conflicts: disputed.map((item) => ({ ...item, at: item.at.toISOString() })),
      };
    },
  });

  app.route({
    method: 'POST',
    url: '/api/agents/rotate-secret',
    config: { access: ['administrator'], stepUp: true },
    schema: {
      body: z.object({ atOnce: z.boolean().default(false).describe('The old secret ends now and not after seven days.') }),
      response: { 200: done },
    },
    handler: async (request) => {
      await deps.rotateSecret(callerOf(request).actor, request.body.atOnce);
      return { ok: true as const };
    },
  });

  app.route({
    method: 'GET',
    url: '/api/agents/bundle/:platform',
    config: { access: ['administrator'], stepUp: true },
    schema: { params: z.object({ platform: z.enum(platforms) }) },
    handler: async (request, reply) => {
      const { platform } = request.params;
      const zip = await deps.bundle(platform, callerOf(request).actor);
      return reply
        .type('application/zip')
        .header('content-disposition', `attachment; filename="tejun-agent-${platform}.zip"`)
        .send(Buffer.from(zip));
    },
  });
}
