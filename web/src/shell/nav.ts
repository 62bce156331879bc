import type { Role } from '../api/session.ts';

export interface NavItem {
  readonly key:
    | 'today'
    | 'controls'
    | 'devices'
    | 'myDevices'
    | 'duties'
    | 'requests'
    | 'cases'
    | 'scans'
    | 'registers'
    | 'procedures'
    | 'evidence'
    | 'settings';
  readonly to: string;
  readonly roles: readonly Role[];
}

const everyone: readonly Role[] = ['administrator', 'committee', 'management', 'departmentManager', 'employee'];
const staff: readonly Role[] = ['administrator', 'committee', 'management', 'departmentManager'];
const readers: readonly Role[] = [...staff, 'auditor'];

/** The user's nouns in the order in which a week uses them. The server refuses by itself; this only spares people dead ends. */
export const navItems: readonly NavItem[] = [
  { key: 'today', to: '/today', roles: everyone },
  { key: 'controls', to: '/controls', roles: readers },
  { key: 'devices', to: '/devices', roles: readers },
  { key: 'myDevices', to: '/my-devices', roles: ['employee'] },
  { key: 'duties', to: '/duties', roles: readers },
  { key: 'requests', to: '/requests', roles: [...everyone, 'auditor'] },
  { key: 'cases', to: '/cases', roles: readers },
  { key: 'scans', to: '/scans', roles: readers },
  { key: 'registers', to: '/registers', roles: [...everyone, 'auditor'] },
  { key: 'procedures', to: '/procedures', roles: [...everyone, 'auditor'] },
  { key: 'evidence', to: '/evidence', roles: readers },
  { key: 'settings', to: '/settings', roles: staff },
];

/** Who sees every device finds the own among them. */
export const navFor = (roles: readonly Role[]): readonly NavItem[] =>
  navItems.filter((item) => item.roles.some((role) => roles.includes(role)) && !(item.key === 'myDevices' && isReader(roles)));

/** Who may look at controls, devices and evidence, and so may search them. */
export const isReader = (roles: readonly Role[]): boolean => roles.some((role) => readers.includes(role));

/** Where a person lands after signing in. */
export const homeOf = (roles: readonly Role[]): '/controls' | '/today' => (isReader(roles) ? '/controls' : '/today');

export const isAdministrator = (roles: readonly Role[]): boolean => roles.includes('administrator');
