import { z } from 'zod';
import { defineFact } from './kind.ts';

const time = z.iso.datetime().nullable();

/** What a device tells about its updates. A time that it does not tell is null; each platform tells only some of them. */
export const updateState = defineFact(
  'update-state',
  z.object({
    /** The newest update of the system that was installed with success; daily virus definitions are not counted. */
    installedAt: time,
    /** How far back the record of installations reaches: without it, no entry means nothing. */
    historySince: time,
    /** When the device last looked for updates (or last fetched the list of packages). */
    checkedAt: time,
    /** When the automatic installation last ended well. */
    automaticAt: time,
    /** Whether a timer that installs updates is active; null where that cannot be seen. */
    automaticTimer: z.boolean().nullable(),
    /** How many recommended updates wait; null where that cannot be seen. */
    waiting: z.number().int().nullable(),
    /** Windows: the newest hotfix of the system's own list, which outlives a cleared history. Absent in older facts. */
    hotfixAt: z.iso.datetime().nullish(),
  }),
);

export type UpdateState = z.infer<typeof updateState.schema>;
