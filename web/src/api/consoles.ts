import { queryOptions } from '@tanstack/react-query';
import { get, queryOf, sendFile } from './client.ts';
import type { ConsoleKindView, ConsoleList, ConsolePreview } from './consoles-types.ts';

export const consolesQuery = queryOptions({ queryKey: ['consoles'], queryFn: () => get<ConsoleList>('/api/consoles') });

type Kind = ConsoleKindView['kind'];
type Columns = Readonly<Record<string, string | null>>;
const path = (kind: Kind, act: string, file: File, columns: Columns | null, more: Record<string, string> = {}) =>
  `/api/consoles/${kind}/${act}${queryOf({ name: file.name.slice(-200), ...(columns && { columns: JSON.stringify(columns) }), ...more })}`;

export const previewConsole = (kind: Kind, file: File, columns: Columns | null): Promise<ConsolePreview> =>
  sendFile(path(kind, 'preview', file, columns), file);
export const applyConsole = (
  kind: Kind,
  file: File,
  columns: Columns,
  given: { digest: string; asOf: string; product: string },
): Promise<void> => sendFile(path(kind, 'apply', file, columns, given), file);
