import { z } from 'zod';
import { wordsSchema } from './contract.ts';

/** Shapes of the company's facts, its calendar and the interview. */
const time = z.iso.datetime();
const date = z.iso.date();
const month = z.string().regex(/^[12]\d{3}-(0[1-9]|1[0-2])$/);
const hours = z.object({ from: z.string(), to: z.string() });
const holiday = z.object({ date, name: z.string() });

/** A fact with the version that a change must name. */
const fact = <T extends z.ZodType>(value: T) => z.object({ value, revision: z.number(), setAt: time.nullable() });
export const closureSchema = z.object({ name: z.string().max(200), from: z.string().max(10), to: z.string().max(10) });

export const companySchema = z.object({
  facts: z.object({
    name: fact(z.string()),
    headcount: fact(z.number().nullable()),
    sites: fact(z.array(z.string())),
    businessHours: fact(hours),
    /** 0 is Sunday. */
    openWeekdays: fact(z.array(z.number())),
    /** `12-29` to `01-03` comes back every year; `2026-08-13` to `2026-08-15` does not. */
    closures: fact(z.array(closureSchema)),
    fiscalYearStartMonth: fact(z.number()),
    approvalsNeeded: fact(z.number()),
    quietHours: fact(hours.nullable()),
    wareki: fact(z.boolean()),
    defaultOwner: fact(z.string()),
    defaultDeputy: fact(z.string().nullable()),
  }),
  /** Null while it has not been answered. */
  conditions: z.array(z.object({ key: z.string(), title: wordsSchema, value: z.boolean().nullable(), revision: z.number() })),
  calendar: z.object({
    today: date,
    /** 令和8年11月22日 */
    todayWareki: z.string(),
    fiscalYear: z.object({ year: z.number(), from: date, to: date }),
    /** National holidays are known from here to there; until `announcedUntil` they are official, later ones calculated. */
    known: z.object({ from: date, to: date }),
    announcedUntil: date,
    /** What was imported from the Cabinet Office's file; null while the bundled holidays are used. */
    imported: z.object({ rows: z.number(), from: date, to: date, at: time }).nullable(),
    holidaysRevision: z.number(),
  }),
});

const factKey = z.string().max(60);
/** Everything in one act: all changes are stored or none. `approvalsNeeded` has a route of its own, behind the second factor. */
export const editFactsSchema = z.object({
  changes: z
    .array(z.object({ key: factKey, value: z.unknown(), revision: z.number().int().min(0) }))
    .min(1)
    .max(40),
});
export const editApprovalsSchema = z.object({ value: z.number().int(), revision: z.number().int().min(0) });
export const editClosuresSchema = z.object({ closures: z.array(closureSchema).max(100), revision: z.number().int().min(0) });
export const factHistoryQuery = z.object({ key: factKey });
export const factHistorySchema = z.object({
  key: z.string(),
  title: wordsSchema,
  versions: z.array(z.object({ version: z.number(), value: z.unknown(), setAt: time, by: wordsSchema })),
});

export const monthsMax = 24;
export const calendarQuery = z.object({ from: month, months: z.coerce.number().int().min(1).max(monthsMax).default(1) });
export const calendarSchema = z.object({
  months: z.array(
    z.object({
      month,
      businessDays: z.number(),
      /** False where the national holidays of that year are not known. */
      isKnown: z.boolean(),
      days: z.array(
        z.object({
          date,
          /** 0 is Sunday. */
          weekday: z.number(),
          holiday: wordsSchema.nullable(),
          closure: z.string().nullable(),
          isBusinessDay: z.boolean(),
        }),
      ),
    }),
  ),
});

/** Without `apply` a preview: nothing is stored. `apply` is the digest that the preview answered, so that what was seen is stored. */
export const holidaysQuery = z.object({
  apply: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  revision: z.coerce.number().int().min(0).optional(),
});
export const holidaysPreviewSchema = z.object({
  applied: z.boolean(),
  digest: z.string(),
  revision: z.number(),
  encoding: z.enum(['UTF-8', 'CP932']),
  rows: z.number(),
  from: date.nullable(),
  to: date.nullable(),
  /** Days that become holidays, stop being holidays, or change their name, from this year on. */
  added: z.array(holiday),
  removed: z.array(holiday),
  renamed: z.array(z.object({ date, before: z.string(), after: z.string() })),
  /** Differences of past years, counted only. */
  pastChanges: z.number(),
  /** While there is one the file cannot be applied. */
  problems: z.array(z.object({ line: z.number(), words: wordsSchema })),
});

export const interviewSchema = z.object({
  steps: z.array(
    z.object({
      id: z.string(),
      title: wordsSchema,
      lead: wordsSchema,
      later: z.boolean(),
      questions: z.array(
        z.object({
          id: z.string(),
          kind: z.enum(['fact', 'condition', 'control', 'clauses', 'value']),
          key: z.string(),
          title: wordsSchema,
          why: wordsSchema,
          changes: wordsSchema,
          /** Null where only the company can know. */
          suggestion: z.unknown(),
          required: z.boolean(),
          answeredAt: time.nullable(),
          proposals: z.array(z.object({ id: z.string(), applicable: z.boolean(), reason: wordsSchema })),
        }),
      ),
    }),
  ),
  required: z.object({ total: z.number(), answered: z.number() }),
  later: z.object({ total: z.number(), answered: z.number() }),
});
export const answerSchema = z.object({ questions: z.array(z.string().max(100)).min(1).max(200) });
export const progressSchema = z.object({
  required: z.object({ total: z.number(), answered: z.number() }),
  later: z.object({ total: z.number(), answered: z.number() }),
});

export type CompanyView = z.infer<typeof companySchema>;
export type HolidaysPreview = z.infer<typeof holidaysPreviewSchema>;
