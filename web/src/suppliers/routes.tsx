import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { supplierSearch } from './address.ts';

/** Addresses of suppliers, for whoever is signed in. */
export function supplierRoutesUnder<Parent extends AnyRoute>(inside: Parent) {
  const suppliers = createRoute({
    getParentRoute: () => inside,
    path: '/suppliers',
    validateSearch: supplierSearch,
    component: lazyRouteComponent(() => import('./suppliers.tsx'), 'SuppliersPage'),
  });
  const questions = createRoute({
    getParentRoute: () => inside,
    path: '/suppliers/questions',
    component: lazyRouteComponent(() => import('./bank.tsx'), 'SheetQuestionsPage'),
  });
  const levels = createRoute({
    getParentRoute: () => inside,
    path: '/suppliers/sla',
    component: lazyRouteComponent(() => import('./sla.tsx'), 'ServiceLevelsPage'),
  });
  return [suppliers, questions, levels] as const;
}
