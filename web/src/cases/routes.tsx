import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { caseOpenSearch, caseSearch } from './address.ts';

/** The pages about cases, under the frame of whoever is signed in. */
export function caseRoutesUnder<TParent extends AnyRoute>(parent: TParent) {
  const cases = createRoute({
    getParentRoute: () => parent,
    path: '/cases',
    validateSearch: caseSearch,
    component: lazyRouteComponent(() => import('./cases.tsx'), 'CasesPage'),
  });
  const kinds = createRoute({
    getParentRoute: () => parent,
    path: '/cases/new',
    component: lazyRouteComponent(() => import('./opening-kinds.tsx'), 'CaseKindsPage'),
  });
  const opening = createRoute({
    getParentRoute: () => parent,
    path: '/cases/new/$room/$name',
    validateSearch: caseOpenSearch,
    component: lazyRouteComponent(() => import('./opening.tsx'), 'OpenCasePage'),
  });
  const one = createRoute({
    getParentRoute: () => parent,
    path: '/cases/$id',
    component: lazyRouteComponent(() => import('./case.tsx'), 'CasePage'),
  });
  return [cases, kinds, opening, one] as const;
}
