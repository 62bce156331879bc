import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import {
  capacitySearch,
  clockSearch,
  deviceSearch,
  driftBaselineSearch,
  driftEventSearch,
  driftSearch,
  inventorySearch,
  liveSearch,
  retiredSearch,
  strangerSearch,
} from '../shell/addresses.ts';
import { softwareSearch, titleSearch } from '../software/address.ts';

/** The pages about machines, under the frame of whoever is signed in. */
export function deviceRoutesUnder<TParent extends AnyRoute>(parent: TParent) {
  const devices = createRoute({
    getParentRoute: () => parent,
    path: '/devices',
    validateSearch: deviceSearch,
    component: lazyRouteComponent(() => import('./list.tsx'), 'DevicesPage'),
  });
  const inventory = createRoute({
    getParentRoute: () => parent,
    path: '/devices/inventory',
    validateSearch: inventorySearch,
    component: lazyRouteComponent(() => import('../inventory/inventory.tsx'), 'InventoryPage'),
  });
  const unknownDevices = createRoute({
    getParentRoute: () => parent,
    path: '/devices/unknown',
    validateSearch: strangerSearch,
    component: lazyRouteComponent(() => import('../inventory/unknown.tsx'), 'UnknownDevicesPage'),
  });
  const softwareTitles = createRoute({
    getParentRoute: () => parent,
    path: '/devices/software',
    validateSearch: softwareSearch,
    component: lazyRouteComponent(() => import('../software/software.tsx'), 'SoftwarePage'),
  });
  const softwareTitle = createRoute({
    getParentRoute: () => parent,
    path: '/devices/software/$id',
    validateSearch: titleSearch,
    component: lazyRouteComponent(() => import('../software/title.tsx'), 'SoftwareTitlePage'),
  });
  const deviceChanges = createRoute({
    getParentRoute: () => parent,
    path: '/devices/changes',
    validateSearch: driftSearch,
    component: lazyRouteComponent(() => import('../drift/drift.tsx'), 'DriftPage'),
  });
  const deviceChange = createRoute({
    getParentRoute: () => parent,
    path: '/devices/changes/$id',
    validateSearch: driftEventSearch,
    component: lazyRouteComponent(() => import('../drift/event.tsx'), 'DriftEventPage'),
  });
  const changeRules = createRoute({
    getParentRoute: () => parent,
    path: '/devices/changes/rules',
    component: lazyRouteComponent(() => import('../drift/rules.tsx'), 'DriftRulesPage'),
  });
  const baselines = createRoute({
    getParentRoute: () => parent,
    path: '/devices/changes/baselines',
    component: lazyRouteComponent(() => import('../drift/baselines.tsx'), 'DriftBaselinesPage'),
  });
  const baseline = createRoute({
    getParentRoute: () => parent,
    path: '/devices/changes/baselines/$id',
    validateSearch: driftBaselineSearch,
    component: lazyRouteComponent(() => import('../drift/baseline.tsx'), 'DriftBaselinePage'),
  });
  const capacity = createRoute({
    getParentRoute: () => parent,
    path: '/devices/capacity',
    validateSearch: capacitySearch,
    component: lazyRouteComponent(() => import('../capacity/capacity.tsx'), 'CapacityPage'),
  });
  const capacitySeries = createRoute({
    getParentRoute: () => parent,
    path: '/devices/capacity/series/$id',
    component: lazyRouteComponent(() => import('../capacity/series.tsx'), 'CapacitySeriesPage'),
  });
  const capacityTargets = createRoute({
    getParentRoute: () => parent,
    path: '/devices/capacity/targets',
    component: lazyRouteComponent(() => import('../capacity/targets.tsx'), 'CapacityTargetsPage'),
  });
  const clocks = createRoute({
    getParentRoute: () => parent,
    path: '/devices/clocks',
    validateSearch: clockSearch,
    component: lazyRouteComponent(() => import('../clocks/clocks.tsx'), 'ClocksPage'),
  });
  const askDevices = createRoute({
    getParentRoute: () => parent,
    path: '/devices/ask',
    validateSearch: liveSearch,
    component: lazyRouteComponent(() => import('../live/ask.tsx'), 'AskPage'),
  });
  const deviceGroups = createRoute({
    getParentRoute: () => parent,
    path: '/devices/groups',
    component: lazyRouteComponent(() => import('../rollout/groups.tsx'), 'GroupsPage'),
  });
  const retiredDevices = createRoute({
    getParentRoute: () => parent,
    path: '/devices/retired',
    validateSearch: retiredSearch,
    component: lazyRouteComponent(() => import('../rollout/retired.tsx'), 'RetiredPage'),
  });
  const consoles = createRoute({
    getParentRoute: () => parent,
    path: '/devices/consoles',
    component: lazyRouteComponent(() => import('../rollout/consoles.tsx'), 'ConsolesPage'),
  });
  const device = createRoute({
    getParentRoute: () => parent,
    path: '/devices/$id',
    component: lazyRouteComponent(() => import('./device.tsx'), 'DevicePage'),
  });
  return [
    devices,
    inventory,
    unknownDevices,
    softwareTitles,
    softwareTitle,
    deviceChanges,
    deviceChange,
    changeRules,
    baselines,
    baseline,
    capacity,
    capacitySeries,
    capacityTargets,
    clocks,
    askDevices,
    deviceGroups,
    retiredDevices,
    consoles,
    device,
  ] as const;
}
