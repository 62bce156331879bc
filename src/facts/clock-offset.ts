import { z } from 'zod';
import { defineFact } from './kind.ts';

/**
 * The device's clock against the server's, in milliseconds (positive: the device is ahead). The true offset lies within
 * `offsetMs` ± `boundMs`; the bound comes from the round trip and from the agent's whole seconds.
 */
export const clockOffset = defineFact(
  'clock-offset',
  z.object({ offsetMs: z.number().int(), boundMs: z.number().int().nonnegative() }),
  (previous, next) => Math.abs(previous.offsetMs - next.offsetMs) <= 400 && next.boundMs >= previous.boundMs - 400,
);
