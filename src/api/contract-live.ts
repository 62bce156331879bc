import { z } from 'zod';
import { wordsSchema } from './contract.ts';

/** Shapes of asking devices at once (照会). */
const time = z.iso.datetime();
const platform = z.enum(['windows', 'macos', 'linux']);
const count = z.number().int();
const maybe = count.nullable();
const page = {
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

export const targetStateSchema = z.enum(['waiting', 'asked', 'answered', 'failed', 'denylisted', 'no-answer', 'offline', 'cancelled']);

/** Named ones, or all that are so. */
export const deviceChoiceSchema = z.object({
  ids: z.array(z.uuid()).min(1).max(1_000).optional(),
  platforms: z.array(platform).min(1).max(3).optional(),
  deviceClass: z.enum(['client', 'server']).optional(),
  group: z.uuid().optional().describe('Only devices of this group.'),
});
export type DeviceChoiceBody = z.infer<typeof deviceChoiceSchema>;

/** What is too long is refused with words by the room; this only bounds what is looked at. */
const sql = z.string().max(20_000);
export const askBody = z.object({ sql, name: z.string().trim().min(1).max(200).optional(), devices: deviceChoiceSchema });
export const previewBody = z.object({ sql, devices: deviceChoiceSchema });
export const previewSchema = z.object({
  /** Why the SQL is refused; null where it may be asked. */
  refused: wordsSchema.nullable(),
  devices: count,
  /** Of these, so many have not called lately and may not answer. */
  silent: count,
});

export const begunSchema = z.object({ id: z.string(), devices: count });

export const costSchema = z.object({
  wallMsMedian: maybe,
  wallMsMax: maybe,
  cpuMsMedian: maybe,
  cpuMsMax: maybe,
  memoryBytesMax: maybe,
});

export const askSchema = z.object({
  id: z.string(),
  kind: z.enum(['query', 'check', 'device']),
  by: wordsSchema,
  at: time,
  endsAt: time,
  sql: z.string().nullable(),
  name: z.string().nullable(),
  /** For `check`: what is asked again. */
  check: z.object({ id: z.string(), title: wordsSchema }).nullable(),
  devices: count,
  columns: z.array(z.string()),
  rows: count,
  bytes: count,
  ended: z.enum(['complete', 'time', 'limit', 'stopped']).nullable(),
  endedAt: time.nullable(),
});
export type AskView = z.infer<typeof askSchema>;

export const askDetailSchema = askSchema.extend({
  states: z.array(z.object({ state: targetStateSchema, count })),
  cost: costSchema,
  /** False once the answers were removed, a week after the end. */
  kept: z.boolean(),
});
export type AskDetail = z.infer<typeof askDetailSchema>;

export const askListQuery = z.object(page);
export const askListSchema = z.object({
  total: count,
  asks: z.array(askSchema),
  limits: z.object({
    sqlCharsMax: count,
    devicesMax: count,
    rowsOfDeviceMax: count,
    rowsMax: count,
    minutesMax: count,
    keptDays: count,
  }),
  /** What no query may name, and why. */
  refused: z.array(z.object({ because: wordsSchema, names: z.array(z.string()) })),
});
export type AskList = z.infer<typeof askListSchema>;

export const targetSchema = z.object({
  seq: count,
  device: z.string(),
  deviceName: z.string(),
  platform,
  lastSeenAt: time,
  state: targetStateSchema,
  askedAt: time.nullable(),
  answeredAt: time.nullable(),
  /** The agent's own words where it failed. */
  message: z.string().nullable(),
  rows: count,
  bytes: count,
  /** Something was left off, because it was too much. */
  cut: z.boolean(),
  wallMs: maybe,
  userMs: maybe,
  systemMs: maybe,
  memoryBytes: maybe,
});
export type TargetRow = z.infer<typeof targetSchema>;
export const targetListQuery = z.object({ ...page, state: targetStateSchema.optional() });
export const targetListSchema = z.object({ targets: z.array(targetSchema) });

export const rowListQuery = z.object({ ...page, q: z.string().max(100).optional() });
export const rowListSchema = z.object({
  total: count,
  columns: z.array(z.string()),
  rows: z.array(z.object({ id: count, device: z.string(), deviceName: z.string(), cells: z.record(z.string(), z.string()) })),
});
export type RowList = z.infer<typeof rowListSchema>;

export const answersFileQuery = z.object({
  encoding: z.enum(['utf-8', 'cp932']).default('utf-8'),
  language: z.enum(['ja', 'en']).default('ja'),
});

/** One event of the stream; the same as a page of targets, with where the ask stands. */
export const streamQuery = z.object({ after: z.coerce.number().int().min(0).optional() });
export interface StreamEvent {
  readonly targets: readonly TargetRow[];
  readonly ask: AskDetail;
}

export const savedBody = z.object({
  name: z.string().trim().min(1).max(200),
  sql: sql.min(1),
  platforms: z.array(platform).min(1).max(3),
});
export const savedChangeBody = savedBody.extend({ version: z.number().int().min(1).max(1_000_000) });
export const savedEndBody = z.object({ version: z.number().int().min(1).max(1_000_000) });
export const queryListSchema = z.object({
  builtIn: z.array(z.object({ id: z.string(), title: wordsSchema, platforms: z.array(platform), sql: z.string() })),
  own: z.array(
    z.object({
      id: z.string(),
      version: count,
      name: z.string(),
      platforms: z.array(platform),
      sql: z.string(),
      by: wordsSchema,
      at: time,
    }),
  ),
});
export type QueryList = z.infer<typeof queryListSchema>;
