import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { sessionQuery } from './api/session.ts';
import { caseRoutesUnder } from './cases/routes.tsx';
import { deviceRoutesUnder } from './devices/routes.tsx';
import { dutySearch } from './duties/address.ts';
import { differenceSearch, registerListSearch, registerTableSearch } from './registers/address.ts';
import { requestRoutesUnder } from './requests/routes.tsx';
import { reviewSearch } from './reviews/address.ts';
import { scanRoutesUnder } from './scans/routes.tsx';
import {
  boardSearch,
  checkSearch,
  compareSearch,
  leafletSearch,
  ledgerSearch,
  noticeSearch,
  registerSearch,
  reportSearch,
  rulesSearch,
  signInSearch,
  staffSearch,
  valueSearch,
} from './shell/addresses.ts';
import { SignedInFrame } from './shell/frame.tsx';
import { homeOf } from './shell/nav.ts';
import { Crashed, Missing, Waiting } from './shell/states.tsx';
import { supplierRoutesUnder } from './suppliers/routes.tsx';

const root = createRootRouteWithContext<{ client: QueryClient }>()({ component: Outlet });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: signInSearch,
  component: lazyRouteComponent(() => import('./entrance/sign-in.tsx'), 'SignInPage'),
});
const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => import('./entrance/enrol.tsx'), 'SetupPage'),
});
const invite = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: lazyRouteComponent(() => import('./entrance/enrol.tsx'), 'InvitePage'),
});

/** Everything below needs a session; who has none signs in and comes back to where they wanted to be. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ context, location }) => {
    const session = await context.client.ensureQueryData(sessionQuery);
    if (!session.signedIn) throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } });
    return { me: session };
  },
  component: SignedInFrame,
});
const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  beforeLoad: ({ context }) => {
    throw redirect({ to: homeOf(context.me.roles), replace: true });
  },
});
const registers = createRoute({
  getParentRoute: () => inside,
  path: '/registers',
  validateSearch: registerListSearch,
  component: lazyRouteComponent(() => import('./registers/registers.tsx'), 'RegistersPage'),
});
const register = createRoute({
  getParentRoute: () => inside,
  path: '/registers/$room/$name',
  validateSearch: registerTableSearch,
  component: lazyRouteComponent(() => import('./registers/register.tsx'), 'RegisterPage'),
});
const registerImport = createRoute({
  getParentRoute: () => inside,
  path: '/registers/$room/$name/import',
  component: lazyRouteComponent(() => import('./registers/import.tsx'), 'RegisterImportPage'),
});
const differences = createRoute({
  getParentRoute: () => inside,
  path: '/registers/$room/$name/differences',
  validateSearch: differenceSearch,
  component: lazyRouteComponent(() => import('./registers/differences.tsx'), 'DifferencesPage'),
});
const duties = createRoute({
  getParentRoute: () => inside,
  path: '/duties',
  validateSearch: dutySearch,
  component: lazyRouteComponent(() => import('./duties/duties.tsx'), 'DutiesPage'),
});
const dutyDefinitions = createRoute({
  getParentRoute: () => inside,
  path: '/duties/definitions',
  component: lazyRouteComponent(() => import('./duties/definitions.tsx'), 'DutyDefinitionsPage'),
});
const occurrence = createRoute({
  getParentRoute: () => inside,
  path: '/duties/$id',
  component: lazyRouteComponent(() => import('./duties/occurrence.tsx'), 'OccurrencePage'),
});
const reviewLists = createRoute({
  getParentRoute: () => inside,
  path: '/reviews/lists',
  component: lazyRouteComponent(() => import('./reviews/lists.tsx'), 'ReviewListsPage'),
});
const review = createRoute({
  getParentRoute: () => inside,
  path: '/reviews/$id',
  validateSearch: reviewSearch,
  component: lazyRouteComponent(() => import('./reviews/review.tsx'), 'ReviewPage'),
});
const ownDevices = createRoute({
  getParentRoute: () => inside,
  path: '/my-devices',
  component: lazyRouteComponent(() => import('./today/own-devices.tsx'), 'OwnDevicesPage'),
});
const report = createRoute({
  getParentRoute: () => inside,
  path: '/today/report',
  validateSearch: reportSearch,
  component: lazyRouteComponent(() => import('./today/report.tsx'), 'ReportPage'),
});
const today = createRoute({
  getParentRoute: () => inside,
  path: '/today',
  component: lazyRouteComponent(() => import('./today/today.tsx'), 'TodayPage'),
});
const board = createRoute({
  getParentRoute: () => inside,
  path: '/controls',
  validateSearch: boardSearch,
  component: lazyRouteComponent(() => import('./board/board.tsx'), 'BoardPage'),
});
const control = createRoute({
  getParentRoute: () => inside,
  path: '/controls/$id',
  component: lazyRouteComponent(() => import('./control/control.tsx'), 'ControlPage'),
});
const check = createRoute({
  getParentRoute: () => inside,
  path: '/checks/$room/$name',
  validateSearch: checkSearch,
  component: lazyRouteComponent(() => import('./checks/check.tsx'), 'CheckPage'),
});
const deviceRoutes = deviceRoutesUnder(inside);
const scanRoutes = scanRoutesUnder(inside);
const fact = createRoute({
  getParentRoute: () => inside,
  path: '/facts/$id',
  component: lazyRouteComponent(() => import('./evidence/fact.tsx'), 'FactPage'),
});
const evidence = createRoute({
  getParentRoute: () => inside,
  path: '/evidence',
  validateSearch: ledgerSearch,
  component: lazyRouteComponent(() => import('./evidence/ledger.tsx'), 'LedgerPage'),
});
const entry = createRoute({
  getParentRoute: () => inside,
  path: '/evidence/$seq',
  component: lazyRouteComponent(() => import('./evidence/entry.tsx'), 'EntryPage'),
});

const anythingElse = createRoute({ getParentRoute: () => inside, path: '$', component: Missing });

const settings = createRoute({
  getParentRoute: () => inside,
  path: '/settings',
  component: lazyRouteComponent(() => import('./settings/settings.tsx'), 'SettingsPage'),
});
const settingsHome = createRoute({
  getParentRoute: () => settings,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/settings/values', replace: true });
  },
});
const values = createRoute({
  getParentRoute: () => settings,
  path: '/values',
  validateSearch: valueSearch,
  component: lazyRouteComponent(() => import('./settings/values.tsx'), 'ValuesPage'),
});
const value = createRoute({
  getParentRoute: () => settings,
  path: '/values/$id',
  component: lazyRouteComponent(() => import('./settings/value.tsx'), 'ValuePage'),
});
const people = createRoute({
  getParentRoute: () => settings,
  path: '/people',
  component: lazyRouteComponent(() => import('./settings/people.tsx'), 'PeoplePage'),
});
const invitePerson = createRoute({
  getParentRoute: () => settings,
  path: '/people/new',
  component: lazyRouteComponent(() => import('./settings/invite.tsx'), 'InvitePersonPage'),
});
const person = createRoute({
  getParentRoute: () => settings,
  path: '/people/$id',
  component: lazyRouteComponent(() => import('./settings/person.tsx'), 'PersonPage'),
});
const agents = createRoute({
  getParentRoute: () => settings,
  path: '/agents',
  component: lazyRouteComponent(() => import('./settings/agents.tsx'), 'AgentsPage'),
});
const account = createRoute({
  getParentRoute: () => settings,
  path: '/account',
  component: lazyRouteComponent(() => import('./settings/account.tsx'), 'AccountPage'),
});

const procedures = createRoute({
  getParentRoute: () => inside,
  path: '/procedures',
  component: lazyRouteComponent(() => import('./procedures/procedures.tsx'), 'ProceduresPage'),
});
const interview = createRoute({
  getParentRoute: () => inside,
  path: '/procedures/start',
  component: lazyRouteComponent(() => import('./interview/interview.tsx'), 'InterviewPage'),
});
const chapter = createRoute({
  getParentRoute: () => inside,
  path: '/procedures/chapters/$id',
  component: lazyRouteComponent(() => import('./procedures/chapter.tsx'), 'ChapterPage'),
});
const versions = createRoute({
  getParentRoute: () => inside,
  path: '/procedures/versions',
  component: lazyRouteComponent(() => import('./versions/versions.tsx'), 'VersionsPage'),
});
const version = createRoute({
  getParentRoute: () => inside,
  path: '/procedures/versions/$id',
  component: lazyRouteComponent(() => import('./versions/version.tsx'), 'VersionPage'),
});
const compare = createRoute({
  getParentRoute: () => inside,
  path: '/procedures/compare',
  validateSearch: compareSearch,
  component: lazyRouteComponent(() => import('./versions/compare.tsx'), 'ComparePage'),
});
const statement = createRoute({
  getParentRoute: () => inside,
  path: '/procedures/statement',
  component: lazyRouteComponent(() => import('./versions/statement.tsx'), 'StatementPage'),
});
const rules = createRoute({
  getParentRoute: () => inside,
  path: '/procedures/in-force',
  validateSearch: rulesSearch,
  component: lazyRouteComponent(() => import('./versions/in-force.tsx'), 'InForcePage'),
});
const leaflets = createRoute({
  getParentRoute: () => inside,
  path: '/procedures/leaflets',
  validateSearch: leafletSearch,
  component: lazyRouteComponent(() => import('./leaflets/leaflets.tsx'), 'LeafletsPage'),
});
const acknowledgements = createRoute({
  getParentRoute: () => inside,
  path: '/procedures/acknowledgements',
  validateSearch: registerSearch,
  component: lazyRouteComponent(() => import('./leaflets/acknowledgements.tsx'), 'AcknowledgementsPage'),
});
const company = createRoute({
  getParentRoute: () => settings,
  path: '/company',
  component: lazyRouteComponent(() => import('./company/company.tsx'), 'CompanyPage'),
});
const staff = createRoute({
  getParentRoute: () => settings,
  path: '/staff',
  validateSearch: staffSearch,
  component: lazyRouteComponent(() => import('./staff/staff.tsx'), 'StaffPage'),
});
const staffImport = createRoute({
  getParentRoute: () => settings,
  path: '/staff/import',
  component: lazyRouteComponent(() => import('./staff/import.tsx'), 'StaffImportPage'),
});
const notices = createRoute({
  getParentRoute: () => settings,
  path: '/notices',
  validateSearch: noticeSearch,
  component: lazyRouteComponent(() => import('./notices/notices.tsx'), 'NoticesPage'),
});

/** Public: the link in a mail carries its secret behind the #, which no server and no proxy ever sees. */
const leaflet = createRoute({
  getParentRoute: () => root,
  path: '/leaflet',
  component: lazyRouteComponent(() => import('./leaflets/reader.tsx'), 'LeafletReaderPage'),
});

/** Public as well: a supplier answers its sheet without an account. */
const supplierSheet = createRoute({
  getParentRoute: () => root,
  path: '/supplier-sheet',
  component: lazyRouteComponent(() => import('./suppliers/answer.tsx'), 'SupplierSheetPage'),
});

const tree = root.addChildren([
  signIn,
  setup,
  invite,
  leaflet,
  supplierSheet,
  inside.addChildren([
    home,
    registers,
    register,
    registerImport,
    differences,
    duties,
    dutyDefinitions,
    occurrence,
    reviewLists,
    review,
    ...supplierRoutesUnder(inside),
    report,
    ownDevices,
    today,
    board,
    control,
    check,
    ...deviceRoutes,
    ...caseRoutesUnder(inside),
    ...requestRoutesUnder(inside),
    ...scanRoutes,
    fact,
    evidence,
    entry,
    procedures,
    interview,
    chapter,
    versions,
    version,
    compare,
    statement,
    rules,
    leaflets,
    acknowledgements,
    anythingElse,
    settings.addChildren([
      settingsHome,
      values,
      value,
      people,
      invitePerson,
      person,
      agents,
      account,
      company,
      staff,
      staffImport,
      notices,
    ]),
  ]),
]);

export const makeRouter = (client: QueryClient) =>
  createRouter({
    routeTree: tree,
    context: { client },
    defaultPreload: 'intent',
    defaultPendingComponent: Waiting,
    defaultPendingMs: 300,
    defaultErrorComponent: Crashed,
    defaultNotFoundComponent: Missing,
    scrollRestoration: true,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
