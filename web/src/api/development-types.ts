import type { z } from 'zod';
import type * as contract from '../../../src/api/contract-development.ts';

export type RequirementsView = z.infer<typeof contract.requirementsSchema>;
export type RequirementLine = RequirementsView['lines'][number];
export type AssessmentView = z.infer<typeof contract.developmentAssessmentSchema>;
export type DevelopmentChoices = z.infer<typeof contract.developmentChoicesSchema>;
export type RequirementPreview = z.infer<typeof contract.requirementPreviewSchema>;
export type RequirementCells = Partial<Record<string, string>>;
