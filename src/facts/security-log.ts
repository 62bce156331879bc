import { z } from 'zod';
import { defineFact } from './kind.ts';

/**
 * What the Security log of Windows shows of itself. `readable`: it held any entry of late, so that the absence of others means
 * something. `logons`: sign-ins were recorded within a day. `policy`: what the local policy says to record (0 nothing, 1 success,
 * 2 failure, 3 both), null where it is not told. `cleared`: when somebody emptied a log, out of the last `windowDays` days.
 */
export const securityLog = defineFact(
  'security-log',
  z.object({
    readable: z.boolean(),
    logons: z.boolean(),
    policy: z.object({ logon: z.number().int().nullable(), account: z.number().int().nullable(), change: z.number().int().nullable() }),
    cleared: z.array(z.object({ log: z.string(), at: z.iso.datetime() })),
    windowDays: z.number().int(),
  }),
);

/** How much the Security log of Windows may hold before it writes over its oldest entries, in bytes. */
export const securityLogSize = defineFact('security-log-size', z.object({ maxBytes: z.number().int().nullable() }));
