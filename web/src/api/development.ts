import { queryOptions } from '@tanstack/react-query';
import { change, download, get, queryOf, sendFile } from './client.ts';
import type {
  AssessmentView,
  DevelopmentChoices,
  RequirementCells,
  RequirementLine,
  RequirementPreview,
  RequirementsView,
} from './development-types.ts';

export * from './development-types.ts';

const at = (id: string, rest = ''): string => `/api/development/projects/${encodeURIComponent(id)}${rest}`;

export const requirementsQuery = (id: string) =>
  queryOptions({ queryKey: ['development', id], queryFn: () => get<RequirementsView>(at(id)) });
export const developmentChoicesQuery = queryOptions({
  queryKey: ['development', 'choices'],
  queryFn: () => get<DevelopmentChoices>('/api/development/choices'),
  staleTime: Number.POSITIVE_INFINITY,
});

export const assessProject = (id: string, given: { answers: Record<string, string>; expert: string; note: string }) =>
  change<AssessmentView>('POST', at(id, '/assessments'), given);
export const takeStarters = (id: string, language: 'ja' | 'en') => change<{ added: number }>('POST', at(id, '/starters'), { language });
export const saveRequirement = (id: string, line: { id: string | null; revision: number; cells: RequirementCells }) =>
  change<{ lines: RequirementLine[] }>('PUT', at(id, '/requirements'), { lines: [line] });
export const saveTrace = (id: string, line: { id: string; revision: number; cells: RequirementCells }) =>
  change<{ lines: RequirementLine[] }>('PUT', at(id, '/traces'), { lines: [line] });
export const takeRequirements = (id: string, language: 'ja' | 'en') =>
  download('GET', at(id, `/export${queryOf({ language })}`), 'requirements.xlsx');
export const previewRequirements = (id: string, file: File) =>
  sendFile<RequirementPreview>(at(id, `/import/preview${queryOf({ name: file.name })}`), file);
export const applyRequirements = (id: string, file: File, digest: string) =>
  sendFile<{ added: number; changed: number }>(at(id, `/import/apply${queryOf({ name: file.name, digest })}`), file);
