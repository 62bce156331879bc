import type { PeopleApiDeps } from './authenticate.ts';
import { meRoutes } from './me.routes.ts';
import { peopleRoutes } from './people.routes.ts';
import type { RoutePlugin } from './server.ts';
import { setupRoutes } from './setup.routes.ts';
import { signInRoutes } from './sign-in.routes.ts';

export { type Access, callerOf } from './access.ts';
export { authenticator, type PeopleApiDeps } from './authenticate.ts';
export { type ApiApp, buildServer, openApiOf, type RoutePlugin, type ServerConfig, type ServerDeps } from './server.ts';

/** All routes about people, to stand among the `routes` of `buildServer`. */
export const allPeopleRoutes = (deps: PeopleApiDeps): RoutePlugin[] =>
  [setupRoutes, signInRoutes, meRoutes, peopleRoutes].map((routes) => (app) => routes(app, deps));
