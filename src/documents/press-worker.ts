import { parentPort } from 'node:worker_threads';
import type { AnyDocument, ProcedureDocument, ReportDocument, StatementDocument } from './model.ts';

/** The thread in which documents are made. What a format needs is loaded with the first document of that format. */
export type PressOrder =
  | { readonly id: number; readonly format: 'pdf'; readonly document: AnyDocument }
  | { readonly id: number; readonly format: 'docx'; readonly document: ProcedureDocument | StatementDocument | ReportDocument };

export type PressAnswer =
  | { readonly id: number; readonly bytes: Uint8Array; readonly pages: number; readonly accessible: boolean }
  | { readonly id: number; readonly problem: string };

const made = async (order: PressOrder): Promise<{ bytes: Uint8Array; pages: number; accessible: boolean }> => {
  if (order.format === 'pdf') return (await import('./typst.ts')).pdfFile(order.document);
  return { bytes: await (await import('./word.ts')).wordFile(order.document), pages: 0, accessible: true };
};

parentPort!.on('message', (order: PressOrder) => {
  made(order).then(
    (answer) => parentPort!.postMessage({ id: order.id, ...answer } satisfies PressAnswer),
    (error: unknown) =>
      parentPort!.postMessage({
        id: order.id,
        problem: error instanceof Error ? (error.stack ?? error.message) : String(error),
      } satisfies PressAnswer),
  );
});
