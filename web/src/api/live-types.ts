import type { z } from 'zod';
import type * as contract from '../../../src/api/contract-live.ts';

export type AskView = z.infer<typeof contract.askSchema>;
export type AskDetail = z.infer<typeof contract.askDetailSchema>;
export type AskList = z.infer<typeof contract.askListSchema>;
export type AskPreview = z.infer<typeof contract.previewSchema>;
export type DeviceChoice = z.infer<typeof contract.deviceChoiceSchema>;
export type LiveTarget = z.infer<typeof contract.targetSchema>;
export type LiveTargets = z.infer<typeof contract.targetListSchema>;
export type TargetState = LiveTarget['state'];
export type LiveRows = z.infer<typeof contract.rowListSchema>;
export type QueryList = z.infer<typeof contract.queryListSchema>;
export type StreamEvent = contract.StreamEvent;
export type Begun = z.infer<typeof contract.begunSchema>;
