import { z } from 'zod';
import { isoTime, wordsSchema } from './wire.ts';

/** Shapes of scan results (診断結果). */
export const scanSeverity = z.enum(['critical', 'high', 'medium', 'low', 'info']);
export const scanState = z.enum(['new', 'planned', 'fixed', 'verified', 'accepted', 'not-affected', 'seeded']);
export const scanWanted = z.enum(['accepted', 'not-affected', 'seeded']);
const day = z.iso.date();
const offset = z.coerce.number().int().min(0).max(1_000_000).default(0);
const limit = z.coerce.number().int().min(1).max(200).default(50);
const name = z.string().trim().min(1).max(120);

export const scanTargetBody = z.object({
  name,
  kind: z.enum(['repository', 'system', 'environment']),
  line: z.uuid().nullable().describe('The line of a register that it belongs to.'),
  developers: z.array(z.uuid()).max(100).describe('Accounts that may import and triage here.'),
});
export const scanTargetChangeBody = scanTargetBody.extend({ no: z.number().int().positive(), ended: z.boolean() });
export const scanTargetSchema = z.object({
  id: z.uuid(),
  no: z.number().int(),
  name: z.string(),
  kind: z.enum(['repository', 'system', 'environment']),
  line: z.object({ id: z.uuid(), label: z.string() }).nullable(),
  developers: z.array(z.object({ id: z.uuid(), name: z.string() })),
  ended: z.boolean(),
  mayWork: z.boolean(),
});
export const scanTargetsSchema = z.object({
  targets: z.array(
    scanTargetSchema.extend({
      open: z.number(),
      overdue: z.number(),
      toConfirm: z.number().describe('No longer shown, or shown again after all.'),
      proposed: z.number(),
      lastImportAt: isoTime.nullable(),
    }),
  ),
});

export const scanImportSchema = z.object({
  id: z.uuid(),
  tool: z.string(),
  toolVersion: z.string(),
  scope: z.string(),
  format: z.string(),
  complete: z.boolean(),
  fileName: z.string(),
  commit: z.string(),
  scannedAt: isoTime,
  covers: z.array(z.string()),
  counts: z.object({ results: z.number(), new: z.number(), gone: z.number(), reappeared: z.number() }),
  warnings: z.array(z.string()),
  by: wordsSchema,
  at: isoTime,
});
export const scanTargetDetailSchema = scanTargetSchema.extend({
  newest: z.array(scanImportSchema).describe('The newest import of each tool and part.'),
  freshDays: z.number(),
});
export const scanImportsSchema = z.object({ total: z.number(), imports: z.array(scanImportSchema) });
export const scanPageQuery = z.object({ offset, limit });

export const scanFileQuery = z.object({
  name: z.string().min(1).max(200),
  complete: z.enum(['true', 'false']).default('true').describe('Whether the scan looked at everything; else nothing is said to be gone.'),
});
export const scanImportQuery = scanFileQuery.extend({ digest: z.string().regex(/^[0-9a-f]{64}$/) });
const sample = z.object({ rule: z.string(), title: z.string(), place: z.string(), line: z.number().nullable(), severity: scanSeverity });
export const scanPreviewSchema = z.object({
  format: z.string(),
  digest: z.string(),
  runs: z.array(
    z.object({
      tool: z.string(),
      toolVersion: z.string(),
      scope: z.string(),
      scannedAt: isoTime.nullable(),
      commit: z.string(),
      warnings: z.array(z.string()),
      results: z.number(),
      same: z.boolean().describe('This very file was imported before: nothing changes.'),
      unchanged: z.number(),
      counts: z.object({ new: z.number(), gone: z.number(), reappeared: z.number(), rerated: z.number() }),
      new: z.array(sample),
      gone: z.array(sample),
      reappeared: z.array(sample),
    }),
  ),
});
export const scanImportedSchema = z.object({
  format: z.string(),
  runs: z.array(
    z.object({
      tool: z.string(),
      scope: z.string(),
      same: z.boolean(),
      results: z.number(),
      new: z.number(),
      gone: z.number(),
      reappeared: z.number(),
    }),
  ),
});

export const scanFindingsQuery = z.object({
  target: z.uuid().optional(),
  q: z.string().max(100).optional(),
  state: scanState.optional(),
  severity: scanSeverity.optional(),
  tool: z.string().max(100).optional(),
  aspect: z.enum(['input', 'output', 'rights', 'complexity', 'lint']).optional(),
  waits: z.enum(['open', 'gone', 'reappeared', 'proposed', 'overdue']).optional(),
  offset,
  limit,
});
const claim = z.object({ by: z.string(), state: z.string(), reason: z.string() });
export const scanFindingSchema = z.object({
  id: z.uuid(),
  target: z.uuid(),
  tool: z.string(),
  scope: z.string(),
  rule: z.string(),
  title: z.string(),
  place: z.string(),
  line: z.number().nullable(),
  severity: scanSeverity,
  state: scanState,
  until: day.nullable(),
  proposed: scanWanted.nullable(),
  seen: z.boolean().describe('The newest complete scan shows it.'),
  claim: claim.nullable().describe('What the report says against it; decides nothing.'),
  firstAt: isoTime,
  dueOn: day.nullable(),
  overdue: z.boolean(),
  revision: z.number().int(),
});
export const scanFindingsSchema = z.object({ total: z.number(), findings: z.array(scanFindingSchema) });
export const scanFindingDetailSchema = scanFindingSchema.extend({
  message: z.string(),
  cwes: z.array(z.number()),
  aliases: z.array(z.string()),
  aspects: z.array(z.string()),
  measure: z.number().nullable(),
  targetName: z.string(),
  mayWork: z.boolean(),
  events: z.array(
    z.object({
      no: z.number(),
      step: z.enum(['plan', 'fix', 'verify', 'reopen', 'propose', 'agree', 'decline']),
      fromState: scanState,
      toState: scanState,
      wanted: scanWanted.nullable(),
      until: day.nullable(),
      reason: z.string(),
      by: wordsSchema,
      at: isoTime,
    }),
  ),
  presence: z.array(
    z.object({
      seen: z.boolean(),
      severity: scanSeverity,
      tool: z.string(),
      toolVersion: z.string(),
      fileName: z.string(),
      commit: z.string(),
      scannedAt: isoTime,
      by: wordsSchema,
      at: isoTime,
    }),
  ),
});

const chosen = z
  .array(z.object({ id: z.uuid(), revision: z.number().int().min(0) }))
  .min(1)
  .max(500);
export const scanStepBody = z.object({
  step: z.enum(['plan', 'fix', 'verify', 'reopen', 'propose', 'decline']),
  findings: chosen,
  reason: z.string().max(1000).default(''),
  wanted: scanWanted.nullable().default(null),
  until: day.nullable().default(null),
});
export const scanAgreeBody = z.object({ findings: chosen, reason: z.string().max(1000).default('') });

export const scanTokenBody = z.object({ name, days: z.number().int().min(1).max(366) });
export const scanTokenMadeSchema = z.object({ secret: z.string().describe('Shown this once.') });
export const scanTokensSchema = z.object({
  tokens: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      expiresAt: isoTime,
      madeBy: wordsSchema,
      madeAt: isoTime,
      lastUsedAt: isoTime.nullable(),
      revokedAt: isoTime.nullable(),
    }),
  ),
});
export const scanMadeSchema = z.object({ id: z.uuid() });
