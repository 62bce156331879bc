import { z } from 'zod';
import { defineFact } from './kind.ts';

/** Shared folders that were looked at, and those that stand open to everybody, with to whom. */
export const openFolders = defineFact(
  'open-folders',
  z.object({
    looked: z.array(z.string()),
    open: z.array(z.object({ folder: z.string(), to: z.string() })),
    readable: z.boolean(),
  }),
);

/** Ways in which a Mac shares itself over the network, by the product's own names of the settings; null where one is not told. */
export const sharingNames = ['screen', 'file', 'printer', 'login', 'management', 'events', 'internet', 'bluetooth'] as const;
export const sharingServices = defineFact(
  'sharing-services',
  z.object({ on: z.array(z.enum(sharingNames)), unread: z.array(z.enum(sharingNames)) }),
);
