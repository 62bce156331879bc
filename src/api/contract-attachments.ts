import { z } from 'zod';
import { attachmentSchema } from './contract-mechanisms.ts';

/** A file is uploaded first (application/octet-stream) and becomes part of an act by its id; one that no act takes goes after a day. */
export const uploadQuery = z.object({ name: z.string().min(1).max(200) });
export const uploadedSchema = attachmentSchema;
export const attachmentParams = z.object({ id: z.uuid() });
