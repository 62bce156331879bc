import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { ApiError, change, get, queryOf } from './client.ts';
import type { AttachmentView, Choice, ChoiceType } from './mechanism-types.ts';

export * from './mechanism-types.ts';

/** What can be named in a cell: people, devices, lines of a register; at most 20, those first that fit best. */
export const choicesQuery = (type: ChoiceType, register: string | null, q: string) =>
  queryOptions({
    queryKey: ['choices', type, register, q],
    queryFn: () => get<{ choices: Choice[] }>(`/api/choices${queryOf({ type, register: register ?? undefined, q })}`),
    placeholderData: keepPreviousData,
  });

/** The label of what was chosen before; a list that is searched by an id answers with the one it belongs to. */
export const choiceQuery = (type: ChoiceType, register: string | null, id: string) =>
  queryOptions({
    queryKey: ['choice', type, register, id],
    queryFn: async (): Promise<Choice | null> => {
      const { choices } = await get<{ choices: Choice[] }>(`/api/choices${queryOf({ type, register: register ?? undefined, q: id })}`);
      return choices.find((choice) => choice.id === id) ?? null;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

const devicesToChooseMax = 201;
const idsAtOnce = 50;

/** Devices that many may be chosen of: all that are found, one more than a field can name. */
export const devicesQuery = (q: string) =>
  queryOptions({
    queryKey: ['choices', 'devices', q],
    queryFn: () => get<{ choices: Choice[] }>(`/api/choices${queryOf({ type: 'device', q, most: devicesToChooseMax })}`),
    placeholderData: keepPreviousData,
  });

/** The devices that are in a group now. */
export const devicesOfGroupQuery = (group: string) =>
  queryOptions({
    queryKey: ['choices', 'group', group],
    queryFn: () => get<{ choices: Choice[] }>(`/api/choices${queryOf({ type: 'device', group })}`),
    staleTime: 0,
  });

/** The labels of devices that were chosen before; those that cannot be chosen any more are absent. */
export const namedDevicesQuery = (ids: readonly string[]) =>
  queryOptions({
    queryKey: ['choice', 'devices', ids],
    queryFn: async (): Promise<Choice[]> => {
      const parts = Array.from({ length: Math.ceil(ids.length / idsAtOnce) }, (_, i) => ids.slice(i * idsAtOnce, (i + 1) * idsAtOnce));
      const found = await Promise.all(
        parts.map((part) => get<{ choices: Choice[] }>(`/api/choices${queryOf({ type: 'device', ids: part.join(',') })}`)),
      );
      return found.flatMap(({ choices }) => choices);
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

/** What the server accepts; a larger file is refused here, so that nobody waits for its upload. */
export const attachmentBytesMax = 20 * 1024 * 1024;
export const attachmentsMax = 20;

export const attachmentAddress = (id: string): string => `/api/attachments/${encodeURIComponent(id)}`;

/** Sends a file's bytes. It becomes part of an act by its id; one that no act takes is dropped after a day. */
export async function upload(file: File): Promise<AttachmentView> {
  if (file.size > attachmentBytesMax) throw new ApiError('body-too-large', 413);
  const response = await fetch(`/api/attachments${queryOf({ name: file.name.slice(-200) })}`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { accept: 'application/json', 'content-type': 'application/octet-stream' },
    body: await file.arrayBuffer(),
  }).catch((cause: unknown) => {
    throw new ApiError('offline', 0, {}, String(cause));
  });
  const body = (await response.json().catch(() => null)) as (AttachmentView & { error?: string; params?: ApiError['params'] }) | null;
  if (response.ok && body !== null) return body;
  throw new ApiError(body?.error ?? (response.status >= 500 ? 'internal' : 'bad-request'), response.status, body?.params ?? {});
}

/** Takes an upload away that no act took. Where that fails, the server drops it after a day by itself. */
export const discard = (id: string): void => void change('DELETE', attachmentAddress(id)).catch(() => {});
