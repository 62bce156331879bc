import type { z } from 'zod';
import type * as contract from '../../../src/api/contract-consoles.ts';

export type ConsoleList = z.infer<typeof contract.consolesSchema>;
export type ConsoleKindView = ConsoleList['kinds'][number];
export type ConsolePreview = z.infer<typeof contract.consolePreviewSchema>;
