import type { z } from 'zod';
import type * as contract from '../../../src/api/contract-case-parts.ts';

/** Shapes of what cases of some kinds have beside their history. */
export type Auditor = z.infer<typeof contract.auditorSchema>;
export type Auditors = z.infer<typeof contract.auditorsSchema>;
