import { z } from 'zod';
import { wordsSchema } from './contract.ts';

/** Shapes of everything about the company's own procedures: the draft, its versions, what is in force, the statement. */
const time = z.iso.datetime();
const date = z.iso.date();
const paramValue = z.union([z.number(), z.boolean(), z.string(), z.array(z.string())]);
const piece = z.union([z.object({ text: z.string() }), z.object({ param: z.string(), said: z.string() })]);
const pieces = z.object({ ja: z.array(piece), en: z.array(piece) });
const clauseType = z.enum(['item', 'sub', 'para', 'lead', 'advice']);
export const adoptionSchema = z.enum(['adopted', 'changed', 'replaced', 'not-applicable']);
const partyText = z.string().regex(/^(role:[a-zA-Z]{1,40}|person:[0-9a-f-]{36})$/);

/** Limits of what a person writes, in characters. */
export const textCharsMax = 4000;
export const reasonCharsMax = 2000;

/**
 * `draft` exists only for the one being written. A version: `submitted` (waits for decisions), `returned`, `withdrawn`, and once
 * approved by its dates `upcoming` → `effective` → `superseded`.
 */
export const versionStateSchema = z.enum(['submitted', 'returned', 'withdrawn', 'upcoming', 'effective', 'superseded']);
export const versionSummarySchema = z.object({
  id: z.string(),
  /** `1.0`, `1.1`, `2.0` */
  number: z.string(),
  state: versionStateSchema,
  /** What changed and why, in the submitter's words. */
  note: z.string(),
  digest: z.string(),
  submittedAt: time,
  submittedBy: wordsSchema,
  /** True where the reader submitted it: one never decides on one's own. */
  isOwn: z.boolean(),
  /** The day it is meant to come into force. */
  effectiveOn: date,
  /** The moment it did or will, once approved. */
  effectiveFrom: time.nullable(),
  approvalsNeeded: z.number(),
  decisions: z.array(
    z.object({ by: wordsSchema, decision: z.enum(['approve', 'return']), comment: z.string(), at: time, isOwn: z.boolean() }),
  ),
});

/**
 * Something that stands in the way of submitting (`stop`), or that the committee should know (`warn`). `at` is a clause or a control
 * by its id, `value:<id>`, or `company`.
 */
const problemSchema = z.object({ level: z.enum(['stop', 'warn']), at: z.string(), words: wordsSchema });
/** "Revision recommended": what has changed behind a clause since the version in force. */
export const recommendationSchema = z.object({
  /** `8.1.e`, or a control's number. */
  at: z.string(),
  kind: z.enum(['sample', 'company', 'owner', 'fact', 'value']),
  words: wordsSchema,
  since: time.nullable(),
});

export const proceduresSchema = z.object({
  company: z.string(),
  draft: z.object({
    /** Counts every change of the draft; a submission names the one it saw. */
    revision: z.number(),
    changedAt: time.nullable(),
    /** Clauses, controls, values and rows that differ from the version in force (from the sample where there is none). */
    changes: z.number(),
    problems: z.array(problemSchema),
  }),
  inForce: versionSummarySchema.nullable(),
  upcoming: versionSummarySchema.nullable(),
  submitted: versionSummarySchema.nullable(),
  recommendations: z.array(recommendationSchema),
  controls: z.array(
    z.object({
      id: z.string(),
      title: wordsSchema,
      applicable: z.boolean(),
      reason: z.string(),
      /** What the interview's answers propose; null while it has not been answered. */
      proposed: z.object({ applicable: z.boolean(), reason: wordsSchema }).nullable(),
      revision: z.number(),
      /** Operative clauses by adoption; where the control does not apply all count as not applicable. */
      clauses: z.object({ total: z.number(), adopted: z.number(), changed: z.number(), replaced: z.number(), notApplicable: z.number() }),
      /** Operative clauses without an owner, and clauses whose "when is it necessary" nobody has decided. */
      ownerless: z.number(),
      undecided: z.number(),
      recommendations: z.number(),
    }),
  ),
});

/** A value as the draft says it, beside what is in force. */
export const draftValueSchema = z.object({
  id: z.string(),
  title: wordsSchema,
  type: z.enum(['number', 'boolean', 'choice', 'text', 'list']),
  origin: z.enum(['fixed', 'advised', 'company']),
  hint: wordsSchema.nullable(),
  value: paramValue,
  said: wordsSchema,
  /** The guideline's own value, or our suggestion where `origin` is company. */
  default: paramValue,
  defaultSaid: wordsSchema,
  min: z.number().nullable(),
  max: z.number().nullable(),
  unit: wordsSchema.nullable(),
  options: z.record(z.string(), wordsSchema).nullable(),
  says: z.object({ true: wordsSchema, false: wordsSchema }).nullable(),
  laxer: z.boolean(),
  /** Which direction asks more, for a number that the guideline fixes or advises: so that a screen can ask for the reason in time. */
  stricter: z.enum(['lower', 'higher', 'none']).optional(),
  reason: z.string().nullable(),
  /** Sent back with a change; another person's change in between is a conflict. */
  revision: z.number(),
  /** True once a person chose or confirmed it. */
  answered: z.boolean(),
  inForce: paramValue,
  inForceSaid: wordsSchema,
  /** True where the draft's value waits for an approval before it counts. */
  pending: z.boolean(),
  /** Clauses whose sentence or check uses it. */
  usedBy: z.array(z.string()),
});
const partyView = z.object({ party: z.string(), name: wordsSchema, gone: z.boolean() });
export const draftClauseSchema = z.object({
  id: z.string(),
  type: clauseType,
  heading: z.boolean(),
  operative: z.boolean(),
  revision: z.number(),
  changedAt: time.nullable(),
  changedBy: wordsSchema.nullable(),
  adoption: adoptionSchema,
  /** The sample's text and the company's, both with slots; the company's equals the sample's while adopted. */
  sample: wordsSchema,
  text: wordsSchema,
  samplePieces: pieces,
  pieces,
  reason: z.string(),
  owner: partyView.nullable(),
  deputy: partyView.nullable(),
  /** Null where the sample asks for no decision. */
  necessityAsked: z.object({ question: wordsSchema, suggestion: wordsSchema }).nullable(),
  necessity: z.string(),
  note: z.string(),
  plain: wordsSchema.nullable(),
  /** The plain words the leaflet would show without the company's own; null where no leaflet says this clause. */
  plainSample: wordsSchema.nullable(),
  actors: z.array(wordsSchema),
  cadence: wordsSchema,
  refs: z.array(z.object({ to: z.string(), why: wordsSchema })),
  referredBy: z.array(z.string()),
  appliesWhen: z.array(wordsSchema),
  mechanisms: z.array(z.object({ kind: z.string(), title: wordsSchema, status: z.enum(['running', 'planned']) })),
  /** Values that a mechanism of the clause reads but its sentence no longer says. */
  unsaid: z.array(z.string()),
  /** What the version in force says; null where there is none or it equals the draft. */
  inForceText: wordsSchema.nullable(),
  recommendations: z.array(recommendationSchema),
});
export const draftSchema = z.object({
  revision: z.number(),
  controls: z.array(
    z.object({
      id: z.string(),
      title: wordsSchema,
      purpose: wordsSchema,
      applicable: z.boolean(),
      reason: z.string(),
      revision: z.number(),
      proposed: z.object({ applicable: z.boolean(), reason: wordsSchema }).nullable(),
      clauses: z.array(draftClauseSchema),
    }),
  ),
  values: z.array(draftValueSchema),
  /** Who can be named as owner or deputy. */
  parties: z.array(z.object({ party: z.string(), name: wordsSchema })),
});
/** `?control=8.13` for one chapter; all without. */
export const draftQuery = z.object({ control: z.string().max(10).optional() });

export const editClauseSchema = z.object({
  /** The revision the person saw; 0 where nobody has changed the clause. A newer one: 409 `conflict` with what stands now. */
  revision: z.number().int().min(0),
  adoption: adoptionSchema,
  /** Ignored where adopted or not applicable. */
  text: z.object({ ja: z.string().max(textCharsMax), en: z.string().max(textCharsMax) }).optional(),
  reason: z.string().max(reasonCharsMax).default(''),
  owner: partyText.nullable(),
  deputy: partyText.nullable(),
  necessity: z.string().max(reasonCharsMax).default(''),
  note: z.string().max(textCharsMax).default(''),
  plain: z
    .object({ ja: z.string().max(400), en: z.string().max(400) })
    .nullable()
    .default(null),
});
export const editControlSchema = z.object({
  revision: z.number().int().min(0),
  applicable: z.boolean(),
  reason: z.string().max(reasonCharsMax).default(''),
});
export const editValueSchema = z.object({
  revision: z.number().int().min(0),
  value: z.union([z.number(), z.boolean(), z.string().max(10_000), z.array(z.string().max(1000)).max(1000)]),
  reason: z.string().max(reasonCharsMax).optional(),
});
export const elsewhereRowSchema = z.object({
  control: z.string().regex(/^A\.[5-7]\.\d{1,2}$/),
  title: z.string().max(200),
  applicable: z.boolean(),
  reason: z.string().max(reasonCharsMax),
  where: z.string().max(400),
});
export const submitSchema = z.object({
  revision: z.number().int().min(0),
  /** Whole number up (`2.0`) or the part behind the dot (`1.1`). The first version is 1.0 either way. */
  kind: z.enum(['major', 'minor']),
  effectiveOn: date,
  note: z.string().trim().min(1).max(reasonCharsMax),
});
export const decideSchema = z.object({
  decision: z.enum(['approve', 'return']),
  /** Needed for a return. */
  comment: z.string().max(reasonCharsMax).default(''),
  /** The digest of what the person read: a decision counts for exactly those bytes. */
  digest: z.string().length(64),
});

/** Words that stay (`same`), came (`added`), went (`removed`). */
const wordDiff = z.array(z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() }));
export const compareQuery = z.object({
  /** A version's id, `draft`, `sample`, or `in-force`. */
  from: z.string().max(40),
  to: z.string().max(40),
});
export const compareSchema = z.object({
  from: wordsSchema,
  to: wordsSchema,
  controls: z.array(z.object({ id: z.string(), title: wordsSchema, before: wordsSchema, after: wordsSchema })),
  clauses: z.array(
    z.object({
      id: z.string(),
      /** What differs, as a person says it: text, adoption, owner… */
      fields: z.array(wordsSchema),
      before: z.object({ adoption: adoptionSchema, reason: z.string(), owner: wordsSchema.nullable() }).nullable(),
      after: z.object({ adoption: adoptionSchema, reason: z.string(), owner: wordsSchema.nullable() }).nullable(),
      words: z.object({ ja: wordDiff, en: wordDiff }),
    }),
  ),
  values: z.array(
    z.object({
      id: z.string(),
      title: wordsSchema,
      before: wordsSchema.nullable(),
      after: wordsSchema.nullable(),
      reason: z.string().nullable(),
      laxer: z.boolean(),
      usedBy: z.array(z.string()),
    }),
  ),
});

/** A version, or what was in force at a time, to read. */
export const readableSchema = z.object({
  version: versionSummarySchema.nullable(),
  company: z.string(),
  controls: z.array(
    z.object({
      id: z.string(),
      title: wordsSchema,
      purpose: wordsSchema,
      applicable: z.boolean(),
      reason: z.string(),
      clauses: z.array(
        z.object({
          id: z.string(),
          type: clauseType,
          heading: z.boolean(),
          /** 第12条 / (1) / ア; '' for advice and leads. */
          label: z.string(),
          adoption: adoptionSchema,
          pieces,
          reason: z.string(),
          owner: wordsSchema.nullable(),
          deputy: wordsSchema.nullable(),
          necessity: z.string(),
        }),
      ),
    }),
  ),
});

/** One clause at a past or present moment: what the rule said, who saw to it, how it stood. */
export const replayQuery = z.object({ at: z.union([time, date]).optional() });
export const replaySchema = z.object({
  clause: z.string(),
  at: time,
  /** Null before the first version came into force: then the sample's text with the values of that time stands here. */
  version: versionSummarySchema.nullable(),
  adoption: adoptionSchema,
  text: wordsSchema,
  reason: z.string(),
  owner: wordsSchema.nullable(),
  deputy: wordsSchema.nullable(),
  values: z.array(z.object({ id: z.string(), title: wordsSchema, said: wordsSchema, value: paramValue, since: time.nullable() })),
  verdict: z.enum(['pass', 'fail', 'unknown', 'planned', 'not-applicable']),
  because: wordsSchema,
  checks: z.array(
    z.object({
      id: z.string(),
      title: wordsSchema,
      pass: z.number(),
      fail: z.number(),
      unknown: z.number(),
      findings: z.array(z.object({ device: z.string(), verdict: z.enum(['pass', 'fail', 'unknown']), because: wordsSchema, since: time })),
    }),
  ),
});

/** The statement of applicability (適用宣言書). */
export const statementSchema = z.object({
  version: versionSummarySchema.nullable(),
  company: z.string(),
  controls: z.array(
    z.object({
      id: z.string(),
      title: wordsSchema,
      applicable: z.boolean(),
      reason: z.string(),
      /** How far it is carried out: the verdicts of its operative clauses now, and those that nothing in the product carries yet. */
      state: z.object({ pass: z.number(), fail: z.number(), unknown: z.number(), planned: z.number(), notApplicable: z.number() }),
      stateWords: wordsSchema,
      evidenceAt: time.nullable(),
      changedClauses: z.array(z.string()),
    }),
  ),
  elsewhere: z.array(elsewhereRowSchema),
  elsewhereRevision: z.number(),
});
export const editElsewhereSchema = z.object({ revision: z.number().int().min(0), rows: z.array(elsewhereRowSchema).max(200) });

export const savedSchema = z.object({ revision: z.number(), draftRevision: z.number() });
/** A value that was saved: whether it counts at once (`now`), or waits in the draft for an approval. */
export const savedValueSchema = savedSchema.extend({ counts: z.enum(['now', 'when-approved']) });

/** `GET /api/procedures/export`: a file. */
export const exportQuery = z.object({
  what: z.enum(['procedures', 'statement']).default('procedures'),
  format: z.enum(['pdf', 'docx', 'xlsx']),
  lang: z.enum(['ja', 'en']).default('ja'),
  /** A version's id, `draft` or `in-force`; without: what is in force, else the draft (marked as such on every page). */
  version: z.string().max(40).optional(),
});

/** What a refused save answers beside the fault: what stands now, so that the person sees both and loses neither. */
export const conflictSchema = z.object({
  error: z.string(),
  message: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  now: z
    .object({
      clause: draftClauseSchema.optional(),
      control: z.object({ id: z.string(), applicable: z.boolean(), reason: z.string(), revision: z.number() }).optional(),
      value: draftValueSchema.optional(),
      elsewhere: z.object({ rows: z.array(elsewhereRowSchema), revision: z.number() }).optional(),
    })
    .optional(),
});
/** Takes our suggestions for everything nobody has decided yet: owners of operative clauses, and "when is it necessary". */
export const suggestionsSchema = z.object({
  owner: partyText.nullable().default(null),
  deputy: partyText.nullable().default(null),
  necessity: z.boolean().default(false),
});
export const suggestedSchema = z.object({ changed: z.number(), draftRevision: z.number() });
/** Every state that a row of the draft ever had, newest first. */
export const statesSchema = z.object({
  states: z.array(z.object({ revision: z.number(), at: time, by: wordsSchema, content: z.record(z.string(), z.unknown()) })),
});
export const versionsSchema = z.object({ versions: z.array(versionSummarySchema) });
/** What was in force at a moment, or at the end of a day; now without. */
export const inForceQuery = z.object({ at: z.union([time, date]).optional() });
