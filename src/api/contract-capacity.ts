import { z } from 'zod';
import { wordsSchema } from './contract.ts';

/** Shapes of the series, their forecasts, and what is measured. Days are 2026-11-22; numbers of disks are percent. */
const time = z.iso.datetime();
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const metricSchema = z.enum(['cpu', 'memory', 'disk', 'inodes', 'load', 'response', 'up']);
export const targetKindSchema = z.enum(['exporter', 'remote', 'http', 'tcp']);

export const outlookSchema = z.object({
  series: z.number().int(),
  metric: metricSchema,
  item: z.string(),
  onDay: day,
  percent: z.number(),
  /** Bytes, or inodes. */
  size: z.number(),
  /** Points of percent more or less than four weeks before. */
  trend: z.number().nullable(),
  kind: z.enum(['silent', 'stable', 'filling']),
  because: z.enum(['short-history', 'gaps']).nullable(),
  fullOn: day.nullable(),
  lowOn: day.nullable(),
  highOn: day.nullable(),
  unless: z.enum(['usual-clean-up']).nullable(),
  warn: z.boolean(),
  cause: z.enum(['trend', 'steps', 'clean-up-overdue', 'full']).nullable(),
});

const of = {
  name: z.string(),
  deviceId: z.uuid().nullable(),
  targetId: z.uuid().nullable(),
};

export const capacityQuery = z.object({
  q: z.string().max(100).default(''),
  of: z.enum(['client', 'server', 'target']).optional(),
  state: z.enum(['warned', 'filling', 'stable', 'silent']).optional(),
  sort: z.enum(['soonest', 'percent', 'name']).default('soonest'),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** How warnings of the last 90 days came out. `averted`: room was made before, so that nobody knows. */
export const hitsSchema = z.object({
  days: z.number().int(),
  hit: z.number().int(),
  off: z.number().int(),
  averted: z.number().int(),
  falseAlarm: z.number().int(),
  missed: z.number().int(),
  says: wordsSchema,
});

export const capacityListSchema = z.object({
  total: z.number().int(),
  counts: z.object({
    all: z.number().int(),
    warned: z.number().int(),
    filling: z.number().int(),
    stable: z.number().int(),
    silent: z.number().int(),
  }),
  horizonDays: z.number().int(),
  diskWarnPercent: z.number(),
  hits: hitsSchema,
  disks: z.array(outlookSchema.extend({ ...of, deviceClass: z.enum(['client', 'server']).nullable() })),
});

export const subjectParams = z.object({ of: z.enum(['device', 'target']), id: z.uuid() });
export const subjectSchema = z.object({
  ...of,
  series: z.array(
    z.object({
      id: z.number().int(),
      metric: metricSchema,
      item: z.string(),
      /** Yesterday's or today's newest number; null where none is so new. */
      latest: z.object({ at: time, value: z.number() }).nullable(),
    }),
  ),
});

export const seriesParams = z.object({ id: z.coerce.number().int().min(1).max(2_147_483_647) });
export const seriesQuery = z.object({ days: z.enum(['30', '400']).default('30') });
const point = z.object({
  at: time,
  count: z.number().int(),
  min: z.number(),
  max: z.number(),
  mean: z.number(),
  p95: z.number(),
  last: z.number(),
});
export const seriesSchema = z.object({
  id: z.number().int(),
  metric: metricSchema,
  item: z.string(),
  ...of,
  /** Milliseconds between two points that have no gap between them. */
  stepMs: z.number().int(),
  points: z.array(point),
  /** Where the company's value lies; null where it has none. */
  limit: z.number().nullable(),
  outlook: outlookSchema.nullable(),
  /** What was foretold before, the newest first. */
  forecasts: z.array(z.object({ madeOn: day, kind: z.enum(['silent', 'stable', 'filling']), fullOn: day.nullable(), warn: z.boolean() })),
  hits: hitsSchema,
});

export const profileSchema = z.object({
  metric: metricSchema,
  weeks: z.number(),
  hours: z.array(
    z.object({ weekday: z.number().int(), hour: z.number().int(), count: z.number().int(), mean: z.number(), max: z.number() }),
  ),
  ahead: z.object({
    /** Why nothing is foretold; null where something is. */
    because: z.enum(['short-history', 'gaps']).nullable(),
    /** The busiest hour of each day to come. */
    days: z.array(z.object({ day, hour: z.number().int(), expected: z.number(), low: z.number(), high: z.number() })),
    /** Of the measured hours of the last week, those that lay where the forecast of a week ago said. */
    hits: z.object({ hours: z.number().int(), within: z.number().int() }).nullable(),
  }),
});

export const targetSchema = z.object({
  id: z.uuid(),
  kind: targetKindSchema,
  name: z.string(),
  address: z.string(),
  deviceId: z.uuid().nullable(),
  deviceName: z.string().nullable(),
  warnMs: z.number().int().nullable(),
  revision: z.number().int(),
  changedAt: time,
  /** Null while nobody looked. */
  state: z.object({ ok: z.boolean(), lookedAt: time, since: time, says: wordsSchema.nullable() }).nullable(),
});
export const targetsSchema = z.object({
  targets: z.array(targetSchema),
  responseTimeWarnMs: z.number().int(),
  token: z.object({ rotatedAt: time, previousUntil: time.nullable() }).nullable(),
  /** What came and was not kept. */
  refused: z.array(z.object({ reason: z.string(), says: wordsSchema, name: z.string(), count: z.number().int(), lastAt: time })),
});

export const targetBody = z.object({
  kind: targetKindSchema,
  name: z.string().trim().min(1).max(80),
  address: z.string().trim().min(1).max(500),
  deviceId: z.uuid().nullable(),
  warnMs: z.number().int().min(1).max(60_000).nullable(),
});
export const targetChangeBody = targetBody.extend({ revision: z.number().int().min(1) });
export const targetEndBody = z.object({ revision: z.number().int().min(1) });
export const targetParams = z.object({ id: z.uuid() });
export const madeTargetSchema = z.object({ id: z.uuid() });
export const tokenSchema = z.object({
  /** Shown this once. */
  token: z.string(),
  /** Where Prometheus sends to, beneath the address of this server. */
  path: z.string(),
});
