import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { CaseDetailView } from '../../api/cases-types.ts';

/** What a section of a kind of case is given: the case as it stands, and the way to read it anew after something was done. */
export interface SectionProps {
  readonly detail: CaseDetailView;
  readonly refresh: () => void;
}
type Section = LazyExoticComponent<ComponentType<SectionProps>>;

/** A section that is fetched only with a case of its kind: `section(() => import('./change.tsx').then((file) => file.ChangeSection))`. */
export const section = (load: () => Promise<ComponentType<SectionProps>>): Section => lazy(async () => ({ default: await load() }));

/**
 * What the page of a case shows besides, by the id of its kind, between "what comes next" and the history. One line each, in the order
 * of the alphabet. The component draws its own `<Section title=…>` of `pieces/page.tsx`, or nothing; its words stand in the i18n files
 * of its slice. While it is fetched and where it fails, the page around it stays.
 */
export const sections: Readonly<Record<string, Section>> = {
  'audits/audit': section(() => import('./audit.tsx').then((file) => file.AuditSection)),
  'development/acceptance': section(() => import('./acceptance.tsx').then((file) => file.AcceptanceSection)),
  'changes/change': section(() => import('./change.tsx').then((file) => file.ChangeSection)),
  'development/project': section(() => import('./project.tsx').then((file) => file.ProjectSection)),
  'reviews/campaign': section(() => import('./review.tsx').then((file) => file.ReviewSection)),
  'monitoring/problem': section(() => import('./problem.tsx').then((file) => file.ProblemSection)),
  'suppliers/supplier': section(() => import('./supplier.tsx').then((file) => file.SupplierSection)),
};
