import { z } from 'zod';
import { defineFact } from './kind.ts';

/**
 * The proxy through which the web is reached, by user (Windows: users who are signed in; «*»: the whole device). `proxy`
 * and `script` are null where the setting is off; `readable` false: that user's settings could not be read.
 */
export const webProxy = defineFact(
  'web-proxy',
  z.object({
    users: z.array(z.object({ user: z.string(), proxy: z.string().nullable(), script: z.string().nullable(), readable: z.boolean() })),
  }),
);
