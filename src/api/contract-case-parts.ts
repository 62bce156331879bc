import { z } from 'zod';

/** An account that was made for the window of an audit. */
export const auditorSchema = z.object({
  id: z.string(),
  name: z.string(),
  login: z.string(),
  /** `disabled`: closed for good. */
  status: z.enum(['invited', 'active', 'disabled']),
  /** It works from here until there, and at no other time. */
  opensAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime().nullable(),
  /** Until when an unused invitation works; null where there is none. */
  invitedUntil: z.iso.datetime().nullable(),
});
export type AuditorView = z.infer<typeof auditorSchema>;
export const auditorsSchema = z.object({ accounts: z.array(auditorSchema) });

export const problemReportQuery = z.object({
  format: z.enum(['pdf', 'docx']).default('pdf'),
});
