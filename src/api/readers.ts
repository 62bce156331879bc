import type { Role } from '../people/index.ts';

/** Who reads how the company stands. An employee has pages of his own. */
export const readers: readonly Role[] = ['administrator', 'committee', 'management', 'departmentManager', 'auditor'];

/** Who reads the ledger's contents. Its hashes and checkpoints are open to everybody: they say nothing and prove much. */
export const evidenceReaders: readonly Role[] = ['administrator', 'committee', 'management', 'auditor'];
