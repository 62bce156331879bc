import { z } from 'zod';

/** What the command line reads of the server's answers; parsed at the edge, so that the commands can trust it. */
export const words = z.object({ ja: z.string(), en: z.string() });
const time = z.string();
const verdict = z.enum(['pass', 'fail', 'unknown']);
export const clauseVerdict = z.enum(['pass', 'fail', 'unknown', 'planned', 'not-applicable']);
export type ClauseVerdict = z.infer<typeof clauseVerdict>;
const counts = z.object({ pass: z.number(), fail: z.number(), unknown: z.number() });

export const statusAnswer = z.object({
  controls: z.array(z.object({ id: z.string(), title: words })),
  clauses: z.array(
    z.object({
      id: z.string(),
      operative: z.boolean(),
      complete: z.boolean(),
      verdict: clauseVerdict,
      because: words,
      mechanisms: z.array(
        z.object({
          kind: z.string(),
          id: z.string().nullable(),
          title: words,
          status: z.enum(['running', 'planned']),
          verdict: verdict.nullable(),
          evidenceAt: time.nullable(),
        }),
      ),
      evidenceAt: time.nullable(),
    }),
  ),
  devices: z.array(z.object({ id: z.string(), name: z.string(), platform: z.string(), lastSeenAt: time, silent: z.boolean(), counts })),
  ledger: z.object({ size: z.number(), root: z.string() }),
});

export const boardAnswer = z.object({
  controls: z.array(
    z.object({
      clauses: z.object({ pass: z.number(), fail: z.number(), unknown: z.number(), planned: z.number(), notApplicable: z.number() }),
      incomplete: z.number(),
    }),
  ),
  devices: z.object({ total: z.number(), silent: z.number(), conflicts: z.number() }),
});

const piece = z.union([z.object({ text: z.string() }), z.object({ said: z.string() })]);
export const controlAnswer = z.object({
  id: z.string(),
  title: words,
  clauses: z.array(
    z.object({
      id: z.string(),
      sentence: z.object({ ja: z.array(piece), en: z.array(piece) }),
      verdict: clauseVerdict,
      complete: z.boolean(),
      because: words,
      evidenceAt: time.nullable(),
      mechanisms: z.array(
        z.object({
          kind: z.string(),
          status: z.enum(['running', 'planned']),
          title: words,
          check: z.object({ id: z.string(), verdict, expected: z.number() }).nullable(),
          rule: z.object({ verdict }).nullable(),
          practice: z.object({ id: z.string(), verdict }).nullable(),
        }),
      ),
    }),
  ),
});
export type ClauseAnswer = z.infer<typeof controlAnswer>['clauses'][number];

export const devicesAnswer = z.object({
  total: z.number(),
  devices: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      platform: z.string(),
      os: z.string(),
      lastSeenAt: time,
      silent: z.boolean(),
      conflict: z.boolean(),
      counts,
    }),
  ),
});

const value = z.union([z.number(), z.boolean(), z.string(), z.array(z.string())]);
const param = z.object({
  id: z.string(),
  title: words,
  type: z.enum(['number', 'boolean', 'choice', 'text', 'list']),
  origin: z.enum(['fixed', 'advised', 'company']),
  hint: words.nullable(),
  value,
  default: value,
  said: words,
  min: z.number().nullable(),
  max: z.number().nullable(),
  unit: words.nullable(),
  options: z.record(z.string(), words).nullable(),
  laxer: z.boolean(),
  version: z.number(),
  setAt: time.nullable(),
  reason: z.string().nullable(),
  usedBy: z.array(z.string()),
});
export const paramAnswer = param;
export const paramsAnswer = z.object({ params: z.array(param) });
export type ParamAnswer = z.infer<typeof param>;

export const ledgerAnswer = z.object({ size: z.number(), checkpoint: z.string(), verifierKey: z.string(), checkpointAt: time.nullable() });
export const verifyAnswer = z.object({
  ok: z.boolean(),
  size: z.number(),
  root: z.string(),
  problems: z.array(words),
  durationMs: z.number(),
});

export const agentsAnswer = z.object({
  serverName: z.string(),
  port: z.number(),
  certificate: z.object({ notAfter: time }),
  secret: z.object({ rotatedAt: time, previousValidUntil: time.nullable() }),
  local: z.object({ state: z.enum(['off', 'starting', 'running', 'stopped', 'unavailable']), because: words }),
  failedEnrolments: z.array(z.object({ address: z.string(), reason: words, count: z.number(), lastAt: time })),
  quarantine: z.array(z.object({ at: time, device: z.string().nullable(), what: z.string(), reason: z.string() })),
  counters: z.record(z.string(), z.number()),
  conflicts: z.array(z.object({ name: z.string(), because: words })),
});
export type AgentsAnswer = z.infer<typeof agentsAnswer>;

export const doneAnswer = z.object({ ok: z.literal(true) });
export const healthAnswer = z.object({ ok: z.boolean() });
