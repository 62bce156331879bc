import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { scanSearch } from './address.ts';

/** The pages of scan results, under the frame of whoever is signed in. */
export function scanRoutesUnder<Parent extends AnyRoute>(inside: Parent) {
  const targets = createRoute({
    getParentRoute: () => inside,
    path: '/scans',
    component: lazyRouteComponent(() => import('./targets.tsx'), 'ScanTargetsPage'),
  });
  const target = createRoute({
    getParentRoute: () => inside,
    path: '/scans/targets/$id',
    component: lazyRouteComponent(() => import('./target.tsx'), 'ScanTargetPage'),
  });
  const findings = createRoute({
    getParentRoute: () => inside,
    path: '/scans/findings',
    validateSearch: scanSearch,
    component: lazyRouteComponent(() => import('./findings.tsx'), 'ScanFindingsPage'),
  });
  const finding = createRoute({
    getParentRoute: () => inside,
    path: '/scans/findings/$id',
    component: lazyRouteComponent(() => import('./finding.tsx'), 'ScanFindingPage'),
  });
  return [targets, target, findings, finding] as const;
}
