import { z } from 'zod';
import { besideAgent } from './console-part.ts';
import { defineFact } from './kind.ts';

/** What tells whether files are scanned at the moment they are used. */
export const realtimeScanState = defineFact(
  'realtime-scan',
  z.object({
    /** What the Windows Security Center says of the antivirus («Good», «Poor» …); null where there is none (Windows Server). */
    securityCenter: z.string().nullable(),
    defenderRunning: z.boolean().nullable(),
    defenderDisabled: z.boolean().nullable(),
    /** Running products other than Defender. `onAccess`: whether the running program is the one that scans at use; null: not to be seen. */
    others: z.array(z.object({ name: z.string(), onAccess: z.boolean().nullable() })),
    listReadable: z.boolean(),
    /** Whether it is on. */
    ...besideAgent(z.boolean()),
  }),
);

export type RealtimeScan = z.infer<typeof realtimeScanState.schema>;
