import { z } from 'zod';
import { wordsSchema } from './contract.ts';

/** Shapes of suppliers (委託先): the sheet that they answer by a link, what the company sees of it, and service levels. */
const time = z.iso.datetime();
const date = z.iso.date();
const token = z.string().max(100);
const answerValue = z.enum(['yes', 'partly', 'no', 'na']);

export const questionSchema = z.object({
  id: z.string(),
  text: wordsSchema,
  hint: wordsSchema.optional(),
  kind: z.enum(['scale', 'text']),
  weight: z.number(),
  /** Whoever says no is not chosen without conditions. */
  knockOut: z.boolean().optional(),
  /** Answers that have to be backed by a file or by words. */
  evidence: z.array(z.enum(['yes', 'partly'])).optional(),
  mayNotApply: z.boolean().optional(),
  concerns: z.array(z.string()).optional(),
});
export const groupSchema = z.object({ id: z.string(), title: wordsSchema, questions: z.array(questionSchema) });
export const answersSchema = z.record(z.string().max(40), z.strictObject({ value: answerValue.nullable(), note: z.string().max(2_000) }));
export const evidenceSchema = z.object({ id: z.string(), question: z.string(), name: z.string(), bytes: z.number() });

// By a link, without an account. Every call is a POST, so that no secret stands in an address.
export const tokenBody = z.strictObject({ token });
export const confirmBody = z.strictObject({ token, code: z.string().regex(/^[0-9]{6}$/) });
export const openedSchema = z.object({
  company: z.string(),
  dueOn: date,
  until: time,
  state: z.enum(['open', 'submitted']),
  submittedAt: time.nullable(),
  /** Where the code goes, masked. */
  sentTo: z.string(),
  number: z.string(),
});
export type OpenedView = z.infer<typeof openedSchema>;
export const codeSentSchema = z.object({ minutes: z.number() });
export const sessionSchema = z.object({ session: z.string(), until: time });
/** The header that holds the secret of a browser that showed the code. */
export const sessionHeader = 'x-sheet-session';
export const answeringSchema = z.object({
  company: z.string(),
  contact: z.string(),
  dueOn: date,
  until: time,
  state: z.enum(['open', 'submitted']),
  submittedAt: time.nullable(),
  receipt: z.number().nullable(),
  groups: z.array(groupSchema),
  revision: z.number(),
  answers: answersSchema,
  evidence: z.array(evidenceSchema),
  savedAt: time.nullable(),
  limits: z.object({ noteCharsMax: z.number(), evidenceBytesMax: z.number(), evidenceFilesMax: z.number(), excelBytesMax: z.number() }),
});
export type AnsweringView = z.infer<typeof answeringSchema>;
export const saveBody = z.strictObject({ revision: z.number().int().min(0), answers: answersSchema });
export const sheetSavedSchema = z.object({ revision: z.number(), savedAt: time });
export const evidenceQuery = z.object({ question: z.string().max(40), name: z.string().min(1).max(300) });
export const removeEvidenceBody = z.strictObject({ file: z.uuid() });
export const importQuery = z.object({ revision: z.coerce.number().int().min(0), name: z.string().min(1).max(300) });
const problemsSchema = z.array(z.object({ question: z.string(), says: wordsSchema }));
export const importedSheetSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), revision: z.number(), answered: z.number() }),
  z.object({ ok: z.literal(false), problems: problemsSchema, more: z.number() }),
]);
export const submitBody = z.strictObject({
  revision: z.number().int().min(1),
  name: z.string().trim().min(1).max(100),
  agreed: z.literal(true),
});
export const submittedSchema = z.object({ at: time, receipt: z.number() });

// For the company.
export const bankSchema = z.object({
  version: z.number(),
  groups: z.array(groupSchema),
  workKinds: z.array(z.object({ id: z.string(), title: wordsSchema })),
  template: z.object({ revision: z.number(), groups: z.array(z.string()), leftOut: z.array(z.string()) }),
  passMark: z.number(),
});
export const templateBody = z.strictObject({
  revision: z.number().int().min(0),
  groups: z.array(z.string().max(40)).min(1).max(50),
  leftOut: z.array(z.string().max(40)).max(200),
});
export const templateSchema = bankSchema.shape.template;

export const suppliersQuery = z.object({
  state: z.enum(['open', 'ended', 'all']).default('open'),
  q: z.string().max(200).default(''),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export const supplierSchema = z.object({
  case: z.string(),
  number: z.string(),
  label: z.string(),
  variant: wordsSchema,
  state: wordsSchema,
  ended: z.boolean(),
  /** Of the newest sheet that was handed in. */
  score: z.number().nullable(),
  passed: z.boolean().nullable(),
  assessedAt: time.nullable(),
  /** The sheet that waits for answers. */
  asked: z.object({ sheet: z.string(), dueOn: date, late: z.boolean() }).nullable(),
  /** What is due next, and when. */
  next: z.object({ occurrence: z.string(), duty: wordsSchema, dueOn: date, overdue: z.boolean() }).nullable(),
});
export type SupplierView = z.infer<typeof supplierSchema>;
export const suppliersSchema = z.object({ total: z.number(), suppliers: z.array(supplierSchema) });

export const scoreSchema = z.object({
  total: z.number(),
  passMark: z.number(),
  passed: z.boolean(),
  groups: z.array(z.object({ id: z.string(), title: wordsSchema, points: z.number(), of: z.number(), score: z.number().nullable() })),
  knockOuts: z.array(z.string()),
  unbacked: z.array(z.string()),
});
export const sheetSchema = z.object({
  id: z.string(),
  again: z.boolean(),
  way: z.enum(['link', 'excel']),
  state: z.enum(['open', 'submitted', 'ended']),
  digest: z.string(),
  contactName: z.string(),
  contactMail: z.string().nullable(),
  sentAt: time,
  sentBy: wordsSchema,
  dueOn: date,
  until: time,
  submitted: z.object({ at: time, via: z.enum(['link', 'company']), by: z.string(), digest: z.string(), receipt: z.number() }).nullable(),
  groups: z.array(groupSchema),
  /** Null until they are final. */
  answers: answersSchema.nullable(),
  score: scoreSchema.nullable(),
  evidence: z.array(evidenceSchema),
  openings: z.array(
    z.object({
      at: time,
      act: z.enum(['opened', 'code-sent', 'code-wrong', 'confirmed', 'read', 'excel-in', 'submitted', 'again']),
      address: z.string(),
    }),
  ),
  progress: z.object({ answered: z.number(), asked: z.number(), savedAt: time.nullable() }).nullable(),
});
export type SheetView = z.infer<typeof sheetSchema>;
export const caseSheetsSchema = z.object({
  sheets: z.array(sheetSchema),
  deliveries: z.array(z.object({ at: time, what: z.string(), deliveredOn: date, acceptance: z.string().nullable() })),
});
export const caseIdParams = z.object({ id: z.uuid() });
export const behalfQuery = z.object({ name: z.string().min(1).max(300), from: z.string().trim().min(1).max(100) });

export const slasSchema = z.object({
  /** The newest month whose figure has to be there: 2026-10. */
  due: z.string(),
  services: z.array(
    z.object({
      row: z.string(),
      number: z.string(),
      name: z.string(),
      provider: z.string(),
      levels: z.array(
        z.object({
          id: z.string(),
          what: z.string(),
          unit: z.string(),
          sense: z.enum(['at-least', 'at-most']),
          agreed: z.number(),
          since: date,
          figures: z.array(
            z.object({
              month: z.string(),
              value: z.number(),
              source: z.enum(['reported', 'own']),
              note: z.string(),
              kept: z.boolean(),
              by: wordsSchema,
            }),
          ),
        }),
      ),
    }),
  ),
});
// Four digits after the point are kept. More would be rounded, and a figure just short of what was agreed would meet it.
const figure = z.number().min(-1_000_000_000).max(1_000_000_000).multipleOf(0.0001);
export const agreeBody = z.strictObject({
  service: z.uuid(),
  what: z.string().trim().min(1).max(80),
  unit: z.string().trim().max(20).default(''),
  sense: z.enum(['at-least', 'at-most']),
  agreed: figure,
  since: date,
});
export const agreedSchema = z.object({ id: z.string() });
export const figureBody = z.strictObject({
  sla: z.uuid(),
  month: z.string().regex(/^20[0-9]{2}-(0[1-9]|1[0-2])$/),
  value: figure,
  source: z.enum(['reported', 'own']),
  note: z.string().trim().max(500).default(''),
});
