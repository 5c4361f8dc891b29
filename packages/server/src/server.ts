import { randomBytes } from 'node:crypto';
import type { Issue, Result } from '@cebao/engine';
import type { Pack } from '@cebao/pack';
import { createPolicyModules, type LoadModule } from '@cebao/pack/simulate';
import { type Store, StoreFailure } from '@cebao/store';
import { type Context, Hono } from 'hono';
import type { HandoverReply } from './api/audit.ts';
import { z } from './api/zod.ts';
import { type Clock, civilDateOf } from './clock.ts';
import { withPublishedDrafts } from './drafts.ts';
import { API_PATH, createApi } from './endpoint.ts';
import { guard, setSecurityHeaders } from './guard.ts';
import { loadInstance } from './instance.ts';
import { openapiOf } from './openapi.ts';
import { peerAddress } from './peer-address.ts';
import { createPolicies, keepRevisions } from './policies.ts';
import { problemOf, Refusal } from './problem.ts';
import { createRateLimit, type Rate } from './rate-limit.ts';
import { createReadiness } from './readiness.ts';
import { listKeptCases } from './rebuild-projections.ts';
import { accountRoutes } from './routes/accounts.ts';
import { attachmentRoutes, LARGEST_ATTACHMENT } from './routes/attachments.ts';
import { auditRoutes } from './routes/audit.ts';
import { caseRoutes } from './routes/cases.ts';
import { decideRoutes } from './routes/decide.ts';
import { demoRoutes } from './routes/demo.ts';
import { draftRoutes } from './routes/drafts.ts';
import { flowRoutes } from './routes/flows.ts';
import { healthRoutes } from './routes/health.ts';
import { indicatorRoutes } from './routes/indicators.ts';
import { listRoutes } from './routes/lists.ts';
import { matchRoutes } from './routes/matches.ts';
import { meetingRoutes } from './routes/meetings.ts';
import { migrationRoutes } from './routes/migrations.ts';
import { placeRoutes } from './routes/places.ts';
import { policyRoutes } from './routes/policy.ts';
import { printRoutes } from './routes/prints.ts';
import { registerRoutes } from './routes/registers.ts';
import { reportRoutes } from './routes/reports.ts';
import { sessionRoutes } from './routes/sessions.ts';
import { signInRoutes } from './routes/sign-ins.ts';
import { signatureRoutes } from './routes/signatures.ts';
import { staffRoutes } from './routes/staff.ts';
import { surveyRoutes } from './routes/surveys.ts';
import { taskRoutes } from './routes/tasks.ts';
import type { Services } from './services.ts';
import { createSessions } from './sessions.ts';
import { createSignInThrottle } from './sign-in-throttle.ts';
import { loadStaff } from './staff-book.ts';
import { watchCommits } from './watch-commits.ts';
import { type RequestSeen, watchRequests } from './watch-requests.ts';

/** What a service is made of. */
export interface ServerOptions {
  /** The packs as validated from files; what the instance has published is laid on from the store. */
  readonly packs: readonly Pack[];
  readonly store: Store;
  readonly clock?: Clock;
  readonly version?: string;
  /** Host names to answer to, without port; absent = any. */
  readonly hosts?: readonly string[];
  /** Rate for questions without a session, per address. Default: 200 at once, 50 a second. */
  readonly decideRate?: Rate;
  /** Cookies only over https: for a service behind an https front. */
  readonly https?: boolean;
  /** Rate for sign-ins and new links, per address. Default: 20 at once, one a second. */
  readonly signInRate?: Rate;
  /** Opens the door for new links to whoever knows it. */
  readonly linkSecret?: string;
  /** Makes a demo anew and answers the path of a one-time link; absent where there is none to make anew. */
  readonly resetDemo?: () => Promise<string | undefined>;
  /** The last checkpoint that was made; absent where the service makes none by itself. */
  readonly lastCheckpoint?: () => HandoverReply | undefined;
  /** Told about every unexpected failure: a reference for the person, and what happened. Never personal data. */
  readonly onFailure?: (reference: string, error: unknown) => void;
  /** Told of every answered request; nothing of it that somebody wrote. */
  readonly onRequest?: (seen: RequestSeen) => void;
  /** Told of every answer to a question that is not recorded: which decision, and its status. */
  readonly onDecision?: (decision: string, status: string) => void;
  /** When it is aborted, answers that would go on for ever end. */
  readonly stopping?: AbortSignal;
  /** How often a live stream shows that it lives, in milliseconds; default 20 000. */
  readonly heartbeatMs?: number;
  /** What else stands against taking work, beside a store that cannot be written. */
  readonly readiness?: () => Promise<readonly Issue[]>;
  /** Brings generated modules into the process; absent: closures answer everything. */
  readonly loadModule?: LoadModule;
  /** Serves pages for addresses outside the API. */
  readonly pages?: (app: Hono) => void;
}

/**
 * The service as a Hono app: `app.request()` in tests, any adapter in production. An issue when the packs and
 * what the instance has published do not fit together.
 *
 * @example
 * const server = await createServer({ packs, store });
 * if (server.ok) await server.value.request('/api/v1/health'); // 200
 */
export async function createServer(options: ServerOptions): Promise<Result<Hono>> {
  const { clock = Date.now, version = '0.0.0' } = options;
  const commits = watchCommits(options.store);
  const { store } = commits;
  const packs = await withPublishedDrafts(store, options.packs);
  if (!packs.ok) return packs;
  const kept = await keepRevisions(store, packs.value);
  if (!kept.ok) return kept;
  const instance = await loadInstance(store, options.packs);
  const staff = await loadStaff(store, () => instance);
  const today = () => civilDateOf(clock());
  const findPerson = (id: string) => staff.personOn(id, today());
  const throttle = createSignInThrottle();
  const sessions = createSessions(store, findPerson, clock, options.https === true, throttle);
  const policies = createPolicies(packs.value, store);
  await listKeptCases(store, policies);
  const services: Services = {
    store,
    policies,
    modules: createPolicyModules(options.loadModule),
    instance: () => instance,
    staff,
    sessions,
    throttle,
    clock,
    today,
    version,
    readiness: createReadiness({ store, packs: () => policies.packs(), clock, more: options.readiness }),
    onDecision: options.onDecision,
    live: { commits, stopping: options.stopping, heartbeatMs: options.heartbeatMs },
    linkSecret: options.linkSecret,
    resetDemo: options.resetDemo,
    lastCheckpoint: options.lastCheckpoint,
  };

  const questions = createRateLimit(options.decideRate ?? { burst: 200, perSecond: 50 });
  const signIns = createRateLimit(options.signInRate ?? { burst: 20, perSecond: 1 });

  const app = new Hono();
  app.onError((error, c) => answerFailure(c, error, options.onFailure));
  if (options.onRequest !== undefined) app.use('*', watchRequests(options.onRequest));
  app.use('*', guard({ hosts: options.hosts, largestBody: LARGEST_ATTACHMENT }));
  app.use(`${API_PATH}/*`, async (c, next) => {
    c.header('cache-control', 'no-store');
    await next();
  });

  const api = createApi(app, {
    findViewer: sessions.find,
    rates: { questions: (c) => questions(peerAddress(c), clock()), signIns: (c) => signIns(peerAddress(c), clock()) },
  });
  for (const routes of [
    healthRoutes,
    decideRoutes,
    policyRoutes,
    sessionRoutes,
    signInRoutes,
    demoRoutes,
    taskRoutes,
    flowRoutes,
    caseRoutes,
    migrationRoutes,
    staffRoutes,
    attachmentRoutes,
    printRoutes,
    signatureRoutes,
    registerRoutes,
    accountRoutes,
    reportRoutes,
    matchRoutes,
    meetingRoutes,
    surveyRoutes,
    indicatorRoutes,
    listRoutes,
    placeRoutes,
    draftRoutes,
    auditRoutes,
  ])
    routes(api, services);
  let document: Record<string, unknown> | undefined;
  api.add(
    {
      method: 'get',
      path: '/openapi.json',
      tag: 'service',
      summary: 'This document.',
      access: 'anyone',
      reply: z.looseObject({}),
    },
    () => (document ??= openapiOf(api.endpoints, version)),
  );
  app.all(`${API_PATH}/*`, (c) => {
    throw noRoute(c, api.endpoints);
  });
  app.all('/api/*', (c) => {
    throw new Refusal(404, 'notFound', { params: { path: c.req.path } });
  });

  options.pages?.(app);
  app.notFound((c) => answerFailure(c, new Refusal(404, 'notFound', { params: { path: c.req.path } }), undefined));
  return { ok: true, value: app };
}

/** An unknown address is 404; a known one asked by another method 405. */
function noRoute(c: Context, endpoints: readonly { readonly path: string }[]): Refusal {
  const path = c.req.path.slice(API_PATH.length);
  const known = endpoints.some((endpoint) =>
    new RegExp(`^${endpoint.path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );
  return known
    ? new Refusal(405, 'methodNotAllowed', { params: { method: c.req.method } })
    : new Refusal(404, 'notFound', { params: { path: c.req.path } });
}

function answerFailure(c: Context, error: unknown, onFailure: ServerOptions['onFailure']): Response {
  let refusal: Refusal;
  const extra: { reference?: string } = {};
  if (error instanceof Refusal) refusal = error;
  else {
    extra.reference = randomBytes(4).toString('hex');
    onFailure?.(extra.reference, error);
    refusal =
      error instanceof StoreFailure && error.issue.code === 'storeBusy'
        ? new Refusal(503, 'storeBusy')
        : new Refusal(500, 'internal', { params: { reference: extra.reference } });
  }
  setSecurityHeaders(c);
  c.header('cache-control', 'no-store');
  return c.body(JSON.stringify(problemOf(refusal, extra)), refusal.status as 400, {
    'content-type': 'application/problem+json; charset=utf-8',
  });
}
