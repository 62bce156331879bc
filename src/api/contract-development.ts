import { z } from 'zod';
import { isoTime, wordsSchema } from './wire.ts';

/** Shapes of requirements of development projects (要求事項) and of assessments of applications (リスクの評価). */
export const projectParams = z.object({ id: z.uuid() });
export const systemParams = z.object({ row: z.uuid() });
export const developmentLanguage = z.object({ language: z.enum(['ja', 'en']).default('ja') });

const choice = z.object({ id: z.string(), title: wordsSchema });
export const developmentChoicesSchema = z.object({
  questions: z.array(z.object({ id: z.string(), title: wordsSchema, options: z.array(choice) })),
  levels: z.array(choice),
  /** Options of the fields that take one of a few: `topic`, `verify`, `decision`, `result`. */
  fields: z.record(z.string(), z.object({ title: wordsSchema, options: z.array(choice).nullable() })),
});

export const developmentAssessmentSchema = z.object({
  id: z.string(),
  level: z.enum(['low', 'medium', 'high']),
  points: z.number(),
  exposed: z.boolean(),
  /** Why it is this level. */
  because: wordsSchema,
  answers: z.record(z.string(), z.string()),
  expert: z.string(),
  note: z.string(),
  by: wordsSchema,
  at: isoTime,
});
export const developmentAssessmentsSchema = z.object({ assessments: z.array(developmentAssessmentSchema) });
export const assessBody = z.strictObject({
  answers: z.record(z.string().max(30), z.string().max(30)),
  expert: z.string().max(500).default(''),
  note: z.string().max(1_000).default(''),
});

const decision = z.enum(['open', 'adopted', 'notApplicable']);
const result = z.enum(['none', 'met', 'unmet']);
export const requirementSchema = z.object({
  /** Permanent. */
  id: z.string(),
  no: z.number(),
  starter: z.string().nullable(),
  /** Of what it says, and of how it is met. */
  revision: z.number(),
  traceRevision: z.number(),
  topic: z.string(),
  title: z.string(),
  prevent: z.string(),
  detect: z.string(),
  respond: z.string(),
  recover: z.string(),
  verify: z.string(),
  decision,
  reason: z.string(),
  design: z.string(),
  test: z.string(),
  result,
  proof: z.string(),
});
export const requirementsSchema = z.object({
  project: z.object({ id: z.string(), number: z.string(), label: z.string(), state: z.string(), ended: z.boolean() }),
  /** What the list says can be written now; else only how requirements are met. */
  open: z.boolean(),
  needsRecovery: z.boolean(),
  /** At most 300: all of them. */
  lines: z.array(requirementSchema),
  counts: z.object({ adopted: z.number(), notApplicable: z.number(), open: z.number(), met: z.number(), unmet: z.number() }),
  /** What keeps it from being handed over. */
  unready: z.array(z.object({ no: z.number(), says: wordsSchema })),
  assessments: z.array(developmentAssessmentSchema),
  /** Starters by the newest assessment. `taken`: in the list already. */
  proposed: z.array(z.object({ id: z.string(), title: wordsSchema, applies: z.boolean(), taken: z.boolean(), because: wordsSchema })),
  frozen: z.object({ no: z.number(), digest: z.string(), lines: z.number(), adopted: z.number(), by: wordsSchema, at: isoTime }).nullable(),
});
export type RequirementsView = z.infer<typeof requirementsSchema>;

const text = z.string().max(2_000);
export const saveRequirementsBody = z.strictObject({
  lines: z
    .array(
      z.strictObject({
        /** Null: a new one. */
        id: z.uuid().nullable(),
        /** The revision that the person saw; 0 for a new one. */
        revision: z.number().int().min(0),
        cells: z.partialRecord(z.enum(['topic', 'title', 'prevent', 'detect', 'respond', 'recover', 'verify', 'decision', 'reason']), text),
      }),
    )
    .min(1)
    .max(300),
});
export const traceRequirementsBody = z.strictObject({
  lines: z
    .array(
      z.strictObject({
        id: z.uuid(),
        revision: z.number().int().min(0),
        cells: z.partialRecord(z.enum(['design', 'test', 'result', 'proof']), text),
      }),
    )
    .min(1)
    .max(300),
});
export const requirementLinesSchema = z.object({ lines: z.array(requirementSchema) });
export const startersTakenSchema = z.object({ added: z.number() });

export const requirementFileQuery = z.object({ name: z.string().min(1).max(200) });
export const requirementApplyQuery = requirementFileQuery.extend({ digest: z.string().regex(/^[0-9a-f]{64}$/) });
const planned = z.object({ row: z.number(), no: z.number().nullable(), title: z.string(), fields: z.array(z.string()) });
export const requirementPreviewSchema = z.object({
  digest: z.string(),
  added: z.array(planned),
  changed: z.array(planned),
  unchanged: z.number(),
  problems: z.array(z.object({ row: z.number().nullable(), column: z.string().nullable(), says: wordsSchema })),
});
export const requirementAppliedSchema = z.object({ added: z.number(), changed: z.number() });
