import { z } from 'zod';
import { wordsSchema } from './contract.ts';
import { attachBody } from './contract-mechanisms.ts';

export const acceptanceParams = z.object({ id: z.uuid() });
export const acceptanceRowParams = z.object({ id: z.uuid(), row: z.uuid() });

const namedSchema = z.object({ id: z.string(), name: z.string() });
const resultSchema = z.object({
  id: z.number(),
  outcome: z.enum(['pass', 'fail', 'not-done']),
  note: z.string(),
  /** On the staff list. */
  tester: namedSchema.nullable(),
  /** The account that wrote it down. */
  by: namedSchema,
  at: z.iso.datetime(),
  files: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Of an earlier text of the case: it does not count any more. */
  outdated: z.boolean(),
});
const dispositionSchema = z.object({
  result: z.number(),
  disposition: z.enum(['fixed', 'accepted']),
  reason: z.string(),
  fixBy: z.iso.date().nullable(),
  by: namedSchema,
  at: z.iso.datetime(),
});
export const acceptanceRowSchema = z.object({
  id: z.string(),
  /** T-12 */
  number: z.string(),
  what: z.string(),
  expected: z.string(),
  requirement: z.string(),
  revision: z.number(),
  /** Neither passed nor accepted as it is. */
  open: z.boolean(),
  last: resultSchema.nullable(),
  disposition: dispositionSchema.nullable(),
});
export type AcceptanceRowView = z.infer<typeof acceptanceRowSchema>;

export const acceptanceSchema = z.object({
  id: z.string(),
  number: z.string(),
  label: z.string(),
  state: z.string(),
  stateTitle: wordsSchema,
  /** Of the specification; goes back with a change. */
  revision: z.number(),
  developer: namedSchema.nullable(),
  tester: namedSchema.nullable(),
  committee: z.boolean(),
  sums: z.object({
    rows: z.number(),
    passed: z.number(),
    failed: z.number(),
    notDone: z.number(),
    accepted: z.number(),
    open: z.number(),
    lastAt: z.iso.datetime().nullable(),
  }),
  versions: z.array(z.object({ no: z.number(), digest: z.string(), rows: z.number(), by: namedSchema, at: z.iso.datetime() })),
  /** What did not pass, open ones first. */
  failed: z.array(acceptanceRowSchema),
  moreFailed: z.number(),
  maySpecify: z.boolean(),
  mayTest: z.boolean(),
  /** This reader tested or made it: somebody else approves and accepts. */
  handsOn: z.boolean(),
  /** Defects of scanners that are open; null where none was imported. */
  findings: z.number().nullable(),
});
export type AcceptanceView = z.infer<typeof acceptanceSchema>;

export const acceptanceRowsQuery = z.object({
  only: z.enum(['all', 'open', 'failed', 'untested']).default('all'),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});
export const acceptanceRowsSchema = z.object({ total: z.number(), revision: z.number(), rows: z.array(acceptanceRowSchema) });
export const acceptanceHistorySchema = z.object({ results: z.array(resultSchema), dispositions: z.array(dispositionSchema) });

const rowText = { what: z.string().max(2_000), expected: z.string().max(2_000), requirement: z.string().max(200) };
export const specifyBody = z.strictObject({
  revision: z.number().int().min(0),
  put: z.array(z.strictObject({ id: z.uuid().nullable(), ...rowText })).max(200),
  remove: z.array(z.uuid()).max(200).default([]),
});
const specRowSchema = z.object({
  id: z.string(),
  number: z.string(),
  what: z.string(),
  expected: z.string(),
  requirement: z.string(),
  revision: z.number(),
});
export const specifiedSchema = z.object({ revision: z.number(), rows: z.array(specRowSchema) });

export const resultsBody = z.strictObject({
  results: z
    .array(
      z.strictObject({
        row: z.uuid(),
        /** The revision of the case that was tested. */
        rowRevision: z.number().int().min(1),
        outcome: z.enum(['pass', 'fail', 'not-done']),
        note: z.string().max(2_000).default(''),
      }),
    )
    .min(1)
    .max(200),
  /** Who tested, where that is not who writes it down. */
  tester: z.uuid().nullable().default(null),
  attach: attachBody.default([]),
});
export const fixedBody = z.strictObject({ row: z.uuid(), result: z.number().int().min(1), reason: z.string().max(2_000) });
export const acceptedBody = fixedBody.extend({ fixBy: z.iso.date().nullable().default(null) });
export const doneSchema = z.object({ done: z.literal(true) });

export const acceptanceExportQuery = z.object({ language: z.enum(['ja', 'en']).default('ja') });
export const acceptanceImportQuery = z.object({ name: z.string().max(200).default(''), removeMissing: z.stringbool().default(false) });
export const acceptanceApplyQuery = acceptanceImportQuery.extend({ digest: z.string().regex(/^[0-9a-f]{64}$/) });
const countsSchema = z.object({ add: z.number(), change: z.number(), remove: z.number(), same: z.number(), moved: z.boolean() });
const textSchema = z.object({ what: z.string(), expected: z.string(), requirement: z.string() });
export const acceptancePreviewSchema = z.object({
  counts: countsSchema,
  problems: z.array(z.object({ row: z.number().nullable(), column: z.string().nullable(), says: wordsSchema })),
  moreProblems: z.number(),
  /** At most 200 of them. */
  changes: z.array(
    z.object({ act: z.enum(['add', 'change', 'remove']), number: z.string(), before: textSchema.nullable(), after: textSchema.nullable() }),
  ),
  digest: z.string(),
});
export type AcceptancePreview = z.infer<typeof acceptancePreviewSchema>;
export const acceptanceAppliedSchema = countsSchema;
