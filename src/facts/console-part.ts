import { z } from 'zod';

/**
 * What the list of a virus-protection console says of the device, beside what its agent sees. A person imported the list; it stands as of a
 * day. Left out where no list names the device, or where the list does not say it.
 */
export interface ConsolePart<V> {
  readonly product: string;
  /** The day of which the console wrote the list: 2026-11-22. */
  readonly asOf: string;
  readonly value: V;
}

/** The optional fields of a kind of fact that knows such a second source. */
export const besideAgent = <V extends z.ZodType>(value: V) => ({
  console: z.object({ product: z.string(), asOf: z.iso.date(), value }).optional(),
  /** Why the agent's own answer proves nothing, where only the console speaks. */
  unread: z.object({ ja: z.string(), en: z.string() }).optional(),
});
