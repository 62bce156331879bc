import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import { type Caller, hasRole, isSteppedUp, type Role } from '../people/index.ts';

/** Who may call a route: anyone, anyone signed in, or holders of one of these roles. */
export type Access = 'public' | 'signed-in' | readonly Role[];

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
    /** Needs a proof of the second factor in the last five minutes. */
    stepUp?: true;
    /** Changes nothing but the caller's own account, or nothing at all: the only writes that an auditor may make. */
    own?: true;
    /** A public route that still wants to know who calls, if anyone is signed in. */
    knowsCaller?: true;
  }
  interface FastifyRequest {
    caller: Caller | null;
  }
  interface FastifyInstance {
    /** Every route with what it declared, in the order of registration. The policy test holds it against its table. */
    declaredRoutes: DeclaredRoute[];
  }
}

export interface DeclaredRoute {
  readonly method: string;
  readonly url: string;
  readonly access: Access;
  readonly stepUp: boolean;
  readonly own: boolean;
}

export interface AccessDeps {
  readonly clock: Clock;
  /** Proves who calls, from cookie or bearer token; null where nobody does. */
  authenticate(request: FastifyRequest, reply: FastifyReply): Promise<Caller | null>;
}

/** Reading methods change nothing, so they need no proof of origin and are open to auditors where a route says so. */
export const isReading = (method: string): boolean => method === 'GET' || method === 'HEAD' || method === 'OPTIONS';

/** The caller of a route that is not public. */
export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === null) throw new Fault('not-signed-in');
  return request.caller;
}

/**
 * Authenticates, then authorises, by what the route declares. A route that declares no access stops the server at boot:
 * forgetting is the one mistake that must not be possible.
 */
export function guardRoutes(app: FastifyInstance, deps: AccessDeps): void {
  app.decorate('declaredRoutes', []);
  app.decorateRequest('caller', null);
  app.addHook('onRoute', (route) => declare(app, route));
  app.addHook('onRequest', async (request, reply) => {
    if (request.is404) return;
    const { access, stepUp, own, knowsCaller } = request.routeOptions.config;
    if (access === undefined) throw new Fault('internal', { route: request.routeOptions.url ?? '', problem: 'no access declared' });
    if (access === 'public') {
      if (knowsCaller) request.caller = await deps.authenticate(request, reply);
      return;
    }
    const caller = await deps.authenticate(request, reply);
    if (caller === null) throw new Fault('not-signed-in');
    request.caller = caller;
    authorise(caller, access, isReading(request.method) || own === true);
    if (stepUp && !isSteppedUp(caller, deps.clock.now())) throw new Fault('step-up-required');
  });
}

function authorise(caller: Caller, access: Exclude<Access, 'public'>, harmless: boolean): void {
  if (access !== 'signed-in' && !hasRole(caller, access)) throw new Fault('forbidden');
  // Even a route that names the auditor by mistake gives him nothing to change.
  if (caller.roles.includes('auditor') && !harmless) throw new Fault('forbidden');
}

function declare(app: FastifyInstance, route: RouteOptions): void {
  const access = route.config?.access;
  const methods = Array.isArray(route.method) ? route.method : [route.method];
  if (access === undefined)
    throw new Fault('config-invalid', { route: `${methods.join(',')} ${route.url}`, problem: 'a route must declare its access' });
  if (typeof access !== 'string' && access.length === 0) {
    throw new Fault('config-invalid', { route: `${methods.join(',')} ${route.url}`, problem: 'nobody may call it' });
  }
  for (const method of methods) {
    // Fastify answers HEAD beside every GET with the same declaration.
    if (method === 'HEAD') continue;
    app.declaredRoutes.push({ method, url: route.url, access, stepUp: route.config?.stepUp === true, own: route.config?.own === true });
  }
}
