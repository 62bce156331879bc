import { z } from 'zod';
import { fieldTypes } from '../mechanism/field.ts';
import { wordsSchema } from './contract.ts';

/** Shapes that registers, duties and requests share: a field, its cells, an attached file, a standing. */
export const fieldSchema = z.object({
  id: z.string(),
  title: wordsSchema,
  type: z.enum(fieldTypes),
  required: z.boolean(),
  requiredWhen: z.object({ field: z.string(), is: z.array(z.union([z.string(), z.boolean()])) }).nullable(),
  hint: wordsSchema.nullable(),
  /** In the order in which they are offered. */
  options: z.array(z.object({ key: z.string(), title: wordsSchema })).nullable(),
  unit: wordsSchema.nullable(),
  min: z.number().nullable(),
  /** For `devices`: how many can be named. */
  max: z.number().nullable(),
  maxChars: z.number().nullable(),
  /** For `row`: the register whose lines can be named. */
  register: z.string().nullable(),
});
export type FieldView = z.infer<typeof fieldSchema>;

export const cellSchema = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);
export const cellsSchema = z.record(z.string(), cellSchema);
/** What a person sends: checked against the definition, cell by cell. */
export const cellsBody = z.record(
  z.string().max(60),
  z.union([z.string().max(10_000), z.number(), z.boolean(), z.array(z.string().max(200)).max(1_000), z.null()]),
);
/** How the cells that hold an id or a key are said: `{ owner: { ja: '高橋', en: '高橋' } }`. Others are absent. */
export const saidSchema = z.record(z.string(), wordsSchema);

export const attachmentSchema = z.object({
  id: z.string(),
  name: z.string(),
  bytes: z.number(),
  /** As its content says: 'application/pdf'. */
  mediaType: z.string(),
  /** SHA-256 of the content, hex; it stands in the ledger. */
  hash: z.string(),
  addedAt: z.iso.datetime(),
  addedBy: z.string(),
});
export type AttachmentView = z.infer<typeof attachmentSchema>;
/** Ids of files that were uploaded before and become part of this act. */
export const attachBody = z.array(z.uuid()).max(20);

export const standingSchema = z.object({
  verdict: z.enum(['pass', 'fail', 'unknown']),
  because: wordsSchema,
  evidenceAt: z.iso.datetime().nullable(),
  dueOn: z.iso.date().nullable(),
});
export type StandingView = z.infer<typeof standingSchema>;

/** Something that can be named in a cell: a person, a device, a line of another register. */
export const choiceSchema = z.object({ id: z.string(), label: z.string(), detail: z.string() });
/** `GET /api/choices?type=person&q=taka` — at most 20, devices as many as are asked for; by `ids` or `group` all that are meant. */
export const choicesQuery = z.object({
  type: z.enum(['person', 'device', 'row']),
  register: z.string().max(100).optional(),
  q: z.string().max(100).default(''),
  ids: z
    .string()
    .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(,[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}){0,49}$/)
    .optional()
    .describe('What these ids name, with commas between them; at most 50.'),
  most: z.coerce.number().int().min(1).max(201).default(20).describe('How many devices are wanted at most.'),
  group: z.uuid().optional().describe('The devices that are in a group now; at most 201, one more than a field can name.'),
});
export const choicesSchema = z.object({ choices: z.array(choiceSchema) });
