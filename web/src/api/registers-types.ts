import type { z } from 'zod';
import type * as contract from '../../../src/api/contract-registers.ts';

/** Shapes of the registers, apart from what fetches them: tests without a browser read addresses and keys by them. */
export type Registers = z.infer<typeof contract.registersSchema>;
export type RegisterHead = Registers['registers'][number];
export type Register = z.infer<typeof contract.registerSchema>;
export type RegisterView = z.infer<typeof contract.viewSchema>;
export type RegisterViewState = contract.RegisterViewState;
export type RegisterRow = contract.RowView;
export type RegisterRows = z.infer<typeof contract.rowsSchema>;
export type RegisterRowDetail = z.infer<typeof contract.rowDetailSchema>;
export type RowHistory = RegisterRowDetail['history'][number];
export type Difference = z.infer<typeof contract.differenceSchema>;
export type Differences = z.infer<typeof contract.differencesSchema>;
export type ImportPreview = z.infer<typeof contract.importPreviewSchema>;
export type ImportChange = ImportPreview['changes'][number];
export type ImportApplied = z.infer<typeof contract.importAppliedSchema>;
export type BulkAct = z.input<typeof contract.bulkBody>['act'];

export type { AttachmentView, Cell, Cells, FieldView, Said } from './mechanism-types.ts';

export const rowStates = ['current', 'ended', 'all'] as const;
export type RowState = (typeof rowStates)[number];
export const pageSizes = [50, 100, 200] as const;
export type PageSize = (typeof pageSizes)[number];
export const differenceSides = ['unregistered', 'unmeasured'] as const;
export type DifferenceSide = (typeof differenceSides)[number];
export const differenceStates = ['open', 'explained', 'all'] as const;
export type DifferenceState = (typeof differenceStates)[number];

/** What an address of a register's page holds. A filter is `column:value`; `column:` alone finds blanks. */
export interface RegisterTableSearch {
  readonly q?: string | undefined;
  readonly filters?: readonly string[] | undefined;
  readonly sort?: string | undefined;
  readonly order?: 'asc' | 'desc' | undefined;
  readonly group?: string | undefined;
  readonly hidden?: readonly string[] | undefined;
  readonly state?: RowState | undefined;
  readonly offset?: number | undefined;
  readonly size?: PageSize | undefined;
  /** The line that is open beside the table, or `new`. */
  readonly row?: string | undefined;
  /** The saved view from which this began. */
  readonly view?: string | undefined;
}
