import { ApiError } from './api-error.ts';
import type { AnsweringSheet, ImportedSheet, OpenedSheet, SheetAnswers, SheetEvidence } from './suppliers-types.ts';

export type * from './suppliers-types.ts';

/** Calls of whoever answers a sheet by its link: no account, no cookie; the secrets go in body and header, never in an address. */
async function post(path: string, body: unknown, session?: string): Promise<Response> {
  const isFile = body instanceof Blob;
  const response = await fetch(`/api/supplier-sheet/${path}`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      'content-type': isFile ? 'application/octet-stream' : 'application/json',
      ...(session === undefined ? {} : { 'x-sheet-session': session }),
    },
    body: isFile ? await body.arrayBuffer() : JSON.stringify(body),
  }).catch((cause: unknown) => {
    throw new ApiError('offline', 0, {}, String(cause));
  });
  if (response.ok) return response;
  const said = (await response.json().catch(() => null)) as { error?: string; message?: string; params?: ApiError['params'] } | null;
  throw new ApiError(
    said?.error ?? (response.status >= 500 ? 'internal' : 'bad-request'),
    response.status,
    said?.params ?? {},
    said?.message,
  );
}
const json = async <T>(answer: Promise<Response>): Promise<T> => (await (await answer).json()) as T;

export const openSheet = (token: string) => json<OpenedSheet>(post('open', { token }));
export const sendCode = (token: string) => json<{ minutes: number }>(post('code', { token }));
export const confirmCode = (token: string, code: string) => json<{ session: string; until: string }>(post('confirm', { token, code }));
export const readSheet = (session: string) => json<AnsweringSheet>(post('read', {}, session));
export const saveSheet = (session: string, revision: number, answers: SheetAnswers) =>
  json<{ revision: number; savedAt: string }>(post('save', { revision, answers }, session));
export const submitSheet = (session: string, revision: number, name: string) =>
  json<{ at: string; receipt: number }>(post('submit', { revision, name, agreed: true }, session));
export const addEvidence = (session: string, question: string, file: File) =>
  json<SheetEvidence>(post(`evidence?question=${encodeURIComponent(question)}&name=${encodeURIComponent(file.name)}`, file, session));
export const removeEvidence = (session: string, file: string) => json<{ ok: true }>(post('evidence/remove', { file }, session));
export const importExcel = (session: string, revision: number, file: File) =>
  json<ImportedSheet>(post(`excel/import?revision=${revision}&name=${encodeURIComponent(file.name)}`, file, session));

export async function downloadExcel(session: string): Promise<void> {
  const response = await post('excel', {}, session);
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = '委託先審査票.xlsx';
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
