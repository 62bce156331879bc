import { type Words, words } from '../base/text.ts';
import { localDateOf } from '../calendar/index.ts';
import type { PreparedSheet } from '../engine/duties/ports.ts';

export type SheetSection = PreparedSheet['sections'][number];

/** Rows of a section. Who wants the rest follows its link. */
export const sheetRowsMax = 20;

/** 前回(2026-10-01)以降 / since the last time (2026-10-01) */
export const sinceWords = (since: Date | null): Words =>
  since === null ? words('これまで', 'so far') : words(`前回(${localDateOf(since)})以降`, `since the last time (${localDateOf(since)})`);
