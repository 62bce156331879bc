import type { QueryClient } from '@tanstack/react-query';
import { draftQuery, saveDraftValue } from '../api/procedures.ts';
import type { Hours } from './fact-draft.ts';

/** The value of the procedures that says the business hours in a sentence. */
const hoursValue = 'businessHours';

/** Business hours are asked once and stand twice: in the calendar, and as a value in a sentence. The second follows the first. */
export async function carryHours(client: QueryClient, { from, to }: Hours): Promise<void> {
  const draft = await client.fetchQuery({ ...draftQuery, staleTime: 0 });
  const value = draft.values.find(({ id }) => id === hoursValue);
  const said = `${from}-${to}`;
  if (value === undefined || (value.value === said && value.answered)) return;
  await saveDraftValue(hoursValue, { value: said, revision: value.revision });
}
