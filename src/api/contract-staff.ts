import { z } from 'zod';
import { wordsSchema } from './contract.ts';

/** Shapes of the staff list and of its import. Dates are 2026-11-22; '' is none. */
const time = z.iso.datetime();
const day = z.string().regex(/^$|^\d{4}-\d{2}-\d{2}$/);
export const importKindSchema = z.enum(['people', 'departments', 'devices']);
export const dutySchema = z.enum(['administrator', 'committee', 'management', 'departmentManager', 'operator', 'developer']);
export const personStateSchema = z.enum(['active', 'left']);
export const encodingSchema = z.enum(['utf-8', 'cp932', 'utf-16le']);

const personFields = z.object({
  number: z.string(),
  name: z.string(),
  kana: z.string(),
  email: z.string(),
  department: z.string(),
  title: z.string(),
  duties: z.array(dutySchema),
  state: personStateSchema,
  joinedOn: day,
  leftOn: day,
});
export const staffPersonSchema = personFields.extend({
  id: z.uuid(),
  revision: z.number(),
  changedAt: time,
  /** Who they sign in as; null where they have no account. */
  accountId: z.uuid().nullable(),
  devices: z.number(),
});
export const staffListSchema = z.object({ total: z.number(), people: z.array(staffPersonSchema) });
export const staffQuery = z.object({
  q: z.string().max(100).optional(),
  state: personStateSchema.optional(),
  department: z.uuid().optional(),
  duty: dutySchema.optional(),
  sort: z.enum(['number', 'name', 'department']).default('number'),
  order: z.enum(['asc', 'desc']).default('asc'),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** What is wrong with a cell is told in words by the room; here only the size of what may be sent. */
const typed = z.string().max(500);
const typedPerson = z.object({
  number: typed,
  name: typed,
  kana: typed,
  email: typed,
  department: typed,
  title: typed,
  duties: z.array(dutySchema).max(6),
  state: personStateSchema,
  joinedOn: typed,
  leftOn: typed,
});
export const newPersonSchema = typedPerson.partial().required({ number: true, name: true });
export const editPersonSchema = typedPerson.partial().extend({ revision: z.number().int().min(1) });

export const personHistorySchema = z.object({
  changes: z.array(
    z.object({
      at: time,
      by: z.string(),
      byName: wordsSchema.nullable(),
      byImport: z.boolean(),
      /** Names of the fields that changed; empty where the person was added. */
      fields: z.array(z.string()),
      added: z.boolean(),
    }),
  ),
});

export const departmentsSchema = z.object({
  departments: z.array(
    z.object({
      id: z.uuid(),
      code: z.string(),
      name: z.string(),
      parent: z.string(),
      managerId: z.uuid().nullable(),
      managerName: z.string(),
      people: z.number(),
    }),
  ),
});

export const ownersQuery = z.object({
  q: z.string().max(100).optional(),
  person: z.uuid().optional(),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const ownersSchema = z.object({
  total: z.number(),
  devices: z.array(
    z.object({
      id: z.uuid(),
      serial: z.string(),
      host: z.string(),
      asset: z.string(),
      personId: z.uuid().nullable(),
      ownerName: z.string(),
      /** The device with an agent that it is; null where there is none. */
      deviceId: z.uuid().nullable(),
    }),
  ),
});

const columns = z.record(z.string().max(40), z.string().max(4000));
export const mappingSchema = z.object({
  kind: importKindSchema,
  name: z.string().trim().min(1).max(60),
  columns,
  encoding: encodingSchema.nullable(),
});
export const mappingsSchema = z.object({
  mappings: z.array(mappingSchema.extend({ savedAt: time })),
  /** What can be read, for each kind. */
  fields: z.record(importKindSchema, z.array(z.object({ key: z.string(), title: wordsSchema, required: z.boolean() }))),
});

export const readQuery = z.object({ kind: importKindSchema, name: z.string().min(1).max(200), encoding: encodingSchema.optional() });
export const readProblemSchema = z.object({
  sheet: z.string().nullable(),
  row: z.number().nullable(),
  column: z.string().nullable(),
  says: wordsSchema,
});
export const readFileSchema = z.object({
  /** Under which the file is kept for half an hour. */
  file: z.uuid(),
  expiresAt: time,
  format: z.enum(['csv', 'xlsx']),
  encoding: encodingSchema.nullable(),
  byteOrderMark: z.boolean(),
  separator: z.enum([',', '\t', ';']).nullable(),
  hiddenSheets: z.array(z.string()),
  sheets: z.array(
    z.object({
      name: z.string(),
      headerNumber: z.number(),
      header: z.array(z.string()),
      rows: z.number(),
      sample: z.array(z.object({ number: z.number(), cells: z.array(z.string()) })),
      proposed: columns,
    }),
  ),
});

export const previewBody = z.object({
  file: z.uuid(),
  sheet: z.string().max(100).optional(),
  mapping: columns,
  fullList: z.boolean().default(false),
});
/** Values of a record's fields; duties are a list. */
const record = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
const plannedRow = z.object({
  row: z.number().nullable(),
  before: record.nullable(),
  after: record.nullable(),
  fields: z.array(z.string()),
});
export const previewSchema = z.object({
  kind: importKindSchema,
  /** What `apply` asks for. */
  digest: z.string(),
  counts: z.object({ added: z.number(), changed: z.number(), missing: z.number(), unchanged: z.number() }),
  /** The first ones of each; the counts are of all. */
  added: z.array(plannedRow),
  changed: z.array(plannedRow),
  missing: z.array(plannedRow),
  newDepartments: z.array(z.string()),
  problems: z.array(z.object({ row: z.number().nullable(), column: z.string().nullable(), says: wordsSchema })),
  problemCount: z.number(),
});
export const applyBody = previewBody.extend({ digest: z.string().regex(/^[0-9a-f]{64}$/), source: z.string().max(60).default('') });
export const importRunSchema = z.object({
  id: z.uuid(),
  kind: importKindSchema,
  source: z.string(),
  digest: z.string(),
  fullList: z.boolean(),
  added: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  missing: z.number(),
  by: z.string(),
  byName: wordsSchema.nullable(),
  at: time,
});
export const appliedSchema = z.object({ run: importRunSchema.nullable() });
export const importsSchema = z.object({ imports: z.array(importRunSchema) });

export const exportQuery = z.object({
  kind: importKindSchema.default('people'),
  format: z.enum(['xlsx', 'csv']).default('xlsx'),
  encoding: z.enum(['utf-8', 'cp932']).default('utf-8'),
  language: z.enum(['ja', 'en']).default('ja'),
  /** Put 〓 where Shift_JIS lacks a character. */
  replace: z.enum(['true', 'false']).default('false'),
});

export const invitePeopleBody = z.object({ people: z.array(z.uuid()).min(1).max(50), language: z.enum(['ja', 'en']).default('ja') });
export const invitedPeopleSchema = z.object({
  /** One link for each, shown this once. */
  invited: z.array(z.object({ id: z.uuid(), name: z.string(), url: z.string(), expiresAt: time })),
  /** Who was left out, and why. */
  skipped: z.array(
    z.object({ id: z.uuid(), name: z.string(), why: z.enum(['no-email', 'has-account', 'left', 'shared-email', 'unknown']) }),
  ),
});
