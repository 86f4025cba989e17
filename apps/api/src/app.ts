import { randomBytes } from 'node:crypto';
import type { Db } from '@prefloop/db';
import type { JobQueue } from '@prefloop/queue';
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify';
import { createAuth } from './auth.ts';
import { errorForLog } from './error-for-log.ts';
import { accessPlugin } from './plugins/access.ts';
import { errorsPlugin } from './plugins/errors.ts';
import { idempotencyPlugin } from './plugins/idempotency.ts';
import { metricsPlugin } from './plugins/metrics.ts';
import { openapiPlugin, openapiRoutes } from './plugins/openapi.ts';
import { securityPlugin } from './plugins/security.ts';
import { webPlugin } from './plugins/web.ts';
import { adjudicationRoutes } from './routes/adjudication.ts';
import { apiKeyRoutes } from './routes/api-keys.ts';
import { arenaRoutes } from './routes/arena.ts';
import { auditLogRoutes } from './routes/audit-log.ts';
import { batchRoutes } from './routes/batches.ts';
import { consoleRoutes } from './routes/console.ts';
import { guidelineRoutes } from './routes/guidelines.ts';
import { importRoutes } from './routes/imports.ts';
import { invitationRoutes } from './routes/invitations.ts';
import { issuedInvitationRoutes } from './routes/issued-invitations.ts';
import { lineageRoutes } from './routes/lineage.ts';
import { meRoutes } from './routes/me.ts';
import { memberRoutes } from './routes/members.ts';
import { modelRoutes } from './routes/models.ts';
import { myQualificationRoutes } from './routes/my-qualification.ts';
import { overviewRoutes } from './routes/overview.ts';
import { passwordResetRoutes } from './routes/password-resets.ts';
import { pipelineRoutes } from './routes/pipelines.ts';
import { platformRoutes } from './routes/platform.ts';
import { projectRoutes } from './routes/projects.ts';
import { promptRoutes } from './routes/prompts.ts';
import { qualificationRoutes } from './routes/qualification.ts';
import { qualityRoutes } from './routes/quality.ts';
import { ratingRoutes } from './routes/rating.ts';
import { ratingFormRoutes } from './routes/rating-forms.ts';
import { ratingListRoutes } from './routes/ratings.ts';
import { runDocumentRoutes } from './routes/run-documents.ts';
import { runRoutes } from './routes/runs.ts';
import { sessionRoutes } from './routes/session.ts';
import { setupRoutes } from './routes/setup.ts';
import { snapshotRoutes } from './routes/snapshots.ts';
import { statisticsRoutes } from './routes/statistics.ts';
import { userRoutes } from './routes/users.ts';
import { createEndLater } from './runs/end-later.ts';
import { createRunFeed } from './runs/run-feed.ts';

export type AppConfig = {
  publicUrl: string;
  secret: string;
  /** Folder for artifacts and uploads. */
  dataFolder: string;
  trustProxy: number;
  requestsPerMinute: number;
  /** Milliseconds that the event loop may lag before requests are turned away; 0 turns none away. */
  maxLagMs: number;
  /** Folder of the built web app. Left out: only the API is served. */
  webRoot?: string;
};

type LoggerOptions = Exclude<FastifyServerOptions['logger'], boolean | undefined>;

export type AppDeps = {
  db: Db;
  config: AppConfig;
  /** Rings for workers. Left out: they find what is due by themselves, some seconds later. */
  queue?: Pick<JobQueue, 'enqueue'>;
  /** Where changes of runs are listened for. Left out: live pages are told by polling alone. */
  databaseUrl?: string;
  logger?: LoggerOptions;
};

/** The application as a function of what it needs: it reads no environment and opens no port. */
export async function buildApp(deps: AppDeps): Promise<FastifyInstance> {
  const { db, config } = deps;
  const app = Fastify({
    logger: deps.logger ? { ...deps.logger, serializers: { err: errorForLog } } : false,
    genReqId: () => randomBytes(8).toString('hex'),
    trustProxy: (_address: string, hop: number) => hop < config.trustProxy,
    // An import's body may be large and its line slow; headers still have to come within a minute.
    requestTimeout: 15 * 60_000,
    connectionTimeout: 120_000,
    bodyLimit: 2 * 1024 * 1024,
    routerOptions: { maxParamLength: 200 },
  });
  // The log tells paths, never bodies or headers; parsers for anything but JSON would open a way around CORS.
  app.removeContentTypeParser('text/plain');
  const auth = createAuth(db, config, (level, message) => app.log[level]({ from: 'auth' }, message));
  const accounts = { auth, db, config };

  await app.register(errorsPlugin);
  await app.register(openapiPlugin);
  // Before compression, which turns an answer into a stream.
  await app.register(idempotencyPlugin, { db });
  // Before the access hook: refusals carry the security headers too.
  await app.register(securityPlugin, {
    https: config.publicUrl.startsWith('https:'),
    requestsPerMinute: config.requestsPerMinute,
    maxLagMs: config.maxLagMs,
  });
  await app.register(accessPlugin, { auth, db, publicOrigin: new URL(config.publicUrl).origin });
  await app.register(metricsPlugin);

  await app.register(platformRoutes, { db, publicUrl: config.publicUrl });
  await app.register(setupRoutes, accounts);
  await app.register(sessionRoutes, accounts);
  await app.register(meRoutes, accounts);
  await app.register(apiKeyRoutes, accounts);
  await app.register(invitationRoutes, accounts);
  await app.register(issuedInvitationRoutes, accounts);
  await app.register(passwordResetRoutes, accounts);
  await app.register(userRoutes, { db });
  await app.register(auditLogRoutes, { db });
  await app.register(projectRoutes, { db });
  await app.register(overviewRoutes, { db });
  await app.register(lineageRoutes, { db });
  await app.register(memberRoutes, { db });
  await app.register(guidelineRoutes, { db });
  await app.register(ratingFormRoutes, { db });
  await app.register(importRoutes, { db });
  await app.register(promptRoutes, { db });
  await app.register(batchRoutes, { db });
  await app.register(statisticsRoutes, { db, queue: deps.queue });
  await app.register(qualityRoutes, { db });
  await app.register(qualificationRoutes, { db });
  await app.register(consoleRoutes, { db });
  await app.register(ratingListRoutes, { db });
  await app.register(arenaRoutes, { db });
  await app.register(ratingRoutes, { db });
  await app.register(myQualificationRoutes, { db });
  await app.register(adjudicationRoutes, { db });
  await app.register(snapshotRoutes, { db });
  await app.register(modelRoutes, { db, queue: deps.queue, secret: config.secret });
  const feed = createRunFeed(deps.databaseUrl, (error) =>
    app.log.warn({ err: error }, 'listening broke off'),
  );
  await app.register(runDocumentRoutes, { db });
  const endLater = createEndLater(db, app.log);
  const { dataFolder } = config;
  await app.register(runRoutes, { db, queue: deps.queue, feed, endLater, dataFolder });
  await app.register(pipelineRoutes, { db, queue: deps.queue, endLater, dataFolder });
  await app.register(openapiRoutes);
  if (config.webRoot) await app.register(webPlugin, { root: config.webRoot });
  return app;
}
