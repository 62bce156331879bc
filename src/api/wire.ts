import { z } from 'zod';

/** Moments travel as ISO 8601 in UTC with milliseconds. */
export const isoTime = z.iso.datetime();

/** A text in both languages, as mechanisms and verdicts carry it. */
export const wordsSchema = z.object({ ja: z.string(), en: z.string() });

/** What every refused request answers with. */
export const faultBody = z.object({
  error: z.string().describe('The code; screens take their words from it.'),
  message: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

/** An answer that says only: done. */
export const done = z.object({ ok: z.literal(true) });

export const isoOrNull = (at: Date | null): string | null => at?.toISOString() ?? null;

/** Whether an address belongs to the API and not to the pages of the web app. */
export const isApi = (url: string): boolean => url === '/api' || url.startsWith('/api/') || url.startsWith('/api?');
