import { type AccessRule, AppError, access, type KeyScope, type ProjectRole } from '@prefloop/contract';
import { type Db, findMembership, findSession, type Project } from '@prefloop/db';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { z } from 'zod';
import { sessionToken } from '../accounts/session-token.ts';
import { type Auth, keyPrefix } from '../auth.ts';

/** Who is calling. `scopes` is null for a session, which may do all its user may. */
export type Principal = {
  userId: string;
  name: string;
  email: string;
  admin: boolean;
  sessionId: string | null;
  scopes: KeyScope[] | null;
};

/** The project in the path and what the caller is in it. */
export type ProjectAccess = { project: Project; role: ProjectRole };

declare module 'fastify' {
  interface FastifyRequest {
    principal: Principal | null;
    projectAccess: ProjectAccess | null;
  }
  interface FastifyInstance {
    /** Who is calling, by API key or session, or null. For routes that serve both with and without a login. */
    identify(request: FastifyRequest): Promise<Principal | null>;
  }
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The caller of a route that needs one; the access rule has made sure that there is. */
export function caller(request: FastifyRequest): Principal {
  if (!request.principal) throw new AppError('AUTH_REQUIRED', { message: 'Sign in first.' });
  return request.principal;
}

/** The project of a route under /v1/projects/:project; the access rule has made sure that there is one. */
export function projectOf(request: FastifyRequest): ProjectAccess {
  if (!request.projectAccess) throw new AppError('NOT_FOUND', { message: noProject });
  return request.projectAccess;
}

const noProject = 'There is no such project, or you are not a member of it.';

/** Routes without an operation of their own: the pages over the API document, and the web app's files. */
const isDocs = (url: string | undefined) => url === '/docs' || url?.startsWith('/docs/') === true;
const isWebApp = (url: string | undefined) => url === '/*';

function ruleOf(request: FastifyRequest): AccessRule | undefined {
  const { schema, url } = request.routeOptions;
  const operationId = isDocs(url) ? 'getOpenapi' : schema?.operationId;
  return operationId === undefined ? undefined : access[operationId];
}

function bearerOf(request: FastifyRequest): string | undefined {
  return /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

async function keyPrincipal(auth: Auth, key: string): Promise<Principal | null> {
  if (!key.startsWith(keyPrefix)) return null;
  const { valid, key: found } = await auth.api.verifyApiKey({ body: { key } });
  if (!valid || !found) return null;
  const context = await auth.$context;
  const user = await context.internalAdapter.findUserById(found.referenceId);
  if (!user || ('disabledAt' in user && user.disabledAt)) return null;
  const scopes = (found.permissions?.prefloop ?? []).filter(
    (s): s is KeyScope => s === 'read' || s === 'write',
  );
  return {
    userId: user.id,
    name: user.name,
    email: user.email,
    admin: 'role' in user && user.role === 'admin',
    sessionId: null,
    scopes,
  };
}

/** Who calls and, where it was looked up along with that, the project of the path and their role in it. */
type Identity = { principal: Principal; membership?: Membership | null };
type Membership = { project: Project; role: ProjectRole | null };

async function sessionIdentity(db: Db, token: string | null, slug: string | null): Promise<Identity | null> {
  const found = token === null ? null : await findSession(db, token, slug);
  if (!found) return null;
  const { project, projectRole, ...user } = found;
  return {
    principal: { ...user, scopes: null },
    membership: project && { project, role: projectRole },
  };
}

/** A browser says where a request comes from; one that a foreign page made is refused. */
function refuseCrossSite(request: FastifyRequest, publicOrigin: string): void {
  if (safeMethods.has(request.method)) return;
  const site = request.headers['sec-fetch-site'];
  const { origin } = request.headers;
  const ownOrigin =
    origin === undefined || origin === publicOrigin || origin === `${request.protocol}://${request.host}`;
  const ownSite = site === undefined || site === 'same-origin' || site === 'none';
  if (!ownOrigin || !ownSite) {
    throw new AppError('FORBIDDEN', { message: 'This request comes from another site, so it was refused.' });
  }
}

function refuseByKeyScope(principal: Principal, rule: Exclude<AccessRule, { who: 'anyone' }>): void {
  if (principal.scopes === null) return;
  if (rule.key === null) {
    throw new AppError('KEY_SCOPE', { message: 'API keys cannot do this. Sign in with a password.' });
  }
  const enough =
    principal.scopes.includes(rule.key) || (rule.key === 'read' && principal.scopes.includes('write'));
  if (!enough) throw new AppError('KEY_SCOPE', { message: `This API key lacks the scope "${rule.key}".` });
}

const pathParams = z.object({ project: z.string().optional() });

/** The slug in the path. One of another form cannot exist; some, such as those with NUL, cannot even be asked for. */
function slugOf(request: FastifyRequest): string | null {
  const { project } = pathParams.parse(request.params);
  return project !== undefined && /^[a-z0-9-]{1,100}$/.test(project) ? project : null;
}

async function loadProject(
  db: Db,
  slug: string | null,
  { principal, membership }: Identity,
): Promise<ProjectAccess> {
  // Looked up at most once: a second look for a project that does not exist would tell by its time.
  const looksUp = membership === undefined && slug !== null;
  const found = looksUp ? await findMembership(db, slug, principal.userId) : membership;
  const role = principal.admin ? 'lead' : found?.role;
  // A foreign project and one that does not exist look the same.
  if (!found || !role) throw new AppError('NOT_FOUND', { message: noProject });
  return { project: found.project, role };
}

function refuseArchived(request: FastifyRequest, { project }: ProjectAccess): void {
  if (!project.archivedAt || safeMethods.has(request.method)) return;
  if (request.routeOptions.schema?.operationId === 'updateProject') return;
  throw new AppError('PROJECT_ARCHIVED', {
    message: `${project.name} is archived and can only be read. A lead can open it again in its settings.`,
  });
}

async function authorizeMember(
  db: Db,
  request: FastifyRequest,
  identity: Identity,
  rule: Extract<AccessRule, { who: 'member' }>,
): Promise<void> {
  const projectAccess = await loadProject(db, slugOf(request), identity);
  if (!rule.roles.includes(projectAccess.role)) {
    throw new AppError('FORBIDDEN', {
      message: `Only ${rule.roles.join(' or ')} of this project may do this.`,
    });
  }
  refuseByKeyScope(identity.principal, rule);
  refuseArchived(request, projectAccess);
  request.projectAccess = projectAccess;
}

/** Enforces the access table: each route has a row, each request is held against it before anything else. */
export const accessPlugin = fp(
  async (app: FastifyInstance, deps: { auth: Auth; db: Db; publicOrigin: string }) => {
    app.decorateRequest('principal', null);
    app.decorateRequest('projectAccess', null);

    const { authCookies, secret } = await deps.auth.$context;
    const cookieName = authCookies.sessionToken.name;

    // A bearer token is never a reason to look at the cookie: who says "key" is judged by the key.
    const identify = async (request: FastifyRequest): Promise<Identity | null> => {
      const bearer = bearerOf(request);
      if (bearer !== undefined) {
        const principal = await keyPrincipal(deps.auth, bearer);
        return principal && { principal };
      }
      const token = sessionToken(request.headers.cookie, cookieName, secret);
      return sessionIdentity(deps.db, token, slugOf(request));
    };

    const authorize = async (request: FastifyRequest, rule: AccessRule) => {
      const bearer = bearerOf(request);
      if (bearer === undefined) refuseCrossSite(request, deps.publicOrigin);
      if (rule.who === 'anyone') return;
      const identity = await identify(request);
      if (!identity) {
        const message = bearer ? 'This API key is unknown, expired or revoked.' : 'Sign in first.';
        throw new AppError('AUTH_REQUIRED', { message });
      }
      const { principal } = identity;
      request.principal = principal;
      if (rule.who === 'member') return authorizeMember(deps.db, request, identity, rule);
      if (rule.who === 'admin' && !principal.admin) {
        throw new AppError('FORBIDDEN', { message: 'Only an admin of this deployment may do this.' });
      }
      refuseByKeyScope(principal, rule);
    };

    app.decorate('identify', async (request) => (await identify(request))?.principal ?? null);

    app.addHook('onRoute', (route) => {
      if (route.method === 'HEAD' || route.method === 'OPTIONS') return;
      const operationId = route.schema?.operationId;
      const known = route.schema?.hide === true && (isDocs(route.url) || isWebApp(route.url));
      if (!known && (operationId === undefined || !(operationId in access))) {
        throw new Error(
          `${String(route.method)} ${route.url} has no row in the access table (${operationId ?? 'no operationId'})`,
        );
      }
    });

    app.addHook('onRequest', async (request) => {
      const rule = ruleOf(request);
      if (rule) await authorize(request, rule);
    });
  },
);
