import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { applySearch, requestSearch } from './address.ts';

/** The pages about requests, under the frame of whoever is signed in. */
export function requestRoutesUnder<TParent extends AnyRoute>(parent: TParent) {
  const requests = createRoute({
    getParentRoute: () => parent,
    path: '/requests',
    validateSearch: requestSearch,
    component: lazyRouteComponent(() => import('./requests.tsx'), 'RequestsPage'),
  });
  const kinds = createRoute({
    getParentRoute: () => parent,
    path: '/requests/new',
    component: lazyRouteComponent(() => import('./kinds.tsx'), 'RequestKindsPage'),
  });
  const apply = createRoute({
    getParentRoute: () => parent,
    path: '/requests/new/$room/$name',
    validateSearch: applySearch,
    component: lazyRouteComponent(() => import('./apply.tsx'), 'ApplyPage'),
  });
  const delegations = createRoute({
    getParentRoute: () => parent,
    path: '/requests/delegations',
    component: lazyRouteComponent(() => import('./delegations.tsx'), 'DelegationsPage'),
  });
  const request = createRoute({
    getParentRoute: () => parent,
    path: '/requests/$id',
    component: lazyRouteComponent(() => import('./request.tsx'), 'RequestPage'),
  });
  return [requests, kinds, apply, delegations, request] as const;
}
