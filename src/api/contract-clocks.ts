import { z } from 'zod';
import { wordsSchema } from './contract.ts';

export const clockListQuery = z.object({
  q: z.string().max(200).optional(),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** This server's own clock against the named time servers. Positive offsets: this server is ahead. */
const referenceSchema = z.object({
  verdict: z.enum(['pass', 'fail', 'unknown']),
  because: wordsSchema,
  offsetMs: z.number().nullable(),
  boundMs: z.number().nullable(),
  servers: z.array(
    z.object({
      server: z.string(),
      at: z.iso.datetime(),
      offsetMs: z.number().nullable(),
      boundMs: z.number().nullable(),
      delayMs: z.number().nullable(),
      stratum: z.number().int().nullable(),
      refused: z.string().nullable(),
      code: z.string().nullable(),
    }),
  ),
});
export const referenceViewSchema = referenceSchema;

/** Clocks of the devices by the size of their offset against this server's, the worst first. */
export const clockListSchema = z.object({
  limitMs: z.number().int(),
  reference: referenceSchema,
  sums: z.object({
    measured: z.number().int(),
    found: z.number().int(),
    unmeasured: z.number().int(),
    over: z.number().int(),
    within: z.number().int(),
  }),
  devices: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      platform: z.enum(['windows', 'macos', 'linux']),
      /** Positive: the device is ahead. The true offset lies within ± `boundMs`. */
      offsetMs: z.number().int(),
      boundMs: z.number().int(),
      observedAt: z.iso.datetime(),
      state: z.enum(['within', 'over', 'coarse']),
      /** Time services that run there, and the servers that they are set to use; null where that cannot be seen. */
      services: z.array(z.string()).nullable(),
      servers: z.array(z.string()).nullable(),
      days: z.array(z.object({ day: z.iso.date(), minMs: z.number().int(), medianMs: z.number().int(), maxMs: z.number().int() })),
    }),
  ),
});
