import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { ApiError, change } from '../api/client.ts';
import { chapterQuery, type Draft, type DraftValue, draftQuery, saveDraftValue } from '../api/procedures.ts';
import type { ParamDetail, ParamValue } from '../api/types.ts';
import { controlOf } from '../shell/search-hits.ts';

/** The chapter of the draft that says this value; all of it for one that no sentence says. */
const draftOfParam = ({ usedBy }: Pick<ParamDetail, 'usedBy'>) =>
  usedBy[0] === undefined ? draftQuery : chapterQuery(controlOf(usedBy[0]));

const inDraft = (draft: Draft, id: string): DraftValue | null => draft.values.find((value) => value.id === id) ?? null;

/** The value as the draft of the procedures says it; null where the draft does not know it. */
export const draftValueQuery = (param: Pick<ParamDetail, 'id' | 'usedBy'>) => {
  const { queryKey, queryFn } = draftOfParam(param);
  return queryOptions<Draft, Error, DraftValue | null, readonly string[]>({
    queryKey: queryKey as readonly string[],
    queryFn: queryFn as () => Promise<Draft>,
    select: (draft) => inDraft(draft, param.id),
  });
};

export const freshDraftValue = async (client: QueryClient, param: Pick<ParamDetail, 'id' | 'usedBy'>): Promise<DraftValue | null> =>
  inDraft(await client.fetchQuery({ ...(draftOfParam(param) as ReturnType<typeof chapterQuery>), staleTime: 0 }), param.id);

interface Wanted {
  readonly value: ParamValue;
  readonly version: number;
  readonly reason?: string;
}

/**
 * Saves the value, or where it counts only once it is approved, puts it into the draft of the procedures: against what the person
 * saw there. Somebody else's newer value in the draft is a `conflict` with `inDraft`, never overwritten unseen.
 */
export async function saveValue(
  client: QueryClient,
  param: ParamDetail,
  { value, version, reason }: Wanted,
  seen: DraftValue | null | undefined,
): Promise<'now' | 'when-approved'> {
  const why = reason === undefined ? {} : { reason };
  try {
    await change('PUT', `/api/params/${param.id}`, { value, version, ...why });
    return 'now';
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'needs-approval') throw error;
  }
  const draft = seen ?? (await freshDraftValue(client, param));
  if (draft === null) throw new ApiError('not-found', 404);
  try {
    return (await saveDraftValue(param.id, { revision: draft.revision, value: value as DraftValue['value'], ...why })).counts;
  } catch (error) {
    if (error instanceof ApiError && error.code === 'conflict') throw new ApiError('conflict', error.status, { inDraft: true });
    throw error;
  }
}
